"""The productivity gap between a place and its comparator, year by year and edition by edition."""

from __future__ import annotations

import math

import polars as pl

from growthplan.accounts.levels import relative
from growthplan.accounts.measures import Basis
from growthplan.vocabulary import ENGLAND, GrowthplanError, Statistics


def gap(
    statistics: Statistics,
    place: str,
    comparator: str = ENGLAND,
    *,
    measure: str = "gva_per_hour",
    basis: Basis = "smoothed",
) -> pl.DataFrame:
    """The gap by year, each year from the newest edition that holds both places.

    Columns of `relative` plus gap_pct (%, below the comparator is negative), gap_gbp (the
    measure's own unit) and gap_log_points (100 × log of the ratio). Raises as `relative` does.
    """
    return with_gaps(relative(statistics, measure, place, comparator, basis=basis))


def gap_by_edition(
    statistics: Statistics,
    place: str,
    comparator: str = ENGLAND,
    *,
    measure: str = "gva_per_hour",
    basis: Basis = "smoothed",
) -> pl.DataFrame:
    """The gap as each edition had it: `gap` with one row a year and edition."""
    rows = relative(statistics, measure, place, comparator, basis=basis, every_edition=True)
    return with_gaps(rows)


def with_gaps(rows: pl.DataFrame) -> pl.DataFrame:
    """Add gap_pct, gap_gbp and gap_log_points to a table of `relative`."""
    ratio = pl.col("value") / pl.col("comparator_value")
    return rows.with_columns(
        gap_pct=100 * (ratio - 1),
        gap_gbp=pl.col("value") - pl.col("comparator_value"),
        gap_log_points=100 * ratio.log(),
    )


def gap_pct(value: float, comparator: float) -> float:
    """100 × (place ÷ comparator − 1).

    >>> round(gap_pct(36.49, 41.50), 2)
    -12.07

    Raises GrowthplanError when the comparator is not above zero.
    """
    if comparator <= 0:
        raise GrowthplanError(f"A gap to {comparator} is not defined.")
    return 100 * (value / comparator - 1)


def log_points(value: float, comparator: float) -> float:
    """100 × natural log of place ÷ comparator; raises GrowthplanError unless both are above 0."""
    if value <= 0 or comparator <= 0:
        raise GrowthplanError(f"The log of {value} over {comparator} is not defined.")
    return 100 * math.log(value / comparator)


def pct_of_log_points(points: float) -> float:
    """The gap in % that a gap in log points is.

    >>> round(pct_of_log_points(-12.874), 2)
    -12.08
    """
    return 100 * math.expm1(points / 100)
