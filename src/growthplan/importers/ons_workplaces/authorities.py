"""The local authority of a small area, from the area's name (`Liverpool 001`)."""

from __future__ import annotations

import polars as pl

from growthplan.vocabulary import Gazetteer, GrowthplanError, Place, PlaceKind

RENAMED = {"Shepway": "Folkestone and Hythe", "The Vale of Glamorgan": "Vale of Glamorgan"}
"""Authorities that go by another name now than in the names of their small areas."""


def authorities_by_name(
    table: pl.DataFrame, gazetteer: Gazetteer
) -> tuple[pl.DataFrame, tuple[Place, ...]]:
    """The table (columns area, name) with `local_authority`: the one of today that covers the
    authority by which the area is named. Also the authorities that are not known.

    An area's code and its authority's begin with the same letter, that of their country; an
    authority of another country's is not taken for its namesake.
    """
    table = table.with_columns(
        authority=pl.col("name").str.replace(r"\s+\d{3}$", ""), nation=pl.col("area").str.head(1)
    )
    codes: list[tuple[str, str, str]] = []
    unknown: list[Place] = []
    for name, nation in table.select("authority", "nation").unique(maintain_order=True).rows():
        place = _authority(name, nation, gazetteer)
        if place is None:
            slug = "-".join(name.casefold().split())
            place = Place(code=f"CR-{slug}", name=name, kind=PlaceKind.LOCAL_AUTHORITY)
            unknown.append(place)
        codes.append((name, nation, place.code))
    named = pl.DataFrame(codes, schema=["authority", "nation", "local_authority"], orient="row")
    joined = table.join(named, on=["authority", "nation"], how="left", maintain_order="left")
    return joined.drop("authority", "nation"), tuple(unknown)


def _authority(name: str, nation: str, gazetteer: Gazetteer) -> Place | None:
    try:
        place = gazetteer.resolve(RENAMED.get(name, name))
    except GrowthplanError:
        return None
    if place.kind is not PlaceKind.LOCAL_AUTHORITY or not place.code.startswith(nation):
        return None
    # Only mergers: an authority that was split has no one successor, and stays as it was.
    while place.valid_to is not None and len(place.successors) == 1:
        successor = gazetteer.get(place.successors[0])
        if successor is None:
            break
        place = successor
    return place
