"""Uploads: told before they are taken in, refused whole, read in a child that is ended in time."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from returned_plan import filled, returned_plan, template

from growthplan.journeys import receiving
from growthplan.journeys.receiving import accept, discard, offer, offered
from growthplan.journeys.returns_files import read_kept
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError

RELEASE = (
    Path(__file__).parents[1]
    / "importers" / "fixtures" / "ons_local_statistics" / "csv" / "employment-rate.csv"
)  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan, a return to fill in, and one that is filled in."""
    folder = tmp_path_factory.mktemp("received")
    returned_plan(folder / "plan")
    template(folder / "plan", "council", "2026/27 Q1", folder / "empty.xlsx")
    filled(folder / "empty.xlsx", folder / "full.xlsx", {"Spend!F5": 1_250_000.5})
    return folder


def offer_of(base: Path, waiting: Path, *files: tuple[str, bytes], **options: Any) -> Any:
    kind = options.pop("kind", "return")
    return offer(waiting, kind, files, base / "plan", base / "store.duckdb", options)


def test_a_return_is_told_first_and_taken_in_when_accepted(base: Path, tmp_path: Path) -> None:
    data = (base / "full.xlsx").read_bytes()
    made = offer_of(base, tmp_path, ("folder\\full.xlsx", data))
    assert made.names == ("full.xlsx",)
    assert made.title == "A made-up council, 2026/27 Q1: version 1"
    assert read_kept(base / "plan") == {}
    assert offered(tmp_path, made.token) == made
    accept(tmp_path, made.token, base / "plan", None)
    ((kept,),) = read_kept(base / "plan").values()
    assert kept.file == "full.xlsx"
    with pytest.raises(GrowthplanError, match="does not wait any more"):
        accept(tmp_path, made.token, base / "plan", None)
    again = offer_of(base, tmp_path, ("full.xlsx", data))
    assert not again.is_new
    discard(tmp_path, again.token)
    other = filled(base / "empty.xlsx", tmp_path / "other.xlsx", {"Spend!F5": 7.0})
    changed = offer_of(base, tmp_path, ("other.xlsx", other.read_bytes()))
    assert changed.is_new
    assert any("1,250,000.5" in one for one in changed.changes)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bad.xlsx", b"PK\x03\x04 cut short", "^bad.xlsx: the workbook is damaged"),
        ("note.txt", b"hello", "None of the files is a return"),
        ("../..", b"x", "no plain file name"),
        (".hidden.xlsx", b"x", "no plain file name"),
        ("line\nbreak.xlsx", b"x", "no plain file name"),
    ],
)
def test_what_is_no_return_leaves_nothing(
    base: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    with pytest.raises(GrowthplanError, match=said):
        offer_of(base, tmp_path, (name, data))
    assert list(tmp_path.iterdir()) == []


def test_a_release_is_compared_with_what_is_held(base: Path, tmp_path: Path) -> None:
    data = RELEASE.read_bytes()
    file = ("employment-rate.csv", data)
    with pytest.raises(GrowthplanError, match="does not print the day"):
        offer_of(base, tmp_path, file, kind="releases")
    made = offer_of(base, tmp_path, file, kind="releases", released="2026-11-20", partial=True)
    assert made.changes == ("0 figures are new, 0 are revised and 160 stay the same.",)
    assert not (base / "store.duckdb").exists()
    accept(tmp_path, made.token, base / "plan", base / "store.duckdb")
    with Store(base / "store.duckdb") as held:
        assert "ons-local-statistics-employment-rate@2026-11-20" in held.sources
    again = offer_of(base, tmp_path, file, kind="releases", released="2026-11-20", partial=True)
    assert not again.is_new
    revised = data.replace(b"2023-01-01/P1Y,75.7,", b"2023-01-01/P1Y,75.9,", 1)
    assert revised != data
    told = offer_of(base, tmp_path, ("employment-rate.csv", revised), kind="releases",
                    released="2026-11-21", partial=True)  # fmt: skip
    assert told.changes[0] == "0 figures are new, 1 are revised and 159 stay the same."
    assert "United Kingdom, 2023: 75.9, was 75.7 (+0.3%)" in told.changes[1]


def test_a_file_that_takes_too_long_is_given_up(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_SECONDS", 0.01)
    with pytest.raises(GrowthplanError, match="takes too long to read; nothing was changed"):
        offer_of(base, tmp_path, ("full.xlsx", (base / "full.xlsx").read_bytes()))
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_accepts_goes_after_a_day(base: Path, tmp_path: Path) -> None:
    made = offer_of(base, tmp_path, ("full.xlsx", (base / "full.xlsx").read_bytes()))
    old = time.time() - receiving.KEPT_SECONDS - 1
    os.utime(tmp_path / made.token, (old, old))
    with pytest.raises(GrowthplanError):
        offer_of(base, tmp_path, ("bad.xlsx", b"x"))
    with pytest.raises(GrowthplanError, match="does not wait any more"):
        offered(tmp_path, made.token)


@pytest.mark.parametrize("token", ["", "..", "a" * 32, "../../etc", "A" * 32])
def test_only_what_was_offered_is_found(tmp_path: Path, token: str) -> None:
    with pytest.raises(GrowthplanError, match="does not wait any more"):
        offered(tmp_path, token)
    discard(tmp_path, token)
