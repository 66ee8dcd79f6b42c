"""Finding the table on a sheet: title, headings, rows of areas, foot.

Three layouts have been published: two header rows (years above, units below, June 2023), and one
header row (`Pounds_2004`) with or without a first column for the ITL level. All are found by
what the cells say, never by their address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from growthplan.importers.cells import a1
from growthplan.importers.layout import stop
from growthplan.importers.ons_productivity.tables import Table
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Fault, GrowthplanError

Row = tuple[str | None, ...]

CODE_HEADINGS = {
    "itl code": "itl",
    "lad code": "local-authority",
    "area code": "city-region",
}
"""The heading over the codes, and which areas the workbook is about."""
NAME_HEADINGS = {"region name", "lad name", "city region", "area name"}
LEVEL_HEADINGS = {"itl level"}

_UNITS = {"index": "index", "£": "pounds", "pounds": "pounds", "hours": "hours", "jobs": "jobs"}
_CODE = re.compile(r"(UKX|TL[A-Z0-9]{1,3}|[A-Z]\d{8}|Not available)$")
_FOOT = re.compile(r"\s*(Note|Source)\b")
_HEAD_ROWS = 15


@dataclass(frozen=True)
class Sheet:
    """The parts of one sheet."""

    title: str
    base: str
    """`UK` or a year, of which the index is 100; empty when the table is not an index."""
    areas: str
    """`itl`, `local-authority` or `city-region`."""
    rows: pl.DataFrame
    """The areas' rows: `row`, `c1, c2, ...`."""
    code: str
    name: str
    values: dict[str, tuple[int, str]]
    """Column of each year: its number in the sheet and the year."""


def find_table(file: OpenFile, table: Table) -> Sheet:
    """Find the parts of the table's sheet.

    Raises GrowthplanError with everything about the sheet that is not as it should be.
    """
    frame = file.sheets[table.sheet]
    if not frame.width:
        raise stop(file, "the sheet is empty", table.sheet, "Download the workbook again.")
    head = frame.head(_HEAD_ROWS).rows()
    title = " ".join((next((row[0] for row in head if row[0]), None) or "").split())
    faults = [(message, table.sheet) for message in table.disagreements(title)]
    top = _header_row(head)
    if top is None:
        faults.append(("no row is headed 'ITL code', 'LAD code' or 'Area code'", table.sheet))
        raise _all(file, faults)
    ids, values, wrong = _headings(head[top], head[top - 1] if top else (), table, top + 1)
    faults += wrong + _year_faults(title, values, table)
    base, wrong = _base(head[:top], table, values)
    faults += wrong
    if {"code", "name"} <= ids.keys():
        rows, wrong = _rows(frame, top, ids, values, table.sheet)
        faults += wrong
    if faults:
        raise _all(file, faults)
    return Sheet(title, base, ids["areas"], rows, ids["code"], ids["name"], values)


def _all(file: OpenFile, faults: list[tuple[str, str]]) -> GrowthplanError:
    return GrowthplanError(
        [Fault(f"{where}: {message}", file=file.name, code="layout") for message, where in faults]
    )


def _plain(cell: str | None) -> str:
    return " ".join((cell or "").replace("_", " ").split()).casefold()


def _header_row(head: list[Row]) -> int | None:
    return next(
        (i for i, row in enumerate(head) if any(_plain(cell) in CODE_HEADINGS for cell in row)),
        None,
    )


def _headings(
    row: Row, above: Row, table: Table, number: int
) -> tuple[dict[str, str], dict[str, tuple[int, str]], list[tuple[str, str]]]:
    """Which column holds what: the ids, the years, and the headings that say neither."""
    ids: dict[str, str] = {}
    values: dict[str, tuple[int, str]] = {}
    faults = []
    for i, cell in enumerate(row):
        text, column = _plain(cell), f"c{i + 1}"
        over = _plain(above[i]) if i < len(above) else ""
        unit, _, year = text.partition(" ") if " " in text else (text, "", over)
        if text in CODE_HEADINGS:
            ids |= {"code": column, "areas": CODE_HEADINGS[text]}
        elif text in NAME_HEADINGS:
            ids["name"] = column
        elif _UNITS.get(unit) == table.heading and re.fullmatch(r"(19|20)\d\d", year):
            values[column] = (i + 1, year)
        elif (text or over) and text not in LEVEL_HEADINGS:
            shown = f"{over} {cell or ''}".strip()
            faults.append(
                (
                    f"the heading '{shown}' is not a year in {table.heading}",
                    f"{table.sheet}!{a1(number, i + 1)}",
                )
            )
    if "name" not in ids:
        faults.append(("no column is headed with the areas' names", f"{table.sheet} row {number}"))
    return ids, values, faults


