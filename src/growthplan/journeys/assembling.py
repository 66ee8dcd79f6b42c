"""Assemble a report: everything worked out from a plan (or for a place), nothing written yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from growthplan.accounts import ClaimCheck, Measurement, check_claim
from growthplan.accounts import measure as measured_from
from growthplan.appraisal import Appraised
from growthplan.journeys import running
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.building_parts import STEPS as STEPS_OF_PARTS
from growthplan.journeys.building_parts import parts_of
from growthplan.journeys.building_parts import stamped as stamped_parts
from growthplan.journeys.diagnosing import boundaries, diagnose_from
from growthplan.journeys.diagnosing_lineage import stamped
from growthplan.journeys.inputs_kept import PROGRAM, Inputs, inputs_of, program_hash
from growthplan.journeys.measuring import Measured, measure_from
from growthplan.journeys.plan_beside import plan_beside
from growthplan.journeys.plan_state import plan_state
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.plan import Plan, claims_to_check
from growthplan.report import Report
from growthplan.report.pages import productivity_report
from growthplan.store import Store
from growthplan.vocabulary import ENGLAND, RunRecord, Statistics

MOST_AUTHORITY_PAGES = 40
"""Local authorities beyond which a place gets a map of them and no page for each."""


@dataclass(frozen=True)
class Asked:
    """What a report is asked about: a plan's folder, or a place."""

    plan: Path | None
    place: str | None
    as_at: date | None
    started: datetime

    @property
    def steps(self) -> int:
        """How many steps `assemble` tells of."""
        return 5 + STEPS_OF_PARTS * (self.plan is not None)


@dataclass(frozen=True)
class Assembled:
    """A report that can be published."""

    report: Report
    measured: Measured
    run: RunRecord
    state: str
    """Whether the plan is a draft or was released, in words; empty for a place."""
    inputs: Inputs | None
    """What the plan's folder held; None for a place."""
    appraised: Appraised | None = None
    """What the workbook of the appraisal is made from; None when nothing is appraised."""


def assemble(held: Store, asked: Asked, steps: Callable[[str], None]) -> Assembled:
    """Work out everything that is published. Raises GrowthplanError for faults of the plan (all at
    once) or an unknown place."""
    steps("Reading the plan" if asked.plan else "Finding the place")
    as_at, path = asked.as_at, asked.plan
    document, files = plan_for(path, as_at, held.gazetteer) if path else (None, {})
    area = document.place if document else held.gazetteer.resolve(str(asked.place)).code
    comparator = document.comparator if document else ENGLAND
    steps("Measuring productivity")
    measured = measure_from(held, area, comparator, as_at=as_at, started=asked.started)
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
    beside = plan_beside(path, document, held.gazetteer, as_at)
    parts = None
    if document is not None and path is not None:
        parts = parts_of(held, Wanted(document, path, as_at, asked.started), steps)
    inputs = inputs_of(path, files) if path else None
    run = _run(asked, area, measured, inputs)
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
    state = plan_state(path, files, as_at) if path else ""
    appraised = parts.appraisals.found if parts and parts.appraisals else None
    measured = replace(measured, measurement=made, run=run)
    return Assembled(report, measured, run, state, inputs, appraised)


def _run(asked: Asked, area: str, measured: Measured, inputs: Inputs | None) -> RunRecord:
    command = f"build {'plan' if asked.plan else '--place'} {area}"
    sources = measured.statistics.sources.values()
    hashes = inputs.hashes() if inputs else {PROGRAM: program_hash()}
    return running.record(command, sources, asked.started, hashes, asked.as_at)


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
