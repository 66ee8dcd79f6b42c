"""Lookups of ONS Geography: what each says, and what happens when it is not as published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from geography_files import EMPTY, FIXTURES, changed, opened, read

from growthplan.importers import registry
from growthplan.importers.ons_geography import city_regions, lad_itl_lookup
from growthplan.importers.ons_geography.merging import with_known
from growthplan.importers.opening import open_file
from growthplan.importers.workbook import WorkbookReader
from growthplan.vocabulary import Gazetteer, GrowthplanError, Place, PlaceKind

LCR = {"E06000006", "E08000011", "E08000012", "E08000013", "E08000014", "E08000015"}
FILES = {
    "lad_itl_lookup.csv": "ons_lad_itl_lookup",
    "geo-metadata.json": "ons_area_metadata",
    "areas-list.json": "ons_area_list",
    "la_all_codes.csv": "ons_local_authority_codes",
    "cauth_all_codes.csv": "ons_combined_authority_codes",
    "lad22_cauth22.csv": "ons_lad_combined_authority_lookup",
    "tpi_itl_2021.csv": "tpi_itl_names",
    "topo.json": "ons_boundaries_topojson",
    "itl3_2021.geojson": "ons_boundaries_geojson",
}


def _places(name: str) -> dict[str, Place]:
    return {place.code: place for place in read(opened(name)).places}


@pytest.mark.parametrize(("name", "layout"), FILES.items())
def test_each_file_is_recognised_by_its_own_layout_only(name: str, layout: str) -> None:
    parsed = read(opened(name))
    assert parsed.layout == layout
    assert parsed.places
    assert parsed.observations.height == 0


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_recognised_by_content_whatever_its_name(name: str, tmp_path: Path) -> None:
    suffix = Path(name).suffix
    file = changed(tmp_path, f"download{suffix}", (FIXTURES / name).read_bytes())
    assert registry.read(file, EMPTY).layout == FILES[name]


def test_lad_itl_lookup_gives_authorities_their_itl_areas() -> None:
    """Trap 8: this lookup is ITL 2025; trap 12: it has a byte-order mark."""
    places = _places("lad_itl_lookup.csv")
    assert places["E08000012"].parents == ("TLD72", "TLD7", "E12000002")
    assert places["TLD7"].name == "Merseyside"
    assert places["TLD7"].members == ("TLD71", "TLD72", "TLD73", "TLD74")
    assert places["E12000002"].aliases == ("TLD",)
    assert places["E12000002"].kind is PlaceKind.REGION


def test_north_ayrshire_lies_in_two_itl3_areas_and_the_reader_says_so() -> None:
    parsed = read(opened("lad_itl_lookup.csv"))
    (ayrshire,) = [place for place in parsed.places if place.name == "North Ayrshire"]
    assert {"TLM20", "TLM93"} <= set(ayrshire.parents)
    assert ayrshire.aliases == ()
    assert parsed.notes == ("North Ayrshire lies in several ITL3 areas.",)


def test_rows_in_another_order_say_the_same(tmp_path: Path) -> None:
    head, *rows = (FIXTURES / "lad_itl_lookup.csv").read_bytes().splitlines(keepends=True)
    file = changed(tmp_path, "shuffled.csv", head + b"".join(reversed(rows)))
    as_published = {p.code: set(p.parents) for p in read(opened("lad_itl_lookup.csv")).places}
    assert {p.code: set(p.parents) for p in read(file).places} == as_published


def test_geo_metadata_has_years_and_both_codes_of_barnsley() -> None:
    """Trap 10: E08000016 until 2024 and E08000038 from 2025 are both in South Yorkshire."""
    places = _places("geo-metadata.json")
    assert places["E08000016"].valid_to == 2024
    assert places["E08000038"].valid_from == 2025
    assert {"E08000016", "E08000038"} <= set(places["E47000002"].members)
    assert places["E11000002"].name == "Merseyside (Met County)"


def test_areas_list_reads_sparse_years_and_leaves_out_wards() -> None:
    places = _places("areas-list.json")
    assert places["E07000026"].valid_to == 2022
    assert places["E06000063"].valid_from == 2023
    assert places["E08000012"].valid_from is None
    assert not [code for code in places if code.startswith("E05")]


def test_all_codes_name_the_authority_that_is_current_now() -> None:
    places = _places("la_all_codes.csv")
    assert places["E08000020"].successors == ("E08000037",)
    assert places["E08000037"].successors == ()
    assert places["E08000012"].parents == ("E47000004", "E12000002", "E92000001")


def test_lad_to_combined_authority_has_the_six_of_liverpool_city_region() -> None:
    assert set(_places("lad22_cauth22.csv")["E47000004"].members) == LCR


def test_geography_lookup_gives_city_regions_their_authorities() -> None:
    with WorkbookReader() as reader:
        file = open_file(FIXTURES / "city_regions_june-2024.xlsx", reader)
        regions = city_regions.read_geography_lookup(file)
    members = {(p.code, p.name): p.members[0] for p in regions}
    assert {p.members[0] for p in regions if p.code == "E47000004"} == LCR
    assert ("CR-highlands-and-islands", "Highlands and Islands") in members


def test_a_list_that_knows_a_part_hands_over_the_whole_place() -> None:
    """The store keeps the place it was last given, so nothing known may be lost."""
    known = Place(
        code="E47000004",
        name="Liverpool City Region",
        kind=PlaceKind.CITY_REGION,
        parents=("E12000002",),
        same_area_as=("TLD7",),
        aliases=("LCR",),
    )
    added = Place(
        code="E47000004",
        name="Liverpool City Region Combined Authority",
        kind=PlaceKind.CITY_REGION,
        parents=("E92000001",),
        valid_from=2014,
    )
    (whole,) = with_known([added], Gazetteer([known]))
    assert whole.name == "Liverpool City Region"
    assert whole.parents == ("E12000002", "E92000001")
    assert whole.same_area_as == ("TLD7",)
    assert whole.aliases == ("LCR", "Liverpool City Region Combined Authority")
    assert whole.valid_from == 2014


def _stops(tmp_path: Path, name: str, data: bytes, *words: str) -> None:
    with pytest.raises(GrowthplanError) as caught:
        read(changed(tmp_path, name, data))
    for word in words:
        assert word in str(caught.value)


def test_a_name_in_a_code_column_is_a_fault_with_its_line(tmp_path: Path) -> None:
    data = (FIXTURES / "lad_itl_lookup.csv").read_bytes().replace(b"TLD72,", b"Liverpool,", 1)
    _stops(tmp_path, "lookup.csv", data, "ITL325CD", "'Liverpool' in line")


def test_an_itl3_area_in_two_itl2_areas_is_a_fault(tmp_path: Path) -> None:
    data = (FIXTURES / "lad_itl_lookup.csv").read_bytes().replace(b"TLD7,M", b"TLD6,M", 1)
    _stops(tmp_path, "lookup.csv", data, "TLD71", "several ITL2")


def test_a_renamed_heading_is_not_recognised(tmp_path: Path) -> None:
    data = (FIXTURES / "lad_itl_lookup.csv").read_bytes().replace(b"ITL325CD", b"ITL3CODE", 1)
    file = changed(tmp_path, "lookup.csv", data)
    assert not lad_itl_lookup.recognises(file)
    with pytest.raises(GrowthplanError, match="no importer recognises"):
        registry.read(file, EMPTY)


@pytest.mark.parametrize(
    "name", ["lad_itl_lookup.csv", "la_all_codes.csv", "geo-metadata.json", "topo.json"]
)
def test_a_file_cut_short_is_a_fault(name: str, tmp_path: Path) -> None:
    data = (FIXTURES / name).read_bytes()
    _stops(tmp_path, f"cut{Path(name).suffix}", data[: len(data) * 2 // 3], "cut short")


def test_another_encoding_is_a_fault_with_its_line(tmp_path: Path) -> None:
    data = (FIXTURES / "la_all_codes.csv").read_bytes().replace(b"Knowsley", b"Knowsl\xe9y", 1)
    _stops(tmp_path, "codes.csv", data, "not UTF-8", "codes.csv:")


def test_an_area_filed_under_anothers_code_is_a_fault(tmp_path: Path) -> None:
    areas = json.loads((FIXTURES / "geo-metadata.json").read_text())
    areas["E08000012"]["areacd"] = "E08000099"
    _stops(tmp_path, "geo.json", json.dumps(areas, separators=(",", ":")).encode(), "E08000099")


def test_a_year_for_an_area_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    columns = json.loads((FIXTURES / "areas-list.json").read_text())
    columns["start"]["99999"] = 2024
    data = json.dumps(columns, separators=(",", ":")).encode()
    _stops(tmp_path, "list.json", data, "'start'", "99999")


def test_columns_of_different_length_are_a_fault(tmp_path: Path) -> None:
    columns = json.loads((FIXTURES / "areas-list.json").read_text())
    columns["areanm"].pop()
    data = json.dumps(columns, separators=(",", ":")).encode()
    _stops(tmp_path, "list.json", data, "different lengths")


def test_a_workbook_without_the_lookup_sheet_is_a_fault() -> None:
    with WorkbookReader() as reader:
        file = open_file(FIXTURES / "city_regions_june-2024.xlsx", reader)
        sheets = {"A3": file.sheets["Geography Lookup"]}
    broken = open_file(FIXTURES / "city_regions_june-2024.xlsx", lambda _: sheets)
    with pytest.raises(GrowthplanError, match="Geography Lookup"):
        city_regions.read_geography_lookup(broken)
