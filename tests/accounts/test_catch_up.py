"""Closing a gap: the lift, the growth and what it is worth."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.accounts import catch_up, gap_closed_by, growth_needed, lift_to_close
from growthplan.vocabulary import GrowthplanError, Statistics

LCR = "E47000004"

gaps = st.floats(-80, -0.01)
shares = st.floats(0.01, 1)


@pytest.mark.parametrize(("gap", "lift"), [(-11.0, 12.36), (-12.1, 13.77)])
def test_reference_closing_a_gap_lifts_output_by_more_than_the_gap(gap: float, lift: float) -> None:
    assert round(lift_to_close(gap), 2) == lift


def test_lcrca_october_2025_six_billion_on_43_3_is_the_gap_to_england() -> None:
    """£6bn on £43.3bn is 13.9%, a gap of 12.2%; closing 11% would be worth £5.35bn."""
    lift = 100 * 6 / 43.3
    assert round(lift, 1) == 13.9
    assert round(gap_closed_by(lift), 1) == -12.2
    assert round(43.3 * lift_to_close(-11) / 100, 2) == 5.35


@given(gap=gaps, share=shares, years=st.integers(1, 40), theirs=st.floats(-2, 6))
def test_growth_needed_reaches_the_target(
    gap: float, share: float, years: int, theirs: float
) -> None:
    needed = growth_needed(gap, years, theirs, share)
    place, comparator = 100 + gap, 100.0
    place *= (1 + needed / 100) ** years
    comparator *= (1 + theirs / 100) ** years
    left = 100 * (place / comparator - 1)
    assert left == pytest.approx((1 - share) * gap, abs=1e-8)


@given(gap=gaps)
def test_a_lift_closes_the_gap_that_it_was_made_for(gap: float) -> None:
    assert gap_closed_by(lift_to_close(gap)) == pytest.approx(gap)


@given(gap=gaps, share=shares)
def test_more_of_the_gap_takes_more(gap: float, share: float) -> None:
    assert 0 < lift_to_close(gap, share) <= lift_to_close(gap) + 1e-9


def test_lcr_by_2035(ons: Statistics) -> None:
    found = catch_up(ons, LCR, 2035, gva_bn=43.3, comparator_growth_pct=2.0)
    assert found.base_year == 2023
    assert round(found.gap_pct, 2) == -11.94
    assert found.lift_pct == pytest.approx(13.56, abs=0.01)
    assert found.worth_bn == pytest.approx(43.3 * found.lift_pct / 100)
    assert found.extra_pct == pytest.approx(found.growth_pct - 2.0)
    assert 37.3274 * (1 + found.growth_pct / 100) ** 12 == pytest.approx(42.39 * 1.02**12, rel=1e-4)


def test_by_default_the_comparator_goes_on_as_before_and_gva_is_that_of_the_base_year(
    ons: Statistics,
) -> None:
    found = catch_up(ons, LCR, 2033)
    assert found.past_from == 2013
    assert found.comparator_growth_pct == pytest.approx(100 * ((42.39 / 31.79) ** 0.1 - 1))
    assert (found.gva_bn, found.gva_year) == (pytest.approx(43.310, abs=0.001), 2023)
    assert found.gva_route == ("hours worked × unsmoothed GVA per hour in 2023, June 2025 edition")
    assert found.years_at_past_pace == math.inf  # it grew less than England from 2013 to 2023
    assert any("2013 to 2023" in said for said in found.assumptions)


def test_a_place_ahead_has_nothing_to_close(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="no gap to close"):
        catch_up(ons, "E06000006", 2035)


@pytest.mark.parametrize("by", [2023, 2000])
def test_the_year_must_lie_ahead(ons: Statistics, by: int) -> None:
    with pytest.raises(GrowthplanError, match="after the base year"):
        catch_up(ons, LCR, by)


@pytest.mark.parametrize("share", [0, -0.5, 1.5])
def test_a_share_lies_between_nought_and_one(share: float) -> None:
    with pytest.raises(GrowthplanError, match="share"):
        lift_to_close(-10, share)
