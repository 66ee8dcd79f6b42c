"""A failed build leaves the last good one; nothing that growthplan did not make is replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from growthplan.journeys.folders import replaced_folder
from growthplan.vocabulary import GrowthplanError


def build(folder: Path, text: str, fail: bool = False) -> None:
    """Write one file into a replaced folder."""
    with replaced_folder(folder) as temporary:
        (temporary / "page.html").write_text(text)
        if fail:
            raise RuntimeError("half-way")


def test_a_second_build_replaces_the_first_as_a_whole(tmp_path: Path) -> None:
    build(tmp_path / "out", "old")
    (tmp_path / "out" / "stale.html").touch()
    build(tmp_path / "out", "new")
    assert (tmp_path / "out" / "page.html").read_text() == "new"
    assert not (tmp_path / "out" / "stale.html").exists()


def test_a_failed_build_leaves_the_last_good_one_and_no_litter(tmp_path: Path) -> None:
    build(tmp_path / "out", "old")
    with pytest.raises(RuntimeError):
        build(tmp_path / "out", "new", fail=True)
    assert (tmp_path / "out" / "page.html").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_folder_of_someone_elses_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(GrowthplanError, match="did not make"):
        build(tmp_path, "new")
    assert (tmp_path / "thesis.doc").exists()


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    build(tmp_path / "out", "new")
    assert (tmp_path / "out" / "page.html").exists()


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(GrowthplanError, match="not a folder"):
        build(tmp_path / "out", "new")
