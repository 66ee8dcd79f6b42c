"""England beside the place: its sectors, and the place's share of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.sectors import industry_tables
from growthplan.system.base_year.published import Industries, area_of
from growthplan.system.base_year.sectors import grouped
from growthplan.vocabulary import ENGLAND, Fault, GrowthplanError, Statistics

Array = NDArray[np.float64]


@dataclass(frozen=True)
class England:
    """The comparator in its newest years."""

    productivity: float
    """£ an hour, smoothed, in the base year."""
    gva: Array
    """[s], £m, without imputed rental, in `year`."""
    rent: float
    """£m."""
    year: int


def england(statistics: Statistics, productivity: float, year: int) -> England:
    """England's newest sectors up to a year, beside its productivity (£ an hour) in that year."""
    found = _england_industries(statistics, year)
    return England(productivity, found.gva, found.rent, found.year)


def _england_industries(statistics: Statistics, year: int) -> Industries:
    for table in industry_tables(statistics, "gva_by_industry", ENGLAND):
        years = [held for held in table.years if held <= year]
        if years:
            gva, rent = grouped(table.values[years[-1]], f"GVA by industry of England, {years[-1]}")
            return Industries(ENGLAND, years[-1], gva, rent, table.edition)
    raise GrowthplanError(Fault("GVA by industry of England is not in hand.", code="no data"))


def share_of_england(
    statistics: Statistics, place: str, members: Sequence[str], year: int
) -> float:
    """The place's share of England's GVA, both in one year."""
    england = _england_industries(statistics, year)
    for table in industry_tables(statistics, "gva_by_industry", place):
        if england.year in table.values:
            gva, rent = grouped(table.values[england.year], f"GVA by industry of {table.name}")
            break
    else:
        gva, rent = _sum_of_areas(statistics, members, england.year)
    return float((gva.sum() + rent) / (england.gva.sum() + england.rent))


def _sum_of_areas(statistics: Statistics, members: Sequence[str], year: int) -> tuple[Array, float]:
    """GVA of the ITL3 areas that authorities lie in: at most a little more than theirs."""
    areas = {found.area: found for code in members if (found := area_of(statistics, code, year))}
    gva = np.sum([found.gva for found in areas.values()], axis=0)
    return gva, sum(found.rent for found in areas.values())
