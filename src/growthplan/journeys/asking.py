"""What if? A changed plan answered while people talk: the ground is laid once and kept warm.

`warm(plan)` reads a plan and lays its ground; `ask(ground, question)` answers one question on it,
with as many draws as asked for. The numbers are those of `growthplan project` for the same
scenario, draws and seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from growthplan.journeys import planning, running
from growthplan.journeys.asking_address import Question
from growthplan.journeys.asking_money import Purse, purse_of
from growthplan.journeys.asking_nearest import Nearest, nearest
from growthplan.journeys.asking_past import Past
from growthplan.journeys.projecting import published_start
from growthplan.journeys.projecting_asked import DEFAULT, last_year
from growthplan.journeys.projecting_cases import cases_of
from growthplan.journeys.projecting_ground import Laid, lay
from growthplan.journeys.projecting_scenarios import own_assumptions, scenarios_of
from growthplan.plan import Plan
from growthplan.settlement.affording import Affording
from growthplan.store import Store
from growthplan.system.answers import ASKED, PLAN, Case, Runs, WhatIf, answer, asking_figures
from growthplan.system.programme import Programme, read_programme
from growthplan.system.scenario import ReadScenario, Scenario, compose, read_scenario
from growthplan.system.streaming import Block, Mapper
from growthplan.vocabulary import (
    Assumption,
    Fault,
    Figure,
    GrowthplanError,
    Input,
    Place,
    RunRecord,
    Source,
    run_id,
)

Floats = npt.NDArray[np.float64]

FIRST, FULL = 300, 2_000
"""Draws of a first answer, and of the full one."""


class StoppedError(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True)
class Warm:
    """A plan, and all that its what-ifs stand on."""

    plan: Plan
    places: tuple[Place, Place]
    """The place and the comparator."""
    programme: Programme
    assumptions: Mapping[str, Assumption]
    laid: Laid
    as_it_stands: Case
    until: int
    scenarios: Mapping[str, ReadScenario]
    """Saved scenarios by name; those with faults are left out."""
    purse: Purse | None
    """None for a plan whose settlement has no lines."""
    files: Mapping[str, str]
    """SHA-256 of each file of the plan by name."""
    start: Input
    """The published gap that every projection of the place starts from."""
    past: Past = field(default_factory=Past, compare=False, repr=False)
    """What earlier questions left for later ones."""


@dataclass(frozen=True)
class Answered:
    """An answer, whether the money allows it, and the record of its run."""

    question: Question
    found: WhatIf
    affording: Affording | None
    nearest: Nearest | None
    """The nearest that the money allows, when it does not allow this and there is one."""
    sources: tuple[Source, ...]
    run: RunRecord
    figures: tuple[Figure, ...]


def warm(folder: Path, store: Path | None = None) -> Warm:
    """Read a plan and lay its ground; raises GrowthplanError as a projection of it does."""
    with Store(store) as held:
        files = planning.plan_files(folder)
        plan = planning.open_plan(folder, store)
        assumptions = own_assumptions(folder)
        laid = lay(held, plan.place, assumptions)
        places = held.gazetteer[plan.place], held.gazetteer[plan.comparator]
        start = published_start(laid, held.gazetteer)
    until = last_year(plan, DEFAULT, laid.ground.base.year)
    programme = read_programme(plan, assumptions)
    cases, _ = cases_of(plan, programme, (), laid, until)
    return Warm(plan, places, programme, assumptions, laid, cases[0], until, _saved(folder),
                purse_of(plan), planning.hashes(files), start)  # fmt: skip


def _saved(folder: Path) -> dict[str, ReadScenario]:
    found = {}
    for name, path in scenarios_of(folder).items():
        read, _ = read_scenario(str(path), planning.bytes_of(path))
        if read is not None:
            found[name] = read
    return found


def ask(
    on: Warm,
    question: Question,
    draws: int = FULL,
    *,
    seed: int = 1,
    shared: bool = True,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Answered:
    """Answer a question with some draws; the first of them are those of any shorter answer.

    `shared` asks also what each action brings. Raises GrowthplanError for steps that contradict or
    name what the plan does not have, and StoppedError between blocks of draws once `is_wanted`
    says no.
    """
    started = running.start()
    cases, notes = _futures(on, question)
    affording = afforded(on, question)
    runs = Runs(on.laid.ground, cases, dict(on.assumptions), on.until, seed, whole=(PLAN, ASKED))
    found = answer(
        runs,
        on.plan,
        on.places,
        draws,
        inputs=(on.start,),
        notes=notes,
        shared=shared,
        run=lambda block: runs.last(on.past.ran(runs, block)),
        stands=on.past.stands(draws, seed),
        mapper=_stoppable(is_wanted),
    )
    on.past.keep(draws, seed, found.plan)
    run = _record(on, question, found, started)
    figures = running.stamped(asking_figures(found, found.grounds), run)
    near = _nearest(on, question, affording)
    return Answered(question, found, affording, near, on.laid.sources, run, figures)


def as_scenario(question: Question, id_: str, title: str, summary: str) -> Scenario:
    """The steps of a question as a scenario of their own; saved ones that it starts from are not
    among them. Raises GrowthplanError when there is no step."""
    if not question.changes:
        raise GrowthplanError(Fault("Nothing was changed, so there is nothing to save.",
                                    code="what-if"))  # fmt: skip
    return Scenario(id=id_, title=title, summary=summary, changes=question.changes)


def _parts(on: Warm, question: Question) -> list[ReadScenario]:
    own = [on.scenarios[name] for name in question.scenarios]
    if question.changes:
        words = Scenario(id=ASKED, title="What if", summary="As asked.", changes=question.changes)
        own.append(ReadScenario(words))
    return own


Futures = tuple[tuple[Case, ...], tuple[str, ...]]
"""What is run, and notes on it."""


def _futures(on: Warm, question: Question) -> Futures:
    parts = _parts(on, question)
    if not parts:
        return (on.as_it_stands,), ()
    cases, notes = cases_of(on.plan, on.programme, (parts,), on.laid, on.until)
    plain = tuple(note.partition(": ")[2] or note for note in notes)
    return (on.as_it_stands, replace(cases[1], id=ASKED)), plain


def afforded(on: Warm, question: Question) -> Affording | None:
    """Whether the money allows it; None for a plan whose settlement has no lines.

    Raises GrowthplanError as `ask` does.
    """
    if on.purse is None:
        return None
    parts = _parts(on, question)
    if not parts:
        return on.purse.afforded((), (), ())
    made = compose(parts, on.plan, on.programme, on.laid.ground.prices, on.until)
    changes = [change for part in parts for change in part.scenario.changes]
    return on.purse.afforded(changes, made.gone, made.programme.outlays)


def _nearest(on: Warm, question: Question, found: Affording | None) -> Nearest | None:
    if found is None or found.is_paid:
        return None

    def judge(other: Question) -> Affording:
        made = afforded(on, other)
        assert made is not None
        return made

    actions = dict.fromkeys(one.intervention for one in on.programme.outlays)
    try:
        return nearest(on.plan, list(actions), question, on.scenarios, found, judge)
    except GrowthplanError:  # what is left contradicts itself: then nothing is offered
        return None


def _stoppable(is_wanted: Callable[[], bool]) -> Mapper:
    """Blocks of draws one after the other, as long as somebody waits."""

    def mapped(run: Block, blocks: Iterable[range]) -> Iterator[Mapping[str, Floats]]:
        for block in blocks:
            if not is_wanted():
                raise StoppedError
            yield run(block)

    return mapped


def _record(on: Warm, question: Question, found: WhatIf, started: datetime) -> RunRecord:
    command = f"what-if {on.plan.place} --draws {found.draws}"
    command += f" {question.address}" if not question.is_plain else ""
    run = running.record(command, on.laid.sources, started, on.files)
    id_ = run_id(command, run.version, run.inputs, found.seed)
    return run.model_copy(update={"seed": found.seed, "id": id_})
