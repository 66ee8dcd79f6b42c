"""What `growthplan monitor` prints, and the tables of its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from rich.console import Console

from growthplan.cli.terminal import table
from growthplan.journeys.monitoring import Monitored
from growthplan.monitoring import Basis, Monitoring, Watched, in_words
from growthplan.vocabulary import Period, display

_HEADS = [
    ("What", "left"), ("Signal", "left"), ("Chance", "right"), ("Newest", "left"),
    ("Level", "right"), ("Goal", "right"),
]  # fmt: skip
_AGAINST: dict[Basis, str] = {
    "target": "Against the plan's target",
    "trajectory": "Against the plan's own path",
    "model": "Against the middle of the model's path",
    "start": "For getting no worse",
}  # fmt: skip


def tables_as_json(made: Monitoring) -> dict[str, pl.DataFrame | list[dict[str, Any]]]:
    """Signals, pictures by year, planned paths, alarm rates, and the nowcast with its record."""
    tables: dict[str, pl.DataFrame | list[dict[str, Any]]] = {
        "signals": [_signal(w) for w in made.watched],
        "levels": [
            {"id": w.id, "place": w.place.code, **row}
            for w in made.watched
            if w.underlying
            for row in w.underlying.table.to_dicts()
        ],
        "alarm_rates": [row for w in made.watched for row in _rates(w)],
        "earlier_targets": [
            {"id": w.id, "year": p.end, "goal": p.goal, "replaced": p.replaced, "reason": p.reason}
            for w in made.watched
            for p in w.earlier_paths
        ],
    }
    if made.nowcast is not None:
        tables |= {"nowcast": made.nowcast.table, "nowcast_record": made.nowcast.record}
    return tables


def _signal(w: Watched) -> dict[str, Any]:
    return {
        "id": w.id, "title": w.title, "place": w.place.code, "headline": w.headline,
        "statistic": w.statistic, "newest": w.newest, "released": w.released,
        "status": w.signal.status, "probability": w.signal.probability, "gap": w.signal.gap,
        "gap_low": w.signal.gap_low, "gap_high": w.signal.gap_high,
        "releases_to_tell": w.signal.releases_to_tell,
        "basis": w.path.basis if w.path else None, "goal": w.path.goal if w.path else None,
        "goal_year": w.path.end if w.path else None, "sentence": w.signal.sentence,
        "notes": list(w.notes),
    }  # fmt: skip


def _rates(w: Watched) -> list[dict[str, Any]]:
    if w.alarms is None:
        return []
    columns = zip(
        w.alarms.false_alarm, w.alarms.detection, w.alarms.false_comfort, w.alarms.confirmation,
        strict=True,
    )  # fmt: skip
    names = ("false_alarm", "detection", "false_comfort", "confirmation")
    return [
        {"id": w.id, "place": w.place.code, "figures": n, **dict(zip(names, row, strict=True))}
        for n, row in enumerate(columns, start=1)
    ]


def print_monitoring(console: Console, result: Monitored, every_place: bool) -> None:
    """The headline, a table of signals, what has no data, the nowcast, the rule, what is next."""
    made = result.monitoring
    console.print(f"{made.plan}: is it on track?", style="bold", highlight=False)
    said = ", ".join(f"{n} {status}" for status, n in made.counts.items())
    console.print(f"Of {len(made.of_place)} outcomes and indicators: {said}.", highlight=False)
    for w in made.of_place:
        if w.headline:
            console.print(f"- {w.signal.sentence}", highlight=False, markup=False)
    shown = [w for w in made.watched if w.signal.status != "no data"]
    kept = shown if every_place else [w for w in shown if w.place.code == made.place.code]
    console.print()
    _print_signals(console, kept, every_place)
    without = [w for w in made.of_place if w.signal.status == "no data"]
    if without:
        names = "; ".join(w.title for w in without)
        console.print(f"\nNo data for {len(without)}: {names}.", highlight=False, markup=False)
    if made.nowcast is not None:
        console.print(f"\n{made.nowcast.sentence}", highlight=False, markup=False)
    for note in (made.rule, *made.notes):
        console.print(f"\n{note}", highlight=False, markup=False)
    after = "the same with --json for every figure, or --every-place for the local authorities"
    console.print(f"\nRun {result.run.id}. Next: {after}", highlight=False, soft_wrap=True)


def _print_signals(console: Console, kept: Sequence[Watched], with_place: bool) -> None:
    """A table for each thing that series are held against and its year; last those too short."""
    held = [(w.path.basis, w.path.end, w) for w in kept if w.path is not None]
    for basis, title in _AGAINST.items():
        for end in sorted({e for b, e, _ in held if b == basis}):
            rows = [_row(w, with_place) for b, e, w in held if (b, e) == (basis, end)]
            console.print(table(_HEADS, rows, title=f"{title}, in {end}"))
            console.print()
    short = [_name(w, with_place) for w in kept if w.path is None]
    if short:
        console.print(
            f"Too few figures to tell yet for {len(short)}: {'; '.join(short)}.",
            highlight=False, markup=False,
        )  # fmt: skip


def _name(w: Watched, with_place: bool) -> str:
    return f"{w.title}, {w.place.name}" if with_place else w.title


def _row(w: Watched, with_place: bool) -> tuple[str, ...]:
    chance = "" if w.signal.probability is None else in_words(w.signal.probability)
    level = ""
    if w.underlying is not None:
        rows = w.underlying.table.filter(~pl.col("ahead")).drop_nulls("level")
        level = display(rows["level"][-1], w.unit)
    newest = Period(w.newest) if w.newest else None
    return (
        _name(w, with_place),
        w.signal.status,
        chance,
        "" if newest is None else str(newest) if len(newest.code) <= 7 else str(newest.year),
        level,
        display(w.path.goal, w.unit) if w.path else "",
    )
