"""What moved a place's jobs: the whole, its mix of industries, and what is its own."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthplan.report.charts import Part, waterfall
from growthplan.report.model import Chart
from growthplan.report.pages.sector_tables import shift_table, what_of
from growthplan.report.table import Column
from growthplan.sectors import PlaceShiftShare

_NEAREST = 100


def shift_chart(found: PlaceShiftShare, labels: Mapping[str, str]) -> Chart:
    """Three parts that sum to the change; the table behind has every industry."""
    total = found.table.filter(pl.col("industry") == "Total").row(0, named=True)
    what, jobs = what_of(found), found.indicator == "employment_by_industry"
    column = Column("change", "Change", "thousand" if jobs else "£m", decimals=1, signed=True)
    scale = 1000 if jobs else 1
    where = found.tables[1].name
    parts = (
        Part(f"As {where} grew", total["national"] / scale),
        Part("As its industries grew there", total["mix"] / scale),
        Part("Local", total["local"] / scale),
    )
    change = Part("Change", sum(part.value for part in parts))
    finding = _finding(found, total, change.value * scale, jobs)
    spoken = "; ".join(f"{part.name} {column.write(part.value)}" for part in parts)
    drawing = waterfall(
        parts, change, column=column,
        alt=f"{finding}: {spoken}; together {column.write(change.value)}.",
    )  # fmt: skip
    table = shift_table(found, dict(labels))
    return Chart(
        "shift-share-parts",
        finding,
        f"Change in {what}, {column.unit}, {found.first_year} to {found.last_year}; the bars sum "
        "to the last",
        drawing,
        table.source,
        table,
        notes=(
            "Local is what neither the whole nor its industries explain: it counts, and does not "
            "say why.",
        ),
    )


def _finding(found: PlaceShiftShare, total: Mapping[str, float], change: float, jobs: bool) -> str:
    """The change in words, and which part of it is the largest."""
    grew = "grew" if change >= 0 else "fell"
    what = "Jobs" if jobs else "GVA"
    named = {
        "growth across {w}": total["national"],
        "its mix of industries": total["mix"],
        "what is local": total["local"],
    }
    largest = max(named, key=lambda name: named[name] * (1 if change >= 0 else -1))
    said = largest.format(w=found.tables[1].name)
    return (
        f"{what} {grew} by {_rounded(abs(change), jobs)} from {found.first_year} to "
        f"{found.last_year}; most of it is {said}"
        if abs(named[largest]) > abs(change) / 2
        else f"{what} {grew} by {_rounded(abs(change), jobs)} from {found.first_year} to "
        f"{found.last_year}; the largest part is {said}"
    )


def _rounded(value: float, jobs: bool) -> str:
    if jobs:
        return f"{round(value / _NEAREST) * _NEAREST:,.0f}"
    return f"£{value / 1000:,.1f}bn" if value >= 1000 else f"£{value:,.0f}m"
