"""Scenarios put together, left to right; what contradicts is an error, not a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from growthplan.plan import Plan
from growthplan.system.answers.ground import National
from growthplan.system.programme import Prices, Programme
from growthplan.system.scenario.programme_so_far import State
from growthplan.system.scenario.reading import ReadScenario
from growthplan.system.scenario.steps import TAKEN
from growthplan.vocabulary import GrowthplanError


@dataclass(frozen=True)
class Composed:
    """What one or more scenarios make of a plan and of the world round it."""

    id: str
    title: str
    summary: str
    steps: tuple[str, ...]
    programme: Programme
    national: National
    prices: Prices
    notes: tuple[str, ...]
    gone: frozenset[str] = frozenset()
    """Ids of the actions that are left out."""


def compose(
    scenarios: Sequence[ReadScenario], plan: Plan, programme: Programme, prices: Prices, until: int
) -> Composed:
    """Apply scenarios to a programme in the order given.

    Raises GrowthplanError with every unknown name and every contradiction, each at its line: an
    action that was left out and is then changed, two recessions at once, growth or prices set
    twice, a relief that would end sooner, nothing left.
    """
    state = State(plan, programme, prices, until)
    for read in scenarios:
        for number, change in enumerate(read.scenario.changes):
            state.take(read, number, change, TAKEN[change.kind])
    if state.faults:
        raise GrowthplanError(state.faults)
    return Composed(
        "+".join(read.scenario.id for read in scenarios),
        ", then ".join(read.scenario.title for read in scenarios),
        " ".join(read.scenario.summary for read in scenarios),
        tuple(state.steps),
        replace(programme, outlays=tuple(state.outlays)),
        National(
            state.growth or 0.0,
            tuple(sorted(state.productivity.items())),
            tuple(sorted(state.hours.items())),
        ),
        state.prices,
        tuple(state.notes),
        frozenset(state.gone),
    )
