"""Everything said of the clusters of one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import polars as pl

from growthplan.clusters.bunching import bunching
from growthplan.clusters.concentration import CONCENTRATION_RULE
from growthplan.clusters.density_by_group import DensityByGroup, density_by_group
from growthplan.clusters.deprivation import Deprivation, deprivation, inside_place
from growthplan.clusters.hot_spots import HOT_SPOT_RULE
from growthplan.clusters.marginal import MARGINAL_RULE, marginal_density
from growthplan.clusters.reach import (
    REACH_RULE,
    RESIDENTS_RULE,
    each_neighbourhood,
    placed_neighbourhoods,
    within_reach,
)
from growthplan.clusters.sector_groups import SectorGroup
from growthplan.clusters.site import Site
from growthplan.clusters.site_figures import marginal_figures, reach_figures
from growthplan.clusters.statement import statement_readings
from growthplan.clusters.zones import Zones, zones
from growthplan.vocabulary import Figure, GrowthplanError, Place, Statistics

POPULATION = "population"
NO_SITES = "Sites come from a plan, and none names any here, so nothing is said of them."
T = TypeVar("T")


@dataclass(frozen=True)
class Clusters:
    """The clusters of one place."""

    place: Place
    tables: Mapping[str, pl.DataFrame]
    """By name: density, density_zones, misplaced (zones of the place that are left out of all
    others), concentration, hot_spots, clusters, sites, reach, marginal, deprivation, statement. A
    table that cannot be made is absent."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    """What could not be computed, and why; and what was left out."""
    methods: tuple[str, ...]


@dataclass
class _Desk:
    """What has come of it so far; private to one call."""

    notes: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)

    def attempt(self, what: str, compute: Callable[[], T]) -> T | None:
        try:
            return compute()
        except GrowthplanError as fault:
            self.notes.append(f"{what}: {fault}")
            return None


def diagnose_clusters(
    statistics: Statistics,
    place: str,
    workplaces: pl.DataFrame,
    neighbourhoods: pl.DataFrame,
    groups: Sequence[SectorGroup],
    sites: Sequence[Site] = (),
    *,
    seed: int = 1,
    statement: str | None = None,
    statement_edition: str | None = None,
) -> Clusters:
    """Effective density, concentration, deprivation, and sites of a place.

    `statistics` must hold `jobs` and `population`; `workplaces` and `neighbourhoods` are the
    store's tables; `statement` is tested against the deprivation files when given. What cannot be
    computed is a note, not an error. Raises GrowthplanError for an unknown place.
    """
    area = statistics.gazetteer.resolve(place)
    desk = _Desk()
    found = desk.attempt("Workplace zones", lambda: zones(statistics, workplaces, groups))
    density = None
    if found is not None:
        _misplaced(desk, statistics, found, area)
        desk.notes += found.notes
        desk.methods += found.methods
        density = _density(desk, statistics, found, groups, area)
        _bunching(desk, statistics, found, area, seed)
    poor = desk.attempt(
        "Deprivation", lambda: deprivation(neighbourhoods, statistics.gazetteer, area.code)
    )
    if poor is not None:
        _deprivation(desk, poor, area, statement, statement_edition)
    if not sites:
        desk.notes.append(NO_SITES)
    elif found is not None:
        _sites(desk, statistics, sites, found, neighbourhoods, poor)
        if density is not None:
            _marginal(desk, statistics, sites, found, groups, density, area)
    return Clusters(area, desk.tables, tuple(desk.figures), tuple(desk.notes), tuple(desk.methods))


def _members(statistics: Statistics, area: Place) -> list[str]:
    return [p.code for p in statistics.gazetteer.local_authorities_of(area.code)]


def _misplaced(desk: _Desk, statistics: Statistics, found: Zones, area: Place) -> None:
    """Which of the place's own zones are left out, first of all notes."""
    members = _members(statistics, area)
    own = found.misplaced.filter(pl.col("authority").is_in(members))
    if own.is_empty():
        return
    desk.tables["misplaced"] = own.sort("name")
    zones = int(found.inside(members).sum()) + own.height
    desk.notes.append(misplaced_note(area.name, zones, own.sort("name")))


