"""Interrupted time series: the treated alone, against their own course before."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.did import path_table
from growthplan.evaluation.estimate import Diagnostic, Estimate, Settings, doubt
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Array, Panel, need

FEWEST_BEFORE = 8


def interrupted_time_series(panel: Panel, settings: Settings) -> Estimate:
    """Segmented regression: level and slope before, and how both change when treatment starts.

    The effect is the mean over times after of the distance to the line before, continued. Errors
    allow for changing variance and autocorrelation (Newey and West 1987, lags by their 1994 rule),
    with Student's distribution. Raises GrowthplanError with fewer than three times before or after.
    """
    start, length = panel.start, len(panel.times)
    need(
        start >= 3 and length - start >= 3,
        f"{start} times before and {length - start} after treatment; 3 of each are needed",
        "Give a longer series.",
        "few-times",
    )
    y = panel.outcome[panel.treated].mean(axis=0)
    clock = np.arange(length, dtype=float) - start
    after = (clock >= 0).astype(float)
    x = np.column_stack([np.ones(length), clock, after, after * clock])
    coefficients = np.linalg.lstsq(x, y, rcond=None)[0]
    errors = y - x @ coefficients
    mean = np.array([0.0, 0.0, 1.0, float(clock[start:].mean())])
    effect = float(mean @ coefficients)
    lags = int(4 * (length / 100) ** (2 / 9))
    variance = float(mean @ newey_west(x, errors, lags) @ mean)
    sure = doubt(effect, float(np.sqrt(variance)), settings.level, length - 4)
    diagnostics = (_long_enough(start), _not_autocorrelated(errors))
    expected = x[:, :2] @ coefficients[:2]
    return Estimate(
        "interrupted-time-series", effect, sure.se, sure.low, sure.high, sure.p_value,
        f"Newey and West's errors with {lags} lags, Student's distribution.", settings.level,
        {"path": path_table(panel.times, y, expected, start)}, diagnostics,
        graded("interrupted-time-series", diagnostics),
        ("Anything else that happened at the same time is in the effect.",),
    )  # fmt: skip


def newey_west(x: Array, errors: Array, lags: int) -> Array:
    """Variance of least-squares coefficients [k, k] under autocorrelation, with the small-sample
    factor n / (n − k)."""
    rows, count = x.shape
    scores = x * errors[:, None]
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        part = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (part + part.T)
    bread = np.linalg.inv(x.T @ x)
    return np.asarray(bread @ middle @ bread * rows / (rows - count))


def _long_enough(start: int) -> Diagnostic:
    enough = start >= FEWEST_BEFORE
    words = f"{start} times before treatment; {FEWEST_BEFORE} are the least to trust a trend."
    return Diagnostic("times before", enough, words)


def _not_autocorrelated(errors: Array) -> Diagnostic:
    total = float(errors @ errors)
    if total <= 1e-20:
        return Diagnostic("errors unrelated in time", None, "The lines fit without any error.")
    watson = float((np.diff(errors) ** 2).sum()) / total
    return Diagnostic(
        "errors unrelated in time",
        1.0 <= watson <= 3.0,
        f"Durbin and Watson's statistic is {watson:.2f}; 2 means unrelated.",
    )
