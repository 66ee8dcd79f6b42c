"""Growth stays inside one edition and compounds."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.accounts import compound_growth, growth, growth_between
from growthplan.vocabulary import GrowthplanError, Statistics

LCR, ENGLAND = "E47000004", "E92000001"


def test_reference_growth_of_england_2004_to_2023(ons: Statistics) -> None:
    found = growth_between(ons, "gva_per_hour", ENGLAND, 2004, 2023)
    assert round(found.pct_a_year, 2) == 2.59
    assert found.edition == "2025-06"


def test_ons_june_2025_chained_volume_growth(ons: Statistics) -> None:
    rows = growth(ons, "gva_per_hour", LCR, basis="volume")
    newest = rows.filter(pl.col("year") == 2023)["growth_pct"].item()
    assert newest == pytest.approx(3.01)  # 103.01 with 2022 = 100


def test_ons_2021_growth_is_not_the_difference_of_two_editions(ons: Statistics) -> None:
    rows = growth(ons, "gva_per_hour", LCR).filter(pl.col("year") == 2021)
    assert rows["edition"].item() == "2025-06"
    assert rows["growth_pct"].item() == pytest.approx(100 * (35.03 / 33.35 - 1), abs=0.05)


def test_growth_never_spans_editions(small: Callable[..., Statistics]) -> None:
    key = ("gva_per_hour", LCR)
    held = small({"2023-06": {key: {2020: 30.0, 2021: 31.0}}, "2024-06": {key: {2022: 40.0}}})
    assert growth(held, "gva_per_hour", LCR)["year"].to_list() == [2021]
    with pytest.raises(GrowthplanError, match="No edition holds"):
        growth_between(held, "gva_per_hour", LCR, 2020, 2022)


@given(first=st.floats(1, 1000), rates=st.lists(st.floats(-20, 20), min_size=1, max_size=15))
def test_compound_growth_rebuilds_the_last_value(first: float, rates: list[float]) -> None:
    last = first
    for rate in rates:
        last *= 1 + rate / 100
    yearly = compound_growth(first, last, len(rates))
    assert first * (1 + yearly / 100) ** len(rates) == pytest.approx(last)
    assert min(rates) - 1e-6 <= yearly <= max(rates) + 1e-6


@pytest.mark.parametrize(("first", "last", "years"), [(0, 1, 1), (1, -1, 2), (1, 2, 0)])
def test_growth_that_is_not_defined_is_refused(first: float, last: float, years: int) -> None:
    with pytest.raises(GrowthplanError):
        compound_growth(first, last, years)
