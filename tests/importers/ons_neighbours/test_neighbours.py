"""The publisher's statistical neighbours."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from growthplan.importers import WorkbookReader, open_file
from growthplan.importers.layout import Parsed
from growthplan.importers.ons_neighbours import similar_json
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError

FILE = Path(__file__).parent.parent / "fixtures" / "ons_neighbours" / "areas-similar.json"

Parse = Callable[[Path], Parsed]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    with Store() as store:
        return store.gazetteer


@pytest.fixture
def parse(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Parse:
    """Read a file of three areas."""
    monkeypatch.setattr(similar_json, "FEWEST_AREAS", 3)

    def read(path: Path) -> Parsed:
        file = open_file(path, WorkbookReader())
        (layout,) = similar_json.LAYOUTS
        assert layout.recognises(file)
        return layout.read(file, gazetteer)

    return read


def _changed(tmp_path: Path, change: Callable[[Any], None]) -> Path:
    said = json.loads(FILE.read_text())
    change(said)
    path = tmp_path / FILE.name
    path.write_text(json.dumps(said))
    return path


def test_neighbours_keep_the_publishers_order(parse: Parse) -> None:
    table = parse(FILE).extra["statistical_neighbours"]
    said = json.loads(FILE.read_text())
    for kind in ("global", "economic", "demographic"):
        rows = table.filter((pl.col("place") == "E08000012") & (pl.col("kind") == kind))
        assert rows.sort("rank")["neighbour"].to_list() == said["E08000012"][kind]


def test_bundled_neighbours_are_places_known_here(gazetteer: Gazetteer) -> None:
    with Store() as store:
        rows = store.rows("statistical_neighbours")
    assert set(rows["neighbour"]) | set(rows["place"]) <= set(gazetteer)
    assert rows.filter(pl.col("place") == "E08000012").height == 60
    assert rows.filter(pl.col("place") == "E47000004").height == 15


def _own(said: Any) -> None:
    said["E08000012"]["global"][3] = "E08000012"


def _twice(said: Any) -> None:
    said["E08000012"]["economic"][3] = said["E08000012"]["economic"][2]


def _without(said: Any) -> None:
    del said["E08000012"]["demographic"]


def _fewer(said: Any) -> None:
    del said["N09000003"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_own, "E08000012 is among its own global neighbours"),
        (_twice, "E08000012 has one of its economic neighbours twice"),
        (_without, "E08000012 has no list of demographic neighbours"),
        (_fewer, "there are 2 areas"),
    ],
)
def test_damaged_file_is_refused(
    parse: Parse, tmp_path: Path, change: Callable[[Any], None], message: str
) -> None:
    with pytest.raises(GrowthplanError, match=message):
        parse(_changed(tmp_path, change))


def test_unknown_area_is_reported(parse: Parse, tmp_path: Path) -> None:
    def change(said: Any) -> None:
        said["E08000012"]["global"][0] = "E08000099"

    assert [p.code for p in parse(_changed(tmp_path, change)).unknown_places] == ["E08000099"]
