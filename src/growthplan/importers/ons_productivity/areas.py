"""Checks on the areas of the tables: each once, in every table, and parts adding up."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthplan.importers.cells import address

UK = "UKX"
_HOURS = "Productivity Hours"
_UNALLOCATED_SHARE = 0.005
"""Hours in Northern Ireland that the publisher could not place in an area, at most, as a share of
the UK's (0.2% in 2004, the year with the most)."""


def repeated_areas(tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """Areas that one table has twice."""
    faults = []
    for sheet, cells in tables.items():
        twice = cells.filter(pl.struct("area", "period").is_duplicated())
        for area, rows in twice.group_by("area", maintain_order=True):
            numbers = ", ".join(str(row) for row in rows["row"].unique().sort())
            faults.append(f"{sheet}: '{area[0]}' is there more than once (rows {numbers})")
    return faults


def absent_areas(tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """Areas that some tables have and others lack."""
    areas = {sheet: set(cells["area"].unique()) for sheet, cells in tables.items()}
    everywhere = set().union(*areas.values())
    faults = []
    for sheet, found in areas.items():
        if missing := sorted(everywhere - found):
            shown = ", ".join(missing[:8]) + (" and more" if len(missing) > 8 else "")
            faults.append(f"{sheet}: areas that other sheets have are missing: {shown}")
    if UK not in everywhere:
        faults.append(f"the UK less extra-regio ({UK}) is missing from every sheet")
    return faults


def wrong_totals(sheet: str, cells: pl.DataFrame, areas: str) -> list[str]:
    """Jobs or hours of an area that are not the sum over its parts, within rounding.

    Regions nest by their ITL codes, and four countries or all local authorities make the UK.
    City regions overlap and add up to nothing. The publisher leaves some Northern Irish hours
    outside every small area, so there the parts may fall short.
    """
    if areas == "city-region":
        return []
    parts = [_parts(cells, areas)]
    if areas == "itl":
        parts.append(_countries(cells))
    sums = (
        pl.concat(parts)
        .group_by("whole", "period", maintain_order=True)
        .agg(total=pl.col("value").sum(), gaps=pl.col("value").null_count(), count=pl.len())
    )
    found = sums.join(cells, left_on=["whole", "period"], right_on=["area", "period"])
    over = pl.col("total") - pl.col("value")
    slack = 1 + 0.5 * (pl.col("count") + 1)
    short = slack
    if sheet == _HOURS and areas == "local-authority":
        short = slack + _UNALLOCATED_SHARE * pl.col("value")
    elif sheet == _HOURS:
        in_ni = pl.col("whole").str.starts_with("TLN")
        short = pl.when(in_ni).then(pl.col("value")).otherwise(slack)
    wrong = found.filter((pl.col("gaps") == 0) & ((over > slack) | (-over > short)))
    return [
        f"{address(sheet, r['row'], r['column'])} ({r['name']}, {r['period']}): {r['value']:,.0f}, "
        f"but its {r['count']} parts add up to {r['total']:,.0f}"
        for r in wrong.iter_rows(named=True)
    ]


def _parts(cells: pl.DataFrame, areas: str) -> pl.DataFrame:
    if areas == "local-authority":
        parts = cells.filter(pl.col("area") != UK).with_columns(whole=pl.lit(UK))
    else:
        region = pl.col("area").str.len_bytes() == 3
        parts = cells.filter(~pl.col("area").is_in([UK, "TLB"])).with_columns(
            whole=pl.when(region)
            .then(pl.lit(UK))
            .otherwise(pl.col("area").str.head(pl.col("area").str.len_bytes() - 1))
        )
    return parts.select("whole", "period", "value")


def _countries(cells: pl.DataFrame) -> pl.DataFrame:
    english = cells.filter(pl.col("area").str.contains("^TL[C-K]$"))
    return english.select(pl.lit("TLB").alias("whole"), "period", "value")
