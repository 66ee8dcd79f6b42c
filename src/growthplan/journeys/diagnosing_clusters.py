"""The clusters of a place: density, concentration, sites, deprivation."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from io import StringIO

import polars as pl

from growthplan.clusters import (
    Clusters,
    SectorGroup,
    Site,
    current_authority,
    diagnose_clusters,
    sector_groups,
)
from growthplan.report.diagnosis import ClusterDiagnosis
from growthplan.store import Store
from growthplan.vocabulary import Place

_FOLDER = files("growthplan") / "clusters"


def diagnose_place_clusters(
    held: Store,
    place: Place,
    as_at: date | None,
    sites: Sequence[Site] = (),
    statement: str = "",
) -> ClusterDiagnosis:
    """Density, concentration and deprivation, and the plan's sites that lie in the place.

    `statement` is a public statement about deprived neighbourhoods, tested when it is given.
    """
    workplaces = held.rows("workplaces")
    own = {p.code for p in held.gazetteer.local_authorities_of(place.code)}
    if workplaces.filter(pl.col("local_authority").is_in(own)).is_empty():
        return _nothing(held, place, own, "of England and Wales" if workplaces.height else "")
    statistics = held.statistics(("jobs", "population"), as_at=as_at)
    known = list(statistics.sources)
    inside = tuple(site for site in sites if site.place in own)
    # Reach does not stop at the place's boundary; without a site, the place's own are enough.
    around = {} if inside else {"local_authority": _codes(held, own)}
    neighbourhoods = held.rows("neighbourhoods", source=known, **around)
    found = diagnose_clusters(
        statistics,
        place.code,
        workplaces.filter(pl.col("source").is_in(known)),
        neighbourhoods,
        groups(),
        inside,
        statement=statement or None,
    )
    return ClusterDiagnosis(found, statement, tuple(sorted(own)), _sections(held))


def _codes(held: Store, own: set[str]) -> list[str]:
    """The codes under which figures of these authorities may come, those of old included."""
    return [code for code in held.gazetteer if current_authority(held.gazetteer, code) in own]


def _nothing(held: Store, place: Place, own: set[str], covered: str) -> ClusterDiagnosis:
    """A place that no count of jobs by neighbourhood covers."""
    held_ones = f"Only those {covered} are held." if covered else "None are in the store."
    note = f"Jobs by neighbourhood: there are no counts for {place.name}. {held_ones}"
    return ClusterDiagnosis(
        Clusters(place, {}, (), (note,), ()), "", tuple(sorted(own)), _sections(held)
    )


def groups() -> tuple[SectorGroup, ...]:
    """The groups of sectors with published decay parameters."""
    return sector_groups(_rows("sector_groups.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(StringIO((_FOLDER / name).read_text("utf-8")))


def _sections(held: Store) -> dict[str, str]:
    """What each section of the classification is called, by its letter."""
    rows = held.rows("industries").filter(pl.col("industry").str.contains(r"^[A-Z]( \(|$)"))
    return {code[0]: label for code, label in rows.select("industry", "label").iter_rows()}
