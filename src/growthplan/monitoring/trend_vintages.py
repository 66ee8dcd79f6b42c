"""A place's figures with what older editions still tell beside the newest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from growthplan.monitoring.filter_vintages import combine
from growthplan.monitoring.trend_readings import Readings, year_of
from growthplan.monitoring.trend_revision import OLDEST, Revisions


def with_vintages(
    readings: Readings, editions: pl.DataFrame, revisions: Revisions
) -> tuple[Readings, Revisions]:
    """One place's readings with each young year's figure put together from every edition of its
    family, and the revision that is still to come to that.

    `editions` has place, period, value, family and released, one row for each edition. Where older
    editions tell nothing beside the newest (`nested` 1, or only one edition), all stays as it is.
    """
    newest = readings.table.row(-1, named=True)
    rows = editions.filter(
        (pl.col("place") == readings.places[0])
        & (pl.col("family") == newest.get("family"))
        & pl.col("value").is_not_null()
    )
    if revisions.nested >= 1 or rows["released"].n_unique() < 2:
        return readings, revisions
    at = {code: year_of(code)[0] for code in rows["period"].unique()}
    rows = rows.with_columns(
        year=pl.col("period").replace_strict(at, return_dtype=pl.Int64)
    ).with_columns(age=pl.col("year").max().over("released") - pl.col("year"))
    values, sd = readings.values.copy(), list(revisions.sd)
    for age in range(min(OLDEST, len(readings.years))):
        year = readings.years[-1] - age
        printed = rows.filter(pl.col("year") == year).sort("released")
        if printed.height and age in printed["age"]:
            level = np.array([readings.scaled(v) for v in printed["value"]])
            spread = [(*revisions.sd, *[0.0] * OLDEST)[min(a, OLDEST)] for a in printed["age"]]
            found = combine(level, np.array(spread) ** 2, revisions.nested)
            values[0, -1 - age], sd[age] = found.value, found.variance**0.5
    return replace(readings, values=values), replace(revisions, sd=tuple(sd))
