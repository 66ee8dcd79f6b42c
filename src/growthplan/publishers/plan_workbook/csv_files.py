"""One CSV file for each kind of thing in a plan."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from growthplan.plan.editing.tables import FILES_HEADINGS, FILES_SHEET, Shown, Table

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""Text that a spreadsheet might run as a formula; an apostrophe before it says that it is text."""


def file_name(sheet: str) -> str:
    """The file of a sheet.

    >>> file_name("Costs by year")
    'costs-by-year.csv'
    """
    return re.sub(r"[^a-z0-9]+", "-", sheet.casefold()).strip("-") + ".csv"


def write_plan_csv(tables: Sequence[Table], files: Mapping[str, str], folder: Path) -> None:
    """Write every table as UTF-8 CSV (with the mark that Excel needs) into an existing folder.

    `files` has the fingerprint of each file of the plan by its name; it becomes `files.csv`.
    """
    for table in tables:
        _write(folder / file_name(table.sheet.name), table.lines)
    _write(folder / file_name(FILES_SHEET), [FILES_HEADINGS, *sorted(files.items())])


def _write(path: Path, lines: Sequence[Sequence[Shown]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerows([_harmless(cell) for cell in line] for line in lines)


def _harmless(cell: Shown) -> Shown:
    if isinstance(cell, str) and _LIKE_A_FORMULA.match(cell):
        return f"'{cell}"
    return cell
