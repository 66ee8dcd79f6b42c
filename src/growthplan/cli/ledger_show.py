"""`growthplan ledger show`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.ledger_tables import kept_json, print_ledger
from growthplan.cli.terminal import JsonOption, StoreOption, out, print_json
from growthplan.journeys import ledgering


def show(plan: Path, *, last: int = 5, store: StoreOption = None, json: JsonOption = False) -> None:
    """Show the settlement: what is available, spent, committed, planned and left.

    $ growthplan ledger show plans/liverpool-city-region

    Writes nothing; before the ledger is opened it shows what it would open with.

    Python: growthplan.journeys.ledgering.show(folder).

    Parameters
    ----------
    plan
        Folder of the plan.
    last
        How many of the last entries to show.
    """
    kept = ledgering.show(plan, store)
    if json:
        print_json(kept_json(kept, kept.ledger.entries))
        return
    console = out()
    print_ledger(kept, console)
    for entry in kept.ledger.entries[-last:] if last > 0 else ():
        console.print(
            f"{entry.number}  {entry.day}  {entry.kind}  {entry.role}: {entry.reason}",
            highlight=False,
            markup=False,
        )
