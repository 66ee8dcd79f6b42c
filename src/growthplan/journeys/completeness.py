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
    before_by = _places(held.rows("observations", source=[newest.id]))
    now_by = _places(parsed.observations)
    faults = [
        Fault(
            f"'{indicator}' has {now_by[indicator]} places; {newest.id} has {places}. "
            "The file may be cut short",
            file=name,
            fix="Download it again, or accept it with --partial.",
            code="truncated",
        )
        for indicator, places in before_by.items()
        if indicator in now_by and now_by[indicator] < SMALLEST_SHARE * places
    ]
    if faults:
        raise GrowthplanError(faults)


def _places(observations: pl.DataFrame) -> dict[str, int]:
    counted = observations.group_by("indicator").agg(pl.col("place").n_unique())
    return dict(counted.sort("indicator").iter_rows())
