"""Location quotients: textbook answers, ranges, and places where a share does not exist."""

from __future__ import annotations

import math
from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.sectors import (
    SectorDefinition,
    chained_growth,
    location_quotient,
    location_quotient_figures,
    location_quotients,
    sector_levels,
)
from growthplan.sectors.quotients import (
    COUNTS,
    MOVEMENT,
    counting_sd,
    interval,
    movement_sd,
    revision_sd,
    verdict,
)
from growthplan.vocabulary import GrowthplanError, Statistics

LCR, GM = "E47000004", "E47000001"
JOBS, GVA = "employment_by_industry", "gva_by_industry"


@pytest.mark.parametrize(
    ("regional", "national", "quotient"),
    [(50, 10, 5), (10, 20, 0.5), (20, 40, 0.5), (20, 30, 0.667)],
)
def test_krumme_shift_and_share_table_university_of_washington(
    regional: float, national: float, quotient: float
) -> None:
    """Krumme, Geography 350, Shift & Share Table: shares of Holukuluku in 1985, column 3."""
    found = location_quotient(regional, 100, national, 100)
    assert found == pytest.approx(quotient, abs=0.0005)


def test_a_share_that_does_not_exist_gives_no_quotient() -> None:
    assert location_quotient(0, 0, 10, 100) is None
    assert location_quotient(5, 10, 0, 100) is None
    assert location_quotient(0, 10, 5, 100) == 0


@given(
    st.lists(st.integers(1, 10**6), min_size=1, max_size=20),
    st.lists(st.integers(1, 10**6), min_size=20, max_size=20),
)
def test_quotients_weighted_by_the_comparators_shares_average_one(
    own: list[int], other: list[int]
) -> None:
    other = other[: len(own)]
    quotients = [
        location_quotient(a, sum(own), b, sum(other)) for a, b in zip(own, other, strict=True)
    ]
    average = sum(q * b for q, b in zip(quotients, other, strict=True) if q) / sum(other)
    assert average == pytest.approx(1)


@given(st.floats(0.01, 100), st.floats(0, 2))
def test_the_range_holds_the_quotient(quotient: float, sd: float) -> None:
    low, high = interval(quotient, sd)
    assert low <= quotient * (1 + 1e-12)
    assert high >= quotient * (1 - 1e-12)


def test_counting_error_falls_with_the_count() -> None:
    small, large = counting_sd(100, 1e5, 1e4, 1e7), counting_sd(400, 1e5, 1e4, 1e7)
    assert small == pytest.approx(math.sqrt(1 / 100 - 1e-5 + 1e-4 - 1e-7))
    assert large is not None
    assert small > large


def test_steady_growth_of_a_quotient_is_not_noise() -> None:
    assert movement_sd({2015 + i: 1.1**i for i in range(7)}) == pytest.approx(0, abs=1e-9)
    assert movement_sd({2019: 1.0, 2021: 2.0}) is None


def test_revisions_are_measured_over_the_years_both_editions_hold() -> None:
    new = dict.fromkeys(range(2015, 2023), 1.1)
    assert revision_sd(new, dict.fromkeys(range(2015, 2022), 1.0)) == pytest.approx(math.log(1.1))
    assert revision_sd(new, {2015: 1.0}) is None


def test_a_range_over_one_cannot_tell() -> None:
    assert verdict(0.8, 1.2) == "cannot tell"
    assert verdict(0.8, 0.9) == "less concentrated"


def test_financial_services_of_liverpool_city_region_to_greater_manchester_2021(
    published: Statistics, definitions: dict[str, SectorDefinition]
) -> None:
    """BRES 2021, divisions 64 to 66 and all: 20,500 of 686,425 against the same of TLD3."""
    finance = definitions["financial-services"]
    found = location_quotients(published, [finance], LCR, GM, JOBS)
    row = found.table.filter(pl.col("year") == 2021).row(0, named=True)
    assert row["value"] == 8000 + 1500 + 11000
    assert row["share"] == pytest.approx(20500 / 686425)
    assert row["lq"] == pytest.approx(row["share"] / row["comparator_share"])
    assert row["range_from"] == COUNTS
    assert row["low"] < row["lq"] < row["high"]
    assert any("TLD7" in note for note in found.notes)


def test_pharmaceuticals_are_not_told_apart_in_gva_but_are_in_jobs(
    published: Statistics, definitions: dict[str, SectorDefinition]
) -> None:
    life = definitions["life-sciences"]
    gva = location_quotients(published, [life], LCR, GM, GVA)
    jobs = location_quotients(published, [life], LCR, GM, JOBS)
    assert gva.table["lq"].null_count() == gva.table.height
    assert any("too coarsely" in note and "21" in note for note in gva.notes)
    assert jobs.table["lq"].null_count() == 0


