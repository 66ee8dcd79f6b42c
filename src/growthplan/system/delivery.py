"""Delivery: money arrives late, succeeds in part, and crowds other money in a busy year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

COMMON = "system.delivery_common"
OWN = "system.delivery_own"

EQUATION = Equation(
    id="delivery",
    title="Delivery",
    text="x[t] = sum_L lag[L] spend[t-L];  flow = e x_com a x w / unit cost x delivered;  "
    "delivered = (1 + (spend / capacity)^4)^(-1/4)",
    symbols={
        "lag": "share of the effect that arrives L years later",
        "e": "the action's own success in delivery",
        "x_com": "success in delivery that all actions share",
        "a": "share that is additional",
        "w": "share by authority",
        "delivered": "share of building, or of training, that can be delivered in the year",
    },
    assumptions=(COMMON, OWN),
    source="Optimism is shared between projects, so success has a common part; without it the "
    "plan's range would be far too narrow. The smooth form of the limit is a choice of this model.",
)


def lagged(spend: Floats, lag: Sequence[float]) -> Floats:
    """Money by the year in which it takes effect, [t].

    >>> lagged(np.array([0.0, 10.0, 0.0]), (0.25, 0.75))
    array([0. , 2.5, 7.5])
    """
    found = np.zeros_like(spend)
    for years, share in enumerate(lag[: len(spend)]):
        found[years:] += share * spend[: len(spend) - years]
    return found


def build_up(delay: int, years: int) -> tuple[float, ...]:
    """A lag: nothing for `delay` years, then equal shares over `years` years; sums to 1.

    >>> build_up(1, 2)
    (0.0, 0.5, 0.5)
    """
    return (0.0,) * delay + (1.0 / years,) * years


def delivered(spend: Floats, capacity: float) -> Floats:
    """Share of a year's programme that can be delivered; exactly 1 with no spending.

    `spend` and `capacity` in £m a year; delivered money tends to the capacity.
    """
    ratio = (spend / capacity) ** 2
    return np.asarray(1.0 / np.sqrt(np.sqrt(1.0 + ratio * ratio)))
