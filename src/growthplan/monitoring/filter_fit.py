"""Variances by maximum likelihood, for every series of a table at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.monitoring.filter import Array
from growthplan.monitoring.filter_likelihood import Standardised, standardise

_RATIOS = np.array([0, 1e-3, 1e-2, 0.1, 0.3, 1, 3, 10, 100, np.inf])
_KEPT = 2
"""Local maxima of the grid that are climbed from."""
_ROUNDS = 60
_ARRIVED, _TINY = 1e-7, 1e-300
"""Radians: a move shorter than this ends a climb; what a length is never divided by."""
_NEAR, _FAR = 2e-4, 0.35
"""Radians: the step of finite differences, and the longest move of one round."""
_BIG = 64
"""Series whose grid is worked out in one go, so that it stays in the processor's cache."""


@dataclass(frozen=True)
class Fit:
    """Variances of each series [series] and the diffuse log-likelihood there."""

    irregular: Array
    level: Array
    slope: Array
    log_likelihood: Array


def fit_variances(observations: Array, *, trend: bool = True, weights: Array | None = None) -> Fit:
    """Maximum likelihood variances of a local linear trend (`trend`) or a local level.

    `observations` [series, year], NaN where missing. The common scale is worked out exactly; what
    is left are ratios, written as angles so that a variance of 0 is a point like any other:
    irregular cos²a, level sin²a cos²b, slope sin²a sin²b. Each series is looked for on a grid over
    all angles, then climbed from its best places by Newton's method.

    Raises GrowthplanError for a series with too few observations.
    """
    nodes = np.arctan(np.sqrt(_RATIOS))
    grid = np.array([(a, b) for a in nodes for b in (nodes if trend else (0.0,))])
    problem = _Problem(observations, weights, trend)
    starts = np.concatenate(
        [
            _starts(problem.part(slice(at, at + _BIG)).values(grid[:, None, :]), grid, trend)
            for at in range(0, len(observations), _BIG)
        ],
        axis=1,
    )
    best, value = _climbed(problem, starts)
    chosen = value.argmax(axis=0)
    each = np.arange(len(observations))
    angles = best[chosen, each][None]
    found = problem.standardised(angles)
    scale = found.scale()[0]
    irregular, level, slope = (part[0] * scale for part in _ratios(angles))
    return Fit(irregular, level, slope, found.log_likelihood()[0])


@dataclass(frozen=True)
class _Problem:
    observations: Array
    weights: Array | None
    trend: bool

    def part(self, of: slice | NDArray[np.intp]) -> _Problem:
        own = self.weights is not None and len(self.weights) > 1
        weights = self.weights[of] if own and self.weights is not None else self.weights
        return _Problem(self.observations[of], weights, self.trend)

    def standardised(self, angles: Array) -> Standardised:
        irregular, level, slope = _ratios(angles)
        return standardise(
            self.observations, irregular, level, slope if self.trend else None, self.weights
        )

    def values(self, angles: Array) -> Array:
        """Log-likelihood [candidate, series] at angles [candidate, 1 or series, 2]."""
        return self.standardised(angles).log_likelihood()


def _ratios(angles: Array) -> tuple[Array, Array, Array]:
    moving = np.sin(angles[..., 0]) ** 2
    return (
        np.cos(angles[..., 0]) ** 2,
        moving * np.cos(angles[..., 1]) ** 2,
        moving * np.sin(angles[..., 1]) ** 2,
    )


def _starts(values: Array, grid: Array, trend: bool) -> Array:
    """The best local maxima of the grid of each series: angles [start, series, 2]."""
    side = len(_RATIOS)
    shaped = values.reshape(side, side if trend else 1, -1)
    edged = np.pad(shaped, ((1, 1), (1, 1), (0, 0)), constant_values=-np.inf)
    top = np.ones(shaped.shape, dtype=bool)
    for i, j in ((0, 1), (2, 1), (1, 0), (1, 2)):
        top &= shaped >= edged[i : i + side, j : j + shaped.shape[1]]
    ranked = np.where(top, shaped, -np.inf).reshape(len(grid), -1)
    order = np.argpartition(-ranked, _KEPT, axis=0)[:_KEPT]
    return np.asarray(grid[order])


_STENCIL = np.array([(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)], dtype=float)


def _climbed(problem: _Problem, starts: Array) -> tuple[Array, Array]:
    """Newton's method with a bounded move from each start: angles, log-likelihood there.

    Every start of every series climbs on its own; those that have arrived are left alone.
    """
    best = starts.reshape(-1, 2).copy()
    rows = np.tile(np.arange(starts.shape[1]), len(starts))
    move, step = np.zeros((2, *best.shape))
    value, reach = np.full(len(best), -np.inf), np.full(len(best), _FAR)
    going = np.arange(len(best))
    for _ in range(_ROUNDS):
        trial = best[going] + step[going]
        around = _around(problem.part(rows[going]), trial)
        better = around[0] > value[going]
        up = going[better]
        best[up], value[up], move[up] = trial[better], around[0, better], _newton(around[:, better])
        reach[going] = np.where(better, np.minimum(reach[going] * 2, _FAR), reach[going] / 4)
        length = np.sqrt((move[going] ** 2).sum(axis=-1))
        step[going] = move[going] * np.minimum(1, reach[going] / np.maximum(length, _TINY))[:, None]
        going = going[np.abs(step[going]).max(axis=-1) > _ARRIVED]
        if going.size == 0:
            break
    return best.reshape(starts.shape), value.reshape(starts.shape[:2])


def _around(problem: _Problem, centre: Array) -> Array:
    """Log-likelihood at the points of the stencil [point, climb]."""
    return problem.values(centre[None] + _NEAR * _STENCIL[:, None, :])


def _newton(f: Array) -> Array:
    """The uphill move from values at the stencil; where the surface is not a peak, along its own
    directions by the size of their curvature."""
    h = _NEAR
    slope = np.stack([f[1] - f[2], f[3] - f[4]], axis=-1) / (2 * h)
    aa, bb = (f[1] + f[2] - 2 * f[0]) / h**2, (f[3] + f[4] - 2 * f[0]) / h**2
    ab = (f[5] + f[6] - f[1] - f[2] - f[3] - f[4] + 2 * f[0]) / (2 * h**2)
    bend = np.stack([np.stack([aa, ab], axis=-1), np.stack([ab, bb], axis=-1)], axis=-1)
    sizes, directions = np.linalg.eigh(np.nan_to_num(bend))
    along = (directions * slope[..., :, None]).sum(axis=-2)
    along = along / np.maximum(np.abs(sizes), 1e-3)
    return np.asarray(np.nan_to_num((directions * along[..., None, :]).sum(axis=-1)))
