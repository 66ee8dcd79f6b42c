"""Writing to the store: releases go in whole, or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from growthplan.store.location import store_path
from growthplan.store.reading import unusable
from growthplan.store.schema import (
    INDICATORS,
    INDUSTRIES,
    PLACES,
    REFERENCE_TABLES,
    SOURCES,
    create_statements,
)
from growthplan.vocabulary import (
    OBSERVATIONS,
    SERIES,
    Fault,
    GrowthplanError,
    Indicator,
    Place,
    Source,
)

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Release:
    """Everything that one published file adds to the store."""

    source: Source
    observations: pl.DataFrame
    """Schema `OBSERVATIONS`."""
    series: pl.DataFrame
    """Schema `SERIES`."""
    indicators: tuple[Indicator, ...] = ()
    places: tuple[Place, ...] = ()
    industries: pl.DataFrame | None = None
    reference: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """Tables of `REFERENCE_TABLES`, by name."""

    def check(self) -> None:
        """Raise GrowthplanError unless every table fits its schema and no key repeats."""
        OBSERVATIONS.check(self.observations)
        SERIES.check(self.series)
        for name, table in self.reference.items():
            REFERENCE_TABLES[name].check(table)


class _ArrowTable:
    """A table that shows DuckDB nothing but its Arrow stream, which spares pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


def add_releases(releases: Sequence[Release], path: Path | None = None) -> None:
    """Add releases in one transaction: after a failure, or a kill, the store is as it was.

    Raises GrowthplanError when a table breaks its schema, or the store can't be written.
    """
    for release in releases:
        release.check()
    with _transaction(store_path(path)) as connection:
        for release in releases:
            _add(connection, release)


def table_rows(release: Release) -> dict[str, pl.DataFrame]:
    """The release as rows of the store's tables."""
    tables = {
        "observations": release.observations,
        "series": release.series,
        "sources": pl.DataFrame([release.source.model_dump()], schema=SOURCES, orient="row"),
        "indicators": pl.DataFrame(
            [i.model_dump(mode="json") for i in release.indicators], schema=INDICATORS, orient="row"
        ),
        "places": pl.DataFrame(
            [(p.code, p.model_dump_json(exclude_defaults=True)) for p in release.places],
            schema=PLACES,
            orient="row",
        ),
    }
    if release.industries is not None:
        tables["industries"] = release.industries.select(
            pl.col(name).cast(dtype) for name, dtype in INDUSTRIES.items()
        )
    tables.update(release.reference)
    return tables


_REPLACED_BY = {
    "indicators": ("id",),
    "places": ("code",),
    "industries": ("industry",),
    **{name: schema.key for name, schema in REFERENCE_TABLES.items()},
}
"""The columns by which a row takes the place of one imported before."""


def _add(connection: duckdb.DuckDBPyConnection, release: Release) -> None:
    held = connection.execute(
        "SELECT count(*) FROM sources WHERE id = ?", [release.source.id]
    ).fetchone()
    if held and held[0]:
        raise GrowthplanError(
            Fault(
                f"the store already holds a release called {release.source.id}, with other "
                "contents",
                file=release.source.file,
                fix="If the publisher corrected the file, give the day of the correction with "
                "--released.",
                code="release",
            )
        )
    for table, rows in table_rows(release).items():
        if rows.is_empty():
            continue
        connection.register("incoming", _ArrowTable(rows))
        if key := ", ".join(f'"{column}"' for column in _REPLACED_BY.get(table, ())):
            connection.execute(
                f"DELETE FROM {table} WHERE ({key}) IN (SELECT ({key}) FROM incoming)"
            )
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        connection.unregister("incoming")


@contextlib.contextmanager
def _transaction(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    # Loaded here: most commands only read, and the snapshot needs no database.
    import duckdb

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(str(path))
    except duckdb.Error as error:
        raise unusable(path, error) from None
    except OSError as error:
        raise GrowthplanError(
            Fault(
                f"the store's folder can't be written: {error.strerror}",
                file=str(path.parent),
                fix="Name another with --store or $GROWTHPLAN_STORE.",
                code="store",
            )
        ) from None
    try:
        connection.execute("BEGIN TRANSACTION")
        for statement in create_statements():
            connection.execute(statement)
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    finally:
        connection.close()
