"""Figures of one indicator in many places, laid out by year for the filter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from growthplan.monitoring.filter import Array
from growthplan.monitoring.trend_window import PLAIN, Window
from growthplan.vocabulary import Period

LOGGED = ("£", "jobs", "people", "hours", "count", "index", "tonnes CO2e per person")
"""Units (or how they begin) that are read on a log scale: what grows by a share of itself."""
DIFFERENCE = "_gap_"
"""In the name of an indicator: one place less another, of either sign, so never in logs."""
_NORMAL_95 = 1.959964


@dataclass(frozen=True)
class Readings:
    """Figures by place and year, on the scale on which they are filtered.

    `values` [place, year], NaN where missing, in logs when `logged`; `weights` [place, year] the
    sampling variance of each figure over the place's mean one, 1 where none is published.
    """

    indicator: str
    unit: str
    places: tuple[str, ...]
    years: tuple[int, ...]
    values: Array
    weights: Array
    logged: bool
    window: Window
    table: pl.DataFrame
    """The published rows that were read: place, year, period, value, low, high, source, released
    and the rest of the store's columns."""

    def of(self, places: Sequence[str]) -> Readings:
        """Those of some places."""
        at = [self.places.index(code) for code in places]
        return replace(
            self,
            places=tuple(places),
            values=self.values[at],
            weights=self.weights[at],
            table=self.table.filter(pl.col("place").is_in(places)),
        )

    def until(self, year: int) -> Readings:
        """Those of years up to one, as if no later figure were out."""
        count = sum(y <= year for y in self.years)
        return replace(
            self,
            years=self.years[:count],
            values=self.values[:, :count],
            weights=self.weights[:, :count],
            table=self.table.filter(pl.col("year") <= year),
        )

    def scaled(self, value: float) -> float:
        """A level of the unit on the filter's scale."""
        return float(np.log(value)) if self.logged else value

    def unscaled(self, value: float) -> float:
        """A number of the filter's scale as a level of the unit."""
        return float(np.exp(value)) if self.logged else value


def at_prices(rows: pl.DataFrame, deflators: Mapping[int, float], year: int) -> pl.DataFrame:
    """Money of each year in the prices of one year; rows of years without a deflator fall away.

    What was published stays beside it as `printed`.
    """
    own = {code: year_of(code)[0] for code in rows["period"].unique()}
    times = {c: deflators[year] / deflators[y] for c, y in own.items() if y in deflators}
    factor = pl.col("period").replace_strict(times, default=None, return_dtype=pl.Float64)
    moved = rows.with_columns(pl.col("value", "low", "high") * factor, printed=pl.col("value"))
    return moved.drop_nulls("value")


def year_of(code: str) -> tuple[int, int]:
    """The year that a period's figure stands for, and how many years it pools.

    >>> year_of("2022fy"), year_of("2011-2013"), year_of("2025-04-30")
    ((2022, 1), (2013, 3), (2025, 1))
    """
    span = re.fullmatch(r"(\d{4})-(\d{4})", code)
    if span:
        return int(span[2]), int(span[2]) - int(span[1]) + 1
    return Period(code).year, 1


def readings(rows: pl.DataFrame, indicator: str, unit: str, window: Window = PLAIN) -> Readings:
    """Lay out published rows (place, period, value, low, high, ...), one a place and period.

    Of several periods in one year the last counts. Years without any figure between the first and
    the newest stay, empty.
    """
    at = {code: year_of(code)[0] for code in rows["period"].unique()}
    table = (
        rows.filter(pl.col("value").is_not_null())
        .with_columns(year=pl.col("period").replace_strict(at, return_dtype=pl.Int64))
        .sort("place", "year", "period")
        .unique(["place", "year"], keep="last", maintain_order=True)
    )
    logged = unit.startswith(LOGGED) and DIFFERENCE not in indicator and not table.is_empty()
    logged = logged and bool((table["value"] > 0).all())
    places = tuple(table["place"].unique(maintain_order=True))
    found = table["year"].to_numpy().astype(int)
    years = tuple(range(int(found.min()), int(found.max()) + 1)) if len(found) else ()
    row = np.array([places.index(code) for code in table["place"]], dtype=int)
    values = np.full((len(places), len(years)), np.nan)
    weights = np.ones(values.shape)
    column = found - years[0] if years else found
    level = table["value"].to_numpy()
    values[row, column] = np.log(level) if logged else level
    spread = (table["high"] - table["low"]).to_numpy() / (2 * _NORMAL_95)
    weights[row, column] = (spread / level if logged else spread) ** 2
    return Readings(
        indicator, unit, places, years, values, _relative(weights, values), logged, window, table
    )


def _relative(variances: Array, values: Array) -> Array:
    """Variances over each place's mean; 1 throughout for a place that lacks any."""
    seen = ~np.isnan(values)
    known = np.isfinite(variances) & (variances > 0)
    complete = (known | ~seen).all(axis=1) & seen.any(axis=1)
    mean = np.where(seen & known, variances, 0).sum(axis=1) / np.maximum(seen.sum(axis=1), 1)
    usable = complete & (mean > 0)
    ratio = variances / np.where(usable, mean, 1)[:, None]
    return np.where(usable[:, None] & seen, ratio, 1.0)
