"""A build is whole, traceable, the same each time, and works for any UK place."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import growthplan as gp
from growthplan.journeys.building import Build, build
from growthplan.plan import LAYOUTS, Plan
from growthplan.store import certificates
from growthplan.vocabulary import GrowthplanError

ROOT = Path(__file__).parents[2]
LCR = ROOT / "plans" / "liverpool-city-region"


@pytest.fixture
def made(city_region_build: Build) -> Build:
    return city_region_build


def figures(made: Build) -> dict[str, dict]:
    document = json.loads((made.folder / "figures.json").read_text("utf-8"))
    return {figure["id"]: figure for figure in document["figures"]}


def test_figure_2_of_the_briefing_is_reproduced(made: Build) -> None:
    """Russell and Nolan (2025), figure 2: GVA per hour worked, 2004 to 2022, region and England.

    Values of the June 2025 edition, tables A3 and Explore Local Statistics.
    """
    with (made.folder / "data" / "gva-per-hour.csv").open(encoding="utf-8") as stream:
        rows = {row.pop(next(iter(row))): list(row.values()) for row in csv.DictReader(stream)}
    assert {"2004", "2022"} <= set(rows)
    assert len([year for year in rows if "2004" <= year <= "2022"]) == 19
    every = figures(made)
    assert every["gva_per_hour/E47000004/2004"]["value"] == pytest.approx(23.67912483215332)
    assert every["gva_per_hour/E92000001/2004"]["value"] == pytest.approx(26.07, abs=0.005)
    assert every["gva_per_hour/E47000004/2022"]["value"] == pytest.approx(36.487098693847656)
    assert every["gva_per_hour/E92000001/2022"]["value"] == pytest.approx(41.50, abs=0.005)


@pytest.mark.parametrize(
    ("year", "gap"), [(2004, -9.17), (2013, -10.36), (2022, -12.08), (2023, -11.94)]
)
def test_the_gap_is_the_published_one(made: Build, year: int, gap: float) -> None:
    """ONS subregional productivity, June 2025 edition, current price, smoothed."""
    figure = figures(made)[f"gva_per_hour_gap_pct/E47000004/{year}"]
    assert round(figure["value"], 2) == gap
    assert figure["low"] < figure["value"] < figure["high"]


def test_the_band_is_widest_at_the_newest_year(made: Build) -> None:
    every = figures(made)

    def width(year: int) -> float:
        figure = every[f"gva_per_hour_gap_pct/E47000004/{year}"]
        return figure["high"] - figure["low"]

    assert width(2023) > width(2022) > width(2018)


def test_every_figure_leads_back_to_a_cell_of_a_release(made: Build) -> None:
    every = figures(made)
    held = {source.id for source in certificates().values()}
    of_the_plan = {*Plan.model_fields, *LAYOUTS, "the guidance", "assumptions", "evaluations"}

    def is_registered(name: str) -> bool:
        return (LCR / "evaluations" / name).is_file()

    def grounded(id_: str, seen: frozenset[str] = frozenset()) -> bool:
        inputs = every[id_]["lineage"]["inputs"]
        return bool(inputs) and all(
            (i["source"] in held and i["file"] and i["cell"])
            if i["source"]
            else bool(i["cell"]) and (i["file"] != "evaluations" or is_registered(i["cell"]))
            if i["file"] in of_the_plan
            else i["figure"] in every
            and i["figure"] not in seen
            and grounded(i["figure"], seen | {id_})
            for i in inputs
        )

    assert [id_ for id_ in every if not grounded(id_)] == []
    assert {figure["lineage"]["run"] for figure in every.values()} == {made.run.id}


def test_both_gaps_stand_on_the_page_with_the_sentence_that_explains_them(made: Build) -> None:
    text = (made.folder / "site" / "productivity.html").read_text("utf-8")
    for said in ("12.2%", "10.8%", "12.1%", "10.9%", "11% lower than the England average"):
        assert said in text


def test_the_same_inputs_give_the_same_bytes(made: Build, tmp_path: Path) -> None:
    again = build(LCR, out=tmp_path / "out", store=tmp_path / "none.duckdb")
    for path in sorted(made.folder.rglob("*")):
        relative = path.relative_to(made.folder)
        if path.is_file() and relative.name not in ("run.json", "figures.json"):
            assert (again.folder / relative).read_bytes() == path.read_bytes(), relative
    assert figures(again) == figures(made)


def test_the_run_record_names_no_path_and_hashes_every_input(made: Build) -> None:
    text = (made.folder / "run.json").read_text("utf-8")
    record = json.loads(text)
    assert record["id"] == made.run.id
    assert {"plan.yaml", "claims.yaml"} <= set(record["inputs"])
    assert all(len(digest) == 64 for digest in record["inputs"].values())
    assert str(made.folder.parent) not in text


def test_no_page_is_over_300_kb_and_none_asks_the_network(made: Build) -> None:
    for page in (made.folder / "site").glob("*.html"):
        text = page.read_text("utf-8")
        assert len(text.encode()) < 300_000
        assert 'src="http' not in text
        assert 'rel="stylesheet" href="http' not in text


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    ["Belfast", "TLK41", "Scotland", "UK", "E47000014", "Isles of Scilly", "E08000038", "TLZ"],
)
def test_any_uk_place_gets_its_evidence_pages(place: str, tmp_path: Path) -> None:
    done = gp.build(place=place, out=tmp_path / "out", store=tmp_path / "none.duckdb")
    assert done.report.pages[0].title
    assert (tmp_path / "out" / "site" / "index.html").exists()


def test_a_plan_with_faults_leaves_the_last_good_build(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(place="Halton", out=out, store=tmp_path / "none.duckdb")
    before = (out / "run.json").read_bytes()
    broken = tmp_path / "plan"
    broken.mkdir()
    text = (LCR / "plan.yaml").read_text("utf-8")
    (broken / "plan.yaml").write_text(text.replace("mission:", "misson:"), "utf-8")
    with pytest.raises(GrowthplanError, match=r"plan\.yaml:\d+:\d+"):
        build(broken, out=out, store=tmp_path / "none.duckdb")
    assert (out / "run.json").read_bytes() == before


def test_a_plan_or_a_place_and_not_both(tmp_path: Path) -> None:
    for given in ({}, {"plan": LCR, "place": "Halton"}):
        with pytest.raises(GrowthplanError, match="one of the two"):
            build(out=tmp_path / "out", **given)
