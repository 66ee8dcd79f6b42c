"""From what a file says to what the store holds of it."""

from __future__ import annotations

import polars as pl

from growthplan.importers import Parsed
from growthplan.store import REFERENCE_TABLES, Release
from growthplan.vocabulary import OBSERVATIONS, SERIES, Place, Source


def release_of(parsed: Parsed, source: Source, places: tuple[Place, ...] = ()) -> Release:
    """The release that a parsed file becomes under its birth certificate, checked.

    Raises GrowthplanError when a table breaks its schema.
    """
    named = pl.lit(source.id).alias("source")
    release = Release(
        source=source,
        observations=parsed.observations.with_columns(named).select(list(OBSERVATIONS.columns)),
        series=parsed.series.with_columns(named).select(list(SERIES.columns)),
        indicators=parsed.indicators,
        places=places,
        industries=parsed.extra.get("industries"),
        reference={
            name: _sourced(parsed.extra[name], list(schema.columns), named)
            for name, schema in REFERENCE_TABLES.items()
            if name in parsed.extra
        },
    )
    release.check()
    return release


def _sourced(table: pl.DataFrame, columns: list[str], named: pl.Expr) -> pl.DataFrame:
    return (table.with_columns(named) if "source" in columns else table).select(columns)
