"""The same choice written so that it is proven sooner; answers come back as they were.

Three changes, none of which alters what is allowed or what it is worth:

- where money may move from any pot of a set to any other, each pot has one column for what leaves
  it and one for what comes in, instead of one for every pair;
- each project with several options has a column for being done at all, so that the search can
  first decide that and then how;
- of the rows that tie a pair to its projects, those that the worth of the pair keeps anyway go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthplan.settlement.portfolio.choices import Choices
from growthplan.settlement.portfolio.program import FORM, Program, Row

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]
Hub = tuple[int, ...]
"""Pots between any two of which money may move."""
NOUGHT = 1e-12


@dataclass(frozen=True)
class Compact:
    """A programme in its compact form, with the way back."""

    choices: Choices
    program: Program
    worth: Floats
    kept: Mapping[int, int]
    """Column here of each switch that stays a column of its own."""
    out: Mapping[tuple[Hub, int], int]
    """Column of what leaves a pot for the others of its hub."""
    into: Mapping[tuple[Hub, int], int]
    """Column of what comes into a pot from the others of its hub."""

    def back(self, x: Floats) -> Floats:
        """Columns of the programme as it was, from those of this one."""
        choices = self.choices
        options, pairs = len(choices.owner), len(choices.pairs)
        found = np.zeros(options + pairs + len(choices.switches))
        found[:options] = x[:options]
        done = np.zeros(len(choices.projects))
        np.add.at(done, choices.owner, x[:options])
        found[options : options + pairs] = done[choices.pairs[:, 0]] * done[choices.pairs[:, 1]]
        for switch, column in self.kept.items():
            found[options + pairs + switch] = x[column]
        places = {
            (one.out_of, one.into): n
            for n, one in enumerate(choices.switches)
            if n not in self.kept
        }
        for hub in dict.fromkeys(hub for hub, _ in self.out):
            net = {a: x[self.out[hub, a]] - x[self.into[hub, a]] for a in hub}
            for pair, amount in _moves(net).items():
                found[options + pairs + places[pair]] = amount
        return found


def compact(choices: Choices, program: Program, worth: Floats) -> Compact:
    """The compact form of a programme of these choices, with any further rows over its columns."""
    hubs = _hubs(choices)
    first = len(choices.owner) + len(choices.pairs)
    of_switch = {n: hub for hub, switches in hubs.items() for n in switches}
    kept = {n: first + k for k, n in enumerate(
        n for n in range(len(choices.switches)) if n not in of_switch)}  # fmt: skip
    out: dict[tuple[Hub, int], int] = {}
    into: dict[tuple[Hub, int], int] = {}
    for hub in hubs:
        for pot in hub:
            for side in (out, into):
                side[hub, pot] = first + len(kept) + len(out) + len(into)
    columns = first + len(kept) + len(out) + len(into)

    def moved(switch: int, weight: float) -> int:
        if switch in kept:
            return kept[switch]
        hub, one = of_switch[switch], choices.switches[switch]
        return out[hub, one.out_of] if weight > 0 else into[hub, one.into]

    rows = [_with_hubs(row, first, moved) for row in _needed(choices, program, worth)]
    for hub in hubs:
        own = [*(out[hub, pot] for pot in hub), *(into[hub, pot] for pot in hub)]
        weights = np.repeat([1.0, -1.0], len(hub))
        rows.append(Row(FORM, np.array(own, dtype=np.intp), weights, 0.0, 0.0))
    whole, rows = _done_at_all(choices, rows, columns)
    low, high = np.zeros(columns + whole), np.full(columns + whole, np.inf)
    low[:first], high[:first] = program.low[:first], program.high[:first]
    high[columns:] = 1.0
    integer = np.zeros(columns + whole, dtype=np.bool_)
    integer[:first], integer[columns:] = program.integer[:first], True
    made = replace(program, low=low, high=high, integer=integer, rows=tuple(rows))
    gain = np.zeros(columns + whole)
    gain[:first] = worth[:first]
    return Compact(choices, made, gain, kept, out, into)


def _hubs(choices: Choices) -> dict[Hub, list[int]]:
    """Sets of three pots or more that each send to all the others under one limit of its own."""
    by_rule: dict[tuple[str, int], list[int]] = {}
    for n, one in enumerate(choices.switches):
        by_rule.setdefault((one.rule, one.out_of), []).append(n)
    shared: dict[str, int] = {}
    for rule, _ in by_rule:
        shared[rule] = shared.get(rule, 0) + 1
    sets: dict[Hub, dict[int, list[int]]] = {}
    for (rule, pot), switches in by_rule.items():
        if shared[rule] > 1:
            continue
        targets = [choices.switches[n].into for n in switches]
        hub = tuple(sorted({pot, *targets}))
        if len(hub) == len(targets) + 1 and pot not in sets.get(hub, {}):
            sets.setdefault(hub, {})[pot] = switches
    return {
        hub: [n for switches in own.values() for n in switches]
        for hub, own in sets.items()
        if len(hub) > 2 and len(own) == len(hub)
    }


def _with_hubs(row: Row, first: int, moved: Callable[[int, float], int]) -> Row:
    """The row over the new columns: switches of a hub that leave one pot are one column."""
    if not len(row.columns) or row.columns.max() < first:
        return row
    weights: dict[int, float] = {}
    for column, weight in zip(row.columns.tolist(), row.weights.tolist(), strict=True):
        own = column if column < first else moved(column - first, weight)
        weights[own] = weight
    return replace(row, columns=np.array(list(weights), dtype=np.intp),
                   weights=np.array(list(weights.values())))  # fmt: skip


def _needed(choices: Choices, program: Program, worth: Floats) -> list[Row]:
    """Rows without those that a pair's worth keeps by itself: one that adds is never below the
    lesser of its projects, one that takes never above what both force."""
    options, first = len(choices.owner), len(choices.owner) + len(choices.pairs)
    ties = [_is_tie(row, options, first) for row in program.rows]
    elsewhere = {
        column
        for row, tie in zip(program.rows, ties, strict=True)
        if not tie
        for column in row.columns.tolist()
    }
    found = []
    for row, tie in zip(program.rows, ties, strict=True):
        column = int(row.columns[0]) if tie else -1
        if tie and column not in elsewhere and _kept_anyway(row, float(worth[column])):
            continue
        found.append(row)
    return found


def _is_tie(row: Row, options: int, first: int) -> bool:
    """Whether a row only ties a pair to its projects."""
    if row.rule != FORM or len(row.columns) < 2 or not options <= row.columns[0] < first:
        return False
    bounds = (row.low, row.high) in ((-np.inf, 0.0), (-1.0, np.inf))
    ones = row.weights[0] == 1.0 and bool((row.weights[1:] == -1.0).all())
    return bounds and ones and bool((row.columns[1:] < options).all())


def _kept_anyway(row: Row, worth: float) -> bool:
    above = bool(np.isfinite(row.high))
    return above if worth < -NOUGHT else not above if worth > NOUGHT else False


def _done_at_all(choices: Choices, rows: list[Row], columns: int) -> tuple[int, list[Row]]:
    """A column for each project of several options, in place of the row that allows one."""
    several = {n: own for n in range(len(choices.projects)) if len(own := choices.of(n)) > 1}
    known = {own.tobytes() for own in several.values()}
    kept = [
        row
        for row in rows
        if row.rule != FORM
        or row.high != 1.0
        or row.low != -np.inf
        or row.columns.tobytes() not in known
    ]
    for k, own in enumerate(several.values()):
        both = np.concatenate([own, [columns + k]]).astype(np.intp)
        weights = np.concatenate([np.ones(len(own)), [-1.0]])
        kept.append(Row(FORM, both, weights, 0.0, 0.0))
    return len(several), kept


def _moves(net: Mapping[int, float]) -> dict[tuple[int, int], float]:
    """Which pot sends how much to which, where `net` is what each gives less what it takes."""
    gives = [[pot, amount] for pot, amount in net.items() if amount > NOUGHT]
    takes = [[pot, -amount] for pot, amount in net.items() if amount < -NOUGHT]
    found: dict[tuple[int, int], float] = {}
    while gives and takes:
        amount = min(gives[0][1], takes[0][1])
        found[int(gives[0][0]), int(takes[0][0])] = float(amount)
        for side in (gives, takes):
            side[0][1] -= amount
            if side[0][1] <= NOUGHT:
                side.pop(0)
    return found
