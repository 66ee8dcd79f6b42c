"""What `growthplan evaluate PLAN --power` prints, and its JSON."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from growthplan.cli.terminal import table
from growthplan.evaluation import precise, shown
from growthplan.journeys.evaluating_beforehand import EvaluatedBeforehand
from growthplan.journeys.result import as_json


def power_as_json(made: EvaluatedBeforehand) -> dict[str, Any]:
    """One row an action, and its figures."""
    rows = [
        {
            "action": one.action, "title": one.title, "design": one.design, "places": one.places,
            "measured": one.measured, "smallest_effect_seen": one.power.smallest,
            "histories": one.power.histories,
            "assumed_size": one.size.middle if one.size else None,
            "assumed_low": one.size.low if one.size else None,
            "assumed_high": one.size.high if one.size else None,
            "times": one.times, "prospect": one.prospect, "sentence": one.sentence,
        }
        for one in made.found
    ]  # fmt: skip
    return as_json(made.figures, {"power": rows}, (), made.run)


def print_power(console: Console, made: EvaluatedBeforehand) -> None:
    """How many could be seen, then a row an action."""
    sized = [one for one in made.found[1:] if one.size is not None]
    seen = [one for one in sized if one.prospect == "would usually be seen"]
    console.print(
        f"{len(seen)} of {len(sized)} actions whose effect on GVA per hour is modelled would "
        "usually be seen in published statistics of places.",
        highlight=False,
        style="bold",
    )
    console.print(made.found[0].sentence, highlight=False, markup=False)
    heads = [("Action", "left"), ("In", "left"), ("Would show from", "right"),
             ("The plan assumes", "right"), ("Prospect", "left")]  # fmt: skip
    rows = [
        (
            one.title, one.places,
            "none" if one.power.smallest is None else shown(one.power.smallest, "%"),
            precise(one.size.middle) if one.size else "no size", one.prospect,
        )
        for one in made.found
    ]  # fmt: skip
    console.print(table(heads, rows))
    console.print(
        f"\nRun {made.run.id}. Next: --json for every number; registered evaluations say what "
        "their own design could show: growthplan evaluate PLAN",
        highlight=False,
        soft_wrap=True,
    )
