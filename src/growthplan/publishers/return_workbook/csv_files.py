"""A return to fill in as CSV files: one for each sheet, and one that says which return it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from growthplan.monitoring.returns import ABOUT, ABOUT_FIELDS, SHEETS, ReturnTemplate

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""Text that a spreadsheet might run as a formula; an apostrophe before it says that it is text."""


def write_return_csv(template: ReturnTemplate, folder: Path) -> None:
    """Write a return as UTF-8 CSV (with the mark that Excel needs) into an existing folder."""
    about = [("What", "Value"), *((ABOUT_FIELDS[f], v) for f, v in template.about.items())]
    _write(folder / file_name(ABOUT), about)
    for sheet in SHEETS:
        headings = tuple(column.heading for column in sheet.columns)
        rows = [
            tuple(row.get(column.field) for column in sheet.columns)
            for row in template.rows[sheet.name]
        ]
        _write(folder / file_name(sheet.name), [headings, *rows])


def file_name(sheet: str) -> str:
    """The file of a sheet.

    >>> file_name("About this return")
    'about-this-return.csv'
    """
    return re.sub(r"[^a-z0-9]+", "-", sheet.casefold()).strip("-") + ".csv"


def _write(path: Path, lines: Sequence[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerows([_plain(cell) for cell in line] for line in lines)


def _plain(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and _LIKE_A_FORMULA.match(cell):
        return f"'{cell}"
    return cell
