"""A cell of a table is explained by a figure only where it can be no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from growthplan.journeys.building import Build
from growthplan.journeys.explaining_published import Published, open_published
from growthplan.journeys.explaining_tables import open_table
from growthplan.vocabulary import GrowthplanError


def figure(id_: str, value: float, sentence: str, unit: str = "£ per hour") -> dict[str, Any]:
    measure, place, period, *_ = id_.split("/")
    del measure
    return {"id": id_, "value": value, "unit": unit, "place": place, "period": period,
            "sentence": sentence}  # fmt: skip


FIGURES = [
    figure("gva_per_hour/E06000006/2004", 32.39, "GVA per hour in Halton was £32.4 in 2004."),
    figure("gva_per_hour/E06000006/2005", 32.39, "GVA per hour in Halton was £32.4 in 2005."),
    figure("gva_per_hour/E08000011/2004", 32.39, "GVA per hour in Knowsley was £32.4 in 2004."),
    figure("ledger_left/E47000004/2004", 32.39, "£32m is left of Halton's line.", "£m"),
    figure("npsv/one/2030", 4.837302449, "Youth guarantee is worth £4.8m.", "£m"),
]


def table(tmp_path: Path, rows: list[dict[str, Any]], unit: str = "£ per hour") -> Any:
    columns = [
        {"name": "authority", "dc:description": "Authority", "datatype": "string"},
        {"name": "year", "dc:description": "Year", "datatype": "gYear"},
        {"name": "gva_per_hour", "dc:description": f"GVA per hour ({unit})", "datatype": "number",
         "schema:unitText": unit},
        {"name": "mean", "dc:description": "Mean (£m)", "datatype": "number",
         "schema:unitText": "£m"},
    ]  # fmt: skip
    said = {"dc:title": "By authority", "dc:source": "ONS", "rdfs:comment": ["A note."],
            "tableSchema": {"columns": columns}}  # fmt: skip
    (tmp_path / "series.csv-metadata.json").write_text(json.dumps(said), "utf-8")
    published = Published({one["id"]: one for one in FIGURES}, None, {"series": rows})
    return open_table(published, tmp_path, "series")


def test_place_and_year_of_a_row_choose_between_equal_figures(tmp_path: Path) -> None:
    found = table(tmp_path, [{"authority": "Halton", "year": 2005, "gva_per_hour": 32.39}])
    assert found.figures_of(0) == {"gva_per_hour": "gva_per_hour/E06000006/2005"}
    assert (found.title, found.source, found.notes) == ("By authority", "ONS", ("A note.",))


@pytest.mark.parametrize(
    "row",
    [
        {"authority": "Wirral", "year": 2004, "gva_per_hour": 32.39},
        {"authority": "Halton", "year": 2006, "gva_per_hour": 32.39},
        {"authority": "Halton", "year": 2004, "gva_per_hour": 32.4},
        {"authority": "Halton", "year": 2004, "gva_per_hour": 0.0},
        {"authority": "Halton", "year": 2004, "gva_per_hour": None},
        {"authority": "Halton", "year": 2004, "gva_per_hour": "32.39"},
        # Few digits, and the column does not say what the figure measures.
        {"authority": "Halton", "year": 2004, "mean": 32.39},
        # Many digits, by chance those of something else.
        {"authority": "Baltic station", "year": 2030, "mean": 4.837302449},
    ],
)
def test_where_it_could_be_another_there_is_none(tmp_path: Path, row: dict[str, Any]) -> None:
    assert table(tmp_path, [row]).figures_of(0) == {}


def test_a_unit_that_differs_is_another_number(tmp_path: Path) -> None:
    row = {"authority": "Halton", "year": 2004, "gva_per_hour": 32.39}
    assert table(tmp_path, [row], "%").figures_of(0) == {}


def test_a_number_of_many_digits_needs_only_the_name(tmp_path: Path) -> None:
    row = {"authority": "Youth guarantee", "year": None, "mean": 4.837302449}
    assert table(tmp_path, [row]).figures_of(0) == {"mean": "npsv/one/2030"}


def test_a_table_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(GrowthplanError, match="series"):
        open_table(Published({}, None, {"series": ()}), tmp_path, "serie")
    with pytest.raises(GrowthplanError, match="can't be read"):
        open_table(Published({}, None, {"series": ()}), tmp_path, "series")


@pytest.mark.slow
def test_published_levels_are_all_explained(city_region_build: Build) -> None:
    folder = city_region_build.folder
    published = open_published(folder / "figures.json")
    found = open_table(published, folder / "data", "gva-per-hour")
    for number, row in enumerate(found.rows):
        ids = found.figures_of(number)
        assert ids["place"] == f"gva_per_hour/E47000004/{row['year']}"
        assert ids["comparator"] == f"gva_per_hour/E92000001/{row['year']}"
        assert ids["gap_pct"] == f"gva_per_hour_gap_pct/E47000004/{row['year']}"
    for name in published.tables:
        table_ = open_table(published, folder / "data", name)
        for number in range(0, len(table_.rows), 7):
            for key, id_ in table_.figures_of(number).items():
                assert published.figure(id_).value == table_.rows[number][key]
