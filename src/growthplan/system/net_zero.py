"""Net zero: emissions fall with the trend and the plan's measures, and rise with activity."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

TREND = "netzero.trend"
UNIT_COST = "netzero.unit_cost"
DECAY = "netzero.decay"

EQUATION = Equation(
    id="net_zero",
    title="Emissions",
    text="X[t,src] = X0[src] exp(trend t) people[t] / people[0] x activity[src] "
    "x exp(-cut[src] / baseline[src])",
    symbols={
        "X": "emissions, kt of CO2 equivalent a year",
        "trend": "log change a head in a year, as things are going",
        "activity": "output, homes or people over their baseline",
        "cut": "what the plan's measures save each year, kt",
    },
    assumptions=(TREND, UNIT_COST, DECAY),
    source="Territorial emissions as in the Department for Energy Security and Net Zero's local "
    "authority statistics. Carbon does not feed productivity.",
)


def per_million(unit_cost: Floats) -> Floats:
    """Emissions saved each year, kt [1, d], for £1m at `unit_cost` £ per yearly tonne [d]."""
    return np.asarray(1e3 / unit_cost[None])


def baseline(now: Floats, trend: Floats, years_on: int, people: Floats) -> Floats:
    """Emissions without the plan [p, source, d]; `now` [p, source], `trend` [d].

    `people` [p] is population over the base year's.
    """
    return np.asarray(now[:, :, None] * people[:, None, None] * np.exp(trend * years_on))


def remaining(without: Floats, activity: Floats, cut: Floats, linear: bool) -> Floats:
    """Emissions with the plan; never below nothing unless linear. Shapes broadcast.

    `activity` is the ratio to baseline of what the source grows with, `cut` kt saved a year.
    """
    if linear:
        return without * activity - cut
    held = np.where(without > 0, without, 1.0)
    return without * activity * np.exp(-cut / held)
