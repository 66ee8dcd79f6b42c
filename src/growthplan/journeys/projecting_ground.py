"""What a projection reads from the store, and what is laid once for a place and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from growthplan.store import Store
from growthplan.system.answers import PAY, RESTS_ON, Ground, lay_ground
from growthplan.system.backtest import TrackRecord, track_record
from growthplan.system.base_year import ALSO_READS, READS
from growthplan.vocabulary import (
    ENGLAND,
    UK,
    Assumption,
    Fault,
    Gazetteer,
    GrowthplanError,
    PlaceKind,
    Source,
    Statistics,
)

_BY_INDUSTRY = (
    "gva_by_industry",
    "gva_by_industry_volume",
    "employment_by_industry",
    "full_time_employees_by_section",
)
_PANELS = ("gva_per_hour", "gva_per_hour_unsmoothed", "hours_per_week")
"""Read for every place: forms of the baseline and back-tests are fitted over all of them."""
_OTHERS = ("gdp_deflator", PAY)


@dataclass(frozen=True)
class Laid:
    """A place's ground with the statistics that it came from."""

    ground: Ground
    statistics: Statistics
    record: TrackRecord
    sources: tuple[Source, ...]


_MOST_LAID = 3
_LAID: dict[tuple[object, ...], Laid] = {}
"""Ground laid in this process, by place, store, day and assumptions: a scenario or another seed
asks for the same again. A store that has changed has another key."""


def lay(
    held: Store,
    place: str,
    assumptions: Mapping[str, Assumption],
    as_at: date | None = None,
) -> Laid:
    """The ground of a place, laid once in this process.

    Raises GrowthplanError when the place cannot be projected from what is in the store.
    """
    _check(held.gazetteer, place)
    own = (str(held.path), held.path.stat().st_mtime_ns) if held.path.exists() else None
    used = sorted(name for name in RESTS_ON if name in assumptions)
    chosen = tuple((name, assumptions[name].model_dump_json()) for name in used)
    key = (place, own, held.shows, as_at, chosen)
    if key not in _LAID:
        statistics = _statistics(held, place, as_at)
        ground = lay_ground(
            statistics,
            held.rows("workplaces", source=list(statistics.sources)),
            place,
            assumptions,
            neighbourhoods=held.rows(
                "neighbourhoods", domain=["overall"], source=list(statistics.sources)
            ),
        )
        while len(_LAID) >= _MOST_LAID:
            _LAID.pop(next(iter(_LAID)))
        _LAID[key] = Laid(
            ground,
            statistics,
            track_record(statistics),
            tuple(statistics.sources.values()),
        )
    return _LAID[key]


def _check(gazetteer: Gazetteer, place: str) -> None:
    """A city region with a combined authority is published as a whole and by its parts."""
    area = gazetteer.resolve(place)
    if area.kind is not PlaceKind.CITY_REGION or not area.code.startswith("E47"):
        raise GrowthplanError(
            Fault(
                f"{area.name} ({area.code}) cannot be projected: the model is fitted to the areas "
                "of combined authorities, and works by their local authorities.",
                fix="Choose the area of a combined authority, such as Greater Manchester.",
                code="place",
            )
        )


def _statistics(held: Store, place: str, as_at: date | None) -> Statistics:
    """What the model reads. Tables by industry, most of the store, for the places about only."""
    plain = [name for name in (*READS, *ALSO_READS, *_PANELS, *_OTHERS) if name not in _BY_INDUSTRY]
    statistics = held.statistics(tuple(dict.fromkeys(plain)), as_at=as_at)
    industry = held.rows(
        "observations",
        indicator=_BY_INDUSTRY,
        place=_about(held.gazetteer, place),
        source=list(statistics.sources),
    )
    return replace(statistics, observations=pl.concat([statistics.observations, industry]))


def _about(gazetteer: Gazetteer, place: str) -> list[str]:
    """Codes of a place, its members, all that they lie in, the countries, and every ITL2 area,
    which add up to England where that is not printed itself."""
    area = gazetteer.resolve(place)
    members = [code for code in area.members if code in gazetteer]
    members += [one.code for one in gazetteer.local_authorities_of(area.code)]
    found = {area.code, *area.same_area_as, *area.parents, *members, ENGLAND, UK}
    found |= {one.code for one in gazetteer.values() if one.kind is PlaceKind.ITL2}
    for code in members:
        found |= {*gazetteer[code].parents, *gazetteer[code].same_area_as}
    return sorted(found)
