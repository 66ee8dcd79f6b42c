"""Nelder and Mead's simplex search on many problems in step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from growthplan.evaluation.panel import Array, Flags, Numbers

Loss = Callable[[Array], Array]
"""From points [problem, candidate, dimension] to losses [problem, candidate]."""


def minimise_together(loss: Loss, starts: Array, steps: int, size: float = 1.0) -> Array:
    """The best point of each problem, [problem, dimension], from `starts` of the same shape.

    Reflection, expansion and both contractions are tried in one call of `loss` at each step, for
    all problems (Nelder and Mead 1965).
    """
    count, dimension = starts.shape
    corners = np.repeat(starts[:, None, :], dimension + 1, axis=1)
    corners[:, 1:, :] += size * np.eye(dimension)
    values = loss(corners)
    for _ in range(steps):
        order = values.argsort(axis=1, kind="stable")
        corners = np.take_along_axis(corners, order[:, :, None], axis=1)
        values = np.take_along_axis(values, order, axis=1)
        middle = corners[:, :-1].mean(axis=1)
        away = middle - corners[:, -1]
        tried = np.stack([middle + f * away for f in (1.0, 2.0, 0.5, -0.5)], axis=1)
        found = loss(tried)
        choice, better = _choose(found, values)
        rows = np.arange(count)
        corners[better, -1] = tried[rows, choice][better]
        values[better, -1] = found[rows, choice][better]
        if not better.all():
            worse = ~better
            shrunk = corners[:, :1] + 0.5 * (corners[:, 1:] - corners[:, :1])
            again = loss(shrunk)
            corners[worse, 1:] = shrunk[worse]
            values[worse, 1:] = again[worse]
    best = values.argmin(axis=1)
    return np.asarray(corners[np.arange(count), best])


def _choose(found: Array, values: Array) -> tuple[Numbers, Flags]:
    """Which of the four points to take, and whether any is good enough."""
    reflected, expanded, outside, inside = found.T
    best, second, worst = values[:, 0], values[:, -2], values[:, -1]
    choice = np.select(
        [reflected < best, reflected < second, reflected < worst],
        [np.where(expanded < reflected, 1, 0), 0, 2],
        3,
    )
    good = np.where(choice == 2, outside <= reflected, np.where(choice == 3, inside < worst, True))
    return choice, np.asarray(good, dtype=bool)
