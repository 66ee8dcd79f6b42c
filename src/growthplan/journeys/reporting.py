"""Reports for a reader who does not open the site: two sheets for a board, and the year."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from growthplan.journeys import running
from growthplan.journeys.assembling import Asked, Assembled, assemble
from growthplan.journeys.building import Steps
from growthplan.journeys.printing import print_day
from growthplan.journeys.progress import Progress, silent
from growthplan.publishers import write_board, write_pdf
from growthplan.report import Report
from growthplan.report.pages import BOARD
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError, RunRecord

ANNUAL = (
    "index", "plan", "progress", "progress-measures", "progress-delivery", "progress-then",
    "productivity", "projection", "projection-targets", "worth", "money", "evidence", "method",
)  # fmt: skip
"""Pages of an annual report: where the place stands, whether the plan is on track, what was done,
what it is worth, what was learned, and how that is known."""


@dataclass(frozen=True)
class Written:
    """A report as a file."""

    path: Path
    report: Report
    run: RunRecord


def board_report(
    plan: Path | str,
    to: Path | str = "board-report.pdf",
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> Written:
    """Write the board report of a plan, two pages exactly.

    Raises GrowthplanError for faults of the plan, and when the `pdf` extra is not installed.
    """

    def write(made: Assembled, path: Path) -> None:
        write_board(made.report, BOARD, path, made=print_day(made.run), state=made.state)

    return _written(plan, Path(to), store, as_at, progress, write)


def annual_report(
    plan: Path | str,
    to: Path | str = "annual-report.pdf",
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> Written:
    """Write the annual report of a plan: each figure leads to how it is known, and its sources.

    Raises GrowthplanError for faults of the plan, and when the `pdf` extra is not installed.
    """

    def write(made: Assembled, path: Path) -> None:
        write_pdf(annual(made.report), path, made=print_day(made.run), state=made.state)

    return _written(plan, Path(to), store, as_at, progress, write)


def annual(report: Report) -> Report:
    """The pages of an annual report; tables of the others stay in the files that they name."""
    known = {page.slug: page for page in report.pages}
    pages = tuple(known[slug] for slug in ANNUAL if slug in known)
    return replace(
        report,
        title=f"{report.title}: annual report",
        pages=pages,
        extra_tables=tuple(table for page in report.pages for table in page.tables()),
    )


def _written(
    plan: Path | str,
    to: Path,
    store: Path | None,
    as_at: date | None,
    progress: Progress,
    write: Callable[[Assembled, Path], None],
) -> Written:
    """Assemble the plan's report and write it; the file appears whole or not at all."""
    asked = Asked(Path(plan), None, as_at, running.start())
    steps = Steps(progress, total=asked.steps + 1)
    with Store(store) as held:
        made = assemble(held, asked, steps)
    steps("Setting the PDF")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{to.name}-", dir=to.parent) as folder:
            whole = Path(folder) / to.name
            write(made, whole)
            os.replace(whole, to)
    except OSError as error:
        message = f"the report can't be written: {error.strerror or error}"
        raise GrowthplanError(Fault(message, str(to), fix="Name another with --to.")) from None
    return Written(to, made.report, made.run)
