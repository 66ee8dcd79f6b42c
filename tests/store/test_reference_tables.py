"""Tables that are not one indicator by place and period: bundled, imported, replaced."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from growthplan.store import REFERENCE_TABLES, TABLES, Release, Store, add_releases
from growthplan.vocabulary import GrowthplanError
from store.conftest import release


def _with(edition: str, **reference: pl.DataFrame) -> Release:
    held = release(edition)
    return Release(held.source, held.observations, held.series, reference=reference)


def _neighbours(release_id: str, *rows: tuple[str, str, str, int]) -> pl.DataFrame:
    schema = {n: t for n, t in TABLES["statistical_neighbours"].items() if n != "source"}
    frame = pl.DataFrame(list(rows), schema=schema, orient="row")
    return frame.with_columns(source=pl.lit(release_id))


def _ids(store_file: Path, no_snapshot: Path) -> dict[str, int]:
    with Store(store_file, no_snapshot) as store:
        rows = store.rows("statistical_neighbours", kind=["global"])
        return dict(rows.sort("rank").select("neighbour", "rank").iter_rows())


def test_newer_import_takes_the_place_of_rows_with_the_same_key(
    tmp_path: Path, no_snapshot: Path
) -> None:
    path = tmp_path / "statistics.duckdb"
    first = [("E08000012", "E08000003", "global", 1), ("E08000012", "E08000025", "global", 2)]
    add_releases([_with("2023-06", statistical_neighbours=_neighbours("a", *first))], path)
    second = ("E08000012", "E08000032", "global", 1)
    add_releases([_with("2024-06", statistical_neighbours=_neighbours("b", second))], path)
    assert _ids(path, no_snapshot) == {"E08000032": 1, "E08000025": 2}


def test_imported_row_takes_the_place_of_the_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "statistics.duckdb"
    row = ("E08000012", "E08000035", "global", 1)
    add_releases([_with("2023-06", statistical_neighbours=_neighbours("a", row))], path)
    wanted = {"place": ["E08000012"], "kind": ["global"]}
    with Store(path) as store, Store(tmp_path / "none.duckdb") as bundled:
        rows = store.rows("statistical_neighbours", **wanted)
        before = bundled.rows("statistical_neighbours", **wanted)
    assert rows.height == before.height == 20
    assert rows.filter(pl.col("rank") == 1)["neighbour"].item() == "E08000035"


def test_whole_numbers_can_be_asked_for() -> None:
    with Store() as store:
        years = store.rows("input_output", year=[2019], table=["gva"])
    assert set(years["year"]) == {2019}
    assert years.height == 105


def test_workplaces_come_with_the_points_of_their_areas(tmp_path: Path, no_snapshot: Path) -> None:
    path = tmp_path / "statistics.duckdb"
    workplaces = pl.DataFrame(
        [
            ("E02001347", "Liverpool 001", "E08000012", "", 6477.0, 2011, "a"),
            ("E02001348", "Liverpool 002", "E08000012", "", 2218.0, 2011, "a"),
        ],
        schema=TABLES["workplaces"],
        orient="row",
    )
    points = pl.DataFrame(
        [("E02001347", 53.466, -2.925, "a")], schema=TABLES["area_points"], orient="row"
    )
    add_releases([_with("2023-06", workplaces=workplaces, area_points=points)], path)
    with Store(path, no_snapshot) as store:
        rows = store.rows("workplaces", local_authority=["E08000012"]).sort("area")
    assert rows["latitude"].to_list() == [53.466, None]
    assert rows["jobs"].to_list() == [6477.0, 2218.0]


def test_key_that_repeats_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "statistics.duckdb"
    row = ("E08000012", "E08000035", "global", 1)
    with pytest.raises(GrowthplanError, match="statistical_neighbours: 2 rows repeat a key"):
        add_releases([_with("2023-06", statistical_neighbours=_neighbours("a", row, row))], path)
    assert not path.exists()


@pytest.mark.parametrize("table", sorted(REFERENCE_TABLES))
def test_store_made_before_a_table_existed_answers_from_the_snapshot(
    store_file: Path, table: str
) -> None:
    with duckdb.connect(str(store_file)) as connection:
        connection.execute(f"DROP TABLE {table}")
    with Store(store_file) as store, Store(store_file.with_name("none.duckdb")) as bundled:
        assert store.rows(table).equals(bundled.rows(table))


@pytest.mark.parametrize("table", sorted(REFERENCE_TABLES))
def test_bundled_tables_fit_their_schemas(table: str) -> None:
    with Store() as store:
        rows = store.rows(table).drop("latitude", "longitude", strict=False)
        if table == "area_points":
            rows = store.rows(table)
        sources = set(store.sources)
    REFERENCE_TABLES[table].check(rows)
    assert rows.height
    assert "source" not in rows.columns or set(rows["source"]) <= sources
