"""Which drivers go with a place's gap: over all local authorities, and over time inside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from growthplan.drivers import (
    Constraints,
    History,
    Outcome,
    PanelAssociation,
    binding_constraints,
    outcome_of_places,
    panel_association,
    under_current_codes,
    values_by_place,
)
from growthplan.vocabulary import Gazetteer, GrowthplanError, Place, Statistics

OUTCOME = "gva_per_hour"


def diagnose_constraints(
    statistics: Statistics,
    history: History,
    place: Place,
    comparator: Place,
    evidence: pl.DataFrame,
    notes: list[str],
    shuffled: str = "",
) -> Constraints | None:
    """Which drivers go with the gap, over all local authorities, and over time inside them;
    `shuffled` is the note on outcomes dealt out at random."""
    registry, gazetteer = history.registry, statistics.gazetteer
    known = history.table.filter(pl.col("value").is_not_null())
    newest = known.unique(["indicator", "place"], keep="last", maintain_order=True)
    outcome = (
        statistics.latest(OUTCOME)
        .filter((pl.col("value") > 0) & (pl.col("period").str.len_chars() == 4))
        .select("place", year=pl.col("period").cast(pl.Int64), value="value")
        .sort("year")
    )
    outcome = under_current_codes(outcome, gazetteer)
    names = {code: gazetteer[code].name for code in history.places}
    names |= {entry.id: entry.title for entry in registry.entries}
    names |= {driver: driver for driver in {entry.driver for entry in registry.entries}}
    groups = {entry.id: entry.driver for entry in registry.entries}
    panel = _panel(known, outcome, gazetteer, groups, names, notes)
    try:
        against = outcome_of_places(statistics, place.code, comparator.code)
        found = binding_constraints(
            _fitted(values_by_place(newest, gazetteer), place, against),
            against.table,
            place.code,
            comparator.code,
            groups,
            evidence=evidence,
            over_time=panel.table if panel else None,
            names=names,
            period=str(against.place_year or against.year),
        )
    except GrowthplanError as error:
        notes += [f"Binding constraints: {fault}" for fault in error.faults]
        return None
    said = (*against.notes, *found.notes, shuffled, *(panel.notes if panel else ()))
    return replace(found, notes=tuple(note for note in said if note))


def _fitted(values: pl.DataFrame, place: Place, against: Outcome) -> pl.DataFrame:
    """Places with their region, by which they are fitted: none for a place whose newest figure is
    of an earlier year, nor for one whose code has ended, whose ground others cover."""
    if not against.is_older and place.valid_to is None:
        return values
    own = pl.col("place") == place.code
    return values.with_columns(region=pl.when(own).then(None).otherwise(pl.col("region")))


def _panel(
    known: pl.DataFrame,
    outcome: pl.DataFrame,
    gazetteer: Gazetteer,
    groups: Mapping[str, str],
    names: Mapping[str, str],
    notes: list[str],
) -> PanelAssociation | None:
    """What goes with change inside places; the same for every place."""
    by_year = known.with_columns(year=pl.col("period").str.slice(0, 4).cast(pl.Int64)).unique(
        ["indicator", "place", "year"], keep="last", maintain_order=True
    )
    try:
        return panel_association(values_by_place(by_year, gazetteer), outcome, groups, names=names)
    except GrowthplanError as error:
        notes += [f"Over time: {fault}" for fault in error.faults]
        return None
