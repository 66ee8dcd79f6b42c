"""Attribution: what each player brings, never depending on the order in which they are named.

A game is the value of every coalition, [2 ** n, ...]: player i is in coalition k if the i-th bit of
k is 1. Any further axes, such as draws, are carried along, so that shares add up in each draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from math import comb, factorial

import numpy as np
import numpy.typing as npt

from growthplan.system.coalitions import MOST_EXACT
from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]


def shapley(values: npt.ArrayLike) -> Floats:
    """Shapley values [n, ...] of a game [2 ** n, ...]: they sum to the whole less the empty.

    A player who never adds anything gets exactly 0. Method: Shapley (1953), each player's mean
    addition over every order, by differences along each bit.

    >>> shapley([0, 0, 0, 90, 0, 80, 70, 120]).round(12)
    array([45., 40., 35.])

    Raises GrowthplanError when the values are not a power of 2 in number, or too many.
    """
    game, count = _game(values)
    weights = _weights_of_one(count)
    flat = game.reshape(2**count, -1)
    found = np.empty((count, flat.shape[1]))
    for player in range(count):
        found[player] = weights @ _added(flat, player)
    return found.reshape(count, *game.shape[1:])


def interaction(values: npt.ArrayLike) -> Floats:
    """Shapley interaction index of each pair, [n, n, ...], symmetric, 0 on the diagonal.

    Method: Grabisch and Roubens (1999).

    >>> interaction([0, 0, 0, 90, 0, 80, 70, 120])[0].round(12)
    array([ 0., 30., 20.])
    """
    game, count = _game(values)
    if count < 2:
        return np.zeros((count, count, *game.shape[1:]))
    size = _sizes(count - 2)
    scale = factorial(count - 1)
    by_size = [factorial(count - s - 2) * factorial(s) / scale for s in range(count - 1)]
    return _pairs(game, count, np.array(by_size)[size])


def shapley_taylor(values: npt.ArrayLike) -> Floats:
    """Shapley-Taylor values of order 2, [n, n, ...]: pairs off the diagonal, each alone on it.

    The pairs sum to what the players achieve together beyond the sum of each alone, exactly.
    Method: Sundararajan, Dhamdhere and Agarwal (2020).

    >>> pairs = shapley_taylor([0, 0, 0, 90, 0, 80, 70, 120])
    >>> [round(float(pairs[i, j]), 12) for i, j in ((0, 1), (0, 2), (1, 2))]
    [50.0, 40.0, 30.0]
    """
    game, count = _game(values)
    if count < 2:
        found = np.zeros((count, count, *game.shape[1:]))
    else:
        by_size = [2.0 / count / comb(count - 1, s) for s in range(count - 1)]
        found = _pairs(game, count, np.array(by_size)[_sizes(count - 2)])
    for player in range(count):
        found[player, player] = game[1 << player] - game[0]
    return found


def owen(values: npt.ArrayLike, union: Sequence[int]) -> Floats:
    """Owen values [n, ...]: members share what their union brings, unions as if single players.

    `union` gives each player's union, numbered from 0. What a union's members get adds up to the
    union's Shapley value in the game between unions. Method: Owen (1977).

    >>> owen([0, 0, 0, 1, 0, 1, 0, 1], [0, 1, 1]).round(12)
    array([0.5 , 0.25, 0.25])
    """
    game, count = _game(values)
    if len(union) != count:
        raise GrowthplanError(f"There are {count} players, and unions for {len(union)}.")
    members = [[n for n in range(count) if union[n] == u] for u in sorted(set(union))]
    flat = game.reshape(2**count, -1)
    found = np.zeros((count, flat.shape[1]))
    for own in members:
        others = [sum(1 << n for n in each) for each in members if each is not own]
        for player in own:
            rest = [1 << n for n in own if n != player]
            before, weight = _orders(others, rest)
            found[player] = weight @ (flat[before | (1 << player)] - flat[before])
    return found.reshape(count, *game.shape[1:])


def between_unions(values: npt.ArrayLike, union: Sequence[int]) -> Floats:
    """The game played between unions, [2 ** m, ...], taken from the game between their members."""
    game, _ = _game(values)
    names = sorted(set(union))
    whole = [sum(1 << n for n, of in enumerate(union) if of == name) for name in names]
    rows = [
        sum(mask for bit, mask in enumerate(whole) if k >> bit & 1) for k in range(2 ** len(names))
    ]
    return game[rows]


def _game(values: npt.ArrayLike) -> tuple[Floats, int]:
    game = np.asarray(values, dtype=np.float64)
    count = max(len(game).bit_length() - 1, 0) if game.ndim else 0
    if game.ndim == 0 or len(game) != 2**count:
        raise GrowthplanError("A game needs a value for every coalition: 2, 4, 8, 16, ... of them.")
    if count > MOST_EXACT:
        message = f"{count} players make {2**count:,} coalitions"
        raise GrowthplanError(Fault(message, fix="Attribute to themes, or by sampled orders."))
    return game, count


def _added(flat: Floats, player: int) -> Floats:
    """What a player adds to each coalition without them, [2 ** (n - 1), x], in ascending order."""
    split = flat.reshape(-1, 2, 1 << player, flat.shape[1])
    return np.asarray((split[:, 1] - split[:, 0]).reshape(-1, flat.shape[1]))


def _pairs(game: Floats, count: int, weights: Floats) -> Floats:
    """Weighted sum over coalitions of what two players add together beyond each apart."""
    flat = game.reshape(2**count, -1)
    found = np.zeros((count, count, flat.shape[1]))
    for later in range(1, count):
        added = _added(flat, later)
        for sooner in range(later):
            found[sooner, later] = found[later, sooner] = weights @ _added(added, sooner)
    return found.reshape(count, count, *game.shape[1:])


@cache
def _sizes(count: int) -> Integers:
    """Number of players in each coalition, [2 ** n]."""
    size = np.zeros(1, dtype=np.intp)
    for _ in range(count):
        size = np.concatenate([size, size + 1])
    return size


@cache
def _weights_of_one(count: int) -> Floats:
    """Share of orders in which a player comes right after each coalition, [2 ** (n - 1)]."""
    if count == 0:
        return np.zeros(0)
    by_size = [1.0 / (count * comb(count - 1, s)) for s in range(count)]
    return np.array(by_size)[_sizes(count - 1)]


def _orders(others: Sequence[int], rest: Sequence[int]) -> tuple[Integers, Floats]:
    """Coalitions that may stand before a player, and the share of orders in which each does.

    `others` are whole unions, `rest` the single members of the player's own, all as bits.
    """
    unions, members = len(others) + 1, len(rest) + 1
    before, weight = [], []
    for r in range(unions):
        of_unions = 1.0 / (unions * comb(unions - 1, r))
        for some in combinations(others, r):
            for s in range(members):
                of_members = 1.0 / (members * comb(members - 1, s))
                for mates in combinations(rest, s):
                    before.append(sum(some) + sum(mates))
                    weight.append(of_unions * of_members)
    return np.array(before, dtype=np.intp), np.array(weight)
