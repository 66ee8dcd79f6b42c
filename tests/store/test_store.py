"""The store keeps every release apart, says what was known when, and is never half-written."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from growthplan.store import Store, add_releases, revision_history
from growthplan.vocabulary import GrowthplanError
from store.conftest import EDITIONS, release, source


def published(store_file: Path, snapshot: Path, as_at: date | None = None) -> dict[str, float]:
    """GVA per hour by year, newest known release."""
    with Store(store_file, snapshot) as store:
        rows = store.statistics(["gva_per_hour"], ["E47000004"], as_at).latest("gva_per_hour")
    return dict(rows.select("period", "value").iter_rows())


def test_the_newest_release_answers_by_default(store_file: Path, no_snapshot: Path) -> None:
    assert published(store_file, no_snapshot)["2022"] == 36.49


def test_as_at_gives_what_was_known_on_the_day(store_file: Path, no_snapshot: Path) -> None:
    known = published(store_file, no_snapshot, date(2025, 6, 18))
    assert known["2022"] == 35.4
    assert "2023" not in known
    assert published(store_file, no_snapshot, date(2025, 6, 19))["2023"] == 37.33


def test_as_at_before_everything_says_which_release_is_the_oldest(
    store_file: Path, no_snapshot: Path
) -> None:
    with pytest.raises(GrowthplanError, match="2023-06-20"):
        published(store_file, no_snapshot, date(2020, 1, 1))


def test_history_shows_trap_2_revisions_move_old_years(store_file: Path, no_snapshot: Path) -> None:
    """LCR 2021 is 33.37, 34.7 and 35.03 in June 2023, 2024 and 2025; the first as TLD7."""
    with Store(store_file, no_snapshot) as store:
        statistics = store.statistics(["gva_per_hour"]).adopting_same_area("E47000004")
        rows = revision_history(statistics, "gva_per_hour", "E47000004")
    of_2021 = rows.filter(pl.col("period") == "2021")
    assert of_2021["value"].to_list() == [33.37, 34.7, 35.03]
    assert of_2021["edition"].to_list() == list(EDITIONS)
    assert of_2021["change"].to_list() == [None, pytest.approx(1.33), pytest.approx(0.33)]


def test_a_place_keeps_its_own_figure_where_it_has_one(store_file: Path, no_snapshot: Path) -> None:
    with Store(store_file, no_snapshot) as store:
        statistics = store.statistics(["gva_per_hour"]).adopting_same_area("E47000004")
    rows = statistics.by_edition("gva_per_hour", ["E47000004"])
    assert rows.filter(pl.col("edition") == "2024-06")["source"].unique().to_list() == [
        source("2024-06", EDITIONS["2024-06"][0]).id
    ]
    assert rows.group_by("period", "edition").len()["len"].max() == 1


def test_chained_volumes_are_never_adopted_from_another_geography(
    tmp_path: Path, no_snapshot: Path
) -> None:
    """Trap 4: A5 for 2004 is 100.5 for TLD7 and 102.1 for E47000004 in one edition."""
    made = release("2023-06")
    volume = made.indicators[0].model_copy(update={"price_basis": "chained volume"})
    path = tmp_path / "volume.duckdb"
    add_releases([replace(made, indicators=(volume,))], path)
    with Store(path, no_snapshot) as store:
        statistics = store.statistics(["gva_per_hour"]).adopting_same_area("E47000004")
    assert statistics.latest("gva_per_hour", ["E47000004"]).is_empty()


def test_a_second_file_under_a_release_id_is_refused_and_changes_nothing(
    store_file: Path, no_snapshot: Path
) -> None:
    before = published(store_file, no_snapshot)
    with pytest.raises(GrowthplanError, match="already holds a release called"):
        add_releases([release("2025-06", digest="f" * 64)], store_file)
    assert published(store_file, no_snapshot) == before


def test_one_bad_release_keeps_the_good_ones_out_too(tmp_path: Path, no_snapshot: Path) -> None:
    path = tmp_path / "statistics.duckdb"
    bad = release("2025-06")
    doubled = replace(bad, observations=pl.concat([bad.observations, bad.observations]))
    with pytest.raises(GrowthplanError, match="repeat a key"):
        add_releases([release("2024-06"), doubled], path)
    assert not path.exists()


def test_a_killed_import_leaves_the_store_as_it_was(store_file: Path, no_snapshot: Path) -> None:
    """The writer is killed in the middle of its transaction."""
    script = f"""
import time
from pathlib import Path
from growthplan.store.writing import _transaction
with _transaction(Path({str(store_file)!r})) as connection:
    connection.execute("DELETE FROM observations")
    print("deleted", flush=True)
    time.sleep(60)
"""
    before = published(store_file, no_snapshot)
    writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"deleted\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    time.sleep(0.05)
    assert published(store_file, no_snapshot) == before


def test_a_damaged_store_is_named_and_the_way_out_is_said(
    tmp_path: Path, no_snapshot: Path
) -> None:
    path = tmp_path / "statistics.duckdb"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(GrowthplanError, match=r"damaged.*Move it away"):
        Store(path, no_snapshot)


def test_a_fresh_install_reads_without_making_a_store(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "statistics.duckdb"
    with Store(path) as store:
        assert store.gazetteer.resolve("liverpool city region").code == "E47000004"
    assert not path.parent.exists()
