"""Reading an edited plan from a folder of CSV files, one for each kind of entry."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from growthplan.plan.editing.tables import FILES_SHEET, Cell, Grid, Workbook, sheets
from growthplan.vocabulary import Fault, GrowthplanError

MOST_BYTES = 20_000_000
_MARKED_AS_TEXT = re.compile(r"'+[=+\-@\t\r]")
"""Text that was given an apostrophe so that no spreadsheet takes it for a formula."""


def read_csv_folder(folder: Path) -> Workbook:
    """Every CSV file of a folder as a sheet; a kind without a file is left as it is.

    Raises GrowthplanError with what is wrong with each file: not UTF-8, too large, or not CSV.
    """
    names = {_plain(name): name for name in [*(s.name for s in sheets()), FILES_SHEET]}
    grids: dict[str, Grid] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.csv")):
        try:
            rows = _rows(path)
        except GrowthplanError as error:
            faults += error.faults
            continue
        grids[names.get(_plain(path.stem), path.stem)] = Grid(rows, file=path.name)
    if faults:
        raise GrowthplanError(faults)
    return Workbook(str(folder), grids, is_folder=True)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.casefold())


def _rows(path: Path) -> list[list[Cell]]:
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        fix = "Check that it is the right file."
        raise _refusal(path, f"the file has {len(data) / 1e6:.0f} MB, more than is read.", fix)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fix = "In Excel save it as 'CSV UTF-8 (Comma delimited)'."
        raise _refusal(path, "the file is not saved as UTF-8.", fix, line) from None
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)  # some countries' Excel writes semicolons
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        return [[Cell(_unmarked(cell) or None) for cell in row] for row in read]
    except csv.Error as error:
        message = f"the file is no CSV that can be read: {error}."
        raise _refusal(path, message, "Look for a quotation mark that is never closed.") from None


def _unmarked(cell: str) -> str:
    return cell[1:] if _MARKED_AS_TEXT.match(cell) else cell


def _refusal(path: Path, message: str, fix: str, line: int | None = None) -> GrowthplanError:
    return GrowthplanError(Fault(message, path.name, line, fix=fix, code="workbook-csv"))
