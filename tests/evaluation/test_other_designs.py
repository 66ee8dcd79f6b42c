"""Interrupted series, matching, discontinuities and rings on data whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest
from made_panels import block

from growthplan.evaluation import Panel, Settings, estimate, made_panel
from growthplan.vocabulary import GrowthplanError


def test_interrupted_series_finds_level_and_slope_exactly_without_noise() -> None:
    clock = np.arange(20.0)
    y = 5 + 0.5 * clock + np.where(clock >= 12, 3 + 0.25 * (clock - 12), 0)
    found = estimate(made_panel(y[None], [0], 12), "interrupted-time-series")
    assert found.effect == pytest.approx(3 + 0.25 * 3.5)
    assert found.grade.level == 1


def test_interrupted_series_needs_no_donors_but_some_times() -> None:
    with pytest.raises(GrowthplanError, match="3 of each"):
        estimate(made_panel(np.ones((1, 6)), [0], 5), "interrupted-time-series")


def test_matching_pairs_the_same_level_and_reports_balance() -> None:
    rng = np.random.default_rng(0)
    level = np.concatenate([rng.uniform(5, 6, 12), np.linspace(0, 10, 200)])
    y = level[:, None] + level[:, None] * np.arange(8) / 4 + 0.05 * rng.normal(size=(212, 8))
    y[:12, 4:] += 2.0
    panel = made_panel(y, range(12), 4)
    found = estimate(panel, "matching")
    assert found.effect == pytest.approx(2.0, abs=0.1)
    assert found.diagnostics[0].passed
    balance = found.tables["balance"]
    after, before = balance["difference_matched"].abs(), balance["difference_before"].abs()
    assert after.max() < before.max()  # type: ignore[operator]


def test_far_off_treated_units_fail_balance_and_lose_a_grade() -> None:
    y = np.vstack([100 + np.arange(12.0)[:, None] + np.zeros((12, 6)), np.zeros((50, 6))])
    y = y + np.random.default_rng(1).normal(size=y.shape)
    found = estimate(made_panel(y, range(12), 3), "matching")
    assert found.diagnostics[0].passed is False
    assert found.grade.level == 2
    assert "balance" in found.grade.reason


def discontinuity(seed: int, jump: float, units: int = 600) -> Panel:
    rng = np.random.default_rng(seed)
    score = rng.uniform(-1, 1, units)
    after = score + score**2 + jump * (score >= 0) + 0.3 * rng.normal(size=units)
    before = score + 0.3 * rng.normal(size=units)
    y = np.column_stack([before, after])
    first = np.where(score >= 0, 1, 2).astype(np.int64)
    names = tuple(map(str, range(units)))
    return Panel(names, ("0", "1"), y, first, {"score": np.column_stack([score, score])})


def test_a_jump_is_found_and_its_interval_holds_the_truth() -> None:
    settings = Settings(running="score")
    found = [
        estimate(discontinuity(s, 1.0), "regression-discontinuity", settings) for s in range(80)
    ]
    assert np.mean([f.effect for f in found]) == pytest.approx(1.0, abs=0.05)
    held = np.mean([f.low <= 1.0 <= f.high for f in found])  # type: ignore[operator]
    assert 0.87 <= held <= 1.0
    assert found[0].grade.level >= 3


def test_sorting_at_the_cut_off_is_noticed() -> None:
    panel = discontinuity(0, 1.0)
    score = panel.covariates["score"][:, 0]
    keep = ~((score < 0) & (score > -0.2))
    width = Settings(running="score", bandwidth=0.5)
    found = estimate(panel.only(keep), "regression-discontinuity", width)
    density = next(d for d in found.diagnostics if "density" in d.name)
    assert density.passed is False


def test_a_ring_that_moved_is_named_and_left_out_of_the_comparison() -> None:
    panel = block(2, units=120, treated=15)
    distance = np.concatenate([np.zeros(15), np.repeat([5.0, 15.0, 60.0], 35)])
    y = panel.outcome.copy()
    y[:15, 7:] += 3
    y[15:50, 7:] += 2
    moved = Panel(
        panel.units, panel.times, y, panel.first,
        {"km": np.repeat(distance[:, None], 12, axis=1)},
    )  # fmt: skip
    found = estimate(moved, "rings", Settings(distance="km", rings=(10, 20)))
    rings = dict(found.tables["rings"].select("ring", "effect").iter_rows())
    assert rings["0 to 10"] == pytest.approx(2, abs=0.8)
    assert rings["10 to 20"] == pytest.approx(0, abs=0.8)
    assert found.effect == pytest.approx(3, abs=0.8)
    assert found.diagnostics[0].passed is False
    plain = estimate(moved, "did").effect
    assert plain < found.effect - 0.3
