"""Sector definitions: what a file must say, where sectors overlap, and that they never add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.sectors import (
    SectorDefinition,
    overlaps,
    read_definition,
    read_definitions,
    sector_sum,
    shared_blocks,
    shared_codes,
    sum_of_sectors,
    tiles,
)
from growthplan.vocabulary import GrowthplanError

GROWTH_DRIVING = {
    "advanced-manufacturing",
    "clean-energy-industries",
    "creative-industries",
    "defence",
    "digital-and-technologies",
    "financial-services",
    "life-sciences",
    "professional-and-business-services",
}
LOCAL = {"maritime", "visitor-economy", "health-and-life-sciences"}


def sector(*sic: str, counted_whole: tuple[str, ...] = (), name: str = "one") -> SectorDefinition:
    return read_definition(
        {
            "id": name,
            "title": name.title(),
            "strategy": "local",
            "basis": "assumption",
            "confidence": "low",
            "reliable": True,
            "sic": list(sic),
            "counted_whole": list(counted_whole),
            "misses": "Much.",
            "source": {"title": "A list", "publisher": "A publisher"},
        }
    )


def test_the_eight_growth_driving_sectors_and_the_local_ones_are_defined(
    definitions: dict[str, SectorDefinition],
) -> None:
    by_strategy = {
        strategy: {s.id for s in definitions.values() if s.strategy == strategy}
        for strategy in ("Industrial Strategy", "local")
    }
    assert by_strategy == {"Industrial Strategy": GROWTH_DRIVING, "local": LOCAL}
    assert all(len(s.misses) > 40 and s.source.title for s in definitions.values())


def test_three_sectors_have_no_reliable_definition_by_industry_code(
    definitions: dict[str, SectorDefinition],
) -> None:
    """GOV.UK, Industrial Strategy Sector Definitions List, 23 June 2025."""
    unreliable = {s.id for s in definitions.values() if not s.reliable}
    assert unreliable == {"clean-energy-industries", "defence", "digital-and-technologies"}
    assert all("no reliable definition" in definitions[s].misses for s in unreliable)


@pytest.mark.parametrize(
    ("sector_id", "codes"),
    [
        ("advanced-manufacturing", "20 26 27 28 29 30 33.16"),
        (
            "creative-industries",
            "32.12 58 59 60 62.01 62.02 70.21 71.11 73.1 74.1 74.2 74.3 85.52 90 91.01 91.02",
        ),
        ("defence", "25.4 30.4"),
        ("financial-services", "64 65 66"),
        ("life-sciences", "21 26.6 32.5 72.11"),
        ("professional-and-business-services", "69 70 71 72 73 74 77 78 82"),
    ],
)
def test_codes_are_those_of_the_industrial_strategy_list(
    definitions: dict[str, SectorDefinition], sector_id: str, codes: str
) -> None:
    """GOV.UK, Industrial Strategy Sector Definitions List, 23 June 2025, as transcribed; codes of
    frontier industries inside a listed code (30.3 in 30) and repeats are left out."""
    assert list(definitions[sector_id].sic) == codes.split()
    assert definitions[sector_id].on_whose_word == "Department for Business and Trade"


def test_what_is_not_official_says_that_it_is_assumed_and_where_one_looked(
    definitions: dict[str, SectorDefinition],
) -> None:
    for one in definitions.values():
        assumed = one.basis == "assumption"
        assert (one.on_whose_word == "assumed") == assumed == bool(one.source.searched)
        assert assumed != bool(one.source.read_from)


def test_an_unknown_field_is_refused_with_file_and_field() -> None:
    with pytest.raises(GrowthplanError, match=r"ports\.yaml.*codes"):
        read_definition({"id": "ports", "codes": ["50"]}, "ports.yaml")


def test_faults_of_every_file_are_reported_together() -> None:
    good = sector("50").model_dump()
    with pytest.raises(GrowthplanError) as error:
        read_definitions({"a.yaml": good | {"sic": ["5"]}, "b.yaml": good | {"basis": "hearsay"}})
    assert {fault.file for fault in error.value.faults} == {"a.yaml", "b.yaml"}


def test_a_division_counted_whole_must_hold_some_of_the_sector() -> None:
    with pytest.raises(GrowthplanError, match="counted_whole lists 62"):
        sector("59.1", counted_whole=("62",))


def test_a_code_inside_another_is_refused() -> None:
    with pytest.raises(GrowthplanError, match=r"inside other codes.*26\.6"):
        sector("26", "26.6")


def test_overlaps_are_named_at_the_finer_code(definitions: dict[str, SectorDefinition]) -> None:
    table = overlaps(list(definitions.values()))
    row = table.filter(
        (table["sector"] == "Creative industries") & (table["other"] == "Digital and technologies")
    ).row(0, named=True)
    assert row["codes"] == "58, 59, 60, 62.01, 62.02"
    assert row["divisions"] == "58, 59, 60, 62"


def test_sectors_without_a_common_code_do_not_overlap() -> None:
    assert overlaps([sector("64"), sector("26.6", name="two")]).is_empty()


def test_adding_sectors_up_is_refused_with_the_overlap_named() -> None:
    with pytest.raises(GrowthplanError, match=r"overlap.*One and Two share 26\.6"):
        sum_of_sectors([sector("26"), sector("26.6", name="two")])


CODES = st.sampled_from(["10", "26", "26.6", "26.60", "32.5", "62", "62.01", "72.11"])


@given(CODES, CODES)
def test_shared_codes_do_not_depend_on_order(a: str, b: str) -> None:
    one, two = sector(a), sector(b, name="two")
    assert shared_codes(one, two) == shared_codes(two, one)
    assert bool(shared_codes(one, two)) == (a.startswith(b) or b.startswith(a))


def test_nested_rows_are_never_counted_twice() -> None:
    table = {"Total": 10.0, "A-E": 4.0, "G-T": 6.0, "C (10-33)": 3.0, "CA (10-12)": 1.0}
    assert sum(tile.value for tile in tiles(table)) == 10


def test_a_suppressed_part_is_covered_by_the_row_that_holds_it() -> None:
    table = {"K (64-66)": 9.0, "64": 5.0, "65": None, "66": 1.0}
    assert [(tile.code, tile.value) for tile in tiles(table)] == [("K (64-66)", 9.0)]


def test_tables_of_different_detail_meet_at_the_finest_that_both_add_up_to() -> None:
    fine = {"58": 1.0, "59": 2.0, "60": 3.0, "61": 4.0, "62": 5.0, "63": 6.0}
    coarse = {"58": 10.0, "59-60": 20.0, "61-63": 30.0}
    blocks = shared_blocks([fine, coarse])
    assert [(b.code, b.values) for b in blocks] == [
        ("58", (1.0, 10.0)),
        ("59-60", (5.0, 20.0)),
        ("61-63", (15.0, 30.0)),
    ]


def test_a_sector_published_only_among_others_has_no_value_but_a_reach() -> None:
    found = sector_sum(sector("21"), shared_blocks([{"CD-CF (19-21)": 30.0, "22": 5.0}]))
    assert found.value is None
    assert found.lost == (21,)
    assert found.core == (0,)
    assert found.broad == (30.0,)


def test_half_a_row_of_the_sectors_divisions_counts_it_and_says_so() -> None:
    found = sector_sum(sector("20", "21"), shared_blocks([{"CD-CF (19-21)": 30.0, "22": 5.0}]))
    assert found.value == (30.0,)
    assert found.mixed == ("CD-CF (19-21)",)
