"""What a design could show, and what a finding does to an assumption."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from made_panels import block, factor

from growthplan.evaluation import Settings, estimate, learn, made_panel, power_of, proposed
from growthplan.evaluation.learning import prior_of
from growthplan.evaluation.registration import Informs
from growthplan.vocabulary import Assumption, GrowthplanError


def test_an_effect_of_the_size_said_is_seen_in_four_cases_of_five() -> None:
    """The power promised from donors' histories is about what new data give."""
    settings = Settings(draws=20)
    power = power_of(block(0, units=80, treated=1), "did", settings, before_only=False)
    assert power.smallest is not None
    seen = []
    for seed in range(100, 220):
        fresh = block(seed, units=80, treated=1, effect=power.smallest)
        p = estimate(fresh, "did", settings).p_value
        seen.append(p is not None and p <= 0.05)
    assert 0.65 <= np.mean(seen) <= 0.93


def test_the_outcome_after_treatment_is_not_looked_at() -> None:
    panel = block(0, treated=1, times=16, start=11)
    changed = panel.outcome.copy()
    changed[:, 11:] += 1000 * np.random.default_rng(0).normal(size=(60, 5))
    other = made_panel(changed, [0], 11)
    one, two = (power_of(p, "did", Settings()) for p in (panel, other))
    assert one.smallest == two.smallest


def test_with_few_donors_nothing_could_be_seen_and_it_says_so() -> None:
    power = power_of(block(1, units=15, treated=1), "did", Settings())
    assert power.smallest is None
    assert "no effect of any size" in power.sentence


def test_power_rises_with_the_effect() -> None:
    curve = power_of(factor(3), "synthetic-control", Settings()).curve["power"].to_numpy()
    assert curve[0] <= 0.1
    assert curve[-1] > 0.9
    assert (np.diff(curve) >= -0.05).all()


def assumption(**changes: Any) -> Assumption:
    fields = {
        "id": "zone.net_share", "title": "Net share", "value": 0.5, "low": 0.2, "high": 0.8,
        "distribution": "triangular", "unit": "share", "channel": "zones", "lag_years": 1,
        "grade": "SMS 3", "source": "A study", "status": "verified", "checked": "value",
    }  # fmt: skip
    return Assumption.model_validate(fields | changes)


INFORMS = Informs(
    assumption="zone.net_share", per=4.0, offset=1.0, transportability=0.5, why="one place"
)


def test_precisions_add_and_the_discount_widens_the_evidence() -> None:
    prior = prior_of(assumption())
    assert prior.mean == pytest.approx(0.5)
    assert prior.sd == pytest.approx(0.6 / np.sqrt(24))
    learned = learn(assumption(), INFORMS, effect=2.0, se=0.4)
    assert learned.evidence.mean == pytest.approx(0.25)
    assert learned.evidence.sd == pytest.approx(0.1)
    assert learned.carried.sd == pytest.approx(0.1 * np.sqrt(2))
    precision = prior.sd**-2 + learned.carried.sd**-2
    assert learned.posterior.sd == pytest.approx(precision**-0.5)
    assert learned.evidence.mean < learned.posterior.mean < prior.mean


def test_a_vague_finding_moves_nothing() -> None:
    learned = learn(assumption(), INFORMS, effect=40.0, se=4000.0)
    assert learned.posterior.mean == pytest.approx(learned.prior.mean, abs=1e-3)


def test_what_is_proposed_is_a_valid_assumption() -> None:
    before = assumption()
    learned = learn(before, INFORMS, effect=2.0, se=0.4)
    fields = before.model_dump(mode="json", exclude_none=True) | proposed(before, learned, "a-zone")
    after = Assumption.model_validate(fields)
    assert after.distribution.kind == "normal"
    assert "a-zone" in after.checked
    again = prior_of(after)
    assert again.mean == pytest.approx(learned.posterior.mean, rel=1e-3)


def test_nothing_is_learned_about_what_is_fixed_or_without_an_error() -> None:
    with pytest.raises(GrowthplanError, match="only triangular and normal"):
        learn(assumption(distribution="fixed"), INFORMS, 2.0, 0.4)
    with pytest.raises(GrowthplanError, match="no standard error"):
        learn(assumption(), INFORMS, 2.0, float("nan"))
