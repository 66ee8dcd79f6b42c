"""Simplex weights with a ridge, by Newton's method on the few residuals instead of the weights."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.panel import Array, Flags
from growthplan.evaluation.ridge_compiled import COMPILED, ridge_weights_by_kernel
from growthplan.evaluation.simplex import weights_near

_MOST_STEPS = 100
LEAST_RIDGE = 1e-6
"""Share of a unit's mean square below which Newton's method would not come to the minimum."""


def ridge_weights(columns: Array, targets: Array, allowed: Flags, ridge: float) -> Array:
    """Weights w [problem, n] that minimise ‖A w − b‖² + ridge ‖w‖², w ≥ 0, sum 1.

    `columns` is A [time, n], shared by all problems; `targets` is b [problem, time]; `allowed`
    [problem, n] says which weights may be above zero; `ridge` is not negative. At the solution
    w = max(0, m − A'r) / ridge for the residual r = A w − b and one number m, which is a
    piecewise linear equation in time + 1 unknowns however many weights there are (semismooth
    Newton with a line search on the concave dual). Exact to rounding. Where the ridge is so small
    that rounding would stop that, the weights come from the active set of `weights_near`, each
    point with √ridge in a direction of its own.
    """
    centre = columns.mean(axis=1)  # weights sum to one, so it goes; what is left rounds less
    columns, targets = columns - centre[:, None], targets - centre
    size = columns.shape[1]
    if ridge * size <= LEAST_RIDGE * float((columns**2).sum()):
        points = np.hstack([columns.T, np.sqrt(ridge) * np.eye(size)])
        return weights_near(points, np.pad(targets, ((0, 0), (0, size))), allowed)
    solved = ridge_weights_by_kernel if COMPILED else weights_by_newton
    return solved(columns, targets, allowed, ridge)


def weights_by_newton(columns: Array, targets: Array, allowed: Flags, ridge: float) -> Array:
    """The same without the compiled kernel."""
    length, size = columns.shape
    products = (columns[:, None, :] * columns[None, :, :]).reshape(length * length, size).T
    count = len(targets)
    at = np.zeros((count, length + 1))
    at[:, :length] = (allowed / allowed.sum(axis=1, keepdims=True)) @ columns.T - targets
    at[:, length] = _level(at[:, :length] @ columns, allowed, ridge)
    value, slope, weights = _dual(at, columns, targets, allowed, ridge)
    tolerance = 1e-12 * (1 + np.abs(targets).max())
    for _ in range(_MOST_STEPS):
        open_ = np.abs(slope).max(axis=1) > tolerance
        if not open_.any():
            break
        move = _newton(slope[open_], weights[open_], columns, products, ridge)
        step = np.ones(int(open_.sum()))
        rise = (move * slope[open_]).sum(axis=1)
        for _ in range(30):
            trial = at[open_] + step[:, None] * move
            new = _dual(trial, columns, targets[open_], allowed[open_], ridge)
            short = new[0] < value[open_] + 1e-4 * step * rise - 1e-13 * np.abs(value[open_])
            if not short.any():
                break
            step = np.where(short, step / 2, step)
        before = value[open_]
        at[open_], value[open_], slope[open_], weights[open_] = trial, *new
        if (np.abs(value[open_] - before) <= 1e-16 * np.abs(before)).all():
            break
    np.maximum(weights, 0.0, out=weights)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _level(scores: Array, allowed: Flags, ridge: float) -> Array:
    """The number m for which the weights of these scores sum to one; sorted, as in projection onto
    the simplex."""
    ordered = np.sort(np.where(allowed, scores, np.inf), axis=1)
    ranks = np.arange(1, scores.shape[1] + 1)
    with np.errstate(invalid="ignore"):
        levels = (np.cumsum(np.where(np.isfinite(ordered), ordered, 0.0), axis=1) + ridge) / ranks
        used = np.isfinite(ordered) & (levels > ordered)
    last = np.maximum(used.sum(axis=1) - 1, 0)
    return np.asarray(levels[np.arange(len(scores)), last])


def _dual(
    at: Array, columns: Array, targets: Array, allowed: Flags, ridge: float
) -> tuple[Array, Array, Array]:
    """Value [problem], gradient [problem, time + 1] and weights [problem, n] of the dual."""
    residual, level = at[:, :-1], at[:, -1]
    weights = np.where(allowed, np.maximum(level[:, None] - residual @ columns, 0.0), 0.0) / ridge
    value = (
        level
        - 0.5 * (residual**2).sum(axis=1)
        - (residual * targets).sum(axis=1)
        - 0.5 * ridge * (weights**2).sum(axis=1)
    )
    slope = np.empty_like(at)
    slope[:, :-1] = weights @ columns.T - residual - targets
    slope[:, -1] = 1 - weights.sum(axis=1)
    return value, slope, weights


def _newton(slope: Array, weights: Array, columns: Array, products: Array, ridge: float) -> Array:
    """The step that would end at the maximum if the same weights stayed above zero."""
    used = (weights > 0).astype(float)
    count, length = len(slope), len(columns)
    curve = np.empty((count, length + 1, length + 1))
    curve[:, :-1, :-1] = (used @ products).reshape(count, length, length) / ridge
    edge = used @ columns.T / ridge
    curve[:, :-1, -1] = -edge
    curve[:, -1, :-1] = -edge
    curve[:, -1, -1] = used.sum(axis=1) / ridge + 1e-12
    inner = np.arange(length)
    curve[:, inner, inner] += 1.0
    return np.asarray(np.linalg.solve(curve, slope[:, :, None])[:, :, 0])
