"""How much each place moves, moved towards how much places move in general."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

STRONGEST = 200.0
"""The pool's weight when places do not differ beyond chance: their own record hardly counts."""


@dataclass(frozen=True)
class ShrunkVariance:
    """Variance of a year's surprise by place."""

    own: Array
    """[place], mean square of the place's own surprises."""
    shrunk: Array
    """[place], with the pool counted as `strength` further years."""
    pool: float
    """Mean of `own`."""
    strength: float
    years: int
    """Surprises of each place that `own` is the mean of."""

    @property
    def degrees(self) -> float:
        """Degrees of freedom of the predictive t distribution: `strength` + `years`."""
        return self.strength + self.years

    def of(self, rows: list[int]) -> ShrunkVariance:
        """The same for some places only, shrunk as before."""
        return ShrunkVariance(
            self.own[rows], self.shrunk[rows], self.pool, self.strength, self.years
        )


def shrink_variances(surprises: Array) -> ShrunkVariance:
    """Variances by place from `surprises` [place, year], shrunk by empirical Bayes.

    True variances are taken as scaled inverse chi-squared, so that a place's, given its own, is
    `(strength × pool + years × own) ÷ (strength + years)`. The strength is found by moments: with
    r = (mean of own squared) ÷ (square of mean own) ÷ (1 + 2 ÷ years), which is what the true
    variances' own spread adds, strength = (4 r - 2) ÷ (r - 1). It is above 4 by construction, and
    `STRONGEST` when r is 1 or less.

    >>> shrink_variances(np.array([[1.0, -1.0], [1.0, -1.0]])).strength
    200.0

    Source: Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3(1).
    """
    count = surprises.shape[1]
    own = np.mean(surprises**2, axis=1)
    pool = float(own.mean())
    strength = _strength(own, pool, count)
    shrunk = (strength * pool + count * own) / (strength + count)
    return ShrunkVariance(own, shrunk, pool, strength, count)


def _strength(own: Array, pool: float, count: int) -> float:
    if pool <= 0:
        return STRONGEST
    ratio = float(np.mean(own**2)) / pool**2 / (1 + 2 / count)
    if ratio <= 1 + 2 / (STRONGEST - 4):
        return STRONGEST
    return (4 * ratio - 2) / (ratio - 1)
