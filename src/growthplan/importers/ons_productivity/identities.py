"""Checks of the published figures against each other, within what their rounding allows."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthplan.importers.cells import address
from growthplan.importers.ons_productivity.areas import UK

WEEKS = 52
_SECOND_ORDER = 1.05
"""Rounding errors multiply a little beyond their sum."""


def wrong_indices(index: str, level: str, tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """Where UK = 100 is not the area's pounds over the UK's: `A1 / 100 = A3 / A3[UK]`."""
    if not {index, level} <= tables.keys():
        return []
    uk = tables[level].filter(pl.col("area") == UK).select("period", uk="value")
    both = (
        tables[index]
        .join(
            tables[level].select("area", "period", pounds="value", at="row", to="column"),
            on=["area", "period"],
        )
        .join(uk, on="period")
        .with_columns(expected=100 * pl.col("pounds") / pl.col("uk"))
    )
    share = pl.col("pounds") / pl.col("uk")
    slack = half_unit(tables[index]) + 100 * half_unit(tables[level]) * (1 + share) / pl.col("uk")
    wrong = both.filter((pl.col("value") - pl.col("expected")).abs() > slack * _SECOND_ORDER)
    return [
        f"{address(index, r['row'], r['column'])} ({r['name']}, {r['period']}): the index is "
        f"{r['value']:g}, but {address(level, r['at'], r['to'])} over the UK is "
        f"{r['pounds']:g} / {r['uk']:g} = {r['expected']:.2f}%"
        for r in wrong.iter_rows(named=True)
    ]


def wrong_hours(tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """Where jobs × GVA per job over hours a year is not GVA per hour, all unsmoothed:
    `Productivity Jobs × B4 / (Productivity Hours × 52) = A4`."""
    parts = {"jobs": "Productivity Jobs", "per_job": "B4", "hours": "Productivity Hours"}
    if not {"A4", *parts.values()} <= tables.keys():
        return []
    joined = tables["A4"]
    slack = half_unit(tables["A4"]) / pl.col("value")
    for name, sheet in parts.items():
        columns = {name: "value", f"{name}_row": "row", f"{name}_column": "column"}
        part = tables[sheet].select("area", "period", **columns)
        joined = joined.join(part, on=["area", "period"])
        slack = slack + half_unit(tables[sheet]) / pl.col(name)
    joined = joined.with_columns(
        expected=pl.col("jobs") * pl.col("per_job") / (pl.col("hours") * WEEKS)
    )
    wrong = joined.filter(
        (pl.col("expected") / pl.col("value") - 1).abs() > slack * _SECOND_ORDER + 1e-9
    )
    return [_hours_fault(r, parts) for r in wrong.iter_rows(named=True)]


def _hours_fault(r: dict[str, float], parts: Mapping[str, str]) -> str:
    cells = ", ".join(
        address(sheet, int(r[f"{name}_row"]), int(r[f"{name}_column"]))
        for name, sheet in parts.items()
    )
    return (
        f"{address('A4', int(r['row']), int(r['column']))} ({r['name']}, {r['period']}): GVA per "
        f"hour is {r['value']:g}, but jobs × GVA per job ÷ (weekly hours × {WEEKS}) is "
        f"{r['jobs']:,.0f} × {r['per_job']:,.0f} ÷ ({r['hours']:,.0f} × {WEEKS}) = "
        f"{r['expected']:.2f} ({cells})"
    )


def wrong_base_year(sheet: str, cells: pl.DataFrame, year: str) -> list[str]:
    """Where a chained volume index is not 100 in its base year."""
    at_base = cells.filter(pl.col("period") == year)
    wrong = at_base.filter((pl.col("value") - 100).abs() > half_unit(cells) + 1e-9)
    return [
        f"{address(sheet, r['row'], r['column'])} ({r['name']}, {year}): {r['value']:g}, but "
        f"the table says {year}=100"
        for r in wrong.iter_rows(named=True)
    ]


def half_unit(cells: pl.DataFrame) -> float:
    """Half a unit of the last decimal that the table prints: what rounding can hide."""
    decimals = cells["decimals"].max()
    return 0.5 * 10.0 ** -(decimals if isinstance(decimals, int) else 0)
