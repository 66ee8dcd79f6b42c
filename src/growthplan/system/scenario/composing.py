"""Scenarios put together, left to right; what contradicts is an error, not a guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from growthplan.plan import Plan
from growthplan.system.answers.ground import National
from growthplan.system.programme import Outlay, Prices, Programme
from growthplan.system.scenario import words
from growthplan.system.scenario.changes import delayed, extended, recession_path, scaled
from growthplan.system.scenario.reading import ReadScenario
from growthplan.system.scenario.schema import Change, Chosen, Extend
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

Path = tuple[str | int, ...]


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


def compose(
    scenarios: Sequence[ReadScenario], plan: Plan, programme: Programme, prices: Prices, until: int
) -> Composed:
    """Apply scenarios to a programme in the order given.

    Raises GrowthplanError with every unknown name and every contradiction, each at its line: an
    action that was left out and is then changed, two recessions at once, growth or prices set
    twice, a relief that would end sooner, nothing left.
    """
    state = _State(plan, programme, prices, until)
    for read in scenarios:
        for number, change in enumerate(read.scenario.changes):
            state.take(read, number, change)
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
    )


@dataclass
class _State:
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

    def take(self, read: ReadScenario, number: int, change: Change) -> None:
        """One step: its faults, or what it does."""
        path: Path = ("changes", number, change.kind)

        def wrong(message: str, fix: str | None = None, at: Path = ()) -> None:
            self.faults.append(read.fault((*path, *at), message, fix))

        _TAKEN[change.kind](self, change, wrong)
        self.steps.append(words.of(change, self.plan))

    def chosen(self, chosen: Chosen, wrong: _Wrong) -> set[str]:
        """Ids of the actions that a change is for."""
        self._known(chosen.actions, "action", _actions(self.plan), wrong, ("actions",))
        themes = {theme.id for theme in self.plan.themes}
        self._known(chosen.themes, "theme", themes, wrong, ("themes",))
        self.still_there(chosen.actions, wrong, ("actions",))
        if not (chosen.actions or chosen.themes):
            return {outlay.intervention for outlay in self.outlays}
        return {
            outlay.intervention
            for outlay in self.outlays
            if outlay.intervention in chosen.actions or outlay.theme in chosen.themes
        }

    def _known(
        self, names: Sequence[str], kind: str, known: set[str], wrong: _Wrong, at: Path = ()
    ) -> None:
        for number, name in enumerate(names):
            if name not in known:
                hint = did_you_mean(name, known) or f"There are {', '.join(sorted(known))}."
                wrong(f"the plan has no {kind} '{name}'.", hint, (*at, number))

    def still_there(self, names: Sequence[str], wrong: _Wrong, at: Path = ()) -> None:
        """A fault for each action that an earlier step left out; a note for each not modelled."""
        modelled = {outlay.intervention for outlay in self.programme.outlays}
        for number, name in enumerate(names):
            if name in self.gone:
                message = f"'{name}' was left out before by '{self.gone[name]}'."
                wrong(message, "Name it in one of the two steps only.", (*at, number))
            elif name in _actions(self.plan) and name not in modelled:
                self.notes.append(f"'{name}' is not modelled, so that changing it changes nothing.")

    def leave_out(self, names: set[str], why: str, wrong: _Wrong) -> None:
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


_Wrong = Callable[..., None]


def _actions(plan: Plan) -> set[str]:
    return {action.id for action in plan.interventions}


def _delay(state: _State, change: Change, wrong: _Wrong) -> None:
    assert change.delay is not None
    years = change.delay.years
    state.replaced(state.chosen(change.delay, wrong), lambda outlay: delayed(outlay, years))


def _scale(state: _State, change: Change, wrong: _Wrong) -> None:
    assert change.scale is not None
    factor = change.scale.factor
    state.replaced(state.chosen(change.scale, wrong), lambda outlay: scaled(outlay, factor))


def _without(state: _State, change: Change, wrong: _Wrong) -> None:
    names = change.without or ()
    state._known(names, "action", _actions(state.plan), wrong)
    state.still_there(names, wrong)
    state.leave_out({*names}, words.of(change, state.plan), wrong)


def _only(state: _State, change: Change, wrong: _Wrong) -> None:
    names = change.only or ()
    state._known(names, "action", _actions(state.plan), wrong)
    state.still_there(names, wrong)
    others = {outlay.intervention for outlay in state.outlays} - {*names}
    state.leave_out(others, words.of(change, state.plan), wrong)


def _lever_off(state: _State, change: Change, wrong: _Wrong) -> None:
    names = change.lever_off or ()
    state._known(names, "lever", {lever.id for lever in state.plan.levers}, wrong)
    needing = {o.intervention for o in state.outlays if {*names} & {*o.levers}}
    if not needing:
        state.notes.append(f"No modelled action needs {' or '.join(names)}.")
        return
    state.leave_out(needing, words.of(change, state.plan), wrong)


def _extend(state: _State, change: Change, wrong: _Wrong) -> None:
    asked = change.extend
    assert asked is not None
    state._known(asked.actions, "action", _actions(state.plan), wrong, ("actions",))
    state._known(asked.zones, "zone", {z.id for z in state.plan.zones}, wrong, ("zones",))
    state._known(asked.sites, "site", {s.id for s in state.plan.sites}, wrong, ("sites",))
    state.still_there(asked.actions, wrong, ("actions",))
    reliefs = [outlay for outlay in state.outlays if _rests_on(outlay, asked)]
    if not reliefs and not state.faults:
        wrong("none of these rests on a relief that ends.", "Name an action with a relief.")
    for outlay in reliefs:
        assert outlay.sunset is not None
        if asked.until <= outlay.sunset:
            message = f"'{outlay.intervention}' already lasts to {words.day(outlay.sunset)}."
            wrong(message, "Give a later day.", ("until",))
            return
    state.replaced(
        {outlay.intervention for outlay in reliefs},
        lambda outlay: extended(outlay, asked.until) if outlay.sunset else outlay,
    )


def _rests_on(outlay: Outlay, asked: Extend) -> bool:
    named = outlay.intervention in asked.actions
    placed = {*outlay.zones} & {*asked.zones} or {*outlay.sites} & {*asked.sites}
    return outlay.sunset is not None and bool(named or placed)


def _recession(state: _State, change: Change, wrong: _Wrong) -> None:
    found = change.recession
    assert found is not None
    if not state.prices.base_year < found.year <= state.until:
        message = f"{found.year} is outside the projection, {state.prices.base_year + 1} to "
        wrong(f"{message}{state.until}.", "Choose a year in it.", ("year",))
        return
    productivity, hours = recession_path(found)
    if {*productivity} & {*state.productivity}:
        wrong("another recession is not over yet.", "Let the first end, or make them one.")
        return
    state.productivity |= productivity
    state.hours |= hours


def _growth(state: _State, change: Change, wrong: _Wrong) -> None:
    assert change.england_growth is not None
    if state.growth is not None:
        wrong("growth in England is set twice.", "Keep one of the two.")
        return
    state.growth = change.england_growth.change / 100


def _deflator(state: _State, change: Change, wrong: _Wrong) -> None:
    assert change.deflator is not None
    if state.prices_set:
        wrong("prices are set twice.", "Keep one of the two.")
        return
    state.prices_set = True
    state.prices = replace(state.prices, growth=change.deflator.growth_pct / 100)


_TAKEN: dict[str, Callable[[_State, Change, _Wrong], None]] = {
    "delay": _delay,
    "scale": _scale,
    "without": _without,
    "only": _only,
    "lever_off": _lever_off,
    "extend": _extend,
    "recession": _recession,
    "england_growth": _growth,
    "deflator": _deflator,
}
