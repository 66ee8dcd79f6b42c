"""Shift-share: a place's growth split into the comparator's growth, industry mix and local shift.

The classic split is Dunn's (1960). Esteban-Marquillas (1972) divides the local shift again, into
competitiveness and allocation, by the jobs the place would have with the comparator's structure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.sectors.detail import shared_blocks
from growthplan.sectors.industry_table import EMPLOYMENT, GVA, IndustryTable, pair_notes
from growthplan.sectors.tables import paired_tables
from growthplan.vocabulary import ENGLAND, Fault, GrowthplanError, Statistics

Array = npt.NDArray[np.float64]

METHOD = (
    "National = start × growth of the comparator; mix = start × (its growth in the industry − "
    "its growth overall); local = start × (growth here − its growth in the industry). Competitive "
    "is the local shift on the start that the place would have with the comparator's structure, "
    "allocation the rest of it. National, mix and local sum exactly to the change, and so do "
    "national, mix, competitive and allocation."
)
SCHEMA = {
    "industry": pl.String,
    "start": pl.Float64,
    "end": pl.Float64,
    "change": pl.Float64,
    "national": pl.Float64,
    "mix": pl.Float64,
    "local": pl.Float64,
    "competitive": pl.Float64,
    "allocation": pl.Float64,
}


@dataclass(frozen=True)
class ShiftShare:
    """Arrays [industry], in the unit of what is counted."""

    change: Array
    national: Array
    mix: Array
    local: Array
    competitive: Array
    allocation: Array


@dataclass(frozen=True)
class PlaceShiftShare:
    """Shift-share of one place between two years."""

    indicator: str
    tables: tuple[IndustryTable, IndustryTable]
    first_year: int
    last_year: int
    table: pl.DataFrame
    """Columns of `SCHEMA`; a row an industry, then `Total`."""
    notes: tuple[str, ...]
    methods: tuple[str, ...] = (METHOD,)


def shift_share(
    start: Array, end: Array, comparator_start: Array, comparator_end: Array
) -> ShiftShare:
    """Split the change of each industry. Method: `METHOD`.

    Arrays [industry]. An industry new to the comparator grows there like its whole; one new to
    the place is all local shift, filed under allocation.

    Raises GrowthplanError when either side starts from nothing in total, or counts below zero.
    """
    sides = [
        np.asarray(a, dtype=np.float64) for a in (start, end, comparator_start, comparator_end)
    ]
    own, own_end, other, other_end = sides
    if any((side < 0).any() for side in sides):
        raise GrowthplanError(
            "An industry is below nought in one of the years, and growth from or to less than "
            "nothing has no meaning: shift-share is not made."
        )
    if own.sum() <= 0 or other.sum() <= 0:
        raise GrowthplanError("Shift-share needs a start above zero in total on both sides.")
    overall = other_end.sum() / other.sum() - 1
    theirs = _growth(other, other_end, overall)
    national, mix = own * overall, own * (theirs - overall)
    change = own_end - own
    local = change - national - mix
    here = _growth(own, own_end, 0.0)
    competitive = np.where(own > 0, own.sum() * other / other.sum() * (here - theirs), 0.0)
    return ShiftShare(change, national, mix, local, competitive, local - competitive)


def _growth(start: Array, end: Array, otherwise: float) -> Array:
    ratio = np.divide(end, start, out=np.full_like(start, 1 + otherwise), where=start > 0)
    return ratio - 1


def place_shift_share(
    statistics: Statistics,
    place: str,
    comparator: str = ENGLAND,
    indicator: str = EMPLOYMENT,
    first_year: int | None = None,
    last_year: int | None = None,
) -> PlaceShiftShare:
    """Shift-share of a place at the finest detail that it shares with the comparator in both years.

    Years are the first and last in common when None. Current-price GVA holds price changes.

    Raises GrowthplanError when a place has no such table, a year is not common to the two, or the
    first is not before the last.
    """
    if indicator not in (EMPLOYMENT, GVA):
        raise GrowthplanError(f"Shift-share needs jobs or current-price GVA, not '{indicator}'.")
    mine, theirs = paired_tables(statistics, indicator, place, comparator)
    years = sorted({*mine.years} & {*theirs.years})
    first, last = first_year or years[0], last_year or years[-1]
    if first not in years or last not in years or first >= last:
        raise GrowthplanError(
            Fault(
                f"{mine.name} and {theirs.name} cannot be compared from {first} to {last}.",
                fix=f"Choose two of the years {years[0]} to {years[-1]}, the earlier first.",
                code="no data",
            )
        )
    values = [table.values[year] for table in (mine, theirs) for year in (first, last)]
    blocks = shared_blocks(values)
    if not blocks:
        raise GrowthplanError(
            f"{mine.name} and {theirs.name} share no industry in {first} and {last}."
        )
    arrays = [np.array([b.values[i] for b in blocks], dtype=np.float64) for i in range(4)]
    found = shift_share(*arrays)
    columns = {
        "industry": [b.code for b in blocks],
        "start": arrays[0],
        "end": arrays[1],
        **{
            name: getattr(found, name)
            for name in SCHEMA
            if name not in ("industry", "start", "end")
        },
    }
    table = pl.DataFrame(columns, schema=SCHEMA)
    total = table.select(pl.lit("Total").alias("industry"), pl.exclude("industry").sum())
    notes = list(pair_notes(mine, theirs))
    if indicator == GVA:
        notes.append("GVA is in current prices, so growth holds price changes.")
    return PlaceShiftShare(
        indicator, (mine, theirs), first, last, pl.concat([table, total]), tuple(notes)
    )
