"""Rows of a tidy CSV file with the lines that they stand on."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

_DELIMITERS = (",", ";", "\t", "|")
_NUMBER = re.compile(r"[-+−]?(\d+(,\d{3})*(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_WHOLE = re.compile(r"(-?\d+)\.0+")
MISSING = frozenset({"", "na", "n/a", "nan", "null", ".", "[x]", "[c]", "c", "x", "-", ".."})
"""Cells that say there is no number, compared without case."""


@dataclass(frozen=True)
class Rows:
    """The cells of some columns, row by row, with each row's line."""

    file: str
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def column(self, name: str) -> list[str]:
        """One column's cells."""
        at = self.columns.index(name)
        return [row[at] for row in self.cells]

    def with_whole(self, name: str) -> Rows:
        """The same with 1989.0 in one column as 1989, as a spreadsheet or a data frame may leave
        years."""
        at = self.columns.index(name)
        cells = tuple((*row[:at], whole(row[at]), *row[at + 1 :]) for row in self.cells)
        return replace(self, cells=cells)


def whole(text: str) -> str:
    """A whole number without its noughts after the point; other text as it is.

    >>> whole("1989.0"), whole("1989.25"), whole("1989 Q1")
    ('1989', '1989.25', '1989 Q1')
    """
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


def read_rows(data: bytes, file: str, wanted: Sequence[str]) -> Rows:
    """The wanted columns of a CSV file; comma, semicolon, tab or bar between cells.

    Raises GrowthplanError with every column that is missing, and for a file that is empty, is not
    UTF-8 text or has rows of another length than its heading.
    """
    text = _decoded(data, file)
    heading = text.split("\n", 1)[0]
    mark = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        read = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise GrowthplanError(
            Fault(f"the file can't be read as CSV: {error}", file, reader.line_num, code="csv")
        ) from None
    if len(read) < 2:
        fix = "It needs a heading and one row for each unit and time."
        raise GrowthplanError(Fault("the file has no rows", file, 1, fix=fix, code="empty"))
    names = [name.strip() for name in read[0][1]]
    faults = _missing_columns(names, wanted, file)
    faults += [
        Fault(
            f"the row has {len(row)} cells where the heading has {len(names)}",
            file,
            line,
            fix="Put quotes round cells that hold the mark between cells.",
            code="row-length",
        )
        for line, row in read[1:]
        if len(row) != len(names)
    ]
    if faults:
        raise GrowthplanError(faults)
    at = [names.index(name) for name in wanted]
    cells = tuple(tuple(row[k].strip() for k in at) for _, row in read[1:])
    return Rows(file, tuple(wanted), cells, tuple(line for line, _ in read[1:]))


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        fix = "Save it as CSV UTF-8."
        raise GrowthplanError(
            Fault("the file is not UTF-8 text", file, line, fix=fix, code="encoding")
        ) from None


def _missing_columns(names: Sequence[str], wanted: Sequence[str], file: str) -> list[Fault]:
    faults = [
        Fault(
            f"there is no column '{name}'",
            file,
            1,
            fix=did_you_mean(name, names) or f"Columns: {', '.join(names)}.",
            code="column",
        )
        for name in dict.fromkeys(wanted)
        if name not in names
    ]
    faults += [
        Fault(f"the column '{name}' stands there twice", file, 1, fix="Rename one.", code="column")
        for name in dict.fromkeys(wanted)
        if names.count(name) > 1
    ]
    return faults


def number(text: str) -> float | None:
    """A cell's number, None where it says there is none; raises ValueError for anything else.

    >>> number("1,234.5"), number("[x]"), number("-2")
    (1234.5, None, -2.0)
    """
    if text.casefold() in MISSING:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    value = float(text.replace(",", "").replace("−", "-"))
    if not math.isfinite(value):
        raise ValueError(text)
    return value
