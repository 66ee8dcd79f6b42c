"""Moves of money that a what-if makes itself: what the settlement's rules say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from growthplan.settlement.account import Account, Box
from growthplan.settlement.entry import Movement
from growthplan.settlement.pence import million, pence
from growthplan.settlement.switching import limit_of, rules_for, switch_faults
from growthplan.settlement.terms import Terms


@dataclass(frozen=True)
class SwitchAsked:
    """One move of money between accounts."""

    out_of: Account
    into: Account
    amount: float
    """£ million."""


@dataclass(frozen=True)
class Judged:
    """What the rules say of moves."""

    refused: tuple[str, ...]
    """Every rule that they break, in words."""
    consents: tuple[str, ...]
    """Whose consent they need, in words."""
    most: tuple[float, ...]
    """£ million that each may move, those before it in the list having been made."""


NOTHING = Judged((), (), ())


def judged(terms: Terms, switches: Sequence[SwitchAsked]) -> Judged:
    """What the rules of a settlement say of moves that are made together."""
    movements = [
        Movement(Box("left", one.out_of), Box("left", one.into), pence(one.amount))
        for one in switches
    ]
    faults = switch_faults(terms, terms.awards, {}, movements, "as asked")
    consents = {
        f"Moving money {rule} needs consent: {terms.rules[rule].approval}."
        for one in switches
        for rule in rules_for(one.out_of, one.into)
        if rule in terms.rules and terms.rules[rule].allowed and terms.rules[rule].approval
    }
    return Judged(
        tuple(f"{fault.message[:1].upper()}{fault.message[1:]}." for fault in faults),
        tuple(sorted(consents)),
        _most(terms, switches),
    )


def leaving(switches: Sequence[SwitchAsked]) -> dict[str, float]:
    """£ million that moves take of each limit, by the name that the limit has among pots."""
    found: dict[str, float] = {}
    for one in switches:
        for rule in rules_for(one.out_of, one.into):
            name = limit_name(rule, one.out_of)
            found[name] = found.get(name, 0.0) + one.amount
    return found


def limit_name(rule: str, out_of: Account) -> str:
    """The name of the limit on what leaves an account under a rule."""
    return f"switch {rule} {out_of}"


def _most(terms: Terms, switches: Sequence[SwitchAsked]) -> tuple[float, ...]:
    left: dict[tuple[Account, str], int] = {}
    there: dict[Account, int] = dict(terms.awards)
    found = []
    for one in switches:
        keys = [(one.out_of, rule) for rule in rules_for(one.out_of, one.into)]
        for account, rule in keys:
            left.setdefault((account, rule), limit_of(terms, terms.awards, account, rule))
        room = min([there.get(one.out_of, 0), *(left[key] for key in keys)])
        moved = max(min(pence(one.amount), room), 0)
        for key in keys:
            left[key] -= moved
        _move(there, one, moved)
        found.append(million(moved))
    return tuple(found)


def _move(there: dict[Account, int], one: SwitchAsked, amount: int) -> None:
    there[one.out_of] = there.get(one.out_of, 0) - amount
    there[one.into] = there.get(one.into, 0) + amount


__all__ = ["NOTHING", "Judged", "SwitchAsked", "judged", "leaving", "limit_name"]
