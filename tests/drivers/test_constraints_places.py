"""Places laid out for the model: who is fitted, and which region is held out with it."""

from __future__ import annotations

import polars as pl

from growthplan.drivers.constraints_places import under_current_codes, values_by_place
from growthplan.vocabulary import Gazetteer, Place, PlaceKind

LA = PlaceKind.LOCAL_AUTHORITY

GAZETTEER = Gazetteer(
    [
        Place(code="E12000002", name="North West", kind=PlaceKind.REGION),
        Place(code="W92000004", name="Wales", kind=PlaceKind.COUNTRY),
        Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY),
        Place(
            code="E08000012",
            name="Liverpool",
            kind=PlaceKind.LOCAL_AUTHORITY,
            parents=("E92000001", "E12000002"),
        ),
        Place(
            code="W06000001",
            name="Isle of Anglesey",
            kind=PlaceKind.LOCAL_AUTHORITY,
            parents=("W92000004",),
        ),
    ]
)


def test_authorities_have_regions_and_no_other_place_has() -> None:
    places = ["E08000012", "W06000001", "E92000001"]
    values = pl.DataFrame(
        {
            "indicator": ["a", "a", "a", "b", "b"],
            "place": [*places, *places[:2]],
            "value": [1.0, 2.0, 3.0, 4.0, None],
        }
    )
    wide = values_by_place(values, GAZETTEER)
    assert dict(wide.select("place", "region").iter_rows()) == {
        "E08000012": "E12000002",
        "W06000001": "W92000004",
        "E92000001": None,
    }
    assert wide.filter(pl.col("place") == "W06000001").select("a", "b").row(0) == (2.0, None)


def test_years_stay_apart() -> None:
    values = pl.DataFrame(
        {"indicator": ["a", "a"], "place": ["E08000012"] * 2, "year": [1, 2], "value": [1.0, 2.0]}
    )
    wide = values_by_place(values, GAZETTEER)
    assert wide["year"].to_list() == [1, 2]
    assert wide["region"].to_list() == ["E12000002"] * 2


def test_pay_is_a_result_and_no_driver() -> None:
    values = pl.DataFrame(
        {
            "indicator": ["a", "gross_median_weekly_pay"],
            "place": ["E08000012"] * 2,
            "value": [1.0, 600.0],
        }
    )
    assert values_by_place(values, GAZETTEER).columns == ["place", "region", "a"]


def test_productivity_under_an_earlier_code_is_read_under_the_present_one() -> None:
    gazetteer = Gazetteer(
        [
            Place(code="E08000019", name="Sheffield", kind=LA, successors=("E08000039",)),
            Place(code="E08000039", name="Sheffield", kind=LA),
            Place(code="E07000026", name="Allerdale", kind=LA, successors=("E06000063",)),
            Place(code="E07000028", name="Carlisle", kind=LA, successors=("E06000063",)),
            Place(code="E06000063", name="Cumberland", kind=LA),
        ]
    )
    rows = pl.DataFrame({"place": ["E08000019", "E07000026"], "value": [35.0, 40.0]})
    assert under_current_codes(rows, gazetteer)["place"].to_list() == ["E08000039", "E07000026"]
    both = pl.DataFrame({"place": ["E08000019", "E08000039"], "value": [35.0, 36.0]})
    assert under_current_codes(both, gazetteer).equals(both)
