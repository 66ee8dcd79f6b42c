"""`growthplan ledger carry`."""

from __future__ import annotations

from pathlib import Path

from growthplan import settlement
from growthplan.cli.ledger_tables import (
    ApprovalOption,
    DayOption,
    ReasonOption,
    RoleOption,
    print_posted,
    signed_on,
)
from growthplan.cli.terminal import JsonOption, StoreOption, out
from growthplan.journeys import ledgering


def carry(
    plan: Path,
    year: str,
    *,
    role: RoleOption,
    reason: ReasonOption,
    approval: ApprovalOption = "",
    day: DayOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Close a financial year: what is unspent goes into the next by rule, the rest
    goes back.

    $ growthplan ledger carry my-plan 2026/27 --role "Head of finance"
      --reason "Year end" --approval "Letter of 12 May 2027"

    Committed money is carried first, then what is planned, then what is left.

    Python: growthplan.settlement.carry(ledger, 2026, signed).

    Parameters
    ----------
    plan
        Folder of the plan.
    year
        The financial year to close, such as 2026/27.
    """
    signed = signed_on(day, role, reason, approval)
    start = ledgering.year_of(year)
    kept = ledgering.post(
        plan, lambda ledger, _: settlement.carry(ledger, start, signed), signed=signed, store=store
    )
    print_posted(kept, out(), json)
