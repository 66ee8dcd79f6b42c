"""How a plan's delivery stands, and what its delays do to the headline outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from growthplan.journeys import planning, running
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting import project_from
from growthplan.journeys.projecting_asked import Asked
from growthplan.journeys.projecting_scenarios import own_assumptions
from growthplan.journeys.returns_showing import Returns, open_returns
from growthplan.monitoring.delivery import Delivery, delivery, delivery_scenarios
from growthplan.monitoring.delivery_figures import delivery_figures
from growthplan.monitoring.returns import Quarter
from growthplan.store import Store
from growthplan.system.answers import Projection
from growthplan.system.programme import read_programme
from growthplan.vocabulary import Figure, GrowthplanError, RunRecord, Source

MEASURES = ("gva_per_hour", "gva", "jobs")
"""Headline outcomes whose change is told."""
DRAWS = 500


@dataclass(frozen=True)
class Moved:
    """What a scenario of delivery changes in one outcome in the last year of the projection."""

    scenario: str
    title: str
    steps: tuple[str, ...]
    measure: str
    name: str
    unit: str
    year: int
    figure: Figure
    """The scenario less the plan as it stands: median, with its 90% range."""


@dataclass(frozen=True)
class Delivered:
    """Delivery as it stands, and what its delays move."""

    delivery: Delivery
    moved: tuple[Moved, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    run: RunRecord


def deliver(
    plan: Path | str,
    quarter: str | None = None,
    *,
    day: date | None = None,
    projected: bool = True,
    draws: int = DRAWS,
    seed: int = 1,
    store: Path | None = None,
    progress: Progress = silent,
) -> Delivered:
    """Milestones, spending, outturn, delays and risks of a plan, from it and its returns.

    With `projected` the delays that are forecast, and the likely risks, are run through the model
    as scenarios. Raises GrowthplanError for faults of the plan, its partners and its returns.
    """
    started = running.start()
    found = open_returns(plan, quarter, day=day, store=store)
    made = delivery_of(found)
    notes = list(made.notes)
    moved: tuple[Moved, ...] = ()
    sources: tuple[Source, ...] = ()
    if projected:
        try:
            moved, sources, told = _moved(found, made, Asked(None, draws, seed, "none"),
                                          store, progress)  # fmt: skip
            notes += told
        except GrowthplanError as refused:
            notes.append(f"What it does to the outcomes is not known: {refused.faults[0]}")
    inputs = found.setup.hashes | {one.where: one.sha256 for one in found.counting}
    command = f"returns delivery {found.setup.plan.place} --quarter {found.quarter.code}"
    run = running.record(command, sources, started, inputs, day)
    figures = (*delivery_figures(made, found.setup.plan), *(one.figure for one in moved))
    return Delivered(made, moved, running.stamped(figures, run), tuple(notes), sources, run)


def delivery_of(found: Returns) -> Delivery:
    """How delivery stands, from returns that are open."""
    setup = found.setup
    assumptions = own_assumptions(setup.folder)
    return delivery(
        setup.plan, found.counting, found.standings, found.quarter, found.day, assumptions
    )


def _moved(
    found: Returns, made: Delivery, asked: Asked, store: Path | None, progress: Progress
) -> tuple[tuple[Moved, ...], tuple[Source, ...], list[str]]:
    plan = found.setup.plan
    assumptions = own_assumptions(found.setup.folder)
    modelled = read_programme(plan, assumptions).interventions
    scenarios = delivery_scenarios(made, modelled)
    notes = _left_out(made, modelled)
    if not scenarios:
        notes.append("No delay or likely risk of a modelled action is known, so nothing moves.")
        return (), (), notes
    files = planning.hashes(planning.plan_files(found.setup.folder))
    with Store(store) as held:
        answer = project_from(
            held, plan, assumptions, scenarios, asked, progress=progress, files=files
        )
    names = [one[0].scenario.id for one in scenarios]
    return _differences(answer.projection, names), answer.sources, notes


def _left_out(made: Delivery, modelled: Sequence[str]) -> list[str]:
    late = [one.title for one in made.delays if one.action not in modelled]
    if not late:
        return []
    return [f"Late, but not modelled, so that the projection does not move: {', '.join(late)}."]


def _differences(projection: Projection, names: Sequence[str]) -> tuple[Moved, ...]:
    """Each scenario less the plan, by outcome, in the last year."""
    found = []
    for name in names:
        future = projection.future(name)
        for measure in MEASURES:
            id_ = f"{measure}/{projection.place.code}/{projection.until}/{name}/difference"
            figure = projection.figure(id_)
            found.append(
                Moved(
                    name, future.title, future.steps, measure, figure.sentence.split(" in ")[0],
                    figure.unit, projection.until, figure,
                )
            )  # fmt: skip
    return tuple(found)


def quarter_shown(code: str) -> str:
    """A quarter's code as a reader writes it.

    >>> quarter_shown("2026-27q1")
    '2026/27 Q1'
    """
    return str(Quarter(int(code[:4]), int(code[-1])))
