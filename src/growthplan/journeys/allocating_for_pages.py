"""The settlement and the portfolio that a build publishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from growthplan.journeys import ledger_file, running
from growthplan.journeys.allocating import Asked, allocate_from
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.journeys.projecting_ground import lay
from growthplan.journeys.projecting_scenarios import own_assumptions
from growthplan.report.pages import Settled
from growthplan.settlement import Entry, Standing, standing, standing_figures
from growthplan.settlement.offers import candidates
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError, RunRecord

GAP = 1e-4
"""Share of the best at which a published search stops: a gap, never a time, so that every machine
publishes the same."""


def settled_for_pages(held: Store, wanted: Wanted, progress: Progress = silent) -> Settled:
    """Where the settlement of a plan stands, and the portfolio chosen inside it.

    A plan without a settlement, a place that the model cannot start from, and rules that no
    portfolio keeps are no faults of a build: the pages then say so. Raises GrowthplanError when the
    ledger is damaged or does not balance.
    """
    settlement = wanted.plan.settlement
    if settlement is None or not settlement.lines:
        return Settled(refused="The plan has no settlement with lines of money.")
    stands = _stands(wanted)
    figures = standing_figures(wanted.plan, stands)
    assumptions = own_assumptions(wanted.folder)
    if not candidates(wanted.plan):
        return Settled(stands, figures=figures, refused="No action of the plan could be chosen.")
    try:
        laid = lay(held, wanted.plan.place, assumptions, wanted.as_at)
        made = allocate_from(
            held,
            wanted.plan,
            assumptions,
            Asked(gap=GAP),
            as_at=wanted.as_at,
            progress=progress,
            started=wanted.started,
        )
    except GrowthplanError as refused:
        return Settled(stands, figures=figures, refused=_said(refused))
    return Settled(stands, made.allocated, (*figures, *made.figures), laid.sources)


def _said(refused: GrowthplanError) -> str:
    return " ".join(str(fault) for fault in refused.faults)


def _stands(wanted: Wanted) -> Standing:
    folder = wanted.folder.parent if wanted.folder.is_file() else wanted.folder
    return standing(wanted.plan, _entries(folder, wanted.as_at))


def _entries(folder: Path, as_at: date | None) -> tuple[Entry, ...]:
    """Entries of the ledger, those of a day or before when there is one."""
    found = ledger_file.read(folder).entries
    if as_at is None:
        return found
    before = [entry.day <= as_at for entry in found]
    return found[: before.index(False) if False in before else len(found)]


def stamped(settled: Settled, run: RunRecord) -> Settled:
    """The same, its figures told to be of a build's run."""
    return replace(settled, figures=running.stamped(settled.figures, run))
