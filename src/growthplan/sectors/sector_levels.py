"""Size and growth of sectors in one place: in current prices, and in chained volumes apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from growthplan.accounts import compound_growth
from growthplan.sectors.definition import NEVER_SUMMED, SectorDefinition
from growthplan.sectors.detail import Block, shared_blocks
from growthplan.sectors.industry_table import (
    EMPLOYMENT,
    GVA,
    VOLUME,
    IndustryTable,
    table_notes,
    title_of,
)
from growthplan.sectors.sums import sector_sum, sum_notes
from growthplan.sectors.tables import industry_table, industry_tables
from growthplan.vocabulary import GrowthplanError, Statistics

CHAINING = (
    "Growth in chained volume of a sector is chained year by year: its industries' volume growth, "
    "weighted by their current-price GVA of the year before. Chained volumes do not add up."
)
LEVEL_SCHEMA = {
    "sector": pl.String,
    "title": pl.String,
    "year": pl.Int64,
    "value": pl.Float64,
    "core": pl.Float64,
    "broad": pl.Float64,
    "volume_index": pl.Float64,
}
GROWTH_SCHEMA = {
    "sector": pl.String,
    "title": pl.String,
    "first_year": pl.Int64,
    "last_year": pl.Int64,
    "pct_a_year": pl.Float64,
    "volume_first_year": pl.Int64,
    "volume_last_year": pl.Int64,
    "volume_pct_a_year": pl.Float64,
}


@dataclass(frozen=True)
class SectorLevels:
    """Sectors of one place by year."""

    indicator: str
    table: IndustryTable
    levels: pl.DataFrame
    """Columns of `LEVEL_SCHEMA`: value in £m or jobs; core and broad, the industries wholly in
    the sector and all that hold some of it; volume_index, chained volume with the first year at
    100, empty for jobs and where none is published."""
    growth: pl.DataFrame
    """Columns of `GROWTH_SCHEMA`, % a year from first to last year; never mix the two bases."""
    notes: tuple[str, ...]


def sector_levels(
    statistics: Statistics,
    sectors: Sequence[SectorDefinition],
    place: str,
    indicator: str = GVA,
) -> SectorLevels:
    """Level by year and growth of sectors, in GVA or employment by industry.

    Raises GrowthplanError when nothing is published for the place, or for another indicator.
    """
    if indicator not in (GVA, EMPLOYMENT):
        raise GrowthplanError(
            f"Sectors have levels of jobs or current-price GVA, not '{indicator}'."
        )
    table = industry_table(statistics, indicator, place)
    notes: list[str] = [*table_notes(table)]
    newer = [t for t in industry_tables(statistics, indicator, place) if t.edition > table.edition]
    if newer:
        notes.append(
            f"{title_of(indicator)} of {table.name} has a newer edition ({newer[0].edition}, to "
            f"{newer[0].years[-1]}) in less detail; {table.edition} is used for its detail."
        )
    volumes = _volumes(statistics, table, notes) if indicator == GVA else None
    levels: list[tuple[object, ...]] = []
    growth: list[tuple[object, ...]] = []
    blocks = {year: shared_blocks([table.values[year]]) for year in table.years}
    weights = (
        {year: shared_blocks([volumes[0].values[year]]) for year in volumes[0].years}
        if volumes
        else {}
    )
    what = "GVA" if indicator == GVA else "employment"
    for sector in sectors:
        sums = {year: sector_sum(sector, blocks[year]) for year in table.years}
        for total in sums.values():
            notes += [n for n in sum_notes(total, what) if n not in notes]
        index = _volume_index(sector, weights, volumes[1]) if volumes else {}
        for year, total in sums.items():
            found = tuple(
                part[0] if part else None for part in (total.value, total.core, total.broad)
            )
            if sector.sic:
                levels.append((sector.id, sector.title, year, *found, index.get(year)))
        values = {y: s.value[0] for y, s in sums.items() if s.value}
        growth.append((sector.id, sector.title, *_growth(values), *_growth(index)))
    if len(sectors) > 1:
        notes.append(NEVER_SUMMED)
    return SectorLevels(
        indicator,
        table,
        pl.DataFrame(levels, schema=LEVEL_SCHEMA, orient="row"),
        pl.DataFrame(growth, schema=GROWTH_SCHEMA, orient="row"),
        tuple(notes),
    )


def _growth(values: Mapping[int, float]) -> tuple[int | None, int | None, float | None]:
    """First year, last year, % a year; empty without two years above zero."""
    years = [year for year in sorted(values) if values[year] > 0]
    if len(years) < 2:
        return None, None, None
    first, last = years[0], years[-1]
    return first, last, compound_growth(values[first], values[last], last - first)


def _volumes(
    statistics: Statistics, table: IndustryTable, notes: list[str]
) -> tuple[IndustryTable, IndustryTable] | None:
    """Current prices and chained volumes of the newest edition that prints both."""
    current = {
        (t.edition, t.published_as): t for t in industry_tables(statistics, GVA, table.place)
    }
    for volume in industry_tables(statistics, VOLUME, table.place):
        if volume.is_sum:
            continue
        found = current.get((volume.edition, volume.published_as))
        if found is not None:
            notes += table_notes(volume)
            if volume.edition != table.edition:
                notes.append(
                    f"Chained volumes of {table.name} are from the {volume.edition} edition and "
                    f"current prices from {table.edition}: the newer edition prints none."
                )
            return found, volume
    notes.append(f"GVA by industry in chained volume is not published for {table.name}.")
    return None


def _volume_index(
    sector: SectorDefinition, current: Mapping[int, Sequence[Block]], volume: IndustryTable
) -> dict[int, float]:
    """Chained volume of a sector by year, the first year at 100; empty when it has none."""
    years = [year for year in volume.years if year in current]
    index: dict[int, float] = {}
    for before, year in pairwise(years):
        total = sector_sum(sector, current[before])
        if total.value is None or year != before + 1:
            return {}
        weights = {b.code: b.values[0] for b in current[before] if b.code in total.codes}
        grown = chained_growth(weights, volume.values[before], volume.values[year])
        if grown is None:
            return {}
        index.setdefault(before, 100.0)
        index[year] = index[before] * grown
    return index


def chained_growth(
    weights: Mapping[str, float],
    before: Mapping[str, float | None],
    after: Mapping[str, float | None],
) -> float | None:
    """Volume of several industries ÷ a year before: growth of each, weighted by the current-price
    GVA of the year before. None when one with weight has no volume.

    >>> chained_growth({"10": 3.0, "13": 1.0}, {"10": 50.0, "13": 10.0}, {"10": 55.0, "13": 10.0})
    1.075
    """
    grown, whole = 0.0, sum(weights.values())
    if whole <= 0:
        return None
    for code, weight in weights.items():
        if weight == 0:
            continue
        first, last = before.get(code), after.get(code)
        if first is None or last is None or first <= 0:
            return None
        grown += weight * last / first
    return grown / whole
