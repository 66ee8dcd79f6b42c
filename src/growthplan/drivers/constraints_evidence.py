"""Causal evidence beside each driver: what studies found, how well they were designed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from growthplan.vocabulary import TableSchema

NONE_HELD = "no causal estimate held"

GRADES = (
    "SMS 5",
    "SMS 4",
    "meta-analysis",
    "SMS 3",
    "SMS 2",
    "official guidance",
    "own estimate",
    "assumption",
)
"""Best first. SMS is the Maryland scientific methods scale: 5 a trial, 4 chance-like variation
exploited, 3 before and after with a comparison group, 2 controls only."""

EVIDENCE = TableSchema(
    name="evidence",
    columns={
        "id": pl.String,
        "driver": pl.String,
        "outcome": pl.String,  # what the finding is an effect on: productivity, jobs, pay, ...
        "finding": pl.String,
        "central": pl.Float64,
        "low": pl.Float64,
        "high": pl.Float64,
        "unit": pl.String,
        "lag_years": pl.Int64,
        "grade": pl.String,
        "source": pl.String,
        "checked": pl.String,  # what was checked against the source: "value", "direction", ...
        "caveat": pl.String,
    },
    key=("id", "driver"),
    nullable=frozenset({"central", "low", "high", "unit", "lag_years", "caveat"}),
)
"""One finding a row; a finding that bears on two drivers has a row for each."""


def evidence_for(evidence: pl.DataFrame, drivers: Iterable[str]) -> pl.DataFrame:
    """The findings on some drivers, best graded first."""
    order = {grade: rank for rank, grade in enumerate(GRADES)}
    return (
        evidence.filter(pl.col("driver").is_in(list(drivers)))
        .with_columns(_rank=pl.col("grade").replace_strict(order, default=len(GRADES)))
        .sort("_rank", "id")
        .unique("id", keep="first", maintain_order=True)
        .drop("_rank")
    )


def graded(evidence: pl.DataFrame | None, drivers: Iterable[str]) -> tuple[str, str]:
    """Best grade held on some drivers' effect on productivity, and all findings in one line.

    Where studies measured only other outcomes, the grade says which; where there are none, that.
    """
    if evidence is None:
        return NONE_HELD, ""
    found = evidence_for(evidence, drivers)
    if found.is_empty():
        return NONE_HELD, ""
    on_it = found.filter(pl.col("outcome") == "productivity")
    grade = str((on_it if on_it.height else found)["grade"][0])
    if on_it.is_empty():
        grade = f"none on productivity; on {found['outcome'][0]} {grade}"
    return grade, "; ".join(_in_words(row) for row in found.iter_rows(named=True))


def _in_words(row: Mapping[str, Any]) -> str:
    size = ""
    if row["central"] is not None:
        size = f" {row['central']:g}"
        if row["low"] is not None and row["high"] is not None:
            size += f" ({row['low']:g} to {row['high']:g})"
        size += f" {row['unit']}"
    return f"{row['finding']}:{size or ' direction only'} [{row['grade']}; {row['source']}]"
