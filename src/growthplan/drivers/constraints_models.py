"""Penalised linear models on cross-products: ridge, and elastic net by coordinate descent."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RIDGE_PENALTIES: Array = np.logspace(-3, 2, 16)
MIX = 0.5
_SWEEPS = 400
_STILL = 1e-5


def ridge(cross: Array, with_outcome: Array, penalty: float) -> Array:
    """Coefficients that minimise mean squared error ÷ 2 + penalty ÷ 2 × sum of squares.

    `cross` [..., indicator, indicator] is X'X ÷ n and `with_outcome` [..., indicator] X'y ÷ n of
    centred data; leading axes are solved together. Hoerl and Kennard (1970).

    >>> ridge(np.eye(2), np.array([1.0, 2.0]), 1.0).tolist()
    [0.5, 1.0]
    """
    damped = cross + penalty * np.eye(cross.shape[-1])
    return np.asarray(np.linalg.solve(damped, with_outcome[..., None])[..., 0])


def elastic_net(cross: Array, with_outcome: Array, penalties: Array, mix: float = MIX) -> Array:
    """Coefficients [problem, penalty, indicator] by cyclic coordinate descent.

    Each minimises mean squared error ÷ 2 + penalty × (mix × sum of |b| + (1 − mix) ÷ 2 × sum of
    b²) (Friedman, Hastie and Tibshirani 2010). `cross` [problem, indicator, indicator],
    `with_outcome` [problem, indicator]; every problem and penalty takes each step together.
    """
    problems, size = with_outcome.shape
    found = np.zeros((problems, len(penalties), size))
    fit = np.zeros_like(found)
    soft, hard = mix * penalties[None, :], (1 - mix) * penalties[None, :]
    own = np.einsum("tjj->tj", cross)
    for _ in range(_SWEEPS):
        moved = 0.0
        for j in range(size):
            partial = with_outcome[:, None, j] - fit[:, :, j] + own[:, None, j] * found[:, :, j]
            shrunk = np.sign(partial) * np.maximum(np.abs(partial) - soft, 0.0)
            new = shrunk / (own[:, None, j] + hard)
            step = new - found[:, :, j]
            largest = float(np.abs(step).max(initial=0.0))
            if largest > 0:
                fit += step[:, :, None] * cross[:, None, j, :]
                found[:, :, j] = new
                moved = max(moved, largest)
        if moved <= _STILL:
            break
    return found


def net_penalties(with_outcome: Array, steps: int = 10, mix: float = MIX) -> Array:
    """Penalties from the one that leaves nothing down to a hundredth of it, largest first."""
    top = float(np.abs(with_outcome).max(initial=0.0)) / mix or 1.0
    return np.asarray(top * np.logspace(0, -2, steps))
