"""The PDF of a build: the report, dated by its run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from growthplan.publishers import write_pdf
from growthplan.report import Report
from growthplan.vocabulary import GrowthplanError, RunRecord


def print_report(report: Report, run: RunRecord, path: Path, state: str) -> tuple[str, ...]:
    """Write the report as a PDF; what the user has to know when an extra for it is missing.

    It carries the day of the run, or the day as at which it was run: the same inputs on the same
    day give the same bytes.
    """
    made = date.fromisoformat(run.as_at) if run.as_at else run.started.date()
    try:
        write_pdf(report, path, made=made, state=state)
    except GrowthplanError as error:
        if any(fault.code != "missing extra" for fault in error.faults):
            raise
        return tuple(str(fault) for fault in error.faults)
    return ()
