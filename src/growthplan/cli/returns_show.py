"""`growthplan returns show`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from growthplan.cli.returns_tables import QuarterOption, print_lines
from growthplan.cli.terminal import (
    AsAtOption,
    Flag,
    JsonOption,
    StoreOption,
    out,
    print_json,
    table,
)
from growthplan.journeys.result import as_json
from growthplan.journeys.returns_showing import Shown, show_framework
from growthplan.monitoring.returns import pounds_shown


def show(
    plan: Path,
    *,
    framework: str | None = None,
    quarter: QuarterOption = None,
    cells: Flag = False,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show a framework filled in from the returns, every number traced to its cells.

    $ growthplan returns show my-plan --framework settlement-outcomes
    $ growthplan returns show my-plan --framework board-report --quarter "2026/27 Q1" --cells

    Partners enter once; each framework (a file in the plan's folder `frameworks`) says
    which entries its lines are made of. Numbers are gross: what two programmes claim
    is named beside them, never taken off silently.

    Python: growthplan.show_framework(folder, framework).

    Parameters
    ----------
    plan
        Folder with plan.yaml, returns and frameworks.
    framework
        Id of the framework. Default: the only one.
    cells
        List the partner, version and cell behind every number.
    """
    shown = show_framework(plan, framework, quarter, day=as_at, store=store)
    if json:
        tables = {"lines": _lines(shown), "cells": _cells(shown)}
        print_json(as_json(shown.figures, tables, shown.notes, shown.run))
        return
    console = out()
    rows = shown.table.rows
    empty = sum(row.value is None for row in rows)
    print_lines(console, [
        f"{shown.table.framework.title}, {shown.table.quarter}: {len(rows) - empty} of "
        f"{len(rows)} lines have a value.",
    ])  # fmt: skip
    console.print(
        table(
            [("Line", "left"), ("Value", "right"), ("From", "left"), ("Not in it", "left")],
            [
                [
                    row.line.title,
                    row.display if row.line.takes != "narrative" else f"{len(row.parts)} texts",
                    f"{len(row.parts)} cell{'s' * (len(row.parts) != 1)}",
                    row.missing[0] + (f" and {len(row.missing) - 1} more"
                                      if len(row.missing) > 1 else "") if row.missing else "",
                ]
                for row in rows
            ],
        )
    )  # fmt: skip
    if cells:
        console.print(
            table(
                [("Line", "left"), ("What", "left"), ("Value", "right"), ("Where", "left")],
                [
                    [
                        row.line.id,
                        part.label,
                        _entered(row.line.takes, part.value),
                        f"{part.file}, {part.cell}",
                    ]
                    for row in rows
                    for part in row.parts
                ],
            )
        )
    overlaps = [overlap.sentence for row in rows for overlap in row.overlaps]
    remarks = [f"{row.line.title}: {row.note}" for row in rows if row.note]
    print_lines(console, [f"- {line}" for line in (*overlaps, *remarks, *shown.notes)])


def _entered(takes: str, value: float | str | None) -> str:
    """What stands in a cell, as it is said."""
    if isinstance(value, str) or value is None:
        return value or ""
    return pounds_shown(round(value * 100)) if takes in ("spend", "forecast") else f"{value:,.10g}"


def _lines(shown: Shown) -> list[dict[str, Any]]:
    return [
        {
            "line": row.line.id, "title": row.line.title, "value": row.value,
            "display": row.display, "unit": row.unit, "over": row.line.over,
            "missing": list(row.missing), "overlaps": [o.sentence for o in row.overlaps],
            "note": row.note,
        }
        for row in shown.table.rows
    ]  # fmt: skip


def _cells(shown: Shown) -> list[dict[str, Any]]:
    return [
        {
            "line": row.line.id, "partner": part.partner, "quarter": part.quarter,
            "version": part.version, "file": part.file, "cell": part.cell, "label": part.label,
            "value": part.value,
        }
        for row in shown.table.rows
        for part in row.parts
    ]  # fmt: skip
