"""How much a place's own few revisions count beside those of places like it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import fmean, variance

WEAKEST, STRONGEST = 4.0, 40.0
"""Bounds of the pool's weight. Below 4 a variance of variances no longer exists, so the pool could
not be said to have one; above 40 three own revisions no longer matter."""
FEWEST_PLACES = 3
"""Places of a pool that its weight is estimated from."""


def shrunk(pool: float, own: Sequence[float], strength: float) -> float:
    """A place's variance: its pool's, moved towards its own squared revisions.

    (strength × pool + sum of own) ÷ (strength + how many). With the pool's variances scaled
    inverse chi-squared on `strength` degrees of freedom this is the place's given its own
    revisions (Smyth 2004, Statistical Applications in Genetics and Molecular Biology 3(1)).

    >>> shrunk(4.0, [1.0, 1.0], 2.0), shrunk(4.0, [], 2.0)
    (2.5, 4.0)
    """
    return (strength * pool + sum(own)) / (strength + len(own))


def pool_strength(ages: Iterable[Sequence[tuple[float, int]]]) -> float:
    """How many own revisions the pool is worth, from how much its places differ.

    `ages` has, for each age of the year, a pair a place: mean squared revision and how many it is
    the mean of. If places did not differ, the log of a mean of n squared normal revisions would
    have variance trigamma(n ÷ 2); what it has beyond, averaged over ages, is the variance of the
    log of places' true variances, trigamma(strength ÷ 2). Logs, because a handful of very
    small places would otherwise decide. Places without a revision of an age do not count there.
    Kept within `WEAKEST` and `STRONGEST`, which it is when places do not differ beyond chance.
    """
    beyond = []
    for places in ages:
        moved = [(square, n) for square, n in places if square > 0]
        if len(moved) >= FEWEST_PLACES:
            chance = fmean(trigamma(n / 2) for _, n in moved)
            beyond.append(variance(math.log(square) for square, _ in moved) - chance)
    excess = fmean(beyond) if beyond else 0.0
    if excess <= trigamma(STRONGEST / 2):
        return STRONGEST
    return max(2 * inverse_trigamma(excess), WEAKEST)


def trigamma(x: float) -> float:
    """Second derivative of the log of the gamma function, for x above 0.

    >>> round(trigamma(0.5) - math.pi**2 / 2, 9), round(trigamma(1.0) - math.pi**2 / 6, 9)
    (0.0, 0.0)
    """
    total = 0.0
    while x < 12:
        total += 1 / x**2
        x += 1
    # the asymptotic series, exact to 12 digits from x = 12 on
    return total + 1 / x + 1 / (2 * x**2) + 1 / (6 * x**3) - 1 / (30 * x**5) + 1 / (42 * x**7)


def inverse_trigamma(value: float) -> float:
    """The x above 0 whose trigamma is `value`, by halving; trigamma falls as x rises.

    >>> round(inverse_trigamma(trigamma(2.5)), 6)
    2.5
    """
    low, high = 1e-6, 1e6
    while high - low > 1e-12 * high:
        middle = math.sqrt(low * high)
        if middle in (low, high):
            break
        if trigamma(middle) > value:
            low = middle
        else:
            high = middle
    return low
