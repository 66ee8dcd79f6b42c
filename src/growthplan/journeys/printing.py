"""The PDF of a build: the report, dated by its run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from growthplan.publishers import write_board, write_pdf
from growthplan.report import Report
from growthplan.report.pages import BOARD, BOARD_FILE
from growthplan.vocabulary import GrowthplanError, RunRecord


def print_report(report: Report, run: RunRecord, path: Path, state: str) -> tuple[str, ...]:
    """Write the report as a PDF, and two sheets of it for a board beside it; return what the user
    has to know when an extra for that is missing.

    They carry the day of the run, or the day as at which it was run: the same inputs on the same
    day give the same bytes.
    """
    try:
        write_pdf(report, path, made=print_day(run), state=state)
        if any(page.slug == BOARD for page in report.pages):
            write_board(report, BOARD, path.with_name(BOARD_FILE), made=print_day(run), state=state)
    except GrowthplanError as error:
        if any(fault.code != "missing extra" for fault in error.faults):
            raise
        return tuple(str(fault) for fault in error.faults)
    return ()


def print_day(run: RunRecord) -> date:
    """The day on a document of a run: that as at which it was run, or its own."""
    return date.fromisoformat(run.as_at) if run.as_at else run.started.date()
