"""Figures that the subregional productivity workbooks print, found again after reading."""

from __future__ import annotations

from collections.abc import Mapping

import openpyxl
import polars as pl
import pytest

from growthplan.importers.layout import CELLS, LABELS, Parsed
from growthplan.importers.ons_productivity import workbook
from growthplan.importers.ons_productivity.tables import by_sheet
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNITS, Gazetteer

LCR = "E47000004"
UKX = "K99000002"


@pytest.fixture(scope="module")
def parsed(opened: Mapping[str, OpenFile], gazetteer: Gazetteer) -> dict[str, Parsed]:
    assert all(workbook.recognises(file) for file in opened.values())
    return {name: workbook.read(file, gazetteer) for name, file in opened.items()}


def value(parsed: Parsed, indicator: str, place: str, year: int) -> float | None:
    rows = parsed.observations.filter(
        (pl.col("indicator") == indicator)
        & (pl.col("place") == place)
        & (pl.col("period") == str(year))
    )
    assert rows.height == 1, f"{indicator} of {place} in {year}: {rows.height} rows"
    found: float | None = rows["value"][0]
    return found


PUBLISHED = [
    # The workbooks of June 2025, June 2024 and June 2023; the number is that of the known figure.
    pytest.param("cities-2025", "gva_per_hour", LCR, {2004: 23.68, 2020: 33.35}, id="1"),
    pytest.param("cities-2025", "gva_per_hour", LCR, {2021: 35.03, 2022: 36.49}, id="1b"),
    pytest.param("cities-2025", "gva_per_hour", LCR, {2023: 37.33}, id="1c"),
    pytest.param("cities-2025", "gva_per_hour", UKX, {2004: 25.52, 2022: 40.97}, id="2"),
    pytest.param("cities-2025", "gva_per_hour", UKX, {2023: 41.87}, id="2b"),
    pytest.param("cities-2025", "gva_per_hour", "E47000001", {2023: 39.77}, id="3"),
    pytest.param("cities-2025", "gva_per_hour", "E47000002", {2023: 33.77}, id="3b"),
    pytest.param(
        "cities-2025", "gva_per_hour_uk100", LCR, {2004: 92.79, 2022: 89.05, 2023: 89.15}, id="4"
    ),
    pytest.param("cities-2025", "gva_per_hour_unsmoothed", LCR, {2022: 35.74, 2023: 39.99}, id="5"),
    pytest.param(
        "cities-2025", "gva_per_hour_volume", LCR, {2004: 95.13, 2021: 102.37, 2023: 103.01}, id="6"
    ),
    pytest.param(
        "cities-2025", "gva_per_job", LCR, {2004: 35843, 2022: 55659, 2023: 57573}, id="7"
    ),
    pytest.param("cities-2025", "hours_per_week", LCR, {2023: 20827480}, id="8"),
    pytest.param("cities-2025", "jobs", LCR, {2023: 703584}, id="8b"),
    pytest.param(
        "cities-2024", "gva_per_hour", LCR, {2004: 23.7, 2020: 33.5, 2021: 34.7, 2022: 35.4}, id="9"
    ),
    pytest.param("itl-2024", "gva_per_hour", "TLD7", {2004: 23.7, 2021: 34.7, 2022: 35.4}, id="10"),
    pytest.param(
        "itl-2023", "gva_per_hour", "TLD7", {2004: 23.71, 2020: 32.78, 2021: 33.37}, id="11"
    ),
    pytest.param("itl-2023", "gva_per_hour_volume", "TLD7", {2004: 98.26, 2021: 101.55}, id="12"),
    pytest.param("lad-2024", "gva_per_hour", "E08000012", {2022: 35.6}, id="13"),
    pytest.param("lad-2024", "gva_per_hour", "E06000006", {2022: 44.9}, id="13b"),
    pytest.param("lad-2024", "jobs", "E08000012", {2022: 286421}, id="14"),
]


@pytest.mark.parametrize(("file", "indicator", "place", "figures"), PUBLISHED)
def test_known_figure(
    parsed: dict[str, Parsed], file: str, indicator: str, place: str, figures: dict[int, float]
) -> None:
    assert {year: value(parsed[file], indicator, place, year) for year in figures} == figures


@pytest.mark.parametrize(("file", "last"), [("cities-2024", "2022"), ("itl-2023", "2021")])
def test_an_older_edition_ends_earlier(parsed: dict[str, Parsed], file: str, last: str) -> None:
    """Trap 2: June 2024 has no 2023, June 2023 no 2022."""
    assert parsed[file].observations["period"].max() == last


