"""A mark of where a ledger stands, by which a workbook of another moment is known."""

from __future__ import annotations

import hashlib

from growthplan.settlement.ledger import Ledger


def mark_of(ledger: Ledger) -> str:
    """The same for two ledgers only when they have as many entries and hold the same.

    The day and role of an opening are left out: a ledger that is not open yet shows what it would
    open with.
    """
    text = [str(len(ledger.entries)), *map(str, sorted(ledger.closed))]
    text += [f"{box}={amount}" for box, amount in sorted(ledger.balances.items()) if amount]
    return hashlib.sha256("\n".join(text).encode()).hexdigest()[:32]
