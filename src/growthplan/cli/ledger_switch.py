"""`growthplan ledger switch`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from growthplan import settlement
from growthplan.cli.ledger_tables import (
    ApprovalOption,
    DayOption,
    ReasonOption,
    RoleOption,
    pence_of,
    print_posted,
    signed_on,
)
from growthplan.cli.terminal import JsonOption, StoreOption, out
from growthplan.journeys import ledgering


def switch(
    plan: Path,
    *,
    out_of: Annotated[str, Parameter(name="--from", help="Account: skills/2026-27/revenue.")],
    into: Annotated[str, Parameter(name="--to", help="Account: transport/2026-27/revenue.")],
    amount: Annotated[str, Parameter(help="£ million.")],
    role: RoleOption,
    reason: ReasonOption,
    approval: ApprovalOption = "",
    day: DayOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Switch free money between functions, years or kinds, under the plan's rules.

    $ growthplan ledger switch my-plan --from skills/2026-27/revenue
      --to transport/2026-27/revenue --amount 2 --role "Head of finance"
      --reason "Fewer starts than planned"

    Python: growthplan.settlement.switch(ledger, out_of, into, pence, signed).

    Parameters
    ----------
    plan
        Folder of the plan.
    """
    signed = signed_on(day, role, reason, approval)
    one, two = settlement.read_account(out_of), settlement.read_account(into)
    moved = pence_of(amount)
    kept = ledgering.post(
        plan,
        lambda ledger, _: settlement.switch(ledger, one, two, moved, signed),
        signed=signed,
        store=store,
    )
    print_posted(kept, out(), json)
