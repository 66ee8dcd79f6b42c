"""The projection that a build publishes: the plan with every scenario in its folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from growthplan.journeys import running
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting import project_from
from growthplan.journeys.projecting_asked import DEFAULT, last_year
from growthplan.journeys.projecting_findings import findings_of
from growthplan.journeys.projecting_ground import lay
from growthplan.journeys.projecting_scenarios import (
    own_assumptions,
    read_scenarios,
    scenarios_of,
)
from growthplan.plan import Plan
from growthplan.report.pages import Ahead
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError, RunRecord


@dataclass(frozen=True)
class Wanted:
    """What a build projects: a plan, its folder, and the day whose statistics are read."""

    plan: Plan
    folder: Path
    as_at: date | None
    started: datetime


def projected_ahead(held: Store, wanted: Wanted, progress: Progress = silent) -> Ahead:
    """The projection of a plan, or why there is none.

    A place that the model cannot start from, or a horizon that it cannot reach, is no fault of the
    plan: its pages then say so. Raises GrowthplanError for faults of scenarios and assumptions.
    """
    scenarios = read_scenarios(wanted.folder, scenarios_of(wanted.folder))
    assumptions = own_assumptions(wanted.folder)
    try:
        laid = lay(held, wanted.plan.place, assumptions, wanted.as_at)
        last_year(wanted.plan, DEFAULT, laid.ground.base.year)
    except GrowthplanError as refused:
        return Ahead(refused=" ".join(str(fault) for fault in refused.faults))
    made = project_from(
        held,
        wanted.plan,
        assumptions,
        scenarios,
        as_at=wanted.as_at,
        progress=progress,
        started=wanted.started,
    )
    findings = findings_of(held, wanted.plan, wanted.folder, assumptions, as_at=wanted.as_at)
    return Ahead(made.projection, made.sources, findings=findings)


def stamped(ahead: Ahead, run: RunRecord) -> Ahead:
    """The same, its figures told to be of a build's run."""
    if ahead.projection is None:
        return ahead
    figures = running.stamped(ahead.projection.figures, run)
    found = ahead.findings
    if found is not None:
        found = replace(found, figures=running.stamped(found.figures, run))
    return replace(ahead, projection=replace(ahead.projection, figures=figures), findings=found)
