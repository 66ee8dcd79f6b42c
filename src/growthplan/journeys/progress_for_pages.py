"""Progress that a build publishes: signals now and a year before, and how delivery stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from growthplan.journeys import running
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.delivering import delivery_of
from growthplan.journeys.monitoring import Monitored, monitor_from
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.journeys.released import is_release, releases_of
from growthplan.journeys.returns_setup import has_partners
from growthplan.journeys.returns_showing import entered, notes_of, open_returns
from growthplan.monitoring import Monitoring
from growthplan.monitoring.delivery_figures import delivery_figures
from growthplan.monitoring.double_count import claims_of, guard
from growthplan.monitoring.framework_figures import framework_figures, overlap_figures
from growthplan.monitoring.frameworks import framework_table
from growthplan.plan import Plan
from growthplan.report.pages import Ahead, Delivered, Progress
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError, RunRecord


def progress_for_pages(held: Store, wanted: Wanted, ahead: Ahead | None) -> Progress:
    """What is watched of a plan with its delivery, or why nothing is.

    Planned paths of outcomes without a target are the projection's. Raises GrowthplanError for
    faults of what partners returned.
    """
    projection = ahead.projection if ahead else None
    try:
        made = monitor_from(held, wanted.plan, projection, as_at=wanted.as_at)
    except GrowthplanError as refused:
        return Progress(refused=" ".join(str(fault) for fault in refused.faults))
    then = _then(held, wanted, ahead, made)
    return Progress(made.monitoring, then, _delivered(wanted), made.sources)


def _then(
    held: Store, wanted: Wanted, ahead: Ahead | None, made: Monitored
) -> tuple[Monitoring, ...]:
    """The signals as they would have been given a year before the newest release."""
    newest = max((w.released for w in made.monitoring.watched if w.released), default=None)
    if newest is None:
        return ()
    day = date(newest.year - 1, newest.month, min(newest.day, 28))
    plan = _plan_then(wanted, day, held)
    projection = ahead.projection if ahead else None
    try:
        made = monitor_from(held, plan, projection, as_at=day, members=False)
    except GrowthplanError:  # nothing had been published by then
        return ()
    return (made.monitoring,)


def _plan_then(wanted: Wanted, day: date, held: Store) -> Plan:
    """The plan as it stood, where it keeps a release of then; otherwise as it stands."""
    path = wanted.folder
    folder = path.parent if path.is_file() else path
    if is_release(path) or not any(one.release.day <= day for one in releases_of(folder)):
        return wanted.plan
    return plan_for(path, day, held.gazetteer)[0]


def _delivered(wanted: Wanted) -> Delivered | None:
    """How delivery stands, where the plan says who returns."""
    folder = wanted.folder.parent if wanted.folder.is_file() else wanted.folder
    if is_release(wanted.folder) or not has_partners(folder):
        return None
    found = open_returns(folder, day=wanted.as_at or wanted.started.date())
    made, place = delivery_of(found), wanted.plan.place
    if not made.returns_in:
        return Delivered(made, notes=notes_of(found.setup))
    frameworks = [framework_table(one, found.quarter, entered(found))
                  for one in found.setup.frameworks.values()]  # fmt: skip
    guarded = guard(claims_of(found.counting))
    figures = (
        *delivery_figures(made, wanted.plan),
        *(figure for one in frameworks for figure in framework_figures(one, place)),
        *overlap_figures(guarded, place),
    )
    return Delivered(made, tuple(frameworks), guarded, figures, notes_of(found.setup))


def stamped(progress: Progress, run: RunRecord) -> Progress:
    """The same, its figures told to be of a build's run."""
    monitoring, delivered = progress.monitoring, progress.delivered
    if monitoring is not None:
        watched = tuple(replace(one, figures=running.stamped(one.figures, run))
                        for one in monitoring.watched)  # fmt: skip
        nowcast = monitoring.nowcast
        if nowcast is not None:
            nowcast = replace(nowcast, figures=running.stamped(nowcast.figures, run))
        monitoring = replace(monitoring, watched=watched, nowcast=nowcast)
    if delivered is not None:
        delivered = replace(delivered, figures=running.stamped(delivered.figures, run))
    return replace(progress, monitoring=monitoring, delivered=delivered)
