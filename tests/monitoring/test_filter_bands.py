"""Bands hold the truth as often as they say; averaging and revision are read as what they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_series import readings_of, rows_of

from growthplan.monitoring import (
    Variances,
    Window,
    at_prices,
    estimate,
    pooled,
    pooled_variances,
    readings,
    revision_record,
    underlying,
    with_vintages,
    year_of,
)
from growthplan.monitoring.trend_revision import NONE, Revisions
from growthplan.monitoring.trend_tails import student_cdf, student_quantile

SMOOTHING = Window(
    (1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9), 2,
    ((0.41, 0.40, 0.19), (0.26, 0.37, 0.26, 0.11)), ((0.19, 0.40, 0.41), (0.11, 0.26, 0.37, 0.26)),
)  # fmt: skip


@pytest.fixture(scope="module")
def places() -> tuple[np.ndarray, np.ndarray]:
    """Truth of 24 years and figures of 20 in 200 places that differ in how noisy they are."""
    rng = np.random.default_rng(12)
    scale = np.sqrt(8 / rng.chisquare(8, size=(200, 1)))
    truth = rng.normal(size=(200, 1)) * np.arange(24) + (scale * rng.normal(size=(200, 24))).cumsum(
        axis=1
    )
    return truth, truth[:, :20] + 1.5 * scale * rng.normal(size=(200, 20))


@pytest.mark.parametrize(("share", "least", "most"), [(0.5, 0.42, 0.58), (0.9, 0.85, 0.95)])
def test_bands_hold_the_truth_as_often_as_they_say(
    places: tuple[np.ndarray, np.ndarray], share: float, least: float, most: float
) -> None:
    truth, figures = places
    variances = pooled_variances(figures, NONE)
    read = readings_of(figures)
    now = ahead = 0
    for i, place in enumerate(read.places):
        found = estimate(read.of([place]), variances, 2023)
        for year, at in ((2019, 19), (2023, 23)):
            _, low, high = found.between(year, share)
            held = low <= truth[int(place[1:]), at] <= high
            now, ahead = now + (held and year == 2019), ahead + (held and year == 2023)
        assert i < 200
    assert least <= now / 200 <= most
    assert least <= ahead / 200 <= most


def test_pooled_variances_are_near_those_that_made_the_series(
    places: tuple[np.ndarray, np.ndarray],
) -> None:
    found = pooled_variances(places[1], NONE)
    assert found.irregular == pytest.approx(2.25, rel=0.15)
    assert found.level == pytest.approx(1.0, rel=0.2)
    assert found.slope < 0.01
    assert 6 <= found.strength <= 14


def test_a_short_series_leans_on_the_pool(places: tuple[np.ndarray, np.ndarray]) -> None:
    variances = pooled_variances(places[1], NONE)
    short = estimate(readings_of(places[1][:1, -4:]), variances, 2003)
    assert 0.5 < short.factor < 2
    assert short.degrees == variances.strength + 2


@settings(deadline=None, max_examples=25)
@given(st.floats(-5, 5), st.floats(-2, 2), st.sampled_from([SMOOTHING, pooled(3), pooled(5)]))
def test_a_straight_line_is_found_again_through_any_average(
    first: float, change: float, window: Window
) -> None:
    years = 12
    early = window.width
    line = first + change * np.arange(-early, years)
    printed = np.empty(years)
    for at, own, weights in window.rows(years):
        last = early + at + 1
        printed[own] = line[last - len(weights) : last] @ np.array(weights)
    found = estimate(readings_of(printed[None], window=window), Variances(1.0, 1.0, 0.1), 2014)
    for year in (2005, 2011, 2014):
        expected = first + change * (year - 2000)
        assert found.at(year)[0] == pytest.approx(expected, abs=2e-3 * (1 + abs(expected)))
    assert found.slope == pytest.approx(change, abs=5e-3)


def test_revision_to_come_widens_the_newest_years_and_leaves_old_ones() -> None:
    rng = np.random.default_rng(3)
    read = readings_of(rng.normal(size=(1, 15)).cumsum(axis=1))
    plain = Variances(0.5, 1.0, 0.0)
    revised = Variances(0.5, 1.0, 0.0, revisions=Revisions((2.0, 1.0, 0.5, 0.2), 0.7, 1.0, 3, 99))
    first, second = estimate(read, plain, 2014), estimate(read, revised, 2014)
    assert second.at(2014)[1] > 1.2 * first.at(2014)[1]
    assert second.at(2003)[1] == pytest.approx(first.at(2003)[1], rel=0.02)


def editions(rng: np.random.Generator, nested: bool) -> pl.DataFrame:
    """Four editions of 120 places: errors of sd 4, 2, 1, 0 by age, made up of later revisions when
    nested, fresh in every edition when not."""
    truth = rng.normal(size=(120, 12)).cumsum(axis=1)
    sd = np.array([4.0, 2.0, 1.0, 0.0, 0.0])
    steps = np.sqrt(sd[:-1] ** 2 - sd[1:] ** 2) * rng.normal(size=(120, 12, 4))
    tables = []
    for n in range(4):
        known = 9 + n
        figures = truth[:, :known].copy()
        for year in range(known):
            age = known - 1 - year
            if age < 3:
                error = steps[:, year, age:].sum(axis=1)
                figures[:, year] += error if nested else sd[age] * rng.normal(size=120)
        tables.append(
            rows_of(figures, 2000).with_columns(
                family=pl.lit("made"), edition=pl.lit(str(n)),
                released=pl.lit(date(2010 + n, 6, 1)),
            )
        )  # fmt: skip
    return pl.concat(tables)


def test_revisions_are_found_from_editions() -> None:
    nested = revision_record(editions(np.random.default_rng(1), nested=True), logged=False)
    # against the newest edition, which is itself 1 to 3 years from final: a little short of 4, 2, 1
    assert nested.sd[:2] == pytest.approx((4.0, 2.0), rel=0.25)
    assert nested.sd[3] == pytest.approx(0.0, abs=0.2)
    assert nested.nested > 0.8
    fresh = revision_record(editions(np.random.default_rng(1), nested=False), logged=False)
    assert fresh.nested < 0.6


def test_older_editions_count_where_errors_are_unrelated_and_only_there() -> None:
    table = editions(np.random.default_rng(2), nested=False)
    newest = table.filter((pl.col("edition") == "3") & (pl.col("place") == "P0"))
    read = readings(newest, "made", "%")
    unrelated = Revisions((4.0, 2.0, 1.0, 0.5), 0.0, 0.0, 4, 400)
    own, left = with_vintages(read, table, unrelated)
    assert own.values[0, -1] == read.values[0, -1]  # only one edition prints the newest year
    assert own.values[0, -2] != read.values[0, -2]
    assert left.sd[0] == 4.0
    assert left.sd[1] < 2.0
    nested = replace(unrelated, nested=1.0)
    same, kept = with_vintages(read, table, nested)
    assert (same is read, kept is nested) == (True, True)


def test_one_edition_tells_nothing_of_revision() -> None:
    one = editions(np.random.default_rng(1), nested=True).filter(pl.col("edition") == "3")
    assert revision_record(one, logged=False) == NONE


def test_published_intervals_weigh_figures() -> None:
    table = rows_of(np.array([[1.0, 2.0, 3.0, 4.0, 5.0]]), 2000)
    half = pl.Series([1.0, 1.0, 1.0, 1.0, 3.0])
    table = table.with_columns(low=pl.col("value") - half, high=pl.col("value") + half)
    read = readings(table, "made", "%")
    assert read.weights[0] == pytest.approx(np.array([1, 1, 1, 1, 9]) * 5 / 13)


def test_prices_of_one_year_keep_what_was_published() -> None:
    table = rows_of(np.array([[10.0, 11.0, 12.0]]), 2020)
    moved = at_prices(table, {2020: 50.0, 2021: 100.0}, 2021)
    assert moved["value"].to_list() == [20.0, 11.0]  # 2022 has no deflator
    assert moved["printed"].to_list() == [10.0, 11.0]


def test_money_is_read_in_logs_and_shown_in_pounds() -> None:
    table = rows_of(30 * 1.02 ** np.arange(10)[None], 2010)
    read = readings(table, "gva_per_hour", "£ per hour")
    found = estimate(read, Variances(1e-6, 1e-6, 0.0), 2024)
    picture = underlying(found, None, "")
    assert picture.trend == pytest.approx(2.0)
    assert picture.trend_unit == "% a year"
    assert picture.table["level"][-1] == pytest.approx(30 * 1.02**14, rel=1e-6)
    assert picture.table["ahead"].to_list() == [False] * 10 + [True] * 5


def test_a_past_year_without_noise_is_certain() -> None:
    found = estimate(readings_of(np.array([[1.0, 2.0, 4.0, 3.0, 5.0]])), Variances(0, 1, 0), 2004)
    assert [found.chance(g, 2002, True) for g in (3.9, 4.1)] == [1.0, 0.0]
    assert [found.chance(g, 2002, False) for g in (3.9, 4.1)] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("code", "year"), [("2022ay", 2022), ("2020-2022", 2022), ("2015-11-16+1y", 2015)]
)
def test_periods_have_a_year(code: str, year: int) -> None:
    assert year_of(code)[0] == year


@given(st.floats(-8, 8), st.floats(2, 60))
def test_student_quantile_undoes_the_distribution(x: float, degrees: float) -> None:
    p = student_cdf(x, degrees)
    if 1e-6 < p < 1 - 1e-6:
        assert student_quantile(p, degrees) == pytest.approx(x, abs=1e-6)
        assert student_cdf(-x, degrees) == pytest.approx(1 - p, abs=1e-12)
