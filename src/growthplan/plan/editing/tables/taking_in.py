"""From the cells of a sheet to its rows, each with what it says and where each word stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from growthplan.plan.document import Path, Tree
from growthplan.plan.editing.tables.cells import (
    Cell,
    CellError,
    is_empty,
    meant,
    shown,
)
from growthplan.plan.editing.tables.documents import Entry, dig, year_of
from growthplan.plan.editing.tables.headed import Headed, headed, record_lines
from growthplan.plan.editing.tables.laying_out import Table, field_value, year_value
from growthplan.plan.editing.tables.sheets import Column
from growthplan.plan.editing.tables.workbook import At, Grid, Workbook
from growthplan.plan.editing.wording_of_values import same
from growthplan.plan.fields import NOT_PUBLISHED
from growthplan.vocabulary import Fault

Old = Mapping[tuple[str, str], Entry]
"""The entries that a sheet was exported from, by the id they belong to and their own."""


@dataclass(slots=True)
class Row:
    """One row of a sheet, or a whole record."""

    at: At
    parent: str = ""
    key: str = ""
    order: float | None = None
    delete: bool = False
    tree: dict[str, Tree] = field(default_factory=dict)
    """What it says, as the YAML file would; of a named text, under the empty name."""
    origins: dict[Path, At] = field(default_factory=dict)
    """The cell of each value."""
    old: Entry | None = None
    """What it was when it was exported."""
    parent_at: At | None = None


@dataclass(slots=True)
class _Reader:
    table: Table
    grid: Grid
    book: Workbook
    old: Old
    faults: list[Fault] = field(default_factory=list)

    def fault(self, at: At, message: str, fix: str, code: str = "cell") -> None:
        self.faults.append(self.book.fault(at, message, fix, code=code))

    def warn(self, at: At, message: str, fix: str) -> None:
        self.faults.append(self.book.fault(at, message, fix, code="formula", severity="warning"))

    def at(self, row: int, column: int) -> At:
        return At(self.table.sheet.name, row, column)

    def value(self, cell: Cell, column: Column, at: At) -> Tree:
        """What a cell means; None, with a fault, when it can mean nothing."""
        try:
            value = meant(cell, column)
        except CellError as error:
            self.fault(at, f"'{column.heading}' {error.message}.", error.fix)
            return None
        if cell.formula:
            message = f"'{column.heading}' has a formula; what it shows, {cell.value}, is taken."
            self.warn(at, message, "Paste it as a value to be sure of it.")
        return value


def rows_of(table: Table, grid: Grid, book: Workbook, old: Old) -> tuple[list[Row], list[Fault]]:
    """The rows of a sheet; empty ones are left out. Faults come with the address of each cell."""
    reader = _Reader(table, grid, book, old)
    if table.sheet.form == "record":
        return [_record(reader)], reader.faults
    found, faults = headed(table, grid, book)
    reader.faults += faults
    if found is None:
        return [], reader.faults
    rows: list[Row] = []
    for number in range(found.row + 1, len(grid.rows)):
        row = _row(reader, number, found)
        rows += [row] if row else []
    return list(_once_each(reader, rows)), reader.faults


def _once_each(reader: _Reader, rows: list[Row]) -> Iterator[Row]:
    first: dict[tuple[str, str], At] = {}
    for row in rows:
        known = first.setdefault((row.parent, row.key), row.at)
        if row.key and known != row.at and not row.delete:
            message = f"the id '{row.key}' is there twice; the other is at {known}."
            reader.fault(row.at, message, "Give one of them another id.", "duplicate")
        else:
            yield row


def _row(reader: _Reader, number: int, found: Headed) -> Row | None:
    cells = {
        column: (reader.grid.cell(number, n), reader.at(number, n))
        for n, column in found.columns.items()
    }
    _stray(reader, number, found)
    own = [cell for column, (cell, _) in cells.items() if column.role in ("field", "key", "year")]
    if all(map(is_empty, own)):
        return None
    row = Row(reader.at(number, min(found.columns)))
    for column, (cell, at) in cells.items():
        if column.role in ("parent", "key", "order", "delete"):
            _control(reader, row, column, cell, at)
    if reader.table.sheet.form == "rows" and not reader.table.sheet.has_id:
        place = int(row.order) if row.order is not None and row.order == int(row.order) else 0
        row.old = reader.old.get((row.parent, f"#{place}"))
    else:
        row.old = reader.old.get((row.parent, row.key))
    _fields(reader, row, cells)
    return row


def _stray(reader: _Reader, number: int, found: Headed) -> None:
    """Name what stands under no heading; of a heading that is not known that was said already."""
    for position, cell in enumerate(reader.grid.rows[number]):
        headless = is_empty(reader.grid.cell(found.row, position))
        if headless and not is_empty(cell):
            message = f"'{str(cell.value)[:40]}' stands under no heading."
            reader.fault(reader.at(number, position), message, "Move it, or delete it.")


def _control(reader: _Reader, row: Row, column: Column, cell: Cell, at: At) -> None:
    value = reader.value(cell, column, at)
    match column.role:
        case "parent":
            row.parent, row.parent_at = str(value or ""), at
            if value is None:
                message = f"'{column.heading}' is empty: what does this row belong to?"
                reader.fault(at, message, f"Give the id of its {column.heading.casefold()}.")
        case "key":
            row.key, row.at = str(value or ""), at
            if value is None:
                reader.fault(at, f"'{column.heading}' is empty.", "Give the row an id.")
        case "order":
            row.order = float(value) if isinstance(value, int | float) else None
            if value is not None and row.order is None:
                reader.fault(at, f"'Order' should be a number, not '{value}'.", "Write 1, 2, ...")
        case "delete":
            row.delete = value is True


def _fields(reader: _Reader, row: Row, cells: Mapping[Column, tuple[Cell, At]]) -> None:
    closed = _unpublished_groups(reader, row, cells)
    for column, (cell, at) in cells.items():
        named = column.role == "key" and reader.table.sheet.form == "named"
        if column.role not in ("field", "key", "year") or named:
            continue
        if column.path[:-1] in closed and column.role == "field":
            continue
        value = (row.key or None) if column.role == "key" else reader.value(cell, column, at)
        _put(reader, row, column, value, at)


def _unpublished_groups(
    reader: _Reader, row: Row, cells: Mapping[Column, tuple[Cell, At]]
) -> set[Path]:
    """Groups that say `not published`; nothing else may stand in them."""
    closed: set[Path] = set()
    for column, (cell, at) in cells.items():
        words = cell.value.strip().casefold() if isinstance(cell.value, str) else ""
        if not (column.opens_group and words == NOT_PUBLISHED):
            continue
        group = column.path[:-1]
        closed.add(group)
        before = dig(row.old.tree, group) if row.old else None
        row.tree[group[0]] = before if isinstance(before, str) else NOT_PUBLISHED
        row.origins[group] = at
        for other, (held, place) in cells.items():
            inside = other.path[:-1] == group and other is not column and other.role == "field"
            if inside and not is_empty(held):
                message = f"'{other.heading}' has a value, but {group[0]} is not published."
                fix = f"Empty it, or give '{column.heading}' its value."
                reader.fault(place, message, fix)
    return closed


def _put(reader: _Reader, row: Row, column: Column, value: Tree, at: At) -> None:
    """Set a field: as it was typed before when the cell still means the same."""
    path: Path = column.path or ("",)
    if column.role == "year":
        path = (path[0], _typed_year(reader, row, column))
    if row.old is not None:
        before = (
            year_value(row.old.tree, column, financial=reader.table.sheet.financial)
            if column.role == "year"
            else field_value(row.old.tree, column)
        )
        there = is_there(row.old.tree, path)
        if there and not isinstance(before, dict) and same(value, _as_exported(before, column)):
            value = before
        elif value is None:
            return
    elif value is None:
        return
    put(row.tree, path, value)
    row.origins[path] = at


def _typed_year(reader: _Reader, row: Row, column: Column) -> str:
    """The name of a year as the entry writes it already, `2026-27` for instance."""
    field_name, year = column.path
    held = dig(row.old.tree, (field_name,)) if row.old else None
    for name in held if isinstance(held, dict) else ():
        if year_of(name, financial=reader.table.sheet.financial) == year:
            return name
    return year


def _as_exported(before: Tree, column: Column) -> Tree:
    with suppress(CellError):
        return meant(Cell(shown(before, column)), column)
    return before


def is_there(tree: Tree, path: Path) -> bool:
    """Whether a field stands in a file, empty or not."""
    if path == ("",):
        return True
    held = dig(tree, path[:-1])
    return isinstance(held, dict) and path[-1] in held


def put(tree: dict[str, Tree], path: Path, value: Tree) -> None:
    """Set a value at a path of field names, making the groups on the way."""
    for step in path[:-1]:
        inner = tree.get(str(step))
        if not isinstance(inner, dict):
            inner = tree[str(step)] = {}
        tree = inner
    tree[str(path[-1])] = value


def _record(reader: _Reader) -> Row:
    lines, faults = record_lines(reader.table, reader.grid, reader.book)
    reader.faults += faults
    row = Row(reader.at(0, 0), old=reader.old.get(("", "")))
    for column, (number, position) in lines.items():
        at = reader.at(number, position)
        value = reader.value(reader.grid.cell(number, position), column, at)
        _put(reader, row, column, value, at)
    return row
