"""Location quotients and their ranges: the arithmetic."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from growthplan.vocabulary import GrowthplanError

Z90 = 1.6449
NONE_SEEN = -math.log(0.05)
"""Upper 95% bound of the mean of a count of which none was seen."""

COUNTS = "counting error of jobs, taken as Poisson"
REVISIONS = "revisions between editions"
MOVEMENT = "year-to-year movement around its trend"


def location_quotient(
    part: float, whole: float, comparator_part: float, comparator_whole: float
) -> float | None:
    """A sector's share of a place ÷ its share of the comparator; 1 when they are alike.

    None where a share does not exist: nothing at all in the place or in the comparator, or none of
    the sector in the comparator.

    >>> location_quotient(500, 1000, 10, 100)
    5.0
    >>> location_quotient(0, 0, 10, 100) is None
    True
    """
    if whole <= 0 or comparator_whole <= 0 or comparator_part <= 0:
        return None
    return (part / whole) / (comparator_part / comparator_whole)


def counting_sd(
    part: float, whole: float, comparator_part: float, comparator_whole: float
) -> float | None:
    """Standard deviation of the log of a location quotient of counts, each taken as Poisson.

    None where a count is nought. Jobs come in workplaces, so this is the least the error can be.
    """
    if min(part, whole, comparator_part, comparator_whole) <= 0:
        return None
    mine = 1 / part - 1 / whole
    theirs = 1 / comparator_part - 1 / comparator_whole
    return math.sqrt(max(0.0, mine) + max(0.0, theirs))


def movement_sd(quotients: Mapping[int, float]) -> float | None:
    """Standard deviation of the log of a quotient about its trend, from year to year.

    Changes between following years, less their mean, have twice the variance of the noise in one
    year. None with fewer than four changes. True ups and downs are in it, so it is wide.
    """
    logs = {year: math.log(q) for year, q in quotients.items() if q > 0}
    changes = [logs[year] - logs[year - 1] for year in sorted(logs) if year - 1 in logs]
    if len(changes) < 4:
        return None
    mean = sum(changes) / len(changes)
    return math.sqrt(sum((c - mean) ** 2 for c in changes) / (len(changes) - 1) / 2)


def revision_sd(new: Mapping[int, float], old: Mapping[int, float]) -> float | None:
    """Root mean square of how far an edition moved the log of a quotient from the one before.

    None with fewer than four years in both editions.
    """
    moved = [
        math.log(new[year] / old[year])
        for year in new
        if year in old and new[year] > 0 and old[year] > 0
    ]
    if len(moved) < 4:
        return None
    return math.sqrt(sum(m * m for m in moved) / len(moved))


def widest(candidates: Sequence[tuple[str, float | None]]) -> tuple[str, float] | None:
    """The largest of several standard deviations with its name; None when none is known."""
    known = [(sd, name) for name, sd in candidates if sd is not None and sd > 0]
    if not known:
        return None
    sd, name = max(known)
    return name, sd


def interval(quotient: float, sd: float) -> tuple[float, float]:
    """The 90% range of a quotient whose log has a standard deviation.

    Raises GrowthplanError for a negative quotient or deviation.
    """
    if quotient < 0 or sd < 0:
        raise GrowthplanError("A location quotient and its standard deviation are never negative.")
    return quotient * math.exp(-Z90 * sd), quotient * math.exp(Z90 * sd)


def nought_interval(
    whole: float, comparator_part: float, comparator_whole: float
) -> tuple[float, float] | None:
    """The 90% range of a quotient of which no job was counted."""
    most = location_quotient(NONE_SEEN, whole, comparator_part, comparator_whole)
    return None if most is None else (0.0, most)


def verdict(low: float | None, high: float | None) -> str:
    """`more concentrated`, `less concentrated` or `cannot tell`, by whether the range clears 1.

    >>> verdict(1.1, 1.3), verdict(0.9, 1.2), verdict(None, None)
    ('more concentrated', 'cannot tell', 'cannot tell')
    """
    if low is not None and low > 1:
        return "more concentrated"
    if high is not None and high < 1:
        return "less concentrated"
    return "cannot tell"
