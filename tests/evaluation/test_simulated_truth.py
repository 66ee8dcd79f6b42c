"""Intervals hold the truth, and tests reject a true null, as often as they say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from made_panels import block, drawn, factor, one_series, ringed, staggered

from growthplan.evaluation import Panel, Settings, estimate

QUICK = Settings(draws=39)


def rates(estimator: str, settings: Settings, runs: int, effect: float) -> tuple[float, float]:
    """Share of runs whose interval holds the truth, and share whose p-value is 5% or less."""
    held = rejected = 0
    for seed in range(runs):
        found = estimate(block(seed, effect=effect), estimator, settings)
        assert found.low is not None
        assert found.high is not None
        assert found.p_value is not None
        held += found.low <= effect <= found.high
        rejected += found.p_value <= 0.05
    return held / runs, rejected / runs


@pytest.mark.parametrize("estimator", ["did", "event-study", "matching"])
def test_errors_clustered_by_unit_hold_their_level(estimator: str) -> None:
    """200 runs: a true 95% shows between 0.91 and 0.985 nearly always; errors that take years for
    independent would hold far less at this persistence."""
    held, rejected = rates(estimator, QUICK, 200, effect=0.7)
    assert 0.91 <= held <= 0.985
    assert rejected > 0.3


def test_size_of_difference_in_differences_under_no_effect() -> None:
    held, rejected = rates("did", QUICK, 300, effect=0.0)
    assert rejected == pytest.approx(1 - held)
    assert 0.02 <= rejected <= 0.085


def test_placebo_rank_rejects_no_more_than_it_says() -> None:
    """40 units: the p-value is at most 5% for two ranks of 40."""
    p = [estimate(factor(seed), "synthetic-control").p_value for seed in range(60)]
    share = np.mean([value is not None and value <= 0.05 for value in p])
    assert share <= 0.13


def test_synthetic_methods_find_an_effect_that_plain_differences_miss() -> None:
    """The treated unit follows the factor unlike the average donor."""
    gaps = {
        name: np.sqrt(np.mean([
            (estimate(factor(seed, effect=2.0), name, Settings(draws=20)).effect - 2.0) ** 2
            for seed in range(15)
        ]))
        for name in ("synthetic-control", "synthetic-did", "augmented-synthetic-control", "did")
    }  # fmt: skip
    assert all(gaps[name] < 0.35 for name in gaps if name != "did")
    assert gaps["synthetic-control"] < gaps["did"]


def test_group_time_average_is_the_truth_where_two_way_effects_are_not() -> None:
    settings = Settings(draws=199)
    held = 0
    for seed in range(60):
        panel, truth = staggered(seed)
        found = estimate(panel, "group-time", settings)
        assert found.effect == pytest.approx(truth, abs=0.4)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= truth <= found.high
    assert 0.86 <= held / 60 <= 1.0


EXACT = Settings(optimiser="exact")
RINGS = Settings(distance="km", rings=(10, 20))


@pytest.mark.parametrize(
    ("made", "estimator", "settings", "effect", "runs", "bounds"),
    [
        (drawn, "synthetic-control", EXACT, 0.0, 150, (0.89, 0.99)),
        (drawn, "synthetic-control", EXACT, 1.5, 150, (0.89, 0.99)),
        (drawn, "synthetic-did", EXACT, 0.0, 150, (0.9, 1.0)),
        (drawn, "synthetic-did", EXACT, 1.5, 150, (0.9, 1.0)),
        (drawn, "augmented-synthetic-control", EXACT, 1.5, 50, (0.86, 1.0)),
        (one_series, "interrupted-time-series", Settings(), 0.0, 60, (0.88, 1.0)),
        (one_series, "interrupted-time-series", Settings(), 3.0, 60, (0.88, 1.0)),
        (ringed, "rings", RINGS, 0.0, 40, (0.86, 1.0)),
        (ringed, "rings", RINGS, 1.5, 40, (0.86, 1.0)),
    ],
)
def test_intervals_hold_the_truth_and_tests_their_level(
    made: Callable[..., Panel],
    estimator: str,
    settings: Settings,
    effect: float,
    runs: int,
    bounds: tuple[float, float],
) -> None:
    """The bounds are those that a true 95% would leave about once in five hundred such tests."""
    held = rejected = 0
    for seed in range(runs):
        found = estimate(made(seed, effect=effect), estimator, settings)
        assert found.low is not None
        assert found.high is not None
        assert found.p_value is not None
        held += found.low <= effect <= found.high
        rejected += found.p_value <= 0.05
    assert bounds[0] <= held / runs <= bounds[1]
    if effect:
        assert rejected / runs > 0.6
    else:
        assert rejected / runs <= 1 - bounds[0]


@pytest.mark.parametrize("persistence", [0.0, 0.7])
def test_a_short_series_with_errors_that_persist_is_not_taken_for_sure(persistence: float) -> None:
    """Twenty times: errors that allow for persistence in the variance alone hold 85% without any
    and 63% at 0.7."""
    runs, held = 50, 0
    for seed in range(runs):
        panel = one_series(seed, times=20, start=14, persistence=persistence)
        found = estimate(panel, "interrupted-time-series")
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0 <= found.high
    assert held / runs >= 0.84
