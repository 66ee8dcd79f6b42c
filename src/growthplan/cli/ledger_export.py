"""`growthplan ledger export`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.terminal import Flag, JsonOption, StoreOption, out, print_json
from growthplan.journeys.ledger_profiles import export_profiles
from growthplan.journeys.result import as_json


def export(
    plan: Path,
    target: Path,
    *,
    replace: Flag = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write what is planned and committed as a workbook, or CSV files, that finance
    edits in a spreadsheet.

    $ growthplan ledger export my-plan profiles.xlsx
    $ growthplan ledger export my-plan profiles-csv

    Pounds and pence by action, function, kind and year; totals and what is left of
    each account are formulas. Read it back with: growthplan ledger import.

    Python: growthplan.journeys.ledger_profiles.export_profiles(folder, path).

    Parameters
    ----------
    plan
        Folder of the plan.
    target
        The workbook (.xlsx), or a folder to write CSV files into.
    replace
        Write over a workbook or folder that is there already.
    """
    made = export_profiles(plan, target, store, replace=replace)
    if json:
        rows = [
            {"action": row.action, "function": row.function, "kind": row.kind, "stage": row.stage,
             "pence": {str(year): pence for year, pence in row.pence.items()}}
            for row in made.table.rows
        ]  # fmt: skip
        print_json(as_json(tables={"profiles": rows}, notes=made.kept.notes, run=made.kept.run))
        return
    console = out()
    console.print(f"{made.kept.statement.title}: {len(made.table.rows)} profiles written to "
                  f"{target}.", highlight=False, soft_wrap=True)  # fmt: skip
    console.print(
        f"When it has been edited: growthplan ledger import {plan} {target}",
        highlight=False, soft_wrap=True,
    )  # fmt: skip
