"""The likelihood of a local level or local linear trend, for many series and variances at once."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from growthplan.monitoring.filter import Array
from growthplan.vocabulary import GrowthplanError

_LOG_2PI = math.log(2 * math.pi)
_LOG_EVERY = 8
"""Variances are multiplied up and their log is taken every so many steps: logs are slow."""


@dataclass(frozen=True)
class Standardised:
    """Innovations put together, for variances known up to a common scale.

    `log_determinant` and `squares` broadcast to [candidate, series]: the sum of logs of innovation
    variances, and of squared innovations over them. `free` [series] counts the innovations:
    observations less what the unknown start used up.
    """

    log_determinant: Array
    squares: Array
    free: Array
    observations: Array

    def log_likelihood(self) -> Array:
        """Diffuse log-likelihood [candidate, series] with the scale at its best value."""
        scale = np.maximum(self.scale(), np.finfo(float).tiny)
        return np.asarray(
            -0.5
            * (
                self.observations * _LOG_2PI
                + self.log_determinant
                + self.free * (np.log(scale) + 1)
            )
        )

    def scale(self) -> Array:
        """The variance, per unit of the ratios, at which the likelihood is highest."""
        return np.asarray(self.squares / self.free)


def standardise(
    observations: Array,
    irregular: Array,
    level: Array,
    slope: Array | None = None,
    weights: Array | None = None,
) -> Standardised:
    """Innovations of `observations` [series, year], NaN where missing, under variance ratios.

    `irregular`, `level` and `slope` broadcast to [candidate, series]; no slope means a local level.
    `weights` [1 or series, year] multiply the irregular variance of single observations. The start
    is exactly diffuse: a level is known from one observation, a slope from two. A series counts
    from its first observation on. Raises GrowthplanError for a series with too few observations.
    """
    seen = ~np.isnan(observations)
    unknown = 1 if slope is None else 2
    count = seen.sum(axis=1)
    if (count <= unknown).any():
        raise GrowthplanError(f"Every series needs at least {unknown + 1} observations.")
    w = np.ones((1, observations.shape[1])) if weights is None else weights
    first = seen.argmax(axis=1)
    second = (seen & (np.cumsum(seen, axis=1) == unknown)).argmax(axis=1)
    shape = np.broadcast_shapes(irregular.shape, level.shape, (1, len(observations)))
    groups = np.unique(np.stack([first, second]), axis=1).T
    if len(groups) == 1:
        parts = _run(observations, seen, w, irregular, level, slope, *groups[0])
    else:
        parts = (np.empty(shape), np.empty(shape))
        for one in groups:
            of = (first == one[0]) & (second == one[1])
            own = [None if a is None else _of(a, of) for a in (irregular, level, slope)]
            found = _run(observations[of], seen[of], _rows(w, of), *own, *one)  # type: ignore[arg-type]
            for whole, part in zip(parts, found, strict=True):
                whole[..., of] = part
    return Standardised(*parts, (count - unknown).astype(float), count.astype(float))


def _of(a: Array, of: Array) -> Array:
    return a if a.shape[-1] == 1 else a[..., of]


def _rows(w: Array, of: Array) -> Array:
    return w if len(w) == 1 else w[of]


def _run(
    y: Array,
    seen: Array,
    w: Array,
    irregular: Array,
    level: Array,
    slope: Array | None,
    first: int,
    last: int,
) -> tuple[Array, Array]:
    """Sum of log variances and of squares after the start, which uses up years `first` to `last`;
    a local level is a trend whose slope is known to be 0."""
    a, p11 = y[:, last], irregular * w[:, last]
    b, p12, p22, q = np.zeros(1), np.zeros((1, 1)), np.zeros((1, 1)), np.zeros((1, 1))
    logs = np.zeros((1, 1))
    if slope is not None:
        k, q = last - first, slope
        b = (y[:, last] - y[:, first]) / k
        p12 = p11 / k
        p22 = (irregular * (w[:, first] + w[:, last]) + k * level) / k**2
        p22 = p22 + slope * sum(j**2 for j in range(1, k + 1)) / k**2
        logs = np.full((1, 1), 2 * math.log(k))
    squares, product = np.zeros((1, 1)), np.ones((1, 1))
    for t in range(last + 1, y.shape[1]):
        a = a + b
        p11 = p11 + 2 * p12 + p22 + level
        p12 = p12 + p22
        p22 = p22 + q
        f = p11 + irregular * w[:, t]
        v, told = y[:, t] - a, 1 / f
        if not seen[:, t].all():
            v, told = np.where(seen[:, t], v, 0.0), np.where(seen[:, t], told, 0.0)
            f = np.where(seen[:, t], f, 1.0)
        gain, gain_slope = p11 * told, p12 * told
        a, b = a + gain * v, b + gain_slope * v
        p22, p12, p11 = p22 - gain_slope * p12, p12 - gain * p12, p11 - gain * p11
        squares = squares + v * v * told
        product = product * f
        if t % _LOG_EVERY == 0:
            logs, product = logs + np.log(product), np.ones((1, 1))
    return logs + np.log(product), squares
