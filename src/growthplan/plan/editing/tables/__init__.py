"""A plan as tables, for people who edit it in a spreadsheet."""

from growthplan.plan.editing.tables.cells import Cell, Shown
from growthplan.plan.editing.tables.comparing import CellChange, cell_changes
from growthplan.plan.editing.tables.documents import trees_of
from growthplan.plan.editing.tables.importing import Imported, imported
from growthplan.plan.editing.tables.laying_out import RECORD_HEADINGS, Table, laid_out
from growthplan.plan.editing.tables.sheets import Column, Sheet, sheets
from growthplan.plan.editing.tables.workbook import At, Grid, Workbook, letters

__all__ = [
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
    "cell_changes",
    "imported",
    "laid_out",
    "letters",
    "sheets",
    "trees_of",
]
