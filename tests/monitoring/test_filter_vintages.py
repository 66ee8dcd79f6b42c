"""Editions of one year as measurements of one truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.monitoring import combine

SIZES = st.lists(st.floats(0.1, 9), min_size=2, max_size=5).map(lambda v: sorted(v, reverse=True))


@given(SIZES)
def test_editions_that_hold_all_of_the_last_leave_only_the_newest(variances: list[float]) -> None:
    found = combine(np.arange(len(variances), dtype=float), np.array(variances), 1.0)
    assert found.value == pytest.approx(len(variances) - 1, abs=1e-6) or variances[-1] == (
        pytest.approx(variances[-2], rel=1e-6)
    )
    assert found.variance == pytest.approx(variances[-1])


@given(SIZES)
def test_unrelated_errors_count_by_the_inverse_of_their_variance(variances: list[float]) -> None:
    found = combine(np.zeros(len(variances)), np.array(variances), 0.0)
    assert found.variance == pytest.approx(1 / sum(1 / v for v in variances))
    assert found.weights == pytest.approx(found.variance / np.array(variances))


@given(SIZES, st.floats(0, 1))
def test_more_editions_never_make_it_less_sure(variances: list[float], nested: float) -> None:
    found = combine(np.zeros(len(variances)), np.array(variances), nested)
    assert found.variance <= min(variances) + 1e-9
    assert found.weights.sum() == pytest.approx(1.0)


def test_a_final_figure_stands_alone() -> None:
    found = combine(np.array([1.0, 5.0, 3.0]), np.array([4.0, 1.0, 0.0]), 0.3)
    assert (found.value, found.variance) == (3.0, 0.0)


def test_stated_variance_is_that_of_simulated_errors() -> None:
    rng = np.random.default_rng(0)
    sd = np.sqrt([4.0, 2.0, 1.0])
    nested = 0.6
    shared = nested * np.minimum.outer(sd**2, sd**2)
    shared[np.diag_indices(3)] = sd**2
    errors = rng.multivariate_normal(np.zeros(3), shared, size=20_000)
    found = combine(np.zeros(3), sd**2, nested)
    assert (errors @ found.weights).var() == pytest.approx(found.variance, rel=0.04)
