"""A plan as tables, for people who edit it in a spreadsheet."""

from growthplan.plan.editing.tables.cells import Cell, Shown
from growthplan.plan.editing.tables.comparing import CellChange, cell_changes
from growthplan.plan.editing.tables.documents import trees_of
from growthplan.plan.editing.tables.importing import (
    FILES_HEADINGS,
    FILES_SHEET,
    Imported,
    as_grid,
    exported_files,
    imported,
)
from growthplan.plan.editing.tables.laying_out import RECORD_HEADINGS, Table, laid_out
from growthplan.plan.editing.tables.sheets import Column, Sheet, sheets
from growthplan.plan.editing.tables.workbook import At, Grid, Workbook, letters

__all__ = [
    "FILES_HEADINGS",
    "FILES_SHEET",
    "RECORD_HEADINGS",
    "At",
    "Cell",
    "CellChange",
    "Column",
    "Grid",
    "Imported",
    "Sheet",
    "Shown",
    "Table",
    "Workbook",
    "as_grid",
    "cell_changes",
    "exported_files",
    "imported",
    "laid_out",
    "letters",
    "sheets",
    "trees_of",
]
