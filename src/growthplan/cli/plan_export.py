"""`growthplan plan export`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.terminal import Flag, JsonOption, StoreOption, out, print_json
from growthplan.journeys.editing import export_plan
from growthplan.journeys.result import as_json


def export(
    plan: Path,
    *,
    xlsx: Path | None = None,
    csv: Path | None = None,
    replace: Flag = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write a plan as a workbook, or as CSV files, that people edit in a spreadsheet.

    $ growthplan plan export my-plan --xlsx my-plan.xlsx
    $ growthplan plan export my-plan --csv my-plan-csv

    One sheet for each kind of entry, with lists to choose from, a note on every
    heading, and ids locked. Read it back with: growthplan plan import.

    Python: growthplan.journeys.editing.export_plan(folder, xlsx=path).

    Parameters
    ----------
    plan
        Folder with plan.yaml, or a release.
    xlsx
        The workbook to write.
    csv
        A folder to write one CSV file for each kind into.
    replace
        Write over a workbook or folder that is there already.
    """
    done = export_plan(plan, xlsx, csv, store, replace=replace)
    rows = [{"sheet": t.sheet.name, "rows": len(t.rows)} for t in done.tables]
    if json:
        print_json(as_json(tables={"sheets": rows}))
        return
    console = out()
    filled = sum(bool(table.rows) for table in done.tables)
    total = sum(len(table.rows) for table in done.tables)
    where = " and ".join(str(path) for path in (xlsx, csv) if path)
    console.print(f"{done.title}: {total:,} rows on {filled} sheets, written to {where}.",
                  highlight=False, soft_wrap=True)  # fmt: skip
    console.print(
        f"When it has been edited: growthplan plan import {plan} {xlsx or csv}",
        highlight=False, soft_wrap=True,
    )  # fmt: skip
