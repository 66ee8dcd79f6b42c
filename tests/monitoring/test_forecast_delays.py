"""Delays where the plan's own record is too short: published bias, or one record alone."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from growthplan.monitoring.delivery import ForecastDelay, Slip, forecast_delays
from growthplan.store import packaged_assumptions

ASSUMPTIONS = packaged_assumptions()


def slip(action: str, days: int, state: Any = "expected") -> Slip:
    planned = date(2027, 3, 31)
    return Slip(action, f"{action}-open", "Opening", planned, state, planned, days, "file, A1")


def action(name: str, kind: str | None, status: str = "committed") -> Any:
    """As much of an action as a delay needs; `kind` is its type of project."""
    part = SimpleNamespace(type=kind, share=1.0)
    case = SimpleNamespace(optimism=(part,)) if kind else None
    cost = SimpleNamespace(kind="capital", amounts={"2026/27": 1.0})
    delivery = SimpleNamespace(start="2026/27", end="2029/30")
    return SimpleNamespace(
        id=name, title=name, status=status, costs=(cost,), appraisal=case, delivery=delivery
    )


def delays(slips: list[Slip], *actions: Any) -> dict[str, ForecastDelay]:
    plan: Any = SimpleNamespace(interventions=actions)
    return {one.action: one for one in forecast_delays(plan, tuple(slips), ASSUMPTIONS)}


def test_the_published_table_is_held() -> None:
    """Golden, published: Mott MacDonald (2002), table 2, works duration."""
    upper = ASSUMPTIONS["appraisal.duration_upper"].values
    lower = ASSUMPTIONS["appraisal.duration_lower"].values
    assert upper is not None
    assert lower is not None
    assert (upper["standard-buildings"], lower["standard-buildings"]) == (0.04, 0.01)
    assert (upper["non-standard-civil-engineering"], lower["non-standard-buildings"]) == (
        0.25,
        0.02,
    )
    assert all(lower[name] < upper[name] for name in upper)


def test_a_single_record_is_moved_towards_the_published_bias() -> None:
    (one,) = delays([slip("dock", 365)], action("dock", "standard-civil-engineering")).values()
    prior = 4 * (0.20 + 0.01) / 2  # four years, at the middle of the published bounds
    assert one.years == pytest.approx((prior + 365 / 365.25) / 2)
    assert one.basis == "own record and published bias"
    assert one.sources[-2:] == ("appraisal.duration_upper", "appraisal.duration_lower")
    assert one.low is not None
    assert one.high is not None
    assert 0 < one.low < one.years < one.high


def test_without_a_published_bias_there_is_no_range() -> None:
    (one,) = delays([slip("dock", 365)], action("dock", None)).values()
    assert (one.low, one.high, one.basis) == (None, None, "own record alone")
    (other,) = delays([slip("dock", 365)], action("dock", "outsourcing")).values()
    assert other.low is None


def test_what_is_done_or_cancelled_is_not_late() -> None:
    assert not delays([slip("dock", 400, "done")], action("dock", None))
    assert not delays([slip("dock", 400)], action("dock", None, "cancelled"))
    assert not delays([slip("dock", -30)], action("dock", None))


def test_the_record_of_the_kind_counts_what_is_done() -> None:
    """Others' milestones, done three months late, make an action on time look likely to slip."""
    names = ("a", "b", "c", "d")
    done = [slip(name, days, "done") for name in names for days in (80, 100)]
    found = delays([*done, slip("a", 0)], *(action(name, None) for name in names))
    assert set(found) == {"a"}
    assert 0 < found["a"].years < 100 / 365.25
    assert found["a"].basis == "own record and its kind's"
