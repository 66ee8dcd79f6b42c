"""The smoother: the state given every observation, earlier and later."""

from __future__ import annotations

import numpy as np

from growthplan.monitoring.filter import Array, Filtered, Smoothed


def smooth(found: Filtered) -> Smoothed:
    """The state at each step given all observations.

    Backward recursions of Durbin and Koopman (2012), sections 4.4 and 5.3, in the form for one
    observation a step. Directions that no observation ever reaches keep what the start said.
    """
    series, count, width = found.before_mean.shape
    shared = len(found.before_known)
    r0, r1 = np.zeros((2, series, width))
    n0, n1, n2 = np.zeros((3, shared, width, width))
    means, covariances = [], []
    for s in reversed(range(count)):
        r0, r1, n0, n1, n2 = _back(found, s, r0, r1, n0, n1, n2)
        known, diffuse = found.before_known[:, s], found.before_diffuse[:, s]
        mean = found.before_mean[:, s] + _times(known, r0) + _times(diffuse, r1)
        cross = diffuse @ n1 @ known
        less = known @ n0 @ known + cross + _turned(cross) + diffuse @ n2 @ diffuse
        means.append(mean)
        covariances.append(known - less)
        move = found.steps.transition[s]
        r0, r1 = r0 @ move, r1 @ move
        n0, n1, n2 = (move.T @ n @ move for n in (n0, n1, n2))
    return Smoothed(np.stack(means[::-1], axis=1), np.stack(covariances[::-1], axis=1))


def _back(
    found: Filtered, s: int, r0: Array, r1: Array, n0: Array, n1: Array, n2: Array
) -> tuple[Array, Array, Array, Array, Array]:
    """The recursions over one observation: usual where its innovation has a variance, diffuse where
    it removed something unknown, none where it is missing."""
    z = found.steps.design[s]
    known, diffuse = found.before_known[:, s], found.before_diffuse[:, s]
    f, f_diffuse = known @ z @ z + found.steps.variance[:, s], diffuse @ z @ z
    usual = ~np.isnan(found.innovation_variance[:, s])
    seen = found.observed[:, s]
    new = seen & ~usual & (f_diffuse > 0)
    safe, safe_diffuse = np.where(usual, f, 1.0), np.where(new, f_diffuse, 1.0)
    gain = np.where(usual[:, None], known @ z / safe[:, None], 0.0)
    gain += np.where(new[:, None], diffuse @ z / safe_diffuse[:, None], 0.0)
    second = (known @ z - gain * f[:, None]) / safe_diffuse[:, None]
    second = np.where(new[:, None], second, 0.0)
    keep = np.eye(len(z)) - gain[:, :, None] * z
    turn = -second[:, :, None] * z
    innovation = np.where(np.isnan(found.innovation[:, s]), 0.0, found.innovation[:, s])
    weight = np.where(usual, 1 / safe, 0.0)
    once = np.where(new, 1 / safe_diffuse, 0.0)
    plane = np.outer(z, z)
    new_r0 = _times(_turned(keep), r0) + (weight * innovation)[:, None] * z
    kept_r1 = np.where(new[:, None], _times(_turned(keep), r1), r1)
    new_r1 = kept_r1 + (once * innovation)[:, None] * z + _times(_turned(turn), r0)
    new_n0 = _turned(keep) @ n0 @ keep + weight[:, None, None] * plane
    left = np.where(new[:, None, None], keep, np.eye(len(z)))
    new_n1 = _turned(left) @ n1 @ keep + _turned(turn) @ n0 @ keep
    new_n1 = new_n1 + once[:, None, None] * plane
    mixed = _turned(left) @ n1 @ turn
    new_n2 = _turned(left) @ n2 @ left + mixed + _turned(mixed) + _turned(turn) @ n0 @ turn
    new_n2 = new_n2 - (once**2 * f)[:, None, None] * plane
    return new_r0, new_r1, new_n0, new_n1, new_n2


def _turned(a: Array) -> Array:
    return a.transpose(0, 2, 1)


def _times(a: Array, r: Array) -> Array:
    """[1 or series, i, j] times [series, j]."""
    return np.asarray((a @ r[:, :, None])[:, :, 0])
