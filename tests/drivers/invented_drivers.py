"""Small invented statistics for the drivers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import polars as pl

from growthplan.vocabulary import (
    OBSERVATIONS,
    OGL3,
    SERIES,
    Gazetteer,
    Indicator,
    Place,
    PlaceKind,
    Source,
    Statistics,
)

RELEASED = date(2025, 6, 19)

Rows = Mapping[tuple[str, str], Mapping[str, float | tuple[float, float, float]]]
Build = Callable[..., Statistics]


def release(id_: str = f"test@{RELEASED}", **more: object) -> Source:
    fields = {
        "id": id_,
        "title": "Invented figures",
        "publisher": "Office for National Statistics",
        "family": "invented",
        "edition": id_.partition("@")[2][:7],
        "released": date.fromisoformat(id_.partition("@")[2]),
        "licence": OGL3,
        "url": "https://www.ons.gov.uk/",
        "sha256": "0" * 64,
        "file": "invented.csv",
        "layout": "test",
    }
    return Source.model_validate(fields | more)


def invented_places() -> list[Place]:
    """Two authorities in a city region, one that took over from two, one that changed its code."""
    england = ("E92000001",)
    named = [
        ("E92000001", "England", PlaceKind.COUNTRY, {}),
        ("K02000001", "United Kingdom", PlaceKind.UK, {}),
        ("S92000003", "Scotland", PlaceKind.COUNTRY, {}),
        (
            "E47000001",
            "City Region",
            PlaceKind.CITY_REGION,
            {"parents": england, "members": ("E06000001", "E06000002"), "same_area_as": ("TLA1",)},
        ),
        ("TLA1", "City area", PlaceKind.ITL2, {"same_area_as": ("E47000001",)}),
        ("E06000001", "Port", PlaceKind.LOCAL_AUTHORITY, {"parents": ("E47000001", *england)}),
        ("E06000002", "Mill", PlaceKind.LOCAL_AUTHORITY, {"parents": ("E47000001", *england)}),
        ("E06000003", "Newly", PlaceKind.LOCAL_AUTHORITY, {"parents": england, "valid_from": 2023}),
        ("E06000009", "Renamed", PlaceKind.LOCAL_AUTHORITY, {"parents": england}),
        ("S12000001", "Glen", PlaceKind.LOCAL_AUTHORITY, {"parents": ("S92000003",)}),
    ]
    ended = {
        "E07000001": ("Oldshire", "E06000003"),
        "E07000002": ("Oldham Vale", "E06000003"),
        "E08000009": ("Renamed", "E06000009"),
    }
    named += [
        (code, name, PlaceKind.LOCAL_AUTHORITY, {"successors": (to,), "valid_to": 2022})
        for code, (name, to) in ended.items()
    ]
    return [Place(code=c, name=n, kind=k, **more) for c, n, k, more in named]


def invented_statistics(
    rows: Rows,
    places: Iterable[Place] = (),
    units: Mapping[str, str] | None = None,
    source: Source | None = None,
) -> Statistics:
    """Statistics from {(indicator, place): {period: value or (value, low, high)}}."""
    birth = source or release()
    made = []
    for (indicator, place), series in rows.items():
        for period, cell in series.items():
            value, low, high = cell if isinstance(cell, tuple) else (cell, None, None)
            name, _, industry = indicator.partition("[")
            made.append(
                (
                    *(name, place, period, industry.rstrip("]"), value, low, high),
                    *("", birth.id, "", len(made) + 2, 3),
                )
            )
    observations = pl.DataFrame(made, schema=dict(OBSERVATIONS.columns), orient="row")
    known = {
        name: Indicator(id=name, title=name, unit=(units or {}).get(name, "count"))
        for name in observations["indicator"].unique()
    }
    listed = {p.code: p for p in (*invented_places(), *places)}
    return Statistics(
        OBSERVATIONS.check(observations),
        SERIES.empty(),
        {birth.id: birth},
        known,
        Gazetteer(listed.values()),
    )