def _year_faults(
    title: str, values: dict[str, tuple[int, str]], table: Table
) -> list[tuple[str, str]]:
    years = sorted(int(year) for _, year in values.values())
    if not years:
        return [(f"no column holds a year in {table.heading}", table.sheet)]
    expected = list(range(years[0], years[-1] + 1))
    printed = re.search(r"(\d{4})\s*[-–]\s*(\d{4})\s*$", title)
    if printed:
        expected = list(range(int(printed[1]), int(printed[2]) + 1))
    faults = []
    if missing := [str(year) for year in expected if year not in years]:
        faults.append((f"the years {', '.join(missing)} are missing", table.sheet))
    if strange := sorted({str(y) for y in years if y not in expected or years.count(y) > 1}):
        faults.append((f"the years {', '.join(strange)} are repeated or unexpected", table.sheet))
    return faults


def _base(
    above: list[Row], table: Table, values: dict[str, tuple[int, str]]
) -> tuple[str, list[tuple[str, str]]]:
    """What the subtitle says is 100."""
    if table.heading != "index":
        return "", []
    chained = table.indicator.price_basis == "chained volume"
    for row in above:
        for cell in row:
            said = re.fullmatch(r"(uk|\d{4})\s*=\s*100", _plain(cell))
            if said and said[1].isdigit() == chained:
                base = said[1].upper()
                if chained and base not in {year for _, year in values.values()}:
                    return base, [(f"the base year {base} is not in the table", table.sheet)]
                return base, []
    expected = "YEAR=100" if chained else "UK=100"
    return "", [(f"no line '{expected}' stands above the table", table.sheet)]


def _rows(
    frame: pl.DataFrame,
    top: int,
    ids: dict[str, str],
    values: dict[str, tuple[int, str]],
    sheet: str,
) -> tuple[pl.DataFrame, list[tuple[str, str]]]:
    """The areas' rows, between the headings and the notes at the foot."""
    first = frame["c1"].to_list()
    feet = [i for i in range(top + 1, len(first)) if first[i] and _FOOT.match(first[i])]
    end = feet[0] if feet else len(first)
    codes, names = frame[ids["code"]].to_list(), frame[ids["name"]].to_list()
    while end > top + 1 and not (codes[end - 1] or names[end - 1]):
        end -= 1
    rows = frame.slice(top + 1, end - top - 1)
    faults = []
    if not any(first[i].lstrip().startswith("Source") for i in feet):
        faults.append(("the line 'Source:' at the foot is missing: the sheet was cut short", sheet))
    for i in range(top + 1, end):
        code, where = (codes[i] or "").strip(), f"{sheet} row {i + 1}"
        if not (code and names[i]):
            faults.append(("a row of figures lacks its code or its name", where))
        elif not _CODE.match(code):
            faults.append((f"'{code}' is no code of an area", where))
    faults += _loose(frame.slice(end), values, "below the areas' rows", sheet)
    others = [c for c in frame.columns if c not in values and c not in ids.values() and c != "c1"]
    faults += _loose(rows, others, "in a column without a heading", sheet)
    if not rows.height:
        faults.append(("no rows of areas stand below the headings", sheet))
    return rows.with_row_index("row", offset=top + 2), faults


def _loose(
    frame: pl.DataFrame, columns: Iterable[str], where: str, sheet: str
) -> list[tuple[str, str]]:
    """Cells that are filled where none should be."""
    letters = [
        a1(1, int(column[1:])).rstrip("1")
        for column in columns
        if frame[column].null_count() < frame.height
    ]
    return [(f"figures stand {where} (column {', '.join(letters)})", sheet)] if letters else []
