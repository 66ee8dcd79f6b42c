"""The baseline's own forecasts, as rules beside the naive ones."""

from __future__ import annotations

import numpy as np

from growthplan.system.backtest.forecast import Array, Forecast, Rule
from growthplan.system.baseline.autoregression import (
    STATE,
    Autoregression,
    fit_autoregression,
    surprises,
)
from growthplan.system.baseline.spread import pooled_spread
from growthplan.system.baseline.variance import shrink_variances

BASELINE = "baseline"
"""Changes of three years and a pull to the average, one equation for all; variances by place,
shrunk; Student's t with the degrees of freedom that shrinking gives."""


def autoregression_rule(*, degrees: float | None = None) -> Rule:
    """One equation fitted to the whole window, variances shrunk by place.

    `degrees` of the t distribution; None for those that shrinking gives, infinite for the normal.
    """

    def rule(window: Array, horizons: int) -> Forecast:
        return carried_on(window, fit_autoregression(window), horizons, degrees)

    return rule


def carried_on(
    window: Array, form: Autoregression, horizons: int, degrees: float | None = None
) -> Forecast:
    """Each place of the window carried on by a form, with variances shrunk within the window."""
    variances = shrink_variances(surprises(window, form))
    scale = np.sqrt(variances.shrunk)[:, None] * form.spread(horizons)
    shape = variances.degrees if degrees is None else degrees
    return Forecast(form.path(window[:, -STATE:], horizons), scale, shape)


def with_coefficients_of(wider: Array) -> Rule:
    """Coefficients from a wider panel that starts in the same year, variances from the window.

    This is how city regions are projected: their coefficients are those of all authorities, their
    variances are those of city regions. `wider` [place, year] is cut at the window's length, so
    that nothing after the origin is used.
    """

    def rule(window: Array, horizons: int) -> Forecast:
        known = np.ascontiguousarray(wider[:, : window.shape[1]])
        return carried_on(window, fit_autoregression(known), horizons)

    return rule


def widened(forecast: Forecast, extra: Array) -> Forecast:
    """The forecast with `extra` variance [place or 1, horizon] added to its scale's square."""
    return Forecast(forecast.mean, np.sqrt(forecast.scale**2 + extra), forecast.degrees)


def walk_from_revised(covariance: Array) -> Rule:
    """The pooled random walk that also knows that its last value will be revised."""

    def rule(window: Array, horizons: int) -> Forecast:
        scale = np.sqrt(pooled_spread(window, horizons) ** 2 + covariance[-1, -1])
        mean = np.repeat(window[:, -1:], horizons, axis=1)
        return Forecast(mean, np.broadcast_to(scale, mean.shape))

    return rule


def baseline_from_revised(covariance: Array) -> Rule:
    """The baseline, started from a truth that the published figures only measure.

    `covariance` [4, 4] of revisions of the last four years together, oldest first. What a revision
    of them does to the level h years ahead is linear, so its variance adds to the forecast's.
    """

    def rule(window: Array, horizons: int) -> Forecast:
        form = fit_autoregression(window)
        response = form.response(horizons)
        extra = np.einsum("hi,ij,hj->h", response, covariance, response)
        return widened(carried_on(window, form, horizons), extra[None, :])

    return rule
