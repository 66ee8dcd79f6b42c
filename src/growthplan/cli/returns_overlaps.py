"""`growthplan returns overlaps`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.returns_tables import QuarterOption, print_lines
from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, table
from growthplan.journeys.result import as_json
from growthplan.journeys.returns_showing import find_overlaps
from growthplan.monitoring.returns import read_quarter


def overlaps(
    plan: Path,
    *,
    quarter: QuarterOption = None,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Name what two programmes claim: gross, overlap and net.

    $ growthplan returns overlaps my-plan
    $ growthplan returns overlaps my-plan --quarter "2026/27 Q1"

    Claims of one indicator and quarter that name the same site, firm and group count
    once. Where something is left out they may overlap in part: then the least and the
    most are shown. Nothing is taken off any other number.

    Python: growthplan.find_overlaps(folder).

    Parameters
    ----------
    plan
        Folder with plan.yaml and returns.
    """
    found = find_overlaps(plan, quarter, day=as_at, store=store)
    made = found.guarded
    if json:
        rows = [
            {
                "indicator": one.indicator, "quarter": one.quarter,
                "programmes": list(one.programmes), "gross": one.gross,
                "overlap_low": one.low, "overlap_high": one.high,
                "net_low": one.net[0], "net_high": one.net[1], "certain": one.certain,
                "claims": [
                    {"programme": c.programme, "number": c.number, "said_of": c.said_of,
                     "where": c.where}
                    for c in one.claims
                ],
            }
            for one in made.overlaps
        ]  # fmt: skip
        untold = [{"programme": c.programme, "indicator": c.indicator, "number": c.number,
                   "where": c.where} for c in made.untold]  # fmt: skip
        tables = {"overlaps": rows, "untold": untold}
        print_json(as_json(found.figures, tables, found.notes))
        return
    console = out()
    count = len(made.overlaps)
    if not count:
        print_lines(console, ["Nothing is known to be claimed by two programmes."])
    else:
        print_lines(console, [f"{count} overlap{'s' * (count > 1)} between programmes."])
        console.print(
            table(
                [("Indicator", "left"), ("Quarter", "left"), ("Programmes", "left"),
                 ("Gross", "right"), ("Overlap", "right"), ("Net", "right")],
                [
                    [one.indicator, str(read_quarter(one.quarter)), ", ".join(one.programmes),
                     f"{one.gross:,.10g}", _range(one.low, one.high), _range(*one.net)]
                    for one in made.overlaps
                ],
            )
        )  # fmt: skip
        for one in made.overlaps:
            print_lines(console, [f"- {one.sentence}"])
            print_lines(console, [f"    {c.programme}: {c.number:,.10g}, {c.said_of} ({c.where})"
                                  for c in one.claims])  # fmt: skip
    print_lines(console, [f"- {note}" for note in found.notes])


def _range(low: float, high: float) -> str:
    return f"{low:,.10g}" if abs(high - low) < 1e-9 else f"{low:,.10g} to {high:,.10g}"
