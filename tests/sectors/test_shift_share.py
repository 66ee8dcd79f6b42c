"""Shift-share: a textbook table, and exact sums whatever the numbers."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.sectors import place_shift_share, shift_share
from growthplan.vocabulary import GrowthplanError, Statistics

LCR, GM = "E47000004", "E47000001"


def test_krumme_shift_and_share_table_university_of_washington() -> None:
    """Krumme, Geography 350: Holukuluku 1985 to 1995. Growth 630 = national 290 + composition
    −80 + differential 420; total shift 340."""
    start, end = np.array([500.0, 100, 200, 200]), np.array([1000.0, 100, 250, 280])
    nation = np.array([1000.0, 2000, 4000, 3000])
    later = nation * np.array([1.1, 1.2, 1.3, 1.4])
    found = shift_share(start, end, nation, later)
    assert found.change.sum() == 630
    assert found.national.sum() == pytest.approx(290)
    assert found.local == pytest.approx([450, -20, -10, 0])
    assert found.local.sum() == pytest.approx(420)
    assert found.mix.sum() == pytest.approx(-80)


COUNTS = st.lists(st.tuples(*[st.integers(0, 10**6)] * 4), min_size=1, max_size=15).filter(
    lambda rows: sum(r[0] for r in rows) > 0 and sum(r[2] for r in rows) > 0
)


@given(COUNTS)
def test_both_splits_sum_to_the_change_of_every_industry(
    rows: list[tuple[int, int, int, int]],
) -> None:
    start, end, other, later = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    found = shift_share(start, end, other, later)
    scale = 1e-9 * max(1.0, *(np.abs(a).max() for a in (found.national, found.mix, found.local)))
    assert found.national + found.mix + found.local == pytest.approx(end - start, abs=scale)
    both = found.national + found.mix + found.competitive + found.allocation
    assert both == pytest.approx(end - start, abs=10 * scale)


@given(COUNTS)
def test_the_comparator_against_itself_has_no_shift(rows: list[tuple[int, int, int, int]]) -> None:
    _, _, start, end = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    found = shift_share(start, end, start, end)
    old = start > 0
    scale = 1e-6 * max(1.0, float(end.max()))
    assert found.local[old] == pytest.approx(np.zeros(old.sum()), abs=scale)


def test_with_the_comparators_structure_nothing_is_allocation() -> None:
    """Esteban-Marquillas (1972): allocation exists only where the place is specialised."""
    start = np.array([10.0, 20, 30])
    found = shift_share(start, start * [1.5, 1.0, 0.8], 7 * start, 7 * start * [1.1, 1.2, 0.9])
    assert found.allocation == pytest.approx([0, 0, 0])


def test_an_industry_new_to_the_place_is_all_local() -> None:
    found = shift_share(np.array([10.0, 0]), np.array([10.0, 5]), np.ones(2), np.ones(2))
    assert found.local[1] == found.allocation[1] == 5


def test_a_place_that_starts_from_nothing_is_refused() -> None:
    with pytest.raises(GrowthplanError, match="start above zero"):
        shift_share(np.zeros(2), np.ones(2), np.ones(2), np.ones(2))


def test_jobs_of_liverpool_city_region_2019_to_2021(published: Statistics) -> None:
    """BRES: 669,375 jobs in 2019 and 686,425 in 2021, against TLD3's 1,385,155 and 1,416,205."""
    found = place_shift_share(published, LCR, GM)
    total = found.table.filter(pl.col("industry") == "Total").row(0, named=True)
    assert (total["start"], total["end"]) == (669375, 686425)
    assert total["national"] == pytest.approx(669375 * (1416205 / 1385155 - 1))
    assert total["national"] + total["mix"] + total["local"] == pytest.approx(17050)
    assert total["competitive"] + total["allocation"] == pytest.approx(total["local"])


def test_a_year_that_is_not_published_is_refused_with_the_years_that_are(
    published: Statistics,
) -> None:
    with pytest.raises(GrowthplanError, match="2019 to 2021, the earlier first"):
        place_shift_share(published, LCR, GM, first_year=2010)
