"""Cases that can be worked out by hand: one authority, one sector, one driver at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from small_economy import YEARS, money, one_place, steady

from growthplan.store import packaged_assumptions
from growthplan.system import (
    LINEAR,
    Action,
    Detail,
    Parameters,
    Pathways,
    Switches,
    central,
    simulate,
)
from growthplan.system.capital_deepening import log_capital, next_capital
from growthplan.system.complementarity import effect as together
from growthplan.system.density import log_change, shares_of_density
from growthplan.system.labour_market import equilibrium
from growthplan.system.saturation import carry, saturate

EXACT = 1e-12
ONE = np.ones(1)
HERE = np.array([1.0])


def fixed(**numbers: float) -> Parameters:
    """Central values, full delivery, and some numbers chosen."""
    plain = {"system__delivery_common": 1.0, "system__saturation": 1.0}
    return central(packaged_assumptions()).at(**(plain | numbers))


def run(
    actions: list[Action],
    parameters: Parameters,
    switches: Switches | None = None,
    detail: Detail | None = None,
) -> Pathways:
    place = one_place()
    return simulate(
        place,
        actions,
        parameters,
        steady(place),
        switches or Switches.no_feedback(),
        detail=detail or Detail(),
    )


def yearly(amount: float) -> np.ndarray:
    """The same £m each year after the base year."""
    return np.where(np.arange(len(YEARS)) > 0, amount, 0.0)


def test_capital_adjusts_as_worked_out_by_hand() -> None:
    depreciation, growth, boost, share = 0.08, 0.015, 0.10, 0.33
    worth = one_place().output.sum()
    investment = (depreciation + growth) * 3.0 * worth
    found = run(
        [Action("k", "capital", yearly(boost * investment), HERE, additionality=1.0)],
        fixed(capital__depreciation=depreciation, capital__baseline_growth=growth),
    )
    t = np.arange(len(YEARS))
    stock = 1 + boost * (1 - ((1 - depreciation) / (1 + growth)) ** t)
    np.testing.assert_allclose(found.effect[0, :, 0], share * np.log(stock), atol=EXACT)
    assert stock[10] == pytest.approx(1.062570, abs=5e-7)
    assert found.effect[0, 10, 0] == pytest.approx(0.020028, abs=5e-7)


def test_capital_tends_to_its_new_level() -> None:
    k = np.zeros(1)
    for _ in range(2000):
        k = next_capital(k, np.array([0.1]), np.array([0.08]), np.array([0.015]))
    np.testing.assert_allclose(k, 0.1, atol=EXACT)
    np.testing.assert_allclose(log_capital(k, linear=False), np.log(1.1), atol=EXACT)


def test_knowledge_stock_is_a_geometric_sum() -> None:
    flow, lost = 10.0, 0.15
    stock = np.zeros(1)
    for _ in range(10):
        stock = carry(stock, np.array([flow]), np.array([lost]))
    np.testing.assert_allclose(stock, flow * (1 - (1 - lost) ** 10) / lost, atol=EXACT)
    assert stock[0] == pytest.approx(53.541706, abs=5e-7)


def test_knowledge_through_the_model() -> None:
    spent, lost = 8.0, 0.15
    found = run(
        [Action("r", "knowledge", yearly(spent), HERE, leverage=0.0)],
        fixed(rd__depreciation=lost, rd__elasticity=0.06, rd__local_share=0.5),
    )
    t = np.arange(len(YEARS))
    stock = spent / 800.0 * (1 - (1 - lost) ** t) / lost
    np.testing.assert_allclose(found.effect[0, :, 0], 0.03 * np.log1p(stock), atol=EXACT)


def test_labour_incidence() -> None:
    found = equilibrium(np.array(0.01), np.array(0.0), np.array(1.0), np.array(0.9))
    assert float(found) == pytest.approx(0.01 / 1.9, abs=EXACT)
    assert float(found) == pytest.approx(0.00526316, abs=5e-9)


def test_relief_jobs_tend_to_their_incidence() -> None:
    switches = Switches.without(
        "investment_response", "migration_housing", "capital_deepening", "density"
    )
    numbers = fixed(
        labour__supply=1.0,
        labour__demand=0.9,
        labour__multiplier_tradable=0.0,
        labour__adjustment=1.0,
        zone__decay_before_sunset=0.0,
    )
    once = np.where(np.arange(len(YEARS)) == 1, 1.0, 0.0)
    jobs = Action("z", "jobs", once, HERE, unit_cost=1000.0, deadweight=0.0)
    found = run([jobs], numbers, switches)
    np.testing.assert_allclose(np.log(found.hours_change[0, 1:, 0] + 1), 0.01 / 1.9, atol=EXACT)


def test_density_of_one_place_with_more_jobs() -> None:
    shares = shares_of_density(HERE * 9, np.array([[3.0]]), np.array([[1.8]]))
    rho, more = 0.08, 0.05
    jobs = np.full((1, 1, 1), np.log1p(more))
    change = log_change(shares, np.array([[1.8]]), None, jobs, linear=False)
    np.testing.assert_allclose(rho * change, rho * np.log1p(more), atol=EXACT)


def test_density_under_a_uniform_cut_in_cost() -> None:
    rho, decay, factor = 0.08, 1.8, 0.9
    cost = np.array([[2.0, 10, 20], [10, 3, 15], [20, 15, 4]])
    shares = shares_of_density(np.array([100.0, 50, 25]), cost, np.array([[decay]]))
    cut = np.full((3, 1, 1), -np.log(factor))
    still = np.zeros((3, 1, 1))
    change = log_change(shares, np.array([[decay]]), cut, still, linear=False)
    np.testing.assert_allclose(rho * change, -rho * decay * np.log(factor), atol=EXACT)


def test_density_shares_reproduce_effective_density_by_hand() -> None:
    cost = np.array([[2.0, 10, 20], [10, 3, 15], [20, 15, 4]])
    jobs = np.array([100.0, 50, 25])
    shares = shares_of_density(jobs, cost, np.array([[1.0]]))[0, :, :, 0]
    effective = np.array([56.25, 28.3333, 14.5833])
    np.testing.assert_allclose(shares, jobs / cost / effective[:, None], rtol=3e-6)


def test_many_masks_at_once_give_the_same_density() -> None:
    rng = np.random.default_rng(3)
    cost = rng.uniform(2, 30, (5, 5))
    decays = rng.uniform(1, 2, (4, 6))
    shares = shares_of_density(rng.uniform(10, 90, 5), cost, decays)
    cut, hours = rng.uniform(0, 0.05, (2, 5, 6, 40))
    together_ = log_change(shares, decays, cut, hours, linear=False)
    apart = [log_change(shares, decays, cut[..., [m]], hours[..., [m]], False) for m in range(40)]
    np.testing.assert_allclose(together_, np.concatenate(apart, axis=-1), atol=1e-14)


def test_two_actions_under_one_ceiling() -> None:
    c, x, y = (np.array([v]) for v in (0.1, 0.05, 0.05))
    sigma = saturate(x + y, c) - saturate(x, c) - saturate(y, c)
    by_hand = -c * (1 - np.exp(-x / c)) * (1 - np.exp(-y / c))
    np.testing.assert_allclose(sigma, by_hand, atol=EXACT)
    assert float(sigma[0]) == pytest.approx(-0.0154818, abs=5e-8)
    doubled = saturate(2 * x, c) / saturate(x, c)
    np.testing.assert_allclose(doubled, 1 + np.exp(-x / c), atol=EXACT)


def test_complementarity_is_nothing_without_both() -> None:
    x, y, theta = (np.array(v) for v in (0.03, 0.02, 1.2))
    zero = np.array(0.0)
    assert float(together(x, zero, theta)) == 0.0
    assert float(together(zero, y, theta)) == 0.0
    np.testing.assert_allclose(together(x, y, theta), theta * x * y, atol=EXACT)


def five_drivers() -> list[Action]:
    return [
        Action("q", "higher_skills", money(20.0), HERE),
        Action("r", "knowledge", money(12.0), HERE),
        Action("a", "digital", money(5.0), HERE),
        Action("m", "management", money(6.0), HERE),
        Action("z", "health", money(9.0), HERE),
    ]


def test_without_feedback_the_effect_is_the_sum_of_the_mechanisms() -> None:
    off = replace(Switches.no_feedback(), absorption=False)
    numbers = fixed()
    whole = run(five_drivers(), numbers, off)
    alone = [run([action], numbers, off).effect for action in five_drivers()]
    np.testing.assert_allclose(whole.effect, np.sum(alone, axis=0), atol=EXACT)
    assert (whole.effect[0, 4:] > 0).all()


@pytest.mark.parametrize("scale", [2.0, 0.5, 7.0])
def test_linear_form_is_proportional_to_money(scale: float) -> None:
    numbers = fixed()
    once = run(five_drivers(), numbers, LINEAR)
    more = [replace(action, spend=action.spend * scale) for action in five_drivers()]
    np.testing.assert_allclose(
        run(more, numbers, LINEAR).place_effect, scale * once.place_effect, atol=EXACT
    )


def test_contributions_add_up_to_the_effect() -> None:
    actions = [*five_drivers(), Action("k", "capital", money(40.0), HERE)]
    found = run(actions, fixed(), Switches(), Detail(contributions=True))
    assert found.contributions is not None
    np.testing.assert_allclose(sum(found.contributions.values()), found.effect, atol=EXACT)
    assert {"capital_deepening", "density_jobs", "mix"} <= set(found.contributions)


def delayed(years: int) -> Callable[[], Action]:
    return lambda: Action("q", "higher_skills", money(20.0), HERE, lag=(0.0,) * years + (1.0,))


@pytest.mark.parametrize("years", [0, 1, 3])
def test_nothing_happens_before_its_lag(years: int) -> None:
    found = run([delayed(years)()], fixed(), Switches())
    first = YEARS.index(2026) + years
    assert (found.effect[0, :first] == 0.0).all()
    assert found.effect[0, first, 0] > 0.0
