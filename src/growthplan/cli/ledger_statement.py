"""`growthplan ledger statement`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.ledger_tables import COLUMNS, Column, kept_json, print_accounts, print_notes
from growthplan.cli.terminal import JsonOption, StoreOption, out, print_json
from growthplan.journeys import ledgering
from growthplan.plan import financial_year
from growthplan.settlement import pounds

_COLUMNS: tuple[Column, ...] = (
    ("Awarded", lambda row: row.awarded),
    ("Moved", lambda row: row.available - row.awarded),
    *COLUMNS[1:],
)
"""What was switched, carried and handed back stands as one here, and apart in --json."""


def statement(plan: Path, *, store: StoreOption = None, json: JsonOption = False) -> None:
    """State the settlement account by account, to the penny: where money came from
    and where it went.

    $ growthplan ledger statement my-plan --json

    Python: growthplan.journeys.ledgering.show(folder).statement.

    Parameters
    ----------
    plan
        Folder of the plan.
    """
    kept = ledgering.show(plan, store)
    if json:
        print_json(kept_json(kept, ()))
        return
    made, console = kept.statement, out()
    console.print(
        f"{made.title}: {made.entries} entries, {pounds(made.total.available)} available, and "
        "every account balances to the penny.",
        highlight=False,
        markup=False,
    )
    print_accounts(kept, console, _COLUMNS)
    for year in made.closed:
        console.print(f"{financial_year(year)} is closed.", highlight=False)
    print_notes(kept, console)
