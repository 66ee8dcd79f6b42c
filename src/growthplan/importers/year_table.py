"""Tables with a row for each area and a column for each year: found by their headings, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.importers.cells import a1, address, with_places, with_values
from growthplan.importers.layout import stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError, Place, did_you_mean

HEADER_SEARCH_ROWS = 15
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0+)?")

Headings = Mapping[str, Sequence[str]]
"""For each column that names a row, the headings under which it is published."""


Values = NDArray[np.float64]
"""[row, year]."""


@dataclass(frozen=True)
class YearTable:
    """One table as text."""

    file: OpenFile
    sheet: str
    """Sheet of a workbook; empty for a CSV."""
    title: str
    """Text above the headings, without line breaks; empty for a CSV."""
    rows: pl.DataFrame
    """`row` (in the file, from 1), the naming columns (stripped), a text column for each year."""
    columns: Mapping[str, int]
    """Column in the file, from 1, of each year."""

    @property
    def years(self) -> list[str]:
        return list(self.columns)

    def with_rows(self, rows: pl.DataFrame) -> YearTable:
        """The same table with its naming columns changed."""
        return replace(self, rows=rows)

    def numbers(self) -> pl.DataFrame:
        """The table with its years as numbers, null where a cell holds a marker."""
        return self.rows.with_columns(
            pl.col(self.years)
            .str.strip_chars()
            .str.replace_all(",", "", literal=True)
            .cast(pl.Float64, strict=False)
        )

    @cached_property
    def values(self) -> Values:
        """The figures alone, not a number where a cell holds a marker."""
        return self.numbers().select(self.years).to_numpy().astype(np.float64)

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The published code of each row."""
        return tuple(self.rows["code"])

    def over(self, areas: Sequence[str], years: Sequence[str]) -> Values:
        """The figures of these areas and years, in this order; not a number where there is none."""
        if tuple(areas) == self.areas and list(years) == self.years:
            return self.values
        row = {area: index for index, area in enumerate(self.areas)}
        column = {year: index for index, year in enumerate(self.years)}
        out = np.full((len(areas), len(years)), np.nan)
        here = [(i, row[area]) for i, area in enumerate(areas) if area in row]
        then = [(j, column[year]) for j, year in enumerate(years) if year in column]
        if here and then:
            (to_rows, from_rows), (to_years, from_years) = (
                zip(*here, strict=True),
                zip(*then, strict=True),
            )
            out[np.ix_(to_rows, to_years)] = self.values[np.ix_(from_rows, from_years)]
        return out

    def cell(self, area: str, year: str) -> str:
        """Where the figure of an area stands: `Table 5!U10`."""
        row = int(self.rows["row"][self.areas.index(area)])
        return address(self.sheet, row, self.columns[year])


def cells_of(tables: Mapping[str, YearTable], *ids: str) -> pl.DataFrame:
    """One row a cell of several tables of one file: `indicator` (the table's key), `sheet`,
    `row`, `ids`, `column`, `period`, `value`, `status`.

    All tables are turned at once: many small steps would take longer than reading the file.
    Raises GrowthplanError for a cell that is neither a number nor a known marker.
    """
    file = next(iter(tables.values())).file
    years = sorted({year for table in tables.values() for year in table.years})
    stacked = pl.concat([table.rows for table in tables.values()], how="diagonal")
    heights = [table.rows.height for table in tables.values()]
    names = list(tables)
    which = np.repeat(np.arange(len(names), dtype=np.int32), heights)
    columns = pl.DataFrame(
        [
            (index, name, table.sheet, column, year)
            for index, (name, table) in enumerate(tables.items())
            for year, column in table.columns.items()
        ],
        schema={
            "table": pl.Int32,
            "indicator": pl.String,
            "sheet": pl.String,
            "column": pl.Int16,
            "period": pl.String,
        },
        orient="row",
    )
    cells = (
        stacked.select("row", *ids, *years)
        .with_columns(table=pl.Series(which))
        .unpivot(on=years, index=["table", "row", *ids], variable_name="period", value_name="text")
        .join(columns, on=["table", "period"], how="inner", maintain_order="left")
        .drop("table")
        .with_columns(pl.col("text").str.strip_chars().replace("", None))
    )
    return with_values(cells, file)


def placed_tables(
    tables: Mapping[str, YearTable], gazetteer: Gazetteer
) -> tuple[dict[str, YearTable], tuple[Place, ...]]:
    """The tables with canonical `place` for their `code` and `name`, and the places unknown."""
    stacked = pl.concat([table.rows for table in tables.values()], how="diagonal")
    file = next(iter(tables.values())).file
    rows, unknown = with_places(stacked, gazetteer, file)
    placed: dict[str, YearTable] = {}
    start = 0
    for name, table in tables.items():
        placed[name] = table.with_rows(rows.slice(start, table.rows.height))
        start += table.rows.height
    return placed, unknown


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def sheet_table(file: OpenFile, sheet: str, headings: Headings) -> YearTable:
    """The table of a sheet, its heading row found by content.

    Raises GrowthplanError when the headings are not there, when a column is unknown, or when the
    years have a gap.
    """
    frame = file.sheets[sheet]
    if frame.is_empty():
        raise stop(file, "the sheet is empty", sheet)
    wanted = {name for names in headings.values() for name in names}
    top = [list(row) for row in frame.head(HEADER_SEARCH_ROWS).iter_rows()]
    found = [len(wanted & {_plain(text) for text in row}) for row in top]
    at = found.index(max(found))
    title = " ".join(" ".join(text for row in top[:at] for text in row if text).split())
    body = frame.slice(at + 1).with_row_index("row", offset=at + 2)
    body = body.with_columns(pl.col("row").cast(pl.Int32))
    return _checked(file, sheet, title, top[at], body, headings)


