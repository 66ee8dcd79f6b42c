"""A workbook, or a folder of CSV files, as it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from growthplan.plan.editing.tables.cells import Cell
from growthplan.vocabulary import Fault
from growthplan.vocabulary.fault import Severity

EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet's cells by row and column, both from 0."""

    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    file: str = ""
    """The CSV file that it was read from."""
    merged: tuple[str, ...] = ()
    """Ranges of cells that are merged, such as `B4:B6`."""
    hidden_rows: frozenset[int] = frozenset()
    """Rows that are not shown, from 0."""
    hidden_columns: frozenset[int] = frozenset()
    """Columns that are not shown, from 0."""

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; an empty one outside the sheet."""
        inside = row < len(self.rows) and column < len(self.rows[row])
        return self.rows[row][column] if inside else EMPTY


@dataclass(frozen=True, slots=True)
class Workbook:
    """Every sheet by its name."""

    file: str
    grids: Mapping[str, Grid]
    is_folder: bool = False
    """Whether it is a folder of CSV files; one that is left out there changes nothing."""

    def fault(
        self, at: At, message: str, fix: str, *, code: str, severity: Severity = "error"
    ) -> Fault:
        """A fault at a cell: `plan.xlsx: Interventions!D14: ...`, or the line of a CSV file."""
        grid = self.grids.get(at.sheet)
        if grid and grid.file:
            column = at.column + 1 if at.column is not None else None
            return Fault(message, grid.file, at.row + 1, column, fix, severity, f"workbook-{code}")
        return Fault(f"{at}: {message}", self.file, None, None, fix, severity, f"workbook-{code}")


@dataclass(frozen=True, slots=True)
class At:
    """A cell's place; row and column from 0."""

    sheet: str
    row: int
    column: int | None = None

    def __str__(self) -> str:
        return f"{self.sheet}!{letters(self.column or 0)}{self.row + 1}"


def letters(column: int) -> str:
    """A column, counted from 0, as spreadsheets name it.

    >>> letters(0), letters(25), letters(26), letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
