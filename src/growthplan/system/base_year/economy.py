"""What the model's kernel starts from: a base year, and stand-ins for what is not published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.system.base_year.accounts import BaseYear
from growthplan.system.base_year.distances import reach_outside
from growthplan.system.base_year.sectors import density_groups
from growthplan.system.baseline.people_paths import gravity_commuting
from growthplan.system.inputs import Economy
from growthplan.vocabulary import Fault, GrowthplanError, PlaceKind, Statistics

Array = NDArray[np.float64]

PER_HOME = "people.per_home"
DECAY = "people.commuting_decay"
FROM_OUTSIDE = "people.jobs_from_outside"
KNOWLEDGE_LOST = "rd.depreciation"
ASSUMED = (PER_HOME, DECAY, FROM_OUTSIDE, KNOWLEDGE_LOST)
"""Assumptions that stand in for what is not published."""
ALSO_READS = (
    "population_16_64",
    "economic_inactivity_rate",
    "research_and_development_business",
    "research_and_development_public_funded",
    "gva_by_industry_volume",
)
"""Indicators that an economy needs beside those of a base year."""
_TITLES = {
    "research_and_development_business": "Research and development by businesses",
    "research_and_development_public_funded": "Publicly funded research and development",
}
WITHIN_REACH = 60.0
"""Km from an authority within which jobs outside the place count towards its density."""


@dataclass(frozen=True)
class Start:
    """An economy, and what of it is estimated."""

    economy: Economy
    estimates: tuple[str, ...]


def starting_economy(
    base: BaseYear,
    statistics: Statistics,
    workplaces: pl.DataFrame,
    assumed: Mapping[str, float],
    *,
    exposure: Sequence[float] | None = None,
) -> Start:
    """Put a base year in the kernel's form.

    `assumed` has the central value of each assumption in `ASSUMED`; `exposure` [s] says how far
    each sector's work can use digital tools and AI, all alike when not given.

    Raises GrowthplanError when the base year has no distances, an assumption is missing, or an
    authority has no people of working age or no rate of inactivity.
    """
    distance = _checked(base, assumed)
    workforce = _workforce(base, statistics)
    knowledge, region = _knowledge(base, statistics, assumed[KNOWLEDGE_LOST])
    outside_jobs, outside_cost = reach_outside(
        workplaces, statistics, base.places, base.jobs, WITHIN_REACH
    )
    emissions = base.emissions
    economy = Economy(
        base_year=base.year,
        places=base.places,
        sectors=tuple(sector.id for sector in base.sectors),
        hours=base.hours,
        productivity=base.market,
        density_group=density_groups(),
        exposure=np.ones(len(base.sectors)) if exposure is None else np.array(exposure),
        jobs=base.jobs,
        workforce=workforce,
        population=base.population,
        dwellings=base.population / assumed[PER_HOME],
        imputed_rent=base.imputed_rent,
        cost=distance,
        knowledge_stock=knowledge,
        commuting=gravity_commuting(
            workforce,
            distance,
            decay=assumed[DECAY],
            outside=np.full(len(base.places), assumed[FROM_OUTSIDE]),
        ),
        outside_jobs=outside_jobs,
        outside_cost=outside_cost,
        emissions=None if emissions is None else emissions[:, None],
        emission_sources=() if emissions is None else ("all sources",),
        emission_activity=() if emissions is None else ("output",),
        comparator_share=base.england_share,
    )
    return Start(economy, (*base.estimates, *_stand_ins(assumed, region, emissions is not None)))


def _checked(base: BaseYear, assumed: Mapping[str, float]) -> Array:
    faults = [
        Fault(f"The assumption {name} is needed.", code="assumption")
        for name in ASSUMED
        if name not in assumed
    ]
    if base.distance is None:
        faults.append(
            Fault(
                f"No distances between the authorities of {base.name} are known.",
                fix="Give census jobs of small areas to the base year.",
                code="no data",
            )
        )
    if faults or base.distance is None:
        raise GrowthplanError(faults)
    return base.distance


def _workforce(base: BaseYear, statistics: Statistics) -> Array:
    """People of working age who are in work or looking for it [p]."""
    people = _newest(statistics, "population_16_64", base.places)
    inactive = _newest(statistics, "economic_inactivity_rate", base.places)
    faults = [
        Fault(f"{what} is not in hand for {name}.", code="no data")
        for code, name in zip(base.places, base.names, strict=True)
        for what, held in (
            ("Population aged 16 to 64", people),
            ("The economic inactivity rate", inactive),
        )
        if code not in held
    ]
    if faults:
        raise GrowthplanError(faults)
    return np.array([people[c] * (1 - inactive[c] / 100) for c in base.places])


def _knowledge(base: BaseYear, statistics: Statistics, lost: float) -> tuple[Array, str]:
    """Stock of research and development [p], £m, and the region that it is a share of.

    The region's spending a year, held steady, makes a stock of spending ÷ the rate it is lost at.
    The place has the share of it that it has of the region's people of working age, and each
    authority the share that it has of the place's GVA.
    """
    region = next(
        code
        for code in statistics.gazetteer.resolve(base.places[0]).parents
        if code in statistics.gazetteer and statistics.gazetteer[code].kind is PlaceKind.REGION
    )
    spending = {name: _newest(statistics, name, [region]).get(region) for name in _TITLES}
    people = _newest(statistics, "population_16_64", [region, *base.places])
    # One of the two alone would make the stock, and all that adds to it, many times too small.
    missing = [_TITLES[name] for name, value in spending.items() if not value]
    missing += [] if region in people else ["Population aged 16 to 64"]
    if missing:
        raise GrowthplanError(
            [
                Fault(
                    f"{what} is not in hand for {statistics.gazetteer[region].name}.",
                    fix="Import an edition that prints it, or take a later day.",
                    code="no data",
                )
                for what in missing
            ]
        )
    spent = sum(value for value in spending.values() if value)
    share = sum(people[code] for code in base.places) / people[region]
    stock = spent / lost * share
    return np.asarray(stock * base.gva / base.gva.sum()), statistics.gazetteer[region].name


def _newest(statistics: Statistics, indicator: str, places: Sequence[str]) -> dict[str, float]:
    rows = (
        statistics.latest(indicator, places)
        .filter(pl.col("value").is_not_null() & (pl.col("industry") == ""))
        .sort("place", "period")
        .unique("place", keep="last", maintain_order=True)
    )
    return dict(rows.select("place", "value").iter_rows())


def _stand_ins(assumed: Mapping[str, float], region: str, emitting: bool) -> tuple[str, ...]:
    said = [
        f"Homes are residents ÷ {assumed[PER_HOME]:g}, an assumption.",
        "Who holds an authority's jobs is estimated from how far it is from workers: pull falls "
        f"with distance to the power {assumed[DECAY]:g}, and {assumed[FROM_OUTSIDE]:.0%} of jobs "
        "are held by people from outside; both are assumptions.",
        f"The stock of knowledge is a share of spending on research in {region} ÷ "
        f"{assumed[KNOWLEDGE_LOST]:.0%} a year, by people of working age and, between "
        "authorities, by GVA; an estimate.",
        f"Jobs outside the place count up to {WITHIN_REACH:g} km away, by straight line.",
    ]
    if emitting:
        said.append("Emissions are not split by source: all of them grow with output.")
    return tuple(said)
