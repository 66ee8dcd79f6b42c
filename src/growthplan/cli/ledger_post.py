"""`growthplan ledger post`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from growthplan import settlement
from growthplan.cli.ledger_tables import (
    DayOption,
    ReasonOption,
    RoleOption,
    pence_of,
    print_posted,
    signed_on,
)
from growthplan.cli.terminal import JsonOption, StoreOption, out
from growthplan.journeys import ledgering

What = Literal["award", "profile", "commit", "spend", "release", "undo", "plan"]


def post(
    plan: Path,
    what: What,
    *,
    role: RoleOption,
    reason: ReasonOption,
    line: str = "",
    kind: Literal["capital", "revenue"] | None = None,
    action: str = "",
    amounts: Annotated[
        dict[str, str] | None,
        Parameter(help="£ million by financial year: --amounts.2026/27 1.5"),
    ] = None,
    total: str | None = None,
    committed: bool = False,
    entry: int = 0,
    day: DayOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Post one entry to the ledger: whole, dated, with its reason, or not at all.

    $ growthplan ledger post my-plan commit --line skills-revenue
      --action bootcamps --amounts.2026/27 1.5 --amounts.2027/28 2 --total 3.5
      --role "Head of finance" --reason "Grant agreement signed"
    $ growthplan ledger post my-plan plan --role ... --reason "Plan of May 2026"
    $ growthplan ledger post my-plan undo --entry 12 --role ... --reason ...

    Python: growthplan.journeys.ledgering.post(folder, posting, signed=...).

    Parameters
    ----------
    plan
        Folder of the plan.
    what
        `award` (more money of the settlement), `profile` (plan it for an action), `commit`,
        `spend`, `release` (free it again), `undo` (take back an entry), or `plan` (bring all
        actions in line with the plan's costs).
    line
        A funding line of the plan, or a function with `--kind`.
    kind
        `capital` or `revenue`, when `--line` names a function.
    action
        The action that the money is for.
    total
        £ million that the years must add up to.
    committed
        Release what is committed, not what is planned.
    entry
        Number of the entry to undo.
    """
    signed = signed_on(day, role, reason)
    given = {year: pence_of(text) for year, text in (amounts or {}).items()}
    whole = None if total is None else pence_of(total)

    def posting(ledger: settlement.Ledger, document: ledgering.Plan) -> settlement.Entry:
        if what == "plan":
            return settlement.as_planned(ledger, document, signed)
        if what == "undo":
            return settlement.undo(ledger, entry, signed)
        by_account = ledgering.accounts_of(ledger.terms, line, given, kind)
        if what == "award":
            return settlement.award(ledger, by_account, signed)
        if what == "spend":
            return settlement.spend(ledger, action, by_account, signed)
        if what == "release":
            stage: settlement.Stage = "committed" if committed else "profiled"
            return settlement.release(ledger, action, by_account, signed, stage)
        plan_or_promise = settlement.profile if what == "profile" else settlement.commit
        return plan_or_promise(ledger, action, by_account, signed, whole)

    kept = ledgering.post(plan, posting, signed=signed, store=store)
    print_posted(kept, out(), json)
