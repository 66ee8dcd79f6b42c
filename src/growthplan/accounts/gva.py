"""GVA of a place by every route that its editions allow, each labelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from growthplan.accounts.figure_ids import figure_id
from growthplan.accounts.figures import status_caveats
from growthplan.accounts.levels import EDITION, equivalents, name_of, published
from growthplan.accounts.lineage import Cells
from growthplan.accounts.measures import GVA_ROUTES, measure_named
from growthplan.accounts.quantities import members_with
from growthplan.accounts.words import edition_in_words
from growthplan.vocabulary import Figure, GrowthplanError, Input, Lineage, Statistics, display

COLUMNS: dict[str, Any] = {
    "route": pl.String,
    "year": pl.Int64,
    "value": pl.Float64,
    "family": pl.String,
    "edition": pl.String,
    "released": pl.Date,
    "parts": pl.List(pl.String),
}

_IN_WORDS = {
    "gva": "published GVA",
    "gva_by_hours": "hours worked × unsmoothed GVA per hour",
    "gva_by_jobs": "filled jobs × unsmoothed GVA per job",
    "gva_of_industries": "GVA of all industries together",
}


def gva_routes(statistics: Statistics, place: str) -> pl.DataFrame:
    """GVA of a place in £m, current prices, by every route, year and edition.

    Routes are those of `GVA_ROUTES`. GVA, and GVA of all industries, of a place that an edition
    does not print is the sum over its local authorities, when that edition prints every one.
    Products are of unsmoothed cells of one edition, so they give the GVA that the publisher had
    divided, but for rounding. Columns `COLUMNS`; `parts` are the codes in the file, several for a
    sum. Sorted by year, day of publication and route, the plainest last; empty when nothing is
    published.
    """
    return statistics.remembered(("GVA routes", place), lambda: _routes(statistics, place))


def _routes(statistics: Statistics, place: str) -> pl.DataFrame:
    rows = [row for route in GVA_ROUTES for row in _route(statistics, route, place)]
    order = {route: -rank for rank, route in enumerate(GVA_ROUTES)}
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").sort(
        "year", "released", pl.col("route").replace_strict(order, return_dtype=pl.Int64)
    )


def gva_for(statistics: Statistics, place: str, year: int) -> Mapping[str, Any] | None:
    """The newest GVA of a year, by the plainest route of its day: a row of `gva_routes`.

    When the year has none, that of the last year before it that has, or None.
    """
    rows = gva_routes(statistics, place).filter(pl.col("year") <= year)
    return None if rows.is_empty() else rows.row(-1, named=True)


def route_in_words(row: Mapping[str, Any]) -> str:
    """How a row of `gva_routes` came about: `published GVA`.

    >>> route_in_words({"route": "gva_of_industries", "parts": ["a", "b", "c"]})
    'GVA of all industries together in its 3 local authorities'
    """
    members = f" in its {len(row['parts'])} local authorities" if len(row["parts"]) > 1 else ""
    return _IN_WORDS[row["route"]] + members


def described(row: Mapping[str, Any]) -> str:
    """The route with its year and edition."""
    return f"{route_in_words(row)} in {row['year']}, {edition_in_words(row['edition'])} edition"


def gva_inputs(cells: Cells, row: Mapping[str, Any]) -> tuple[Input, ...]:
    """The published cells behind a row of `gva_routes`."""
    place = (row["family"], row["edition"])
    return tuple(
        cell
        for code in row["parts"]
        for cell in cells.input(row["route"], "unsmoothed", code, row["year"], *place)
    )


def gva_figures(cells: Cells, rows: pl.DataFrame, place: str) -> tuple[Figure, ...]:
    """A figure for each row of `gva_routes`."""
    return tuple(_figure(cells, row, place) for row in rows.iter_rows(named=True))


def _figure(cells: Cells, row: Mapping[str, Any], place: str) -> Figure:
    measure, shown = measure_named(row["route"]), display(row["value"], "£m")
    inputs = gva_inputs(cells, row)
    if measure.product_of:
        formula = " × ".join(measure_named(name).title for name in measure.product_of)
    else:
        formula = "sum over local authorities" if len(row["parts"]) > 1 else "as published"
    return Figure(
        id=figure_id(row["route"], place, row["year"]),
        value=row["value"],
        display=shown,
        unit="£m",
        place=place,
        period=str(row["year"]),
        sentence=(
            f"GVA of {name_of(cells.statistics, place)} in {row['year']} was {shown}, worked out "
            f"from {_worked_out(row)} (current prices; {edition_in_words(row['edition'])} edition)."
        ),
        lineage=Lineage(
            formula=formula, inputs=inputs, functions=("growthplan.accounts.gva_routes",)
        ),
        caveats=status_caveats(cells, inputs),
    )


def _worked_out(row: Mapping[str, Any]) -> str:
    if len(row["parts"]) == 1 and row["route"] == "gva_of_industries":
        return "all industries together"
    return route_in_words(row)


def _route(statistics: Statistics, route: str, place: str) -> Iterator[tuple[Any, ...]]:
    codes = equivalents(statistics, place, route, "unsmoothed")
    own = published(statistics, route, "unsmoothed", codes)
    done = set()
    for code in codes:
        for row in own.filter(pl.col("place") == code).iter_rows(named=True):
            key = (row["year"], row["family"], row["edition"])
            if key not in done:
                done.add(key)
                yield (route, row["year"], row["value"], *key[1:], row["released"], [code])
    if not measure_named(route).additive:
        return
    editions = {key[1:] for key in done}
    everywhere = published(statistics, route, "unsmoothed")
    for edition, held in everywhere.group_by(EDITION, maintain_order=True):
        if edition not in editions:
            yield from _summed(statistics, route, place, held)


def _summed(
    statistics: Statistics, route: str, place: str, held: pl.DataFrame
) -> Iterator[tuple[Any, ...]]:
    """The place in one edition that prints its local authorities but not the place itself."""
    try:
        members = members_with(statistics, place, held["place"].unique())
    except GrowthplanError:
        return
    summed = (
        held.filter(pl.col("place").is_in(members))
        .group_by("year", *EDITION)
        .agg(pl.col("value").sum(), pl.col("released").max(), held=pl.len())
        .filter(pl.col("held") == len(members))
    )
    for row in summed.iter_rows(named=True):
        key = (row["family"], row["edition"])
        yield (route, row["year"], row["value"], *key, row["released"], list(members))
