"""Levels, indices and gaps: published values, and editions and bases kept apart."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.accounts import gap, gap_by_edition, gap_pct, index_to, levels, relative
from growthplan.vocabulary import UK_LESS_EXTRA_REGIO, GrowthplanError, Statistics

LCR = "E47000004"


def value(rows: pl.DataFrame, year: int, column: str = "value", **where: str) -> float:
    for name, wanted in where.items():
        rows = rows.filter(pl.col(name) == wanted)
    return float(rows.filter(pl.col("year") == year)[column].item())


@pytest.mark.parametrize(
    ("year", "lcr", "england", "below"),
    [
        (2004, 23.68, 26.07, -9.17),
        (2013, 28.50, 31.79, -10.36),
        (2022, 36.49, 41.50, -12.08),
        (2023, 37.33, 42.39, -11.94),
    ],
)
def test_ons_subregional_productivity_june_2025_gap_to_england(
    ons: Statistics, year: int, lcr: float, england: float, below: float
) -> None:
    rows = gap(ons, LCR)
    assert round(value(rows, year), 2) == lcr
    assert value(rows, year, "comparator_value") == england
    assert round(value(rows, year, "gap_pct"), 2) == below
    assert rows["edition"].unique().to_list() == ["2025-06"]


@pytest.mark.parametrize(
    ("edition", "comparator", "below"),
    [
        ("2024-06", "E92000001", -12.2),
        ("2024-06", UK_LESS_EXTRA_REGIO, -10.8),
        ("2025-06", "E92000001", -12.1),
        ("2025-06", UK_LESS_EXTRA_REGIO, -10.9),
    ],
)
def test_gap_of_2022_in_each_edition_as_the_briefing_could_have_read_it(
    ons: Statistics, edition: str, comparator: str, below: float
) -> None:
    rows = gap_by_edition(ons, LCR, comparator)
    assert round(value(rows, 2022, "gap_pct", edition=edition), 1) == below


def test_ons_june_2023_prints_the_city_region_only_as_its_itl2_area(ons: Statistics) -> None:
    rows = levels(ons, "gva_per_hour", LCR, every_edition=True).filter(pl.col("year") == 2021)
    by_edition = {row["edition"]: row for row in rows.to_dicts()}
    assert by_edition["2023-06"]["value"] == 33.37
    assert by_edition["2023-06"]["published_as"] == "TLD7"
    assert by_edition["2024-06"]["value"] == 34.7
    assert by_edition["2024-06"]["published_as"] == LCR
    assert round(by_edition["2025-06"]["value"], 2) == 35.03


def test_ons_june_2025_gva_per_filled_job(ons: Statistics) -> None:
    rows = levels(ons, "gva_per_job", LCR)
    assert round(value(rows, 2023)) == 57573
    assert round(value(rows, 2004)) == 35843


def test_ons_june_2025_hours_of_a_week_become_hours_of_a_year(ons: Statistics) -> None:
    hours = value(levels(ons, "hours", LCR, basis="unsmoothed"), 2023)
    jobs = value(levels(ons, "jobs", LCR, basis="unsmoothed"), 2023)
    per_job = value(levels(ons, "gva_per_job", LCR, basis="unsmoothed"), 2023)
    per_hour = value(levels(ons, "gva_per_hour", LCR, basis="unsmoothed"), 2023)
    assert hours == 20_827_480 * 52
    assert jobs * per_job / hours == pytest.approx(per_hour, abs=0.005)


def test_ons_index_of_the_uk_agrees_with_the_published_index(ons: Statistics) -> None:
    rows = relative(ons, "gva_per_hour", LCR, UK_LESS_EXTRA_REGIO)
    assert value(rows, 2004, "index") == pytest.approx(92.79, abs=0.02)
    assert value(rows, 2023, "index") == pytest.approx(89.15, abs=0.02)


def test_gva_per_head_divides_gva_by_residents_of_the_same_edition(ons: Statistics) -> None:
    rows = levels(ons, "gva_per_head", LCR, basis="unsmoothed")
    assert value(rows, 2022) == pytest.approx(39_589e6 / 1_571_045)
    assert rows.filter(pl.col("year") == 2022)["edition"].item() == "2024-04"


def test_place_and_comparator_always_come_from_one_edition(ons: Statistics) -> None:
    # England has no unsmoothed figures in June 2025, so the newest common edition is June 2024.
    rows = gap(ons, LCR, basis="unsmoothed").filter(pl.col("year") == 2022)
    assert rows["edition"].item() == "2024-06"
    assert rows["value"].item() == 36.0
    assert rows["comparator_value"].item() == 41.6
    newest = levels(ons, "gva_per_hour", LCR, basis="unsmoothed")
    assert value(newest, 2022) == 35.74


def test_two_bases_are_never_compared(ons: Statistics) -> None:
    smoothed = levels(ons, "gva_per_hour", LCR)
    unsmoothed = levels(ons, "gva_per_hour", "E92000001", basis="unsmoothed")
    with pytest.raises(GrowthplanError, match="smoothed and unsmoothed"):
        index_to(smoothed, unsmoothed)


def test_two_measures_are_never_compared(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="One measure"):
        index_to(levels(ons, "gva_per_hour", LCR), levels(ons, "gva_per_job", "E92000001"))


def test_no_gap_on_chained_volumes_and_what_to_use_instead(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match=r"publisher warns.*smoothed or unsmoothed"):
        gap(ons, LCR, basis="volume")
    mine, theirs = (
        levels(ons, "gva_per_hour", code, basis="volume") for code in (LCR, "E92000001")
    )
    with pytest.raises(GrowthplanError, match="publisher warns"):
        index_to(mine, theirs)


def test_chained_volumes_of_an_area_with_the_same_boundary_do_not_stand_in(ons: Statistics) -> None:
    rows = levels(ons, "gva_per_hour", LCR, basis="volume", every_edition=True)
    assert set(rows["published_as"]) == {LCR}
    assert value(rows, 2004, edition="2024-06") == 102.1  # TLD7 has 100.5


def test_a_place_without_figures_is_named(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="not published for the City of Edinburgh"):
        gap(ons, "S12000036")


def test_a_misspelt_measure_or_basis_gets_the_nearest_name(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="gva_per_hour"):
        levels(ons, "gva_per_hours", LCR)
    with pytest.raises(GrowthplanError, match="smoothed"):
        levels(ons, "gva_per_hour", LCR, basis="smothed")  # type: ignore[arg-type]


def test_known_on_gives_the_gap_as_it_was_then(ons: Statistics) -> None:
    from datetime import date

    rows = gap(ons.known_on(date(2024, 12, 31)), LCR)
    assert rows["year"].max() == 2022
    assert round(value(rows, 2022, "gap_pct"), 1) == -12.2


@given(
    place=st.floats(1, 100),
    comparator=st.floats(1, 100),
    prices=st.floats(0.01, 100),
)
def test_gap_is_the_same_at_any_price_level(place: float, comparator: float, prices: float) -> None:
    once = gap_pct(place, comparator)
    assert gap_pct(place * prices, comparator * prices) == pytest.approx(once, abs=1e-9)


@given(prices=st.floats(0.1, 10))
def test_index_of_a_table_is_the_same_at_any_price_level(prices: float) -> None:
    def table(place: str, values: list[float]) -> pl.DataFrame:
        n = len(values)
        return pl.DataFrame(
            {
                "measure": ["gva_per_hour"] * n,
                "basis": ["smoothed"] * n,
                "place": [place] * n,
                "published_as": [place] * n,
                "year": list(range(n)),
                "value": values,
                "family": ["f"] * n,
                "edition": ["e"] * n,
                "released": [0] * n,
            }
        )

    mine, theirs = [20.0, 22.0], [25.0, 24.0]
    plain = index_to(table("a", mine), table("b", theirs))["index"]
    scaled = index_to(
        table("a", [v * prices for v in mine]), table("b", [v * prices for v in theirs])
    )["index"]
    assert scaled.to_list() == pytest.approx(plain.to_list())
    assert plain.to_list() == pytest.approx([80.0, 91.6667], abs=1e-3)


def test_output_over_nobody_has_no_value(small: Callable[..., Statistics]) -> None:
    """The extra-regio territory has GVA and no residents."""
    held = small({"2024-06": {
        ("gva", LCR): {2021: 10.0, 2022: 10.0},
        ("population", LCR): {2021: 0.0, 2022: 5.0},
    }})  # fmt: skip
    assert levels(held, "gva_per_head", LCR, basis="unsmoothed")["year"].to_list() == [2022]
