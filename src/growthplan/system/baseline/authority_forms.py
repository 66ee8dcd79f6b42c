"""How authorities move about their city region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.system.baseline.autoregression import (
    Autoregression,
    fit_autoregression,
    surprises,
)
from growthplan.system.baseline.panel import relative_panel
from growthplan.system.baseline.revision import AGES, revision_model
from growthplan.system.baseline.variance import shrink_variances
from growthplan.vocabulary import Statistics

Array = NDArray[np.float64]

LEAST_SHARE = 0.25
"""Of an authority's variance that is its own at the least: what is taken off for its city region
is an average, and never leaves an authority without a path of its own."""


@dataclass(frozen=True)
class AuthorityForms:
    """Deviations of authorities from their city region, in logs."""

    places: tuple[str, ...]
    equation: Autoregression
    """Without a constant: a deviation is pulled to 0, and all are levelled each year."""
    sd: Array
    """[authority], SD of a year's surprise beyond the city region's."""
    degrees: float
    history: Array
    """[authority, 5], the last five published deviations, oldest first."""
    revision: Array
    """[authority, 5, 5], covariance of their revisions."""
    last_year: int


def authority_forms(statistics: Statistics, region: str, members: Sequence[str]) -> AuthorityForms:
    """Fit the deviations of a city region's authorities.

    The equation is that of all authorities. Variances start from those of all authorities relative
    to England, less the mean variance of city regions, which their authorities share; each
    authority's own record of deviations then counts for as much as its years.

    Raises GrowthplanError that names every authority without an unbroken series.
    """
    panel = relative_panel(statistics, "authorities")
    regions = relative_panel(statistics, "city regions")
    own = panel.of(members)
    fitted = fit_autoregression(panel.log)
    equation = Autoregression(0.0, fitted.lags, fitted.pull)
    everywhere = shrink_variances(surprises(panel.log, fitted))
    shared = shrink_variances(surprises(regions.log, fitted)).pool
    beyond = max(everywhere.pool - shared, LEAST_SHARE * everywhere.pool)
    deviation = own - regions.of([region])
    mine = np.mean(surprises(deviation, equation) ** 2, axis=1)
    weight = everywhere.strength
    variance = (weight * beyond + everywhere.years * mine) / (weight + everywhere.years)
    revised = revision_model(statistics, "authorities")
    return AuthorityForms(
        tuple(members),
        equation,
        np.sqrt(variance),
        everywhere.degrees,
        deviation[:, -AGES:],
        np.stack([revised.of(code) for code in members]),
        panel.last_year,
    )


def levelled(deviation: Array, weights: Array) -> Array:
    """Deviations [..., authority] shifted so that `sum weights × exp(deviation)` is 1.

    `weights` [authority] are shares of hours; the shift is the same for all authorities.
    """
    total = np.sum(weights * np.exp(deviation), axis=-1, keepdims=True)
    return np.asarray(deviation - np.log(total))
