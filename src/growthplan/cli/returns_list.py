"""`growthplan returns list`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.faults import print_faults
from growthplan.cli.returns_tables import QuarterOption, print_lines
from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, table
from growthplan.journeys.result import as_json
from growthplan.journeys.returns_showing import list_returns
from growthplan.monitoring.returns import in_words


def list_(
    plan: Path,
    *,
    quarter: QuarterOption = None,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show which returns are in, late, partial or missing, and evidence that changed.

    $ growthplan returns list my-plan
    $ growthplan returns list my-plan --quarter "2026/27 Q1" --as-at 2026-08-15

    Python: growthplan.list_returns(folder).

    Parameters
    ----------
    plan
        Folder with plan.yaml and returns/partners.yaml.
    """
    found = list_returns(plan, quarter, day=as_at, store=store)
    if json:
        rows = [
            {
                "partner": one.partner, "name": one.name, "quarter": one.quarter.code,
                "due": one.due.isoformat(), "status": one.status, "days_late": one.days_late,
                "version": one.counts.version if one.counts else None,
                "blank": len(one.counts.returned.gaps) if one.counts else None,
                "sentence": one.sentence,
            }
            for one in found.standings
        ]  # fmt: skip
        notes = [*found.notes, *(str(fault) for fault in found.warnings)]
        print_json(as_json(tables={"returns": rows}, notes=notes))
        return
    console = out()
    due = [one for one in found.standings if one.status != "not due yet"]
    inside = sum(one.counts is not None for one in due)
    late = sum(one.status == "overdue" for one in due)
    headline = f"{inside} of {len(due)} returns due are in; {late} overdue."
    if not found.standings:
        headline = "No return is in, and none was asked for yet."
    print_lines(console, [headline])
    if found.standings:
        headings = [("Quarter", "left"), ("Partner", "left"), ("Due", "left"), ("State", "left")]
        lines = [
            [str(one.quarter), one.name, in_words(one.due), one.sentence] for one in found.standings
        ]
        console.print(table(headings, lines))
    print_faults(found.warnings, console)
    print_lines(console, [f"- {note}" for note in found.notes])
