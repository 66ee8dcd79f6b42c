"""How concentrated sectors are in a place, every year that is published, with a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from growthplan.sectors.definition import NEVER_SUMMED, SectorDefinition
from growthplan.sectors.detail import shared_blocks, table_total
from growthplan.sectors.industry_table import EMPLOYMENT, GVA, IndustryTable, pair_notes
from growthplan.sectors.quotients import (
    COUNTS,
    MOVEMENT,
    REVISIONS,
    counting_sd,
    interval,
    location_quotient,
    movement_sd,
    nought_interval,
    revision_sd,
    verdict,
    widest,
)
from growthplan.sectors.sums import SectorSum, sector_sum, sum_notes
from growthplan.sectors.tables import every_table, pair_of
from growthplan.vocabulary import ENGLAND, GrowthplanError, Statistics

METHOD = (
    "Location quotient = the sector's share of the place ÷ its share of the comparator. Its 90% "
    "range is the widest of those known: for jobs, counting error; for GVA, how far editions "
    "revised it; for both, its year-to-year movement around its trend. None covers what the "
    "sector's definition misses; lq_core and lq_broad count only the industries that belong as a "
    "whole, and every industry that holds some of it."
)

SCHEMA = {
    "sector": pl.String,
    "title": pl.String,
    "year": pl.Int64,
    "value": pl.Float64,
    "share": pl.Float64,
    "comparator_share": pl.Float64,
    "lq": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "range_from": pl.String,
    "verdict": pl.String,
    "lq_core": pl.Float64,
    "lq_broad": pl.Float64,
    "industries": pl.String,
}


@dataclass(frozen=True)
class LocationQuotients:
    """Sectors of one place against a comparator, by year."""

    indicator: str
    place: IndustryTable
    comparator: IndustryTable
    table: pl.DataFrame
    """Columns of `SCHEMA`; a row a sector and year. `lq` is empty, and the notes say why, where
    the sector cannot be told apart."""
    notes: tuple[str, ...]
    sectors: Mapping[str, SectorDefinition] = field(default_factory=dict)


def location_quotients(
    statistics: Statistics,
    sectors: Sequence[SectorDefinition],
    place: str,
    comparator: str = ENGLAND,
    indicator: str = EMPLOYMENT,
) -> LocationQuotients:
    """Location quotients of sectors, from `employment_by_industry` or `gva_by_industry`.

    Method: `METHOD`. Raises GrowthplanError when either place has no such table, or for another
    indicator (chained volumes do not add up over industries).
    """
    if indicator not in (EMPLOYMENT, GVA):
        raise GrowthplanError(
            f"Location quotients need jobs or current-price GVA by industry, not '{indicator}'."
        )
    every = [every_table(statistics, indicator, code) for code in (place, comparator)]
    mine, theirs = pair_of(*every)
    before = _edition_before(mine, *every)
    notes = list(pair_notes(mine, theirs))
    sums = _sums(sectors, mine, theirs, notes)
    older = _sums(sectors, *before, []) if before else {}
    rows: list[tuple[object, ...]] = []
    for sector in sectors:
        rows += _rows(sector, sums, older, indicator, (mine, theirs))
        said = [
            n
            for (one, _), s in sums.items()
            if one == sector.id
            for n in sum_notes(s, _what(indicator))
        ]
        notes += [n for n in dict.fromkeys(said) if n not in notes]
    if len(sectors) > 1:
        notes.append(NEVER_SUMMED)
    table = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return LocationQuotients(
        indicator, mine, theirs, table, tuple(notes), {s.id: s for s in sectors}
    )


def _what(indicator: str) -> str:
    return "GVA" if indicator == GVA else "employment"


def _edition_before(
    newest: IndustryTable, mine: Sequence[IndustryTable], theirs: Sequence[IndustryTable]
) -> tuple[IndustryTable, IndustryTable] | None:
    """The tables of both places in the newest older edition that has both."""
    others = {table.edition: table for table in theirs}
    for table in mine:
        if table.edition < newest.edition and table.edition in others:
            return table, others[table.edition]
    return None


def _sums(
    sectors: Sequence[SectorDefinition],
    mine: IndustryTable,
    theirs: IndustryTable,
    notes: list[str],
) -> dict[tuple[str, int], SectorSum]:
    """Sums of every sector and year in both tables, with the places' totals noted when nought."""
    found = {}
    for year in sorted({*mine.years} & {*theirs.years}):
        tables = (mine.values[year], theirs.values[year])
        blocks = shared_blocks(tables)
        for table, values in zip((mine, theirs), tables, strict=True):
            if table_total(values) <= 0:
                notes.append(
                    f"{table.name} has no {_what(table.indicator)} at all in {year}, so nothing "
                    "can be a share of it."
                )
        for sector in sectors:
            found[sector.id, year] = sector_sum(sector, blocks)
    return found


def _rows(
    sector: SectorDefinition,
    sums: Mapping[tuple[str, int], SectorSum],
    older: Mapping[tuple[str, int], SectorSum],
    indicator: str,
    tables: tuple[IndustryTable, IndustryTable],
) -> list[tuple[object, ...]]:
    years = sorted(year for one, year in sums if one == sector.id)
    wholes = {y: tuple(table_total(t.values[y]) for t in tables) for y in years}
    now = _quotients(sector, sums, wholes)
    before = _quotients(sector, older, wholes)
    steady = [(MOVEMENT, movement_sd(now))]
    if indicator == GVA:
        steady.append((REVISIONS, revision_sd(now, before)))
    return [
        _row(sector, year, sums[sector.id, year], wholes[year], steady, indicator) for year in years
    ]


def _quotients(
    sector: SectorDefinition,
    sums: Mapping[tuple[str, int], SectorSum],
    wholes: Mapping[int, tuple[float, ...]],
) -> dict[int, float]:
    found = {}
    for (one, year), total in sums.items():
        if one == sector.id and total.value is not None and year in wholes:
            lq = _lq(total.value, wholes[year])
            if lq is not None:
                found[year] = lq
    return found


def _lq(parts: Sequence[float], wholes: Sequence[float]) -> float | None:
    return location_quotient(parts[0], wholes[0], parts[1], wholes[1])


def _row(
    sector: SectorDefinition,
    year: int,
    total: SectorSum,
    wholes: Sequence[float],
    steady: Sequence[tuple[str, float | None]],
    indicator: str,
) -> tuple[object, ...]:
    some = bool(sector.sic) and len(total.core) == 2
    core = _lq(total.core, wholes) if some and any(total.core) else (0.0 if some else None)
    broad = _lq(total.broad, wholes) if some else None
    head = (sector.id, sector.title, year)
    tail = (core, broad, "; ".join(total.codes))
    if total.value is None:
        return (*head, *[None] * 6, "", "cannot tell", *tail)
    mine, theirs = total.value
    lq = _lq(total.value, wholes)
    shares = [v / w if w > 0 else None for v, w in zip(total.value, wholes, strict=True)]
    low = high = None
    source = ""
    if lq is not None:
        candidates = list(steady)
        if indicator == EMPLOYMENT:
            candidates.append((COUNTS, counting_sd(mine, wholes[0], theirs, wholes[1])))
        chosen = widest(candidates)
        nought = nought_interval(wholes[0], theirs, wholes[1])
        if mine == 0 and indicator == EMPLOYMENT and nought:
            (low, high), source = nought, COUNTS
        elif chosen and lq > 0:
            source, (low, high) = chosen[0], interval(lq, chosen[1])
    return (*head, mine, *shares, lq, low, high, source, verdict(low, high), *tail)
