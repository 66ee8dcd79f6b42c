"""The base year of a city region: hours and productivity by authority and sector that add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.accounts import levels
from growthplan.system.base_year.distances import job_distances, jobs_by_sector
from growthplan.system.base_year.england import England, england, share_of_england
from growthplan.system.base_year.estimates import estimates
from growthplan.system.base_year.published import (
    Reading,
    area_of,
    hours_per_pound,
    industries,
    newest_of_all,
)
from growthplan.system.base_year.sectors import MODEL_SECTORS, ModelSector
from growthplan.system.base_year.splitting import Mix, split
from growthplan.system.baseline.panel import relative_panel
from growthplan.system.raking import tilted
from growthplan.vocabulary import Fault, GrowthplanError, Statistics

Array = NDArray[np.float64]

MILLION = 1e6


@dataclass(frozen=True)
class BaseYear:
    """A city region in its last year of data. p: authorities; s: sectors.

    Productivity is published with imputed rental in it, which takes no hours: so hours ×
    `productivity` is all GVA, and hours × `market` by sector plus `imputed_rent` is the same.
    """

    place: str
    name: str
    year: int
    places: tuple[str, ...]
    names: tuple[str, ...]
    sectors: tuple[ModelSector, ...]
    hours: Array
    """[p, s], millions a year."""
    market: Array
    """[p, s], £ an hour, without imputed rental."""
    productivity: Array
    """[p], £ an hour as published, smoothed."""
    region: float
    """The city region's, as published; hours-weighted, the authorities' make it."""
    imputed_rent: Array
    """[p], £m."""
    jobs: Array
    """[p], filled jobs."""
    population: Array
    """[p]."""
    england: England
    england_share: float
    """Of England's GVA that is made here."""
    distance: Array | None
    """[p, p], km between jobs; None when no small areas were given."""
    emissions: Array | None
    """[p], kt of CO2 equivalent; None when not published for all."""
    estimates: tuple[str, ...]
    """What is estimated and not published, a sentence each."""

    @property
    def authority_hours(self) -> Array:
        """[p], millions a year."""
        return np.asarray(self.hours.sum(axis=1))

    @property
    def gva(self) -> Array:
        """[p], £m a year with imputed rental: hours × productivity."""
        return np.asarray(self.authority_hours * self.productivity)

    @property
    def rent_per_hour(self) -> Array:
        """[p], £ of imputed rental for each hour worked."""
        return np.asarray(self.imputed_rent / self.authority_hours)


def base_year(
    statistics: Statistics, place: str, *, workplaces: pl.DataFrame | None = None
) -> BaseYear:
    """The accounts that the model starts from, for any city region that is published.

    Statistics need the indicators in `READS`. `workplaces` are census jobs of small areas with
    their points; without them distances are unknown, and sectors that are published only for a
    wider area are split evenly.

    Raises GrowthplanError that names every authority without productivity, hours, jobs, people or
    sectors, or the total that cannot be made to hold.
    """
    known = statistics.gazetteer.resolve(place)
    members = _members(statistics, known.code)
    names = tuple(statistics.gazetteer.resolve(code).name for code in members)
    year, productivity, region, england_level = _productivity(statistics, known.code, members)
    readings = _readings(statistics, members, year)
    mixes, per_pound = _sectors(statistics, members, year)
    worked = _scaled(statistics, "hours", known.code, members, readings["hours"], year) / MILLION
    hours = tilted(worked, productivity, region)
    moved = float(np.abs(hours / worked - 1).max())
    notes = estimates(names, mixes, readings, year, workplaces is not None, moved)
    gva = hours * productivity
    rent = gva * np.array([mix.known.rent_share for mix in mixes])
    census = (
        jobs_by_sector(workplaces, statistics, members, [s.sections for s in MODEL_SECTORS])
        if workplaces is not None
        else None
    )
    table = split(gva - rent, mixes, census, names)
    work = table * per_pound
    by_sector = work * (hours / work.sum(axis=1))[:, None]
    return BaseYear(
        place=known.code,
        name=known.name,
        year=year,
        places=members,
        names=names,
        sectors=MODEL_SECTORS,
        hours=by_sector,
        market=table / by_sector,
        productivity=productivity,
        region=region,
        imputed_rent=rent,
        jobs=_scaled(statistics, "jobs", known.code, members, readings["jobs"], year),
        population=readings["population"].values,
        england=england(statistics, england_level, year),
        england_share=share_of_england(statistics, known.code, members, year),
        distance=(
            job_distances(workplaces, statistics, members) if workplaces is not None else None
        ),
        emissions=_emissions(statistics, members, readings["population"]),
        estimates=notes,
    )


