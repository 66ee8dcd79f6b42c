"""Attribution: games with published answers, and what holds in any game."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_economy import drawn, moving, region, twelve

from growthplan.system import (
    LINEAR,
    between_unions,
    coalition_values,
    every_coalition,
    interaction,
    owen,
    pair_interactions,
    players,
    sampled_shapley,
    shapley,
    shapley_taylor,
    simulate,
    synergy,
)
from growthplan.system.saturation import saturate
from growthplan.vocabulary import GrowthplanError

GLOVE = [0, 0, 0, 1, 0, 1, 0, 1]
THREE = [0, 0, 0, 90, 0, 80, 70, 120]
ADDED = [0, 10, 20, 36, 5, 15, 22, 38]
AIRPORT = [0, 12, 28, 28, 30, 30, 30, 30]
VOTE = [float(sum(w for n, w in enumerate((4, 3, 2, 1)) if k >> n & 1) >= 6) for k in range(16)]


@pytest.mark.parametrize(
    ("game", "expected"),
    [
        (GLOVE, (2 / 3, 1 / 6, 1 / 6)),
        (THREE, (45, 40, 35)),
        (ADDED, (13, 21.5, 3.5)),
        (AIRPORT, (4, 12, 14)),
        (VOTE, (5 / 12, 1 / 4, 1 / 4, 1 / 12)),
    ],
    ids=["glove", "three", "added", "airport", "vote"],
)
def test_shapley_of_textbook_games(game: list[float], expected: tuple[float, ...]) -> None:
    np.testing.assert_allclose(shapley(game), expected, atol=1e-12)


@pytest.mark.parametrize(
    ("game", "taylor", "index"),
    [
        (GLOVE, (2 / 3, 2 / 3, -1 / 3), (1 / 2, 1 / 2, -1 / 2)),
        (THREE, (50, 40, 30), (30, 20, 10)),
        (ADDED, (6, 0, -3), (6, 0, -3)),
    ],
    ids=["glove", "three", "added"],
)
def test_pairs_of_textbook_games(
    game: list[float], taylor: tuple[float, ...], index: tuple[float, ...]
) -> None:
    upper = np.triu_indices(3, 1)
    np.testing.assert_allclose(shapley_taylor(game)[upper], taylor, atol=1e-12)
    np.testing.assert_allclose(interaction(game)[upper], index, atol=1e-12)


def test_owen_of_textbook_games() -> None:
    np.testing.assert_allclose(owen(GLOVE, [0, 1, 1]), (1 / 2, 1 / 4, 1 / 4), atol=1e-12)
    np.testing.assert_allclose(owen(ADDED, [0, 0, 1]), (13, 21.5, 3.5), atol=1e-12)


def games(most: int = 6) -> st.SearchStrategy[np.ndarray]:
    return st.tuples(st.integers(1, most), st.integers(0, 2**32 - 1)).map(
        lambda drawn_: np.random.default_rng(drawn_[1]).normal(size=(2 ** drawn_[0], 3))
    )


def by_every_order(game: np.ndarray) -> np.ndarray:
    """The definition: the mean addition over all orders."""
    count = len(game).bit_length() - 1
    found = np.zeros((count, game.shape[1]))
    orders = list(permutations(range(count)))
    for order in orders:
        so_far = 0
        for player in order:
            found[player] += game[so_far | 1 << player] - game[so_far]
            so_far |= 1 << player
    return found / len(orders)


@settings(max_examples=40, deadline=None)
@given(games())
def test_shapley_is_the_mean_over_every_order_and_sums(game: np.ndarray) -> None:
    found = shapley(game)
    np.testing.assert_allclose(found, by_every_order(game), atol=1e-12)
    np.testing.assert_allclose(found.sum(axis=0), game[-1] - game[0], atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(games())
def test_pairs_sum_to_the_synergy(game: np.ndarray) -> None:
    count = len(game).bit_length() - 1
    pairs = shapley_taylor(game)
    upper = np.triu_indices(count, 1)
    alone = np.array([game[1 << n] - game[0] for n in range(count)])
    sigma = game[-1] - game[0] - alone.sum(axis=0)
    np.testing.assert_allclose(pairs[upper].sum(axis=0), sigma, atol=1e-12)
    np.testing.assert_allclose(pairs[range(count), range(count)], alone, atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(games(), st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_members_share_what_their_union_gets(game: np.ndarray, of: list[int]) -> None:
    count = len(game).bit_length() - 1
    names = sorted(set(of[:count]))
    union = [names.index(each) for each in of[:count]]
    found = owen(game, union)
    unions = shapley(between_unions(game, union))
    for u in range(len(names)):
        mine = found[[n for n in range(count) if union[n] == u]].sum(axis=0)
        np.testing.assert_allclose(mine, unions[u], atol=1e-12)


@settings(max_examples=20, deadline=None)
@given(games())
def test_unions_of_one_and_of_all_give_shapley(game: np.ndarray) -> None:
    count = len(game).bit_length() - 1
    np.testing.assert_allclose(owen(game, list(range(count))), shapley(game), atol=1e-12)
    np.testing.assert_allclose(owen(game, [0] * count), shapley(game), atol=1e-12)


def test_a_player_who_adds_nothing_gets_exactly_nothing() -> None:
    game = np.random.default_rng(1).normal(size=(8, 4))
    doubled = np.concatenate([game, game])
    assert (shapley(doubled)[3] == 0.0).all()
    assert (shapley_taylor(doubled)[3] == 0.0).all()


def test_two_that_complement_each_other_share_alike() -> None:
    theta, x, y = 1.2, 0.03, 0.02
    game = np.array([0.0, 0.0, 0.0, theta * x * y])
    np.testing.assert_allclose(shapley(game), theta * x * y / 2, atol=1e-15)
    np.testing.assert_allclose(shapley_taylor(game)[0, 1], theta * x * y, atol=1e-15)


def test_one_ceiling_for_two_takes_away() -> None:
    c, x, y = 0.1, 0.05, 0.05
    game = saturate(np.array([0.0, x, y, x + y]), np.array(c))
    assert shapley_taylor(game)[0, 1] == pytest.approx(-0.0154818, abs=5e-8)


@pytest.mark.parametrize("values", [[], [1.0, 2.0, 3.0], np.zeros(2**15)])
def test_what_is_no_game_is_refused(values: list[float]) -> None:
    with pytest.raises(GrowthplanError):
        shapley(values)


def test_sampled_orders_sum_exactly_and_keep_their_error() -> None:
    rng = np.random.default_rng(4)
    first, links = rng.uniform(0, 1, 18), rng.normal(0, 0.02, (18, 18))

    def game(coalitions: np.ndarray) -> np.ndarray:
        joint = np.einsum("ki,ij,kj->k", coalitions, links, coalitions)
        return np.stack([coalitions @ first + joint, 2 * (coalitions @ first)], axis=1)

    found = sampled_shapley(game, 18, seed=1, tolerance=0.002)
    np.testing.assert_allclose(found.values.sum(axis=0), game(np.ones((1, 18)))[0], atol=1e-12)
    exact = first + np.diag(links) + 0.5 * (links + links.T - 2 * np.diag(np.diag(links))).sum(0)
    mean = (exact + 2 * first) / 2
    assert found.reached
    assert (np.abs(found.values.mean(axis=1) - mean) <= 5 * found.error + 1e-12).all()
    np.testing.assert_allclose(found.values[:, 1], 2 * first, atol=1e-12)


PLACE = region()
PLAN = twelve(PLACE)[:6]
DRAWS = range(12)


def game_of_plan(**more: object) -> np.ndarray:
    everyone = players(PLAN)
    masks = everyone.masks(every_coalition(len(everyone.names)))
    numbers, paths = drawn(PLAN, DRAWS), moving(PLACE, DRAWS)
    return coalition_values(PLACE, PLAN, numbers, paths, masks, 2035, **more)  # type: ignore[arg-type]


def test_coalitions_agree_with_running_each_by_itself() -> None:
    found = game_of_plan()
    everyone = players(PLAN)
    masks = everyone.masks(every_coalition(6))
    numbers, paths = drawn(PLAN, DRAWS), moving(PLACE, DRAWS)
    assert (found[0] == 0.0).all()
    for k in (1, 6, 21, 40, 63):
        alone = simulate(PLACE, PLAN, numbers, paths, masks=masks[k])
        np.testing.assert_allclose(found[k], alone.place_effect[:, 12], atol=1e-12)


def test_coalitions_do_not_depend_on_threads() -> None:
    assert np.array_equal(game_of_plan(threads=1), game_of_plan(threads=3))


def test_a_plan_of_nothing_achieves_nothing() -> None:
    numbers, paths = drawn((), DRAWS), moving(PLACE, DRAWS)
    found = coalition_values(PLACE, (), numbers, paths, np.zeros((3, 0)), 2035)
    assert found.shape == (3, 12)
    assert not found.any()


@pytest.mark.parametrize("outcome", ["gva", "jobs"])
def test_coalitions_in_other_units(outcome: str) -> None:
    found = game_of_plan(outcome=outcome)
    numbers, paths = drawn(PLAN, DRAWS), moving(PLACE, DRAWS)
    plan, base = (simulate(PLACE, some, numbers, paths) for some in (PLAN, ()))
    change = (getattr(plan, outcome) - getattr(base, outcome))[:, 12].sum(axis=1)
    np.testing.assert_allclose(found[-1], change, rtol=1e-9)


def test_capacity_links_actions_in_coalitions_too() -> None:
    from dataclasses import replace

    tight = replace(PLACE, construction_capacity=60.0, training_capacity=40.0)
    plan = twelve(PLACE)
    masks = np.array([[1.0] * 12, [1.0, 0.0] * 6, [0.5] * 12])
    numbers, paths = drawn(plan, DRAWS), moving(PLACE, DRAWS)
    found = coalition_values(tight, plan, numbers, paths, masks, 2035)
    for k in range(3):
        alone = simulate(tight, plan, numbers, paths, masks=masks[k])
        np.testing.assert_allclose(found[k], alone.place_effect[:, 12], atol=1e-12)


def test_linear_form_has_no_synergy() -> None:
    game = game_of_plan(switches=LINEAR)
    alone = np.array([game[1 << n] for n in range(6)])
    assert np.abs(game[-1] - alone.sum(axis=0)).max() < 1e-12
    assert np.abs(shapley_taylor(game)[np.triu_indices(6, 1)]).max() < 1e-12


def test_synergy_says_when_it_cannot_be_told() -> None:
    rng = np.random.default_rng(2)
    alone = rng.normal(1, 0.1, (3, 400))
    whole = alone.sum(axis=0)
    assert synergy(whole + rng.normal(0, 0.1, 400), alone).verdict == "cannot be told from zero"
    less = synergy(whole - 0.5, alone)
    assert (less.verdict, less.positive) == ("less", 0.0)
    assert less.low == pytest.approx(-0.5)
    assert "less than the sum" in less.in_words


def test_pairs_are_listed_by_size() -> None:
    pairs = np.zeros((3, 3, 50))
    pairs[0, 2], pairs[1, 2] = -2.0, 1.0
    listed = pair_interactions(pairs, ("a", "b", "c"))
    assert [(p.first, p.second, p.verdict) for p in listed][:2] == [
        ("a", "c", "less"),
        ("b", "c", "more"),
    ]
