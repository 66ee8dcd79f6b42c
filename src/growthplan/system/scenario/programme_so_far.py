"""A programme on its way through the steps of scenarios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from growthplan.plan import Plan
from growthplan.system.programme import Outlay, Prices, Programme
from growthplan.system.scenario import words
from growthplan.system.scenario.reading import ReadScenario
from growthplan.system.scenario.schema import Change, Chosen
from growthplan.vocabulary import Fault, did_you_mean

Path = tuple[str | int, ...]


@dataclass
class State:
    """A programme on its way through the steps."""

    plan: Plan
    programme: Programme
    prices: Prices
    until: int
    outlays: list[Outlay] = field(init=False)
    gone: dict[str, str] = field(default_factory=dict)
    """Actions left out so far, with the step that did it."""
    growth: float | None = None
    prices_set: bool = False
    productivity: dict[int, float] = field(default_factory=dict)
    hours: dict[int, float] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.outlays = list(self.programme.outlays)

    def take(self, read: ReadScenario, number: int, change: Change, step: Step) -> None:
        """One step: its faults, or what it does."""
        path: Path = ("changes", number, change.kind)

        def wrong(message: str, fix: str | None = None, at: Path = ()) -> None:
            self.faults.append(read.fault((*path, *at), message, fix))

        step(self, change, wrong)
        self.steps.append(words.of(change, self.plan))

    def chosen(self, chosen: Chosen, wrong: Wrong) -> set[str]:
        """Ids of the actions that a change is for."""
        self.known(chosen.actions, "action", actions_of(self.plan), wrong, ("actions",))
        themes = {theme.id for theme in self.plan.themes}
        self.known(chosen.themes, "theme", themes, wrong, ("themes",))
        self.still_there(chosen.actions, wrong, ("actions",))
        if not (chosen.actions or chosen.themes):
            return {outlay.intervention for outlay in self.outlays}
        return {
            outlay.intervention
            for outlay in self.outlays
            if outlay.intervention in chosen.actions or outlay.theme in chosen.themes
        }

    def known(
        self, names: Sequence[str], kind: str, known: set[str], wrong: Wrong, at: Path = ()
    ) -> None:
        for number, name in enumerate(names):
            if name not in known:
                hint = did_you_mean(name, known) or f"There are {', '.join(sorted(known))}."
                wrong(f"the plan has no {kind} '{name}'.", hint, (*at, number))

    def still_there(self, names: Sequence[str], wrong: Wrong, at: Path = ()) -> None:
        """A fault for each action that an earlier step left out; a note for each not modelled."""
        modelled = {outlay.intervention for outlay in self.programme.outlays}
        for number, name in enumerate(names):
            if name in self.gone:
                message = f"'{name}' was left out before by '{self.gone[name]}'."
                wrong(message, "Name it in one of the two steps only.", (*at, number))
            elif name in actions_of(self.plan) and name not in modelled:
                self.notes.append(f"'{name}' is not modelled, so that changing it changes nothing.")

    def leave_out(self, names: set[str], why: str, wrong: Wrong) -> None:
        for name in names:
            self.gone.setdefault(name, why)
        needed = {
            (outlay.title, name)
            for outlay in self.outlays
            if outlay.intervention not in names
            for name in names & {*outlay.depends_on}
        }
        self.notes += [
            f"{title} depends on '{name}', which is left out: it is kept all the same."
            for title, name in sorted(needed)
        ]
        self.outlays = [outlay for outlay in self.outlays if outlay.intervention not in names]
        if not self.outlays:
            wrong("nothing of the plan is left.", "Leave out less; no plan is always shown.")

    def replaced(self, names: set[str], how: Callable[[Outlay], Outlay]) -> None:
        self.outlays = [how(o) if o.intervention in names else o for o in self.outlays]


Wrong = Callable[..., None]
Step = Callable[[State, Change, Wrong], None]


def actions_of(plan: Plan) -> set[str]:
    return {action.id for action in plan.interventions}
