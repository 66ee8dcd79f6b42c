"""What a release would change in the statistics that are held, in words."""

from __future__ import annotations

import polars as pl

from growthplan.store import Release, Store

MOST = 8
"""Revised figures that are named."""
_KEY = ["indicator", "place", "period"]


def changes_of(release: Release, held: Store) -> list[str]:
    """How many figures are new, the same and revised, and the ones that are revised most.

    A figure is compared with that of the newest release held that has it.
    """
    fresh = release.observations.select(*_KEY, "value")
    if fresh.is_empty():
        return ["Reference tables only; no figure is added or revised."]
    both = fresh.join(_newest(held, fresh), on=_KEY, how="left", suffix="_held")
    known = both.filter(pl.col("source_held").is_not_null())
    moved = known.filter(pl.col("value").ne_missing(pl.col("value_held")))
    counts = (both.height - known.height, moved.height, known.height - moved.height)
    said = [f"{counts[0]:,} figures are new, {counts[1]:,} are revised and {counts[2]:,} stay the "
            "same."]  # fmt: skip
    return said + _most_moved(moved, release, held)


def _newest(held: Store, fresh: pl.DataFrame) -> pl.DataFrame:
    """The figure that is held of each, from the newest release that has it."""
    rows = held.rows("observations", indicator=fresh["indicator"].unique().to_list())
    released = pl.DataFrame(
        [(id_, one.released) for id_, one in held.sources.items()],
        schema={"source": pl.String, "released": pl.Date}, orient="row",
    )  # fmt: skip
    return (
        rows.join(released, on="source")
        .sort("released", "source")
        .unique(_KEY, keep="last", maintain_order=True)
        .select(*_KEY, value_held="value", source_held="source")
    )


def _most_moved(moved: pl.DataFrame, release: Release, held: Store) -> list[str]:
    far = (pl.col("value") / pl.col("value_held") - 1).abs()
    rows = (
        moved.filter(pl.col("value").is_not_null() & pl.col("value_held").is_not_null()
                     & (pl.col("value_held") != 0))
        .with_columns(far=far)
        .sort("far", *_KEY, descending=[True, False, False, False])
        .head(MOST)
    )  # fmt: skip
    titles = {one.id: one.title for one in release.indicators}
    found = []
    for row in rows.iter_rows(named=True):
        name = titles.get(row["indicator"], row["indicator"])
        place = held.gazetteer.get(row["place"])
        where = place.name if place else row["place"]
        percent = f"{100 * (row['value'] / row['value_held'] - 1):+.1f}%".replace("-", "−")
        found.append(f"{name}, {where}, {row['period']}: {row['value']:,.6g}, was "
                     f"{row['value_held']:,.6g} ({percent}) in {row['source_held']}.")  # fmt: skip
    return found
