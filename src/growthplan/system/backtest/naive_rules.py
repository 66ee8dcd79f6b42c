"""Six rules that know nothing but a place's past: what any model has to beat."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from growthplan.system.backtest.forecast import Array, Forecast, Rule
from growthplan.system.baseline.spread import pooled_spread


def walk_with_own_variance(window: Array, horizons: int) -> Forecast:
    """The last value, give or take root h times the place's own annual changes."""
    own = np.sqrt(np.mean(np.diff(window, axis=1) ** 2, axis=1, keepdims=True))
    return Forecast(_last(window, horizons), own * np.sqrt(_ahead(horizons)))


def walk_with_pooled_variance(window: Array, horizons: int) -> Forecast:
    """The last value, give or take what places moved in as many years inside the window.

    Beyond the longest step of which the window holds three, root-h scaling takes over.
    """
    scale = np.broadcast_to(pooled_spread(window, horizons), (len(window), horizons))
    return Forecast(_last(window, horizons), scale)


def constant_gap(window: Array, horizons: int) -> Forecast:
    """The mean of the window, as if every year were drawn anew."""
    years = window.shape[1]
    mean = window.mean(axis=1, keepdims=True)
    scale = window.std(axis=1, ddof=1, keepdims=True) * math.sqrt(1 + 1 / years)
    return Forecast(np.repeat(mean, horizons, axis=1), np.repeat(scale, horizons, axis=1))


def linear_trend(window: Array, horizons: int) -> Forecast:
    """Least squares on the place's own window, with the usual variance of a prediction."""
    years = window.shape[1]
    middle = (years - 1) / 2
    time = np.arange(years) - middle
    squares = float((time**2).sum())
    mean = window.mean(axis=1, keepdims=True)
    slope = (window * time).sum(axis=1, keepdims=True) / squares
    left = window - mean - slope * time
    residual = np.sqrt((left**2).sum(axis=1, keepdims=True) / (years - 2))
    ahead = years - 1 + _ahead(horizons) - middle
    return Forecast(mean + slope * ahead, residual * np.sqrt(1 + 1 / years + ahead**2 / squares))


def drift(window: Array, horizons: int) -> Forecast:
    """The last value carried on at the place's own mean annual change."""
    change = np.diff(window, axis=1)
    ahead = _ahead(horizons)
    mean = window[:, -1:] + change.mean(axis=1, keepdims=True) * ahead
    growing = np.sqrt(ahead * (1 + ahead / change.shape[1]))
    return Forecast(mean, change.std(axis=1, ddof=1, keepdims=True) * growing)


def mean_reversion(window: Array, horizons: int) -> Forecast:
    """A pull to the average, one speed for all places; variance the place's own."""
    before, change = window[:, :-1], np.diff(window, axis=1)
    centre = before - before.mean()
    speed = float((centre * change).sum() / (centre**2).sum())
    constant = float(change.mean()) - speed * float(before.mean())
    left = change - (constant + speed * before)
    own = np.sqrt(np.mean(left**2, axis=1, keepdims=True))
    means = [window[:, -1]]
    for _ in range(horizons):
        means.append(means[-1] + constant + speed * means[-1])
    kept = np.cumsum((1 + speed) ** (2.0 * np.arange(horizons)))
    return Forecast(np.stack(means[1:], axis=1), own * np.sqrt(kept))


NAIVE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "random walk, own variance": walk_with_own_variance,
        "random walk, pooled variance": walk_with_pooled_variance,
        "constant gap": constant_gap,
        "linear trend": linear_trend,
        "drift": drift,
        "mean reversion": mean_reversion,
    }
)
ONE_TO_BEAT = "random walk, pooled variance"


def _last(window: Array, horizons: int) -> Array:
    return np.repeat(window[:, -1:], horizons, axis=1)


def _ahead(horizons: int) -> Array:
    return np.arange(1.0, horizons + 1)
