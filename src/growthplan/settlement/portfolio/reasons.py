"""Why a project is funded or not, what it would take, and what is as good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.settlement.portfolio.aims import by_draw
from growthplan.settlement.portfolio.answer import Amount, Measure, Override, Verdict
from growthplan.settlement.portfolio.choices import Project
from growthplan.settlement.portfolio.finding import (
    Search,
    missing_money,
    projects_of,
    the_other_way,
    without_rule,
)
from growthplan.settlement.portfolio.solving import Solved

Floats = npt.NDArray[np.float64]

AS_GOOD = 0.05
"""Share of what a project brings alone that may be lost with it and still count as a tie: the
others then bring nearly as much without it."""
NEXT_TO_NOTHING = 1e-4
"""Share of the aim that makes no difference."""
LISTED = 4


@dataclass(frozen=True)
class _Case:
    """One project in the portfolio, or out of it."""

    search: Search
    found: Solved
    measure: Measure
    position: int
    shares: Mapping[str, float]


def verdicts(
    search: Search, found: Solved, measure: Measure, shares: Mapping[str, float]
) -> tuple[Verdict, ...]:
    """A verdict on each project, in the plan's order. `shares` are shares of draws in which each
    is chosen."""
    count = len(search.choices.projects)
    return tuple(_verdict(_Case(search, found, measure, n, shares)) for n in range(count))


def _verdict(case: _Case) -> Verdict:
    search, choices = case.search, case.search.choices
    project, own = choices.projects[case.position], choices.of(case.position)
    picked = [int(o) for o in own if case.found.x[o] > 0.5]
    option = picked[0] if picked else int(own[0])
    other = the_other_way(search, project.id, bool(picked))
    loss = case.found.value - other.value if other.found else None
    changed = _changed(case, other, project.id)
    tie = other.found and not project.unknown and _is_tie(case, other)
    alone = float(choices.values[search.aim.outcome][option].mean())
    said = _why_chosen(case, loss, tie) if picked else _why_not(case, loss, tie, changed, alone)
    return Verdict(
        project.id,
        project.title,
        project.theme,
        bool(picked),
        int(choices.scale[option]),
        int(choices.start[option]),
        float(choices.money[option].sum()),
        None if project.unknown else alone,
        loss,
        tie and not _is_asked(case, project),
        changed,
        said,
        case.shares.get(project.id),
    )


def _is_asked(case: _Case, project: Project) -> bool:
    """Whether it was decided beforehand, so that there is nothing to tie with."""
    asked = {*case.search.require, *case.search.forbid}
    return project.committed or project.id in asked


def _changed(case: _Case, other: Solved, project: str) -> tuple[str, ...]:
    if not other.found:
        return ()
    choices = case.search.choices
    before, after = ({*projects_of(choices, one.x)} for one in (case.found, other))
    return tuple(sorted((before ^ after) - {project}))


def _is_tie(case: _Case, other: Solved) -> bool:
    """Whether the loss is too small to matter, or to be told from chance over these draws."""
    search, loss = case.search, case.found.value - other.value
    own = search.choices.of(case.position)
    alone = abs(float(search.choices.values[search.aim.outcome][own].mean(axis=1).max()))
    chance = search.aim.criterion == "target"
    if loss <= max(NEXT_TO_NOTHING * abs(case.found.value), 0.0 if chance else AS_GOOD * alone):
        return True
    if search.aim.criterion != "expected":
        return False
    one, two = (by_draw(search.choices, search.aim, each.x) for each in (case.found, other))
    error = float(np.std(one - two, ddof=1) / np.sqrt(len(one))) if len(one) > 1 else 0.0
    return loss <= 2 * error


def _why_chosen(case: _Case, loss: float | None, tie: bool) -> str:
    search, project = case.search, case.search.choices.projects[case.position]
    shown = _amount(case)
    if project.committed:
        return _why_committed(case, loss, tie)
    if project.id in search.require:
        return "Required, as asked." + (
            f" It costs {shown(-loss)}." if loss is not None and loss < -_small(case) else ""
        )
    if loss is None:
        return "Funded: no portfolio keeps every rule without it."
    if tie:
        return f"Funded, but a tie: leaving it out would cost only {shown(loss)}."
    return f"Funded: leaving it out would cost {shown(loss)}."


def _why_committed(case: _Case, loss: float | None, tie: bool) -> str:
    project, shown = case.search.choices.projects[case.position], _amount(case)
    if project.unknown:
        return f"Committed. What it brings cannot be told: {project.unknown}"
    if loss is None:
        return "Committed, and what else is committed needs it."
    if loss < -_small(case):
        return f"Committed. On this aim alone it would be left out: it costs {shown(-loss)}."
    if tie:
        return "Committed; it makes next to no difference to this aim."
    return f"Committed, and worth it: without it the aim would lose {shown(loss)}."


def _why_not(
    case: _Case, loss: float | None, tie: bool, changed: tuple[str, ...], alone: float
) -> str:
    search, project = case.search, case.search.choices.projects[case.position]
    shown = _amount(case)
    if project.id in search.forbid:
        return "Left out, as asked." + (
            f" It would add {shown(-loss)}." if loss is not None and loss < -_small(case) else ""
        )
    if project.unknown:
        return f"Cannot be told: nothing is known of what it brings. {project.unknown}"
    if loss is None:
        return "Left out: no portfolio with it keeps every rule."
    if tie and loss > _small(case):
        return f"Left out, but a tie: funding it would cost only {shown(loss)}{_instead(changed)}."
    if loss <= _small(case):
        return f"Left out: it adds nothing to the aim. Alone it brings {shown(alone)}."
    room = missing_money(search, case.found.x[: search.options], project.id)
    return (
        f"Left out: funding it would cost {shown(loss)}{_instead(changed)}. It would be chosen if "
        f"it brought {shown(loss)} more{_or_money(case, room)}."
    )


def _or_money(case: _Case, room: Mapping[str, float] | None) -> str:
    if room is None:
        return ""
    words = {pot.id: pot.words for pot in case.search.choices.pots}
    needed = [f"£{amount:,.2f}m more of {words[name]}" for name, amount in room.items()]
    return f", or would fit beside the rest with {' and '.join(needed)}" if needed else ""


def _instead(changed: tuple[str, ...]) -> str:
    if not changed:
        return ""
    named = ", ".join(f"'{name}'" for name in changed[:LISTED])
    more = f" and {len(changed) - LISTED} more" if len(changed) > LISTED else ""
    return f" and change {named}{more}"


def overrides(search: Search, found: Solved, measure: Measure) -> tuple[Override, ...]:
    """What each project that was asked for, ruled out or committed costs the aim."""
    committed = [one.id for one in search.choices.projects if one.committed]
    asked = [
        *((one, "required", f"require {one}") for one in search.require),
        *((one, "forbidden", f"forbid {one}") for one in search.forbid),
        *((one, "committed", f"committed {one}") for one in committed),
    ]
    made = []
    for project, how, rule in asked:
        other = without_rule(search, rule)
        case = _Case(search, found, measure, 0, {})
        lost = other.value - found.value
        free = lost <= max(_small(case), search.effort.gap * abs(found.value))
        cost = 0.0 if free else lost
        said = "costs nothing" if free else f"costs {_amount(case)(cost)}"
        made.append(Override(project, how, cost, f"That '{project}' is {how} {said}."))
    return tuple(made)


def _small(case: _Case) -> float:
    return max(1e-7 * abs(case.found.value), 1e-9)


def _amount(case: _Case) -> Amount:
    return Amount(case.search.aim.criterion == "target", case.measure)
