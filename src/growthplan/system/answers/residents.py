"""Pay and deprivation of the people who live in each authority, where published."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.clusters import current_authority
from growthplan.system.base_year import BaseYear
from growthplan.system.programme import Prices
from growthplan.vocabulary import Statistics

Floats = npt.NDArray[np.float64]

PAY = "gross_median_weekly_pay"
_WEEKS = 52.0
_FIFTH = 2
"""Tenths that make the most deprived fifth."""


def yearly_pay(statistics: Statistics, places: Sequence[str], prices: Prices) -> Floats | None:
    """Median pay by residence [p], £ a year at the prices of the base year."""
    rows = (
        statistics.latest(PAY, places)
        .filter(pl.col("value").is_not_null())
        .sort("place", "period")
        .unique("place", keep="last", maintain_order=True)
    )
    held = {
        place: _WEEKS * value / prices.level(int(period[:4]))
        for place, period, value in rows.select("place", "period", "value").iter_rows()
    }
    return np.array([held[code] for code in places]) if {*places} <= {*held} else None


def most_deprived_fifth(
    statistics: Statistics, neighbourhoods: pl.DataFrame, base: BaseYear
) -> Floats | None:
    """Share of each authority's neighbourhoods in the most deprived fifth of England's [p].

    By the overall index of the newest edition. None when it does not cover every authority.
    """
    rows = neighbourhoods.filter((pl.col("domain") == "overall") & pl.col("decile").is_not_null())
    if rows.is_empty():
        return None
    newest = rows.filter(pl.col("edition") == rows["edition"].max())
    gazetteer = statistics.gazetteer
    today = {
        code: current_authority(gazetteer, code) for code in newest["local_authority"].unique()
    }
    own = {current_authority(gazetteer, code): code for code in base.places}
    counted = (
        newest.with_columns(
            authority=pl.col("local_authority").replace_strict(today, return_dtype=pl.String)
        )
        .filter(pl.col("authority").is_in(list(own)))
        .group_by("authority")
        .agg(share=(pl.col("decile") <= _FIFTH).mean())
    )
    held = {own[code]: share for code, share in counted.iter_rows()}
    return np.array([held[c] for c in base.places]) if {*base.places} <= {*held} else None
