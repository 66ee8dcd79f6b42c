"""Places composed out of a few published lists."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from geography_files import FIXTURES, opened, read

from growthplan.importers.ons_geography import city_regions, hand_lists, overlaps
from growthplan.importers.ons_geography.places import compose_places
from growthplan.importers.opening import open_file
from growthplan.importers.workbook import WorkbookReader
from growthplan.journeys.snapshot import places_in
from growthplan.vocabulary import Gazetteer, Place, PlaceKind

LISTS = (
    "geo-metadata.json",
    "areas-list.json",
    "lad_itl_lookup.csv",
    "la_all_codes.csv",
    "cauth_all_codes.csv",
    "lad22_cauth22.csv",
    "tpi_itl_2021.csv",
)


def _composed() -> Gazetteer:
    with WorkbookReader() as reader:
        regions = city_regions.read_geography_lookup(
            open_file(FIXTURES / "city_regions_june-2024.xlsx", reader)
        )
    topology, itl3 = read(opened("topo.json")), read(opened("itl3_2021.geojson"))
    assert topology.boundaries is not None
    assert itl3.boundaries is not None
    held = {
        code: areas
        for code, areas in overlaps.itl3_holders(topology.boundaries, itl3.boundaries, 2021).items()
        if code != "E06000007"
    }
    lists = [*(read(opened(name)) for name in LISTS), topology]
    return Gazetteer(compose_places(lists, regions, held))


@pytest.fixture(scope="module")
def composed() -> Gazetteer:
    return _composed()


def test_names_of_the_first_list_are_kept_and_others_become_aliases(composed: Gazetteer) -> None:
    place = composed["E47000004"]
    assert place.name == "Liverpool City Region"
    assert "Liverpool City Region Combined Authority" in place.aliases
    assert composed.resolve("Sheffield City Region").code == "E47000002"


def test_ended_itl_areas_hold_the_districts_of_their_time(composed: Gazetteer) -> None:
    """Trap 8: West Cumbria is Allerdale, Barrow-in-Furness and Copeland, gone since."""
    assert composed["TLD11"].members == ("E07000026", "E07000027", "E07000029")
    assert composed["TLD11"].valid_to == 2024
    assert composed["TLD11"].successors == ("TLD13", "TLD14")
    assert composed["TLD13"].valid_from == 2025
    assert composed["TLD1"].valid_from is None
    assert composed["TLD1"].valid_to is None


def test_a_district_merged_twice_follows_both_steps(composed: Gazetteer) -> None:
    """Taunton Deane became Somerset West and Taunton in 2019, that Somerset in 2023."""
    assert composed["E07000190"].successors == ("E07000246",)
    assert composed["E07000246"].successors == ("E06000066",)
    before = {p.code for p in composed.local_authorities_of("E10000027", 2018)}
    after = {p.code for p in composed.local_authorities_of("E10000027", 2020)}
    assert {"E07000190", "E07000191"} <= before
    assert after == (before - {"E07000190", "E07000191"}) | {"E07000246"}


def test_a_new_code_lies_where_the_old_one_lay(composed: Gazetteer) -> None:
    """Trap 10: the December 2024 lookup knows Barnsley only by its old code."""
    assert "TLE33" in composed["E08000038"].parents
    assert composed["TLE33"].same_area_as == ("E08000038", "E08000016")


def test_an_area_that_holds_part_of_an_authority_is_the_same_as_none(composed: Gazetteer) -> None:
    assert "S12000021" in composed["TLM20"].members
    assert composed["TLM20"].same_area_as == ()


def test_halton_keeps_merseyside_county_and_city_region_apart(composed: Gazetteer) -> None:
    assert "E06000006" not in composed["E11000002"].members
    assert "E06000006" in composed["E47000004"].members
    assert composed["E11000002"].same_area_as == ()


@pytest.mark.parametrize("name", [*LISTS, "topo.json"])
def test_reading_a_bundled_list_again_changes_nothing_that_is_known(name: str) -> None:
    """A user who imports a lookup that the package was made from keeps every place as it was."""
    with as_file(files("growthplan") / "snapshot") as folder:
        gazetteer = places_in(folder)
    for place in read(opened(name), gazetteer).places:
        known = gazetteer[place.code]
        assert place.name == known.name
        assert place.kind is known.kind
        assert place.same_area_as == known.same_area_as
        assert place.successors == known.successors
        assert (place.valid_from, place.valid_to) == (known.valid_from, known.valid_to)
        assert set(place.parents) == set(known.parents)
        assert set(place.members) == set(known.members)


def test_hand_lists_name_only_places_of_the_gazetteer() -> None:
    with as_file(files("growthplan") / "snapshot") as folder:
        gazetteer = places_in(folder)
    hand: list[Place] = [*hand_lists.changes(), *hand_lists.city_regions()]
    for place in hand:
        for code in (place.code, *place.members, *place.successors):
            assert code in gazetteer, f"{place.code} names {code}"
    assert set(hand_lists.other_names()) <= set(gazetteer)


def test_london_partnerships_share_out_the_boroughs() -> None:
    """The June 2025 workbook's four London partnerships have no lookup; none overlaps."""
    with as_file(files("growthplan") / "snapshot") as folder:
        gazetteer = places_in(folder)
    parts = (
        "CR-central-london-forward",
        "CR-local-london",
        "CR-south-london-partnership",
        "CR-west-london-alliance",
    )
    boroughs = [code for part in parts for code in gazetteer[part].members]
    assert sorted(boroughs) == sorted(gazetteer["E61000001"].members)
    assert gazetteer["CR-local-london"].kind is PlaceKind.CITY_REGION
