"""Is a new edition whole? One with far fewer places than the last was probably cut short."""

from __future__ import annotations

import polars as pl

from growthplan.importers import Parsed
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError

SMALLEST_SHARE = 0.8
"""Editions gain and lose a few areas as authorities change; a fifth has never gone at once."""


def check_not_smaller(parsed: Parsed, name: str, held: Store) -> None:
    """Raise GrowthplanError when the file has under 80% of the places that the newest release
    of its dataset has for the same indicators."""
    suffix = f"-{parsed.dataset}@"
    before = [s for s in held.sources.values() if suffix in s.id]
    if not before or parsed.observations.is_empty():
        return
    newest = max(before, key=lambda s: s.released)
    counts = held.query(
        "SELECT indicator, count(DISTINCT place) AS places FROM observations "
        "WHERE source = ? GROUP BY indicator",
        [newest.id],
    )
    now = {
        row["indicator"]: row["places"]
        for row in parsed.observations.group_by("indicator")
        .agg(places=pl.col("place").n_unique())
        .iter_rows(named=True)
    }
    faults = [
        Fault(
            f"'{indicator}' has {now.get(indicator, 0)} places; {newest.id} has {places}. "
            "The file may be cut short",
            file=name,
            fix="Download it again, or accept it with --partial.",
            code="truncated",
        )
        for indicator, places in counts.iter_rows()
        if indicator in now and now[indicator] < SMALLEST_SHARE * places
    ]
    if faults:
        raise GrowthplanError(faults)
