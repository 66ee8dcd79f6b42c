"""Reading the store: the bundled snapshot, with what the user has imported on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import polars as pl

from growthplan.store.location import snapshot_folder, store_path
from growthplan.store.schema import SQL_TYPES, TABLES
from growthplan.vocabulary import (
    Fault,
    Gazetteer,
    GrowthplanError,
    Indicator,
    Place,
    Source,
    Statistics,
)


class Store:
    """A read-only view over the snapshot and the user's store file; open it in a `with` block.

    Nothing is written by reading: a fresh install has no store file and answers from the
    snapshot alone.
    """

    def __init__(self, path: Path | None = None, snapshot: Path | None = None) -> None:
        self.path = store_path(path)
        self._snapshot = snapshot or snapshot_folder()
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET threads = 2")
        has_file = self.path.exists()
        if has_file:
            self._attach()
        for table in TABLES:
            self._connection.execute(f"CREATE VIEW {table} AS {self._union(table, has_file)}")

    def _attach(self) -> None:
        name = str(self.path).replace("'", "''")
        try:
            self._connection.execute(f"ATTACH '{name}' AS own (READ_ONLY)")
        except duckdb.Error as error:
            raise unusable(self.path, error) from None

    def _union(self, table: str, has_file: bool) -> str:
        columns = ", ".join(f'"{name}"' for name in TABLES[table])
        parts = []
        bundled = self._snapshot / f"{table}.parquet"
        if bundled.exists():
            name = str(bundled).replace("'", "''")
            parts.append(f"SELECT {columns} FROM read_parquet('{name}')")
        if has_file:
            parts.append(f"SELECT {columns} FROM own.{table}")
        if parts:
            return " UNION ALL ".join(parts)
        nothing = ", ".join(
            f'NULL::{SQL_TYPES[dtype]} AS "{name}"' for name, dtype in TABLES[table].items()
        )
        return f"SELECT {nothing} WHERE false"

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def query(self, sql: str, values: Iterable[Any] = ()) -> pl.DataFrame:
        """The result of a query as a table."""
        # A relation hands over its Arrow stream; no pyarrow is needed.
        return pl.DataFrame(self._connection.sql(sql, params=list(values)))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Every place known; one imported later replaces the bundled one of the same code."""
        rows = self.query("SELECT json FROM places")["json"]
        return Gazetteer(Place.model_validate_json(row) for row in rows)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every release held, by id, oldest first."""
        rows = self.query("SELECT * FROM sources ORDER BY released, id")
        return {row["id"]: Source(**row) for row in rows.iter_rows(named=True)}

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator held, by id."""
        rows = self.query("SELECT * FROM indicators ORDER BY id")
        return {row["id"]: Indicator(**row) for row in rows.iter_rows(named=True)}

    @cached_property
    def series(self) -> pl.DataFrame:
        """What each release says of each of its indicators (schema `SERIES`)."""
        return self.query("SELECT * FROM series ORDER BY source, indicator")

    def statistics(
        self,
        indicators: Iterable[str],
        places: Iterable[str] | None = None,
        as_at: date | None = None,
    ) -> Statistics:
        """Observations of some indicators (and places), every release known on `as_at`.

        Raises GrowthplanError when nothing had been released by then.
        """
        known = {id_: s for id_, s in self.sources.items() if as_at is None or s.released <= as_at}
        if as_at is not None and not known:
            first = min(self.sources.values(), key=lambda s: s.released)
            raise GrowthplanError(
                Fault(
                    f"Nothing in the store was published by {as_at}.",
                    fix=f"The oldest release held is of {first.released} ({first.id}).",
                    code="as-at",
                )
            )
        where = ["indicator IN (SELECT unnest(?))", "source IN (SELECT unnest(?))"]
        values: list[Any] = [list(indicators), list(known)]
        if places is not None:
            where.append("place IN (SELECT unnest(?))")
            values.append(list(places))
        sql = f"SELECT * FROM observations WHERE {' AND '.join(where)}"
        rows = self.query(sql, values)
        return Statistics(
            observations=rows,
            series=self.series.filter(pl.col("source").is_in(list(known))),
            sources=known,
            indicators=self.indicators,
            gazetteer=self.gazetteer,
            as_at=as_at,
        )

    def coverage(self, as_at: date | None = None) -> pl.DataFrame:
        """One row an indicator: title, unit, places, first and last period, releases, newest
        release and its day. What `data list` shows."""
        day = as_at or date.max
        return self.query(
            """
            WITH counted AS (
              SELECT o.indicator, count(DISTINCT o.place) AS places, min(o.period) AS first,
                     max(o.period) AS last, count(DISTINCT o.source) AS releases,
                     arg_max(o.source, s.released) AS newest, max(s.released) AS released,
                     count(*) AS observations
              FROM observations o JOIN sources s ON s.id = o.source
              WHERE s.released <= ?::DATE GROUP BY o.indicator)
            SELECT i.id AS indicator, i.title, i.unit, i.price_basis, i.status, i.direction,
                   places, first, last, observations, releases, newest, released
            FROM counted c JOIN (SELECT DISTINCT ON (id) * FROM indicators) i ON i.id = c.indicator
            ORDER BY i.id
            """,
            [day],
        )


def unusable(path: Path, error: duckdb.Error) -> GrowthplanError:
    """The error for a store file that can't be opened."""
    text = str(error)
    if "lock" in text.lower():
        return GrowthplanError(
            Fault(
                "the store is being written by another growthplan",
                file=str(path),
                fix="Wait until it has finished, or use another with --store.",
                code="store",
            )
        )
    return GrowthplanError(
        Fault(
            "the store can't be opened: it is damaged, or not a growthplan store",
            file=str(path),
            fix="Move it away and import again, or name another with --store. The bundled "
            "statistics are not in it and are safe.",
            code="store",
        )
    )
