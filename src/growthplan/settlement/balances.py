"""Balances of every box after any number of movements, in whole pence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from growthplan.settlement.account import Box
from growthplan.settlement.entry import Entry
from growthplan.settlement.pence import pounds
from growthplan.vocabulary import Fault


def balances(entries: Sequence[Entry]) -> dict[Box, int]:
    """What stands in each box, in pence. Their sum is nought: nothing is made or lost.

    A plain loop: Python's whole numbers cannot overflow, and arrays would first have to be made
    of the entries, which takes longer than adding them up.
    """
    held: dict[Box, int] = {}
    for entry in entries:
        for out_of, into, amount in entry.movements:
            held[out_of] = held.get(out_of, 0) - amount
            held[into] = held.get(into, 0) + amount
    return held


def check_nothing_is_spent_twice(entries: Sequence[Entry]) -> Iterable[Fault]:
    """After each entry every box within an account holds nought or more.

    Entries are whole, so a box is judged where an entry ends.
    """
    held: dict[Box, int] = {}
    for entry in entries:
        lowered: dict[Box, None] = {}
        for out_of, into, amount in entry.movements:
            left = held.get(out_of, 0) - amount
            held[out_of] = left
            held[into] = held.get(into, 0) + amount
            if left < 0:
                lowered[out_of] = None
        for box in lowered:
            if held[box] < 0 and not box.outside:
                yield _overdrawn(box, held[box], entry.number)


def _overdrawn(box: Box, amount: int, number: int) -> Fault:
    whose = f" of '{box.action}'" if box.action else ""
    return Fault(
        f"entry {number} takes {pounds(-amount)} more than is {box.stage}{whose} in "
        f"{box.account.in_words}: a pound would be spent twice",
        fix="Lower the amount, or switch money in first.",
        code="ledger-overdrawn",
    )


def shortfalls(held: Mapping[Box, int], entry: Entry) -> list[Fault]:
    """Boxes that an entry would take below nought, where `held` is what stands before it."""
    change: dict[Box, int] = {}
    for out_of, into, amount in entry.movements:
        change[out_of] = change.get(out_of, 0) - amount
        change[into] = change.get(into, 0) + amount
    after = {box: held.get(box, 0) + amount for box, amount in change.items()}
    return [
        Fault(
            f"{box.account.in_words} has {pounds(held.get(box, 0))} {box.stage}"
            f"{f' for {chr(39)}{box.action}{chr(39)}' if box.action else ''}, "
            f"{pounds(-amount)} too little",
            fix="Lower the amount, or switch money in first.",
            code="ledger-overdrawn",
        )
        for box, amount in after.items()
        if amount < 0 and not box.outside
    ]
