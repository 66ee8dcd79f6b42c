"""Which edition's table by industry serves a place: published, or summed over its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import polars as pl

from growthplan.sectors.detail import tiles
from growthplan.sectors.industry_table import VOLUME, IndustryTable, title_of
from growthplan.vocabulary import UK, Fault, GrowthplanError, Place, PlaceKind, Statistics

_SUMMED = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.UK_LESS_EXTRA_REGIO, PlaceKind.GROUP)
_YEARLY = (pl.col("industry") != "") & (pl.col("period").str.len_chars() == 4)


def industry_tables(
    statistics: Statistics, indicator: str, place: str
) -> tuple[IndustryTable, ...]:
    """Every edition's table of a place, the newest first.

    A place that an edition does not print, under its own code or that of an area with the same
    boundary, is summed over its ITL2 areas or its local authorities when the edition prints all
    of them. Chained volumes are never summed. Empty when nothing is published.

    Raises GrowthplanError for an unknown place.
    """
    known = statistics.gazetteer.resolve(place)
    key = "industry tables", indicator, known.code
    return statistics.remembered(key, lambda: _tables(statistics, indicator, known))


def _tables(statistics: Statistics, indicator: str, known: Place) -> tuple[IndustryTable, ...]:
    sets: list[tuple[str, ...]] = [(code,) for code in (known.code, *known.same_area_as)]
    if indicator != VOLUME:
        sets += _parts(statistics, known.code)
    chosen: dict[tuple[str, str], tuple[str, ...]] = {}
    wanted = {code for codes in sets for code in codes}
    for family, edition, printed in _printed(statistics, indicator, wanted).iter_rows():
        codes = next((codes for codes in sets if codes and {*printed}.issuperset(codes)), None)
        if codes is not None:
            chosen[family, edition] = codes
    held = _held(statistics, indicator, {code for codes in chosen.values() for code in codes})
    found = []
    for (family, edition), codes in chosen.items():
        rows = held.filter(
            (pl.col("family") == family)
            & (pl.col("edition") == edition)
            & pl.col("place").is_in(list(codes))
        )
        values = _values(rows, len(codes))
        found.append(
            IndustryTable(indicator, known.code, known.name, family, edition, codes, values, rows)
        )
    return tuple(found)


def _printed(statistics: Statistics, indicator: str, places: set[str]) -> pl.DataFrame:
    """family, edition, place (a list): which places each edition prints, the newest first."""
    return (
        statistics.observations.lazy()
        .filter(pl.col("indicator") == indicator, pl.col("place").is_in(list(places)), _YEARLY)
        .select("source", "place")
        .unique()
        .join(statistics.releases.lazy(), on="source")
        .group_by("family", "edition")
        .agg(pl.col("released").max(), pl.col("place").unique())
        .sort("released", "family", "edition", descending=True)
        .select("family", "edition", "place")
        .collect()
    )


def _held(statistics: Statistics, indicator: str, places: set[str]) -> pl.DataFrame:
    """Observations by industry and calendar year, with a column year."""
    rows = statistics.by_edition(indicator, sorted(places))
    return rows.filter(_YEARLY).with_columns(year=pl.col("period").cast(pl.Int64, strict=False))


def _parts(statistics: Statistics, place: str) -> list[tuple[str, ...]]:
    """Sets of areas that make up a place: its ITL2 areas, old and new, then its authorities."""
    gazetteer = statistics.gazetteer
    known = gazetteer[place]
    sets: list[tuple[str, ...]] = []
    if known.kind in _SUMMED:
        areas = [p for p in gazetteer.values() if p.kind is PlaceKind.ITL2 and place in p.parents]
        sets.append(tuple(p.code for p in areas if p.valid_from is None))
        sets.append(tuple(p.code for p in areas if p.valid_to is None))
    if known.code != UK and known.kind is not PlaceKind.LOCAL_AUTHORITY:
        sets.append(tuple(p.code for p in gazetteer.local_authorities_of(place)))
    return [codes for codes in dict.fromkeys(sets) if codes]


def _values(rows: pl.DataFrame, parts: int) -> dict[int, dict[str, float | None]]:
    """Sums over the parts by year and industry; None where some part has no figure."""
    sums = rows.group_by("year", "industry").agg(
        pl.col("value").sum(), filled=pl.col("value").count()
    )
    found: dict[int, dict[str, float | None]] = {}
    for year, industry, value, filled in sums.iter_rows():
        found.setdefault(year, {})[industry] = value if filled == parts else None
    return found


def industry_table(statistics: Statistics, indicator: str, place: str) -> IndustryTable:
    """The table of a place at the finest detail that any edition prints; of equals the newest.

    Raises GrowthplanError that says what is not published for which place.
    """
    tables = industry_tables(statistics, indicator, place)
    if not tables:
        _refuse(statistics, indicator, place)
    return max(tables, key=lambda table: len(tiles(table.values[table.years[-1]])))


def paired_tables(
    statistics: Statistics, indicator: str, place: str, comparator: str
) -> tuple[IndustryTable, IndustryTable]:
    """Tables of two places, from the newest edition that has both; else the newest of each.

    Raises GrowthplanError that says what is not published for which place, or that no year is
    common to the two.
    """
    return pair_of(*(every_table(statistics, indicator, code) for code in (place, comparator)))


def every_table(statistics: Statistics, indicator: str, place: str) -> tuple[IndustryTable, ...]:
    """`industry_tables`, but raises GrowthplanError when there is none."""
    return industry_tables(statistics, indicator, place) or _refuse(statistics, indicator, place)


def pair_of(
    mine: Sequence[IndustryTable], theirs: Sequence[IndustryTable]
) -> tuple[IndustryTable, IndustryTable]:
    """The newest tables of one edition, from every edition's of two places; else the newest.

    Raises GrowthplanError when no year is common to the two.
    """
    editions = {(t.family, t.edition): t for t in theirs}
    pair = next(
        ((t, editions[t.family, t.edition]) for t in mine if (t.family, t.edition) in editions),
        (mine[0], theirs[0]),
    )
    if not set(pair[0].years) & set(pair[1].years):
        raise GrowthplanError(
            Fault(
                f"{title_of(pair[0].indicator)}: no year is published for both {pair[0].name} and "
                f"{pair[1].name}.",
                fix="Choose another comparator.",
                code="no data",
            )
        )
    return pair


def _refuse(statistics: Statistics, indicator: str, place: str) -> NoReturn:
    found = statistics.gazetteer.resolve(place)
    above = [statistics.gazetteer[p] for p in found.parents if p in statistics.gazetteer]
    holds = " or ".join(f"{p.name} ({p.code})" for p in above if p.kind is PlaceKind.ITL2)
    raise GrowthplanError(
        Fault(
            f"{title_of(indicator)} is not published for {found.name}, nor for all of the areas "
            "that make it up.",
            fix=f"Choose a larger area that holds it, such as {holds}." if holds else None,
            code="no data",
        )
    )
