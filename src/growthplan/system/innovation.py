"""Knowledge: research and development builds a stock that makes work more productive."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

ELASTICITY = "rd.elasticity"
LOCAL_SHARE = "rd.local_share"
DEPRECIATION = "rd.depreciation"
LEVERAGE = "rd.leverage"

EQUATION = Equation(
    id="innovation",
    title="Knowledge",
    text="R[t] = (1 - dR) R[t-1] + grant (1 + lev) / Rbase;  effect = gammaR local ln(1 + R)",
    symbols={
        "R": "additional knowledge stock over the baseline stock",
        "dR": "share out of date each year",
        "lev": "private £ that each public £ brings",
        "Rbase": "baseline stock, £m",
        "gammaR": "elasticity of productivity to the stock",
        "local": "share of the return kept in the place",
    },
    assumptions=(ELASTICITY, LOCAL_SHARE, DEPRECIATION, LEVERAGE),
    source="Ugur, Trushin, Solomon and Guidi (2016), Research Policy 45(10); perpetual inventory.",
)


def per_million(leverage: Floats, knowledge_stock: Floats) -> Floats:
    """Stock over its baseline [p, d] that £1m of grant adds; `knowledge_stock` [p] £m."""
    return np.asarray((1.0 + leverage) / knowledge_stock[:, None])


def effect(stock: Floats, elasticity: Floats, local_share: Floats, linear: bool) -> Floats:
    """Log productivity from the additional stock; shapes broadcast."""
    log_stock = stock if linear else np.log(1.0 + stock)
    return elasticity * local_share * log_stock
