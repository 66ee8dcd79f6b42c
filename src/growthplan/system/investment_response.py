"""Investment that answers to a larger local economy, a year later."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

RESPONSE = "investment.response"

EQUATION = Equation(
    id="investment_response",
    title="Investment",
    text="r = etaI (v' + n')",
    symbols={
        "r": "additional over baseline investment",
        "etaI": "elasticity of investment to local output",
        "v'": "log productivity over baseline, last year",
        "n'": "log hours over baseline, last year",
    },
    assumptions=(RESPONSE,),
    source="Accelerator with a lag of one year; the elasticity is an assumption, none being local. "
    "Entry of firms is part of it: evidence on entry alone is too thin for an equation.",
)


def response(productivity: Floats, hours: Floats, elasticity: Floats) -> Floats:
    """Additional over baseline investment from last year's log deviations; shapes broadcast."""
    return elasticity * (productivity + hours)
