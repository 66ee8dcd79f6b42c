"""How good a forecast was: the continuous ranked probability score and where the outcome fell."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from growthplan.system.distributions import (
    normal_cdf,
    normal_density,
    student_cdf,
    student_density,
)
from growthplan.vocabulary import GrowthplanError

Array = NDArray[np.float64]


def crps_normal(outcome: Array, mean: Array, scale: Array) -> Array:
    """CRPS of normal forecasts, in the outcome's unit; lower is better.

    >>> one = np.array([0.5]); crps_normal(one, 0 * one, 0 * one + 1).round(6).tolist()
    [0.331404]

    Source: Gneiting and Raftery (2007), Journal of the American Statistical Association 102(477).
    """
    z = (outcome - mean) / scale
    return np.asarray(
        scale * (z * (2 * normal_cdf(z) - 1) + 2 * normal_density(z) - 1 / math.sqrt(math.pi))
    )


def crps_student(outcome: Array, mean: Array, scale: Array, degrees: float) -> Array:
    """CRPS of Student's t forecasts, in the outcome's unit; normal when `degrees` is infinite.

    Raises GrowthplanError when `degrees` is 1 or less, where the score is not finite.

    Source: Jordan, Krüger and Lerch (2019), Journal of Statistical Software 90(12).
    """
    if math.isinf(degrees):
        return crps_normal(outcome, mean, scale)
    z = (outcome - mean) / scale
    return _crps_student(z, scale, student_cdf(z, degrees), degrees)


def _crps_student(z: Array, scale: Array, below: Array, degrees: float) -> Array:
    if degrees <= 1:
        raise GrowthplanError("The score of a t forecast needs more than one degree of freedom.")
    log_constant = (
        math.lgamma(0.5)
        + math.lgamma(degrees - 0.5)
        - math.lgamma(degrees)
        - 2 * (math.lgamma(degrees / 2) + math.lgamma(0.5) - math.lgamma(degrees / 2 + 0.5))
    )
    floor = 2 * math.sqrt(degrees) / (degrees - 1) * math.exp(log_constant)
    peak = 2 * student_density(z, degrees) * (degrees + z * z) / (degrees - 1)
    return np.asarray(scale * (z * (2 * below - 1) + peak - floor))


def scored(outcome: Array, mean: Array, scale: Array, degrees: float) -> tuple[Array, Array]:
    """CRPS and the share of the forecast below the outcome, both of the outcome's shape."""
    z = (outcome - mean) / scale
    if math.isinf(degrees):
        below = normal_cdf(z)
        kernel = z * (2 * below - 1) + 2 * normal_density(z) - 1 / math.sqrt(math.pi)
        return np.asarray(scale * kernel), below
    below = student_cdf(z, degrees)
    return _crps_student(z, scale, below, degrees), below


def crps_ensemble(outcome: float, draws: Array, *, fair: bool = False) -> float:
    """CRPS of draws: mean distance to the outcome less half the mean distance between draws.

    With `fair` the distance between draws is averaged over different draws only, so that the
    score does not depend on how many there are.

    >>> crps_ensemble(1.5, np.array([0.0, 1, 2, 3])), crps_ensemble(
    ...     1.5, np.array([0.0, 1, 2, 3]), fair=True).__round__(6)
    (0.375, 0.166667)

    Raises GrowthplanError without draws, or when `fair` and there is one.
    """
    count = len(draws)
    if count < 1 + fair:
        raise GrowthplanError("There are too few draws to score.")
    order = np.sort(draws)
    # The sum over pairs of distances, from ranks: no table of all pairs is made.
    pairs = 2 * float(np.sum(order * (2 * np.arange(1, count + 1) - count - 1)))
    between = pairs / (count * (count - 1) if fair else count**2)
    return float(np.mean(np.abs(draws - outcome))) - 0.5 * between


def covered(below: Array, level: float) -> Array:
    """Whether each outcome fell inside the central interval, from the share below it.

    Missing where `below` is.
    """
    inside = (np.abs(below - 0.5) <= level / 2).astype(np.float64)
    return np.where(np.isnan(below), np.nan, inside)
