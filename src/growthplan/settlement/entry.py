"""Entries: dated movements of money with a reason, posted whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from growthplan.settlement.account import Box
from growthplan.vocabulary import Fault, GrowthplanError

EntryKind = Literal["award", "profile", "commit", "spend", "release", "switch", "carry", "undo"]
KINDS: tuple[EntryKind, ...] = get_args(EntryKind)


class Movement(NamedTuple):
    """Pence out of one box and into another: an entry balances because of its form."""

    out_of: Box
    into: Box
    pence: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One posting."""

    number: int
    """Its place in the ledger, from 1: its id."""
    day: date
    kind: EntryKind
    role: str
    """The role that posts it; never a person's name."""
    reason: str
    movements: tuple[Movement, ...]
    approval: str = ""
    """The consent that it rests on, when a rule asks for one."""
    about: int | None = None
    """The entry that it undoes, or the financial year that it closes."""
    part: tuple[int, int] | None = None
    """Its place among entries that stand or fall together, from 1, and how many they are."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What every posting must say of itself."""

    day: date
    role: str
    reason: str
    approval: str = ""

    def faults(self) -> Iterable[Fault]:
        """What is missing."""
        for name, text in (("role", self.role), ("reason", self.reason)):
            if not text.strip():
                fix = f'Give --{name} "...".'
                yield Fault(f"an entry of the ledger needs a {name}", fix=fix, code="ledger-entry")


def entry_of(
    number: int,
    kind: EntryKind,
    movements: Iterable[Movement],
    signed: Signed,
    about: int | None = None,
) -> Entry:
    """An entry, once its form is right.

    Raises GrowthplanError with every fault: no role, no reason, nothing to move, or an amount
    that is not above nought.
    """
    moved = tuple(movements)
    faults = [*signed.faults(), *(fault for one in moved for fault in _form(one))]
    if not moved:
        faults.append(Fault("there is nothing to move", code="ledger-entry"))
    if faults:
        raise GrowthplanError(faults)
    return Entry(
        number,
        signed.day,
        kind,
        signed.role.strip(),
        signed.reason.strip(),
        moved,
        signed.approval.strip(),
        about,
    )


def _form(movement: Movement) -> Iterable[Fault]:
    if movement.pence <= 0:
        fix = "Give an amount above nought; to take money back, release it."
        yield Fault(
            f"an amount of {movement.into.account.in_words} is not above nought",
            fix=fix,
            code="ledger-amount",
        )
