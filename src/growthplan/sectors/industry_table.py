"""One place's values by industry and year, the cells behind them, and what stands in for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from growthplan.accounts import cell_reference
from growthplan.sectors.detail import table_total, tiles
from growthplan.vocabulary import Input, Statistics

GVA = "gva_by_industry"
VOLUME = "gva_by_industry_volume"
EMPLOYMENT = "employment_by_industry"

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
