"""What an edited table of profiles would change, in words, and the one entry that does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthplan.plan import financial_year
from growthplan.settlement.account import Box
from growthplan.settlement.entry import Entry, Movement, Signed
from growthplan.settlement.ledger import Ledger
from growthplan.settlement.pence import pounds
from growthplan.settlement.profiles.table import STAGES_IN_WORDS
from growthplan.vocabulary import Fault, GrowthplanError

Wanted = Mapping[Box, int]
"""Pence that each box should hold; boxes that are not named are to hold nothing."""


@dataclass(frozen=True)
class ProfileChange:
    """One amount of one year that changes, in pence."""

    box: Box
    before: int
    after: int
    left: int
    """What is left in the account once every change is made."""

    @property
    def sentence(self) -> str:
        """The change in words."""
        stage = next(word for word, own in STAGES_IN_WORDS.items() if own == self.box.stage)
        account, way = self.box.account, "more" if self.after > self.before else "less"
        return (
            f"{self.box.action}, {account.function} {account.kind} {stage} in "
            f"{financial_year(account.year)}: from {pounds(self.before)} to {pounds(self.after)}, "
            f"{pounds(abs(self.after - self.before))} {way}; {pounds(self.left)} of the account is "
            "then left."
        )


def changes_of(ledger: Ledger, wanted: Wanted) -> tuple[ProfileChange, ...]:
    """Every amount that differs from what the ledger holds, in the order of the ledger's boxes."""
    movable = STAGES_IN_WORDS.values()
    boxes = {box for box, held in ledger.balances.items() if box.stage in movable and held}
    moved = {box: wanted.get(box, 0) - ledger.held(box) for box in {*boxes, *wanted}}
    left = dict.fromkeys((box.account for box in moved), 0)
    for account in left:
        taken = sum(by for box, by in moved.items() if box.account == account)
        left[account] = ledger.held(Box("left", account)) - taken
    return tuple(
        ProfileChange(box, ledger.held(box), wanted.get(box, 0), left[box.account])
        for box in sorted(moved, key=lambda one: (one.action, one.account, one.stage))
        if moved[box]
    )


def reprofile(ledger: Ledger, wanted: Wanted, signed: Signed) -> Entry:
    """One entry that makes every box hold what is wanted: first what is freed, then what is taken.

    Raises GrowthplanError when nothing changes, and with every reason why the entry cannot stand.
    """
    changes = changes_of(ledger, wanted)
    if not changes:
        message = "the profiles are what the ledger says already: nothing changed"
        raise GrowthplanError(Fault(message, code="ledger-entry"))
    freed = [
        Movement(one.box, Box("left", one.box.account), one.before - one.after)
        for one in changes
        if one.after < one.before
    ]
    taken = [
        Movement(Box("left", one.box.account), one.box, one.after - one.before)
        for one in changes
        if one.after > one.before
    ]
    return ledger.post("profile", (*freed, *taken), signed)
