"""Abadie, Diamond and Hainmueller (2010), tables 1 and 2 and their test among all states; golden
numbers are published."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from published_panels import smoking_with_predictors

from growthplan.evaluation import Estimate, Settings, estimate
from growthplan.evaluation.predictor_weights import exact, searched
from growthplan.evaluation.predictors import moved_back, predictors_of
from growthplan.evaluation.synthetic_checks import leave_one_out
from growthplan.evaluation.synthetic_control import allowed_donors, stacked

ASKED = Settings(
    covariates=(
        "lnincome:1980-1988", "age15to24:1980-1988", "retprice:1980-1988", "beer:1984-1988",
    ),
    outcome_at=("1988", "1980", "1975"),
)  # fmt: skip
PUBLISHED = {
    "Colorado": 0.164, "Connecticut": 0.069, "Montana": 0.199, "Nevada": 0.234, "Utah": 0.334
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Estimate:
    return estimate(smoking_with_predictors(), "synthetic-control", ASKED)


def test_the_predictors_are_those_of_table_1(found: Estimate) -> None:
    """The share of the young and states' mean income are in a later edition than was printed; those
    of California, prices, beer and cigarettes are as printed."""
    table = found.tables["predictors"]
    assert table["treated"].to_list() == pytest.approx(
        [10.08, 0.1740, 89.42, 24.28, 90.10, 120.20, 127.10], abs=0.006
    )
    assert table["donors"].to_list()[2:] == pytest.approx(
        [87.27, 23.75, 113.82, 138.09, 136.93], abs=0.11
    )


def test_the_synthetic_california_of_table_1(found: Estimate) -> None:
    table = dict(found.tables["predictors"].select("predictor", "synthetic").iter_rows())
    del table["age15to24:1980-1988"]
    printed = [9.86, 89.41, 24.20, 91.62, 120.43, 126.99]
    assert list(table.values()) == pytest.approx(printed, rel=1e-3)


@pytest.mark.parametrize("state", sorted(PUBLISHED))
def test_weights_of_table_2(found: Estimate, state: str) -> None:
    """The paper's weights of predictors came from another optimiser, which moves the third
    place."""
    weights = dict(found.tables["weights"].iter_rows())
    assert weights[state] == pytest.approx(PUBLISHED[state], abs=0.006)


def test_no_other_state_has_weight(found: Estimate) -> None:
    others = found.tables["weights"].filter(~pl.col("unit").is_in(list(PUBLISHED)))
    assert others["weight"].sum() < 1e-3


def test_the_effect_and_its_rank_as_printed(found: Estimate) -> None:
    """Some 26 packs in 2000; the largest of the 39 ratios, so that p is 1/39, 0.026."""
    last = found.tables["path"].filter(pl.col("time") == "2000")["gap"].item()
    assert round(last) == -26
    assert found.p_value == pytest.approx(1 / 39)
    assert round(found.p_value, 3) == 0.026


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_the_draw_does_not_decide_the_weights(seed: int) -> None:
    panel = smoking_with_predictors()
    predictors = predictors_of(panel, ASKED.covariates, ASKED.outcome_at, panel.start)
    assert predictors is not None
    series = stacked(panel)
    fit = searched(predictors, series[:, : panel.start], allowed_donors(39, True), seed, only=38)
    weights = dict(zip(panel.control_names, fit.weights[0], strict=False))
    for state, weight in PUBLISHED.items():
        assert weights[state] == pytest.approx(weight, abs=0.025)


def test_vanishing_weights_of_predictors_fit_no_worse_than_any() -> None:
    """The least error that some weights of predictors give lies between that of the search and that
    of the outcome alone; one predictor is then matched exactly."""
    panel = smoking_with_predictors()
    predictors = predictors_of(panel, ASKED.covariates, ASKED.outcome_at, panel.start)
    assert predictors is not None
    before, allowed = stacked(panel)[:, : panel.start], allowed_donors(39, True)
    one = searched(predictors, before, allowed, 1, only=38)
    two = exact(predictors, before, allowed, 1, only=38)
    alone = estimate(panel, "synthetic-control").tables["placebos"]
    least = alone.filter(pl.col("unit") == "California")["rmspe_before"].item() ** 2
    assert least - 1e-6 <= two.loss[0] < one.loss[0]
    tied = int(two.shares[0].argmax())
    assert two.shares[0].sum() == pytest.approx(1)
    gap = predictors.scaled[tied, -1] - predictors.scaled[tied] @ two.weights[0]
    assert abs(gap) < 1e-6
    assert two.loss[0] == pytest.approx(float(((before[-1] - two.weights[0] @ before) ** 2).mean()))


def test_leaving_a_donor_out_is_as_though_it_had_not_been_there(found: Estimate) -> None:
    """Fitted on the predictors again; what a predictor is scaled by knows all units, which moves
    the last digits."""
    panel = smoking_with_predictors()
    predictors = predictors_of(panel, ASKED.covariates, ASKED.outcome_at, panel.start)
    series, weights = stacked(panel), np.zeros(39)
    weights[panel.control_names.index("Utah")] = 1.0
    without = leave_one_out(series, weights, panel.start, ASKED, predictors)
    kept = np.array([unit != "Utah" for unit in panel.units])
    smaller = replace(
        panel,
        units=tuple(unit for unit in panel.units if unit != "Utah"),
        outcome=panel.outcome[kept],
        first=panel.first[kept],
        covariates={name: values[kept] for name, values in panel.covariates.items()},
    )
    again = estimate(smaller, "synthetic-control", ASKED)
    assert without.tolist() == pytest.approx([again.effect], abs=0.3)
    assert abs(without[0] - found.effect) > 0.3


def test_predictors_of_a_false_start_are_moved_back_as_far() -> None:
    """Of four, prices since 1980 are not known ten times earlier; 1980 less ten is 1970."""
    panel = smoking_with_predictors()
    early = moved_back(panel, ("retprice",), ("1988", "1983", "1980"), 9)
    assert early is not None
    own = panel.outcome[panel.treated][0]
    at = [panel.times.index(year) for year in ("1978", "1973", "1970")]
    assert early.values[:, -1] == pytest.approx(own[at])
    assert moved_back(panel, ASKED.covariates, ASKED.outcome_at, 9) is None


def test_a_false_start_says_what_it_was_fitted_on(found: Estimate) -> None:
    said = next(d.sentence for d in found.diagnostics if d.name == "earlier false start")
    assert said.endswith("fitted on the outcome before, as most predictors are not known so early.")