def csv_table(file: OpenFile, headings: Headings) -> YearTable:
    """The table of a CSV whose first record is its headings; raises as `sheet_table` does."""
    body = file.csv()
    # The reader of CSVs tells repeated headings apart by this ending.
    header = [re.sub(r"_duplicated_\d+$", "", name) for name in body.columns[1:]]
    return _checked(file, "", "", header, body, headings)


def header_has(file: OpenFile, headings: Headings) -> bool:
    """Whether the first line of a text file has every naming column and a year."""
    names = {_plain(text.strip('"')) for text in file.header.split(",")}
    return all(names & set(options) for options in headings.values()) and any(
        _YEAR.fullmatch(name) for name in names
    )


def _checked(
    file: OpenFile,
    sheet: str,
    title: str,
    header: Sequence[str | None],
    body: pl.DataFrame,
    headings: Headings,
) -> YearTable:
    names, years, faults = _sort_columns(file, sheet, header, body, headings)
    faults += _year_faults(file, sheet, years)
    if faults:
        raise GrowthplanError(faults)
    rows = body.select(
        "row",
        *(pl.col(column).str.strip_chars().alias(name) for name, column in names.items()),
        *(pl.col(body.columns[number]).alias(year) for year, number in sorted(years.items())),
    ).filter(~pl.all_horizontal(pl.exclude("row").is_null()))
    if rows.is_empty():
        raise stop(file, "there are no rows under the headings", sheet)
    return YearTable(file, sheet, title, rows, dict(sorted(years.items())))


def _sort_columns(
    file: OpenFile,
    sheet: str,
    header: Sequence[str | None],
    body: pl.DataFrame,
    headings: Headings,
) -> tuple[dict[str, str], dict[str, int], list[Fault]]:
    """Which column is which: naming columns by name, years by their number in the file."""
    of_heading = {option: name for name, options in headings.items() for option in options}
    names: dict[str, str] = {}
    years: dict[str, int] = {}
    faults: list[Fault] = []
    for number, text in enumerate(header, start=1):
        column, heading = body.columns[number], _plain(text)
        year = _YEAR.fullmatch(heading)
        where = _heading_address(sheet, number)
        if year and year[1] not in years:
            years[year[1]] = number
        elif heading in of_heading and of_heading[heading] not in names:
            names[of_heading[heading]] = column
        elif year or heading in of_heading:
            faults.append(_fault(file, f"{where}: the heading '{text}' is there twice"))
        elif heading or body[column].null_count() < body.height:
            message = f"{where}: a column headed '{text or ''}' is not expected here"
            faults.append(_fault(file, message, did_you_mean(heading, of_heading)))
    missing = [options[0] for name, options in headings.items() if name not in names]
    if missing:
        found = ", ".join(text for text in header if text and not _YEAR.fullmatch(_plain(text)))
        where = f"{sheet}: " if sheet else ""
        lacking = " or ".join(f"'{heading}'" for heading in missing)
        message = f"{where}no column is headed {lacking}; the headings are: {found}"
        faults.insert(0, _fault(file, message[:300]))
    return names, years, faults


def _heading_address(sheet: str, number: int) -> str:
    return f"{sheet}, column {a1(1, number)[:-1]}" if sheet else f"column {number}"


def _year_faults(file: OpenFile, sheet: str, years: Mapping[str, int]) -> list[Fault]:
    where = f"{sheet}: " if sheet else ""
    if not years:
        return [_fault(file, f"{where}no column is headed with a year")]
    present = sorted(int(year) for year in years)
    gaps = sorted(set(range(present[0], present[-1])) - set(present))
    if not gaps:
        return []
    missing = ", ".join(map(str, gaps))
    return [
        _fault(file, f"{where}the years run from {present[0]} to {present[-1]} without {missing}")
    ]


def _fault(file: OpenFile, message: str, fix: str | None = None) -> Fault:
    return Fault(message, file=file.name, fix=fix, code="layout")


def check_rows_named_once(table: YearTable, *key: str) -> None:
    """Raise GrowthplanError when two rows of a table have the same name."""
    twice = table.rows.filter(pl.struct(key).is_duplicated()).select("row", *key)
    if twice.height:
        first = twice.row(0, named=True)
        same = twice.filter(pl.all_horizontal(pl.col(k).eq_missing(first[k]) for k in key))
        raise stop(
            table.file,
            f"rows {', '.join(map(str, same['row']))} are both "
            f"{', '.join(str(first[k]) for k in key)}",
            table.sheet,
        )
