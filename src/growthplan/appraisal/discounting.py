"""Discounting: what a pound of a later year is worth in the year of the decision."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import Assumption, Fault, GrowthplanError
from growthplan.vocabulary.assumption import RateBand

Floats = npt.NDArray[np.float64]

STANDARD, HEALTH, LONG_TERM = (
    "appraisal.discount",
    "appraisal.discount_health",
    "appraisal.discount_long_term",
)
BEYOND = 50
"""Years beyond which effects call for the sensitivity with the long-term rates."""


def rates_by_year(schedule: Sequence[RateBand], years: int) -> Floats:
    """The rate of each year, [t], t = 0 the year of the decision, which is not discounted."""
    found = np.zeros(years)
    for band in schedule:
        last = years if band.to_year is None else min(band.to_year + 1, years)
        found[band.from_year : last] = band.rate
    return found


def discount_factors(schedule: Sequence[RateBand], years: int) -> Floats:
    """Present value of £1 in each year, [t]: 1 in year 0, then the product of 1 / (1 + rate).

    Each year is discounted by its own rate, so that the factors fall without a jump where the
    rate changes. Source: HM Treasury, Green Book, annex on discounting.

    >>> bands = [RateBand(from_year=0, to_year=30, rate=0.035), RateBand(from_year=31, rate=0.03)]
    >>> [round(float(x), 4) for x in discount_factors(bands, 32)[[0, 1, 30, 31]]]
    [1.0, 0.9662, 0.3563, 0.3459]
    """
    rates = rates_by_year(schedule, years)
    rates[:1] = 0.0
    return np.asarray(np.cumprod(1.0 / (1.0 + rates)))


def present_value(flows: npt.ArrayLike, factors: Floats) -> Floats:
    """Present value [...] of flows [..., t]: any number of projects and draws at once.

    >>> float(present_value([100.0, 103.5], np.array([1.0, 1.0 / 1.035])))
    200.0

    Raises GrowthplanError when there are more years than factors, or fewer.
    """
    given = np.asarray(flows, dtype=np.float64)
    if given.shape[-1] != len(factors):
        raise GrowthplanError(
            f"There are flows for {given.shape[-1]} years and discount factors for {len(factors)}."
        )
    # Row by row as they lie in memory: for few years this is faster than a matrix product.
    return np.asarray(np.einsum("...t,t->...", given, factors))


def schedule_of(assumption: Assumption) -> tuple[RateBand, ...]:
    """The rates of an assumption. Raises GrowthplanError when it is not a schedule."""
    if assumption.schedule is None:
        raise GrowthplanError(
            Fault(
                f"The assumption {assumption.id} should hold rates by span of years.",
                fix="Give a schedule: from_year, to_year and rate.",
                code="assumption",
            )
        )
    return assumption.schedule
