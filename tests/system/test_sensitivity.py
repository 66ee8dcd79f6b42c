"""Sensitivity, value of information, fans: answers known from elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
from small_economy import drawn, moving, region, twelve

from growthplan.store import packaged_assumptions
from growthplan.system import (
    Parameters,
    decimals,
    fan,
    inputs_of,
    partial_information,
    perfect_information,
    probability,
    quantile_error,
    regional,
    screen,
    share_by,
    simulate,
    sobol,
)
from growthplan.system.streams import normals, uniforms
from growthplan.vocabulary import GrowthplanError


def box(seed: int, count: int, names: str = "xyz") -> Parameters:
    draws = range(count)
    values = {name: np.pi * (2 * uniforms(seed, name, draws)[:, 0] - 1) for name in names}
    return Parameters(draws, values, {})


def ishigami(p: Parameters) -> np.ndarray:
    x, y, z = p["x"], p["y"], p["z"]
    return np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)


def test_sobol_indices_of_ishigami_as_published() -> None:
    count = 200_000
    groups = {"x": ["x"], "y": ["y"], "z": ["z"]}
    found = sobol(ishigami, box(1, count), box(2, count), groups)
    np.testing.assert_allclose(found.first, (0.3139, 0.4424, 0.0), atol=0.01)
    np.testing.assert_allclose(found.total, (0.5576, 0.4424, 0.2437), atol=0.01)
    assert (np.abs(found.first - (0.3139, 0.4424, 0.0)) < 4 * found.first_error + 1e-4).all()


def test_sobol_of_a_group_takes_in_what_is_inside_it() -> None:
    groups = {"x and z": ["x", "z"], "y": ["y"]}
    found = sobol(ishigami, box(1, 100_000), box(2, 100_000), groups)
    np.testing.assert_allclose(found.first, (0.5576, 0.4424), atol=0.015)
    np.testing.assert_allclose(found.total, found.first, atol=0.02)


def test_screen_of_a_linear_answer_finds_its_variances() -> None:
    inputs = {name: normals(3, name, range(50_000))[:, 0] for name in "abc"}
    found = screen(3 * inputs["a"] - 4 * inputs["b"], inputs)
    assert found.explained == pytest.approx(1.0, abs=1e-9)
    np.testing.assert_allclose(found.share, (9 / 25, 16 / 25, 0.0), atol=0.01)
    np.testing.assert_allclose(found.coefficient, (0.6, -0.8, 0.0), atol=0.01)
    assert [name for name, _, _ in found.ranked()][:2] == ["b", "a"]
    grades = share_by(found, {"a": "SMS 3", "b": "assumption", "c": "assumption"})
    assert next(iter(grades)) == "assumption"
    assert sum(grades.values()) == pytest.approx(found.explained)


def test_screen_needs_more_draws_than_it_could_fit_by_chance() -> None:
    inputs = {name: normals(3, name, range(14))[:, 0] for name in "abc"}
    with pytest.raises(GrowthplanError, match="too few"):
        screen(inputs["a"], inputs)


def test_regional_sensitivity_tells_the_input_that_decides() -> None:
    inputs = {name: normals(4, name, range(5000))[:, 0] for name in "abcd"}
    found = regional(inputs["b"] > 1.0, inputs)
    assert found is not None
    assert found.distance[1] == pytest.approx(1.0)
    assert (np.delete(found.distance, 1) < 2 * found.chance).all()
    assert regional(np.ones(10, dtype=bool), {"a": np.arange(10.0)}) is None


def test_value_of_knowing_a_normal_payoff() -> None:
    draws = range(100_000)
    theta, other = (normals(5, name, draws)[:, 0] for name in ("theta", "other"))
    payoffs = np.array([np.zeros_like(theta), 2.0 * theta + other])
    known = 2.0 / np.sqrt(2 * np.pi)
    assert partial_information(payoffs, theta) == pytest.approx(known, rel=0.02)
    everything = np.sqrt(5) / np.sqrt(2 * np.pi)
    assert perfect_information(payoffs) == pytest.approx(everything, rel=0.02)
    assert partial_information(payoffs, [theta, other]) == pytest.approx(everything, rel=0.02)
    nothing = normals(5, "nothing", draws)[:, 0]
    assert partial_information(payoffs, nothing) < 0.01


def test_value_of_information_has_its_order() -> None:
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(2, 4000))
    payoffs = np.array([x, y, x * y])
    part = partial_information(payoffs, x)
    both = partial_information(payoffs, [x, y])
    assert 0 <= part <= both <= perfect_information(payoffs) + 0.02


def test_fan_keeps_its_order_and_its_quantiles() -> None:
    values = normals(7, "fan", range(40_000), 3)
    found = fan(values)
    np.testing.assert_allclose(found.high[90], 1.6449, atol=0.03)
    np.testing.assert_allclose(found.low[50], -0.6745, atol=0.02)
    assert (found.low[90] < found.low[80]).all()
    assert (found.low[50] < found.median).all()


@pytest.mark.parametrize("quantile", [0.1, 0.5, 0.95])
def test_monte_carlo_error_is_the_spread_over_repeats(quantile: float) -> None:
    many = normals(8, "repeats", range(2000), 300)
    seen = np.quantile(many, quantile, axis=0).std()
    told = quantile_error(many, quantile).mean()
    assert told == pytest.approx(seen, rel=0.15)


def test_monte_carlo_error_halves_with_four_times_the_draws() -> None:
    few = quantile_error(normals(9, "rate", range(1000), 200), 0.5).mean()
    many = quantile_error(normals(9, "rate", range(4000), 200), 0.5).mean()
    assert many == pytest.approx(few / 2, rel=0.1)


def test_probability_and_the_digits_it_supports() -> None:
    share, error = probability(np.arange(2000) < 200)
    assert (share, decimals(error)) == (0.1, 1)
    assert error == pytest.approx(0.0067, abs=1e-4)
    assert probability(np.zeros(100))[1] > 0


def test_what_is_no_draw_is_refused() -> None:
    with pytest.raises(GrowthplanError):
        fan([])
    with pytest.raises(GrowthplanError):
        fan([1.0, np.nan])
    with pytest.raises(GrowthplanError):
        probability([])


def test_the_plans_effect_hangs_mostly_on_delivery() -> None:
    place = region(3, 4)
    plan = twelve(place)
    draws = range(1200)
    numbers = drawn(plan, draws)
    found = simulate(place, plan, numbers, moving(place, draws))
    ranked = screen(found.place_effect[:, 12], inputs_of(numbers))
    assert ranked.explained > 0.85
    assert ranked.ranked()[0][0] == "system.delivery_common"
    grades = {name: each.grade for name, each in packaged_assumptions().items()}
    assert share_by(ranked, grades)["assumption"] > 0.4
