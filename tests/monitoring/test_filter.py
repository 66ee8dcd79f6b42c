"""The filter against least squares on the whole covariance matrix, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from filter_models import by_least_squares, trend_steps, unknown
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.monitoring import Steps, fit_variances, run_filter, smooth, standardise
from growthplan.vocabulary import GrowthplanError

SIZES = st.floats(0.01, 10.0)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), SIZES, SIZES, st.floats(0.0, 2.0), st.integers(6, 14))
def test_recursions_equal_least_squares(
    seed: int, irregular: float, level: float, slope: float, years: int
) -> None:
    """With gaps, and an irregular variance of its own for every observation."""
    rng = np.random.default_rng(seed)
    y = rng.normal(size=(3, years)).cumsum(axis=1)
    for row in y:
        row[rng.choice(years, size=int(rng.integers(0, years - 3)), replace=False)] = np.nan
    variance = irregular * rng.uniform(0.5, 2.0, size=(3, years))
    steps = trend_steps(years, variance, level, slope)
    found = run_filter(y, steps, unknown(2))
    smoothed = smooth(found)
    for i in range(3):
        mean, spread, likelihood = by_least_squares(y[i], steps, variance[i])
        seen = slice(int((~np.isnan(y[i])).argmax()), None)
        assert smoothed.mean[i, seen] == pytest.approx(mean[seen], abs=1e-7, rel=1e-7)
        assert smoothed.covariance[i, seen] == pytest.approx(spread[seen], abs=1e-7, rel=1e-7)
        assert found.log_likelihood[i] == pytest.approx(likelihood, abs=1e-7)
        assert found.after_mean[i, -1] == pytest.approx(mean[-1], abs=1e-7, rel=1e-7)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), SIZES, SIZES, st.floats(0.0, 2.0))
def test_quick_likelihood_equals_the_filter(
    seed: int, irregular: float, level: float, slope: float
) -> None:
    rng = np.random.default_rng(seed)
    y = rng.normal(size=(5, 12)).cumsum(axis=1)
    y[1, 4:7] = np.nan
    y[2, 1] = np.nan
    y[3, 11] = np.nan
    weights = rng.uniform(0.5, 2.0, size=(5, 12))
    one = np.ones((1, 1))
    found = standardise(y, irregular * one, level * one, slope * one, weights)
    scale = found.scale()[0]
    for i in range(5):
        steps = trend_steps(
            12, irregular * weights[i : i + 1] * scale[i], level * scale[i], slope * scale[i]
        )
        exact = run_filter(y[i : i + 1], steps, unknown(2)).log_likelihood[0]
        assert found.log_likelihood()[0, i] == pytest.approx(exact, abs=1e-7)


def test_no_other_variances_are_likelier() -> None:
    """Every series' likelihood at its fit is at least that of 400 other variances."""
    rng = np.random.default_rng(8)
    slope = 0.2 * rng.normal(size=(30, 20)).cumsum(axis=1)
    y = (slope + rng.normal(size=(30, 20))).cumsum(axis=1) + rng.normal(size=(30, 20))
    best = fit_variances(y).log_likelihood
    others = np.exp(rng.normal(scale=4, size=(3, 400, 1)))
    assert (standardise(y, *others).log_likelihood().max(axis=0) <= best + 1e-9).all()


def test_variances_that_made_the_series_are_found() -> None:
    rng = np.random.default_rng(2)
    y = (2.0 * rng.normal(size=(40, 400))).cumsum(axis=1) + 3.0 * rng.normal(size=(40, 400))
    found = fit_variances(y, trend=False)
    assert found.level.mean() == pytest.approx(4.0, rel=0.1)
    assert found.irregular.mean() == pytest.approx(9.0, rel=0.1)


def test_each_series_is_fitted_as_if_alone() -> None:
    rng = np.random.default_rng(4)
    y = rng.normal(size=(70, 15)).cumsum(axis=1)
    y[5, 0] = np.nan
    together, alone = fit_variances(y), fit_variances(y[5:6])
    assert together.log_likelihood[5] == pytest.approx(alone.log_likelihood[0], abs=1e-8)


def test_scale_of_the_unit_does_not_matter() -> None:
    rng = np.random.default_rng(5)
    y = rng.normal(size=(4, 20)).cumsum(axis=1)
    small, large = fit_variances(y), fit_variances(1000 * y)
    assert large.irregular + large.level == pytest.approx(
        1e6 * (small.irregular + small.level), rel=1e-4
    )


def test_refusals() -> None:
    with pytest.raises(GrowthplanError, match="at least 3 observations"):
        fit_variances(np.array([[1.0, 2.0, np.nan]]))
    steps = trend_steps(3, np.array([[1.0, -1.0, 1.0]]), 1.0, 0.0)
    with pytest.raises(GrowthplanError, match="0 or more"):
        run_filter(np.zeros((1, 3)), steps, unknown(2))
    with pytest.raises(GrowthplanError, match="one column a step"):
        run_filter(np.zeros((1, 4)), Steps(*[a[:3] for a in _parts()]), unknown(2))


def _parts() -> tuple[np.ndarray, ...]:
    steps = trend_steps(3, np.ones((1, 3)), 1.0, 0.0)
    return steps.transition, steps.noise, steps.design, steps.variance
