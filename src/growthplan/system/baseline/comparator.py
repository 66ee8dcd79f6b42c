"""How fast productivity in England grows: the largest unknown that a place does not make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.system.streams import normals
from growthplan.vocabulary import GrowthplanError

Array = NDArray[np.float64]

GROWTH = "baseline.england_growth"
"""The assumption that `trend` and `trend_sd` are from."""


@dataclass(frozen=True, slots=True)
class ComparatorGrowth:
    """Real growth of productivity in England, logs a year."""

    trend: float
    trend_sd: float
    """Of the trend itself: one trend a draw."""
    surprise_sd: float
    """Of each year about it."""


def comparator_paths(
    level: float, growth: ComparatorGrowth, years: int, *, seed: int, draws: range
) -> Array:
    """Log productivity in England [draw, year], real, from the base year on.

    `ln E[t] = ln E[t-1] + g + e[t]`, `g ~ N(trend, trend SD)` drawn once a draw, `e ~ N(0, surprise
    SD)`. `level` is £ an hour in the base year, at its prices.

    Raises GrowthplanError unless the level is above 0 and no SD is below 0.
    """
    if not level > 0:
        raise GrowthplanError("Productivity in the base year should be above 0.")
    if min(growth.trend_sd, growth.surprise_sd) < 0:
        raise GrowthplanError("A standard deviation is not below 0.")
    trend = growth.trend + growth.trend_sd * normals(seed, "baseline/England/trend", draws)
    surprise = growth.surprise_sd * normals(seed, "baseline/England/surprise", draws, years)
    path = np.full((len(draws), years + 1), np.log(level))
    for t in range(years):
        path[:, t + 1] = path[:, t] + (trend[:, 0] + surprise[:, t])
    return path
