"""Whether a target is met, how sure that is, and what it would take."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.system import fans
from growthplan.vocabulary import GrowthplanError

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Probability:
    """A share of draws, with the error that comes from their number."""

    value: float
    error: float
    """Monte Carlo standard error, never 0."""
    draws: int


def probability(met: NDArray[np.bool_]) -> Probability:
    """The share of draws [draw] in which a target is met.

    >>> probability(np.array([True, False, False, False])).value
    0.25

    Raises GrowthplanError without draws.
    """
    return Probability(*fans.probability(met), int(met.size))


def closed_share(relative: Array, first_gap: float, share: float) -> NDArray[np.bool_]:
    """Whether log relative productivity [...] has closed a share of a first gap.

    `first_gap` is a fraction of the comparator, 0.12 for 12% below. Its share is closed when the
    gap, again a fraction, is at most (1 - share) of it.

    Raises GrowthplanError unless the first gap is above 0 and below 1.
    """
    return np.asarray(relative >= needed_level(first_gap, share))


def needed_level(first_gap: float, share: float) -> float:
    """Log relative productivity at which a share of the gap is closed: ln(1 - (1 - share) × gap).

    >>> round(needed_level(0.12, 0.5), 6)
    -0.061875

    Raises GrowthplanError unless the first gap is above 0 and below 1.
    """
    if not 0 < first_gap < 1:
        raise GrowthplanError("Only a place below the comparator has a gap to close.")
    return math.log1p(-(1 - share) * first_gap)


def required_effort(relative: Array, level: float, chance: float) -> float:
    """Extra log productivity that makes P(relative ≥ level) equal to `chance`.

    `relative` [draw], log relative productivity with no plan. In closed form:
    `x = level - quantile of order (1 - chance)`, the effort being the same in every draw. Below 0
    when the chance is exceeded without effort.

    Raises GrowthplanError unless 0 < chance < 1 and there are draws.
    """
    if not 0 < chance < 1:
        raise GrowthplanError(f"A chance is between 0 and 1, not {chance}.")
    if relative.size == 0:
        raise GrowthplanError("A required effort needs at least one draw.")
    return level - float(np.quantile(relative, 1 - chance))


def annual_growth(effort: float, years: int) -> float:
    """Extra growth a year, as a fraction, that adds up to a log effort in some years.

    >>> round(annual_growth(math.log(1.1), 10), 6)
    0.009577

    Raises GrowthplanError unless there is at least one year.
    """
    if years < 1:
        raise GrowthplanError("An effort is spread over at least one year.")
    return math.expm1(effort / years)
