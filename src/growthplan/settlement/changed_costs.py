"""What actions would cost, line by line and year by year, under the steps of scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from growthplan.plan import Intervention, Plan, first_year
from growthplan.settlement.posting import INACTIVE
from growthplan.system.programme import Outlay
from growthplan.system.scenario import Change


@dataclass(frozen=True)
class Asked:
    """What one action asks of one line in one financial year."""

    action: str
    line: str
    kind: str
    year: int
    """Calendar year in which the financial year starts."""
    amount: float
    """£ million of cash."""


def changed_costs(
    plan: Plan, changes: Sequence[Change], gone: Iterable[str], outlays: Sequence[Outlay]
) -> tuple[Asked, ...]:
    """Every cost of the plan after some steps, without the actions that are `gone`.

    `outlays` are those after the steps: a relief that lasts longer costs what its outlay says, and
    the further years fall on the line that pays its last.
    """
    left = {*gone}
    found = [
        Asked(action.id, cost.line, cost.kind, first_year(year), amount)
        for action in plan.interventions
        if action.status not in INACTIVE and action.id not in left
        for cost in action.costs
        for year, amount in cost.amounts.items()
    ]
    themes = {action.id: action.theme for action in plan.interventions}
    for change in changes:
        found = [new for one in found for new in _after(one, change, themes[one.action])]
    return (*found, *_extensions(plan.interventions, found, changes, outlays))


def _after(one: Asked, change: Change, theme: str) -> tuple[Asked, ...]:
    if change.delay is not None and _is_chosen(one, theme, change.delay.actions,
                                               change.delay.themes):  # fmt: skip
        return _later(one, change.delay.years)
    if change.scale is not None and _is_chosen(one, theme, change.scale.actions,
                                               change.scale.themes):  # fmt: skip
        return (replace(one, amount=one.amount * change.scale.factor),)
    move = change.move
    if move is not None and one.action in move.actions and one.year == first_year(move.out_of):
        gone = replace(one, year=first_year(move.into), amount=one.amount * move.share)
        stays = replace(one, amount=one.amount * (1 - move.share))
        return tuple(part for part in (stays, gone) if part.amount)
    return (one,)


def _later(one: Asked, years: float) -> tuple[Asked, ...]:
    """By part of a year, that part of the money goes into the next year."""
    whole, part = int(years), years - int(years)
    first = replace(one, year=one.year + whole, amount=(1 - part) * one.amount)
    rest = replace(one, year=one.year + whole + 1, amount=part * one.amount)
    return (first, rest) if part else (first,)


def _is_chosen(one: Asked, theme: str, actions: Sequence[str], themes: Sequence[str]) -> bool:
    return not (actions or themes) or one.action in actions or theme in themes


def _extensions(
    actions: Sequence[Intervention],
    costs: Sequence[Asked],
    changes: Sequence[Change],
    outlays: Sequence[Outlay],
) -> Iterable[Asked]:
    """The further years of reliefs that last longer."""
    if not any(change.extend for change in changes):
        return
    for action in actions:
        own = [one for one in costs if one.action == action.id]
        paid = [one for one in outlays if one.intervention == action.id and one.sunset]
        if not own or not paid:
            continue
        last = max(own, key=lambda one: one.year)
        for outlay in paid:
            for year, amount in outlay.amounts.items():
                if year > last.year:
                    yield replace(last, year=year, amount=amount)
