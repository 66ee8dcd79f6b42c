"""The choice as a mixed-integer programme: named rows, each of a rule in the plan's words.

Columns are options (0 or 1), then pairs of projects (1 when both are chosen), then money switched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthplan.settlement.portfolio.choices import Choices

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]

FORM = "form"
"""The rule of rows that only say what a choice is; they are never in conflict."""


@dataclass(frozen=True)
class Row:
    """One row: columns, coefficients, bounds, and the rule that it belongs to."""

    rule: str
    columns: Integers
    weights: Floats
    low: float
    high: float


@dataclass(frozen=True)
class Program:
    """Rows over columns; `integer` marks those that are whole."""

    low: Floats
    high: Floats
    integer: npt.NDArray[np.bool_]
    rows: tuple[Row, ...]
    words: Mapping[str, str]
    """Each rule in words."""

    @property
    def columns(self) -> int:
        """How many columns."""
        return len(self.low)

    def without(self, rules: frozenset[str]) -> Program:
        """The same without the rows of some rules."""
        return replace(self, rows=tuple(row for row in self.rows if row.rule not in rules))

    def plus(self, rows: Sequence[Row]) -> Program:
        """The same with further rows."""
        return replace(self, rows=(*self.rows, *rows))

    def wider(self, low: Floats, high: Floats, integer: bool) -> Program:
        """The same with further columns."""
        return replace(
            self,
            low=np.concatenate([self.low, low]),
            high=np.concatenate([self.high, high]),
            integer=np.concatenate([self.integer, np.full(len(low), integer)]),
        )

    def relaxed(self) -> Program:
        """The same with fractions allowed."""
        return replace(self, integer=np.zeros_like(self.integer))

    def fixed(self, columns: Integers, at: Floats) -> Program:
        """The same with some columns held."""
        low, high = self.low.copy(), self.high.copy()
        low[columns] = high[columns] = at
        return replace(self, low=low, high=high)

    def with_more(self, rule: str, by: float) -> Program:
        """The same with the upper bound of a rule's rows raised."""
        rows = tuple(
            replace(row, high=row.high + by) if row.rule == rule else row for row in self.rows
        )
        return replace(self, rows=rows)


def program_of(
    choices: Choices, require: Sequence[str] = (), forbid: Sequence[str] = ()
) -> Program:
    """The programme of a choice, with projects that must be or must not be in it."""
    options, pairs, switches = (
        len(choices.owner),
        len(choices.pairs),
        len(choices.switches),
    )
    columns = options + pairs + switches
    high = np.ones(columns)
    high[options + pairs :] = np.inf
    words: dict[str, str] = {}
    rows = [
        *_one_of_each(choices),
        *_pairs(choices),
        *_money(choices, words),
        *_limits(choices, words),
        *_links(choices, words),
        *_rules(choices, words),
        *_asked(choices, require, forbid, words),
    ]
    integer = np.arange(columns) < options
    return Program(np.zeros(columns), high, integer, tuple(rows), words)


def money_rule(pot: str) -> str:
    """The rule that a pot is not overspent."""
    return f"money {pot}"


def _one_of_each(choices: Choices) -> list[Row]:
    found = (choices.of(n) for n in range(len(choices.projects)))
    return [Row(FORM, own, np.ones(len(own)), -np.inf, 1.0) for own in found if len(own) > 1]


def _pairs(choices: Choices) -> list[Row]:
    """A pair is 1 when both projects are chosen and 0 otherwise, whichever way it counts."""
    rows = []
    for k, (i, j) in enumerate(choices.pairs):
        column = np.array([len(choices.owner) + k])
        one, two = choices.of(int(i)), choices.of(int(j))
        for own in (one, two):
            weights = np.concatenate([[1.0], -np.ones(len(own))])
            rows.append(Row(FORM, np.concatenate([column, own]), weights, -np.inf, 0.0))
        both = np.concatenate([column, one, two])
        weights = np.concatenate([[1.0], -np.ones(len(one) + len(two))])
        rows.append(Row(FORM, both, weights, -1.0, np.inf))
    return rows


