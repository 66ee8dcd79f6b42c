"""Areas of the long CSVs: codes of several systems, areas without one, and new areas' kinds."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthplan.importers.cells import with_places
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Gazetteer, Place, PlaceKind

NO_CODE = ("", "na", "n/a", "not available", "x", "z")
"""What stands in the code column of an area that has no official code, in lower case."""

_KINDS: Mapping[str, PlaceKind] = {
    "country": PlaceKind.GROUP,
    "nation": PlaceKind.COUNTRY,
    "region": PlaceKind.REGION,
    "itl level 1": PlaceKind.REGION,
    "itl level 2": PlaceKind.ITL2,
    "itl level 3": PlaceKind.ITL3,
    "combined authority or city region": PlaceKind.CITY_REGION,
}
"""Kind of a new area by the file's geography column; other words leave it to the code."""


def located(
    cells: pl.DataFrame, gazetteer: Gazetteer, file: OpenFile
) -> tuple[pl.DataFrame, tuple[Place, ...]]:
    """Add the canonical `place` to cells with `code`, `name` and `geography`.

    Returns the places that the gazetteer does not know as well. Raises GrowthplanError for a row
    with neither code nor name.
    """
    areas = cells.select("code", "name", "geography").unique(["code", "name"], maintain_order=True)
    code, name = (pl.col(column).str.strip_chars() for column in ("code", "name"))
    placed, unknown = with_places(
        areas.with_columns(
            printed_code=pl.col("code"),
            printed_name=pl.col("name"),
            code=pl.when(code.str.to_lowercase().is_in(NO_CODE)).then(None).otherwise(code),
            name=name,
        ),
        gazetteer,
        file,
    )
    geography = dict(placed.select("place", "geography").iter_rows())
    return (
        cells.join(
            placed.drop("geography"),
            left_on=["code", "name"],
            right_on=["printed_code", "printed_name"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        ),
        tuple(_with_kind(place, geography[place.code]) for place in unknown),
    )


def _with_kind(place: Place, geography: str | None) -> Place:
    kind = _KINDS.get((geography or "").strip().casefold())
    return place if kind is None else place.model_copy(update={"kind": kind})
