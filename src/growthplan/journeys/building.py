"""Build: everything published, from the plan (or for a place) and the store."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from growthplan.accounts import ClaimCheck, Measurement, check_claim
from growthplan.accounts import measure as measured_from
from growthplan.journeys import planning, running
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.building_parts import STEPS, parts_of
from growthplan.journeys.building_parts import stamped as stamped_parts
from growthplan.journeys.diagnosing import boundaries, diagnose_from
from growthplan.journeys.diagnosing_lineage import stamped
from growthplan.journeys.folders import replaced_folder
from growthplan.journeys.measuring import Measured, measure_from
from growthplan.journeys.plan_beside import plan_beside
from growthplan.journeys.plan_state import plan_state
from growthplan.journeys.printing import print_report
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.plan import Plan, claims_to_check
from growthplan.publishers import write_figures, write_site, write_tables, write_workbook
from growthplan.report import Report
from growthplan.report.pages import productivity_report
from growthplan.store import Store
from growthplan.vocabulary import ENGLAND, GrowthplanError, RunRecord, Statistics

MOST_AUTHORITY_PAGES = 40
"""Local authorities beyond which a place gets a map of them and no page for each."""


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
) -> Build:
    """Publish a plan, or the evidence for any UK place: `site/`, `report.pdf`, `data/`,
    `workbook.xlsx`, `figures.json` and `run.json` in `out`. With `as_at` both the statistics and
    the plan's releases are those of that day. Without `pdf` there is no `report.pdf`; nor is
    there when the `pdf` extra is not installed, and `notes` says so.

    The folder appears whole or not at all: a failed build leaves the last good one. Raises
    GrowthplanError for faults of the plan (all at once), an unknown place, or an `out` that is in
    use for something else.
    """
    if (plan is None) == (place is None):
        raise GrowthplanError(
            "Name a plan's folder, or a place with --place: one of the two. For example "
            "`growthplan build plans/liverpool-city-region --out out`."
        )
    steps = _Steps(progress, total=(9 if pdf else 8) + STEPS * (plan is not None))
    started = running.start()
    with Store(store) as held:
        steps("Reading the plan" if plan else "Finding the place")
        document, files = (
            plan_for(Path(plan), as_at, held.gazetteer) if plan is not None else (None, {})
        )
        area = document.place if document else held.gazetteer.resolve(str(place)).code
        comparator = document.comparator if document else ENGLAND
        steps("Measuring productivity")
        measured = measure_from(held, area, comparator, as_at=as_at, started=started)
        steps("Measuring each local authority")
        members = _members(measured, comparator)
        steps("Diagnosing drivers, sectors and clusters")
        drawn = boundaries()
        diagnosed = diagnose_from(
            held, area, comparator, as_at=as_at, drawn=drawn, members=members, plan=document
        )
        steps("Checking public statements")
        claims = _checked(document, measured)
        holdings = held.coverage(as_at)
        path = Path(plan) if plan is not None else None
        beside = plan_beside(path, document, held.gazetteer, as_at)
        parts = None
        if document is not None and path is not None:
            parts = parts_of(held, Wanted(document, path, as_at, started), steps)
    command = f"build {'plan' if plan else '--place'} {area}"
    sources = measured.statistics.sources.values()
    run = running.record(command, sources, started, planning.hashes(files), as_at)
    made = replace(measured.measurement, figures=running.stamped(measured.measurement.figures, run))
    report = productivity_report(
        made,
        measured.statistics,
        holdings=holdings,
        plan=document,
        claims=claims,
        members={
            code: replace(one, figures=running.stamped(one.figures, run))
            for code, one in members.items()
        },
        boundaries=drawn,
        diagnosis=stamped(diagnosed.diagnosis, run),
        beside=replace(beside, run=run.id) if beside else None,
        parts=stamped_parts(parts, run) if parts else None,
        run_line=f"growthplan {run.version}, run {run.id}",
    )
    state = plan_state(Path(plan), files, as_at) if plan is not None else ""
    count, notes = _publish(report, run, Path(out), steps, state if pdf else None)
    return Build(Path(out), report, replace(measured, measurement=made, run=run), run, count, notes)


def _members(measured: Measured, comparator: str) -> dict[str, Measurement]:
    """Each local authority of the place, when it has several and pages for them can be read."""
    statistics: Statistics = measured.statistics
    own = statistics.gazetteer.local_authorities_of(measured.measurement.place.code)
    if not 1 < len(own) <= MOST_AUTHORITY_PAGES:
        return {}
    return {p.code: measured_from(statistics, p.code, comparator) for p in own}


def _checked(plan: Plan | None, measured: Measured) -> tuple[ClaimCheck, ...]:
    if plan is None:
        return ()
    return tuple(check_claim(measured.statistics, claim) for claim in claims_to_check(plan))


def _publish(
    report: Report, run: RunRecord, out: Path, steps: Callable[[str], None], state: str | None
) -> tuple[int, tuple[str, ...]]:
    """Write every form of the report into a folder that takes the old one's place at the end.

    `state` is the plan's, for the title page of the PDF; None for no PDF. Returns how many files
    there are, and what could not be made.
    """
    notes: tuple[str, ...] = ()
    record = run.model_dump(mode="json")
    with replaced_folder(out) as folder:
        steps("Drawing the pages")
        write_site(report, folder / "site")
        if state is not None:
            steps("Setting the PDF")
            notes = print_report(report, run, folder / "report.pdf", state)
        steps("Writing the spreadsheet")
        write_workbook(report, folder / "workbook.xlsx")
        steps("Writing the data")
        write_tables(report, folder / "data")
        write_figures(report, folder / "figures.json", record)
        text = json.dumps(record, indent=2, ensure_ascii=False)
        (folder / "run.json").write_text(text + "\n", encoding="utf-8", newline="\n")
        return sum(path.is_file() for path in folder.rglob("*")), notes


class _Steps:
    """Counts the steps of a build as they begin."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def __call__(self, step: str) -> None:
        self._progress(step, self._done, self._total)
        self._done += 1
