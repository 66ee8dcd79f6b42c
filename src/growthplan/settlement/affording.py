"""Whether money allows what is asked: pot by pot, and the nearest change that it would allow."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthplan.settlement.asked_switches import NOTHING, Judged, SwitchAsked, leaving
from growthplan.settlement.changed_costs import Asked
from growthplan.settlement.portfolio import Program, Row, maximise
from growthplan.settlement.pots import Money

Floats = npt.NDArray[np.float64]

PENNY = 1e-6
"""£ million below which nothing is short: a pound."""
_MOVED = 1e-5
"""What a pound moved weighs beside a pound that is short or cut."""


@dataclass(frozen=True)
class PotAsked:
    """One pot of money: what is there, what is asked of it, and what is short after switching."""

    id: str
    words: str
    there: float
    """£ million."""
    asked: float
    switched_in: float
    """£ million that comes from other pots, less what leaves."""
    short: float


@dataclass(frozen=True)
class Moved:
    """Money that has to be switched for what is asked to be paid."""

    words: str
    amount: float
    """£ million."""


@dataclass(frozen=True)
class Affording:
    """Whether what is asked can be paid."""

    pots: tuple[PotAsked, ...]
    """Those that something is asked of, in the plan's order."""
    moved: tuple[Moved, ...]
    """The least that must be switched."""
    outside: tuple[Asked, ...]
    """Costs in years in which their line has no money at all."""
    scales: Mapping[str, float]
    """The nearest change that can be paid: the share of its money that each action would keep,
    for those that would lose some. Empty when all can be paid."""
    judged: Judged = NOTHING
    """What the rules say of moves of money that were asked for."""

    @property
    def is_paid(self) -> bool:
        """Whether all of it can be paid, by switching if need be, and every move is allowed."""
        return not (
            self.outside or self.judged.refused or any(pot.short > PENNY for pot in self.pots)
        )

    @property
    def short(self) -> float:
        """£ million that cannot be paid."""
        return sum(p.short for p in self.pots) + sum(one.amount for one in self.outside)


def afford(
    money: Money,
    costs: Sequence[Asked],
    switched: Sequence[SwitchAsked] = (),
    before: frozenset[tuple[str, str, int]] = frozenset(),
    rules: Judged = NOTHING,
) -> Affording:
    """Whether pots pay for costs: a linear programme finds the least switching, then the least
    cut.

    `switched` are moves that are made first; what they take of a limit is gone. `before` names
    costs (line, kind, year) of years before the money, which were paid from elsewhere and are
    passed over. `rules` is what the settlement says of the moves.
    """
    amounts = np.array([pot.amount for pot in money.pots])
    for move in switched:
        amounts[money.accounts[move.out_of]] -= move.amount
        amounts[money.accounts[move.into]] += move.amount
    money = _after(money, leaving(switched))
    placed: list[tuple[Asked, int]] = []
    outside: list[Asked] = []
    for one in costs:
        pot = money.pot_of(one.line, one.kind, one.year)
        if pot is not None:
            placed.append((one, pot))
        elif one.amount > PENNY and (one.line, one.kind, one.year) not in before:
            outside.append(one)
    asked: Floats = np.bincount([pot for _, pot in placed], [one.amount for one, _ in placed],
                                minlength=len(amounts)).astype(np.float64)  # fmt: skip
    short, flows = _least_short(money, amounts, asked)
    net = _net(money, flows, len(amounts))
    pots = tuple(
        PotAsked(pot.id, pot.words, amounts[n], asked[n], net[n], short[n])
        for n, pot in enumerate(money.pots)
        if asked[n] > PENNY or amounts[n] < -PENNY
    )
    moved = tuple(
        Moved(switch.words, float(flow))
        for switch, flow in zip(money.switches, flows, strict=True)
        if flow > PENNY
    )
    is_short = bool(short.max(initial=0.0) > PENNY)
    return Affording(
        pots, moved, tuple(outside), _least_cut(money, amounts, placed) if is_short else {}, rules
    )


def _after(money: Money, taken: Mapping[str, float]) -> Money:
    """The same with less left of every limit that something was taken of."""
    limits = tuple(
        replace(one, amount=max(one.amount - taken.get(one.rule, 0.0), 0.0)) for one in money.limits
    )
    return replace(money, limits=limits)


