"""The underlying level and trend of a series, with bands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.monitoring.filter import Array, Filtered, run_filter
from growthplan.monitoring.filter_smooth import smooth
from growthplan.monitoring.trajectory import PlannedPath
from growthplan.monitoring.trend_model import LEVEL, SLOPE, Fresh, Laid, Variances, lay_out
from growthplan.monitoring.trend_readings import Readings
from growthplan.monitoring.trend_tails import student_cdf, student_quantile

UNDERLYING = {
    "year": pl.Int64,
    "period": pl.String,
    "published": pl.Float64,
    "published_low": pl.Float64,
    "published_high": pl.Float64,
    "level": pl.Float64,
    "low50": pl.Float64,
    "high50": pl.Float64,
    "low80": pl.Float64,
    "high80": pl.Float64,
    "low90": pl.Float64,
    "high90": pl.Float64,
    "ahead": pl.Boolean,
    "planned": pl.Float64,
}
"""Columns of a picture's table. `published` is the newest release's figure, with its published
95% interval where there is one; `level` the underlying level given everything published, with its
bands; `ahead` marks years after the newest figure, where level and bands are a forecast; `planned`
is the planned path, empty before it begins."""


_CERTAIN = 1e-9
"""A spread this small beside the level is none."""


@dataclass(frozen=True)
class Underlying:
    """What is known of one series once noise and revision are taken out."""

    table: pl.DataFrame
    """Columns `UNDERLYING`, one row a year, oldest first."""
    trend: float
    """Change of the underlying level a year at the newest figure, in the unit; for series read on
    a log scale, in % a year."""
    trend_low: float
    trend_high: float
    """90% range of the trend."""
    trend_unit: str
    method: str
    """How it was estimated, in a sentence or two."""


@dataclass(frozen=True)
class Estimated:
    """Level and trend of one place on the filter's scale, by year, with a forecast.

    A level's distribution is Student's t on `degrees` about `level` with scale `spread`.
    """

    readings: Readings
    years: tuple[int, ...]
    level: Array
    """[year], given every figure; NaN before the first year that a figure speaks of alone."""
    spread: Array
    slope: float
    """Change a year at the newest figure."""
    slope_spread: float
    degrees: float
    variances: Variances
    """The place's own: common ones times its factor."""
    factor: float

    @property
    def newest(self) -> int:
        return self.readings.years[-1]

    def at(self, year: int) -> tuple[float, float]:
        """Level and spread in a year of the record or the forecast."""
        i = self.years.index(year)
        return float(self.level[i]), float(self.spread[i])

    def between(self, year: int, share: float) -> tuple[float, float, float]:
        """Level in a year in the unit, with the ends of a central band."""
        mean, spread = self.at(year)
        half = student_quantile(0.5 + share / 2, self.degrees) * spread
        low, middle, high = (self.readings.unscaled(mean + d) for d in (-half, 0.0, half))
        return middle, low, high

    def chance(self, goal: float, year: int, up: bool) -> float:
        """Chance that the level of a year is at least as good as `goal`, in the unit."""
        mean, spread = self.at(year)
        apart = mean - self.readings.scaled(goal)
        if spread <= _CERTAIN * abs(mean):  # a past year, in a series without noise of its own
            return float(apart >= 0 if up else apart <= 0)
        x = apart / spread
        return student_cdf(x if up else -x, self.degrees)


def estimate(
    readings: Readings, variances: Variances, until: int, fresh: tuple[int, float] | None = None
) -> Estimated:
    """The level of one place (`readings` of it alone), up to the year `until`.

    `fresh` is a year after which the trend may differ, with the variance of the change.

    The place's own scale is its standardised innovations and the pool's put together: (strength +
    squares) / (strength + how many), so that a place with few figures has the pool's, and bands are
    Student's t.
    """
    years = len(readings.years)
    ahead = max(until - readings.years[-1], 0)
    change = Fresh(fresh[0] - readings.years[0], fresh[1]) if fresh else None
    laid = lay_out(variances, years, ahead, readings.window, readings.weights, change)
    found = run_filter(laid.observations(readings.values), laid.steps, laid.start)
    squares, count = _innovations(found)
    prior = variances.strength
    known = np.isinf(prior)
    factor = 1.0 if known else (prior + squares) / (prior + count)
    degrees = 1e6 if known else prior + count
    level, spread, slope = _by_year(found, laid, years + ahead)
    root = float(np.sqrt(factor))
    every = tuple(range(readings.years[0], readings.years[-1] + ahead + 1))
    return Estimated(
        readings, every, level, root * spread, slope[0], root * slope[1], degrees,
        variances.times(factor), factor,
    )  # fmt: skip


def _innovations(found: Filtered) -> tuple[float, int]:
    told = found.observed[0] & ~np.isnan(found.innovation_variance[0])
    v, f = found.innovation[0, told], found.innovation_variance[0, told]
    return float((v**2 / f).sum()), int(told.sum())


def _by_year(found: Filtered, laid: Laid, count: int) -> tuple[Array, Array, tuple[float, float]]:
    """Level and its root variance by year, and slope at the newest figure."""
    whole = smooth(found)
    level, spread = np.full(count, np.nan), np.full(count, np.nan)
    for step, year in enumerate(laid.years):
        level[year] = whole.mean[0, step, LEVEL]
        spread[year] = np.sqrt(max(whole.covariance[0, step, LEVEL, LEVEL], 0.0))
    last = max(s for s, column in enumerate(laid.columns) if column >= 0)
    variance = max(float(whole.covariance[0, last, SLOPE, SLOPE]), 0.0)
    return level, spread, (float(whole.mean[0, last, SLOPE]), variance**0.5)


def underlying(found: Estimated, path: PlannedPath | None, method: str) -> Underlying:
    """The picture of an estimate: published figures, level, bands, forecast and planned path."""
    printed = {row["year"]: row for row in found.readings.table.iter_rows(named=True)}
    rows = []
    for year in found.years:
        one, seen = printed.get(year), not np.isnan(found.at(year)[0])
        bands = [found.between(year, s)[i] for s in (0.5, 0.8, 0.9) for i in (1, 2)]
        planned = path is not None and path.start <= year <= path.end
        rows.append(
            (
                year, one["period"] if one else str(year), *_printed(one),
                found.between(year, 0.9)[0] if seen else None,
                *(b if seen else None for b in bands), year > found.newest,
                path.level(year) if path is not None and planned else None,
            )
        )  # fmt: skip
    middle, low, high, unit = trend_in_words(found)
    table = pl.DataFrame(rows, schema=UNDERLYING, orient="row")
    return Underlying(table, middle, low, high, unit, method)


def _printed(row: dict[str, float] | None) -> tuple[float | None, float | None, float | None]:
    return (row["value"], row["low"], row["high"]) if row else (None, None, None)


def trend_in_words(found: Estimated) -> tuple[float, float, float, str]:
    """Change a year with its 90% range, and its unit: % on a log scale, else the unit's own."""
    half = student_quantile(0.95, found.degrees) * found.slope_spread
    ends = (found.slope, found.slope - half, found.slope + half)
    if found.readings.logged:
        middle, low, high = (100 * float(np.expm1(x)) for x in ends)
        return middle, low, high, "% a year"
    unit = "percentage points" if found.readings.unit == "%" else found.readings.unit
    return *ends, f"{unit} a year"
