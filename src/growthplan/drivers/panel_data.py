"""Drivers and productivity of the same places over the same years, without what never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.drivers.listing import few_of
from growthplan.vocabulary import Fault, GrowthplanError

Array = NDArray[np.float64]

FEWEST_YEARS = 8
FEWEST_PANEL_PLACES = 50
_WIDELY_KNOWN = 0.8


@dataclass(frozen=True)
class Panel:
    """A balanced panel: every place has every indicator and its outcome in every year.

    `x` [place, year, indicator] and `y` [place, year], y in log points.
    """

    places: tuple[str, ...]
    regions: tuple[str, ...]
    years: tuple[int, ...]
    indicators: tuple[str, ...]
    x: Array
    y: Array
    notes: tuple[str, ...]


def within(x: Array) -> Array:
    """`x` [place, year, ...] less its place's mean and its year's mean, plus the mean of all: what
    is left after place and year effects in a balanced panel.

    >>> within(np.array([[1.0, 2.0], [3.0, 4.0]])).tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    by_place, by_year = x.mean(axis=1, keepdims=True), x.mean(axis=0, keepdims=True)
    return np.asarray(x - by_place - by_year + x.mean(axis=(0, 1), keepdims=True))


def panel(
    values: pl.DataFrame, outcome: pl.DataFrame, called: Mapping[str, str] | None = None
) -> Panel:
    """Balance `values` (place, region, year, one column an indicator) with `outcome` (place, year,
    value above zero).

    Indicators known for at least four fifths of places in at least eight of the outcome's years
    are taken, those with most years first, up to where indicators × years that all of them share
    is largest; the rest are left out with a note, as are places with a gap in any of those
    years. `called` gives titles of indicators for the notes.

    Raises GrowthplanError when no indicator has enough years, or fewer than 50 places remain.
    """
    rows = values.filter(pl.col("region").is_not_null()).join(
        outcome.filter(pl.col("value") > 0).select("place", "year", _outcome=pl.col("value").log()),
        on=["place", "year"],
    )
    names = sorted(set(values.columns) - {"place", "region", "year"})
    years, kept = _shared_years(rows, names)
    full = rows.filter(pl.col("year").is_in(years)).drop_nulls([*kept, "_outcome"])
    whole = pl.len().over("place") == len(years)
    full = full.filter(whole).sort("place", "year")
    places = full["place"].unique(maintain_order=True).to_list()
    if len(places) < FEWEST_PANEL_PLACES:
        raise GrowthplanError(
            Fault(
                f"Only {len(places)} places have every driver in every year from {years[0]} to "
                f"{years[-1]}; at least {FEWEST_PANEL_PLACES} are needed.",
                code="few-places",
            )
        )
    shape = (len(places), len(years))
    called = called or {}
    short = [called.get(name, name) for name in names if name not in kept]
    x = full.select(pl.col(kept).cast(pl.Float64)).to_numpy().reshape(*shape, len(kept))
    return Panel(
        tuple(places),
        tuple(full["region"].to_list()[:: len(years)]),
        tuple(years),
        tuple(kept),
        x,
        100 * full["_outcome"].to_numpy().reshape(shape),
        _notes(rows["place"].n_unique(), len(places), years, short),
    )


def _shared_years(rows: pl.DataFrame, names: Sequence[str]) -> tuple[list[int], list[str]]:
    places = rows["place"].n_unique()
    counts = rows.group_by("year").agg(pl.col(name).count() for name in names).sort("year")
    known = {
        name: set(counts.filter(pl.col(name) >= _WIDELY_KNOWN * places)["year"]) for name in names
    }
    shared: set[int] = set(counts["year"])
    kept: list[str] = []
    best: tuple[list[int], list[str]] = ([], [])
    for name in sorted(names, key=lambda n: (-len(known[n]), n)):
        if len(shared & known[name]) < FEWEST_YEARS:
            continue
        shared &= known[name]
        kept.append(name)
        if len(shared) * len(kept) >= len(best[0]) * len(best[1]):
            best = (sorted(shared), sorted(kept))
    years, kept = best
    if not kept:
        raise GrowthplanError(
            Fault(
                f"No driver is known for {FEWEST_YEARS} years or more, so nothing can be said of "
                "change over time.",
                code="few-years",
            )
        )
    return years, kept


def _notes(
    all_places: int, places: int, years: Sequence[int], short: Sequence[str]
) -> tuple[str, ...]:
    said = [
        f"Over time: {places} of {all_places} places, {len(years)} years from {years[0]} to "
        f"{years[-1]}, complete cases only."
    ]
    if short:
        said.append(f"Not used over time, for too few shared years: {few_of(short)}.")
    return tuple(said)
