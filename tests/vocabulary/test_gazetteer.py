"""The bundled gazetteer: what a user types, and what a file prints, means the place they mean."""

from __future__ import annotations

from importlib.resources import files

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.vocabulary import Gazetteer, GrowthplanError, Place, PlaceKind
from growthplan.vocabulary.gazetteer import fold

LCR = ("E06000006", "E08000011", "E08000012", "E08000013", "E08000014", "E08000015")


def _bundled() -> Gazetteer:
    path = str(files("growthplan") / "snapshot" / "places.parquet")
    return Gazetteer(Place.model_validate_json(text) for text in pl.read_parquet(path)["json"])


GAZETTEER = _bundled()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("E47000004", "E47000004"),
        ("Liverpool City Region", "E47000004"),
        ("Liverpool City Region Combined Authority", "E47000004"),
        ("lcr", "E47000004"),
        (" E47000004 ", "E47000004"),
        ("Merseyside", "TLD7"),
        ("Merseyside (Met County)", "E11000002"),
        ("Knowsley ", "E08000011"),
        ("St Helens", "E08000013"),
        ("St. Helens", "E08000013"),
        ("Durham", "E06000047"),
        ("Bristol", "E06000023"),
        ("Bristol, City of", "E06000023"),
        ("Hull", "E06000010"),
        ("Herefordshire", "E06000019"),
        ("Ynys Môn", "W06000001"),
        ("Caerdydd", "W06000015"),
        ("North East", "E47000014"),
        ("North East (England)", "E12000001"),
        ("East", "E12000006"),
        ("YORKSHIRE AND THE HUMBER", "E12000003"),
        ("Sheffield City Region", "E47000002"),
        ("South Yorkshire Mayoral Combined Authority", "E47000002"),
        ("Greater London", "E61000001"),
        ("Somerset", "E06000066"),
        ("Allerdale", "E07000026"),
    ],
)
def test_a_name_as_people_and_publishers_write_it_finds_the_place(typed: str, code: str) -> None:
    assert GAZETTEER.resolve(typed).code == code


@pytest.mark.parametrize(
    ("published", "canonical"),
    [
        ("TLB", "E92000001"),
        ("TLD", "E12000002"),
        ("TLL", "W92000004"),
        ("TLM", "S92000003"),
        ("TLN", "N92000002"),
        ("UK", "K02000001"),
        (" UKX", "K99000002"),
        ("tld7", "TLD7"),
        ("UKD7", "TLD7"),
        ("UKM61", "TLM61"),
        ("CR-devon-and-torbay", "E47000015"),
        ("CR-surrey", "E10000030"),
        ("cr-inner-london", "E13000001"),
        ("S30000042", "S12000047"),
    ],
)
def test_every_code_system_leads_to_the_canonical_place(published: str, canonical: str) -> None:
    """Trap 7: England is TLB or E92000001; UK is UK, UKX, K99000002 or K02000001."""
    assert GAZETTEER.resolve(published).code == canonical


def test_uk_and_uk_less_extra_regio_are_two_places() -> None:
    """Trap 7: the comparator of productivity leaves out Extra-Regio, GDP of the UK does not."""
    assert GAZETTEER.resolve("UK").kind is PlaceKind.UK
    assert GAZETTEER.resolve("UKX").kind is PlaceKind.UK_LESS_EXTRA_REGIO


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        ("Liverpol", "Liverpool (E08000012)"),
        ("Liverpool City", "Liverpool City Region (E47000004)"),
        ("E4700004", "Liverpool City Region (E47000004)"),
        ("TLD77", "Merseyside (TLD7)"),
        ("West Cumbri", "West Cumbria (TLD11, until 2024)"),
    ],
)
def test_a_wrong_name_or_code_names_the_nearest(wrong: str, nearest: str) -> None:
    with pytest.raises(GrowthplanError) as caught:
        GAZETTEER.resolve(wrong)
    fault = caught.value.faults[0]
    assert f"'{wrong}'" in fault.message
    assert nearest in str(fault.fix)


def test_nothing_near_still_says_what_to_give() -> None:
    with pytest.raises(GrowthplanError, match="Give a code such as E47000004"):
        GAZETTEER.resolve("qqqqqqqqqq")


def test_liverpool_city_region_is_its_six_authorities_and_tld7() -> None:
    place = GAZETTEER["E47000004"]
    assert place.members == LCR
    assert tuple(sorted(p.code for p in GAZETTEER.local_authorities_of("TLD7"))) == LCR
    assert place.same_area_as == ("TLD7",)
    assert GAZETTEER["TLD7"].same_area_as == ("E47000004",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("E47000001", "TLD3"),
        ("E47000002", "TLE3"),
        ("E47000003", "TLE4"),
        ("E47000014", "TLC4"),
        ("E06000047", "TLC14"),
        ("E06000047", "TLC41"),
        ("E08000038", "TLE33"),
        ("W42000001", "TLL5"),
        ("N92000002", "TLN0"),
        ("E61000001", "E12000007"),
        ("E10000006", "TLD1"),
    ],
)
def test_areas_of_one_boundary_know_each_other(one: str, other: str) -> None:
    assert other in GAZETTEER[one].same_area_as
    assert one in GAZETTEER[other].same_area_as


