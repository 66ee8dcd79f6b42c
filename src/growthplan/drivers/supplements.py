"""Series made from tables that are not observations: land areas, deprived neighbourhoods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from growthplan.vocabulary import (
    OBSERVATIONS,
    Fault,
    GrowthplanError,
    Indicator,
    Source,
    Statistics,
)

AREA = "area_km2"
_AREA_PERIOD = "2022"
"""A boundary has no year of its own; ratios to it take the one there is whatever the year."""
_IN_WORDS = {"most_deprived_": "Neighbourhoods in the most deprived tenth", "": "Neighbourhoods"}


def with_areas(statistics: Statistics, areas: Mapping[str, float], source: Source) -> Statistics:
    """Statistics with the land area of places, in square kilometres, as series `area_km2`.

    Raises GrowthplanError for an area that is not above zero.
    """
    wrong = [code for code, area in areas.items() if not area > 0]
    if wrong:
        raise GrowthplanError(
            Fault(f"Land area is not above zero for {', '.join(sorted(wrong))}.", code="area")
        )
    rows = pl.DataFrame(
        {"place": list(areas), "value": list(areas.values())},
        schema={"place": pl.String, "value": pl.Float64},
    ).with_columns(indicator=pl.lit(AREA), period=pl.lit(_AREA_PERIOD), source=pl.lit(source.id))
    known = Indicator(
        id=AREA,
        title="Land area",
        unit="km²",
        definition="Land area within simplified boundaries clipped to the coast.",
        status=source.status,
    )
    return _added(
        replace(statistics, sources={**statistics.sources, source.id: source}), rows, [known]
    )


def with_neighbourhoods(statistics: Statistics, neighbourhoods: pl.DataFrame) -> Statistics:
    """Statistics with, by authority and domain, how many neighbourhoods there are and how many
    are in England's most deprived tenth.

    `neighbourhoods` has a row a neighbourhood, edition and domain: columns local_authority,
    edition (a year), domain, decile (1 is the most deprived) and source. Only the newest edition
    is taken: a change between editions is a change of rank, not of deprivation. Makes series
    `neighbourhoods_DOMAIN` and `most_deprived_neighbourhoods_DOMAIN`.

    Raises GrowthplanError when a source has no birth certificate in the statistics.
    """
    unknown = set(neighbourhoods["source"].unique()) - set(statistics.sources)
    if unknown:
        raise GrowthplanError(
            Fault(
                f"The neighbourhoods come from {', '.join(sorted(unknown))}, which the store has "
                "no release of.",
                code="source",
            )
        )
    newest = neighbourhoods["edition"].max()
    counts = (
        neighbourhoods.filter(
            pl.col("decile").is_not_null() & (pl.col("edition") == pl.lit(newest, pl.String))
        )
        .group_by("local_authority", "edition", "domain", "source")
        .agg(
            pl.len().cast(pl.Float64).alias(""),
            (pl.col("decile") == 1).sum().cast(pl.Float64).alias("most_deprived_"),
        )
        .unpivot(
            ["", "most_deprived_"],
            index=["local_authority", "edition", "domain", "source"],
            variable_name="prefix",
        )
    )
    rows = counts.select(
        pl.format("{}neighbourhoods_{}", "prefix", "domain").alias("indicator"),
        pl.col("local_authority").alias("place"),
        pl.col("edition").alias("period"),
        "value",
        "source",
    )
    known = [
        Indicator(
            id=f"{prefix}neighbourhoods_{domain}",
            title=f"{words}, {domain}",
            unit="count",
            definition="Lower layer super output areas of the English indices of deprivation.",
        )
        for domain in sorted(counts["domain"].unique())
        for prefix, words in _IN_WORDS.items()
    ]
    return _added(statistics, rows, known)


def _added(statistics: Statistics, rows: pl.DataFrame, known: list[Indicator]) -> Statistics:
    """Statistics with made rows, which have no cell: row and column 0."""
    whole = rows.with_columns(
        pl.lit("").alias("industry"),
        pl.lit(None, pl.Float64).alias("low"),
        pl.lit(None, pl.Float64).alias("high"),
        pl.lit("").alias("status"),
        pl.lit("").alias("sheet"),
        pl.lit(0, pl.Int32).alias("row"),
        pl.lit(0, pl.Int16).alias("column"),
    ).select(list(OBSERVATIONS.columns))
    return replace(
        statistics,
        observations=pl.concat([statistics.observations, whole]),
        indicators={**statistics.indicators, **{i.id: i for i in known}},
    )
