"""How the base year moves on with no plan: people, hours and their mix, by faded past trends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from growthplan.accounts import MEASURES, levels
from growthplan.sectors import IndustryTable, industry_tables
from growthplan.system.base_year.accounts import BaseYear
from growthplan.system.base_year.sectors import grouped
from growthplan.system.baseline.paths import Moving
from growthplan.system.baseline.sector_paths import (
    faded_years,
    fitted_trend,
    hours_by_sector,
    sector_relatives,
    shrunk_trend,
)
from growthplan.vocabulary import ENGLAND, Fault, GrowthplanError, PlaceKind, Statistics

Array = NDArray[np.float64]

JOBS = "employment_by_industry"
VOLUME = "gva_by_industry_volume"
YEARS_OF_PEOPLE = 10
FEWEST_YEARS = 5
PANDEMIC = 2020
"""From here on years are left out of trends by sector: jobs by industry end in 2021, and closed
shops and grounded aeroplanes are no trend."""


def moving_base(
    base: BaseYear, statistics: Statistics, *, until: int, fade: float, per_home: float
) -> Moving:
    """Carry the base year on to `until`.

    Residents grow as in the last ten published years, and hours with them; the mix of hours drifts
    as jobs by sector have in England, with what is sure of the ITL2 area's own drift; productivity
    of sectors drifts as GVA over jobs has in England. Each trend fades: `fade` of it is left each
    year. Nothing here moves productivity of an authority as a whole. Statistics need
    `employment_by_industry`, `gva_by_industry_volume` and `population`.

    Raises GrowthplanError when a table is not in hand, or `until` is not after the base year.
    """
    years = until - base.year
    if years < 1:
        raise GrowthplanError(f"A path from {base.year} ends in a later year, not {until}.")
    growth = _growth_of_people(base, statistics)
    index = np.exp(np.multiply.outer(faded_years(years, fade), growth))
    population = base.population * index
    mix, drift = _trends(base, statistics)
    hours = hours_by_sector(base.hours, mix, years, fade=fade) * index[:, :, None]
    return Moving(
        hours,
        sector_relatives(hours, base.market, drift, fade=fade),
        population,
        population / per_home,
        (
            f"Residents grow as they did over {YEARS_OF_PEOPLE} years, hours worked with them; the "
            f"mix of work drifts as jobs by industry did in England before {PANDEMIC} and, as far "
            "as it can be told apart, in the area; productivity of sectors as GVA over jobs did. "
            f"{fade:.0%} of each trend is left each further year, an "
            "assumption.",
        ),
    )


def _growth_of_people(base: BaseYear, statistics: Statistics) -> Array:
    """Logs a year [p], over ten years, of residents."""
    found = []
    for code in base.places:
        rows = levels(statistics, "population", code, basis=MEASURES["population"].bases[0])
        held = dict(rows.select("year", "value").iter_rows())
        last = max((year for year in held if year - YEARS_OF_PEOPLE in held), default=None)
        if last is None:
            raise GrowthplanError(
                Fault(
                    f"Residents of {code} ten years apart are not in hand.",
                    fix="Import a longer series of population.",
                    code="no data",
                )
            )
        found.append(np.log(held[last] / held[last - YEARS_OF_PEOPLE]) / YEARS_OF_PEOPLE)
    return np.array(found)


def _trends(base: BaseYear, statistics: Statistics) -> tuple[Array, Array]:
    """Trends of hours [p, s] and of sectors' productivity in England [s], logs a year."""
    england = _series(_only(statistics, JOBS, ENGLAND))
    national, _ = fitted_trend(england[1])
    areas = [_itl2(statistics, code) for code in base.places]
    fitted = {area: fitted_trend(_series(_only(statistics, JOBS, area))[1]) for area in set(areas)}
    local, error = (np.stack([fitted[area][i] for area in areas]) for i in (0, 1))
    made = _series(_only(statistics, VOLUME, ENGLAND))
    shared = [year for year in england[0] if year in made[0]]
    jobs = england[1][:, [england[0].index(year) for year in shared]]
    volume = made[1][:, [made[0].index(year) for year in shared]]
    drift, _ = fitted_trend(volume / jobs)
    return shrunk_trend(national, local, error), drift - drift.mean()


def _series(table: IndustryTable) -> tuple[list[int], Array]:
    """Years up to the pandemic, and values by sector [s, year]."""
    years = [year for year in table.years if year < PANDEMIC]
    values = [grouped(table.values[year], f"{table.name}, {year}")[0] for year in years]
    return years, np.stack(values, axis=1)


def _only(statistics: Statistics, indicator: str, place: str) -> IndustryTable:
    for table in industry_tables(statistics, indicator, place):
        if sum(year < PANDEMIC for year in table.years) >= FEWEST_YEARS:
            return table
    raise GrowthplanError(
        Fault(
            f"{indicator} of {statistics.gazetteer.resolve(place).name} over {FEWEST_YEARS} years "
            f"or more before {PANDEMIC} is not in hand.",
            code="no data",
        )
    )


def _itl2(statistics: Statistics, code: str) -> str:
    """The ITL2 area that an authority lies in and that jobs by industry are published for."""
    for parent in _parents(statistics, code):
        if industry_tables(statistics, JOBS, parent):
            return parent
    raise GrowthplanError(
        Fault(
            f"Jobs by industry are not in hand for the ITL2 area of "
            f"{statistics.gazetteer.resolve(code).name}.",
            code="no data",
        )
    )


def _parents(statistics: Statistics, code: str) -> Sequence[str]:
    gazetteer = statistics.gazetteer
    return [
        parent
        for parent in gazetteer.resolve(code).parents
        if parent in gazetteer and gazetteer[parent].kind is PlaceKind.ITL2
    ]