def _first_switch(choices: Choices) -> int:
    return len(choices.owner) + len(choices.pairs)


def _money(choices: Choices, words: dict[str, str]) -> list[Row]:
    rows, first = [], _first_switch(choices)
    for a, pot in enumerate(choices.pots):
        own = np.flatnonzero(choices.money[:, a])
        out = [first + n for n, s in enumerate(choices.switches) if s.out_of == a]
        into = [first + n for n, s in enumerate(choices.switches) if s.into == a]
        columns = np.array([*own, *out, *into], dtype=np.intp)
        weights = np.concatenate([choices.money[own, a], np.ones(len(out)), -np.ones(len(into))])
        rule = money_rule(pot.id)
        words[rule] = f"£{pot.amount:,.2f}m of {pot.words}"
        rows.append(Row(rule, columns, weights, -np.inf, pot.amount))
    return rows


def _limits(choices: Choices, words: dict[str, str]) -> list[Row]:
    rows, first = [], _first_switch(choices)
    for limit in choices.limits:
        own = [first + n for n, s in enumerate(choices.switches) if s.rule == limit.rule]
        if own:
            words[limit.rule] = limit.words
            columns = np.array(own, dtype=np.intp)
            rows.append(Row(limit.rule, columns, np.ones(len(own)), -np.inf, limit.amount))
    return rows


def _links(choices: Choices, words: dict[str, str]) -> list[Row]:
    """Dependencies and exclusions between projects, and what is committed."""
    rows, places = [], {project.id: n for n, project in enumerate(choices.projects)}
    for n, project in enumerate(choices.projects):
        own = choices.of(n)
        for other in project.requires:
            rule = f"requires {project.id} {other}"
            words[rule] = f"'{project.id}' needs '{other}'"
            needed = choices.of(places[other]) if other in places else np.zeros(0, dtype=np.intp)
            weights = np.concatenate([np.ones(len(own)), -np.ones(len(needed))])
            rows.append(Row(rule, np.concatenate([own, needed]), weights, -np.inf, 0.0))
        for other in project.excludes:
            if other not in places or (places[other] < n and _mutual(choices, other, project.id)):
                continue
            rule = f"excludes {project.id} {other}"
            words[rule] = f"'{project.id}' and '{other}' cannot both be done"
            both = np.concatenate([own, choices.of(places[other])])
            rows.append(Row(rule, both, np.ones(len(both)), -np.inf, 1.0))
        if project.committed:
            rule = f"committed {project.id}"
            words[rule] = f"'{project.id}' is committed"
            rows.append(Row(rule, own[:1], np.ones(1), 1.0, 1.0))
    return rows


def _mutual(choices: Choices, other: str, project: str) -> bool:
    return project in choices.projects[choices.position(other)].excludes


def _rules(choices: Choices, words: dict[str, str]) -> list[Row]:
    rows = []
    for rule in choices.rules:
        words[rule.id] = rule.words
        own = np.flatnonzero(rule.weights)
        low, high = (rule.bound, np.inf) if rule.sense == "at least" else (-np.inf, rule.bound)
        rows.append(Row(rule.id, own, rule.weights[own], low, high))
    return rows


def _asked(
    choices: Choices, require: Sequence[str], forbid: Sequence[str], words: dict[str, str]
) -> list[Row]:
    rows = []
    for project, least, most, said in (
        *((one, 1.0, 1.0, "must be chosen, as asked") for one in require),
        *((one, 0.0, 0.0, "must not be chosen, as asked") for one in forbid),
    ):
        rule = f"{'require' if least else 'forbid'} {project}"
        words[rule] = f"'{project}' {said}"
        own = choices.of(choices.position(project))
        rows.append(Row(rule, own, np.ones(len(own)), least, most))
    return rows
