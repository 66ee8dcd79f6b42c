"""The back-test: printed scores, the figures of the specification, and that nothing leaks."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.system.backtest import (
    AUTHORITIES,
    BASELINE,
    CITY_REGIONS,
    NAIVE_RULES,
    ONE_TO_BEAT,
    REAL_TIME,
    REGIONS_ALONE,
    UNSMOOTHED,
    BackTest,
    Forecast,
    TrackRecord,
    autoregression_rule,
    back_test,
    crps_ensemble,
    crps_normal,
    crps_student,
    difference,
    hurdle,
    pit_histogram,
    real_time,
    summary,
    track_record,
    with_coefficients_of,
    worst_first,
)
from growthplan.system.baseline.panel import RelativePanel, relative_panel
from growthplan.system.distributions import student_cdf
from growthplan.vocabulary import GrowthplanError, Statistics

RULES = {
    **NAIVE_RULES,
    "normal": autoregression_rule(degrees=math.inf),
    "t(12)": autoregression_rule(degrees=12),
    BASELINE: autoregression_rule(),
}


@pytest.fixture(scope="module")
def tested(authorities: RelativePanel) -> BackTest:
    return back_test(authorities.log, authorities.places, authorities.years, RULES)


@pytest.fixture(scope="module")
def record(productivity: Statistics) -> TrackRecord:
    return track_record(productivity, draws=500)


def score(table: pl.DataFrame, rule: str, column: str = "crps", horizon: int = 0) -> float:
    found = table.filter((pl.col("rule") == rule) & (pl.col("horizon") == horizon))
    return float(found[column].item())


@pytest.mark.parametrize(
    ("rule", "scores", "cover"),
    [
        ("random walk, own variance", (3.93, 1.25, 4.69, 6.59), (0.34, 0.59, 0.69)),
        (ONE_TO_BEAT, (3.76, 1.26, 4.46, 6.21), (0.52, 0.81, 0.89)),
        ("constant gap", (5.20, 3.85, 5.48, 7.04), (0.25, 0.46, 0.56)),
        ("linear trend", (7.03, 3.17, 7.66, 13.47), (0.18, 0.34, 0.42)),
        ("drift", (5.18, 1.32, 5.98, 10.66), (0.31, 0.53, 0.64)),
        ("mean reversion", (3.88, 1.25, 4.62, 6.51), (0.34, 0.58, 0.69)),
        ("normal", (3.33, 0.71, 4.22, 5.74), (0.48, 0.77, 0.87)),
        ("t(12)", (3.32, 0.71, 4.22, 5.73), (0.49, 0.79, 0.89)),
    ],
)
def test_scores_of_361_authorities(
    tested: BackTest, rule: str, scores: tuple[float, ...], cover: tuple[float, ...]
) -> None:
    table = summary(tested)
    found = [score(table, rule, horizon=h) for h in (0, 1, 5, 10)]
    assert found == pytest.approx(scores, abs=0.01)
    shares = [score(table, rule, f"cover_{level}") for level in (50, 80, 90)]
    assert shares == pytest.approx(cover, abs=0.006)


def test_scores_of_the_city_regions(authorities: RelativePanel, regions: RelativePanel) -> None:
    rules = {**NAIVE_RULES, BASELINE: with_coefficients_of(authorities.log)}
    table = summary(back_test(regions.log, regions.places, regions.years, rules))
    found = [score(table, rule) for rule in rules]
    assert found == pytest.approx([1.51, 1.46, 1.76, 3.36, 2.35, 1.54, 1.29], abs=0.01)


def test_scores_of_unsmoothed_areas(productivity: Statistics) -> None:
    panel = relative_panel(productivity, "ITL3 areas", basis="unsmoothed", edition="2023-06")
    rules = {**NAIVE_RULES, "normal": RULES["normal"]}
    table = summary(back_test(panel.log, panel.places, panel.years, rules))
    found = {rule: score(table, rule) for rule in rules}
    assert found[ONE_TO_BEAT] == pytest.approx(4.20, abs=0.01)
    assert found["mean reversion"] == pytest.approx(4.17, abs=0.01)
    assert found["constant gap"] == pytest.approx(4.23, abs=0.01)
    assert found["linear trend"] == pytest.approx(5.76, abs=0.01)
    assert found["normal"] == pytest.approx(3.84, abs=0.01)
    assert score(table, "normal", "cover_80") == pytest.approx(0.82, abs=0.005)


def test_in_real_time_only_knowing_of_revisions_beats_the_walk(productivity: Statistics) -> None:
    table = summary(real_time(productivity))
    assert score(table, "random walk") == pytest.approx(3.78, abs=0.01)
    assert score(table, "random walk", "cover_80") == pytest.approx(0.48, abs=0.006)
    assert score(table, BASELINE) == pytest.approx(3.92, abs=0.01)
    assert score(table, BASELINE, "cover_80") == pytest.approx(0.32, abs=0.006)
    assert score(table, "random walk, revisions known") == pytest.approx(3.53, abs=0.01)
    assert score(table, "baseline, revisions known") == pytest.approx(3.41, abs=0.01)
    assert score(table, "baseline, revisions known", "cover_80") == pytest.approx(0.80, abs=0.005)


def test_the_bar_is_cleared_and_shown_worst_first(record: TrackRecord) -> None:
    assert record.passed
    assert [h.room for h in record.hurdles] == sorted(h.room for h in record.hurdles)
    names = {h.test for h in record.hurdles}
    assert {AUTHORITIES, CITY_REGIONS, UNSMOOTHED, REAL_TIME} < names
    assert {f"{AUTHORITIES}, {h} years ahead" for h in range(3, 11)} < names


def test_city_regions_do_better_with_everybodys_coefficients(record: TrackRecord) -> None:
    table = record.tables[CITY_REGIONS]
    assert score(table, BASELINE) < 0.9 * score(table, REGIONS_ALONE)


def test_a_bar_that_is_missed_is_said_to_be(tested: BackTest) -> None:
    missed = hurdle(tested, "trend", "linear trend")
    wide = hurdle(tested, "cover", BASELINE, cover=(0.85, 0.9))
    cleared = hurdle(tested, "fine", BASELINE)
    assert not missed.passed
    assert not wide.passed
    assert worst_first([cleared, missed]) == (missed, cleared)
    assert missed.in_words().endswith("The bar is not cleared.")
    assert "worse than random walk, pooled variance" in missed.in_words()
    assert "79% of outcomes, 85% to 90% asked. The bar is not cleared." in wide.in_words()
    assert "11.7% better" in cleared.in_words()


@pytest.mark.parametrize("rule", list(RULES))
def test_nothing_after_an_origin_is_used(authorities: RelativePanel, rule: str) -> None:
    """Whatever happens after an origin, what was forecast from it is the same, bit for bit."""
    shuffled = authorities.log.copy()
    after = authorities.years.index(2015) + 1
    rest = shuffled[:, after:].ravel()
    shuffled[:, after:] = np.random.default_rng(3).permutation(rest).reshape(361, -1)
    said: list[Forecast] = []

    def recorded(window: np.ndarray, horizons: int) -> Forecast:
        said.append(RULES[rule](window, horizons))
        return said[-1]

    for log in (authorities.log, shuffled):
        back_test(
            log, authorities.places, authorities.years, {rule: recorded}, origins=[2011, 2015]
        )
    for before, again in zip(said[:2], said[2:], strict=True):
        assert before.mean.tobytes() == again.mean.tobytes()
        assert np.asarray(before.scale).tobytes() == np.asarray(again.scale).tobytes()
        assert before.degrees == again.degrees


def test_a_rule_never_sees_a_later_year(authorities: RelativePanel) -> None:
    seen = []

    def spy(window: np.ndarray, horizons: int):  # type: ignore[no-untyped-def,type-arg]
        seen.append(window.shape[1])
        assert window.base is None
        return NAIVE_RULES[ONE_TO_BEAT](window, horizons)

    back_test(authorities.log, authorities.places, authorities.years, {"spy": spy})
    assert seen == list(range(8, 20))


def test_coefficients_of_a_wider_panel_do_not_leak(
    authorities: RelativePanel, regions: RelativePanel
) -> None:
    spoilt = authorities.log.copy()
    spoilt[:, 12:] += 1.0
    window = np.ascontiguousarray(regions.log[:, :12])
    clean, other = (with_coefficients_of(log)(window, 5) for log in (authorities.log, spoilt))
    assert clean.mean.tobytes() == other.mean.tobytes()
    assert clean.scale.tobytes() == other.scale.tobytes()


def test_places_in_another_order_score_the_same(authorities: RelativePanel) -> None:
    order = np.random.default_rng(0).permutation(361)
    places = [authorities.places[i] for i in order]
    plain, turned = (
        summary(back_test(log, codes, authorities.years, {BASELINE: RULES[BASELINE]}))
        for log, codes in (
            (authorities.log, authorities.places),
            (authorities.log[order], places),
        )
    )
    np.testing.assert_allclose(
        plain.drop("rule").to_numpy(), turned.drop("rule").to_numpy(), rtol=1e-9
    )


def test_outcomes_drawn_from_the_forecast_fill_every_tenth_alike() -> None:
    rng = np.random.default_rng(5)
    walk = np.cumsum(rng.normal(0, 0.02, (2_000, 20)), axis=1)
    test = back_test(
        walk, [str(i) for i in range(2_000)], range(2004, 2024), {"w": NAIVE_RULES[ONE_TO_BEAT]}
    )
    shares = pit_histogram(test, "w")
    assert shares.sum() == pytest.approx(1)
    assert np.abs(shares - 0.1).max() < 0.01
    assert score(summary(test), "w", "cover_80") == pytest.approx(0.8, abs=0.01)


def test_two_rules_that_are_one_differ_by_nothing(tested: BackTest) -> None:
    same = difference(tested, BASELINE, BASELINE, draws=50)
    assert (same.mean, same.low, same.high) == (0, 0, 0)


def test_a_difference_and_its_interval(tested: BackTest) -> None:
    found = difference(tested, BASELINE, ONE_TO_BEAT, draws=500)
    assert found.mean == pytest.approx(3.322 - 3.764, abs=2e-3)
    assert found.low < found.mean < found.high < 0
    assert found == difference(tested, BASELINE, ONE_TO_BEAT, draws=500)
    # fewer places are less sure
    few = BackTest(
        tested.rules,
        tested.places[:20],
        tested.origins,
        tested.crps[:, :, :20],
        tested.error[:, :, :20],
        tested.below[:, :, :20],
    )
    narrow = found.high - found.low
    wide = difference(few, BASELINE, ONE_TO_BEAT, draws=500)
    assert wide.high - wide.low > 2 * narrow


def test_printed_scores() -> None:
    """Gneiting and Raftery's closed form at 0 and 0.5, and of four draws."""
    zero, one = np.zeros(2), np.ones(2)
    found = crps_normal(np.array([0.0, 0.5]), zero, one)
    assert found.tolist() == pytest.approx([0.233695, 0.331404], abs=5e-7)
    draws = np.array([0.0, 1, 2, 3])
    assert crps_ensemble(1.5, draws) == pytest.approx(0.375)
    assert crps_ensemble(1.5, draws, fair=True) == pytest.approx(1 / 6)


