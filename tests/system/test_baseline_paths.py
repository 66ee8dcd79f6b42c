"""The no-plan paths: sums that hold, the spread they should have, and the same bytes every time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.system.baseline import (
    FORMS,
    AuthorityForms,
    BaselineDraws,
    ComparatorGrowth,
    RegionForm,
    authority_forms,
    baseline_draws,
    first_printed,
    fitted_trend,
    gap_range,
    gravity_commuting,
    hours_by_sector,
    jobs_by_residence,
    over_forms,
    region_form,
    region_paths,
    relative_panel,
    revision_model,
    sector_relatives,
    shrunk_trend,
)
from growthplan.system.baseline.panel import RelativePanel
from growthplan.system.targets import (
    annual_growth,
    closed_share,
    needed_level,
    probability,
    required_effort,
)
from growthplan.vocabulary import GrowthplanError, Statistics

LCR = "E47000004"
SIX = ("E06000006", "E08000011", "E08000012", "E08000013", "E08000014", "E08000015")
HOURS = np.array([0.09, 0.09, 0.40, 0.10, 0.15, 0.17])
GROWTH = ComparatorGrowth(0.01, 0.004, 0.008)


@pytest.fixture(scope="module")
def form(productivity: Statistics) -> RegionForm:
    return region_form(productivity, LCR)


@pytest.fixture(scope="module")
def members(productivity: Statistics) -> AuthorityForms:
    return authority_forms(productivity, LCR, SIX)


@pytest.fixture(scope="module")
def drawn(form: RegionForm, members: AuthorityForms) -> BaselineDraws:
    return draw(form, members, range(4_000))


def draw(
    form: RegionForm,
    members: AuthorityForms,
    draws: range,
    seed: int = 1,
    weights: np.ndarray = HOURS,
    until: int = 2045,
) -> BaselineDraws:
    return baseline_draws(
        form, members, weights, 42.39, GROWTH, until=until, seed=seed, draws=draws
    )


def test_authorities_make_the_city_region_exactly(drawn: BaselineDraws) -> None:
    summed = (drawn.weights * np.exp(drawn.relative)).sum(axis=-1)
    np.testing.assert_allclose(summed, np.exp(drawn.region), rtol=1e-13)
    assert drawn.relative.shape == (4_000, 23, 6)


@pytest.mark.parametrize("block", [range(1), range(17, 40), range(3_990, 4_000)])
def test_blocks_of_draws_give_the_same_bytes(
    drawn: BaselineDraws, form: RegionForm, members: AuthorityForms, block: range
) -> None:
    part = draw(form, members, block)
    rows = slice(block.start, block.stop)
    for name in ("comparator", "region", "relative"):
        whole = np.ascontiguousarray(getattr(drawn, name)[rows])
        assert getattr(part, name).tobytes() == whole.tobytes(), name


def test_authorities_in_another_order_have_the_same_paths(
    productivity: Statistics, form: RegionForm, drawn: BaselineDraws
) -> None:
    order = [3, 0, 5, 1, 4, 2]
    turned = draw(
        form,
        authority_forms(productivity, LCR, [SIX[i] for i in order]),
        range(50),
        weights=HOURS[order],
    )
    np.testing.assert_allclose(turned.relative, drawn.relative[:50][:, :, order], atol=1e-13)


def test_another_seed_is_another_world(form: RegionForm, members: AuthorityForms) -> None:
    one, two = (draw(form, members, range(5), seed=seed) for seed in (1, 2))
    assert not (one.region == two.region).any()


def test_the_start_is_as_unsure_as_revisions_have_been(
    productivity: Statistics, drawn: BaselineDraws, form: RegionForm
) -> None:
    sd = revision_model(productivity, "city regions").newest_sd(LCR)
    assert drawn.region[:, 0].std() == pytest.approx(sd, rel=0.04)
    assert 0.014 <= sd <= 0.024
    assert drawn.region[:, 0].mean() == pytest.approx(form.history[-1], abs=1e-3)


def test_the_spread_twelve_years_on(drawn: BaselineDraws, form: RegionForm) -> None:
    """LCR's own record and that of combined authorities give a 12-year SD near 0.04; authorities
    added up would give 0.051."""
    still = replace(form, revision=np.zeros((5, 5)))
    path = region_paths(still, 12, seed=3, draws=range(4_000))
    assert path[:, 0].std() == pytest.approx(0, abs=1e-12)
    assert path[:, 12].std() == pytest.approx(0.039, abs=0.003)
    assert drawn.region[:, 12].std() == pytest.approx(0.044, abs=0.003)


def test_the_path_without_surprise_is_the_equation(form: RegionForm) -> None:
    exact = replace(form, revision=np.zeros((5, 5)), sd=np.zeros_like(form.sd))
    path = region_paths(exact, 12, seed=1, draws=range(3))
    expected = form.equation.path(form.history[None, -4:], 12)[0]
    np.testing.assert_allclose(path[:, 1:], np.tile(expected, (3, 1)), rtol=1e-12)


def test_england_grows_at_its_trend(drawn: BaselineDraws) -> None:
    grown = drawn.comparator[:, 12] - drawn.comparator[:, 0]
    assert np.exp(drawn.comparator[0, 0]) == pytest.approx(42.39)
    assert grown.mean() == pytest.approx(0.12, abs=0.003)
    assert grown.std() == pytest.approx(np.hypot(12 * 0.004, 0.008 * 12**0.5), rel=0.05)


def test_no_plan_is_unlikely_to_close_half_the_gap(
    productivity: Statistics, drawn: BaselineDraws
) -> None:
    answers = {answer.form: answer for answer in over_forms(productivity, drawn, 2035, 0.1194)}
    assert list(answers) == list(FORMS)
    used = answers["pooled"]
    assert used.end.median == pytest.approx(-12.2, abs=0.4)
    assert used.half_closed.value == pytest.approx(0.06, abs=0.02)
    assert answers["regions alone"].half_closed.value < used.half_closed.value
    assert answers["unsmoothed"].half_closed.value > used.half_closed.value
    words = used.in_words("the Liverpool City Region")
    assert "12." in words[1]
    assert "2035" in words[1]
    assert "not a world without policy" in words[0]


def test_ranges_widen_with_their_level(drawn: BaselineDraws) -> None:
    found = gap_range(drawn.region[:, 12], 2035)
    lows, highs = [r[1] for r in found.ranges], [r[2] for r in found.ranges]
    assert lows == sorted(lows, reverse=True)
    assert highs == sorted(highs)
    assert lows[0] < found.median < highs[0]


def test_effort_gives_exactly_the_chance_asked_for(drawn: BaselineDraws) -> None:
    level, end = needed_level(0.1194, 0.5), drawn.region[:, 12]
    for chance in (0.5, 0.8):
        effort = required_effort(end, level, chance)
        reached = probability(closed_share(end + effort + 1e-12, 0.1194, 0.5)).value
        assert reached == pytest.approx(chance, abs=1 / 2_000)
    assert required_effort(end, level, 0.5) == pytest.approx(0.067, abs=0.005)
    assert required_effort(end, level, 0.8) == pytest.approx(0.102, abs=0.006)
    assert annual_growth(0.12, 12) == pytest.approx(np.expm1(0.01))


@given(st.floats(0.01, 0.9), st.floats(0.01, 1.0))
def test_closing_a_share_leaves_the_rest(gap: float, share: float) -> None:
    left = -np.expm1(needed_level(gap, share))
    assert left == pytest.approx((1 - share) * gap, abs=1e-12)


@given(st.integers(0, 40), st.integers(1, 40))
def test_the_error_of_a_probability(met: int, more: int) -> None:
    found = probability(np.array([True] * met + [False] * more))
    assert found.value == pytest.approx(met / (met + more))
    assert 0 < found.error <= 0.5 / (met + more) ** 0.5 + 1e-12


def test_every_fault_of_a_request_at_once(form: RegionForm, members: AuthorityForms) -> None:
    weights = HOURS.copy()
    weights[2] = 0.0
    with pytest.raises(GrowthplanError) as caught:
        draw(form, replace(members, last_year=2022), range(0), weights=weights, until=2020)
    said = str(caught.value)
    for part in ("2023, the last year of data", "at least one draw", "one edition", "hours above"):
        assert part in said


def test_a_form_with_a_slip_in_its_name(productivity: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="random walk"):
        region_form(productivity, LCR, "random wlak")  # type: ignore[arg-type]


def test_other_city_regions_have_a_baseline(productivity: Statistics) -> None:
    panel = relative_panel(productivity, "city regions")
    for code in panel.places:
        found = region_form(productivity, code)
        assert 0.003 < found.sd[0] < 0.01
        assert found.history[-1] == panel.of([code])[0, -1]


def test_a_first_print_is_unsure_and_unbiased(
    productivity: Statistics, drawn: BaselineDraws
) -> None:
    model = revision_model(productivity, "city regions")
    printed = first_printed(drawn.region, model, LCR, seed=1, draws=drawn.draws)
    off = printed - drawn.region
    assert off.mean() == pytest.approx(0, abs=1e-3)
    assert off.std() == pytest.approx(model.newest_sd(LCR), rel=0.03)


def test_revisions_of_neighbouring_years_go_together(
    productivity: Statistics, authorities: RelativePanel
) -> None:
    model = revision_model(productivity, "authorities")
    sd = np.sqrt(np.diag(model.covariance))[::-1]
    assert 0.042 <= sd[0] <= 0.047
    assert 0.028 <= sd[1] <= 0.032
    assert 0.018 <= sd[2] <= 0.026
    assert (np.diff(sd) < 0).all()
    beside = np.diag(model.covariance, 1)[::-1] / (sd[:-1] * sd[1:])
    assert (beside > 0.85).all()
    known = revision_model(productivity, "authorities", known_in="2023-06")
    assert known.editions == ("2022-07", "2023-06")


SHARES = st.lists(st.floats(0.05, 5), min_size=6, max_size=6)


@settings(deadline=None)
@given(SHARES, SHARES, st.lists(st.floats(-0.03, 0.03), min_size=3, max_size=3))
def test_sector_drift_moves_the_mix_and_never_the_total(
    hours: list[float], productivity: list[float], drift: list[float]
) -> None:
    base, level = np.reshape(hours, (2, 3)), np.reshape(productivity, (2, 3))
    paths = hours_by_sector(base, np.array(drift), 20)
    np.testing.assert_allclose(paths.sum(axis=2), np.tile(base.sum(axis=1), (21, 1)), rtol=1e-12)
    np.testing.assert_allclose(paths[0], base, rtol=1e-12)
    relative = sector_relatives(paths, level, np.array(drift))
    mean = (paths * relative).sum(axis=2) / paths.sum(axis=2)
    np.testing.assert_allclose(mean, 1.0, rtol=1e-12)


def test_a_trend_that_all_sectors_share_changes_nothing() -> None:
    base = np.array([[3.0, 1.0], [2.0, 2.0]])
    paths = hours_by_sector(base, np.full(2, 0.05), 5)
    np.testing.assert_allclose(paths, np.tile(base, (6, 1, 1)), rtol=1e-12)


def test_a_trend_and_its_error_from_logs() -> None:
    """An exact trend has no error; the textbook slope of 1, 2, 4 in logs is ln 2."""
    trend, error = fitted_trend(np.array([[1.0, 2.0, 4.0, 8.0], [1.0, 1.0, 2.0, 1.0]]))
    assert trend[0] == pytest.approx(np.log(2))
    assert error[0] == pytest.approx(0, abs=1e-12)
    slope, left = 0.1 * np.log(2), np.array([-0.1, -0.2, 0.7, -0.4]) * np.log(2)
    assert trend[1] == pytest.approx(slope)
    assert error[1] == pytest.approx(np.sqrt((left**2).sum() / 2 / 5))


def test_a_fading_trend_stops() -> None:
    base = np.array([[3.0, 1.0]])
    paths = hours_by_sector(base, np.array([0.02, -0.02]), 200, fade=0.5)
    np.testing.assert_allclose(paths[100], paths[200], rtol=1e-12)
    assert paths[100, 0, 0] / paths[100, 0, 1] == pytest.approx(3 * np.exp(0.04 * 2))


def test_an_authority_without_hours_is_refused() -> None:
    with pytest.raises(GrowthplanError, match="number 2"):
        hours_by_sector(np.array([[1.0, 2.0], [0.0, 0.0]]), np.zeros(2), 3)


def test_noisy_local_trends_are_moved_to_the_national() -> None:
    national = np.zeros(4)
    local = np.array([[0.02, -0.02, 0.01, -0.01]])
    clear = shrunk_trend(national, local, np.zeros((1, 4)))
    noisy = shrunk_trend(national, local, np.full((1, 4), 0.01))
    np.testing.assert_allclose(clear, local)
    assert (np.abs(noisy) < np.abs(local)).all()
    assert (np.sign(noisy) == np.sign(local)).all()


def test_jobs_by_residence_are_jobs_by_workplace() -> None:
    shares = gravity_commuting(
        np.array([100.0, 50.0]),
        np.array([[2.0, 10.0], [10.0, 3.0]]),
        decay=1.0,
        outside=np.array([0.1, 0.2]),
    )
    jobs = np.array([80.0, 20.0])
    held = jobs_by_residence(jobs, shares)
    assert held.sum() == pytest.approx(jobs.sum(), rel=1e-15)
    assert held[-1] == pytest.approx(0.1 * 80 + 0.2 * 20)
    assert shares[0, 0] > shares[0, 1]
    with pytest.raises(GrowthplanError, match="sum to 1"):
        jobs_by_residence(jobs, np.ones((2, 3)))
