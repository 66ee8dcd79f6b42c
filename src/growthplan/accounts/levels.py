"""Levels of a measure by place, year and edition; one place relative to another; growth."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import polars as pl

from growthplan.accounts.measures import (
    VOLUME_WARNING,
    Basis,
    check_basis,
    indicator_of,
    measure_named,
    one_basis,
    titled,
)
from growthplan.accounts.words import place_in_words
from growthplan.vocabulary import (
    ENGLAND,
    UK,
    UK_LESS_EXTRA_REGIO,
    Fault,
    GrowthplanError,
    Statistics,
)

EDITION = ["family", "edition"]
_PEOPLE = frozenset({"population", "population_16_64"})


def equivalents(statistics: Statistics, place: str, measure: str, basis: str) -> tuple[str, ...]:
    """Codes under which a place's figure may be published, its own first.

    Areas with the same boundary stand in for each other, except on chained volumes, which the
    publisher computes apart for each set of areas. Nobody lives in the extra-regio territory, so
    residents of the UK are residents of the UK less extra-regio.
    """
    known = statistics.gazetteer.get(place)
    codes = [place]
    if known is not None and basis != "volume":
        codes += known.same_area_as
    if place == UK_LESS_EXTRA_REGIO and measure in _PEOPLE:
        codes.append(UK)
    return tuple(dict.fromkeys(codes))


def published(
    statistics: Statistics, measure: str, basis: Basis, places: Collection[str] | None = None
) -> pl.DataFrame:
    """Published values in the measure's own unit, one row a place, year and edition.

    Columns place, year, value, family, edition, released. Only calendar years that are filled.
    """
    check_basis(measure_named(measure), basis)
    everywhere = statistics.remembered(
        ("published", measure, basis), lambda: _published(statistics, measure, basis)
    )
    return everywhere if places is None else everywhere.filter(pl.col("place").is_in(list(places)))


def _published(statistics: Statistics, measure: str, basis: Basis) -> pl.DataFrame:
    found = measure_named(measure)
    if found.made_of:
        first, second = (published(statistics, name, basis) for name in found.made_of)
        other = pl.col("value_of") if found.product_of else 1 / pl.col("value_of")
        return (
            first.join(second.drop("released"), on=["place", "year", *EDITION], suffix="_of")
            .filter(pl.col("value_of") != 0)  # nobody lives in the extra-regio territory
            .select("place", "year", pl.col("value") * found.scale * other, *EDITION, "released")
        )
    rows = statistics.by_edition(indicator_of(measure, basis))
    return rows.filter(
        pl.col("value").is_not_null()
        & (pl.col("period").str.len_chars() == 4)
        & (pl.col("industry") == found.industry)
    ).select(
        "place",
        pl.col("period").cast(pl.Int64).alias("year"),
        pl.col("value") * found.scale,
        *EDITION,
        "released",
    )


def levels(
    statistics: Statistics,
    measure: str,
    place: str,
    *,
    basis: Basis = "smoothed",
    every_edition: bool = False,
) -> pl.DataFrame:
    """A place's values by year: the newest edition's, or every edition's.

    Columns measure, basis, place, published_as (the code in the file), year, value, family,
    edition, released. Two rows of different editions are never to be subtracted: `growth` and
    `relative` keep to one edition. Empty when nothing is published.
    """
    rows = statistics.remembered(
        ("levels", measure, place, basis), lambda: _levels(statistics, measure, place, basis)
    )
    return rows if every_edition else newest(rows)


def _levels(statistics: Statistics, measure: str, place: str, basis: Basis) -> pl.DataFrame:
    codes = equivalents(statistics, place, measure, basis)
    rank = pl.col("published_as").replace_strict({c: i for i, c in enumerate(codes)})
    rows = (
        published(statistics, measure, basis, codes)
        .rename({"place": "published_as"})
        .sort(rank, "released", "family")
        .unique(["year", *EDITION], keep="first", maintain_order=True)
        .select(
            pl.lit(measure).alias("measure"),
            pl.lit(basis).alias("basis"),
            pl.lit(place).alias("place"),
            "published_as",
            "year",
            "value",
            *EDITION,
            "released",
        )
    )
    return rows.sort("year", "released", "family")


def newest(rows: pl.DataFrame, key: Iterable[str] = ("year",)) -> pl.DataFrame:
    """The newest edition's row of each key."""
    by = list(key)
    return (
        rows.sort("released", "family", descending=True)
        .unique(by, keep="first", maintain_order=True)
        .sort(by)
    )