def _least_short(money: Money, amounts: Floats, asked: Floats) -> tuple[Floats, Floats]:
    """What stays short of each pot [n], and the flow of each switch [s]."""
    switches, pots = len(money.switches), len(amounts)
    cost = np.concatenate([np.full(switches, _MOVED), np.full(pots, 1.0)])
    rows = [_pot_row(money, n, {switches + n: -1.0}, amounts[n] - asked[n]) for n in range(pots)]
    found = _cheapest(cost, np.full(switches + pots, np.inf), rows, money)
    return found[switches:], found[:switches]


def _least_cut(
    money: Money, amounts: Floats, placed: Sequence[tuple[Asked, int]]
) -> dict[str, float]:
    """The share of its money that each action keeps when the least is cut, those cut only.

    Of all ways to cut no more than the least, one in which the action that loses most keeps most.
    """
    names = list(dict.fromkeys(one.action for one, _ in placed))
    need = np.zeros((len(amounts), len(names)))
    for one, pot in placed:
        need[pot, names.index(one.action)] += one.amount
    kept = _kept(money, amounts, need)
    evenly = _kept(money, amounts, need, least=float(need.sum(axis=0) @ kept) - PENNY)
    return {
        name: max(math.floor(1e4 * float(share)) / 1e4, 0.0)  # never more than can be paid
        for name, share in zip(names, evenly, strict=True)
        if share < 1 - 1e-6
    }


def _kept(money: Money, amounts: Floats, need: Floats, least: float | None = None) -> Floats:
    """Shares [k] of needs [n, k] that can be kept: the most £ million of them, or, when `least`
    of it must be, as much as can be for the one that keeps least."""
    switches, (pots, count) = len(money.switches), need.shape
    worth = need.sum(axis=0)
    rows = [
        _pot_row(money, n, {switches + int(k): float(need[n, k]) for k in np.flatnonzero(need[n])},
                 max(amounts[n], 0.0))
        for n in range(pots)
    ]  # fmt: skip
    upper = np.concatenate([np.full(switches, np.inf), np.ones(count + 1)])
    if least is None:
        cost = np.concatenate([np.full(switches, _MOVED), -worth, [0.0]])
    else:
        last = switches + count
        cost = np.concatenate([np.full(switches, _MOVED), -_MOVED * worth, [-1.0]])
        rows += [
            _row({switches + k: -1.0, last: 1.0}, 0.0) for k in range(count) if worth[k] > PENNY
        ]
        rows.append(_row({switches + k: -float(worth[k]) for k in range(count)}, -least))
    return _cheapest(cost, upper, rows, money)[switches : switches + count]


def _pot_row(money: Money, pot: int, more: Mapping[int, float], most: float) -> Row:
    """What leaves a pot less what comes into it, with further columns, is at most what is left."""
    weights = {
        n: float((switch.out_of == pot) - (switch.into == pot))
        for n, switch in enumerate(money.switches)
        if pot in (switch.out_of, switch.into)
    }
    weights.update(more)
    return _row(weights, most)


def _row(weights: Mapping[int, float], most: float) -> Row:
    columns = np.array(list(weights), dtype=np.intp)
    return Row("money", columns, np.array(list(weights.values())), -np.inf, most)


def _net(money: Money, flows: Floats, pots: int) -> Floats:
    found = np.zeros(pots)
    for switch, flow in zip(money.switches, flows, strict=True):
        found[switch.into] += flow
        found[switch.out_of] -= flow
    return found


def _cheapest(cost: Floats, upper: Floats, rows: Sequence[Row], money: Money) -> Floats:
    """The columns that cost least with every row kept, and every limit on switches."""
    limits = [
        _row({n: 1.0 for n, one in enumerate(money.switches) if one.rule == limit.rule},
             limit.amount)
        for limit in money.limits
    ]  # fmt: skip
    kept = tuple(row for row in (*rows, *limits) if len(row.columns))
    zeros = np.zeros(len(cost))
    program = Program(zeros, upper, np.zeros(len(cost), dtype=bool), kept, {})
    return maximise(program, -cost).x
