"""`growthplan returns delivery`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console

from growthplan.cli.returns_tables import QuarterOption, print_lines
from growthplan.cli.terminal import (
    AsAtOption,
    Flag,
    JsonOption,
    StoreOption,
    out,
    print_json,
    progress,
    table,
)
from growthplan.journeys.delivering import DRAWS, Delivered, deliver
from growthplan.journeys.result import as_json
from growthplan.monitoring.returns import in_words

MOST = 10
"""Risks that are listed on the terminal."""


def delivery(
    plan: Path,
    *,
    quarter: QuarterOption = None,
    quick: Flag = False,
    draws: int = DRAWS,
    seed: int = 1,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show how delivery stands, and what its delays do to the headline outcomes.

    $ growthplan returns delivery my-plan
    $ growthplan returns delivery my-plan --quarter "2026/27 Q1" --quick

    Milestones, spending against the plan, the year's outturn and each action's delay,
    forecast from its own record and that of its kind. The delays, and risks that the
    register calls likely, are then run through the model as scenarios.

    Python: growthplan.deliver(folder).

    Parameters
    ----------
    plan
        Folder with plan.yaml and returns.
    quick
        Leave the projection out.
    """
    with progress(quiet=json) as step:
        made = deliver(
            plan, quarter, day=as_at, projected=not quick, draws=draws, seed=seed, store=store,
            progress=step,
        )  # fmt: skip
    if json:
        print_json(as_json(made.figures, _tables(made), made.notes, made.run))
        return
    _print(made, out())


def _tables(made: Delivered) -> dict[str, list[dict[str, Any]]]:
    found = made.delivery
    parts: dict[str, tuple[Any, ...]] = {
        "milestones": found.slips,
        "spending": found.spending,
        "outturn": found.outturns,
        "delays": found.delays,
        "risks": found.risks,
    }
    tables = {name: [asdict(row) for row in rows] for name, rows in parts.items()}
    tables["moved"] = [
        {"scenario": one.scenario, "title": one.title, "measure": one.measure, "year": one.year,
         "figure": one.figure.id, "display": one.figure.display, "worst": one.worst.id,
         "over_all_years": one.over_all_years}
        for one in made.moved
    ]  # fmt: skip
    return tables


def _print(made: Delivered, console: Console) -> None:
    found = made.delivery
    print_lines(console, [found.sentence])
    known = [one for one in found.slips if one.days is not None]
    if known:
        _titled(console, "Milestones")
        console.print(
            table(
                [("Milestone", "left"), ("Planned", "left"), ("State", "left"), ("Late", "right")],
                [
                    [one.title, in_words(one.planned), one.state,
                     f"{'at least ' * (one.day is None)}{one.days:,} days".replace("-", "−")]
                    for one in known
                ],
            )
        )  # fmt: skip
    if found.spending:
        _money(made, console)
    if found.delays:
        _titled(console, "Delays expected")
        print_lines(console, [f"- {one.sentence}" for one in found.delays])
    risks = [one for one in found.risks if one.likelihood == "high" or one.come_to_pass]
    if risks:
        _titled(console, "Risks that are likely, or have come to pass")
        print_lines(
            console,
            [
                f"- {one.action}: {one.title} (impact {one.impact}"
                f"{', has come to pass' if one.come_to_pass else ''})"
                for one in risks[:MOST]
            ]
            + ([f"- and {len(risks) - MOST} more"] if len(risks) > MOST else []),
        )
    if made.moved:
        _titled(console, "What it does to the outcomes")
        for one in made.moved:
            print_lines(console, [f"- {one.figure.sentence}"])
            if one.measure == "gva":
                print_lines(console, [
                    f"  At its lowest: {one.worst.display} in {one.worst.period}. Over all years "
                    f"to {one.year} together, mean: {_signed(one.over_all_years)}."
                ])  # fmt: skip
    print_lines(console, [f"- {note}" for note in made.notes])


def _money(made: Delivered, console: Console) -> None:
    _titled(console, "Spending this financial year, £ million")
    likely = {(one.action, one.line, one.kind): one for one in made.delivery.outturns}
    rows = []
    for one in made.delivery.spending:
        if not (one.planned_year or one.spent_to_date):
            continue
        outturn = likely.get((one.action, one.line, one.kind))
        rows.append(
            [
                f"{one.action}, {one.line}",
                _m(one.planned_year),
                _m(one.planned_in) if one.quarters_in else "",
                _m(one.spent_to_date) if one.quarters_in else "not in",
                "" if one.partners_outturn is None else _m(one.partners_outturn),
                f"{_m(outturn.low)} to {_m(outturn.high)}" if outturn else "cannot tell",
            ]
        )
    headings = ("Year", "So far", "Spent", "Partner", "Expected")
    console.print(table([("Money", "left"), *((name, "right") for name in headings)], rows))
    print_lines(
        console,
        [
            "Year and So far are the plan's, Spent is returned, Partner and Expected are the "
            "year's outturn: as the partner forecasts, and as the record makes likely (90%)."
        ],
    )


def _m(pence: int) -> str:
    return f"{pence / 1e8:,.2f}"


def _signed(million: float) -> str:
    return f"{'−' if million < 0 else ''}£{abs(million):,.0f}m"


def _titled(console: Console, title: str) -> None:
    console.print(f"\n{title}", style="bold", highlight=False, markup=False)
