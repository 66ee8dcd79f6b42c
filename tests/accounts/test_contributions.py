"""Authorities' contributions sum exactly, to the gap and to its change."""

from __future__ import annotations

import math
from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.accounts import (
    change_contributions,
    contributions,
    gap,
    split_change,
    split_gap,
)
from growthplan.vocabulary import UK_LESS_EXTRA_REGIO, GrowthplanError, Statistics

LCR, ENGLAND = "E47000004", "E92000001"

positive = st.floats(0.05, 20)


@st.composite
def two_years(draw: st.DrawFn) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    n = draw(st.integers(1, 8))
    names = [f"place {i}" for i in range(n)]
    shares, relatives = [], []
    for _ in range(2):
        hours = [draw(positive) for _ in names]
        shares.append({k: h / sum(hours) for k, h in zip(names, hours, strict=True)})
        relatives.append({k: draw(positive) for k in names})
    return shares, relatives


def log_of_whole(shares: dict[str, float], relatives: dict[str, float]) -> float:
    return 100 * math.log(sum(shares[k] * relatives[k] for k in shares))


@given(two_years())
def test_contributions_sum_to_the_log_gap(
    drawn: tuple[list[dict[str, float]], list[dict[str, float]]],
) -> None:
    shares, relatives = drawn[0][0], drawn[1][0]
    split = split_gap(shares, relatives)
    assert sum(split.values()) == pytest.approx(log_of_whole(shares, relatives), abs=1e-8)
    for code, points in split.items():
        assert math.copysign(1, points) == math.copysign(1, relatives[code] - 1) or points == 0


@given(two_years())
def test_level_and_share_effects_sum_to_the_change(
    drawn: tuple[list[dict[str, float]], list[dict[str, float]]],
) -> None:
    (share0, share1), (relative0, relative1) = drawn
    split = split_change(
        {k: (share0[k], share1[k]) for k in share0},
        {k: (relative0[k], relative1[k]) for k in share0},
    )
    change = log_of_whole(share1, relative1) - log_of_whole(share0, relative0)
    assert sum(w + b for w, b in split.values()) == pytest.approx(change, abs=1e-8)


def test_share_effect_is_nil_when_shares_stay_and_level_effect_when_levels_stay() -> None:
    still = split_change({"a": (0.3, 0.3), "b": (0.7, 0.7)}, {"a": (1, 2), "b": (1, 1)})
    assert all(between == 0 for _, between in still.values())
    moved = split_change({"a": (0.3, 0.5), "b": (0.7, 0.5)}, {"a": (2, 2), "b": (1, 1)})
    assert all(within == 0 for within, _ in moved.values())
    assert all(between > 0 for _, between in moved.values())


def test_shares_must_sum_to_one() -> None:
    with pytest.raises(GrowthplanError, match="not 1"):
        split_gap({"a": 0.5, "b": 0.4}, {"a": 1.0, "b": 1.0})


@pytest.mark.parametrize("comparator", [ENGLAND, UK_LESS_EXTRA_REGIO])
@pytest.mark.parametrize("year", [2005, 2022, 2023])
def test_lcr_contributions_sum_to_the_published_gap(
    ons: Statistics, year: int, comparator: str
) -> None:
    found = contributions(ons, LCR, year, comparator)
    table = found.table
    total = table.filter(pl.col("part") == "total")["log_points"].item()
    published = gap(ons, LCR, comparator).filter(pl.col("year") == year)["gap_log_points"].item()
    assert total == pytest.approx(published, abs=1e-12)
    rest = table.filter(pl.col("part") != "total")
    assert rest["log_points"].sum() == pytest.approx(total, abs=1e-9)
    assert rest["hours_share"].sum() == pytest.approx(1)


def test_ons_june_2025_authorities_of_2023(ons: Statistics) -> None:
    table = contributions(ons, LCR).table
    values = dict(table.select("part", "productivity").iter_rows())
    assert [values[c] for c in ("E06000006", "E08000011", "E08000012")] == [48.29, 39.17, 37.48]
    assert [values[c] for c in ("E08000013", "E08000014", "E08000015")] == [28.91, 36.20, 36.01]
    points = dict(table.select("part", "log_points").iter_rows())
    assert points["E06000006"] > 0 > points["E08000013"]
    assert abs(points["published_difference"]) < 0.5


def test_hours_of_another_year_are_stated(ons: Statistics) -> None:
    found = contributions(ons, LCR)
    assert (found.year, found.edition) == (2023, "2025-06")
    assert (found.hours_year, found.hours_edition) == (2022, "2024-06")
    assert any("of 2022" in note for note in found.notes)
    assert not any("last year for which" in n for n in contributions(ons, LCR, 2022).notes)


def test_change_since_2004_sums_to_the_change_in_the_published_gap(ons: Statistics) -> None:
    found = change_contributions(ons, LCR)
    assert (found.first_year, found.last_year) == (2004, 2022)
    rows = gap(ons, LCR)
    ends = [
        rows.filter(pl.col("year") == year)["gap_log_points"].item()
        for year in (found.first_year, found.last_year)
    ]
    total = found.table.filter(pl.col("part") == "total")["log_points"].item()
    assert total == pytest.approx(ends[1] - ends[0], abs=1e-12)
    rest = found.table.filter(pl.col("part") != "total")
    assert rest["log_points"].sum() == pytest.approx(total, abs=1e-9)


def test_other_regions_work_without_tuning(ons: Statistics) -> None:
    for region in ("E47000001", "E47000003", "E47000006", "E47000007"):
        table = contributions(ons, region).table
        rest = table.filter(pl.col("part") != "total")["log_points"].sum()
        assert rest == pytest.approx(table["log_points"][-1], abs=1e-9)


def test_an_itl2_area_has_the_members_of_the_city_region_with_its_boundary(
    ons: Statistics,
) -> None:
    table = contributions(ons, "TLD7", 2022).table
    assert "E08000012" in table["part"]


def test_a_place_without_members_is_refused(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="no member authorities"):
        contributions(ons, "E06000006")


def test_an_authority_without_a_figure_is_named(small: Callable[..., Statistics]) -> None:
    codes = ["E06000006", "E08000011", "E08000012", "E08000013", "E08000014"]
    table = {(name, c): {2022: 9.0} for c in codes for name in ("gva_per_hour", "hours_per_week")}
    table["gva_per_hour", LCR] = table["gva_per_hour", ENGLAND] = {2022: 9.0}
    with pytest.raises(GrowthplanError, match="Wirral"):
        contributions(small({"2024-06": table}), LCR)
