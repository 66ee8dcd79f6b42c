"""The methods behind constraints, against closed forms, enumeration and textbook answers."""

from __future__ import annotations

from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.drivers.constraints_data import filled
from growthplan.drivers.constraints_groups import clusters, driver_groups
from growthplan.drivers.constraints_models import elastic_net, net_penalties, ridge
from growthplan.drivers.constraints_ranks import (
    by_group,
    chance_of_top,
    drawn_coefficients,
    drawn_weights,
    ranks,
)
from growthplan.drivers.constraints_validation import (
    blocks,
    chance_of,
    elastic_net_skill,
    random_folds,
    ridge_skill,
)
from growthplan.drivers.shapley_values import fit_of_subsets, shapley, worth_of_subsets
from growthplan.vocabulary import GrowthplanError


def _sample(seed: int, places: int = 120, size: int = 5) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(places, size)) @ (np.eye(size) + 0.3)
    return x - x.mean(axis=0), rng.normal(size=places) + x @ rng.normal(size=size)


# Shapley values


def test_glove_game_of_shapley_and_shubik() -> None:
    """One left glove, two right ones: 2/3, 1/6, 1/6."""
    worth = worth_of_subsets(3, lambda s: float(0 in s and (1 in s or 2 in s)))
    assert shapley(worth) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@given(st.integers(1, 5), st.data())
@settings(deadline=None, max_examples=25)
def test_shapley_is_the_mean_over_every_order(players: int, data: st.DataObject) -> None:
    worth = np.array(
        data.draw(st.lists(st.floats(-5, 5), min_size=1 << players, max_size=1 << players))
    )
    mean = np.zeros(players)
    for order in permutations(range(players)):
        mask = 0
        for player in order:
            mean[player] += worth[mask | 1 << player] - worth[mask]
            mask |= 1 << player
    found = shapley(worth)
    assert found == pytest.approx(mean / factorial(players), abs=1e-10)
    assert found.sum() == pytest.approx(worth[-1] - worth[0], abs=1e-10)


@given(st.integers(0, 1000))
@settings(deadline=None, max_examples=20)
def test_closed_form_of_a_linear_prediction_is_its_shapley_value(seed: int) -> None:
    rng = np.random.default_rng(seed)
    beta, here, there = rng.normal(size=(3, 7))
    groups = ((0, 3), (1,), (2, 4, 5), (6,))

    def foretold(taken: tuple[int, ...]) -> float:
        own = [column for player in taken for column in groups[player]]
        mixed = there.copy()
        mixed[own] = here[own]
        return float(beta @ mixed)

    enumerated = shapley(worth_of_subsets(4, foretold))
    assert by_group(beta * (here - there), groups) == pytest.approx(enumerated, abs=1e-12)


def test_shares_of_r2_of_independent_drivers_are_their_squared_correlations() -> None:
    """Lindeman, Merenda and Gold (1980): without correlation nothing is to be shared out."""
    x = np.array([[a, b] for a in (-1.0, 1.0) for b in (-1.0, 1.0)] * 5)
    y = 3 * x[:, 0] + 1 * x[:, 1]
    worth = fit_of_subsets(
        x.T @ x / 20, x.T @ y / 20, float(y @ y) / 20, [(0,), (1,)], penalty=1e-12
    )
    assert shapley(worth) == pytest.approx([0.9, 0.1])


@given(st.integers(0, 500), st.floats(1e-3, 10))
@settings(deadline=None, max_examples=20)
def test_fit_of_each_subset_is_the_r2_of_that_ridge(seed: int, penalty: float) -> None:
    x, y = _sample(seed)
    y = y - y.mean()
    groups = [(0, 1), (2,), (3, 4)]
    n = len(y)
    worth = fit_of_subsets(x.T @ x / n, x.T @ y / n, float(y @ y) / n, groups, penalty)
    for mask in range(8):
        own = [c for g in range(3) if mask >> g & 1 for c in groups[g]]
        z = x[:, own]
        beta = np.linalg.solve(z.T @ z / n + penalty * np.eye(len(own)), z.T @ y / n)
        r2 = 1 - ((y - z @ beta) ** 2).sum() / (y @ y)
        assert worth[mask] == pytest.approx(r2, abs=1e-10)


def test_too_many_groups_are_refused() -> None:
    with pytest.raises(GrowthplanError, match="15 groups of drivers are too many"):
        worth_of_subsets(15, lambda _: 0.0)


# Models


@given(st.integers(0, 500), st.floats(1e-3, 10))
@settings(deadline=None, max_examples=20)
def test_elastic_net_without_its_lasso_part_is_ridge(seed: int, penalty: float) -> None:
    x, y = _sample(seed)
    xx, xy = x.T @ x / len(y), x.T @ y / len(y)
    net = elastic_net(xx[None], xy[None], np.array([penalty]), mix=0.0)[0, 0]
    assert net == pytest.approx(ridge(xx, xy, penalty), abs=1e-3)


@given(st.integers(0, 500))
@settings(deadline=None, max_examples=20)
def test_elastic_net_meets_its_optimality_conditions(seed: int) -> None:
    x, y = _sample(seed)
    xx, xy = x.T @ x / len(y), x.T @ y / len(y)
    penalties = net_penalties(xy)
    for penalty, beta in zip(penalties, elastic_net(xx[None], xy[None], penalties)[0], strict=True):
        slope = xy - xx @ beta - 0.5 * penalty * beta
        on = beta != 0
        assert slope[on] == pytest.approx(0.5 * penalty * np.sign(beta[on]), abs=1e-3)
        assert (np.abs(slope[~on]) <= 0.5 * penalty + 1e-3).all()


