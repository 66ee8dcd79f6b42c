"""Values by industry of one place, all from one edition, published or summed over its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

import polars as pl

from growthplan.accounts import cell_reference
from growthplan.sectors.detail import table_total, tiles
from growthplan.vocabulary import (
    UK,
    Fault,
    GrowthplanError,
    Input,
    Place,
    PlaceKind,
    Statistics,
)

GVA = "gva_by_industry"
VOLUME = "gva_by_industry_volume"
EMPLOYMENT = "employment_by_industry"

_SUMMED = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.UK_LESS_EXTRA_REGIO, PlaceKind.GROUP)
_YEARLY = (pl.col("industry") != "") & (pl.col("period").str.len_chars() == 4)
_TITLES = {
    GVA: "GVA by industry",
    VOLUME: "GVA by industry, chained volume",
    EMPLOYMENT: "Employment by industry",
}


def title_of(indicator: str) -> str:
    """What an indicator by industry is called in a sentence."""
    return _TITLES.get(indicator, indicator)


@dataclass(frozen=True)
class IndustryTable:
    """One place's values by industry and year, all from one edition."""

    indicator: str
    place: str
    name: str
    family: str
    edition: str
    published_as: tuple[str, ...]
    """The code in the file; several when the table is a sum over areas."""
    values: Mapping[int, Mapping[str, float | None]]
    """By year, by published industry code; None where the publisher gives no figure."""
    rows: pl.DataFrame
    """The observations behind it."""

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted(self.values))

    @property
    def is_sum(self) -> bool:
        return len(self.published_as) > 1

    def holes(self) -> tuple[str, ...]:
        """A sentence for each year in which the publisher leaves industries empty."""
        said = []
        for year in self.years:
            empty = sorted(c for c, value in self.values[year].items() if value is None)
            if empty:
                said.append(
                    f"{title_of(self.indicator)} of {self.name} in {year} has "
                    f"no figure for {', '.join(empty)}; the coarser industry that holds them is "
                    "used where it is published."
                )
        return tuple(said)

    def total_input(self, statistics: Statistics, year: int) -> Input:
        """All industries of a year as one input."""
        known = statistics.indicators.get(self.indicator)
        among = ", ".join(self.published_as[:3]) + (", ..." if len(self.published_as) > 3 else "")
        return Input(
            label=f"{title_of(self.indicator)}, {self.name} ({among}), {year}: all "
            f"{self._sizes[year][0]} industries, {self.edition} edition",
            value=self._sizes[year][1],
            unit=known.unit if known else "",
            source=str(self.rows["source"][0]),
        )

    def inputs(self, statistics: Statistics, year: int, codes: Sequence[str]) -> tuple[Input, ...]:
        """The cells behind some industries of a year; for a sum over areas, one input an
        industry."""
        known = statistics.indicators.get(self.indicator)
        unit = known.unit if known else ""
        title = title_of(self.indicator)
        if self.is_sum:
            source = str(self.rows["source"][0])
            return tuple(
                Input(
                    label=f"{title}, {code}, {self.name}, {year}: sum of "
                    f"{len(self.published_as)} areas ({', '.join(self.published_as[:3])}, ...)",
                    value=self.values[year].get(code),
                    unit=unit,
                    source=source,
                )
                for code in codes
                if code in self.values[year]
            )
        rows = [self._cells[year, code] for code in codes if (year, code) in self._cells]
        return tuple(
            Input(
                label=f"{title}, {row['industry']}, {self.name} ({row['place']}), {year}",
                value=row["value"],
                unit=unit,
                source=row["source"],
                file=(
                    statistics.sources[row["source"]].file
                    if row["source"] in statistics.sources
                    else None
                ),
                cell=cell_reference(row["sheet"], row["row"], row["column"]),
            )
            for row in rows
        )

    @cached_property
    def _sizes(self) -> Mapping[int, tuple[int, float]]:
        """How many finest industries there are by year, and the total of all industries."""
        return {y: (len(tiles(held)), table_total(held)) for y, held in self.values.items()}

    @cached_property
    def _cells(self) -> Mapping[tuple[int, str], Mapping[str, Any]]:
        """Observations by year and industry; of use when the table is not a sum."""
        return {(row["year"], row["industry"]): row for row in self.rows.iter_rows(named=True)}


def industry_tables(
    statistics: Statistics, indicator: str, place: str
) -> tuple[IndustryTable, ...]:
    """Every edition's table of a place, the newest first.

    A place that an edition does not print, under its own code or that of an area with the same
    boundary, is summed over its ITL2 areas or its local authorities when the edition prints all
    of them. Chained volumes are never summed. Empty when nothing is published.

    Raises GrowthplanError for an unknown place.
    """
    known = statistics.gazetteer.resolve(place)
    key = "industry tables", indicator, known.code
    return statistics.remembered(key, lambda: _tables(statistics, indicator, known))


def _tables(statistics: Statistics, indicator: str, known: Place) -> tuple[IndustryTable, ...]:
    sets: list[tuple[str, ...]] = [(code,) for code in (known.code, *known.same_area_as)]
    if indicator != VOLUME:
        sets += _parts(statistics, known.code)
    chosen: dict[tuple[str, str], tuple[str, ...]] = {}
    wanted = {code for codes in sets for code in codes}
    for family, edition, printed in _printed(statistics, indicator, wanted).iter_rows():
        codes = next((codes for codes in sets if codes and {*printed}.issuperset(codes)), None)
        if codes is not None:
            chosen[family, edition] = codes
    held = _held(statistics, indicator, {code for codes in chosen.values() for code in codes})
    found = []
    for (family, edition), codes in chosen.items():
        rows = held.filter(
            (pl.col("family") == family)
            & (pl.col("edition") == edition)
            & pl.col("place").is_in(list(codes))
        )
        values = _values(rows, len(codes))
        found.append(
            IndustryTable(indicator, known.code, known.name, family, edition, codes, values, rows)
        )
    return tuple(found)


