"""One sheet of the input-output workbook as a matrix with named rows and columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.importers.cells import a1
from growthplan.importers.layout import stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Fault, GrowthplanError
from growthplan.vocabulary.industry import SECTIONS

Matrix = NDArray[np.float64]

NOT_PRODUCED = {".": None, "..": None}
"""Markers of the publisher for multipliers that it does not give."""

INDUSTRY_SPELLINGS = {
    "C1101T1106 & C12": "C11.01-6 & C12",
    "C241T243": "C241_3",
    "H493T495": "H493_5",
}
"""Codes of industries that stand over the columns of one sheet for the product groups'."""

_YEAR = re.compile(r"\b((?:19|20)\d\d) Input-Output Analytical Tables", re.I)
_HEAD_ROWS = 12


@dataclass(frozen=True)
class SheetTable:
    """A table as numbers. Rows are known by their code, or by their name where they have none."""

    file: OpenFile
    sheet: str
    year: int
    rows: tuple[str, ...]
    names: tuple[str, ...]
    """Name of each row."""
    columns: tuple[str, ...]
    values: Matrix
    """[row, column]; not a number in an empty cell."""

    def block(self, rows: Sequence[str], columns: Sequence[str]) -> Matrix:
        """[row, column] in this order.

        Raises GrowthplanError naming the rows and columns that are not there.
        """
        missing = [f"row '{r}'" for r in rows if r not in self.rows]
        missing += [f"column '{c}'" for c in columns if c not in self.columns]
        if missing:
            raise stop(self.file, f"there is no {', no '.join(missing[:6])}", self.sheet)
        at = [self.rows.index(r) for r in rows], [self.columns.index(c) for c in columns]
        found: Matrix = self.values[np.ix_(*at)]
        return found

    def row(self, name: str, columns: Sequence[str]) -> Matrix:
        """[column]: one row."""
        found: Matrix = self.block([name], columns)[0]
        return found

    def column(self, name: str, rows: Sequence[str]) -> Matrix:
        """[row]: one column."""
        return self.block(rows, [name])[:, 0]


def sheet_table(file: OpenFile, sheet: str, words: Sequence[str] = ()) -> SheetTable:
    """Read a sheet whose rows begin under a cell `CPA`.

    `words` must be in the lines above the table. Raises GrowthplanError when they are not, when
    the year or the headings are not found, when a heading is there twice, and for a cell that is
    no number.
    """
    frame = file.sheets[sheet]
    if frame.is_empty():
        raise stop(file, "the sheet is empty", sheet)
    top = [[_plain(text) for text in row] for row in frame.head(_HEAD_ROWS).rows()]
    start = next((i for i, row in enumerate(top) if row[0] == "CPA"), None)
    if start is None:
        raise stop(file, f"no row of the first {_HEAD_ROWS} begins with 'CPA'", sheet)
    title = " ".join(text for row in top[:start] for text in row[:1])
    year = _YEAR.search(title)
    lacking = [word for word in words if word.casefold() not in title.casefold()]
    if year is None or lacking:
        what = "the year of the tables" if year is None else f"'{lacking[0]}'"
        raise stop(file, f"the lines above the table do not say {what}: {title[:120]}", sheet)
    heads = next((row for row in top[:start] if row[1] == "CPA"), top[start])
    width = max(i for i, text in enumerate(heads) if text) + 1
    columns = tuple(code(text) for text in heads[2:width])
    body = frame.slice(start + 1).with_row_index("row", offset=start + 2)
    body = body.filter(_is_row(frame.columns))
    rows = tuple(code(_plain(a)) or _plain(b) for a, b in body.select("c1", "c2").iter_rows())
    for kind, keys in (("row", rows), ("column", columns)):
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise stop(file, f"the {kind} '{min(twice)}' is there twice", sheet)
    names = tuple(_plain(text) for text in body["c2"])
    values = _numbers(file, sheet, body, frame.columns[2:width])
    return SheetTable(file, sheet, int(year[1]), rows, names, columns, values)


def code(text: str) -> str:
    """The code of a product group with its prefix, which one sheet leaves out of its headings.

    >>> code("A01"), code("CPA_B06 & B07"), code("B06 & B07"), code("P51G"), code("D29-D39")
    ('CPA_A01', 'CPA_B06 & B07', 'CPA_B06 & B07', 'P51G', 'D29-D39')
    """
    text = INDUSTRY_SPELLINGS.get(text, text)
    found = re.match(r"([A-T])(\d\d)", text)
    if found is None:
        return text
    first, last = SECTIONS[found[1]]
    return f"CPA_{text}" if first <= int(found[2]) <= last else text


def _is_row(columns: Sequence[str]) -> pl.Expr:
    """Rows with a name and a figure: not notes, and not blank."""
    figures = pl.any_horizontal(pl.col(columns[2:]).is_not_null())
    return pl.any_horizontal(pl.col(columns[:2]).is_not_null()) & figures


def _numbers(file: OpenFile, sheet: str, body: pl.DataFrame, columns: Sequence[str]) -> Matrix:
    text = body.select(pl.col(columns).str.strip_chars().replace(NOT_PRODUCED).replace("", None))
    numbers = text.select(pl.col(columns).cast(pl.Float64, strict=False))
    strange = [
        (body["row"][i], int(column[1:]), text[column][i])
        for column in columns
        for i in (text[column].is_not_null() & ~numbers[column].is_finite().fill_null(False))
        .arg_true()
        .head(3)
    ]
    if strange:
        raise GrowthplanError(
            [
                Fault(f"{sheet}!{a1(row, column)}: '{said[:40]}' is no number", file=file.name)
                for row, column, said in strange[:10]
            ]
        )
    return numbers.to_numpy().astype(np.float64)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
