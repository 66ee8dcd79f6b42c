"""How the steps of a scenario read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from growthplan.plan import Plan
from growthplan.system.scenario.schema import Change, Chosen, Switch


def of(change: Change, plan: Plan) -> str:
    """A step in words, with titles of actions, themes and levers."""
    if change.delay is not None:
        years = change.delay.years
        late = f"{years:.2g} year{'s' if years != 1 else ''} later"
        return f"{_whose(change.delay, plan)} {late}"
    if change.scale is not None:
        return f"{_whose(change.scale, plan)} with {change.scale.factor:g} times the money"
    if change.move is not None:
        one = change.move
        part = "the money" if one.share == 1 else f"{100 * one.share:g}% of the money"
        return (
            f"{part[:1].upper()}{part[1:]} of {_titles(one.actions, plan)} in {one.out_of} "
            f"spent in {one.into}"
        )
    if change.switch is not None:
        return _switched(change.switch, plan)
    if change.without is not None:
        return f"Without {_titles(change.without, plan)}"
    if change.only is not None:
        return f"Only {_titles(change.only, plan)}"
    if change.lever_off is not None:
        known = {lever.id: lever.title for lever in plan.levers}
        named = ", ".join(known.get(name, name) for name in change.lever_off)
        return f"Not held: {named}; actions that need it are left out"
    if change.extend is not None:
        return f"Reliefs extended to {day(change.extend.until)}"
    return _of_the_world(change)


def _switched(one: Switch, plan: Plan) -> str:
    lines = plan.settlement.lines if plan.settlement else ()
    known = {line.id: line.title for line in lines}
    out_of, into = (known.get(name, name) for name in (one.out_of, one.into))
    return f"£{one.amount:g}m from {out_of}, {one.year}, to {into}, {one.into_year}"


def _of_the_world(change: Change) -> str:
    if change.recession is not None:
        one = change.recession
        return (
            f"A recession in {one.year}: output {one.depth_pct:g}% lower, "
            f"back after {one.recovery_years} years"
        )
    if change.england_growth is not None:
        moved = change.england_growth.change
        return f"Productivity in England grows {moved:+g} points a year".replace("-", "−")
    assert change.deflator is not None
    return f"Prices rise {change.deflator.growth_pct:g}% a year"


def day(one: date) -> str:
    """A day as a reader writes it.

    >>> day(date(2031, 9, 30))
    '30 September 2031'
    """
    return f"{one.day} {one:%B %Y}"


def _whose(chosen: Chosen, plan: Plan) -> str:
    themes = {theme.id: theme.title for theme in plan.themes}
    named = [themes.get(name, name) for name in chosen.themes]
    if chosen.actions:
        named.append(_titles(chosen.actions, plan))
    return ", ".join(named) or "Every action"


def _titles(names: Sequence[str], plan: Plan) -> str:
    known = {action.id: action.title for action in plan.interventions}
    return ", ".join(known.get(name, name) for name in names)
