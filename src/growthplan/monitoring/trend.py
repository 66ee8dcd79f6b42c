"""The underlying level and trend of a series, with bands."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

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
