"""The optimiser of the published synthetic difference-in-differences, step for step."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.frank_wolfe_compiled import COMPILED, steps_by_kernel
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
    size, rows = columns.shape[1], len(target)
    products = columns.T @ columns, columns.T @ target, float(target @ target)
    limits = rows * zeta**2, rows * least_gain**2
    step = steps_by_kernel if COMPILED else steps_in_turn
    rough = step(products, *limits, np.full(size, 1 / size), FIRST_STEPS)
    sparse = np.where(rough <= rough.max() / 4, 0.0, rough)
    return step(products, *limits, sparse / sparse.sum(), STEPS)


def steps_in_turn(
    products: tuple[Array, Array, float], eta: float, least: float, weights: Array, most: int
) -> Array:
    """At most `most` steps from `weights`, until one gains no more than `least`.

    `products` are those of columns with columns, of columns with the target, and of the target
    with itself; `eta` is the ridge, in their unit.
    """
    gram, linear, squares = products
    product, value = gram @ weights, np.inf
    for _ in range(most):
        slope = product - linear + eta * weights
        corner = int(slope.argmin())
        move = -weights
        move[corner] += 1.0
        reached = gram[corner] - product
        curve = move @ reached + eta * (move @ move)
        if curve <= 0:
            break
        step = min(1.0, max(0.0, -float(slope @ move) / curve))
        weights, product = weights + step * move, product + step * reached
        fit = weights @ product - 2 * linear @ weights + squares
        before, value = value, float(fit) + eta * float(weights @ weights)
        if before - value <= least:
            break
    return weights
