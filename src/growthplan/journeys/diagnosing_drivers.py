"""The drivers of a place: indicators, peers, scorecard, constraints, evidence."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import StringIO

import polars as pl

from growthplan.drivers import (
    STRUCTURE,
    Registry,
    causal_evidence,
    driver_history,
    find_peers,
    read_registry,
    read_shuffled_outcomes,
    scorecard,
    shuffled_outcomes_note,
    with_areas,
    with_neighbourhoods,
)
from growthplan.journeys.diagnosing_constraints import OUTCOME, diagnose_constraints
from growthplan.report.diagnosis import BY_AUTHORITY, DriverDiagnosis
from growthplan.report.maps import Outlines
from growthplan.store import Store, certificates, packaged_assumptions
from growthplan.vocabulary import (
    ENGLAND,
    UK,
    GrowthplanError,
    Place,
    PlaceKind,
    Source,
    Statistics,
)

_FOLDER = files("growthplan") / "drivers"


def diagnose_drivers(
    held: Store,
    place: Place,
    comparator: Place,
    peers: Sequence[str],
    as_at: date | None,
    drawn: Outlines,
    notes: list[str],
    members: Sequence[str] = (),
) -> DriverDiagnosis:
    """Scorecard, peers and constraints, and the scorecard of each of `members`; a part that can't
    be made becomes a note."""
    registry = driver_registry()
    statistics = driver_statistics(held, registry, as_at, drawn, notes)
    own: list[str] = []
    published = _table(held, "statistical_neighbours")
    try:
        alike = find_peers(statistics, place.code, group=list(peers) or None, published=published)
    except GrowthplanError as error:
        if peers:
            raise
        own += [f"Peers: {fault}" for fault in error.faults]
        alike = None
    codes = alike.codes if alike else ()
    authorities = [p.code for p in statistics.gazetteer.of_kind(PlaceKind.LOCAL_AUTHORITY)]
    every = dict.fromkeys(
        [*authorities, place.code, comparator.code, *codes, *members, UK, ENGLAND]
    )
    history = driver_history(statistics, registry, list(every))
    card = scorecard(
        statistics, registry, place.code, codes, comparator=comparator.code, history=history
    )
    evidence = driver_evidence()
    shuffled = shuffled_outcomes_note(read_shuffled_outcomes(_rows("shuffled_outcomes.csv")))
    constraints = diagnose_constraints(
        statistics, history, place, comparator, evidence, own, shuffled
    )
    figures = [*card.figures]
    figures += alike.figures if alike else ()
    figures += constraints.figures if constraints else ()
    cards = {
        code: scorecard(statistics, registry, code, comparator=comparator.code, history=history)
        for code in members
    }
    shown = card.table.select("indicator", "period")
    across = history.table.filter(pl.col("place").is_in(authorities)).join(
        shown, on=["indicator", "period"], how="semi"
    )
    return DriverDiagnosis(
        card,
        alike,
        constraints,
        evidence,
        tuple(figures),
        tuple(own),
        cards,
        across.select(list(BY_AUTHORITY)),
    )


def driver_registry() -> Registry:
    """The driver indicators that the package defines."""
    return read_registry(_rows("indicators.csv"))


def driver_evidence() -> pl.DataFrame:
    """Graded causal findings by driver, with the sizes that the package assumes."""
    return causal_evidence(_rows("evidence.csv"), packaged_assumptions())


def _rows(name: str) -> Iterable[Mapping[str, str]]:
    return csv.DictReader(StringIO((_FOLDER / name).read_text("utf-8")))


def _table(held: Store, name: str) -> pl.DataFrame | None:
    """A reference table of the store, None when nothing is in it."""
    try:
        rows = held.rows(name)
    except KeyError:
        return None
    return None if rows.is_empty() else rows


def driver_statistics(
    held: Store, registry: Registry, as_at: date | None, drawn: Outlines, notes: list[str]
) -> Statistics:
    """What the registry reads: of indicators by industry only the industries that it names."""
    reads: dict[str, set[str]] = {OUTCOME: {""}}
    for wanted in (registry.reads, STRUCTURE.reads):
        for indicator, industries in wanted.items():
            reads.setdefault(indicator, set()).update(industries)
    whole = [indicator for indicator, industries in reads.items() if industries == {""}]
    statistics = held.statistics(whole, as_at=as_at)
    by_industry = {i: industries for i, industries in reads.items() if industries != {""}}
    rows = held.rows(
        "observations",
        indicator=by_industry,
        industry=set().union(*by_industry.values()),
        source=statistics.sources,
    )
    statistics = replace(statistics, observations=pl.concat([statistics.observations, rows]))
    statistics = with_areas(statistics, _areas(drawn), _boundary_source())
    neighbourhoods = _table(held, "neighbourhoods")
    if neighbourhoods is None:
        notes.append("Deprivation of neighbourhoods is not in the store.")
        return statistics
    known = neighbourhoods.filter(pl.col("source").is_in(list(statistics.sources)))
    return with_neighbourhoods(statistics, known)


def _areas(drawn: Outlines) -> dict[str, float]:
    """Square kilometres of every area that a boundary is bundled for."""
    return {
        code: drawn.square_km(area)
        for layer in drawn.layers.values()
        for code, area in layer.items()
    }


def _boundary_source() -> Source:
    """The birth certificate of the bundled boundaries."""
    found = [s for s in certificates().values() if s.layout == "ons_boundaries_topojson"]
    return max(found, key=lambda source: source.released)
