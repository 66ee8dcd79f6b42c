"""Finding a choice and its neighbours: the best, the best the other way, and room for one more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from growthplan.settlement.portfolio.aims import Aim, best, by_draw
from growthplan.settlement.portfolio.answer import Moved
from growthplan.settlement.portfolio.choices import Choices
from growthplan.settlement.portfolio.conflict import allowed, conflict
from growthplan.settlement.portfolio.program import FORM, Program, Row, money_rule, program_of
from growthplan.settlement.portfolio.solving import Effort, Solved, maximise
from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

NOUGHT = 1e-9
USUAL = Effort()


@dataclass(frozen=True)
class Search:
    """A choice to be made: what may be chosen, for which aim, with what was asked."""

    choices: Choices
    aim: Aim
    require: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    effort: Effort = USUAL

    @cached_property
    def program(self) -> Program:
        """The programme of it, made once."""
        return program_of(self.choices, self.require, self.forbid)

    @property
    def options(self) -> int:
        """How many options there are."""
        return len(self.choices.owner)


def find(search: Search) -> Solved:
    """The best choice, without anything that brings nothing.

    Raises GrowthplanError with the smallest set of rules in conflict when none is allowed, and
    when the time limit ended before any was found.
    """
    program = search.program
    found = best(search.choices, program, search.aim, search.effort)
    if found.status == "infeasible":
        raise GrowthplanError(_in_conflict(program))
    if not found.found:
        raise GrowthplanError(
            Fault(
                "the time limit ended before any portfolio was found",
                fix="Give more seconds, or a wider gap.",
                code="portfolio-time",
            )
        )
    return lean(search, program, found)


def _in_conflict(program: Program) -> Fault:
    rules = conflict(program)
    said = "; ".join(program.words[rule] for rule in rules)
    return Fault(
        f"no portfolio keeps every rule: these {len(rules)} cannot all be kept, and without any "
        f"one of them the others could: {said}",
        fix="Change one of them.",
        code="portfolio-conflict",
    )


def lean(search: Search, program: Program, found: Solved) -> Solved:
    """The same without options that the aim does not need, dearest first."""
    x, options = found.x.copy(), search.options
    costs = search.choices.money.sum(axis=1)
    for option in sorted(np.flatnonzero(x[:options] > 0.5), key=lambda o: (-costs[o], o)):
        tried = whole(search.choices, np.where(np.arange(options) == option, 0.0, x[:options]))
        reached = search.aim.of(by_draw(search.choices, search.aim, tried))
        if reached < found.value - NOUGHT:
            continue
        if allowed(program.fixed(np.arange(len(tried)), tried)):
            x[: len(tried)] = tried
    reached = search.aim.of(by_draw(search.choices, search.aim, x))
    return replace(found, x=x, value=reached, bound=max(found.bound, reached))


def whole(choices: Choices, chosen: Floats) -> Floats:
    """Columns of options [o] and the pairs [k] that follow from them."""
    done = np.zeros(len(choices.projects))
    np.add.at(done, choices.owner, chosen)
    pairs = done[choices.pairs[:, 0]] * done[choices.pairs[:, 1]]
    return np.concatenate([chosen, pairs])


def switched(search: Search, chosen: Floats) -> tuple[Moved, ...]:
    """The least money that must be switched for a choice [o]."""
    choices, fixed = search.choices, whole(search.choices, chosen)
    program = search.program.fixed(np.arange(len(fixed)), fixed).relaxed()
    cost = np.zeros(program.columns)
    cost[len(fixed) :] = -1.0
    found = maximise(program, cost)
    if not found.found:
        return ()
    pairs = zip(choices.switches, found.x[len(fixed) :], strict=True)
    return tuple(
        Moved(one.words, float(amount), one.out_of, one.into)
        for one, amount in pairs
        if amount > 1e-6
    )


def the_other_way(search: Search, project: str, is_chosen: bool) -> Solved:
    """The best choice with a project decided the other way."""
    program = search.program.without(
        frozenset(
            {f"committed {project}", f"require {project}"} if is_chosen else {f"forbid {project}"}
        )
    )
    own = search.choices.of(search.choices.position(project))
    least = 0.0 if is_chosen else 1.0
    turned = program.plus([Row(FORM, own, np.ones(len(own)), least, 1.0 - float(is_chosen))])
    return best(search.choices, turned, search.aim, search.effort)


def without_rule(search: Search, rule: str) -> Solved:
    """The best choice were one rule not there."""
    program = search.program.without(frozenset({rule}))
    return best(search.choices, program, search.aim, search.effort)


def missing_money(search: Search, chosen: Floats, project: str) -> Mapping[str, float] | None:
    """£ million by pot that would have to be added for a project to fit beside a choice [o];
    None when another rule keeps it out."""
    choices = search.choices
    own = choices.of(choices.position(project))
    tried = chosen.copy()
    tried[own[0]] = 1.0
    fixed = whole(choices, tried)
    program = search.program.without(frozenset({f"forbid {project}"}))
    program = program.fixed(np.arange(len(fixed)), fixed).relaxed()
    first, pots = program.columns, choices.pots
    wide = program.wider(np.zeros(len(pots)), np.full(len(pots), np.inf), integer=False)
    names = {money_rule(pot.id): n for n, pot in enumerate(pots)}
    rows = tuple(_with_slack(row, names, first) for row in wide.rows)
    cost = np.zeros(wide.columns)
    cost[first:] = -1.0
    found = maximise(replace(wide, rows=rows), cost)
    if not found.found:
        return None
    added = found.x[first:]
    return {pot.id: float(more) for pot, more in zip(pots, added, strict=True) if more > 1e-6}


def _with_slack(row: Row, names: Mapping[str, int], first: int) -> Row:
    if row.rule not in names:
        return row
    columns = np.concatenate([row.columns, [first + names[row.rule]]]).astype(np.intp)
    return replace(row, columns=columns, weights=np.concatenate([row.weights, [-1.0]]))


def projects_of(choices: Choices, chosen: Sequence[float] | Floats) -> tuple[str, ...]:
    """Ids of projects in a choice [o]."""
    picked = np.flatnonzero(np.asarray(chosen)[: len(choices.owner)] > 0.5)
    return tuple(choices.projects[n].id for n in sorted({*choices.owner[picked].tolist()}))
