"""Diagnose a place, or the place of a plan: its drivers, sectors and clusters, from the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from growthplan.importers.ons_geography.bundled import read_boundaries
from growthplan.journeys import planning, running
from growthplan.journeys.diagnosing_clusters import diagnose_place_clusters
from growthplan.journeys.diagnosing_drivers import diagnose_drivers
from growthplan.journeys.diagnosing_lineage import stamped, with_lineage
from growthplan.journeys.diagnosing_sectors import diagnose_sectors
from growthplan.journeys.plan_or_place import plan_for_or_place
from growthplan.journeys.plan_sites import cluster_sites, deprivation_statement
from growthplan.journeys.progress import Progress, silent
from growthplan.plan import Plan
from growthplan.report.diagnosis import Diagnosis
from growthplan.report.maps import Outlines, outlines
from growthplan.store import Store, snapshot_folder
from growthplan.vocabulary import (
    ENGLAND,
    UK,
    Fault,
    Gazetteer,
    GrowthplanError,
    Place,
    RunRecord,
    Source,
)


@dataclass(frozen=True)
class Diagnosed:
    """A diagnosis with the record of its run."""

    diagnosis: Diagnosis
    sources: tuple[Source, ...]
    """Releases that a figure draws on."""
    run: RunRecord
    from_plan: bool = False
    """Whether the place, its comparator and sites came from a plan."""


def diagnose(
    plan_or_place: str | Path,
    comparator: str | None = None,
    peers: Iterable[str] = (),
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> Diagnosed:
    """Diagnose a place, named by code or name, or the place of a plan, by the plan's folder.

    A plan also gives the comparator (without a plan it is England) and its sites. `peers` are
    places to compare with instead of its statistical neighbours. What cannot be worked out becomes
    a note. Raises GrowthplanError for a plan with faults (all at once), an unknown place,
    comparator or peer, or when nothing had been published on `as_at`.
    """
    with Store(store) as held:
        place, plan, files = plan_for_or_place(plan_or_place, as_at, held.gazetteer)
        against = comparator or (plan.comparator if plan else ENGLAND)
        return diagnose_from(
            held, place, against, peers, as_at, progress, plan=plan, hashes=planning.hashes(files)
        )


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
    plan: Plan | None = None,
    hashes: Mapping[str, str] | None = None,
) -> Diagnosed:
    """The same, from a store that is open already and boundaries that are read already; with the
    scorecards of `members`, local authorities by code, and the sites of `plan`, whose files have
    `hashes`."""
    began = started or running.start()
    area, other, *group = _resolved(held.gazetteer, (place, comparator, *peers))
    notes = ended_notes(held.gazetteer, (area, other, *group))
    if area.code == other.code:
        other = held.gazetteer[UK if area.code == ENGLAND else ENGLAND]
        notes.append(f"A place is not compared with itself: {other.name} is the comparator.")
    chosen = [peer.code for peer in group]
    progress("Drivers and peers", 0, 3)
    drivers = diagnose_drivers(
        held, area, other, chosen, as_at, drawn or boundaries(), notes, tuple(members)
    )
    progress("Sectors and supply chains", 1, 3)
    sectors = diagnose_sectors(held, area, other, as_at)
    progress("Clusters", 2, 3)
    clusters = diagnose_place_clusters(
        held,
        area,
        as_at,
        cluster_sites(plan) if plan else (),
        deprivation_statement(plan) if plan else "",
    )
    found = with_lineage(Diagnosis(area, other, drivers, sectors, clusters, tuple(notes)), held)
    used = {i.source for f in found.figures for i in f.lineage.inputs if i.source}
    sources = tuple(s for s in held.sources.values() if s.id in used)
    command = f"diagnose {area.code} --comparator {other.code}"
    if chosen:
        command += f" --peers {' '.join(chosen)}"
    run = running.record(command, sources, began, hashes, as_at)
    return Diagnosed(stamped(found, run), sources, run, plan is not None)


def _resolved(gazetteer: Gazetteer, texts: Iterable[str]) -> list[Place]:
    """Every place named; raises GrowthplanError with the fault of each that is unknown."""
    found: list[Place] = []
    faults: list[Fault] = []
    for text in texts:
        try:
            found.append(gazetteer.resolve(text))
        except GrowthplanError as error:
            faults += error.faults
    if faults:
        raise GrowthplanError(faults)
    return found


def ended_notes(gazetteer: Gazetteer, places: Iterable[Place]) -> list[str]:
    """A note for each place that has ended, with what took over from it."""
    notes = []
    for place in dict.fromkeys(places):
        if place.valid_to is None:
            continue
        after = [gazetteer[code] for code in place.successors if code in gazetteer]
        now = " and ".join(f"{one.name} ({one.code})" for one in after)
        said = f"The area {place.name} ({place.code}) was in use until {place.valid_to}"
        notes.append(
            f"{said}; {now} took over from it. Figures end with it: diagnose {after[0].code} for "
            "today's."
            if after
            else f"{said}. Figures end with it."
        )
    return notes


def boundaries() -> Outlines:
    """The bundled boundaries, projected."""
    return outlines(read_boundaries(snapshot_folder()))
