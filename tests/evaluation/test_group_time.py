"""Group-time effects: identities of Callaway and Sant'Anna (2021)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from made_panels import block, staggered

from growthplan.evaluation import Panel, Settings, estimate
from growthplan.evaluation.doubly_robust import doubly_robust

ANALYTIC = Settings(draws=0)


@pytest.fixture(scope="module")
def panel() -> Panel:
    return staggered(3)[0]


def test_each_effect_is_a_difference_of_two_differences(panel: Panel) -> None:
    cells = estimate(panel, "group-time", ANALYTIC).tables["group_time"]
    own, never = panel.first == 3, panel.first == len(panel.times)
    for row in cells.filter(pl.col("group") == "3").iter_rows(named=True):
        time = int(row["time"])
        change = panel.outcome[:, time] - panel.outcome[:, 2 if time >= 3 else time - 1]
        assert row["effect"] == pytest.approx(change[own].mean() - change[never].mean())


def test_one_group_is_an_event_study() -> None:
    panel = block(1, effect=1.0)
    one = estimate(panel, "group-time", ANALYTIC)
    other = estimate(panel, "event-study")
    assert one.effect == pytest.approx(other.effect)
    assert one.se == pytest.approx(other.se, rel=0.03)  # n against n - 1 of 20 units


def test_averages_are_averages_of_the_cells(panel: Panel) -> None:
    found = estimate(panel, "group-time", ANALYTIC)
    after = found.tables["group_time"].filter(pl.col("since") >= 0)
    size = {"3": (panel.first == 3).sum(), "5": (panel.first == 5).sum()}
    weights = [size[g] for g in after["group"]]
    assert found.effect == pytest.approx(np.average(after["effect"], weights=weights))
    by_group = found.tables["by_group"]
    assert by_group["group"].to_list() == ["3", "5"]
    assert found.tables["by_calendar"]["time"].to_list() == ["3", "4", "5", "6", "7"]
    kinds = dict(found.tables["averages"].select("average", "effect").iter_rows())
    mean = np.average(by_group["effect"], weights=[size["3"], size["5"]])
    assert kinds["by group"] == pytest.approx(mean)


def test_bootstrap_errors_agree_with_analytic_ones(panel: Panel) -> None:
    drawn = estimate(panel, "group-time", Settings(draws=4000)).tables["group_time"]
    known = estimate(panel, "group-time", ANALYTIC).tables["group_time"]
    assert drawn["se"].to_numpy() == pytest.approx(known["se"].to_numpy(), rel=0.12)


def test_doubly_robust_without_covariates_is_a_difference_of_means() -> None:
    rng = np.random.default_rng(2)
    treated = rng.random(80) < 0.4
    change = rng.normal(size=80) + treated
    effect, influence = doubly_robust(change, np.ones((80, 1)), treated)
    assert effect == pytest.approx(change[treated].mean() - change[~treated].mean())
    plain = change[treated].var() / treated.sum() + change[~treated].var() / (~treated).sum()
    assert np.sqrt((influence**2).sum()) / 80 == pytest.approx(np.sqrt(plain))


def test_covariates_take_away_a_trend_that_they_drive() -> None:
    """Units with a high covariate grow faster and are treated more often."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=1500)
    treated = rng.random(1500) < 1 / (1 + np.exp(-x))
    first = np.where(treated, 2, 4)
    y = (
        x[:, None] * np.arange(4)
        + 0.3 * rng.normal(size=(1500, 4))
        + np.outer(treated, [0, 0, 1, 1])
    )
    panel = Panel(
        tuple(map(str, range(1500))), tuple("0123"), y, first.astype(np.int64),
        {"x": np.repeat(x[:, None], 4, axis=1)},
    )  # fmt: skip
    plain = estimate(panel, "group-time", ANALYTIC).effect
    adjusted = estimate(panel, "group-time", replace(ANALYTIC, covariates=("x",)))
    assert abs(plain - 1) > 0.5
    assert adjusted.effect == pytest.approx(1, abs=0.05)
    assert adjusted.diagnostics[0].passed


def test_not_yet_treated_units_join_the_comparison(panel: Panel) -> None:
    one = estimate(panel, "group-time", replace(ANALYTIC, compare_with="not-yet"))
    two = estimate(panel, "group-time", ANALYTIC)
    assert one.effect != two.effect
    assert one.effect == pytest.approx(two.effect, abs=0.2)
