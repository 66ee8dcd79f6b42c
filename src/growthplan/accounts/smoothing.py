"""The publisher's five-year smoothing, estimated, and the noise that it leaves in."""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl

from growthplan.accounts.levels import published
from growthplan.accounts.pools import pool_of
from growthplan.vocabulary import ENGLAND, UK_LESS_EXTRA_REGIO, Statistics

HALF_WINDOW = 2
SINGULAR = 1e-12
"""A pivot this small beside the largest sum of squares is rounding."""
SHORTEST_SERIES = 10
"""Years that a place's unsmoothed series needs before its noise is estimated."""


@dataclass(frozen=True, slots=True)
class Smoothing:
    """Weights of the moving average, two years before to two after, fitted by least squares."""

    weights: tuple[float, ...]
    residual_sd: float
    """Standard deviation of smoothed less fitted, in the measure's unit: rounding, if it fits."""
    observations: int

    @property
    def noise_kept(self) -> float:
        """Share of the SD of independent yearly noise that the average keeps: root of sum w²."""
        return math.hypot(*self.weights)


def smoothing_weights(statistics: Statistics, measure: str = "gva_per_hour") -> Smoothing | None:
    """Estimate the publisher's smoothing from its own smoothed and unsmoothed tables.

    Least squares of smoothed year t on unsmoothed years t-2 to t+2, over every place, edition and
    year with all six values: no intercept, no constraint. The publisher says "weighted 5-year
    moving average" and prints no weights. None when no edition prints both tables.
    """
    return statistics.remembered(
        ("smoothing weights", measure), lambda: _smoothing_weights(statistics, measure)
    )


def _smoothing_weights(statistics: Statistics, measure: str) -> Smoothing | None:
    on = ["place", "year", "family", "edition"]
    rows = published(statistics, measure, "smoothed").drop("released")
    raw = published(statistics, measure, "unsmoothed").drop("released")
    lags = range(-HALF_WINDOW, HALF_WINDOW + 1)
    for lag in lags:
        shifted = raw.with_columns(pl.col("year") - lag).rename({"value": f"year{lag:+d}"})
        rows = rows.join(shifted, on=on)
    if rows.height <= len(lags):
        return None
    rows = rows.sort(on)  # so that sums do not depend on the order of a join
    columns = [f"year{lag:+d}" for lag in lags]
    weights = _least_squares(rows, columns, "value")
    if weights is None:
        return None
    fitted = pl.sum_horizontal(w * pl.col(c) for w, c in zip(weights, columns, strict=True))
    left = rows.select((pl.col("value") - fitted).std(ddof=0)).item()
    return Smoothing(weights, float(left), rows.height)


def _least_squares(rows: pl.DataFrame, columns: list[str], of: str) -> tuple[float, ...] | None:
    """Weights of the columns that fit another best, from the normal equations; None when the
    columns cannot be told apart. Five columns need no numerical library, whose loading would take
    longer than all the rest."""
    products = rows.select(
        (pl.col(a) * pl.col(b)).sum().alias(f"{a} {b}") for a in columns for b in (*columns, of)
    ).row(0)
    width = len(columns) + 1
    table = [list(products[i * width : (i + 1) * width]) for i in range(len(columns))]
    scale = max(table[i][i] for i in range(len(columns)))
    for i in range(len(columns)):
        pivot = max(range(i, len(columns)), key=lambda j: abs(table[j][i]))
        table[i], table[pivot] = table[pivot], table[i]
        if abs(table[i][i]) <= SINGULAR * scale:
            return None
        table[i] = [x / table[i][i] for x in table[i]]
        for j in range(len(columns)):
            if j != i:
                factor = table[j][i]
                table[j] = [x - factor * y for x, y in zip(table[j], table[i], strict=True)]
    return tuple(line[-1] for line in table)


def transitory_sd(statistics: Statistics, measure: str = "gva_per_hour") -> pl.DataFrame:
    """Yearly noise in unsmoothed relative productivity, by pool of places.

    Log relative productivity is read as a random walk plus independent noise e. Then the
    covariance of neighbouring annual changes is -var(e), so sd_transitory = root of minus that
    covariance (0 when it is not negative), with changes pooled over places, editions and years.
    The comparator is England, or the UK less extra-regio where an edition has no unsmoothed
    England. Columns pool, sd_transitory, places, changes.
    """
    return statistics.remembered(
        ("transitory SD", measure), lambda: _transitory_sd(statistics, measure)
    )


def _transitory_sd(statistics: Statistics, measure: str) -> pl.DataFrame:
    schema = {
        "pool": pl.String,
        "sd_transitory": pl.Float64,
        "places": pl.Int64,
        "changes": pl.Int64,
    }
    rows = _log_ratio(published(statistics, measure, "unsmoothed"))
    if rows.is_empty():
        return pl.DataFrame(schema=schema)
    pools = {code: pool_of(statistics, code) for code in rows["place"].unique()}
    change = pl.col("log").diff().over("place", "family", "edition", order_by="year")
    step = pl.col("year").diff().over("place", "family", "edition", order_by="year")
    changes = (
        rows.with_columns(
            pool=pl.col("place").replace_strict(pools, return_dtype=pl.String),
            change=pl.when(step == 1).then(change),
            length=pl.len().over("place", "family", "edition"),
        )
        .filter(pl.col("length") >= SHORTEST_SERIES)
        .with_columns(
            before=pl.col("change").shift().over("place", "family", "edition", order_by="year")
        )
        .drop_nulls(["change", "before"])
    )
    return (
        changes.sort("place", "family", "edition", "year")
        .group_by("pool", maintain_order=True)
        .agg(
            sd_transitory=(-(pl.col("change") * pl.col("before")).mean())
            .clip(lower_bound=0)
            .sqrt(),
            places=pl.col("place").n_unique().cast(pl.Int64),
            changes=pl.len().cast(pl.Int64),
        )
        .sort("pool")
        .select(list(schema))
    )


def _log_ratio(rows: pl.DataFrame) -> pl.DataFrame:
    on = ["year", "family", "edition"]
    comparators = [
        rows.filter(pl.col("place") == code).select(*on, pl.col("value").alias(code))
        for code in (ENGLAND, UK_LESS_EXTRA_REGIO)
    ]
    joined = rows
    for comparator in comparators:
        joined = joined.join(comparator, on=on, how="left")
    has_england = pl.col(ENGLAND).is_not_null().any().over("family", "edition")
    base = pl.when(has_england).then(pl.col(ENGLAND)).otherwise(pl.col(UK_LESS_EXTRA_REGIO))
    return (
        joined.with_columns(log=(pl.col("value") / base).log())
        .filter(~pl.col("place").is_in([ENGLAND, UK_LESS_EXTRA_REGIO]))
        .drop_nulls("log")
    )
