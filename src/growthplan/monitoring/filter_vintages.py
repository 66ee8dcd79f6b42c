"""Several editions' figures of one year, as measurements of one truth whose errors go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.monitoring.filter import Array

_NOTHING = 1e-12
"""A variance below this share of the largest is none: the figure is final."""


@dataclass(frozen=True)
class Combined:
    """The best figure from some editions, the variance of what is still to be revised in it, and
    the weight of each edition's figure."""

    value: float
    variance: float
    weights: Array


def combine(values: Array, variances: Array, nested: float) -> Combined:
    """Put together what editions print for one year.

    `values` [edition], oldest first, and `variances` [edition] of the revision still to come to
    each.

    Two editions' errors have covariance nested × the smaller variance. With `nested` 1 each edition
    holds all that the one before knew: then only the newest counts, however many there are. With 0
    their errors are unrelated, and each counts by the inverse of its variance. Weights are those of
    least variance among all that sum to 1 (generalised least squares).

    >>> combine(np.array([10.0, 12.0]), np.array([4.0, 1.0]), 1.0).value
    12.0
    >>> combine(np.array([10.0, 12.0]), np.array([4.0, 1.0]), 0.0).value
    11.6
    """
    largest = float(variances.max())
    if largest == 0 or variances[-1] <= _NOTHING * largest:
        weights = np.zeros(len(values))
        weights[-1] = 1.0
        return Combined(float(values[-1]), 0.0, weights)
    together = nested * np.minimum(variances[:, None], variances[None, :])
    together[np.diag_indices(len(values))] = variances
    solved = np.linalg.lstsq(together, np.ones(len(values)), rcond=None)[0]
    weights = solved / solved.sum()
    return Combined(float(weights @ values), float(weights @ together @ weights), weights)