def misplaced_note(place: str, zones: int, own: pl.DataFrame) -> str:
    """How many of a place's zones are left out, and of what.

    >>> own = pl.DataFrame({"name": ["Leeds 001"], "counted": [1200.0]})
    >>> misplaced_note("Leeds", 107, own)[:84]
    'Of 107 neighbourhoods of Leeds 1 has a centre point in another part of the country: '
    """
    names = own["name"].head(5).to_list()
    more = f" and {own.height - 5} more" if own.height > 5 else ""
    verb = "has" if own.height == 1 else "have"
    return (
        f"Of {zones} neighbourhoods of {place} {own.height} {verb} a centre point in another part "
        f"of the country: {', '.join(names)}{more} ({own['counted'].sum():,.0f} jobs in the "
        "census). Left out of effective density, of what gathers where, of who lives within reach "
        "and of the maps; the jobs are spread over the other zones of the authority."
    )


def _density(
    desk: _Desk, statistics: Statistics, found: Zones, groups: Sequence[SectorGroup], area: Place
) -> DensityByGroup | None:
    density = desk.attempt(
        "Effective density",
        lambda: density_by_group(found, groups, statistics.gazetteer, area.code),
    )
    if density is not None:
        desk.tables |= {"density": density.table, "density_zones": density.zones}
        desk.figures += density.figures
    return density


def _bunching(desk: _Desk, statistics: Statistics, found: Zones, area: Place, seed: int) -> None:
    inside = found.inside(_members(statistics, area))
    tests = desk.attempt("Concentration", lambda: bunching(found, inside, seed))
    if tests is not None:
        desk.tables |= {
            "concentration": tests.concentration,
            "hot_spots": tests.hot_spots,
            "clusters": tests.clusters,
        }
        desk.notes += tests.notes
        desk.methods += [CONCENTRATION_RULE, HOT_SPOT_RULE]


def _deprivation(
    desk: _Desk, poor: Deprivation, area: Place, statement: str | None, edition: str | None
) -> None:
    desk.tables["deprivation"] = poor.table
    desk.figures += poor.figures
    desk.notes += poor.notes
    if statement is None:
        return
    readings = statement_readings(poor, area.code, statement, read_in=edition)
    desk.tables["statement"] = readings.table
    if readings.figure is not None:
        desk.figures.append(readings.figure)


def _sites(
    desk: _Desk,
    statistics: Statistics,
    sites: Sequence[Site],
    found: Zones,
    neighbourhoods: pl.DataFrame,
    poor: Deprivation | None,
) -> None:
    desk.tables["sites"] = pl.DataFrame([site.model_dump() for site in sites])
    if poor is None or poor.table.is_empty():
        desk.notes.append("Sites: no deprivation figures, so nothing on who lives within reach.")
        return
    # Reach does not stop at the place's boundary, so every neighbourhood is placed.
    gazetteer = statistics.gazetteer
    every = sorted(set(found.table["authority"]))
    inside = inside_place(neighbourhoods, gazetteer, every)
    each = each_neighbourhood(inside)
    placed = placed_neighbourhoods(each, found.table, desk.notes)
    table = within_reach(sites, inside, placed, _residents(statistics, each))
    desk.tables["reach"] = table
    sources = dict(neighbourhoods.select("edition", "source").unique("edition").iter_rows())
    desk.figures += reach_figures(sites, table, sources)
    desk.methods += [REACH_RULE, RESIDENTS_RULE]


def _residents(statistics: Statistics, each: pl.DataFrame) -> dict[str, float]:
    """Mean residents of a neighbourhood of the newest edition, by authority."""
    newest = each.filter(pl.col("edition") == pl.col("edition").max())
    counts = dict(newest.group_by("authority").len().iter_rows())
    people = (
        statistics.latest(POPULATION, counts)
        .filter(pl.col("value").is_not_null())
        .sort("period")
        .group_by("place")
        .agg(pl.col("value").last())
    )
    return {place: value / counts[place] for place, value in people.iter_rows()}


def _marginal(
    desk: _Desk,
    statistics: Statistics,
    sites: Sequence[Site],
    found: Zones,
    groups: Sequence[SectorGroup],
    density: DensityByGroup,
    area: Place,
) -> None:
    inside = found.inside(_members(statistics, area))
    table = marginal_density(sites, found, groups, density.by_zone, inside)
    year = found.today.year if found.today else found.counted_year
    desk.tables["marginal"] = table
    desk.figures += marginal_figures(sites, table, area.code, area.name, year, found.source)
    desk.methods.append(MARGINAL_RULE)
