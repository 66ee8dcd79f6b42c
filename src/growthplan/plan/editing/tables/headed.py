"""Finding a sheet's columns by their headings, wherever they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from growthplan.plan.editing.tables.cells import Cell, is_empty
from growthplan.plan.editing.tables.laying_out import RECORD_HEADINGS, Table, year_column
from growthplan.plan.editing.tables.sheets import Column, Sheet
from growthplan.plan.editing.tables.workbook import At, Grid, Workbook
from growthplan.vocabulary import Fault, nearest

_SEARCHED = 15
"""Rows from the top in which the headings are looked for."""
_MAY_BE_MISSING = ("order", "delete")


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet whose columns have been found."""

    row: int
    """The row of the headings."""
    columns: dict[int, Column]


def fold(text: object) -> str:
    """A heading as it is compared: without case and spare spaces."""
    return " ".join(str(text).split()).casefold()


def headed(table: Table, grid: Grid, book: Workbook) -> tuple[Headed | None, list[Fault]]:
    """The columns of a sheet, and what is wrong with its headings; None when there are none."""
    known = {fold(column.heading): column for column in table.columns}
    row = _heading_row(grid, set(known))
    name = table.sheet.name
    if row is None:
        fix = f"The headings are {', '.join(c.heading for c in table.columns[:4])}, ..."
        return None, [book.fault(At(name, 0, 0), "no headings were found.", fix, code="column")]
    found: dict[int, Column] = {}
    strange: dict[int, str] = {}
    faults: list[Fault] = []
    for position, cell in enumerate(grid.rows[row]):
        if is_empty(cell):
            continue
        column = known.get(fold(cell.value)) or _year(table.sheet, cell)
        if column is None:
            strange[position] = " ".join(str(cell.value).split())
        elif column in found.values():
            fix = "Keep one of the two columns."
            message = f"the column '{column.heading}' is there twice."
            faults.append(book.fault(At(name, row, position), message, fix, code="column"))
        else:
            found[position] = column
    there = {column.heading for column in found.values()}
    missing = [c for c in table.columns if c.heading not in there]
    faults += _unknown(table, book, row, strange, missing)
    return Headed(row, found), faults


def _heading_row(grid: Grid, known: set[str]) -> int | None:
    def score(row: int) -> int:
        return sum(fold(cell.value) in known for cell in grid.rows[row] if not is_empty(cell))

    best = max(range(min(_SEARCHED, len(grid.rows))), key=score, default=None)
    return best if best is not None and score(best) > 0 else None


def _year(sheet: Sheet, cell: Cell) -> Column | None:
    """The column of a year that was not among those exported."""
    if not sheet.year_field or not isinstance(cell.value, str):
        return None
    form = r"(\d{4}/\d{2}) ?(?:\(£m\))?" if sheet.financial else r"(?:level in )?(\d{4})"
    found = re.fullmatch(form, fold(cell.value).replace("£M", "£m"))
    return year_column(sheet, found[1]) if found else None


def _unknown(
    table: Table, book: Workbook, row: int, strange: dict[int, str], missing: list[Column]
) -> list[Fault]:
    """A fault for each heading that is not known and each that is not there; a renamed one is
    both, and is said once."""
    faults: list[Fault] = []
    lost = {column.heading: column for column in missing if column.role not in _MAY_BE_MISSING}
    name = table.sheet.name
    for position, heading in strange.items():
        close = nearest(heading[:80], lost, most=1) or nearest(
            heading[:80], [c.heading for c in table.columns], most=1
        )
        meant = f"; did you mean '{close[0]}'?" if close else "."
        fix = f"Name it '{close[0]}' again." if close else "Delete the column, or its heading."
        if close:
            lost.pop(close[0], None)
        message = f"there is no column '{heading[:60]}' here{meant}"
        faults.append(book.fault(At(name, row, position), message, fix, code="column"))
    for heading in lost:
        message = f"the column '{heading}' is missing."
        fix = "Put it back, or export the plan again: what it held would be lost."
        faults.append(book.fault(At(name, row, 0), message, fix, code="column"))
    return faults


def record_lines(
    table: Table, grid: Grid, book: Workbook
) -> tuple[dict[Column, tuple[int, int]], list[Fault]]:
    """For a record the row and column of each field's value."""
    titles = {fold(title) for title in RECORD_HEADINGS}
    name = table.sheet.name
    row = _heading_row(grid, titles)
    places = {fold(c.value): n for n, c in enumerate(grid.rows[row])} if row is not None else {}
    if row is None or not {"field", "value"} <= places.keys():
        fix = "The headings are Field and Value."
        return {}, [
            book.fault(At(name, row or 0, 0), "no headings were found.", fix, code="column")
        ]
    known = {fold(column.heading): column for column in table.columns}
    found: dict[Column, tuple[int, int]] = {}
    faults: list[Fault] = []
    for number in range(row + 1, len(grid.rows)):
        label = grid.cell(number, places["field"])
        value_at = (number, places["value"])
        column = known.get(fold(label.value))
        at = At(name, number, places["field"])
        if column is None and not (is_empty(label) and is_empty(grid.cell(*value_at))):
            close = nearest(fold(label.value)[:80], [c.heading for c in table.columns], most=1)
            fix = f"Did you mean '{close[0]}'?" if close else "Delete the line."
            faults.append(book.fault(at, f"there is no field '{label.value}'.", fix, code="column"))
        elif column in found:
            message = f"the field '{label.value}' is there twice."
            faults.append(book.fault(at, message, "Keep one of the two.", code="column"))
        elif column is not None:
            found[column] = value_at
    for column in table.columns:
        if column not in found:
            message = f"the field '{column.heading}' is missing."
            fix = "Put its line back, or export the plan again."
            faults.append(book.fault(At(name, row, 0), message, fix, code="column"))
    return found, faults