def _members(statistics: Statistics, place: str) -> tuple[str, ...]:
    """The place's authorities as they stood in the newest year of which all are published."""
    gazetteer = statistics.gazetteer
    panel = relative_panel(statistics, "authorities")
    sets = [
        tuple(p.code for p in gazetteer.local_authorities_of(place, when))
        for when in (None, panel.last_year + 1, panel.last_year)
    ]
    if len(sets[0]) < 2:
        raise GrowthplanError(
            Fault(
                f"{gazetteer.resolve(place).name} is not made up of local authorities.",
                fix="Choose a city region.",
                code="no members",
            )
        )
    return next((codes for codes in sets if codes and {*panel.places}.issuperset(codes)), sets[0])


def _productivity(
    statistics: Statistics, place: str, members: Sequence[str]
) -> tuple[int, Array, float, float]:
    """Year, £ an hour of authorities, of the city region and of England, from one table."""
    authorities = relative_panel(statistics, "authorities")
    regions = relative_panel(statistics, "city regions")
    own = authorities.of(members)[:, -1]
    whole = float(regions.of([place])[0, -1])
    year = authorities.last_year
    rows = levels(statistics, "gva_per_hour", authorities.comparator)
    england = float(rows.filter(pl.col("year") == year)["value"].item())
    return year, np.exp(own) * england, float(np.exp(whole)) * england, england


def _readings(statistics: Statistics, members: Sequence[str], year: int) -> dict[str, Reading]:
    """Hours, jobs and people of authorities; every missing one is named at once."""
    found: dict[str, Reading] = {}
    faults: list[Fault] = []
    for measure in ("hours", "jobs", "population"):
        try:
            found[measure] = newest_of_all(statistics, measure, members, year)
        except GrowthplanError as error:
            faults += error.faults
    if faults:
        raise GrowthplanError(faults)
    return found


def _sectors(statistics: Statistics, members: Sequence[str], year: int) -> tuple[list[Mix], Array]:
    """Mixes of authorities, and hours for £1 of GVA [p, s]; every missing one is named."""
    mixes: list[Mix] = []
    per_pound: list[Array] = []
    faults: list[Fault] = []
    for code in members:
        own = industries(statistics, code, year)
        area = area_of(statistics, code, year) or own
        work = hours_per_pound(statistics, code, year)
        name = statistics.gazetteer.resolve(code).name
        for missing, what in (
            (area, "GVA by industry"),
            (work, "Jobs by industry of its ITL2 area"),
        ):
            if missing is None:
                faults.append(
                    Fault(
                        f"{what} is not in hand for {name} ({code}).",
                        fix="Import an edition that prints it, or leave the authority out.",
                        code="no data",
                    )
                )
        if area is not None and work is not None:
            mixes.append(Mix(code, own, area))
            per_pound.append(work)
    if faults:
        raise GrowthplanError(faults)
    return mixes, np.stack(per_pound)


def _scaled(
    statistics: Statistics,
    measure: str,
    place: str,
    members: Sequence[str],
    reading: Reading,
    year: int,
) -> Array:
    """An older reading of authorities brought to the city region's newest total."""
    try:
        whole = newest_of_all(statistics, measure, [place], year)
    except GrowthplanError:
        return reading.values
    newer = whole.year > reading.year
    return reading.values * (whole.values[0] / reading.values.sum()) if newer else reading.values


def _emissions(statistics: Statistics, members: Sequence[str], population: Reading) -> Array | None:
    """kt of CO2 equivalent: tonnes a head, as published, times people."""
    rows = (
        statistics.latest("greenhouse_gas_emissions", members)
        .filter(pl.col("value").is_not_null())
        .sort("period")
        .unique("place", keep="last")
    )
    held = dict(rows.select("place", "value").iter_rows())
    if any(code not in held for code in members):
        return None
    return np.array([held[code] for code in members]) * population.values / 1000
