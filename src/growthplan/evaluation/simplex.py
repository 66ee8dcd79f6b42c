"""Least squares with weights that are not negative and sum to one, many problems at once."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.panel import Array, Flags, Numbers

_MOST_STEPS = 2000
_SMALL = 1e-11


def weights_on_simplex(gram: Array, linear: Array, allowed: Flags | None = None) -> Array:
    """Weights w [problem, n] that minimise ½ w'Gw − c'w with w ≥ 0 and sum 1.

    `gram` is G, [n, n] for all problems or [problem, n, n]; `linear` is c, [problem, n]; `allowed`
    [problem, n] says which weights may be above zero. By a primal active set: each step adds the
    weight whose gradient is lowest, or drops one that would turn negative; all problems take their
    steps together. Optimal to about 1e-10 of the gradient's scale.

    >>> weights_on_simplex(np.eye(2), np.array([[2.0, 0.0], [0.0, 0.0]])).tolist()
    [[1.0, 0.0], [0.5, 0.5]]
    """
    count, size = linear.shape
    may = np.ones((count, size), dtype=bool) if allowed is None else allowed
    shared = gram.ndim == 2
    diagonal = np.broadcast_to(np.diagonal(gram, axis1=-2, axis2=-1), (count, size))
    scale = np.maximum(np.abs(diagonal).max(axis=1), np.abs(linear).max(axis=1)) + 1e-300
    best = np.where(may, 0.5 * diagonal - linear, np.inf).argmin(axis=1)
    weights = np.zeros((count, size))
    weights[np.arange(count), best] = 1.0
    inside = weights > 0
    live = np.arange(count)
    for _ in range(_MOST_STEPS):
        if not live.size:
            break
        own = gram if shared else gram[live]
        target = _on_support(own, linear[live], inside[live], scale[live])
        now = weights[live]
        short = inside[live] & (target <= 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = np.where(short, now / (now - target), np.inf)
        step = np.minimum(reach.min(axis=1), 1.0)
        blocked = short.any(axis=1)
        now = np.where(inside[live], now + step[:, None] * (target - now), 0.0)
        drop = np.zeros_like(short)
        rows = np.flatnonzero(blocked)
        drop[rows, reach[rows].argmin(axis=1)] = True
        now[drop] = 0.0
        weights[live] = now
        inside[live] &= ~drop
        done = _add(own, linear, weights, inside, may, live, ~blocked, scale, shared)
        live = live[~done]
    np.maximum(weights, 0.0, out=weights)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _on_support(gram: Array, linear: Array, inside: Flags, scale: Array) -> Array:
    """The minimum with weights off the support at zero and no other sign kept, [problem, n]."""
    most = int(inside.sum(axis=1).max())
    order = np.argsort(~inside, axis=1, kind="stable")[:, :most]
    rows = np.arange(len(order))[:, None]
    real = inside[rows, order]
    if gram.ndim == 2:
        block = gram[order[:, :, None], order[:, None, :]]
    else:
        block = gram[rows[:, :, None], order[:, :, None], order[:, None, :]]
    block = np.where(real[:, :, None] & real[:, None, :], block, 0.0)
    at = np.arange(most)
    block[:, at, at] += np.where(real, 1e-13 * scale[:, None], scale[:, None])
    sides = np.stack([np.where(real, linear[rows, order], 0.0), real.astype(float)], axis=-1)
    solved = np.linalg.solve(block, sides)
    plain, ones = solved[..., 0], solved[..., 1]
    shift = (plain.sum(axis=1) - 1) / ones.sum(axis=1)
    out = np.zeros(inside.shape)
    np.put_along_axis(out, order, np.where(real, plain - ones * shift[:, None], 0.0), axis=1)
    return out


def _add(
    own: Array,
    linear: Array,
    weights: Array,
    inside: Flags,
    may: Flags,
    live: Numbers,
    settled: Flags,
    scale: Array,
    shared: bool,
) -> Flags:
    """For problems at the best of their support, take in the most useful weight; True where none
    is left, so that the problem is solved."""
    now = weights[live]
    slope = (now @ own if shared else np.einsum("bij,bj->bi", own, now)) - linear[live]
    level = (slope * now).sum(axis=1)
    gain = np.where(may[live] & ~inside[live], slope - level[:, None], np.inf)
    choice = gain.argmin(axis=1)
    useful = gain[np.arange(len(live)), choice] < -_SMALL * scale[live]
    grow = settled & useful
    inside[live[grow], choice[grow]] = True
    return settled & ~useful
