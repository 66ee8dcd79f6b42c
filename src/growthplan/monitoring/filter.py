"""The Kalman filter and smoother for many short series at once, with an exact diffuse start."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.vocabulary import GrowthplanError

Array = NDArray[np.float64]

_LOG_2PI = math.log(2 * math.pi)
_NOTHING = 1e-9
"""A diffuse variance below this is rounding: nothing unknown is left in that direction."""


@dataclass(frozen=True)
class Steps:
    """A linear Gaussian model, one observation a step.

    Step s moves the state by `transition[s]` and adds noise of covariance `noise[s]`; then
    `design[s] · state` is observed with variance `variance[., s]`. The first step does not move.
    Several observations of one year are several steps, the later ones with the identity and no
    noise. Shapes: transition [step, state, state]; noise the same, or with series as first axis;
    design [step, state]; variance [1 or series, step].
    """

    transition: Array
    noise: Array
    design: Array
    variance: Array


@dataclass(frozen=True)
class Start:
    """What is known of the state before the first observation: mean [1 or series, state], known
    covariance and diffuse covariance [1 or series, state, state]. A direction with a diffuse
    variance is not known at all."""

    mean: Array
    known: Array
    diffuse: Array


@dataclass(frozen=True)
class Filtered:
    """The state given observations up to each step, and the likelihood.

    `before` is the state before the step's own observation, `after` with it. Covariances have a
    first axis of 1 where every series shares them.
    """

    steps: Steps
    observed: NDArray[np.bool_]
    innovation: Array
    """[series, step]: observation less its forecast; NaN where missing."""
    innovation_variance: Array
    """[1 or series, step]: its variance; NaN where missing, and where it is not finite because the
    observation is the first to say anything of something unknown."""
    before_mean: Array
    before_known: Array
    before_diffuse: Array
    after_mean: Array
    after_known: Array
    after_diffuse: Array
    log_likelihood: Array
    """[series]: diffuse log-likelihood (Durbin and Koopman 2012, section 7.2.2)."""


@dataclass(frozen=True)
class Smoothed:
    """The state given every observation: mean [series, step, state], covariance [1 or series, step,
    state, state]."""

    mean: Array
    covariance: Array


def run_filter(observations: Array, steps: Steps, start: Start) -> Filtered:
    """Filter `observations` [series, step], NaN where there is none.

    Method: Durbin and Koopman (2012), Time Series Analysis by State Space Methods, chapters 4 and
    5, with the exact diffuse start of section 5.2. Raises GrowthplanError when shapes differ or a
    variance is negative.
    """
    _check(observations, steps)
    seen = ~np.isnan(observations)
    if (seen == seen[:1]).all():
        seen = seen[:1]
    own_noise = len(steps.noise) if steps.noise.ndim == 4 else 1
    shared = max(len(seen), len(steps.variance), own_noise, len(start.known), len(start.diffuse))
    series, count = observations.shape
    width = steps.design.shape[1]
    mean = np.broadcast_to(start.mean, (series, width)).copy()
    known = np.broadcast_to(start.known, (shared, width, width)).copy()
    diffuse = np.broadcast_to(start.diffuse, (shared, width, width)).copy()
    kept: list[tuple[Array, ...]] = []
    for s in range(count):
        if s:
            mean, known, diffuse = _moved(mean, known, diffuse, steps, s)
        came = (mean, known, diffuse)
        found = _updated(
            observations[:, s], seen[:, s], steps.design[s], steps.variance[:, s], *came
        )
        mean, known, diffuse = found[:3]
        kept.append((*came, *found))
    *columns, terms = (np.stack(column, axis=1) for column in zip(*kept, strict=True))
    likelihood = np.broadcast_to(terms, (series, count)).sum(axis=1)
    c = columns
    return Filtered(steps, seen, c[6], c[7], c[0], c[1], c[2], c[3], c[4], c[5], likelihood)


def _check(observations: Array, steps: Steps) -> None:
    if observations.ndim != 2 or observations.shape[1] != len(steps.design):
        raise GrowthplanError("Observations need one row a series and one column a step.")
    if not (steps.variance >= 0).all():
        raise GrowthplanError("A variance is 0 or more, and is known for every step.")


def _moved(
    mean: Array, known: Array, diffuse: Array, steps: Steps, s: int
) -> tuple[Array, Array, Array]:
    move = steps.transition[s]
    return (
        mean @ move.T,
        move @ known @ move.T + steps.noise[..., s, :, :],
        move @ diffuse @ move.T,
    )


def _updated(
    y: Array,
    seen: NDArray[np.bool_],
    z: Array,
    variance: Array,
    mean: Array,
    known: Array,
    diffuse: Array,
) -> tuple[Array, ...]:
    """State after one observation, the innovation, its variance, and the likelihood's term."""
    to_known, to_diffuse = known @ z, diffuse @ z
    f, f_diffuse = to_known @ z + variance, to_diffuse @ z
    new = seen & (f_diffuse > _NOTHING)
    usual = seen & ~new & (f > 0)
    innovation = np.where(seen, y - mean @ z, 0.0)
    safe, safe_diffuse = np.where(usual, f, 1.0), np.where(new, f_diffuse, 1.0)
    gain = np.where(usual[:, None], to_known / safe[:, None], 0.0)
    gain += np.where(new[:, None], to_diffuse / safe_diffuse[:, None], 0.0)
    mean = mean + gain * innovation[:, None]
    cross = np.where(new[:, None, None], _outer(to_known, gain), 0.0)
    known = known - np.where(
        usual[:, None, None],
        _outer(to_known, gain),
        cross
        + cross.transpose(0, 2, 1)
        - np.where(new, f, 0.0)[:, None, None] * _outer(gain, gain),
    )
    left = diffuse - np.where(new[:, None, None], _outer(to_diffuse, gain), 0.0)
    left = np.where(np.abs(left) > _NOTHING, left, 0.0)
    term = -0.5 * np.where(usual, _LOG_2PI + np.log(safe) + innovation**2 / safe, 0.0)
    term = term - 0.5 * np.where(new, _LOG_2PI + np.log(safe_diffuse), 0.0)
    return (
        mean, (known + known.transpose(0, 2, 1)) / 2, left,
        np.where(seen, innovation, np.nan), np.where(usual, f, np.nan), term,
    )  # fmt: skip


def _outer(a: Array, b: Array) -> Array:
    return np.asarray(a[:, :, None] * b[:, None, :])
