"""Where the tables of a return stand in its workbook, and what is wrong with its sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from growthplan.monitoring.returns.layout import (
    ABOUT,
    ABOUT_FIELDS,
    GUIDANCE,
    LISTS,
    SHEETS,
    ReturnSheet,
)
from growthplan.monitoring.returns.meaning import words
from growthplan.plan.editing.tables import At, Cell, Grid, Workbook, letters
from growthplan.vocabulary import Fault, nearest

_HEADINGS_WITHIN = 12
"""Rows from the top in which the headings are looked for."""


@dataclass(frozen=True)
class FoundTable:
    """One sheet's table in the workbook."""

    sheet: ReturnSheet
    name: str
    """Name of the sheet in the workbook."""
    grid: Grid
    headings: int
    """Row of the headings, from 0."""
    places: Mapping[str, int]
    """Column of each field, from 0."""

    def rows(self) -> Iterator[tuple[int, Mapping[str, Cell]]]:
        """Rows below the headings in which something stands, with the cells by field."""
        for number in range(self.headings + 1, len(self.grid.rows)):
            cells = {field: self.grid.cell(number, at) for field, at in self.places.items()}
            if any(words(cell) or cell.formula or cell.error for cell in cells.values()):
                yield number, cells

    def at(self, row: int, field: str) -> At:
        """The place of a cell."""
        return At(self.name, row, self.places.get(field, 0))


def fold(text: str) -> str:
    """A name without case and signs, so that `About this return` is `about-this-return`.

    >>> fold("Spent this quarter (£)")
    'spentthisquarter'
    """
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def about_lines(book: Workbook) -> dict[str, tuple[At, Cell]]:
    """The cells of the sheet about the return, by field; none when it lacks the sheet."""
    name = next((n for n in book.grids if fold(n) == fold(ABOUT)), None)
    if name is None:
        return {}
    fields = {fold(heading): field for field, heading in ABOUT_FIELDS.items()}
    found: dict[str, tuple[At, Cell]] = {}
    for number, row in enumerate(book.grids[name].rows):
        field = fields.get(fold(words(row[0]))) if row else None
        if field is not None and field not in found:
            found[field] = (At(name, number, 1), book.grids[name].cell(number, 1))
    return found


def find_tables(book: Workbook) -> tuple[list[FoundTable], list[Fault]]:
    """The tables of a return, and every fault of its sheets: missing, hidden, merged."""
    by_name = {fold(name): name for name in book.grids}
    found: list[FoundTable] = []
    faults: list[Fault] = []
    for sheet in SHEETS:
        name = by_name.pop(fold(sheet.name), None)
        if name is None:
            close = nearest(sheet.name, book.grids, most=1)
            fix = f"Name the sheet '{close[0]}' '{sheet.name}' again." if close else "Put it back."
            faults.append(Fault(f"there is no sheet '{sheet.name}'.", book.file, fix=fix,
                                code="return-sheet"))  # fmt: skip
            continue
        table, refused = _table(book, sheet, name)
        faults += refused
        found += [table] if table else []
    own = {fold(name) for name in (ABOUT, LISTS, GUIDANCE)}
    faults += [_other(book, name) for key, name in by_name.items() if key not in own]
    return found, faults


def _table(book: Workbook, sheet: ReturnSheet, name: str) -> tuple[FoundTable | None, list[Fault]]:
    grid = book.grids[name]
    faults = _hidden(book, name)
    wanted = {fold(column.heading): column.field for column in sheet.columns}
    headings, places = _headings(grid, wanted)
    missing = [c for c in sheet.columns if c.field not in places and c.kind != "shown"]
    if headings < 0 or missing:
        lacking = ", ".join(f"'{column.heading}'" for column in missing[:6])
        message = f"the table lacks the column{'s' * (len(missing) > 1)} {lacking}."
        fix = "Keep the headings as the template has them."
        faults.append(book.fault(At(name, max(headings, 0), 0), message, fix, code="heading"))
        return None, faults
    faults += _merged(book, name, headings)
    table = FoundTable(sheet, name, grid, headings, places)
    return table, [*faults, *_unseen(book, table)]


def _headings(grid: Grid, wanted: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """The row that has most of the headings, and where each stands."""
    best: tuple[int, dict[str, int]] = (-1, {})
    for number, row in enumerate(grid.rows[:_HEADINGS_WITHIN]):
        places: dict[str, int] = {}
        for column, cell in enumerate(row):
            field = wanted.get(fold(words(cell)))
            if field is not None:
                places.setdefault(field, column)
        if len(places) > len(best[1]):
            best = (number, places)
    return best


def _hidden(book: Workbook, name: str) -> list[Fault]:
    if not book.grids[name].hidden:
        return []
    message = "the sheet is hidden, so that whoever sent it may not have seen what it says."
    return [book.fault(At(name, 0, 0), message, "Show the sheet, look at it, and send it again.",
                       code="hidden")]  # fmt: skip


def _unseen(book: Workbook, table: FoundTable) -> list[Fault]:
    """A warning for rows and for columns of the table that are not shown, as a filter leaves them.

    They are read, since a filter hides what was filled in rightly; whoever sends it is told.
    """
    grid = table.grid
    rows = [number for number, _ in table.rows() if number in grid.hidden_rows]
    columns = sorted({*table.places.values()} & grid.hidden_columns)
    found = []
    for what, names, at in (
        ("row", [str(n + 1) for n in rows], At(table.name, rows[0] if rows else 0, 0)),
        ("column", [letters(n) for n in columns],
         At(table.name, table.headings, columns[0] if columns else 0)),
    ):  # fmt: skip
        if names:
            many = len(names) > 1
            message = (
                f"{what}{'s' * many} {listed(names)} {'are' if many else 'is'} hidden; what "
                f"{'they hold' if many else 'it holds'} is read all the same."
            )
            fix = "Show all, look at what stands there, and send it again if it is not meant."
            found.append(book.fault(at, message, fix, code="unseen", severity="warning"))
    return found


def _merged(book: Workbook, name: str, headings: int) -> list[Fault]:
    """A fault for each merged range below the headings: only its first cell has a value."""
    faults = []
    for area in book.grids[name].merged:
        first = area.split(":")[0]
        found = re.fullmatch(r"([A-Z]+)(\d+)", first)
        last = int(re.sub(r"\D", "", area.split(":")[-1]) or 0)
        if not found or last <= headings + 1:
            continue
        place = At(name, int(found[2]) - 1, _column(found[1]))
        message = f"the cells {area} are merged; only the first can hold a value."
        faults.append(book.fault(place, message, "Unmerge them and fill in each.", code="merged"))
    return faults


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _other(book: Workbook, name: str) -> Fault:
    is_hidden = book.grids[name].hidden
    what = "is hidden and" if is_hidden else "is"
    return Fault(
        f"the sheet '{name}' {what} no part of a return; it is not read.", book.file,
        fix="Move what it says into the return's own sheets.", severity="warning",
        code="return-sheet",
    )  # fmt: skip


def addressed(book: Workbook, at: At) -> str:
    """Where a value stood, as it is kept with it: `Spend!F7`, or `spend.csv:7:6`."""
    grid = book.grids.get(at.sheet)
    if grid and grid.file:
        return f"{grid.file}:{at.row + 1}:{(at.column or 0) + 1}"
    return str(at)


def listed(names: Sequence[str], most: int = 8) -> str:
    """Some names in a sentence, and how many more there are."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
