"""The ledger: the entries so far with what follows from them, and posting one more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from growthplan.plan import financial_year
from growthplan.settlement.account import Account, Box
from growthplan.settlement.balances import balances, check_nothing_is_spent_twice, shortfalls
from growthplan.settlement.entry import Entry, Movement, Signed, entry_of
from growthplan.settlement.switching import switched_out
from growthplan.settlement.terms import Terms
from growthplan.vocabulary import Fault, GrowthplanError


@dataclass(frozen=True)
class Ledger:
    """Entries under the terms of a settlement. Posting gives an entry; nothing here changes."""

    terms: Terms
    entries: tuple[Entry, ...]

    @cached_property
    def balances(self) -> Mapping[Box, int]:
        """Pence in each box."""
        return balances(self.entries)

    @cached_property
    def awarded(self) -> Mapping[Account, int]:
        """Pence awarded to each account so far."""
        held = self.balances.items()
        return {box.account: -amount for box, amount in held if box.stage == "awarded"}

    @cached_property
    def switched_out(self) -> Mapping[tuple[Account, str], int]:
        """Pence that have left each account under each rule."""
        return switched_out(self.entries)

    @cached_property
    def undone(self) -> frozenset[int]:
        """Numbers of entries that another undoes."""
        return frozenset(e.about for e in self.entries if e.kind == "undo" and e.about)

    @cached_property
    def closed(self) -> frozenset[int]:
        """Financial years that are closed, by the calendar year in which each starts."""
        return frozenset(
            e.about
            for e in self.entries
            if e.kind == "carry" and e.about and e.number not in self.undone
        )

    @property
    def next_number(self) -> int:
        """The number of the entry that comes next."""
        return len(self.entries) + 1

    def held(self, box: Box) -> int:
        """Pence in a box."""
        return self.balances.get(box, 0)

    def with_entry(self, entry: Entry) -> Ledger:
        """The ledger with one more entry.

        Raises GrowthplanError with every reason why it cannot stand: a box that would fall below
        nought, a closed year, a number out of turn.
        """
        faults = [*shortfalls(self.balances, entry), *self.closed_faults(entry)]
        if entry.number != self.next_number:
            message = f"entry {entry.number} is out of turn; the next is {self.next_number}"
            faults.append(Fault(message, code="ledger-number"))
        if faults:
            raise GrowthplanError(faults)
        return Ledger(self.terms, (*self.entries, entry))

    def closed_faults(self, entry: Entry) -> list[Fault]:
        """Movements in years that are closed already."""
        touched = {a.year for m in entry.movements for a in (m.out_of.account, m.into.account)}
        closes = {entry.about} if entry.kind in ("carry", "undo") else set()
        return [
            Fault(
                f"{financial_year(year)} is closed: its money was carried over",
                fix="Post it in an open year, or undo the closing first.",
                code="ledger-closed",
            )
            for year in sorted(touched & self.closed - closes)
            if not (entry.kind == "undo" and self._closing_of(year) == entry.about)
        ]

    def _closing_of(self, year: int) -> int | None:
        numbers = [e.number for e in self.entries if e.kind == "carry" and e.about == year]
        return numbers[-1] if numbers else None

    def post(
        self,
        kind: str,
        movements: tuple[Movement, ...],
        signed: Signed,
        about: int | None = None,
    ) -> Entry:
        """An entry that can stand next. Raises GrowthplanError when it cannot."""
        entry = entry_of(self.next_number, kind, movements, signed, about)  # type: ignore[arg-type]
        self.with_entry(entry)
        return entry


def open_ledger(terms: Terms, entries: tuple[Entry, ...]) -> Ledger:
    """The ledger of entries read back.

    Raises GrowthplanError with every box that fell below nought, and every entry out of turn.
    """
    faults = [
        Fault(f"entry {entry.number} stands in place {place}", code="ledger-number")
        for place, entry in enumerate(entries, 1)
        if entry.number != place
    ]
    faults += check_nothing_is_spent_twice(entries)
    if faults:
        raise GrowthplanError(faults)
    return Ledger(terms, entries)
