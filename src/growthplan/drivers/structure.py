"""Structural features of places: what they are, not how well they do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from growthplan.drivers.registry import DriverIndicator, Kind, Registry, Weight
from growthplan.drivers.series import time_of
from growthplan.drivers.spread import Array
from growthplan.drivers.supplements import AREA
from growthplan.drivers.values import driver_history
from growthplan.vocabulary import Direction, PlaceKind, Statistics

SIZE, DENSITY, AGE, MIX = "size", "density", "age", "industry mix"
RECENT = 3
"""Years before the newest of each series that a feature may be of."""
LOGGED = frozenset({"people", "people_per_km2"})
_SECTIONS = {
    "C (10-33)": "manufacturing",
    "F (41-43)": "construction",
    "G (45-47)": "retail and wholesale",
    "H (49-53)": "transport and storage",
    "I (55-56)": "hotels and restaurants",
    "J (58-63)": "information and communication",
    "K (64-66)": "finance and insurance",
    "L (68)": "real estate",
    "M (69-75)": "professional services",
    "N (77-82)": "business support services",
    "O (84)": "public administration",
    "P (85)": "education",
    "Q (86-88)": "health and care",
    "R (90-93)": "arts and recreation",
    "S (94-96)": "other services",
}
_AGES = "population_0_15 + population_16_64 + population_65_plus"


def _feature(id_: str, title: str, of: str, over: str = "", scale: float = 100) -> DriverIndicator:
    return DriverIndicator(
        id=id_,
        driver="structure",
        title=title,
        unit="%" if over and scale == 100 else "count",
        direction=Direction.NEITHER,
        kind=Kind.RATIO if over else Kind.PUBLISHED,
        of=of,
        over=over,
        scale=scale if over else 1,
        weight=Weight.NONE,
        may_aggregate=True,
        reason="counts and money add up over authorities",
        definition=title,
    )


STRUCTURE = Registry(
    (
        _feature("people", "population", "population"),
        _feature("people_per_km2", "population density", "population", AREA, 1),
        _feature("share_0_15", "share of children", "population_0_15", _AGES),
        _feature("share_65_plus", "share of people of 65 and over", "population_65_plus", _AGES),
        *(
            _feature(
                f"mix_{code[0].lower()}",
                f"share of {words} in GVA",
                f"gva_by_industry[{code}]",
                "gva_by_industry[Total]",
            )
            for code, words in _SECTIONS.items()
        ),
    )
)
"""The features, as a registry so that they are read like any indicator."""


def group_of(feature: str) -> str:
    """Size, density, age or industry mix."""
    if feature.startswith("mix_"):
        return MIX
    return {"people": SIZE, "people_per_km2": DENSITY}.get(feature, AGE)


@dataclass(frozen=True)
class Features:
    """Standardised features of places that have all of them."""

    places: tuple[str, ...]
    names: tuple[str, ...]
    """Ids of the features used."""
    raw: Array
    """Shape [places, features]: people and density as logarithms, shares in per cent."""
    scores: Array
    """The same in standard deviations from the mean of the places."""
    dropped: tuple[str, ...]
    """Places left out because a feature is missing."""
    unused: tuple[str, ...]
    """Ids of features that too few places have."""
    stand_ins: frozenset[str]
    """Places whose industry mix is that of the ITL3 areas that hold them."""
    period: str
    """Year of the population figures."""


def structural_features(
    statistics: Statistics, places: Collection[str], needed: str, coverage: float = 0.8
) -> Features:
    """Features of some places; those that fewer than `coverage` of the places have, or that
    `needed` (the place compared) lacks, are left unused.

    Where the industry mix is not published for an authority, that of the ITL3 area that holds it
    stands in; a city region then takes the mean of its authorities', weighted by people.
    """
    table, stand_ins, period = _values(statistics, places)
    wide: dict[str, dict[str, float]] = {}
    for place, feature, value in table.iter_rows():
        wide.setdefault(place, {})[feature] = value
    codes = list(dict.fromkeys(places))
    all_names = list(STRUCTURE.indicators)
    used = [
        name
        for name in all_names
        if name in wide.get(needed, {})
        and sum(name in wide.get(c, {}) for c in codes) >= coverage * len(codes)
    ]
    kept = [c for c in codes if used and all(name in wide.get(c, {}) for name in used)]
    raw = np.array([[wide[c][name] for name in used] for c in kept], dtype=np.float64)
    raw = raw.reshape(len(kept), len(used))
    for at, name in enumerate(used):
        if name in LOGGED:
            raw[:, at] = np.log(raw[:, at])
    varies = [at for at in range(len(used)) if len(kept) > 1 and raw[:, at].std() > 0]
    used, raw = [used[at] for at in varies], raw[:, varies]
    scores = (raw - raw.mean(axis=0)) / raw.std(axis=0) if varies else raw
    return Features(
        tuple(kept),
        tuple(used),
        raw,
        scores,
        tuple(c for c in codes if c not in set(kept)),
        tuple(name for name in all_names if name not in used),
        frozenset(stand_ins) & frozenset(kept),
        period,
    )


def _values(statistics: Statistics, places: Collection[str]) -> tuple[pl.DataFrame, set[str], str]:
    """Newest value of every feature by place, and the places whose mix is a stand-in."""
    gazetteer = statistics.gazetteer
    statistics = _recent(statistics)
    members = {
        code: tuple(m.code for m in gazetteer.local_authorities_of(code))
        for code in places
        if code in gazetteer
        and gazetteer[code].kind in (PlaceKind.CITY_REGION, PlaceKind.LOCAL_AUTHORITY)
    }
    authorities = {m for codes in members.values() for m in codes}
    holders = {code: _itl3_of(statistics, code) for code in authorities}
    asked = [*places, *authorities, *(h for codes in holders.values() for h in codes)]
    history = driver_history(statistics, STRUCTURE, asked)
    newest = (
        history.table.with_columns(at=time_of("period"))
        .sort("at")
        .unique(["indicator", "place"], keep="last")
    )
    values = newest.filter(pl.col("value") > 0).select("place", "indicator", "value")
    mixes = {
        str(key[0]): table
        for key, table in values.filter(pl.col("indicator").str.starts_with("mix_"))
        .partition_by("place", as_dict=True)
        .items()
    }
    people = dict(newest.filter(pl.col("indicator") == "people").select("place", "value").rows())
    period = max(newest.filter(pl.col("indicator") == "people")["period"], default="")
    made = []
    for code, inside in members.items():
        if code in mixes:
            continue
        found = [next((c for c in (m, *holders[m]) if c in mixes), None) for m in inside]
        if inside and all(found) and all(m in people for m in inside):
            parts = [(mixes[str(f)], people[m]) for f, m in zip(found, inside, strict=True)]
            made.append(_mean_mix(code, parts))
    stand_ins = {str(table["place"][0]) for table in made if table.height}
    return pl.concat([values, *made]), stand_ins, period


def _recent(statistics: Statistics) -> Statistics:
    """Only the newest years of each indicator: a feature takes its newest figure."""
    year = pl.col("period").str.head(4).cast(pl.Int64)
    wanted = statistics.observations.filter(pl.col("indicator").is_in(list(STRUCTURE.reads)))
    kept = wanted.filter(year >= year.max().over("indicator") - RECENT)
    return replace(statistics, observations=kept)


def _itl3_of(statistics: Statistics, code: str) -> tuple[str, ...]:
    gazetteer = statistics.gazetteer
    place = gazetteer[code]
    around = (*place.same_area_as, *place.parents)
    return tuple(c for c in around if c in gazetteer and gazetteer[c].kind is PlaceKind.ITL3)


def _mean_mix(code: str, parts: Iterable[tuple[pl.DataFrame, float]]) -> pl.DataFrame:
    """Mean of some places' mixes weighted by people."""
    listed = list(parts)
    stacked = pl.concat([table.with_columns(weight=pl.lit(people)) for table, people in listed])
    return (
        stacked.group_by("indicator", maintain_order=True)
        .agg((pl.col("value") * pl.col("weight")).sum() / pl.col("weight").sum(), n=pl.len())
        .filter(pl.col("n") == len(listed))
        .select(pl.lit(code).alias("place"), "indicator", "value")
    )
