"""Planned paths: targets, targets that were replaced, the plan's own levels, the model, or none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from growthplan.monitoring import indicator_paths, outcome_paths, straight
from growthplan.plan import Outcome, PlanIndicator

TARGET: dict[str, Any] = {
    "value": 50, "unit": "£bn", "year": 2035, "statement": "£50bn by 2035", "source": "made-up",
}  # fmt: skip
BEGAN = (2025, 40_000.0)


def outcome(**more: Any) -> Outcome:
    stated = {"id": "gva", "title": "GVA", "measure": "gva", "target": TARGET, **more}
    return Outcome.model_validate(stated)


def test_a_target_is_reached_in_a_straight_line_in_the_statistic_s_unit() -> None:
    path, earlier = outcome_paths(outcome(), "£m", BEGAN, 2035)
    assert path is not None
    assert (path.basis, path.start, path.end, path.goal) == ("target", 2025, 2035, 50_000.0)
    assert path.level(2030) == 45_000.0
    assert path.source == "made-up"
    assert "£50bn by 2035" in path.sentence
    assert earlier == ()


def test_a_stated_baseline_comes_before_the_level_that_was_found() -> None:
    baseline = {"value": 30, "unit": "£bn", "year": 2023, "source": "made-up"}
    path, _ = outcome_paths(outcome(baseline=baseline), "£m", BEGAN, 2035)
    assert path is not None
    assert path.points[0] == (2023, 30_000.0)


def test_a_replaced_target_stands_beside_the_one_that_replaced_it() -> None:
    old = TARGET | {"value": 60, "replaced": "1 March 2027", "reason": "Made up for this test."}
    path, earlier = outcome_paths(outcome(earlier_targets=[old]), "£m", BEGAN, 2035)
    assert path is not None
    assert path.goal == 50_000.0
    assert [(p.goal, p.replaced, p.reason) for p in earlier] == [
        (60_000.0, str(date(2027, 3, 1)), "Made up for this test.")
    ]


def test_without_a_target_the_path_grows_as_the_model_does() -> None:
    model = {2024: 100.0, 2025: 110.0, 2026: 121.0, 2035: 220.0}
    path, _ = outcome_paths(outcome(target="not published"), "£m", BEGAN, 2035, model)
    assert path is not None
    assert path.basis == "model"
    assert path.points[0] == BEGAN
    assert path.level(2026) == pytest.approx(44_000.0)
    assert path.goal == pytest.approx(80_000.0)


def test_without_either_it_should_get_no_worse() -> None:
    path, _ = outcome_paths(outcome(target="not published"), "£m", BEGAN, 2035)
    assert path is not None
    assert path.basis == "start"
    assert {level for _, level in path.points} == {40_000.0}


def indicator(**more: Any) -> PlanIndicator:
    stated = {"id": "x", "title": "X", "kind": "outcome", "unit": "%", "statistic": "made", **more}
    return PlanIndicator.model_validate(stated)


def test_levels_that_the_plan_states_are_joined_up() -> None:
    path, _ = indicator_paths(
        indicator(trajectory={2027: 72.0, 2030: 75.0}, trajectory_basis="Made up."),
        (2025, 70.0), 2035,
    )  # fmt: skip
    assert path is not None
    assert (path.basis, path.end) == ("trajectory", 2030)
    assert [path.level(y) for y in (2025, 2026, 2027, 2029)] == [70.0, 71.0, 72.0, 74.0]


def test_an_indicator_without_a_path_should_get_no_worse_than_its_baseline() -> None:
    baseline = {"value": 68.0, "period": "2024", "source": "made-up"}
    path, _ = indicator_paths(indicator(baseline=baseline), (2025, 70.0), 2035)
    assert path is not None
    assert (path.basis, path.goal, path.end) == ("start", 68.0, 2035)


def test_levels_outside_the_path_are_those_of_its_ends() -> None:
    path = straight("target", (2025, 1.0), (2035, 2.0), "")
    assert (path.level(2000), path.level(2050)) == (1.0, 2.0)
