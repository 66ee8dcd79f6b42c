"""Zeros that stand for figures the publisher does not have.

The June 2025 workbook leaves GVA per job empty for Northern Irish areas in 2023, noting that
their jobs are unavailable, but prints those jobs as 0.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthplan.importers.cells import address

UNAVAILABLE = "not available (printed as 0)"
_PER_UNIT = {"Productivity Jobs": "B3", "Productivity Hours": "A3"}
"""Each count, and the table of what is made by each unit of it."""


def unavailable(
    tables: Mapping[str, pl.DataFrame],
) -> tuple[dict[str, pl.DataFrame], list[str]]:
    """The tables with those zeros emptied, and a note of each.

    A zero is emptied only where GVA for each job or hour is empty too: no figure exists.
    """
    out, notes = dict(tables), []
    for sheet, ratio in _PER_UNIT.items():
        cells = tables[sheet]
        absent = tables[ratio].filter(pl.col("value").is_null()).select("area", "period")
        zero = cells.filter(pl.col("value") == 0).join(absent, on=["area", "period"], how="semi")
        if not zero.height:
            continue
        emptied = zero.with_columns(
            value=pl.lit(None, pl.Float64), status=pl.lit(UNAVAILABLE, pl.String)
        )
        out[sheet] = cells.update(
            emptied.select("area", "period", "value", "status"),
            on=["area", "period"],
            include_nulls=True,
        )
        notes += [
            f"{address(sheet, r['row'], r['column'])} ({r['name']}, {r['period']}) is printed as 0 "
            f"while {ratio} is empty: taken as not available."
            for r in zero.iter_rows(named=True)
        ]
    return out, notes


def not_positive(tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """Figures that are zero or less: there are always hours, jobs and GVA."""
    return [
        f"{address(sheet, r['row'], r['column'])} ({r['name']}, {r['period']}): {r['value']:g} "
        "is not above zero"
        for sheet, cells in tables.items()
        for r in cells.filter(pl.col("value") <= 0).iter_rows(named=True)
    ]
