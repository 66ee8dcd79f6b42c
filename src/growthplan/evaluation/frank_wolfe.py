"""The optimiser of the published synthetic difference-in-differences, step for step."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.panel import Array

FIRST_STEPS = 100
STEPS = 10_000


def spread_of_changes(donors: Array) -> float:
    """Standard deviation of changes from one time to the next, all donors [donor, time] together;
    nought where there is one change alone."""
    changes = np.diff(donors, axis=1)
    return float(changes.std(ddof=1)) if changes.size > 1 else 0.0


def frank_wolfe_weights(columns: Array, target: Array, zeta: float, least_gain: float) -> Array:
    """Weights [n] that come near the minimum of ζ²‖w‖² + ‖A w − b‖²/rows on the simplex.

    `columns` is A [rows, n] and `target` b [rows], both already centred where an intercept is
    wanted. Frank and Wolfe's method with exact line search, 100 steps from equal weights; weights
    of at most a quarter of the largest are then set to zero, and up to 10,000 steps follow. Both
    runs stop once a step gains less than `least_gain` squared (Arkhangelsky, Athey, Hirshberg,
    Imbens and Wager 2021, as distributed). It stops short of the minimum; published estimates
    rest on where.
    """
    size = columns.shape[1]
    start = np.full(size, 1 / size)
    rough = _steps(columns, target, zeta, least_gain, start, FIRST_STEPS)
    sparse = np.where(rough <= rough.max() / 4, 0.0, rough)
    return _steps(columns, target, zeta, least_gain, sparse / sparse.sum(), STEPS)


def _steps(
    columns: Array, target: Array, zeta: float, least_gain: float, weights: Array, most: int
) -> Array:
    rows = len(target)
    gram, linear = columns.T @ columns, columns.T @ target
    eta = rows * zeta**2
    squares = target @ target
    value = np.inf
    for _ in range(most):
        product = gram @ weights
        slope = product - linear + eta * weights
        corner = int(slope.argmin())
        move = -weights
        move[corner] += 1.0
        reached = gram[corner] - product
        curve = move @ reached + eta * (move @ move)
        if curve <= 0:
            break
        step = min(1.0, max(0.0, -float(slope @ move) / curve))
        weights = weights + step * move
        fit = weights @ gram @ weights - 2 * linear @ weights + squares
        before, value = value, zeta**2 * float(weights @ weights) + float(fit) / rows
        if before - value <= least_gain**2:
            break
    return weights
