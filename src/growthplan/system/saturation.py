"""Stocks and their ceilings: what is added fades, and each further unit does a little less."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

SCALE = "system.saturation"

EQUATION = Equation(
    id="saturation",
    title="Stocks and ceilings",
    text="stock[t] = (1 - d) stock[t-1] + flow[t];  in effect = c (1 - exp(-stock / c))",
    symbols={
        "stock": "units of the driver held",
        "d": "share that fades in a year",
        "flow": "units added in the year",
        "c": "ceiling that the driver's effective stock tends to",
    },
    assumptions=(SCALE,),
    source="Exponential saturation with slope 1 at nothing; a choice of this model.",
)


def carry(stock: Floats, flow: Floats, decay: Floats) -> Floats:
    """Stock after a year in which a share `decay` fades and `flow` is added; shapes broadcast."""
    return (1.0 - decay) * stock + flow


def saturate(stock: Floats, ceiling: Floats) -> Floats:
    """`c (1 - exp(-stock / c))`: slope 1 at nothing, never above the ceiling; exactly 0 at 0.

    A negative stock (displaced elsewhere) is passed on as it is: ceilings bound gains only.

    Shapes broadcast.

    >>> saturate(np.array([0.05]), np.array([0.1])).round(6)
    array([0.039347])
    """
    held = np.maximum(stock, 0.0)
    below = stock - held
    held = held * (-1.0 / ceiling)
    np.exp(held, out=held)
    np.subtract(1.0, held, out=held)
    held *= ceiling
    held += below
    return held
