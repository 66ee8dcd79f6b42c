"""Workbooks made and edited in memory, as a person would edit them in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from growthplan.plan.editing.tables import (
    Cell,
    Grid,
    Imported,
    Table,
    Workbook,
    as_grid,
    imported,
    laid_out,
    trees_of,
)

Rows = dict[str, list[list[Cell]]]


def tables_of(files: Mapping[str, bytes]) -> dict[str, Table]:
    return {table.sheet.name: table for table in laid_out(trees_of(files))}


def rows_of(files: Mapping[str, bytes]) -> Rows:
    """Every sheet as rows of cells to edit; the first row has the headings."""
    return {
        name: [list(row) for row in as_grid(table).rows] for name, table in tables_of(files).items()
    }


def taken_in(files: Mapping[str, bytes], rows: Rows, hidden: tuple[str, ...] = ()) -> Imported:
    grids = {name: Grid(lines, name in hidden) for name, lines in rows.items()}
    return imported(files, Workbook("plan.xlsx", grids))


def place(rows: Rows, sheet: str, key: str, heading: str) -> tuple[int, int]:
    """Row and column of a cell: the row in which `key` stands first."""
    lines = rows[sheet]
    headings = [cell.value for cell in lines[0]]
    row = next(n for n, line in enumerate(lines) if n and key in [cell.value for cell in line])
    return row, headings.index(heading)


def type_in(rows: Rows, sheet: str, key: str, heading: str, value: Any) -> None:
    """Type a value, or a whole Cell, into a cell."""
    row, column = place(rows, sheet, key, heading)
    rows[sheet][row][column] = value if isinstance(value, Cell) else Cell(value)


def add_row(rows: Rows, sheet: str, **values: Any) -> None:
    """Fill in the row below the last; names are headings with _ for spaces."""
    headings = [str(cell.value) for cell in rows[sheet][0]]
    named = {name.replace("_", " ").casefold(): value for name, value in values.items()}
    assert named.keys() <= {heading.casefold() for heading in headings}
    rows[sheet].append([Cell(named.get(heading.casefold())) for heading in headings])
