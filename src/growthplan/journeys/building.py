"""Build: everything published, from the plan (or for a place) and the store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from growthplan.journeys import appraisal_workbook, inputs_kept, running
from growthplan.journeys.assembling import Asked, Assembled, assemble
from growthplan.journeys.folders import replaced_folder
from growthplan.journeys.measuring import Measured
from growthplan.journeys.printing import print_report
from growthplan.journeys.progress import Progress, silent
from growthplan.publishers import (
    check_extras,
    write_figures,
    write_site,
    write_tables,
    write_workbook,
)
from growthplan.report import Report
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError, RunRecord


@dataclass(frozen=True)
class Build:
    """What a build made."""

    folder: Path
    report: Report
    measured: Measured
    run: RunRecord
    files: int
    notes: tuple[str, ...] = ()
    """What could not be made, and what to do about it."""


def build(
    plan: Path | str | None = None,
    place: str | None = None,
    out: Path | str = "out",
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
    *,
    pdf: bool = True,
    frame: Path | None = None,
) -> Build:
    """Publish a plan, or the evidence for any UK place: `site/`, `report.pdf`, `data/`,
    `workbook.xlsx`, `figures.json`, `run.json` and, of a plan, `appraisal.xlsx` and `inputs.json`
    in `out`. With `as_at` both the statistics and the plan's releases are those of that day.
    Without `pdf` there is no `report.pdf`; nor is there when the `pdf` extra is not installed, and
    `notes` says so. Pages may stand in a `frame` (see `write_site`).

    The folder appears whole or not at all: a failed build leaves the last good one. Raises
    GrowthplanError for faults of the plan (all at once), an unknown place, an `out` that is in use
    for something else, or, before any work, extras that are not installed.
    """
    if (plan is None) == (place is None):
        raise GrowthplanError(
            "Name a plan's folder, or a place with --place: one of the two. For example "
            "`growthplan build plans/liverpool-city-region --out out`."
        )
    check_extras()
    asked = Asked(Path(plan) if plan is not None else None, place, as_at, running.start())
    steps = Steps(progress, total=asked.steps + steps_of_publishing(pdf))
    with Store(store) as held:
        made = assemble(held, asked, steps)
    return publish(made, Path(out), steps, pdf=pdf, frame=frame)


def steps_of_publishing(pdf: bool) -> int:
    """How many steps `publish` tells of."""
    return 4 if pdf else 3


def publish(
    made: Assembled,
    out: Path,
    steps: Steps,
    *,
    pdf: bool = True,
    beside: Mapping[str, str] | None = None,
    frame: Path | None = None,
) -> Build:
    """Write every form of the report into a folder that takes the old one's place at the end.

    `beside` are further files by name, as text.
    """
    notes: tuple[str, ...] = ()
    report, record = made.report, made.run.model_dump(mode="json")
    with replaced_folder(out) as folder:
        steps("Drawing the pages")
        write_site(report, folder / "site", frame=frame)
        if pdf:
            steps("Setting the PDF")
            notes = print_report(report, made.run, folder / "report.pdf", made.state)
        steps("Writing the spreadsheet")
        write_workbook(report, folder / "workbook.xlsx")
        appraisal_workbook.write_beside(made.appraised, made.run, folder)
        steps("Writing the data")
        write_tables(report, folder / "data")
        write_figures(report, folder / "figures.json", record)
        texts = {"run.json": json.dumps(record, indent=2, ensure_ascii=False) + "\n"}
        if made.inputs is not None:
            texts[inputs_kept.FILE] = made.inputs.text()
        for name, text in {**texts, **(beside or {})}.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        count = sum(path.is_file() for path in folder.rglob("*"))
    return Build(out, report, made.measured, made.run, count, notes)


class Steps:
    """Counts the steps of a build as they begin."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def more(self, steps: int) -> None:
        """There will be some more than was thought."""
        self._total += steps

    def __call__(self, step: str) -> None:
        self._progress(step, self._done, self._total)
        self._done += 1