@settings(deadline=None, max_examples=40)
@given(st.floats(-4, 4), st.floats(0.1, 5), st.floats(2.5, 50))
def test_the_score_of_a_t_is_the_integral_that_defines_it(
    outcome: float, scale: float, degrees: float
) -> None:
    x = np.sinh(np.linspace(-14, 14, 20_001)) * scale
    step = (student_cdf(x / scale, degrees) - (x >= outcome)) ** 2
    integral = float(np.sum((step[1:] + step[:-1]) / 2 * np.diff(x)))
    found = crps_student(np.array([outcome]), np.zeros(1), np.array([scale]), degrees)
    assert float(found[0]) == pytest.approx(integral, abs=2e-3 * (scale + abs(outcome)))


def test_many_draws_score_as_their_distribution() -> None:
    draws = np.random.default_rng(2).normal(1, 2, 20_000)
    exact = crps_normal(np.array([2.5]), np.ones(1), np.full(1, 2.0))
    assert crps_ensemble(2.5, draws, fair=True) == pytest.approx(float(exact[0]), abs=0.02)


@pytest.mark.parametrize("origin", [1999, 2007, 2023, 2030])
def test_an_origin_that_cannot_be_scored_is_named(authorities: RelativePanel, origin: int) -> None:
    with pytest.raises(GrowthplanError, match=f"from {origin}"):
        back_test(
            authorities.log, authorities.places, authorities.years, RULES, origins=[2015, origin]
        )


def test_missing_values_are_refused_not_spread(authorities: RelativePanel) -> None:
    broken = authorities.log.copy()
    broken[7, 3] = np.nan
    with pytest.raises(GrowthplanError, match="missing or infinite"):
        back_test(broken, authorities.places, authorities.years, {BASELINE: RULES[BASELINE]})
