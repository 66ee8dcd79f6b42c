"""Write the spreadsheet: cover, contents, notes, one table a sheet, document properties."""

from __future__ import annotations

import warnings
from datetime import datetime, time
from pathlib import Path
from types import ModuleType
from typing import Any

from growthplan.publishers.extras import data_frames, workbook_engine
from growthplan.publishers.workbook.rows import report_sheets
from growthplan.publishers.workbook.sheets import gptable, note_numbers
from growthplan.report import Report

_AUTHOR = "growthplan"
_UNDATED = datetime(2000, 1, 1)


def write_workbook(report: Report, path: Path) -> Path:
    """Write every table, figure and source of the report to `path` (.xlsx) and return it.

    Follows the Analysis Function's guidance on accessible spreadsheets through gptables. The same
    report gives the same bytes: the file's date is that of its newest release. Raises
    GrowthplanError when the `workbook` extra is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        engine = workbook_engine()
        book = _produce(engine, report, path)
        book.set_properties(
            {
                "title": report.title,
                "subject": report.edition,
                "author": _AUTHOR,
                "company": "",
                "comments": report.run_line,
                "created": _date(report),
            }
        )
        book.close()
    return path


def _date(report: Report) -> datetime:
    released = [source.released for source in report.sources]
    return datetime.combine(max(released), time()) if released else _UNDATED


def _produce(engine: ModuleType, report: Report, path: Path) -> Any:
    frame = data_frames().DataFrame
    notes = note_numbers(report)
    sheets = {s.label: gptable(engine, s, notes) for s in report_sheets(report)}
    cover = engine.Cover(
        title=report.title,
        intro=["Introduction", *_introduction(report)],
        about=["About these figures", *_about(report)],
        cover_label="Cover",
    )
    table = frame({"Note reference": list(notes.values()), "Note text": list(notes)}, dtype=object)
    return engine.produce_workbook(
        str(path),
        sheets,
        cover=cover,
        notes_table=table if notes else None,
        contentsheet_options={
            "additional_elements": [],
            "column_names": ["Worksheet", "Table"],
        },
    )


def _introduction(report: Report) -> list[str]:
    return [
        f"Productivity of {report.place} ({report.place_code}).",
        f"Statistics: {report.edition}.",
        "Each worksheet holds one table. Worksheet Figures lists every figure that the pages "
        "quote; worksheet Sources says where they come from.",
    ]


def _about(report: Report) -> list[str]:
    return [note for note in (*report.notes, report.run_line) if note]
