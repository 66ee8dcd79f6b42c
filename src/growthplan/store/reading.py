"""Reading the store: the bundled snapshot, with what the user has imported on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import polars as pl

from growthplan.store.location import snapshot_folder, store_path
from growthplan.store.schema import REFERENCE_TABLES, TABLES
from growthplan.vocabulary import (
    Fault,
    Gazetteer,
    GrowthplanError,
    Indicator,
    Place,
    Source,
    Statistics,
)

if TYPE_CHECKING:
    import duckdb


class Store:
    """A read-only view over the snapshot and the user's store file; open it in a `with` block.

    Nothing is written by reading: a fresh install has no store file and answers from the
    snapshot alone.
    """

    def __init__(self, path: Path | None = None, snapshot: Path | None = None) -> None:
        self.path = store_path(path)
        self._snapshot = snapshot or snapshot_folder()
        self._own = _connect(self.path) if self.path.exists() else None

    @property
    def shows(self) -> object:
        """What of the files can be seen, to tell two stores over the same files apart; None is
        everything."""
        return None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._own is not None:
            self._own.close()

    def rows(self, table: str, /, **wanted: Iterable[str | int]) -> pl.DataFrame:
        """Rows of a table whose columns have one of the wanted values, the bundled ones first.

        `store.rows("observations", indicator=["jobs"], place=["E47000004"])`

        A row of a reference table that the user has imported takes the place of the bundled one.
        """
        lists = {column: list(values) for column, values in wanted.items()}
        parts = [pl.DataFrame(schema=TABLES[table])]
        bundled = self._snapshot / f"{table}.parquet"
        if bundled.exists():
            # Polars reads the Parquet file itself, several times faster than through DuckDB.
            scan = pl.scan_parquet(bundled).select(list(TABLES[table]))
            for column, values in lists.items():
                scan = scan.filter(pl.col(column).is_in(values))
            try:
                parts.append(self._known(table, scan.collect()))
            except (pl.exceptions.PolarsError, OSError) as error:
                raise GrowthplanError(
                    Fault(
                        f"the bundled statistics can't be read: {str(error).splitlines()[0]}",
                        file=str(bundled),
                        fix="Install growthplan again.",
                        code="snapshot",
                    )
                ) from None
        if self._own is not None:
            parts.append(self._known(table, self._own_rows(table, lists)))
        rows = pl.concat(parts)
        if table in REFERENCE_TABLES and self._own is not None:
            rows = rows.unique(REFERENCE_TABLES[table].key, keep="last", maintain_order=True)
        return self._with_points(rows) if table == "workplaces" else rows

    def _known(self, table: str, rows: pl.DataFrame) -> pl.DataFrame:
        """Which of the rows can be seen: here all of them."""
        return rows

    def _with_points(self, rows: pl.DataFrame) -> pl.DataFrame:
        points = self.rows("area_points").drop("source")
        return rows.join(points, on="area", how="left", maintain_order="left")

    def _own_rows(self, table: str, wanted: Mapping[str, list[str | int]]) -> pl.DataFrame:
        assert self._own is not None
        if table not in self._own_tables:  # a store of an earlier version
            return pl.DataFrame(schema=TABLES[table])
        columns = ", ".join(f'"{name}"' for name in TABLES[table])
        where = " AND ".join(f'"{c}" IN (SELECT unnest(?))' for c in wanted) or "true"
        sql = f"SELECT {columns} FROM {table} WHERE {where}"
        # A relation hands over its Arrow stream; no pyarrow is needed.
        return pl.DataFrame(self._own.sql(sql, params=list(wanted.values())))

    @cached_property
    def _own_tables(self) -> frozenset[str]:
        assert self._own is not None
        return frozenset(name for (name,) in self._own.sql("SHOW TABLES").fetchall())

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Every place known; one imported later replaces the bundled one of the same code."""
        rows = self.rows("places")["json"]
        return Gazetteer(Place.model_validate_json(row) for row in rows)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every release held, by id, oldest first."""
        rows = self.rows("sources").sort("released", "id")
        return {row["id"]: Source(**row) for row in rows.iter_rows(named=True)}

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator held, by id."""
        rows = self.rows("indicators").unique("id", keep="last").sort("id")
        return {row["id"]: Indicator(**row) for row in rows.iter_rows(named=True)}

    @cached_property
    def series(self) -> pl.DataFrame:
        """What each release says of each of its indicators (schema `SERIES`)."""
        return self.rows("series").sort("source", "indicator")

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
        wanted = {"indicator": indicators, "source": known}
        if places is not None:
            wanted["place"] = places
        rows = self.rows("observations", **wanted)
        return Statistics(
            observations=rows,
            series=self.series.filter(pl.col("source").is_in(list(known))),
            sources=known,
            indicators=self.indicators,
            gazetteer=self.gazetteer,
            as_at=as_at,
        )

    def coverage(self, as_at: date | None = None) -> pl.DataFrame:
        """One row an indicator: its definition, places, first and last period, observations,
        releases, newest release and its day. What `data list` shows."""
        sources = self.rows("sources").select(source="id", released="released")
        if as_at is not None:
            sources = sources.filter(pl.col("released") <= as_at)
        newest = pl.col("source").sort_by("released", "source").last()
        counted = (
            self.rows("observations")
            .join(sources, on="source")
            .group_by("indicator")
            .agg(
                places=pl.col("place").n_unique(),
                first=pl.col("period").min(),
                last=pl.col("period").max(),
                observations=pl.len(),
                releases=pl.col("source").n_unique(),
                newest=newest,
                released=pl.col("released").max(),
            )
        )
        described = self.rows("indicators").unique("id", keep="last").drop("definition")
        return described.rename({"id": "indicator"}).join(counted, on="indicator").sort("indicator")


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    import duckdb

    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise unusable(path, error) from None


def unusable(path: Path, error: Exception) -> GrowthplanError:
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
