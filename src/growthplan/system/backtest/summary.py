"""A back-test in one table: scores, bias and coverage by rule and horizon."""

from __future__ import annotations

import numpy as np
import polars as pl

from growthplan.system.backtest.forecast import Array
from growthplan.system.backtest.protocol import BackTest
from growthplan.system.backtest.scores import covered

LEVELS = (0.5, 0.8, 0.9)
BINS = 10


def summary(test: BackTest) -> pl.DataFrame:
    """Scores by rule and horizon, each (place, origin, horizon) with equal weight.

    Columns rule, horizon (0 for all together), forecasts, crps, bias (above 0 when forecasts were
    too high), mae, cover_50, cover_80, cover_90. CRPS, bias and MAE are in log points × 100.
    """
    rows = []
    for r, rule in enumerate(test.rules):
        for horizon in range(test.horizons + 1):
            at = (r, slice(None), slice(None))
            step = slice(None) if horizon == 0 else horizon - 1
            below = test.below[at][..., step]
            if np.isnan(below).all():
                continue
            error = test.error[at][..., step]
            rows.append(
                (
                    rule,
                    horizon,
                    int(np.isfinite(below).sum()),
                    100 * _mean(test.crps[at][..., step]),
                    100 * _mean(error),
                    100 * _mean(np.abs(error)),
                    *(_mean(covered(below, level)) for level in LEVELS),
                )
            )
    columns = ["rule", "horizon", "forecasts", "crps", "bias", "mae"]
    columns += [f"cover_{round(100 * level)}" for level in LEVELS]
    return pl.DataFrame(rows, schema=columns, orient="row")


def pit_histogram(test: BackTest, rule: str) -> Array:
    """Share of outcomes in each tenth of their forecast [10]; 0.1 each when forecasts are right."""
    below = test.below[test.rule(rule)]
    counts, _ = np.histogram(below[np.isfinite(below)], bins=BINS, range=(0.0, 1.0))
    return np.asarray(counts / counts.sum())


def _mean(values: Array) -> float:
    return float(np.nanmean(values))
