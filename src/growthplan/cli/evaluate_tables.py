"""What `growthplan evaluate` prints, and the tables of its JSON."""

from __future__ import annotations

from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table

from growthplan.cli.terminal import table
from growthplan.evaluation import Estimate, shown
from growthplan.journeys.evaluating import Evaluated

_MOST_ROWS = 12
_WEIGHTED = 5e-4


def tables_as_json(made: Evaluated) -> dict[str, pl.DataFrame | list[dict[str, Any]]]:
    """The estimate, its diagnostics and every table of it."""
    found = made.estimate
    return {
        "estimates": [estimate_row(found)],
        "diagnostics": [
            {"name": d.name, "verdict": d.verdict, "sentence": d.sentence}
            for d in found.diagnostics
        ],
        **found.tables,
    }


def estimate_row(found: Estimate) -> dict[str, Any]:
    """An estimate as one row."""
    return {
        "estimator": found.estimator,
        "effect": found.effect,
        "se": found.se,
        "low": found.low,
        "high": found.high,
        "level": found.level,
        "p_value": found.p_value,
        "told_from_none": found.told,
        "inference": found.inference,
        "grade": found.grade.level,
        "grade_reason": found.grade.reason,
    }


def print_evaluation(console: Console, made: Evaluated) -> None:
    """The finding, its tables, diagnostics, grade and notes."""
    found = made.estimate
    console.print(f"{made.title}: {', '.join(made.panel.treated_names[:5])}", highlight=False)
    console.print(made.figure.sentence, highlight=False, markup=False)
    for one in _tables(made):
        console.print()
        console.print(one)
    console.print(f"\nMaryland scale {found.grade.level} of 5. {found.grade.reason}", markup=False)
    console.print(found.inference, highlight=False, markup=False)
    for note in made.notes:
        console.print(f"- {note}", highlight=False, markup=False)
    console.print(
        f"\nSeed {made.run.seed}, run {made.run.id}. Next: the same with --json for every table",
        highlight=False,
        soft_wrap=True,
    )


def _tables(made: Evaluated) -> list[Table]:
    found = made.estimate
    rows = [(d.name, d.verdict, d.sentence) for d in found.diagnostics]
    heads = [("Check", "left"), ("Verdict", "left"), ("Why", "left")]
    tables = [table(heads, rows, title="Diagnostics")]
    weights = found.tables.get("weights")
    if weights is not None:
        used = _weighty(weights).head(_MOST_ROWS)
        cells = [(r["unit"], f"{r['weight']:.3f}") for r in used.iter_rows(named=True)]
        tables.append(table([("Donor", "left"), ("Weight", "right")], cells, title="Weights"))
    tables += [
        _numbers(name, frame if name != "time_weights" else _weighty(frame))
        for name, frame in found.tables.items()
        if name not in ("weights", "path", "placebos", "group_time")
    ]
    return tables


def _weighty(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows whose weight is not next to nothing."""
    return frame.filter(pl.col("weight").abs() >= _WEIGHTED)


def _numbers(name: str, frame: pl.DataFrame) -> Table:
    """Any other table, its numbers at a readable precision."""
    columns = [
        (column.replace("_", " "), "right" if kind.is_numeric() else "left")
        for column, kind in frame.schema.items()
    ]
    rows = [
        [shown(cell, "") if isinstance(cell, float) else str("" if cell is None else cell)
         for cell in row]
        for row in frame.head(_MOST_ROWS).iter_rows()
    ]  # fmt: skip
    title = name.replace("_", " ")
    return table(columns, rows, title=title[0].upper() + title[1:])
