"""People at work by small area, and the points of the areas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from growthplan.importers import WorkbookReader, open_file
from growthplan.importers.layout import Parsed
from growthplan.importers.ons_workplaces import census_csv, points_csv
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError

FILES = Path(__file__).parent.parent / "fixtures" / "ons_workplaces"
CENSUS = "workplace_popCensus2011_MSOA_bySICcode_20sections.csv"
POINTS = "msoa_latlong.csv"

Parse = Callable[[Path | str], Parsed]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    with Store() as store:
        return store.gazetteer


@pytest.fixture
def parse(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Parse:
    """Read a file of twelve areas, which is all that the country has here."""
    everybody = sum(
        int(line.split(",")[1]) for line in (FILES / CENSUS).read_text().splitlines()[1:]
    )
    monkeypatch.setattr(census_csv, "AREAS", 12)
    monkeypatch.setattr(census_csv, "TOTAL", everybody)
    monkeypatch.setattr(points_csv, "MSOAS_2011", 12)

    def read(path: Path | str) -> Parsed:
        file = open_file(FILES / path, WorkbookReader())
        layouts = census_csv.LAYOUTS + points_csv.LAYOUTS
        (layout,) = [layout for layout in layouts if layout.recognises(file)]
        return layout.read(file, gazetteer)

    return read


def _damaged(tmp_path: Path, name: str, old: str, new: str) -> Path:
    text = (FILES / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_bundled_workplaces_add_up_to_the_census() -> None:
    """Census 2011 workplace population, England and Wales: 26,414,207 in 7,201 areas."""
    with Store() as store:
        rows = store.rows("workplaces")
    everybody = rows.filter(pl.col("industry") == "")
    assert everybody["jobs"].sum() == 26_414_207
    assert everybody["area"].n_unique() == everybody.height == 7_201
    assert rows.filter(pl.col("industry") != "")["jobs"].sum() == 26_414_207
    assert rows["latitude"].null_count() == 0


def test_liverpool_areas_lie_in_liverpool() -> None:
    with Store() as store:
        rows = store.rows("workplaces", local_authority=["E08000012"], industry=[""])
    assert rows["name"].str.starts_with("Liverpool ").all()
    assert rows["jobs"].sum() == 235_801
    assert rows["latitude"].is_between(53.3, 53.5).all()
    assert rows["longitude"].is_between(-3.05, -2.8).all()


def test_sections_are_letters_and_two_share_a_column(parse: Parse) -> None:
    rows = parse(CENSUS).extra["workplaces"]
    assert set(rows["industry"]) == {"", *"ABCDEFGHIJKLMNOPQTU", "R-S"}
    liverpool = rows.filter((pl.col("area") == "E02001347") & (pl.col("industry") == "C"))
    assert liverpool["jobs"].item() == 77


def test_area_of_a_merged_or_renamed_authority_is_filed_under_todays(parse: Parse) -> None:
    """Trap 10: Allerdale ended in 2023 (Cumberland); Shepway is Folkestone and Hythe."""
    rows = parse(CENSUS).extra["workplaces"].filter(pl.col("industry") == "")
    today = dict(rows.select("name", "local_authority").iter_rows())
    assert today["Allerdale 001"] == today["Copeland 001"] == "E06000063"
    assert today["Shepway 001"] == "E07000112"
    assert today["The Vale of Glamorgan 001"] == "W06000014"
    assert today["St. Helens 001"] == "E08000013"


def test_area_of_an_unknown_authority_is_reported(parse: Parse, tmp_path: Path) -> None:
    parsed = parse(_damaged(tmp_path, CENSUS, "Liverpool 001", "Nowhere 001"))
    assert [place.name for place in parsed.unknown_places] == ["Nowhere"]


def test_namesake_in_another_country_is_not_taken(parse: Parse, tmp_path: Path) -> None:
    parsed = parse(_damaged(tmp_path, CENSUS, "E02001347 : Liverpool", "W02001347 : Liverpool"))
    assert [place.name for place in parsed.unknown_places] == ["Liverpool"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("C Manufacturing", "Manufacturing", "names no section"),
        ("U Activities", "T Activities", "the sections should be"),
        ("E02001347 : Liverpool 001", "Liverpool 001", "not the code and name of an area"),
        ("E02001347", "E02001348", "E02001348 is there twice"),
        ("001,6477,", "001,6478,", "add up to 6,477; all categories has 6,478"),
        ("001,6477,", "001,many,", "'many' under 'All categories: Industry' is no count"),
        ("001,6477,1,", "001,6477,-1,", "is no count of people"),
    ],
)
def test_damaged_census_file_is_refused(
    parse: Parse, tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(GrowthplanError, match=said):
        parse(_damaged(tmp_path, CENSUS, old, new))


def test_areas_that_are_missing_are_missed(
    parse: Parse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (FILES / CENSUS).read_text().splitlines(keepends=True)
    path = tmp_path / CENSUS
    path.write_text("".join(lines[:-1]))
    with pytest.raises(GrowthplanError, match="there are 11 areas"):
        parse(path)
    monkeypatch.setattr(census_csv, "AREAS", 11)
    with pytest.raises(GrowthplanError, match="people are at work in all areas; the census has"):
        parse(path)


def test_points_are_of_england_and_wales_only(parse: Parse) -> None:
    parsed = parse(POINTS)
    assert parsed.extra["area_points"].height == 12
    assert "1 areas outside England and Wales" in parsed.notes[0]


@pytest.mark.parametrize("latitude", ["153.5", "-53.5", "", "north"])
def test_point_outside_the_country_is_refused(parse: Parse, tmp_path: Path, latitude: str) -> None:
    path = _damaged(tmp_path, POINTS, "53.4659557789309", latitude)
    with pytest.raises(GrowthplanError, match="E02001347 has no point in the United Kingdom"):
        parse(path)