@pytest.mark.parametrize(
    ("one", "other"),
    [("E11000002", "TLD7"), ("E47000007", "E12000005"), ("TLM6", "TLM2"), ("E47000010", "TLC4")],
)
def test_areas_that_differ_are_not_taken_for_one(one: str, other: str) -> None:
    assert other not in GAZETTEER[one].same_area_as


@pytest.mark.parametrize(
    ("ended", "last", "successors"),
    [
        ("E07000026", 2022, ("E06000063",)),
        ("E07000163", 2022, ("E06000065",)),
        ("E07000187", 2022, ("E06000066",)),
        ("E07000150", 2020, ("E06000061",)),
        ("E07000004", 2019, ("E06000060",)),
        ("E07000190", 2018, ("E07000246",)),
        ("E08000016", 2024, ("E08000038",)),
        ("E08000019", 2024, ("E08000039",)),
        ("E08000020", 2012, ("E08000037",)),
        ("E47000010", 2023, ("E47000014",)),
        ("E47000011", 2023, ("E47000014",)),
        ("E10000006", 2022, ("E06000063", "E06000064")),
        ("TLD11", 2024, ("TLD13", "TLD14")),
        ("TLM61", 2024, ("TLM20",)),
    ],
)
def test_ended_areas_say_when_and_who_followed(
    ended: str, last: int, successors: tuple[str, ...]
) -> None:
    """Traps 8, 9 and 10: ITL sets, combined authorities and districts change."""
    place = GAZETTEER[ended]
    assert (place.valid_to, place.successors) == (last, successors)


def test_authorities_of_a_region_are_those_of_the_year() -> None:
    """Trap 10: old and new districts cover the same ground and are never summed together."""
    before = {p.code for p in GAZETTEER.local_authorities_of("E12000002", 2022)}
    now = {p.code for p in GAZETTEER.local_authorities_of("E12000002")}
    assert {"E07000026", "E07000031"} <= before
    assert not before & {"E06000063", "E06000064"}
    assert now - before == {"E06000063", "E06000064"}
    assert len(before) == 39
    assert len(now) == 35


@pytest.mark.parametrize(("year", "count"), [(None, 361), (2024, 361), (2022, 374), (2020, 379)])
def test_the_uk_has_the_published_number_of_authorities(year: int | None, count: int) -> None:
    """361 in the December 2024 lookup, 374 in the June 2023 productivity CSV; Northamptonshire's
    seven districts became two authorities in 2021."""
    assert len(GAZETTEER.local_authorities_of("K02000001", year)) == count


def test_itl_counts_of_both_sets_are_as_published() -> None:
    """Trap 8. 2021: 41 ITL2 and 179 ITL3; 2025: 46 and 182; 57 of the 179 are gone."""
    itl3 = GAZETTEER.of_kind(PlaceKind.ITL3, current=False)
    itl2 = GAZETTEER.of_kind(PlaceKind.ITL2, current=False)
    assert len([p for p in itl3 if p.valid_to is None]) == 182
    assert len([p for p in itl3 if p.valid_from is None]) == 179
    assert len([p for p in itl3 if p.valid_to == 2024]) == 57
    assert len([p for p in itl2 if p.valid_to is None]) == 46
    assert len([p for p in itl2 if p.valid_from is None]) == 41


def test_every_link_leads_somewhere_and_back() -> None:
    for place in GAZETTEER.values():
        for code in (*place.parents, *place.members, *place.successors, *place.same_area_as):
            assert code in GAZETTEER, f"{place.code} names {code}"
        for other in place.same_area_as:
            assert place.code in GAZETTEER[other].same_area_as
        assert place.code not in place.parents
        if place.valid_to is not None:
            assert place.successors, f"{place.code} ended and nothing followed"


def test_each_authority_lies_in_one_current_itl3_area_and_one_country() -> None:
    """North Ayrshire alone is split: Arran and Cumbrae lie in Highlands and Islands."""
    for place in GAZETTEER.of_kind(PlaceKind.LOCAL_AUTHORITY):
        parents = [GAZETTEER[code] for code in place.parents]
        current = [p for p in parents if p.kind is PlaceKind.ITL3 and p.valid_to is None]
        assert len(current) == (2 if place.name == "North Ayrshire" else 1), place
        assert len([p for p in parents if p.kind is PlaceKind.COUNTRY]) == 1


def test_england_is_made_of_nine_regions() -> None:
    assert [GAZETTEER[code].kind for code in GAZETTEER["E92000001"].members] == [
        PlaceKind.REGION
    ] * 9


@given(st.sampled_from(sorted(GAZETTEER)))
def test_each_code_means_itself_in_any_case_with_any_blanks(code: str) -> None:
    assert GAZETTEER.resolve(f"  {code.lower()} ").code == code


@given(st.sampled_from(sorted(GAZETTEER)))
def test_each_name_finds_a_place_of_that_name(code: str) -> None:
    found = GAZETTEER.resolve(GAZETTEER[code].name.upper())
    assert fold(GAZETTEER[code].name) in {fold(n) for n in (found.name, *found.aliases)}