def _printed(statistics: Statistics, indicator: str, places: set[str]) -> pl.DataFrame:
    """family, edition, place (a list): which places each edition prints, the newest first."""
    return (
        statistics.observations.lazy()
        .filter(pl.col("indicator") == indicator, pl.col("place").is_in(list(places)), _YEARLY)
        .select("source", "place")
        .unique()
        .join(statistics.releases.lazy(), on="source")
        .group_by("family", "edition")
        .agg(pl.col("released").max(), pl.col("place").unique())
        .sort("released", "family", "edition", descending=True)
        .select("family", "edition", "place")
        .collect()
    )


def _held(statistics: Statistics, indicator: str, places: set[str]) -> pl.DataFrame:
    """Observations by industry and calendar year, with a column year."""
    rows = statistics.by_edition(indicator, sorted(places))
    return rows.filter(_YEARLY).with_columns(year=pl.col("period").cast(pl.Int64, strict=False))


def _parts(statistics: Statistics, place: str) -> list[tuple[str, ...]]:
    """Sets of areas that make up a place: its ITL2 areas, old and new, then its authorities."""
    gazetteer = statistics.gazetteer
    known = gazetteer[place]
    sets: list[tuple[str, ...]] = []
    if known.kind in _SUMMED:
        areas = [p for p in gazetteer.values() if p.kind is PlaceKind.ITL2 and place in p.parents]
        sets.append(tuple(p.code for p in areas if p.valid_from is None))
        sets.append(tuple(p.code for p in areas if p.valid_to is None))
    if known.code != UK and known.kind is not PlaceKind.LOCAL_AUTHORITY:
        sets.append(tuple(p.code for p in gazetteer.local_authorities_of(place)))
    return [codes for codes in dict.fromkeys(sets) if codes]


def _values(rows: pl.DataFrame, parts: int) -> dict[int, dict[str, float | None]]:
    """Sums over the parts by year and industry; None where some part has no figure."""
    sums = rows.group_by("year", "industry").agg(
        pl.col("value").sum(), filled=pl.col("value").count()
    )
    found: dict[int, dict[str, float | None]] = {}
    for year, industry, value, filled in sums.iter_rows():
        found.setdefault(year, {})[industry] = value if filled == parts else None
    return found


def industry_table(statistics: Statistics, indicator: str, place: str) -> IndustryTable:
    """The table of a place at the finest detail that any edition prints; of equals the newest.

    Raises GrowthplanError that says what is not published for which place.
    """
    tables = industry_tables(statistics, indicator, place)
    if not tables:
        _refuse(statistics, indicator, place)
    return max(tables, key=lambda table: len(tiles(table.values[table.years[-1]])))


def paired_tables(
    statistics: Statistics, indicator: str, place: str, comparator: str
) -> tuple[IndustryTable, IndustryTable]:
    """Tables of two places, from the newest edition that has both; else the newest of each.

    Raises GrowthplanError that says what is not published for which place, or that no year is
    common to the two.
    """
    return pair_of(*(every_table(statistics, indicator, code) for code in (place, comparator)))


def every_table(statistics: Statistics, indicator: str, place: str) -> tuple[IndustryTable, ...]:
    """`industry_tables`, but raises GrowthplanError when there is none."""
    return industry_tables(statistics, indicator, place) or _refuse(statistics, indicator, place)


def pair_of(
    mine: Sequence[IndustryTable], theirs: Sequence[IndustryTable]
) -> tuple[IndustryTable, IndustryTable]:
    """The newest tables of one edition, from every edition's of two places; else the newest.

    Raises GrowthplanError when no year is common to the two.
    """
    editions = {(t.family, t.edition): t for t in theirs}
    pair = next(
        ((t, editions[t.family, t.edition]) for t in mine if (t.family, t.edition) in editions),
        (mine[0], theirs[0]),
    )
    if not set(pair[0].years) & set(pair[1].years):
        raise GrowthplanError(
            Fault(
                f"{title_of(pair[0].indicator)}: no year is published for both {pair[0].name} and "
                f"{pair[1].name}.",
                fix="Choose another comparator.",
                code="no data",
            )
        )
    return pair


def table_notes(table: IndustryTable) -> tuple[str, ...]:
    """What was put in place of what: a sum, an area with the same boundary, empty cells."""
    title = title_of(table.indicator)
    notes = []
    if table.is_sum:
        notes.append(f"{title} of {table.name} is summed over {len(table.published_as)} areas.")
    elif table.published_as[0] != table.place:
        notes.append(
            f"{title} of {table.name} is published as {table.published_as[0]}, an area with the "
            "same boundary."
        )
    return (*notes, *table.holes())


def pair_notes(place: IndustryTable, comparator: IndustryTable) -> tuple[str, ...]:
    """`table_notes` of both, and that their editions differ."""
    notes = [*table_notes(place), *table_notes(comparator)]
    if place.edition != comparator.edition:
        notes.append(
            f"{title_of(place.indicator)} of {place.name} is from the {place.edition} edition and "
            f"of {comparator.name} from {comparator.edition}: no edition holds both."
        )
    return tuple(notes)


def _refuse(statistics: Statistics, indicator: str, place: str) -> NoReturn:
    name = statistics.gazetteer.resolve(place).name
    raise GrowthplanError(
        Fault(
            f"{title_of(indicator)} is not published for {name}, nor for all of the areas that "
            "make it up.",
            fix="Choose the city region, ITL area or region that holds it.",
            code="no data",
        )
    )
