"""HM Treasury's Green Book: discount factors to the digits printed, and what follows from them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthplan.appraisal import (
    HEALTH,
    LONG_TERM,
    STANDARD,
    discount_factors,
    payback_year,
    present_value,
    residual_value,
    schedule_of,
    switching,
    worth,
)
from growthplan.store import packaged_assumptions
from growthplan.vocabulary import GrowthplanError

NAMES = (STANDARD, HEALTH, LONG_TERM)
PRINTED = {  # published rates; the factor of a year is the product of 1 / (1 + rate) to it
    1: (0.9662, 0.9852, 0.9709),
    2: (0.9335, 0.9707, 0.9426),
    5: (0.8420, 0.9283, 0.8626),
    10: (0.7089, 0.8617, 0.7441),
    20: (0.5026, 0.7425, 0.5537),
    30: (0.3563, 0.6398, 0.4120),
    31: (0.3459, 0.6316, 0.4017),
    50: (0.1973, 0.4951, 0.2480),
    75: (0.0942, 0.3594, 0.1315),
    76: (0.0919, 0.3556, 0.1288),
    100: (0.0508, 0.2754, 0.0775),
    125: (0.0274, 0.2111, 0.0456),
}


def factors(name: str, years: int) -> np.ndarray:
    return discount_factors(schedule_of(packaged_assumptions()[name]), years)


@pytest.mark.parametrize("year", PRINTED)
def test_factors_are_those_of_the_published_rates(year: int) -> None:
    found = tuple(round(float(factors(name, year + 1)[year]), 4) for name in NAMES)
    assert found == PRINTED[year]


def test_a_pound_a_year() -> None:
    standard = factors(STANDARD, 61)
    assert round(float(standard[:30].sum()), 4) == 19.0358
    assert round(float(standard[:60].sum()), 4) == 26.2285
    assert round(float(standard[1:61].sum()), 4) == 25.3753


def test_two_alternatives_over_four_years() -> None:
    """Exact, from the rates: £10m for £2.5m a year against £5m for £1.5m a year, four years."""
    standard = factors(STANDARD, 5)
    flows = [[-10.0, *[2.5] * 4], [-5.0, *[1.5] * 4]]
    assert present_value(flows, standard).round(2).tolist() == [-0.82, 0.51]


def test_rates_fall_and_factors_never_rise() -> None:
    for name in NAMES:
        found = factors(name, 400)
        assert (np.diff(found) < 0).all()
        assert (np.diff(found[1:] / found[:-1]) >= -1e-15).all()


FLOWS = arrays(np.float64, (3, 40), elements=st.floats(-1e4, 1e4))


@given(FLOWS, FLOWS)
def test_present_values_add_up(one: np.ndarray, other: np.ndarray) -> None:
    rates = factors(STANDARD, 40)
    both = present_value(one + other, rates)
    apart = present_value(one, rates) + present_value(other, rates)
    assert np.allclose(both, apart, rtol=1e-9, atol=1e-6)


@given(FLOWS, FLOWS, FLOWS)
def test_worth_is_additive_over_projects(b: np.ndarray, c: np.ndarray, p: np.ndarray) -> None:
    rates = factors(STANDARD, 40)
    each = worth(b, c, p, rates)
    together = worth(b.sum(axis=0), c.sum(axis=0), p.sum(axis=0), rates)
    assert each.npsv.sum() == pytest.approx(float(together.npsv), rel=1e-9, abs=1e-5)


@given(st.floats(0.1, 1e4), st.floats(0.1, 1e4), st.floats(0.1, 1e4), st.booleans())
def test_a_switching_value_makes_the_net_present_value_nought(
    benefit: float, other: float, cost: float, of_cost: bool
) -> None:
    npsv = benefit + other - cost
    found = switching("x", "X", cost if of_cost else benefit, npsv, of_cost)
    if found.switched is None:
        assert not of_cost
        assert other >= cost * (1 - 1e-9)  # even without the benefit it pays
        return
    then = benefit + other - found.switched if of_cost else found.switched + other - cost
    assert then == pytest.approx(0.0, abs=1e-8 * max(benefit, other, cost))


def test_a_ratio_needs_public_cost() -> None:
    found = worth([[0.0, 5.0], [0.0, 5.0]], [[2.0, 0.0], [0.0, 0.0]], np.zeros((2, 2)), np.ones(2))
    assert found.bcr[0] == 2.5
    assert np.isnan(found.bcr[1])


@given(arrays(np.float64, 12, elements=st.floats(-100, 100)))
def test_payback_is_the_first_year_after_which_the_sum_stays_above_nought(net: np.ndarray) -> None:
    rates = factors(STANDARD, 12)
    found = payback_year(net, rates, range(2025, 2037))
    sums = np.cumsum(net * rates)
    if found is None:
        assert sums[-1] < 0 or (sums >= 0).all()
    else:
        assert (sums[found - 2025 :] >= 0).all()
        assert sums[found - 2026] < 0


def test_nothing_is_left_of_an_asset_that_was_used_up() -> None:
    assert residual_value(30.0, 60, 60) == residual_value(30.0, 60, 80) == 0.0
    assert residual_value(30.0, 60, 20) == 20.0


def test_years_must_match() -> None:
    with pytest.raises(GrowthplanError, match="flows for 2 years and discount factors for 3"):
        present_value([1.0, 2.0], np.ones(3))


def test_a_number_is_no_schedule() -> None:
    with pytest.raises(GrowthplanError, match="should hold rates by span of years"):
        schedule_of(packaged_assumptions()["appraisal.qaly"])
