"""Where places are surely concentrated: location quotients as matrices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.sectors.relatedness import Bools, Floats
from growthplan.vocabulary import GrowthplanError


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
