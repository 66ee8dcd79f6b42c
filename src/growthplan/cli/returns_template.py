"""`growthplan returns template`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.terminal import Flag, JsonOption, StoreOption, out, print_json
from growthplan.journeys.result import as_json
from growthplan.journeys.returns_template import make_template
from growthplan.monitoring.returns import SHEETS, in_words

QuarterOption = Annotated[str, Parameter(name="--quarter", help="Such as 2026/27 Q1.")]


def template(
    plan: Path,
    partner: str,
    *,
    quarter: QuarterOption,
    out_: Annotated[Path | None, Parameter(name="--out", help="The workbook to write.")] = None,
    csv: Path | None = None,
    replace: Flag = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Make the return that a partner is to fill in for a quarter.

    $ growthplan returns template my-plan city-council --quarter "2026/27 Q1" --out return.xlsx

    The rows come from the plan: money of the partner's actions by funding line, the
    outputs that it counts, milestones, and a rating for each action. Read it back
    with: growthplan returns import.

    Python: growthplan.make_template(folder, partner, quarter, xlsx=path).

    Parameters
    ----------
    plan
        Folder with plan.yaml and returns/partners.yaml.
    partner
        Id of the partner.
    csv
        A folder to write one CSV file for each sheet into.
    replace
        Write over a workbook or folder that is there already.
    """
    made = make_template(plan, partner, quarter, xlsx=out_, csv=csv, replace=replace, store=store)
    of = made.template
    if json:
        rows = [{"sheet": sheet.name, "rows": len(of.rows[sheet.name])} for sheet in SHEETS]
        about = [{"field": field, "value": value} for field, value in of.about.items()]
        print_json(as_json(tables={"sheets": rows, "about": about}))
        return
    console = out()
    counts = ", ".join(f"{len(of.rows[s.name])} {s.name.casefold()}" for s in SHEETS)
    where = " and ".join(str(path) for path in made.written)
    for line in (
        f"{of.partner.name}, {of.quarter}, due {in_words(of.due)}: {counts}. Written to {where}.",
        f"When it is filled in: growthplan returns import {plan} {made.written[0]}",
    ):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
