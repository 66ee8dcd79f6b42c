"""Where each figure comes from: the published cell, its release and its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from growthplan.accounts.levels import plain_name
from growthplan.accounts.measures import INDICATORS, measure_named
from growthplan.accounts.quantities import Quantity
from growthplan.accounts.words import edition_in_words
from growthplan.vocabulary import GrowthplanError, Input, Statistics

MOST_CELLS = 20
"""Members of a sum that are listed cell by cell; a longer sum is one input."""

Key = tuple[str, str, str, str, str]
"""Indicator, place code as published, period, family, edition."""


@dataclass(frozen=True)
class Cells:
    """Published cells of some places, found by what they hold."""

    statistics: Statistics
    rows: Mapping[Key, tuple[float | None, str, str, int, int]]
    """Value, source, sheet, row and column by key."""
    last_years: Mapping[tuple[str, str], int]
    """Last year that a family's edition holds."""

    def input(
        self, measure: str, basis: str, code: str, year: int, family: str, edition: str
    ) -> tuple[Input, ...]:
        """The cell behind one value of a measure; two cells for one computed here."""
        found = measure_named(measure)
        if found.made_of:
            return tuple(
                cell
                for part in found.made_of
                for cell in self.input(part, basis, code, year, family, edition)
            )
        indicator = dict(found.indicators)[basis]  # type: ignore[index]
        return (self._cell(indicator, code, str(year), family, edition),)

    def of_quantity(self, quantity: Quantity) -> tuple[Input, ...]:
        """The cells behind a quantity: one, or one a member of a sum."""
        if len(quantity.published_as) > MOST_CELLS:
            title = measure_named(quantity.measure).title
            where = plain_name(self.statistics, quantity.place)
            label = (
                f"{title}, {where}, {quantity.year}: sum of {len(quantity.published_as)} local "
                f"authorities, {edition_in_words(quantity.edition)} edition"
            )
            unit = measure_named(quantity.measure).unit
            return (Input(label=label, value=quantity.value, unit=unit),)
        return tuple(
            cell
            for code in quantity.published_as
            for cell in self.input(
                quantity.measure,
                quantity.basis,
                code,
                quantity.year,
                quantity.family,
                quantity.edition,
            )
        )

    def age(self, row: Mapping[str, Any]) -> int:
        """How many years before the last of its edition the year of a row is."""
        last = self.last_years.get((row["family"], row["edition"]), row["year"])
        return int(last - row["year"])

    def is_newest_year(self, year: int, family: str, edition: str) -> bool:
        """Whether the year is the last of its edition, which is revised most."""
        return self.last_years.get((family, edition)) == year

    def _cell(self, indicator: str, code: str, period: str, family: str, edition: str) -> Input:
        value, source, sheet, row, column = self.rows[indicator, code, period, family, edition]
        known = self.statistics.indicators.get(indicator)
        title = known.title if known else indicator
        file = self.statistics.sources[source].file if source in self.statistics.sources else None
        return Input(
            label=f"{title}, {plain_name(self.statistics, code)} ({code}), {period}",
            value=value,
            unit=known.unit if known else "",
            source=source,
            file=file,
            cell=cell_reference(sheet, row, column),
        )


def cells_of(statistics: Statistics, places: Iterable[str]) -> Cells:
    """Every cell of the measures' indicators for some place codes, in every edition."""
    table = read_by_accounts(statistics.by_edition(sorted(INDICATORS), sorted(set(places))))
    key = ["indicator", "place", "period", "family", "edition"]
    held = ["value", "source", "sheet", "row", "column"]
    rows = {row[:5]: row[5:] for row in table.select(*key, *held).iter_rows()}
    last = (
        table.filter((pl.col("period").str.len_chars() == 4) & pl.col("value").is_not_null())
        .group_by("family", "edition")
        .agg(pl.col("period").max())
    )
    years = {(family, edition): int(period) for family, edition, period in last.iter_rows()}
    return Cells(statistics, rows, years)


def read_by_accounts(observations: pl.DataFrame) -> pl.DataFrame:
    """Observations of the indicators that accounts read, without those of single industries."""
    industry = pl.col("indicator").replace_strict(INDICATORS, default=None)
    return observations.filter(pl.col("industry") == industry)


def column_letters(column: int) -> str:
    """A spreadsheet's letters for a column counted from 1.

    >>> column_letters(1), column_letters(21), column_letters(27), column_letters(703)
    ('A', 'U', 'AA', 'AAA')

    Raises GrowthplanError for a column below 1.
    """
    if column < 1:
        raise GrowthplanError(f"Columns count from 1, not {column}.")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_reference(sheet: str, row: int, column: int) -> str:
    """Where a value is in its file: `A3!U10` in a workbook, line and column in a CSV.

    >>> cell_reference("Productivity Hours", 10, 21), cell_reference("", 120, 9)
    ("'Productivity Hours'!U10", 'line 120, column 9')
    """
    if not sheet:
        return f"line {row}, column {column}"
    quoted = sheet if sheet.isalnum() else f"'{sheet}'"
    return f"{quoted}!{column_letters(column)}{row}"
