"""How much multipliers change between two years' national tables: how far to trust one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.sectors.multipliers import Multipliers
from growthplan.vocabulary import GrowthplanError


@dataclass(frozen=True)
class MultiplierStability:
    """Multipliers of two years side by side."""

    first_year: int
    last_year: int
    table: pl.DataFrame
    """place, product, label, kind, first, last, change (last − first), within_range (whether the
    last lies between the first's low and high)."""
    summary: pl.DataFrame
    """place, kind, products, median_change (absolute), largest_change (absolute), largest
    (product label), rank_correlation, within_range (share of products)."""
    notes: tuple[str, ...]


def multiplier_stability(first: Multipliers, last: Multipliers) -> MultiplierStability:
    """Change of each multiplier from one year's table to another's, the middle δ for both.

    Raises GrowthplanError unless the years differ and δ agree.
    """
    if first.year == last.year or first.deltas != last.deltas:
        raise GrowthplanError("Stability needs two different years and the same values of δ.")
    key = ["place", "product", "kind"]
    both = first.table.select(*key, "low", "high", first="middle").join(
        last.table.select(*key, "label", last="middle"), on=key, maintain_order="left"
    )
    table = both.with_columns(
        change=pl.col("last") - pl.col("first"),
        within_range=pl.col("last").is_between("low", "high"),
    ).select("place", "product", "label", "kind", "first", "last", "change", "within_range")
    only = first.table.height + last.table.height - 2 * both.height
    notes = [
        f"The tables of {first.year} and {last.year} follow different editions of the national "
        "accounts, so part of the change is revision."
    ]
    if only:
        notes.append(f"Not compared: {only} multipliers that only one of the years has.")
    return MultiplierStability(first.year, last.year, table, _summary(table), tuple(notes))


def _summary(table: pl.DataFrame) -> pl.DataFrame:
    size = pl.col("change").abs()
    ranks = [pl.col(name).rank() for name in ("first", "last")]
    return (
        table.group_by("place", "kind", maintain_order=True)
        .agg(
            products=pl.len(),
            median_change=size.median(),
            largest_change=size.max(),
            largest=pl.col("label").get(size.arg_max()),
            rank_correlation=pl.corr(*ranks),
            within_range=pl.col("within_range").mean(),
        )
        .with_columns(pl.col("rank_correlation").replace(np.nan, None))
    )
