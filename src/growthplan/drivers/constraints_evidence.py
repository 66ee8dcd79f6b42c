"""Causal evidence beside each driver: what studies found, how well they were designed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from growthplan.vocabulary import (
    GRADES,
    Assumption,
    Fault,
    GrowthplanError,
    TableSchema,
    did_you_mean,
)

NONE_HELD = "no causal estimate held"

FINDINGS = ("assumption", "driver", "outcome", "finding")
"""Columns of a list of findings: the id of the assumption that holds the size, the driver it bears
on, what it is an effect on, and what was found in words."""

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


def causal_evidence(
    findings: Iterable[Mapping[str, str]], assumptions: Mapping[str, Assumption]
) -> pl.DataFrame:
    """The findings with their sizes, grades and sources from the assumptions they name.

    `findings` has rows of `FINDINGS`; `assumptions` are by id. A finding whose size is not used
    has no numbers. Returns rows of `EVIDENCE`, in the order of the findings.

    Raises GrowthplanError that names every finding whose assumption is not there.
    """
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for finding in findings:
        held = assumptions.get(finding["assumption"])
        if held is None:
            faults.append(_not_held(finding, assumptions))
        else:
            rows.append(_row(finding, held))
    if faults:
        raise GrowthplanError(faults)
    return EVIDENCE.check(pl.DataFrame(rows, schema=dict(EVIDENCE.columns)))


def _row(finding: Mapping[str, str], held: Assumption) -> dict[str, Any]:
    return {
        "id": held.id,
        **{name: finding[name] for name in ("driver", "outcome", "finding")},
        "central": held.value,
        "low": held.low,
        "high": held.high,
        "unit": None if held.value is None else held.unit,
        **{
            name: getattr(held, name)
            for name in ("lag_years", "grade", "source", "checked", "caveat")
        },
    }


def _not_held(finding: Mapping[str, str], assumptions: Mapping[str, Assumption]) -> Fault:
    wanted = finding["assumption"]
    message = f"the finding '{finding['finding']}' names assumption '{wanted}', which is not held"
    return Fault(message, fix=did_you_mean(wanted, assumptions), code="evidence")


def evidence_for(evidence: pl.DataFrame, drivers: Iterable[str]) -> pl.DataFrame:
    """The findings on some drivers, best graded first."""
    order: dict[str, int] = {grade: rank for rank, grade in enumerate(GRADES)}
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
    if size and row["checked"] != "value":
        size += f" ({row['checked']})"
    return f"{row['finding']}:{size or ' direction only'} [{row['grade']}; {row['source']}]"