def test_largest_elastic_net_penalty_leaves_nothing() -> None:
    x, y = _sample(1)
    xx, xy = x.T @ x / len(y), x.T @ y / len(y)
    found = elastic_net(xx[None], xy[None], net_penalties(xy))[0]
    assert not found[0].any()
    assert found[-1].all()


# Validation


def test_nested_skill_is_what_a_loop_over_folds_finds() -> None:
    x, y = _sample(3, places=60)
    fold = random_folds(60, seed=1, folds=4)
    penalties = np.array([0.01, 0.3, 3.0])
    wrong = plain = 0.0

    def foretold(train: np.ndarray, test: np.ndarray, penalty: float) -> np.ndarray:
        mx, my = x[train].mean(axis=0), y[train].mean()
        z = x[train] - mx
        n = train.sum()
        return my + (x[test] - mx) @ ridge(z.T @ z / n, z.T @ (y[train] - my) / n, penalty)

    for f in range(4):
        inner = [
            sum(
                ((y[fold == g] - foretold((fold != f) & (fold != g), fold == g, p)) ** 2).sum()
                for g in range(4)
                if g != f
            )
            for p in penalties
        ]
        best = penalties[int(np.argmin(inner))]
        wrong += ((y[fold == f] - foretold(fold != f, fold == f, best)) ** 2).sum()
        plain += ((y[fold == f] - y[fold != f].mean()) ** 2).sum()
    assert ridge_skill(x, y[:, None], fold, penalties)[0] == pytest.approx(1 - wrong / plain)


def test_skill_on_noise_is_not_above_zero_and_on_signal_is() -> None:
    rng = np.random.default_rng(0)
    x, _ = _sample(2, places=300)
    noise = rng.normal(size=(300, 40))
    fold = blocks([f"R{k % 10}" for k in range(300)])
    assert np.median(ridge_skill(x, noise, fold)) <= 0
    assert ridge_skill(x, noise, fold).max() < 0.05
    signal = x[:, 0] + 0.1 * noise[:, 0]
    assert ridge_skill(x, signal[:, None], fold)[0] > 0.9
    assert elastic_net_skill(x, signal, fold)[0] > 0.9


def test_folds_hold_out_whole_regions_and_chance_counts_the_outcome_itself() -> None:
    assert blocks(["b", "a", "b"]).tolist() == [1, 0, 1]
    assert sorted(np.bincount(random_folds(11, seed=0))) == [2, 2, 2, 2, 3]
    assert chance_of(np.array([1.0, *[0.0] * 99])) == 0.01
    assert chance_of(np.array([0.0, *[0.0] * 99])) == 1.0


# Ranks


def test_even_weights_give_the_plain_fit_and_draws_keep_the_number_of_places() -> None:
    x, y = _sample(4)
    centred = y - y.mean()
    plain = ridge(x.T @ x / len(y), x.T @ centred / len(y), 0.2)
    assert drawn_coefficients(x, y, np.ones((1, len(y))), 0.2)[0] == pytest.approx(plain)
    weights = drawn_weights(blocks(["a", "b", "c"] * 40), 50, seed=1)
    assert (weights.sum(axis=1) == 120).all()
    assert (weights == drawn_weights(blocks(["a", "b", "c"] * 40), 50, seed=1)).all()


def test_ranks_and_chance_of_the_top() -> None:
    parts = np.array([[-3.0, 1.0, -2.0, -1.0, -0.5], [-1.0, -2.0, 5.0, 4.0, 3.0]])
    assert ranks(parts).tolist() == [[1, 5, 2, 3, 4], [2, 1, 5, 4, 3]]
    assert chance_of_top(parts).tolist() == [1.0, 0.5, 0.5, 0.5, 0.0]


# Groups and gaps


def test_clusters_do_not_chain_through_a_middle() -> None:
    """Average linkage: c follows b but not the pair of a and b."""
    r = np.array([[1, 0.95, 0.3], [0.95, 1, 0.85], [0.3, 0.85, 1]])
    assert clusters(r, 0.8) == [[0, 1], [2]]
    assert clusters(-r, 0.5) == [[0, 1, 2]]


def test_groups_are_named_by_their_drivers() -> None:
    r = np.array([[1, 0.9, 0], [0.9, 1, 0], [0, 0, 1.0]])
    found = driver_groups(["a", "b", "c"], {}, r, {"a": "x", "b": "y", "c": "x"})
    assert [(g.id, g.columns) for g in found] == [("x+y", (0, 1, 2))]


def test_gaps_are_filled_from_the_other_indicators_and_nothing_else_moves() -> None:
    rng = np.random.default_rng(0)
    a = rng.normal(size=400)
    x = np.column_stack([a, a + 0.2 * rng.normal(size=400), rng.normal(size=400)])
    holed = x.copy()
    gone = rng.random(400) < 0.3
    holed[gone, 1] = np.nan
    found = filled(holed)
    assert (found[~gone] == x[~gone]).all()
    assert np.corrcoef(found[gone, 1], x[gone, 1])[0, 1] > 0.95
    assert filled(x) is x
