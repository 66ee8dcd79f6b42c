"""Least squares with weights that are not negative and sum to one, many problems at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.evaluation.panel import Array, Flags, Numbers
from growthplan.evaluation.simplex_compiled import COMPILED, weights_by_kernel

_MOST_STEPS = 2000
_SMALL = 1e-11
_RIDGE = 1e-13
_ROOM = 6
_TINY = 1e-200
_LEAST_PIVOT = 1e-4


def weights_near(points: Array, targets: Array, allowed: Flags | None = None) -> Array:
    """Weights w [problem, n] whose mean of points lies nearest to each target.

    Minimises ‖Σ w_j p_j − t‖ with w ≥ 0 and sum 1. `points` is [n, d] for all problems or
    [problem, n, d]; `targets` is [problem, d]; `allowed` [problem, n] says which weights may be
    above zero. By a primal active set (Wolfe 1976): each step goes to the nearest point of the
    affine hull of the points in use, drops one whose weight would turn negative, or takes in the
    one that helps most; all problems take their steps together.

    >>> weights_near(np.array([[0.0], [4.0]]), np.array([[1.0], [9.0]])).round(6).tolist()
    [[0.75, 0.25], [0.0, 1.0]]
    """
    count, size = len(targets), points.shape[-2]
    if allowed is None:
        allowed = np.ones((count, size), dtype=bool)
    solved = weights_by_kernel if COMPILED else weights_in_step
    return solved(points, targets, allowed)


def weights_in_step(points: Array, targets: Array, allowed: Flags) -> Array:
    """The same without the compiled kernel."""
    count, size = allowed.shape
    far = (points**2).sum(axis=-1) - 2 * _products(points, targets)
    far += (targets**2).sum(axis=1, keepdims=True)
    search = _Search.started(points, targets, ~allowed, far)
    live = np.arange(count)
    for _ in range(_MOST_STEPS):
        if not live.size:
            break
        settled = search.move(live)
        live = live[~search.take_in(live, settled)]
    weights = np.zeros((count, size))
    rows, slots = np.nonzero(search.used)
    weights[rows, search.support[rows, slots]] = search.weights[rows, slots]
    np.maximum(weights, 0.0, out=weights)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def weights_on_simplex(gram: Array, linear: Array, allowed: Flags | None = None) -> Array:
    """Weights w [problem, n] that minimise ½ w'Gw − c'w with w ≥ 0 and sum 1.

    `gram` is G [problem, n, n] or [n, n], and `linear` is c [problem, n], which lies in the range
    of G (as it does when both come from a regression).

    >>> weights_on_simplex(np.eye(2), np.array([[2.0, 0.0], [0.0, 0.0]])).tolist()
    [[1.0, 0.0], [0.5, 0.5]]
    """
    points, targets = _by_cholesky(gram, linear) or _by_directions(gram, linear)
    return weights_near(points, targets, allowed)


def _by_cholesky(gram: Array, linear: Array) -> tuple[Array, Array] | None:
    """Points whose products are `gram` and targets whose products with them are `linear`; None
    where some matrix is too near to a singular one for that."""
    try:
        points = np.linalg.cholesky(gram)
    except np.linalg.LinAlgError:
        return None
    sizes = np.diagonal(points, axis1=-2, axis2=-1)
    if (sizes.min(axis=-1) < _LEAST_PIVOT * sizes.max(axis=-1)).any():
        return None
    return np.asarray(points), np.asarray(np.linalg.solve(points, linear[:, :, None])[:, :, 0])


def _by_directions(gram: Array, linear: Array) -> tuple[Array, Array]:
    """The same from eigenvectors, leaving out directions in which nothing differs."""
    values, vectors = np.linalg.eigh(gram)
    root = np.sqrt(np.maximum(values, 0.0))
    turned = _products(np.swapaxes(vectors, -1, -2), linear)
    real = root > 1e-9 * root.max(axis=-1, keepdims=True)
    return vectors * root[..., None, :], np.where(real, turned / np.where(real, root, 1.0), 0.0)


def _products(points: Array, vectors: Array) -> Array:
    """p·v for every point of every problem, [problem, n]."""
    if points.ndim == 2:
        return np.asarray(vectors @ points.T)
    return np.asarray((points @ vectors[:, :, None])[:, :, 0])


@dataclass
class _Search:
    """Where every problem stands. Points in use sit in slots [problem, slot]."""

    points: Array
    targets: Array
    barred: Flags
    scale: Array
    support: Numbers
    used: Flags
    weights: Array
    arms: Array
    """Point less target, [problem, slot, d]."""
    cross: Array
    """Products of arms, [problem, slot, slot]; one on the diagonal of empty slots, else nought."""

    @classmethod
    def started(cls, points: Array, targets: Array, barred: Flags, far: Array) -> _Search:
        """Each problem at its nearest point; `far` is the squared distance to every point."""
        count, depth = targets.shape
        scale = np.where(barred, 0.0, far).max(axis=1) + _TINY
        search = cls(
            points, targets, barred.copy(), scale,
            np.zeros((count, _ROOM), dtype=np.int64), np.zeros((count, _ROOM), dtype=bool),
            np.zeros((count, _ROOM)), np.zeros((count, _ROOM, depth)),
            np.zeros((count, _ROOM, _ROOM)),
        )  # fmt: skip
        slots = np.arange(_ROOM)
        search.cross[:, slots, slots] = scale[:, None]
        every = np.arange(count)
        search.put(every, np.where(barred, np.inf, far).argmin(axis=1))
        search.weights[:, 0] = 1.0
        return search

    def move(self, live: Numbers) -> Flags:
        """A step towards the nearest point of the affine hull; True where it was reached."""
        used, now = self.used[live], self.weights[live]
        ones = used.astype(float)
        raw = np.linalg.solve(self.cross[live], ones[:, :, None])[:, :, 0] * ones
        goal = raw / raw.sum(axis=1, keepdims=True)
        short = used & (goal <= 0)
        blocked = short.any(axis=1)
        if not blocked.any():
            self.weights[live] = goal
            return np.asarray(~blocked)
        reach = np.full(now.shape, np.inf)
        reach[short] = now[short] / np.maximum(now[short] - goal[short], 1e-300)
        step = np.minimum(reach.min(axis=1), 1.0)[:, None]
        self.weights[live] = now + step * (goal - now)
        rows = np.flatnonzero(blocked)
        self.drop(live[rows], reach[rows].argmin(axis=1))
        return np.asarray(~blocked)

    def drop(self, rows: Numbers, slots: Numbers) -> None:
        """Empty one slot of each problem."""
        self.used[rows, slots] = False
        self.weights[rows, slots] = 0.0
        self.barred[rows, self.support[rows, slots]] = False
        self.cross[rows, slots, :] = 0.0
        self.cross[rows, :, slots] = 0.0
        self.cross[rows, slots, slots] = self.scale[rows]

    def take_in(self, live: Numbers, settled: Flags) -> Flags:
        """Where the hull's nearest point was reached, take in the point that helps most; True where
        none does, so that the problem is solved."""
        rows = live[settled]
        done = np.zeros(len(live), dtype=bool)
        if not rows.size:
            return done
        rest = (self.weights[rows][:, None, :] @ self.arms[rows])[:, 0, :]
        level = ((self.targets[rows] + rest) * rest).sum(axis=1)
        points = self.points if self.points.ndim == 2 else self.points[rows]
        gain = np.where(self.barred[rows], np.inf, _products(points, rest))
        choice = gain.argmin(axis=1)
        best = gain[np.arange(len(rows)), choice] - level
        useful = best < -_SMALL * self.scale[rows]
        done[np.flatnonzero(settled)[~useful]] = True
        self.put(rows[useful], choice[useful])
        return done

    def put(self, rows: Numbers, chosen: Numbers) -> None:
        """Take one point of each problem into an empty slot."""
        if not rows.size:
            return
        if self.used[rows].all(axis=1).any():
            self.widen()
        slots = self.used[rows].argmin(axis=1)
        found = self.points[chosen] if self.points.ndim == 2 else self.points[rows, chosen]
        arm = found - self.targets[rows]
        self.used[rows, slots] = True
        self.support[rows, slots] = chosen
        self.barred[rows, chosen] = True
        self.arms[rows, slots] = arm
        products = (self.arms[rows] @ arm[:, :, None])[:, :, 0] * self.used[rows]
        self.cross[rows, slots, :] = products
        self.cross[rows, :, slots] = products
        self.cross[rows, slots, slots] += _RIDGE * self.scale[rows]

    def widen(self) -> None:
        """Twice as many slots."""
        count, room = self.used.shape
        extra = np.zeros((count, room))
        self.support = np.hstack([self.support, extra.astype(np.int64)])
        self.used = np.hstack([self.used, extra.astype(bool)])
        self.weights = np.hstack([self.weights, extra])
        self.arms = np.concatenate([self.arms, np.zeros_like(self.arms)], axis=1)
        cross = np.zeros((count, 2 * room, 2 * room))
        cross[:, :room, :room] = self.cross
        slots = np.arange(room, 2 * room)
        cross[:, slots, slots] = self.scale[:, None]
        self.cross = cross
