"""Interrupted time series: the treated alone, against their own course before."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.did import path_table
from growthplan.evaluation.estimate import Diagnostic, Doubt, Estimate, Settings
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Panel, need
from growthplan.evaluation.persistent_errors import Averaged, averaged_over_persistence

FEWEST_BEFORE = 8
MOST_PERSISTENCE = 0.6


def interrupted_time_series(panel: Panel, settings: Settings) -> Estimate:
    """Segmented regression: level and slope before, and how both change when treatment starts.

    The effect is the mean over times after of the distance to the line before, continued. What is
    left over may persist from one time to the next, by a share that is not known and averaged over
    (`persistent_errors`); errors that only allow for it in the variance are far too small in series
    as short as these. Raises GrowthplanError with fewer than three times before or after.
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
    mean = np.array([0.0, 0.0, 1.0, float(clock[start:].mean())])
    averaged = averaged_over_persistence(x, y, mean)
    effect = float(mean @ coefficients) if averaged is None else averaged.mean
    sure = Doubt(0.0, effect, effect, None) if averaged is None else averaged.doubt(settings.level)
    diagnostics = (_long_enough(start), _not_persistent(averaged))
    expected = x[:, :2] @ coefficients[:2]
    return Estimate(
        "interrupted-time-series", effect, sure.se, sure.low, sure.high, sure.p_value,
        "Errors that persist by a share not known, averaged over it; Student's distribution.",
        settings.level,
        {"path": path_table(panel.times, y, expected, start)}, diagnostics,
        graded("interrupted-time-series", diagnostics),
        ("Anything else that happened at the same time is in the effect.",),
    )  # fmt: skip


def _long_enough(start: int) -> Diagnostic:
    enough = start >= FEWEST_BEFORE
    words = f"{start} times before treatment; {FEWEST_BEFORE} are the least to trust a trend."
    return Diagnostic("times before", enough, words)


def _not_persistent(averaged: Averaged | None) -> Diagnostic:
    name = "errors seldom persist"
    if averaged is None:
        return Diagnostic(name, None, "The lines fit without any error.")
    share = averaged.persistence
    return Diagnostic(
        name,
        abs(share) <= MOST_PERSISTENCE,
        f"About {100 * share:.0f}% of an error stays in the next time; above "
        f"{100 * MOST_PERSISTENCE:.0f}% a passing swing looks like an effect.",
    )