def index_to(place: pl.DataFrame, comparator: pl.DataFrame) -> pl.DataFrame:
    """Two tables of `levels` side by side, year by year and edition by edition.

    `index` is 100 × place ÷ comparator. Raises GrowthplanError when the two are on different
    bases or measure different things, or on chained volumes, whose levels do not compare places.
    """
    both = pl.concat([place.select("measure", "basis"), comparator.select("measure", "basis")])
    basis = one_basis(both["basis"])
    if both["measure"].n_unique() > 1:
        names = " with ".join(sorted(both["measure"].unique()))
        raise GrowthplanError(f"One measure cannot be compared with another: {names}.")
    if basis == "volume":
        raise GrowthplanError(
            Fault(VOLUME_WARNING, fix="Use smoothed or unsmoothed for gaps.", code="volume")
        )
    other = comparator.select(
        "year",
        *EDITION,
        pl.col("place").alias("comparator"),
        pl.col("value").alias("comparator_value"),
        pl.col("published_as").alias("comparator_published_as"),
    )
    return (
        place.join(other, on=["year", *EDITION])
        .with_columns(index=100 * pl.col("value") / pl.col("comparator_value"))
        .sort("year", "released", "family")
    )


def relative(
    statistics: Statistics,
    measure: str,
    place: str,
    comparator: str = ENGLAND,
    *,
    basis: Basis = "smoothed",
    every_edition: bool = False,
) -> pl.DataFrame:
    """A place relative to a comparator, both from one edition: the newest that holds both.

    Columns of `levels` plus comparator, comparator_value, comparator_published_as and index
    (comparator = 100); one row a year, or one a year and edition with `every_edition`.

    Raises GrowthplanError when either place has no figure, when no edition holds both, or on
    chained volumes.
    """
    if basis == "volume":
        raise GrowthplanError(
            Fault(
                f"No gap can be taken on chained volumes. {VOLUME_WARNING}",
                fix="Use smoothed or unsmoothed for gaps; growth on chained volumes is fine.",
                code="volume",
            )
        )
    mine, theirs = (_some(statistics, measure, code, basis) for code in (place, comparator))
    rows = statistics.remembered(
        ("relative", measure, place, comparator, basis), lambda: index_to(mine, theirs)
    )
    if rows.is_empty():
        raise GrowthplanError(
            Fault(
                f"No edition holds {titled(measure, basis)} of both "
                f"{name_of(statistics, place)} and {name_of(statistics, comparator)}.",
                fix="Choose another comparator or basis.",
                code="no common edition",
            )
        )
    return rows if every_edition else newest(rows)


def _some(statistics: Statistics, measure: str, place: str, basis: Basis) -> pl.DataFrame:
    rows = levels(statistics, measure, place, basis=basis, every_edition=True)
    if rows.is_empty():
        raise GrowthplanError(
            Fault(
                f"{titled(measure, basis)} is not published for "
                f"{name_of(statistics, place)} ({place}).",
                fix="`growthplan data list` shows which places each measure covers.",
                code="no data",
            )
        )
    return rows


def name_of(statistics: Statistics, code: str) -> str:
    """The place's name as it reads in a sentence; the code when it is unknown."""
    if code == UK_LESS_EXTRA_REGIO:
        return "the UK less extra-regio"
    if code == UK:
        return "the United Kingdom"
    place = statistics.gazetteer.get(code)
    return place_in_words(place.name) if place else code


def plain_name(statistics: Statistics, code: str) -> str:
    """The place's name as published, for a table or a label; the code when it is unknown."""
    place = statistics.gazetteer.get(code)
    return place.name if place else code
