"""What each kind of step does to a programme, or why it cannot."""

from __future__ import annotations

from dataclasses import replace

from growthplan.plan import financial_year, first_year
from growthplan.system.programme import Outlay
from growthplan.system.scenario import words
from growthplan.system.scenario.changes import delayed, extended, moved, recession_path, scaled
from growthplan.system.scenario.programme_so_far import State, Step, Wrong, actions_of
from growthplan.system.scenario.schema import Change, Extend
from growthplan.vocabulary import did_you_mean


def _delay(state: State, change: Change, wrong: Wrong) -> None:
    assert change.delay is not None
    years = change.delay.years
    state.replaced(state.chosen(change.delay, wrong), lambda outlay: delayed(outlay, years))


def _scale(state: State, change: Change, wrong: Wrong) -> None:
    assert change.scale is not None
    factor = change.scale.factor
    state.replaced(state.chosen(change.scale, wrong), lambda outlay: scaled(outlay, factor))


def _move(state: State, change: Change, wrong: Wrong) -> None:
    asked = change.move
    assert asked is not None
    state.known(asked.actions, "action", actions_of(state.plan), wrong, ("actions",))
    state.still_there(asked.actions, wrong, ("actions",))
    out_of, into = first_year(asked.out_of), first_year(asked.into)
    own = [one for one in state.outlays if one.intervention in asked.actions]
    if own and not any(one.amounts.get(out_of) for one in own):
        years = sorted({year for one in own for year in one.amounts})
        there = ", ".join(financial_year(year) for year in years)
        wrong(f"there is no money in {asked.out_of}.", f"There is some in {there}.", ("out_of",))
        return
    state.replaced({*asked.actions}, lambda outlay: moved(outlay, out_of, into, asked.share))


def _switch(state: State, change: Change, wrong: Wrong) -> None:
    """What actions bring stays as it is; whether money may move so is the settlement's question."""
    asked = change.switch
    assert asked is not None
    lines = {line.id for line in state.plan.settlement.lines} if state.plan.settlement else set()
    for at, name in (("out_of", asked.out_of), ("into", asked.into)):
        if name not in lines:
            hint = did_you_mean(name, lines) or f"There are {', '.join(sorted(lines))}."
            wrong(f"the settlement has no line '{name}'.", hint, (at,))


def _without(state: State, change: Change, wrong: Wrong) -> None:
    names = change.without or ()
    state.known(names, "action", actions_of(state.plan), wrong)
    state.still_there(names, wrong)
    state.leave_out({*names}, words.of(change, state.plan), wrong)


def _only(state: State, change: Change, wrong: Wrong) -> None:
    names = change.only or ()
    state.known(names, "action", actions_of(state.plan), wrong)
    state.still_there(names, wrong)
    state.leave_out(actions_of(state.plan) - {*names}, words.of(change, state.plan), wrong)


def _lever_off(state: State, change: Change, wrong: Wrong) -> None:
    names = change.lever_off or ()
    state.known(names, "lever", {lever.id for lever in state.plan.levers}, wrong)
    needing = {o.intervention for o in state.outlays if {*names} & {*o.levers}}
    if not needing:
        state.notes.append(f"No modelled action needs {' or '.join(names)}.")
        return
    unmodelled = {one.id for one in state.plan.interventions if {*names} & {*one.levers}}
    state.leave_out(needing | unmodelled, words.of(change, state.plan), wrong)


def _extend(state: State, change: Change, wrong: Wrong) -> None:
    asked = change.extend
    assert asked is not None
    state.known(asked.actions, "action", actions_of(state.plan), wrong, ("actions",))
    state.known(asked.zones, "zone", {z.id for z in state.plan.zones}, wrong, ("zones",))
    state.known(asked.sites, "site", {s.id for s in state.plan.sites}, wrong, ("sites",))
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


def _recession(state: State, change: Change, wrong: Wrong) -> None:
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


def _growth(state: State, change: Change, wrong: Wrong) -> None:
    assert change.england_growth is not None
    if state.growth is not None:
        wrong("growth in England is set twice.", "Keep one of the two.")
        return
    state.growth = change.england_growth.change / 100


def _deflator(state: State, change: Change, wrong: Wrong) -> None:
    assert change.deflator is not None
    if state.prices_set:
        wrong("prices are set twice.", "Keep one of the two.")
        return
    state.prices_set = True
    state.prices = replace(state.prices, growth=change.deflator.growth_pct / 100)


TAKEN: dict[str, Step] = {
    "delay": _delay,
    "scale": _scale,
    "move": _move,
    "switch": _switch,
    "without": _without,
    "only": _only,
    "lever_off": _lever_off,
    "extend": _extend,
    "recession": _recession,
    "england_growth": _growth,
    "deflator": _deflator,
}
