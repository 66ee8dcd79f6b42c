"""Raking: margins hold, odds ratios stay, and what cannot hold is named."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.system.raking import Margin, rake, tilted
from growthplan.vocabulary import GrowthplanError

CELLS = st.lists(st.floats(0.1, 50), min_size=12, max_size=12)


def margins(table: np.ndarray) -> list[Margin]:
    rows, columns = table.shape
    by_row = np.repeat(np.arange(rows)[:, None], columns, axis=1)
    by_column = np.repeat(np.arange(columns)[None], rows, axis=0)
    return [
        Margin("GVA by authority", by_row, table.sum(axis=1), tuple("abcd"[:rows])),
        Margin("GVA by sector", by_column, table.sum(axis=0), tuple("xyzw"[:columns])),
    ]


@settings(deadline=None)
@given(CELLS, CELLS)
def test_margins_hold_and_odds_ratios_of_the_seed_stay(
    guess: list[float], truth: list[float]
) -> None:
    seed, wanted = np.reshape(guess, (3, 4)), np.reshape(truth, (3, 4))
    found = rake(seed, margins(wanted))
    np.testing.assert_allclose(found.sum(axis=1), wanted.sum(axis=1), rtol=1e-10)
    np.testing.assert_allclose(found.sum(axis=0), wanted.sum(axis=0), rtol=1e-10)
    odds = [t[0, 0] * t[2, 3] / (t[0, 3] * t[2, 0]) for t in (seed, found)]
    assert odds[0] == pytest.approx(odds[1], rel=1e-9)


def test_the_textbook_table_of_deming_and_stephan_type() -> None:
    """Two by two with margins 30/70 and 40/60 from a flat seed is the product of margins."""
    seed = np.ones((2, 2))
    wanted = np.array([[12.0, 18.0], [28.0, 42.0]])
    np.testing.assert_allclose(rake(seed, margins(wanted)), wanted, rtol=1e-12)


def test_a_table_that_already_adds_up_is_left() -> None:
    table = np.array([[3.0, 1.0], [2.0, 5.0]])
    np.testing.assert_allclose(rake(table, margins(table)), table, rtol=1e-12)


def test_the_margin_that_disagrees_is_named() -> None:
    table = np.array([[3.0, 1.0], [2.0, 5.0]])
    rows, columns = margins(table)
    off = Margin("GVA by sector", columns.group, columns.totals * 1.01, ("banking", "ships"))
    with pytest.raises(GrowthplanError, match=r"GVA by authority does not agree.*200 passes"):
        rake(table, [rows, off])


def test_every_impossible_total_is_named() -> None:
    table = np.array([[0.0, 0.0], [2.0, 5.0]])
    group = np.array([[0, 0], [1, 1]])
    bad = Margin("GVA by authority", group, np.array([4.0, -1.0]), ("Wirral", "Sefton"))
    with pytest.raises(GrowthplanError) as caught:
        rake(table, [bad])
    assert "Wirral has no cell" in str(caught.value)
    assert "Sefton is below 0" in str(caught.value)


@given(
    st.lists(st.floats(1, 100), min_size=3, max_size=8),
    st.floats(0.02, 0.98),
    st.integers(0, 1_000),
)
def test_tilted_hours_make_the_published_mean(hours: list[float], where: float, seed: int) -> None:
    productivity = np.random.default_rng(seed).uniform(20, 60, len(hours))
    low, high = productivity.min(), productivity.max()
    mean = low + where * (high - low)
    found = tilted(np.array(hours), productivity, mean)
    assert (found > 0).all()
    assert found.sum() == pytest.approx(sum(hours), rel=1e-12)
    assert found @ productivity / found.sum() == pytest.approx(mean, rel=1e-10)


def test_a_mean_that_no_hours_can_make() -> None:
    with pytest.raises(GrowthplanError, match="not between"):
        tilted(np.ones(2), np.array([30.0, 40.0]), 41.0)
