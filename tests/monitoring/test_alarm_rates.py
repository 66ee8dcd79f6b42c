"""Rates of error hold as stated when the product itself watches made series of known truth."""

from __future__ import annotations

import numpy as np
import pytest
from made_series import readings_of, walk

from growthplan.monitoring import Variances, alarms, course, estimate, statuses
from growthplan.monitoring.alarm_rates import Course
from growthplan.monitoring.trend_revision import Revisions

HISTORY, AHEAD, SERIES = 12, 6, 90
KNOWN = Variances(irregular=0.04, level=0.09, slope=0.0)


def watched(change: tuple[float, ...], at: Course, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Whether each made series reaches the goal, and what is said of it after each figure."""
    rng = np.random.default_rng(seed)
    drift = np.tile([*([at.drift] * HISTORY), *change], (SERIES, 1))
    truth, figures = walk(rng, drift, KNOWN.level**0.5, KNOWN.irregular**0.5)
    start, end = 2000 + HISTORY - 1, 2000 + HISTORY + AHEAD - 1
    goals = truth[:, HISTORY - 1] + sum(at.planned)
    said = []
    for row, goal in zip(figures, goals, strict=True):
        read = readings_of(row[None])
        chances = [
            estimate(read.until(year), KNOWN, end, (start, at.fresh)).chance(goal, end, True)
            for year in range(start + 1, end + 1)
        ]
        said.append(statuses(chances))
    return truth[:, -1] >= goals, np.array(said)


@pytest.fixture(scope="module")
def at() -> Course:
    return course(HISTORY, 0.1, tuple(np.linspace(0, 3, AHEAD + 1)), True, 0.0)


def near(share: float, stated: float, count: int) -> bool:
    """Within four standard errors of both simulations."""
    error = np.sqrt(max(stated * (1 - stated), 0.02) * (1 / count + 1 / 200))
    return bool(abs(share - stated) < 4 * error)


@pytest.mark.slow
def test_stated_rates_hold(at: Course) -> None:
    stated = alarms(KNOWN, at)
    reached, said = watched(at.planned, at, seed=5)
    good = said[reached]
    falsely = (good == "off track").any(axis=1).mean()
    assert near(falsely, stated.false_alarm[-1], len(good))
    assert near((good[:, -1] == "on track").mean(), stated.confirmation[-1], len(good))
    reached, said = watched(at.short, at, seed=6)
    bad = said[~reached]
    assert near((bad[:, -1] == "off track").mean(), stated.detection[-1], len(bad))
    assert near((bad == "on track").any(axis=1).mean(), stated.false_comfort[-1], len(bad))


def test_noise_makes_the_rule_slower_not_more_alarming(at: Course) -> None:
    quiet = alarms(Variances(0.01, 0.01, 0.0), at)
    noisy = alarms(Variances(1.0, 0.25, 0.0), at)
    assert quiet.detection[3] > noisy.detection[3] + 0.2
    assert max(quiet.false_alarm[-1], noisy.false_alarm[-1]) < 0.25


def test_revision_makes_it_slower_too(at: Course) -> None:
    revised = Revisions((0.8, 0.5, 0.3, 0.2), 0.7, 1.0, 4, 400)
    with_revision = alarms(Variances(0.04, 0.09, 0.0, revisions=revised), at)
    assert with_revision.detection[2] < alarms(KNOWN, at).detection[2]


def test_rates_are_shares_that_only_accumulate_where_they_say_so(at: Course) -> None:
    found = alarms(KNOWN, at)
    for rate in (found.false_alarm, found.detection, found.false_comfort, found.confirmation):
        assert all(0 <= share <= 1 for share in rate)
        assert len(rate) == AHEAD
        assert rate[0] == 0  # one figure is never enough
    for rate in (found.false_alarm, found.false_comfort):
        assert list(rate) == sorted(rate)


def test_the_same_seed_gives_the_same_rates(at: Course) -> None:
    assert alarms(KNOWN, at) == alarms(KNOWN, at)
    assert alarms(KNOWN, at).detection != alarms(KNOWN, at, seed=2).detection


def test_an_indicator_that_should_fall_is_treated_as_one_that_should_rise() -> None:
    up = alarms(KNOWN, course(HISTORY, 0.1, tuple(np.linspace(0, 3, 7)), True, 0.0))
    down = alarms(KNOWN, course(HISTORY, -0.1, tuple(np.linspace(0, -3, 7)), False, 0.0))
    assert down.detection == pytest.approx(up.detection, abs=0.12)
    assert down.false_alarm == pytest.approx(up.false_alarm, abs=0.12)
