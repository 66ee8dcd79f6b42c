"""Report tables to gptables: one table a sheet, units in headings, notes by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from growthplan.publishers.extras import data_frames
from growthplan.publishers.workbook.rows import Sheet
from growthplan.report import Cell, Column, Report
from growthplan.vocabulary import UNITS

MISSING = "[x]"
"""What government spreadsheets put in a cell that has no figure."""
LEGEND = f"{MISSING} = no figure is published or can be worked out"


def note_numbers(report: Report) -> dict[str, str]:
    """A reference for every note under any table, `note1` first.

    The order is that of `report_sheets`, which is the order in which the notes appear.
    """
    notes = [note for table in report.tables() if table.rows for note in table.notes]
    return {text: f"note{n}" for n, text in enumerate(dict.fromkeys(notes), start=1)}


def gptable(engine: ModuleType, sheet: Sheet, notes: Mapping[str, str]) -> Any:
    """One sheet: title with its note numbers, the table, its source."""
    frame = data_frames().DataFrame
    table = sheet.table
    rows = [*table.rows, *((table.total,) if table.total else ())]
    headings = [column.title for column in table.columns]
    cells = [[_spoken(cell) for cell in row] for row in rows]
    marks = "".join(f" $${notes[note]}$$" for note in table.notes)
    holes = any(cell == MISSING for row in cells for cell in row)
    return engine.GPTable(
        table=frame(cells, columns=headings, dtype=object),
        table_name=sheet.name,
        title=table.title + marks,
        subtitles=[sheet.subtitle] if sheet.subtitle else [],
        instructions="This worksheet contains one table.",
        legend=[LEGEND] if holes else [],
        source=f"Source: {table.source}",
        index_columns={1: 0},
        additional_formatting=_formats(table.columns),
    )


def _spoken(cell: Cell) -> Cell:
    """A cell that a screen reader can say: no empty cell, no lone symbol."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return MISSING
    if isinstance(cell, str) and not any(c.isalnum() for c in cell):
        return UNITS.get(cell, MISSING)
    return cell


def _formats(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Decimals as on the page; text wraps."""
    found: list[dict[str, Any]] = []
    for position, column in enumerate(columns):
        if column.kind == "number":
            digits = f"0.{'0' * column.decimals}" if column.decimals else "0"
            style: dict[str, Any] = {"num_format": f"#,##{digits}", "align": "right"}
        elif column.kind == "year":
            style = {"num_format": "0", "align": "left"}
        else:
            style = {"text_wrap": True}
        found.append({"column": {"columns": [position], "format": style}})
    return found
