"""A plan laid out as tables: what a workbook or a folder of CSV files shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthplan.plan.amounts import financial_year
from growthplan.plan.document import Tree
from growthplan.plan.editing.tables.cells import LONGEST_CELL, Shown, shown
from growthplan.plan.editing.tables.documents import Entry, Trees, dig, entries, year_of
from growthplan.plan.editing.tables.headings import year_heading
from growthplan.plan.editing.tables.kinds import Kind
from growthplan.plan.editing.tables.sheets import Column, Sheet, sheets
from growthplan.plan.fields import NOT_PUBLISHED
from growthplan.vocabulary import Fault, GrowthplanError

RECORD_HEADINGS = ("Field", "Value", "What it means")
"""Headings of a sheet that has a line for each field."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet with its rows."""

    sheet: Sheet
    columns: tuple[Column, ...]
    """The sheet's own, with one for each year before `Order`; the lines of a record."""
    rows: tuple[tuple[Shown, ...], ...]
    """Cells in the order of the columns; a record has one row."""
    keys: tuple[tuple[str, str], ...]
    """For each row the id that it belongs to and its own (`#1` for what has none)."""

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above the rows."""
        if self.sheet.form == "record":
            return RECORD_HEADINGS
        return tuple(column.heading for column in self.columns)

    @property
    def lines(self) -> tuple[tuple[Shown, ...], ...]:
        """Headings and rows as they are written: a record has a line for each of its fields."""
        if self.sheet.form == "record":
            fields = zip(self.columns, self.rows[0], strict=True)
            return (self.headings, *((c.heading, cell, c.meaning) for c, cell in fields))
        return (self.headings, *self.rows)


def laid_out(trees: Trees) -> tuple[Table, ...]:
    """Every table of a plan, empty ones too, from what its files say.

    Raises GrowthplanError for text that is too long for a cell.
    """
    years = _years(trees)
    tables = tuple(_table(sheet, trees, years) for sheet in sheets())
    faults = [
        _too_long(table, row, column)
        for table in tables
        for row, cells in enumerate(table.rows)
        for column, cell in zip(table.columns, cells, strict=True)
        if isinstance(cell, str) and len(cell) > LONGEST_CELL
    ]
    if faults:
        raise GrowthplanError(faults)
    return tables


def columns_of(sheet: Sheet, years: Mapping[bool, tuple[str, ...]]) -> tuple[Column, ...]:
    """The columns of a sheet with those of its years."""
    if not sheet.year_field:
        return sheet.columns
    at = next(n for n, column in enumerate(sheet.columns) if column.role == "order")
    wide = tuple(year_column(sheet, year) for year in years[sheet.financial])
    return (*sheet.columns[:at], *wide, *sheet.columns[at:])


def year_column(sheet: Sheet, year: str) -> Column:
    """The column of one year of a sheet."""
    heading = year_heading(year, financial=sheet.financial)
    kind: Kind = "pounds" if sheet.financial else "number"
    meaning = (
        f"£ million in {year}, in the cash of the year; empty for none."
        if sheet.financial
        else f"The level meant for {year}, in the unit; empty where none is given."
    )
    return Column(heading, "year", kind, (sheet.year_field, year), meaning=meaning)


def cells_of(sheet: Sheet, columns: tuple[Column, ...], entry: Entry, order: int) -> list[Shown]:
    """The cells of one entry, in the order of the columns."""
    return [_cell(sheet, column, entry, order) for column in columns]


def _cell(sheet: Sheet, column: Column, entry: Entry, order: int) -> Shown:
    match column.role:
        case "parent":
            return entry.parent
        case "order":
            return order
        case "delete":
            return None
        case "year":
            return shown(year_value(entry.tree, column, financial=sheet.financial), column)
        case "key" if sheet.form == "named":
            return entry.key.replace("_", " ") if column.choices else entry.key
    return shown(field_value(entry.tree, column), column)


def field_value(tree: Tree, column: Column) -> Tree:
    """What a field holds, `not published` for a group of which nothing was made public."""
    if not column.path:  # a named text is its own value
        return tree
    if column.opens_group:
        group = dig(tree, column.path[:-1])
        if isinstance(group, str):
            return NOT_PUBLISHED
    return dig(tree, column.path)


def year_value(tree: Tree, column: Column, *, financial: bool) -> Tree:
    """The amount of one year, however that year is written."""
    field, year = column.path
    held = dig(tree, (field,))
    for name, value in held.items() if isinstance(held, dict) else ():
        if year_of(name, financial=financial) == year:
            return value
    return None


def _table(sheet: Sheet, trees: Trees, years: Mapping[bool, tuple[str, ...]]) -> Table:
    columns = columns_of(sheet, years)
    if sheet.form == "record":
        tree = next((t for part, t in trees.values() if part.layout in sheet.files), None)
        row = tuple(shown(field_value(tree, column), column) for column in columns)
        return Table(sheet, columns, (row,), (("", ""),))
    rows, keys = [], []
    order: dict[str, int] = {}
    for entry in entries(sheet, trees):
        order[entry.parent] = order.get(entry.parent, 0) + 1
        rows.append(tuple(cells_of(sheet, columns, entry, order[entry.parent])))
        keys.append((entry.parent, entry.key))
    return Table(sheet, columns, tuple(rows), tuple(keys))


def _years(trees: Trees) -> dict[bool, tuple[str, ...]]:
    """Financial (True) and calendar years that the plan names or runs through."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    plan = next((tree for part, tree in trees.values() if part.layout == "plan.yaml"), None)
    start, span = (dig(plan, ("horizon", name)) for name in ("start", "years"))
    if isinstance(start, int):
        for year in range(start, start + (span if isinstance(span, int) and span < 40 else 10)):
            found[True].add(financial_year(year))
            found[False].add(str(year + 1))
    for sheet in sheets():
        for entry in entries(sheet, trees) if sheet.year_field else ():
            held = dig(entry.tree, (sheet.year_field,))
            names = held if isinstance(held, dict) else {}
            found[sheet.financial] |= {year_of(n, financial=sheet.financial) for n in names}
    return {financial: tuple(sorted(years)) for financial, years in found.items()}


def _too_long(table: Table, row: int, column: Column) -> Fault:
    about = " ".join(part for part in table.keys[row] if part)
    message = (
        f"'{column.heading}' of {about or table.sheet.one} has more than {LONGEST_CELL:,} letters"
    )
    fix = "A spreadsheet's cell cannot hold it: shorten it, or edit the YAML file."
    return Fault(message, code="workbook-too-long", fix=fix)
