"""Published worked examples of appraisal guidance, and what must hold beside them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.appraisal import (
    carbon_benefit,
    carbon_values,
    mean_weight,
    net_additional,
    optimism,
    over_reference,
    weights_by_fifth,
    welfare_weight,
)
from growthplan.appraisal.weights import gainers_of
from growthplan.store import packaged_assumptions
from growthplan.vocabulary import GrowthplanError

HELD = packaged_assumptions()
UPPER = HELD["appraisal.optimism_upper"].values or {}
LOWER = HELD["appraisal.optimism_lower"].values or {}
SHARES = st.floats(0, 1)


def test_mott_macdonald_combined_building_project() -> None:
    """30% non-standard and 70% standard building: capital expenditure 32.1% (published)."""
    parts = {"non-standard-buildings": 0.3, "standard-buildings": 0.7}
    assert round(100 * optimism(parts, UPPER, LOWER).upper, 1) == 32.1


def test_mott_macdonald_managed_to_the_lower_bound() -> None:
    """Non-standard building, 92% of 51% managed: 4%; £100m becomes £104m (published)."""
    found = optimism({"non-standard-buildings": 1.0}, UPPER, LOWER, 0.92)
    assert round(100 * found.share) == 4
    assert round(100 * (1 + found.share)) == 104


@pytest.mark.parametrize("kind", UPPER)
@pytest.mark.parametrize("mitigation", [0.0, 0.4, 1.0])
def test_overruns_are_drawn_about_the_adjusted_cost(kind: str, mitigation: float) -> None:
    found = optimism({kind: 1.0}, UPPER, LOWER, mitigation)
    drawn = found.drawn((np.arange(20_000) + 0.5) / 20_000)
    assert drawn.mean() == pytest.approx(found.share, abs=1e-6)
    assert drawn.min() >= min(found.lower, found.share) - 1e-12


@given(st.floats(-2, 3), st.sampled_from(["standard-buildings", "standard-bildings"]))
def test_what_cannot_be_adjusted_is_refused(mitigation: float, kind: str) -> None:
    fine = 0 <= mitigation <= 1 and kind in UPPER
    if fine:
        assert optimism({kind: 1.0}, UPPER, LOWER, mitigation).share >= 0
        return
    with pytest.raises(GrowthplanError) as caught:
        optimism({kind: 1.0}, UPPER, LOWER, mitigation)
    if kind not in UPPER:
        assert "Did you mean 'standard-buildings'" in str(caught.value)


def test_green_book_weights_of_the_lowest_fifth() -> None:
    """The Green Book prints 2.5 from Fujiwara (2010) and 2.4 with data of 2015; with those of the
    financial year ending 2023 it is 2.63."""
    assert round(welfare_weight(16_400, 34_500, 1.3), 2) == 2.63
    # twice the income is worth less than half a pound at 1.3, and just half at 1
    assert welfare_weight(40_000, 20_000, 1.0) == pytest.approx(0.5)


def test_weights_fall_with_income_and_are_one_in_the_middle() -> None:
    found = weights_by_fifth(HELD["appraisal.income_by_fifth"].values or {}, 1.3)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert found["3"] == 1.0


@given(st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5))
def test_a_mean_weight_lies_between_the_weights_that_it_averages(shares: list[float]) -> None:
    weights = weights_by_fifth(HELD["appraisal.income_by_fifth"].values or {}, 1.3)
    gainers = dict(zip("12345", shares, strict=True))
    found = mean_weight(gainers, weights)
    assert min(weights.values()) <= found <= max(weights.values())
    twice = mean_weight({fifth: 2 * share for fifth, share in gainers.items()}, weights)
    assert twice == pytest.approx(found)


def test_who_gains_is_known_only_when_every_group_has_a_fifth() -> None:
    assert gainers_of([(1, 300.0), (3, 100.0)]) == {"1": 0.75, "3": 0.25}
    assert gainers_of([(1, None), (2, 100.0)]) == {"1": 0.5, "2": 0.5}
    assert gainers_of([(1, 300.0), (None, 100.0)]) is None
    assert gainers_of([]) is None


@given(st.floats(0, 1e5), SHARES, SHARES, SHARES, SHARES, st.floats(1, 2))
def test_shares_and_reference_case_agree(
    gross: float, dead: float, leak: float, moved: float, swapped: float, again: float
) -> None:
    """HCA (2014): intervention less reference case is the same when both share the ratios."""
    kept = {"leakage": leak, "displacement": moved, "substitution": swapped, "multiplier": again}
    short = net_additional(gross, deadweight=dead, **kept)
    long = over_reference(net_additional(gross, **kept), net_additional(gross * dead, **kept))
    assert float(short) == pytest.approx(float(long), rel=1e-9, abs=1e-6)
    assert 0 <= float(short) <= gross * again + 1e-9


def test_carbon_at_published_values() -> None:
    """£245 in 2021 and £378 in 2050, at 2020 prices (published); £280 in 2030 and £326 in 2040
    of the published series are met within a pound."""
    values = HELD["appraisal.carbon"].values or {}
    found = carbon_values(values, [2021, 2030, 2040, 2050, 2051])
    assert found[[0, 3]].round().tolist() == [245, 378]
    assert abs(found[1] - 280) < 1
    assert abs(found[2] - 326) < 1.5
    assert found[4] / found[3] == pytest.approx(1.015, abs=0.001)


def test_emitting_more_is_a_loss() -> None:
    assert carbon_benefit([1.0, -1.0], np.array([260.0, 264.0])).tolist() == [-0.26, 0.264]
