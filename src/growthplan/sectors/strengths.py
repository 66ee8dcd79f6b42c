"""Where places are surely concentrated: location quotients as matrices."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.sectors.quotients import Z90
from growthplan.sectors.relatedness import Bools, Floats
from growthplan.vocabulary import GrowthplanError

FEWEST = 4
"""Changes from year to year that a range needs."""


@dataclass(frozen=True)
class Strengths:
    """Location quotients of all places as matrices [place, industry]."""

    places: tuple[str, ...]
    industries: tuple[str, ...]
    quotient: Floats
    low: Floats

    @property
    def sure(self) -> Bools:
        """Whether the whole interval is above 1."""
        return np.asarray(self.low > 1.0)


def strengths(table: pl.DataFrame, industries: tuple[str, ...]) -> Strengths:
    """From `place, industry, quotient, low`. A quotient or an interval that is missing counts as
    not surely concentrated.

    Raises GrowthplanError for a place and industry given twice.
    """
    rows = table.filter(pl.col("industry").is_in(list(industries)))
    if rows.filter(pl.struct("place", "industry").is_duplicated()).height:
        raise GrowthplanError("Location quotients: a place has an industry twice.")
    places = sorted(rows["place"].unique().to_list())
    where = {p: i for i, p in enumerate(places)}, {c: j for j, c in enumerate(industries)}
    quotient = np.full((len(places), len(industries)), np.nan)
    low = quotient.copy()
    for place, industry, value, least in rows.select(
        "place", "industry", "quotient", "low"
    ).iter_rows():
        at = where[0][place], where[1][industry]
        quotient[at] = np.nan if value is None else value
        low[at] = np.nan if least is None else least
    return Strengths(tuple(places), industries, quotient, low)


def industry_quotients(history: pl.DataFrame, period: int, detail: Sequence[str]) -> pl.DataFrame:
    """Location quotients of every place and industry in a year, with the low end of their range.

    `history`: place, industry, year, value (GVA or jobs) of several years. `detail`: industries
    of one level, none holding another. The comparator is all places of the table together. The
    range (90%) is the quotient's year-to-year movement about its trend, as for sectors; with
    fewer than four changes there is none, and `low` is empty.

    Raises GrowthplanError when the period has no rows.
    """
    rows = history.filter(pl.col("industry").is_in(list(detail)) & (pl.col("value") > 0))
    if rows.filter(pl.col("year") == period).is_empty():
        raise GrowthplanError(f"There are no industry figures of {period}.")
    here, all_here = pl.col("value").sum().over("place", "year"), pl.col("value").sum().over("year")
    share = (pl.col("value") / here) / (pl.col("value").sum().over("industry", "year") / all_here)
    change = pl.col("log").diff().filter(pl.col("year").diff() == 1)
    moved = (
        rows.sort("place", "industry", "year")
        .with_columns(quotient=share)
        .with_columns(log=pl.col("quotient").log())
        .group_by("place", "industry", maintain_order=True)
        .agg(
            sd=pl.when(change.len() >= FEWEST).then(change.std() / math.sqrt(2)),
            quotient=pl.col("quotient").filter(pl.col("year") == period).first(),
        )
    )
    return moved.drop_nulls("quotient").select(
        "place", "industry", "quotient", low=pl.col("quotient") * (-Z90 * pl.col("sd")).exp()
    )
