"""What no published lookup says: early changes of code, uncoded city regions, other names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from growthplan.importers.ons_geography.codes import (
    ENGLAND_AND_WALES,
    EXTRA_REGIO,
    GREAT_BRITAIN,
    UNITED_KINGDOM,
    UNITED_KINGDOM_LESS_EXTRA_REGIO,
    kind_of,
)
from growthplan.vocabulary import Place, PlaceKind

_COUNTRIES = ("E92000001", "W92000004", "S92000003", "N92000002")


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = files("growthplan.importers.ons_geography") / "curated" / name
    with path.open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def whole_country() -> tuple[Place, ...]:
    """The United Kingdom and the areas made of its countries."""
    return (
        Place(
            code=UNITED_KINGDOM,
            name="United Kingdom",
            kind=PlaceKind.UK,
            members=(*_COUNTRIES, EXTRA_REGIO),
        ),
        Place(
            code=UNITED_KINGDOM_LESS_EXTRA_REGIO,
            name="UK less Extra-Regio",
            kind=PlaceKind.UK_LESS_EXTRA_REGIO,
            parents=(UNITED_KINGDOM,),
            members=_COUNTRIES,
        ),
        Place(
            code=EXTRA_REGIO,
            name="Extra-Regio",
            kind=PlaceKind.EXTRA_REGIO,
            parents=(UNITED_KINGDOM,),
        ),
        Place(
            code=GREAT_BRITAIN,
            name="Great Britain",
            kind=PlaceKind.GROUP,
            parents=(UNITED_KINGDOM, UNITED_KINGDOM_LESS_EXTRA_REGIO),
            members=_COUNTRIES[:3],
        ),
        Place(
            code=ENGLAND_AND_WALES,
            name="England and Wales",
            kind=PlaceKind.GROUP,
            parents=(UNITED_KINGDOM, UNITED_KINGDOM_LESS_EXTRA_REGIO, GREAT_BRITAIN),
            members=_COUNTRIES[:2],
        ),
    )


def changes() -> tuple[Place, ...]:
    """Areas whose first or last year, successors or members no published list has."""
    return tuple(
        Place(
            code=row["code"],
            name=row["name"],
            kind=kind_of(row["code"]) or PlaceKind.GROUP,
            valid_from=_year(row["valid_from"]),
            valid_to=_year(row["valid_to"]),
            successors=tuple(row["successors"].split()),
            members=tuple(row["members"].split()),
        )
        for row in _rows("changes.csv")
    )


def city_regions() -> tuple[Place, ...]:
    """City regions and similar areas of the productivity workbooks that no lookup describes."""
    return tuple(
        Place(
            code=row["code"],
            name=row["name"],
            kind=PlaceKind(row["kind"]),
            valid_from=_year(row["valid_from"]),
            valid_to=_year(row["valid_to"]),
            aliases=tuple(filter(None, row["aliases"].split("|"))),
            members=tuple(row["members"].split()),
        )
        for row in _rows("city_regions.csv")
    )


def other_names() -> dict[str, tuple[str, ...]]:
    """Other names and codes by canonical code."""
    names: dict[str, tuple[str, ...]] = {}
    for row in _rows("names.csv"):
        names[row["code"]] = (*names.get(row["code"], ()), row["alias"])
    return names


def _year(text: str) -> int | None:
    return int(text) if text else None
