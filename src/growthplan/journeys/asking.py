"""What if? A changed plan answered while people talk: the ground is laid once and kept warm.

`warm(plan)` reads a plan and lays its ground; `ask(ground, question)` answers one question on it,
with as many draws as asked for. The numbers are those of `growthplan project` for the same
scenario, draws and seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from growthplan.journeys import planning, running
from growthplan.journeys.asking_address import Question
from growthplan.journeys.asking_past import Past
from growthplan.journeys.projecting import published_start
from growthplan.journeys.projecting_asked import DEFAULT, last_year
from growthplan.journeys.projecting_cases import cases_of
from growthplan.journeys.projecting_ground import Laid, lay
from growthplan.journeys.projecting_scenarios import own_assumptions, scenarios_of
from growthplan.plan import Plan
from growthplan.settlement import terms_of
from growthplan.settlement.affording import Affording, afford
from growthplan.settlement.changed_costs import Asked, changed_costs
from growthplan.settlement.pots import Money, money_of
from growthplan.store import Store
from growthplan.system.answers import ASKED, PLAN, Case, Runs, WhatIf, answer, asking_figures
from growthplan.system.programme import Programme, read_programme
from growthplan.system.scenario import Change, ReadScenario, Scenario, compose, read_scenario
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
    money: Money | None
    """None for a plan whose settlement has no lines."""
    before: frozenset[tuple[str, str, int]]
    """Costs (line, kind, year) of the plan itself that fall outside its money."""
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
    has_lines = plan.settlement is not None and bool(plan.settlement.lines)
    money = money_of(plan, terms_of(plan), ()) if has_lines else None
    return Warm(plan, places, programme, assumptions, laid, cases[0], until, _saved(folder), money,
                _outside(plan, money), planning.hashes(files), start)  # fmt: skip


def _saved(folder: Path) -> dict[str, ReadScenario]:
    found = {}
    for name, path in scenarios_of(folder).items():
        read, _ = read_scenario(str(path), planning.bytes_of(path))
        if read is not None:
            found[name] = read
    return found


def _outside(plan: Plan, money: Money | None) -> frozenset[tuple[str, str, int]]:
    """Costs of the plan as it stands in years in which their line has no money: paid before."""
    if money is None:
        return frozenset()
    costs = changed_costs(plan, (), (), ())
    return frozenset(
        (one.line, one.kind, one.year)
        for one in costs
        if money.pot_of(one.line, one.kind, one.year) is None
    )


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
    parts = _parts(on, question)
    cases, notes, affording = _changed(on, parts) if parts else _unchanged(on)
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
    return Answered(question, found, affording, on.laid.sources, run, figures)


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


Futures = tuple[tuple[Case, ...], tuple[str, ...], Affording | None]
"""What is run, notes on it, and whether the money allows the last of them."""


def _unchanged(on: Warm) -> Futures:
    costs = changed_costs(on.plan, (), (), ())
    return (on.as_it_stands,), (), _afforded(on, (), costs)


def _changed(on: Warm, parts: list[ReadScenario]) -> Futures:
    cases, notes = cases_of(on.plan, on.programme, (parts,), on.laid, on.until)
    asked = replace(cases[1], id=ASKED)
    composed = compose(parts, on.plan, on.programme, on.laid.ground.prices, on.until)
    changes = [change for part in parts for change in part.scenario.changes]
    costs = changed_costs(on.plan, changes, composed.gone, composed.programme.outlays)
    plain = tuple(note.partition(": ")[2] or note for note in notes)
    return (on.as_it_stands, asked), plain, _afforded(on, changes, costs)


def _afforded(on: Warm, changes: Iterable[Change], costs: Sequence[Asked]) -> Affording | None:
    if on.money is None:
        return None
    return afford(on.money, costs, _switched(on, on.money, changes), on.before)


def _switched(on: Warm, money: Money, changes: Iterable[Change]) -> list[tuple[int, int, float]]:
    """Moves between pots that the question itself makes; raises GrowthplanError for a year
    without money."""
    found = []
    kinds = {line.id: line.kind for line in on.plan.settlement.lines} if on.plan.settlement else {}
    for change in changes:
        one = change.switch
        if one is None:
            continue
        pots = [
            money.pot_of(line, kinds[line], int(year[:4]))
            for line, year in ((one.out_of, one.year), (one.into, one.into_year))
        ]
        if pots[0] is None or pots[1] is None:
            missing = (one.out_of, one.year) if pots[0] is None else (one.into, one.into_year)
            raise GrowthplanError(Fault(f"'{missing[0]}' has no money in {missing[1]}.",
                                        code="what-if"))  # fmt: skip
        found.append((pots[0], pots[1], float(one.amount)))
    return found


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
