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
    """The scenario less the plan as it stands, in that year: median, with its 90% range."""
    worst: Figure
    """The same in the year in which it is lowest. What fades leaves more in the last year when it
    comes later, so the last year alone can flatter a delay."""
    over_all_years: float
    """Mean of the draws, added up over every year of the projection, in `unit`."""


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
    shown = {f.id: f for one in moved for f in (one.figure, one.worst)}
    figures = (*delivery_figures(made, found.setup.plan), *shown.values())
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
    """Each scenario less the plan, by outcome: in the last year, the worst, and all together."""
    return tuple(_difference(projection, name, measure) for name in names for measure in MEASURES)


def _difference(projection: Projection, name: str, measure: str) -> Moved:
    path = projection.path(measure, f"{name}:difference")
    path = path.filter(path["year"] > projection.base_year)

    def figure(year: int) -> Figure:
        return projection.figure(f"{measure}/{projection.place.code}/{year}/{name}/difference")

    future, last = projection.future(name), figure(projection.until)
    lowest = int(path.sort("median", "year")["year"][0])
    return Moved(
        name, future.title, future.steps, measure, last.sentence.split(" in ")[0], last.unit,
        projection.until, last, figure(lowest), float(path["mean"].sum()),
    )  # fmt: skip


def quarter_shown(code: str) -> str:
    """A quarter's code as a reader writes it.

    >>> quarter_shown("2026-27q1")
    '2026/27 Q1'
    """
    return str(Quarter(int(code[:4]), int(code[-1])))