def test_smoothed_and_unsmoothed_are_different_series(parsed: dict[str, Parsed]) -> None:
    """Trap 1."""
    found = parsed["cities-2025"]
    assert value(found, "gva_per_hour", LCR, 2023) == 37.33
    assert value(found, "gva_per_hour_unsmoothed", LCR, 2023) == 39.99


def test_each_edition_says_its_own_base_year(parsed: dict[str, Parsed]) -> None:
    """Trap 3: chained volume is 2020, 2019, then 2022 = 100."""
    bases = {
        name: found.series.filter(pl.col("indicator") == "gva_per_hour_volume")["price_basis"]
        for name, found in parsed.items()
        if name != "lad-2024"
    }
    assert {name: basis.to_list() for name, basis in bases.items()} == {
        "itl-2023": ["chained volume, 2020=100"],
        "itl-2024": ["chained volume, 2019=100"],
        "cities-2024": ["chained volume, 2019=100"],
        "cities-2025": ["chained volume, 2022=100"],
    }


def test_one_area_in_two_workbooks_keeps_both_chained_volumes(parsed: dict[str, Parsed]) -> None:
    """Trap 4: TLD7 and E47000004 are one area, but their chained volumes of 2004 differ."""
    assert value(parsed["itl-2024"], "gva_per_hour_volume", "TLD7", 2004) == 100.5
    assert value(parsed["cities-2024"], "gva_per_hour_volume", LCR, 2004) == 102.1
    assert value(parsed["itl-2024"], "gva_per_hour", "TLD7", 2004) == value(
        parsed["cities-2024"], "gva_per_hour", LCR, 2004
    )


def test_chained_volume_is_said_not_to_compare_areas(parsed: dict[str, Parsed]) -> None:
    """Trap 5."""
    volumes = [i for i in parsed["cities-2025"].indicators if i.id.endswith("_volume")]
    assert len(volumes) == 2
    assert all("Not comparable between areas" in i.definition for i in volumes)


def test_the_uk_and_england_have_one_code(parsed: dict[str, Parsed]) -> None:
    """Trap 7: `UKX` (once ` UKX`, trap 12) and `TLB` become canonical codes."""
    places = set(parsed["itl-2024"].observations["place"])
    assert {"K99000002", "E92000001"} <= places
    assert not {"UKX", " UKX", "TLB"} & places
    assert value(parsed["itl-2024"], "hours_per_week", UKX, 2022) == 1046084579


def test_areas_without_a_code_are_known_by_name(parsed: dict[str, Parsed]) -> None:
    """Traps 9 and 13: Devon and Torbay has no code; nor have others of the same workbook."""
    unknown = {place.code: place.name for place in parsed["cities-2025"].unknown_places}
    assert unknown["CR-devon-and-torbay"] == "Devon and Torbay"
    assert "CR-inner-london" not in unknown
    assert "Not available" not in set(parsed["cities-2025"].observations["place"])
    assert value(parsed["cities-2025"], "gva_per_hour", "CR-inner-london", 2023) is not None


def test_a_replaced_combined_authority_keeps_its_editions(parsed: dict[str, Parsed]) -> None:
    """Trap 9: E47000010 in 2024, E47000014 in 2025."""
    assert "E47000010" in set(parsed["cities-2024"].observations["place"])
    assert "E47000014" in set(parsed["cities-2025"].observations["place"])


def test_an_area_is_found_wherever_its_row_is(parsed: dict[str, Parsed]) -> None:
    """Trap 14: in June 2024 Liverpool City Region stands in other rows on the hours sheet."""
    found = parsed["cities-2024"].observations.filter(pl.col("place") == LCR)
    rows = found.group_by("sheet").agg(pl.col("row").unique()).explode("row")
    assert rows["row"].n_unique() > 1
    assert value(parsed["cities-2024"], "jobs", LCR, 2022) is not None


def test_hours_are_weekly_and_pounds_are_pounds(parsed: dict[str, Parsed]) -> None:
    """Trap 16."""
    for found in parsed.values():
        units = dict(found.series.select("indicator", "unit").rows())
        assert units["hours_per_week"] == "hours per week"
        assert units["gva_per_hour"] == "£ per hour"
        assert set(units.values()) <= UNITS.keys()


