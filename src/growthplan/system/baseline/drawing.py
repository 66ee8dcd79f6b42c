"""Draws of paths of relative productivity from a fitted form and a revised start."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from growthplan.system.baseline.autoregression import STATE, Autoregression
from growthplan.system.distributions import gamma_quantile
from growthplan.system.streams import normals, uniforms

Array = NDArray[np.float64]


def revised_start(
    place: str, history: Array, covariance: Array, *, seed: int, draws: range
) -> Array:
    """The truth of the last years [draw, year]: what was published and a drawn revision of it.

    `history` [year] and `covariance` [year, year], oldest first.
    """
    root = _root(covariance)
    z = normals(seed, f"baseline/{place}/revision", draws, len(history))
    start = np.repeat(history[None, :], len(draws), axis=0)
    # Column by column, so that a draw's bytes never depend on how many are drawn at once.
    for j in range(len(history)):
        start += z[:, j : j + 1] * root[:, j]
    return start


def surprises_of(place: str, sd: Array, degrees: float, *, seed: int, draws: range) -> Array:
    """Surprises [draw, year] of a place whose SD [year] is known up to a factor drawn once a draw.

    The factor is root of degrees ÷ chi-squared, so that each year's surprise has a t distribution.
    """
    z = normals(seed, f"baseline/{place}/surprise", draws, len(sd))
    if math.isinf(degrees):
        return np.asarray(z * sd)
    share = uniforms(seed, f"baseline/{place}/scale", draws)
    chi_squared = 2 * gamma_quantile(degrees / 2, share)
    return np.asarray(z * (sd * np.sqrt(degrees / chi_squared)))


def carried(start: Array, surprise: Array, equation: Autoregression) -> Array:
    """Paths [draw, start years + years ahead] from a start [draw, 4 or more] and surprises."""
    known = start.shape[1]
    path = np.concatenate([start, surprise], axis=1)
    for t in range(known, path.shape[1]):
        path[:, t] = equation.next(path[:, t - STATE : t]) + surprise[:, t - known]
    return path


def _root(covariance: Array) -> Array:
    """R with R Rᵀ = covariance, also when it is not of full rank."""
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))
