"""Diagnose a place: its drivers, sectors and clusters, from the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from growthplan.importers.ons_geography.bundled import read_boundaries
from growthplan.journeys import running
from growthplan.journeys.diagnosing_clusters import diagnose_place_clusters
from growthplan.journeys.diagnosing_drivers import diagnose_drivers
from growthplan.journeys.diagnosing_lineage import stamped, with_lineage
from growthplan.journeys.diagnosing_sectors import diagnose_sectors
from growthplan.journeys.progress import Progress, silent
from growthplan.report.diagnosis import Diagnosis
from growthplan.report.maps import Outlines, outlines
from growthplan.store import Store, snapshot_folder
from growthplan.vocabulary import ENGLAND, UK, RunRecord, Source


@dataclass(frozen=True)
class Diagnosed:
    """A diagnosis with the record of its run."""

    diagnosis: Diagnosis
    sources: tuple[Source, ...]
    """Releases that a figure draws on."""
    run: RunRecord


def diagnose(
    place: str,
    comparator: str = ENGLAND,
    peers: Iterable[str] = (),
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> Diagnosed:
    """Diagnose a place, named by code or name.

    `peers` are places to compare with instead of its statistical neighbours. What cannot be
    worked out becomes a note. Raises GrowthplanError for an unknown place, comparator or peer, or
    when nothing had been published on `as_at`.
    """
    with Store(store) as held:
        return diagnose_from(held, place, comparator, peers, as_at, progress)


def diagnose_from(
    held: Store,
    place: str,
    comparator: str = ENGLAND,
    peers: Iterable[str] = (),
    as_at: date | None = None,
    progress: Progress = silent,
    *,
    started: datetime | None = None,
    drawn: Outlines | None = None,
    members: Iterable[str] = (),
) -> Diagnosed:
    """The same, from a store that is open already and boundaries that are read already; with the
    scorecards of `members`, local authorities by code."""
    began = started or running.start()
    area, other = (held.gazetteer.resolve(text) for text in (place, comparator))
    notes: list[str] = []
    if area.code == other.code:
        other = held.gazetteer[UK if area.code == ENGLAND else ENGLAND]
        notes.append(f"A place is not compared with itself: {other.name} is the comparator.")
    chosen = [held.gazetteer.resolve(text).code for text in peers]
    progress("Drivers and peers", 0, 3)
    drivers = diagnose_drivers(
        held, area, other, chosen, as_at, drawn or boundaries(), notes, tuple(members)
    )
    progress("Sectors and supply chains", 1, 3)
    sectors = diagnose_sectors(held, area, other, as_at)
    progress("Clusters", 2, 3)
    clusters = diagnose_place_clusters(held, area, as_at)
    found = with_lineage(Diagnosis(area, other, drivers, sectors, clusters, tuple(notes)), held)
    used = {i.source for f in found.figures for i in f.lineage.inputs if i.source}
    sources = tuple(s for s in held.sources.values() if s.id in used)
    command = f"diagnose {area.code} --comparator {other.code}"
    if chosen:
        command += f" --peers {' '.join(chosen)}"
    run = running.record(command, sources, began, as_at=as_at)
    return Diagnosed(stamped(found, run), sources, run)


def boundaries() -> Outlines:
    """The bundled boundaries, projected."""
    return outlines(read_boundaries(snapshot_folder()))
