"""The appraisal that a build publishes: every action of the plan that goes ahead."""

from __future__ import annotations

from dataclasses import replace

from growthplan.journeys import running
from growthplan.journeys.appraising import appraise_from
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.journeys.projecting_ground import lay
from growthplan.journeys.projecting_scenarios import own_assumptions
from growthplan.report.pages import Appraisals
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError, RunRecord


def appraised_for_pages(held: Store, wanted: Wanted, progress: Progress = silent) -> Appraisals:
    """The appraisal of a plan, or why there is none.

    A place that the model cannot start from is no fault of the plan: its page then says so. Raises
    GrowthplanError for faults of assumptions and of the plan's own appraisals.
    """
    assumptions = own_assumptions(wanted.folder)
    try:
        lay(held, wanted.plan.place, assumptions, wanted.as_at)
    except GrowthplanError as refused:
        return Appraisals(refused=" ".join(str(fault) for fault in refused.faults))
    made = appraise_from(
        held,
        wanted.plan,
        assumptions,
        as_at=wanted.as_at,
        progress=progress,
        started=wanted.started,
    )
    return Appraisals(made.appraised, made.discounting, made.sources)


def stamped(appraisals: Appraisals, run: RunRecord) -> Appraisals:
    """The same, its figures told to be of a build's run."""
    if appraisals.found is None:
        return appraisals
    figures = running.stamped(appraisals.found.figures, run)
    return replace(appraisals, found=replace(appraisals.found, figures=figures))
