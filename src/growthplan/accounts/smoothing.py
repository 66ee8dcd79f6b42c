"""The publisher's five-year smoothing, estimated, and the noise that it leaves in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.accounts.levels import published
from growthplan.accounts.pools import pool_of
from growthplan.vocabulary import ENGLAND, UK_LESS_EXTRA_REGIO, Statistics

HALF_WINDOW = 2
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
        return float(np.sqrt(np.sum(np.square(self.weights))))


def smoothing_weights(statistics: Statistics, measure: str = "gva_per_hour") -> Smoothing | None:
    """Estimate the publisher's smoothing from its own smoothed and unsmoothed tables.

    Least squares of smoothed year t on unsmoothed years t-2 to t+2, over every place, edition and
    year with all six values: no intercept, no constraint. The publisher says "weighted 5-year
    moving average" and prints no weights. None when no edition prints both tables.
    """
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
    design = rows.select(f"year{lag:+d}" for lag in lags).to_numpy()
    smoothed = rows["value"].to_numpy()
    weights, _, rank, _ = np.linalg.lstsq(design, smoothed, rcond=None)
    if rank < len(lags):
        return None
    left = float(np.std(smoothed - design @ weights))
    return Smoothing(tuple(float(w) for w in weights), left, rows.height)


def transitory_sd(statistics: Statistics, measure: str = "gva_per_hour") -> pl.DataFrame:
    """Yearly noise in unsmoothed relative productivity, by pool of places.

    Log relative productivity is read as a random walk plus independent noise e. Then the
    covariance of neighbouring annual changes is -var(e), so sd_transitory = root of minus that
    covariance (0 when it is not negative), with changes pooled over places, editions and years.
    The comparator is England, or the UK less extra-regio where an edition has no unsmoothed
    England. Columns pool, sd_transitory, places, changes.
    """
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
