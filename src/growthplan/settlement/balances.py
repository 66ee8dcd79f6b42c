"""Balances of every box after any number of movements, in whole pence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.settlement.account import Box
from growthplan.settlement.entry import Entry
from growthplan.settlement.pence import pounds
from growthplan.vocabulary import Fault

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Moved:
    """Movements of entries as arrays [m]: positions of boxes, pence, and the entry of each."""

    boxes: tuple[Box, ...]
    out_of: Integers
    into: Integers
    pence: Integers
    entry: Integers

    @property
    def balances(self) -> Integers:
        """What stands in each box, [box]. Their sum is nought: nothing is made or lost."""
        found = np.zeros(len(self.boxes), dtype=np.int64)
        np.subtract.at(found, self.out_of, self.pence)
        np.add.at(found, self.into, self.pence)
        return found


def moved(entries: Sequence[Entry]) -> Moved:
    """The movements of entries in order."""
    places: dict[Box, int] = {}
    rows = [
        (
            places.setdefault(out_of, len(places)),
            places.setdefault(into, len(places)),
            pence,
            entry.number,
        )
        for entry in entries
        for out_of, into, pence in entry.movements
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Moved(tuple(places), *columns)


def balances(entries: Sequence[Entry]) -> dict[Box, int]:
    """What stands in each box, in pence."""
    found = moved(entries)
    return dict(zip(found.boxes, found.balances.tolist(), strict=True))


def check_nothing_is_spent_twice(entries: Sequence[Entry]) -> Iterable[Fault]:
    """After each entry every box within an account holds nought or more.

    Sorted by box, running sums are one pass over all movements; entries are whole, so a box is
    judged where an entry ends.
    """
    found = moved(entries)
    box = np.concatenate([found.out_of, found.into])
    change = np.concatenate([-found.pence, found.pence])
    entry = np.concatenate([found.entry, found.entry])
    order = np.lexsort((entry, box))
    box, change, entry = box[order], change[order], entry[order]
    running = np.cumsum(change)
    starts = np.flatnonzero(np.diff(box, prepend=-1))
    before = np.repeat(running[starts] - change[starts], np.diff(starts, append=len(box)))
    last = np.append((np.diff(box) != 0) | (np.diff(entry) != 0), True)[: len(box)]
    below = (running - before < 0) & last
    for position in np.flatnonzero(below):
        short = found.boxes[box[position]]
        if not short.outside:
            yield _overdrawn(short, int(running[position] - before[position]), entry[position])


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