def test_a_sector_without_definition_has_a_figure_that_says_so(
    published: Statistics, definitions: dict[str, SectorDefinition]
) -> None:
    every = list(definitions.values())
    found = location_quotients(published, every, LCR, GM, JOBS)
    figures = {f.id: f for f in location_quotient_figures(published, found)}
    clean = figures[f"location_quotient/{LCR}/2021/clean-energy-industries/vs-{GM}"]
    assert clean.value is None
    assert "no reliable definition" in clean.sentence
    finance = figures[f"location_quotient/{LCR}/2021/financial-services/vs-{GM}"]
    assert finance.display in finance.sentence
    assert {i.cell for i in finance.lineage.inputs if i.cell}
    assert any("not added up" in note for note in found.notes)


def test_no_jobs_at_all_is_a_statement(
    make: Callable[..., Statistics], definitions: dict[str, SectorDefinition]
) -> None:
    rows = [(JOBS, "TLD7", 2021, str(d), 0.0) for d in (64, 65, 66)]
    rows += [(JOBS, "TLD3", 2021, str(d), 10.0) for d in (64, 65, 66)]
    found = location_quotients(make(rows), [definitions["financial-services"]], LCR, GM)
    assert found.table["lq"].to_list() == [None]
    assert any("no employment at all in 2021" in note for note in found.notes)


def test_none_of_a_sector_has_a_range_that_starts_at_nought(
    make: Callable[..., Statistics], definitions: dict[str, SectorDefinition]
) -> None:
    rows = [(JOBS, "TLD7", 2021, d, v) for d, v in (("64", 0.0), ("65", 0.0), ("66", 0.0))]
    rows += [(JOBS, "TLD7", 2021, "47", 1000.0)]
    rows += [(JOBS, "TLD3", 2021, d, 100.0) for d in ("64", "65", "66", "47")]
    found = location_quotients(make(rows), [definitions["financial-services"]], LCR, GM)
    row = found.table.row(0, named=True)
    assert (row["lq"], row["low"]) == (0, 0)
    assert 0 < row["high"] < 0.01


def test_gva_takes_its_range_from_movement_or_revisions(
    make: Callable[..., Statistics], definitions: dict[str, SectorDefinition]
) -> None:
    def rows(scale: float) -> list[tuple[str, str, int, str, float]]:
        return [
            (GVA, place, year, code, value * (scale if (place, code) == ("TLD7", "64") else 1))
            for year in range(2015, 2022)
            for place in ("TLD7", "TLD3")
            for code, value in (("64", 10.0 + year % 2), ("65", 5.0), ("66", 5.0), ("47", 40.0))
        ]

    old = {"2023-04": rows(3.0)}
    found = location_quotients(
        make(rows(1.0), old), [definitions["financial-services"]], LCR, GM, GVA
    )
    assert set(found.table["range_from"]) == {"revisions between editions"}
    found = location_quotients(make(rows(1.2)), [definitions["financial-services"]], LCR, GM, GVA)
    assert set(found.table["range_from"]) == {MOVEMENT}


def test_a_place_without_figures_is_named(
    published: Statistics, definitions: dict[str, SectorDefinition]
) -> None:
    with pytest.raises(GrowthplanError, match="not published for Liverpool"):
        location_quotients(published, [definitions["maritime"]], "E08000012", GM)


def test_england_is_summed_over_its_areas(
    published: Statistics, definitions: dict[str, SectorDefinition]
) -> None:
    found = location_quotients(published, [definitions["financial-services"]], LCR)
    assert found.comparator.published_as == ("TLD3", "TLD7")
    assert any("summed over 2 areas" in note for note in found.notes)


def test_volume_growth_is_chained_with_last_years_weights() -> None:
    grown = chained_growth({"64": 75.0, "65": 25.0}, {"64": 10, "65": 10}, {"64": 11, "65": 8})
    assert grown == pytest.approx(0.75 * 1.1 + 0.25 * 0.8)
    assert chained_growth({"64": 75.0}, {"64": None}, {"64": 11}) is None


def test_levels_keep_current_prices_and_volumes_apart(
    make: Callable[..., Statistics], definitions: dict[str, SectorDefinition]
) -> None:
    rows = [
        (indicator, "TLD7", year, code, value * growth ** (year - 2019))
        for indicator, growth in ((GVA, 1.05), ("gva_by_industry_volume", 1.02))
        for year in (2019, 2020, 2021)
        for code, value in (("64", 10.0), ("65", 5.0), ("66", 5.0))
    ]
    found = sector_levels(make(rows), [definitions["financial-services"]], LCR)
    row = found.growth.row(0, named=True)
    assert row["pct_a_year"] == pytest.approx(5)
    assert row["volume_pct_a_year"] == pytest.approx(2)
    assert found.levels["volume_index"].to_list() == pytest.approx([100, 102, 104.04])
