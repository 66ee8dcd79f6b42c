"""What is published of a city region's authorities, read from the statistics in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.accounts import MEASURES, levels
from growthplan.sectors import industry_tables
from growthplan.system.base_year.sectors import MODEL_SECTORS, grouped
from growthplan.vocabulary import Fault, GrowthplanError, PlaceKind, Statistics

Array = NDArray[np.float64]

PART_TIME = 0.42
"""Hours of a part-time job beside a full-time one: an assumption, as hours by sector are not
published for places. Only differences between sectors matter."""
READS = (
    "gva_per_hour",
    "hours_per_week",
    "jobs",
    "population",
    "gva_by_industry",
    "employment_by_industry",
    "full_time_employees_by_section",
    "greenhouse_gas_emissions",
)
"""Indicators that a base year is made from."""


@dataclass(frozen=True)
class Reading:
    """One measure of authorities in one year."""

    year: int
    values: Array
    """[p]."""
    source: str


def newest_of_all(
    statistics: Statistics, measure: str, places: Sequence[str], until: int
) -> Reading:
    """A measure in the newest year, up to `until`, that every place has.

    Raises GrowthplanError that names every place without it.
    """
    held = {code: _series(statistics, measure, code, until) for code in places}
    years = set.intersection(*(set(series) for series in held.values())) if held else set()
    if not years:
        empty = [statistics.gazetteer.resolve(c).name for c, series in held.items() if not series]
        named = ", ".join(empty) or "one year of all"
        raise GrowthplanError(
            Fault(
                f"{_TITLES[measure]} is not in hand for {named}.",
                fix="Import an edition that prints it, or leave the authority out.",
                code="no data",
            )
        )
    year = max(years)
    values = np.array([held[code][year][0] for code in places])
    return Reading(year, values, held[places[0]][year][1])


_TITLES: Mapping[str, str] = {
    "hours": "Hours worked",
    "jobs": "Filled jobs",
    "population": "Population",
    "gva_per_hour": "GVA per hour",
}


def _series(
    statistics: Statistics, measure: str, place: str, until: int
) -> dict[int, tuple[float, str]]:
    rows = levels(statistics, measure, place, basis=MEASURES[measure].bases[0])
    rows = rows.filter((pl.col("year") <= until) & (pl.col("value") > 0))
    return {
        row["year"]: (row["value"], f"{row['family']} {row['edition']}")
        for row in rows.iter_rows(named=True)
    }


@dataclass(frozen=True)
class Industries:
    """GVA by sector of one authority, or of the area that it is published inside."""

    area: str
    year: int
    gva: Array
    """[s], £m, without imputed rental."""
    rent: float
    """£m."""
    edition: str

    @property
    def rent_share(self) -> float:
        """Of all GVA."""
        return self.rent / (self.rent + float(self.gva.sum()))


def industries(statistics: Statistics, place: str, until: int) -> Industries | None:
    """GVA by sector of a place in the newest year up to `until`; None when it is not published."""
    for table in industry_tables(statistics, "gva_by_industry", place):
        years = [year for year in table.years if year <= until]
        if years and not table.is_sum:
            values = table.values[years[-1]]
            gva, rent = grouped(values, f"GVA by industry of {table.name} in {years[-1]}")
            return Industries(place, years[-1], gva, rent, table.edition)
    return None


def area_of(statistics: Statistics, place: str, until: int) -> Industries | None:
    """The same of the ITL3 area that an authority lies in."""
    for code in statistics.gazetteer.resolve(place).parents:
        known = statistics.gazetteer.get(code)
        if known is not None and known.kind is PlaceKind.ITL3:
            found = industries(statistics, code, until)
            if found is not None:
                return found
    return None


def hours_per_pound(statistics: Statistics, place: str, until: int) -> Array | None:
    """Hours for £1 of GVA by sector [s], up to a factor, of the ITL2 area a place lies in.

    Jobs by division (Business Register and Employment Survey), each counted as full-time or
    part-time by the share of full-time employees in its section, over GVA of the sector. None when
    the area's jobs or GVA are not published.
    """
    gazetteer = statistics.gazetteer
    for code in (place, *gazetteer.resolve(place).parents):
        known = gazetteer.get(code)
        if known is None or known.kind is not PlaceKind.ITL2:
            continue
        work = _work_by_sector(statistics, code, until)
        made = industries(statistics, code, until)
        if work is not None and made is not None and (made.gva > 0).all():
            return np.asarray(work / made.gva)
    return None


def _work_by_sector(statistics: Statistics, area: str, until: int) -> Array | None:
    """Full-time equivalents by sector [s] of an ITL2 area."""
    jobs = _by_division(statistics, "employment_by_industry", area, until)
    full = _by_division(statistics, "full_time_employees_by_section", area, until)
    if not jobs:
        return None
    total, full_time = np.zeros(len(MODEL_SECTORS)), np.zeros(len(MODEL_SECTORS))
    for i, sector in enumerate(MODEL_SECTORS):
        total[i] = sum(value for division, value in jobs.items() if sector.holds(division))
        full_time[i] = sum(value for division, value in full.items() if sector.holds(division))
    share = np.minimum(full_time / np.maximum(total, 1.0), 1.0) if full else np.ones_like(total)
    work = total * (share + PART_TIME * (1 - share))
    return work if (work > 0).all() else None


def _by_division(statistics: Statistics, indicator: str, area: str, until: int) -> dict[int, float]:
    """Values of the newest year by the first division of each industry."""
    rows = (
        statistics.latest(indicator, [area])
        .filter(pl.col("value").is_not_null() & pl.col("period").str.contains(r"^\d{4}$"))
        .filter(pl.col("period").cast(pl.Int64, strict=False) <= until)
    )
    rows = rows.filter(pl.col("period") == pl.col("period").max())
    found: dict[int, float] = {}
    for code, value in rows.select("industry", "value").iter_rows():
        digits = "".join(c if c.isdigit() else " " for c in code).split()
        if digits:
            found[int(digits[0])] = found.get(int(digits[0]), 0.0) + value
    return found