def test_hours_outside_every_small_area_are_allowed(parsed: dict[str, Parsed]) -> None:
    """Trap 17: Northern Irish ITL3 hours fall short of the ITL2 total, as the publisher notes."""
    hours = parsed["itl-2023"].observations.filter(
        (pl.col("indicator") == "hours_per_week") & (pl.col("period") == "2004")
    )
    total = hours.filter(pl.col("place") == "TLN0")["value"][0]
    parts = hours.filter(pl.col("place").str.contains("^TLN0.$"))["value"]
    assert len(parts) == 11
    assert total - parts.sum() > 1_000_000


def test_status_is_in_development(parsed: dict[str, Parsed]) -> None:
    """Trap 22."""
    for found in parsed.values():
        assert found.status == "official statistics in development"
        assert {i.status for i in found.indicators} == {found.status}


def test_jobs_printed_as_zero_are_not_available(parsed: dict[str, Parsed]) -> None:
    """June 2025 prints 0 jobs for Belfast in 2023, and leaves its GVA per job empty."""
    found = parsed["cities-2025"]
    assert value(found, "jobs", "N34000001", 2023) is None
    assert value(found, "jobs", "N34000001", 2022) == 544648
    belfast = (pl.col("place") == "N34000001") & (pl.col("period") == "2023")
    status = dict(found.observations.filter(belfast).select("indicator", "status").rows())
    assert status["jobs"] == "not available (printed as 0)"
    assert status["gva_per_job"] == "empty cell"
    assert status["gva_per_hour"] == ""
    assert any("Belfast City Region" in note and "printed as 0" in note for note in found.notes)


def test_editions_and_datasets(parsed: dict[str, Parsed]) -> None:
    assert {name: (found.dataset, found.edition) for name, found in parsed.items()} == {
        "itl-2023": ("labour-productivity-itl", "2023-06"),
        "itl-2024": ("labour-productivity-itl", "2024-06"),
        "lad-2024": ("labour-productivity-local-authority", "2024-06"),
        "cities-2024": ("labour-productivity-city-region", "2024-06"),
        "cities-2025": ("labour-productivity-city-region", "2025-06"),
    }
    assert {found.family for found in parsed.values()} == {"subregional-productivity"}


def test_every_table_is_read(parsed: dict[str, Parsed]) -> None:
    every = {table.indicator.id for table in by_sheet().values()}
    assert len(every) == 12
    for name, found in parsed.items():
        expected = every
        if name == "lad-2024":
            expected = {t.indicator.id for t in by_sheet().values() if t.everywhere}
            assert len(expected) == 6
        assert set(found.observations["indicator"]) == expected
        assert set(found.series["indicator"]) == expected


def test_tables_have_the_declared_columns_and_no_repeated_key(parsed: dict[str, Parsed]) -> None:
    for found in parsed.values():
        assert dict(found.observations.schema) == CELLS
        assert dict(found.series.schema) == LABELS
        key = found.observations.select("indicator", "place", "period")
        assert not key.is_duplicated().any()


@pytest.mark.parametrize("name", ["itl-2023", "cities-2025", "cities-2024"])
def test_every_observation_has_the_address_of_its_cell(
    opened: Mapping[str, OpenFile], parsed: dict[str, Parsed], name: str
) -> None:
    """Against an independent reader of the same file, every cell of it."""
    book = openpyxl.load_workbook(opened[name].path, read_only=True, data_only=True)
    printed = {
        sheet: list(book[sheet].iter_rows(values_only=True))
        for sheet in book.sheetnames
        if sheet in by_sheet()
    }
    numbers = 0
    for row in parsed[name].observations.iter_rows(named=True):
        cell = printed[row["sheet"]][row["row"] - 1][row["column"] - 1]
        if row["value"] is None:
            assert cell in (None, 0)
        else:
            assert cell == pytest.approx(row["value"], abs=1e-8)
        numbers += isinstance(cell, int | float)
    assert numbers == sum(
        isinstance(cell, int | float)
        for rows in printed.values()
        for row in rows[5:]
        for cell in row
    )
    book.close()


def test_who_belongs_to_a_city_region(parsed: dict[str, Parsed]) -> None:
    """The lookup of June 2024: six authorities in Liverpool City Region, some in two regions."""
    members = parsed["cities-2024"].extra["city_region_members"]
    liverpool = members.filter(pl.col("place") == LCR)
    assert set(liverpool["local_authority"]) == {
        "E06000006", "E08000011", "E08000012", "E08000013", "E08000014", "E08000015"
    }  # fmt: skip
    assert set(liverpool["city_region"]) == {"Liverpool City Region Combined Authority"}
    london = members.filter(pl.col("local_authority") == "E09000001")
    assert set(london["place"]) == {"E61000001", "CR-inner-london"}
    assert "city_region_members" not in parsed["cities-2025"].extra
