"""Second eigenvector of a large symmetric matrix whose first is known.

Method: orthogonal iteration with Rayleigh-Ritz (Golub and Van Loan, Matrix computations, section
8.2); the full decomposition where it does not settle.
"""

from __future__ import annotations

import numpy as np

from growthplan.sectors.relatedness import Floats

BLOCK = 6
"""Vectors carried along: a repeated second eigenvalue shows as two of them with one value."""
SMALL = 100
"""Size up to which the full decomposition is as quick."""
ROUNDS, PER_ROUND = 40, 4
SETTLED, NEARLY = 2e-15, 1e-7
"""Residual at which the second vector is done, and the third good enough to tell its value (a
Rayleigh quotient errs by the square of its residual)."""


def second_vector(symmetric: Floats, first: Floats) -> tuple[float, float, Floats]:
    """Second and third eigenvalue and the second eigenvector.

    `symmetric` [n, n] has eigenvalues from 0 to 1, and `first` is an eigenvector to 1.
    """
    if len(symmetric) > SMALL:
        found = _iterated(symmetric, first / np.linalg.norm(first))
        if found is not None:
            return found
    values, vectors = np.linalg.eigh(symmetric)
    third = float(values[-3]) if len(values) > 2 else 0.0
    return float(values[-2]), third, vectors[:, -2]


def _iterated(symmetric: Floats, first: Floats) -> tuple[float, float, Floats] | None:
    block = np.random.default_rng(0).normal(size=(len(first), BLOCK))
    for _ in range(ROUNDS):
        for _ in range(PER_ROUND):
            block = symmetric @ block
        block -= np.outer(first, first @ block)
        block, _ = np.linalg.qr(block)
        block -= np.outer(first, first @ block)
        image = symmetric @ block
        values, turn = np.linalg.eigh(block.T @ image)
        block, image = block @ turn, image @ turn
        residual = np.linalg.norm(image - block * values, axis=0)
        if residual[-1] < SETTLED and residual[-2] < NEARLY:
            return float(values[-1]), float(values[-2]), block[:, -1]
    return None
