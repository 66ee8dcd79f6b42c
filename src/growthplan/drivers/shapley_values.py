"""Shares that do not depend on any order: Shapley values of a game given by its subsets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import factorial

import numpy as np
from numpy.typing import NDArray

from growthplan.drivers.constraints_models import ridge
from growthplan.vocabulary import Fault, GrowthplanError

Array = NDArray[np.float64]

MOST_PLAYERS = 14


@lru_cache(maxsize=16)
def _weights(players: int) -> Array:
    """Matrix [player, subset] that turns worths of subsets into Shapley values."""
    masks = np.arange(1 << players)
    sizes = np.array([int(mask).bit_count() for mask in masks])
    joining = np.array(
        [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]
    )
    inside = (masks[None, :] >> np.arange(players)[:, None]) & 1 == 1
    gain = np.append(joining, 0.0)[sizes]  # subset without the player
    loss = np.append(0.0, joining)[sizes]  # subset with the player
    return np.asarray(np.where(inside, loss[None, :], -gain[None, :]))


def shapley(worth: Array) -> Array:
    """Shapley value [..., player] of worths [..., subset], subset k holding the players whose
    bits are set in k (Shapley 1953). They sum to worth of all less worth of none.

    >>> shapley(np.array([0.0, 1.0, 2.0, 4.0])).tolist()
    [1.5, 2.5]

    Raises GrowthplanError above 14 players.
    """
    players = int(worth.shape[-1]).bit_length() - 1
    if worth.shape[-1] != 1 << players:
        raise ValueError("worth must hold every subset: two to the number of players")
    few_enough(players)
    return np.asarray(worth @ _weights(players).T)


def few_enough(players: int) -> None:
    """Raise GrowthplanError above 14 groups, whose subsets are too many to try."""
    if players > MOST_PLAYERS:
        raise GrowthplanError(
            Fault(
                f"{players} groups of drivers are too many to share out exactly (at most "
                f"{MOST_PLAYERS}).",
                fix="Put some drivers into one group.",
                code="too-many-groups",
            )
        )


def worth_of_subsets(players: int, worth: Callable[[tuple[int, ...]], float]) -> Array:
    """Worth [subset] by calling `worth` on every subset of players."""
    few_enough(players)
    return np.array(
        [worth(tuple(p for p in range(players) if mask >> p & 1)) for mask in range(1 << players)]
    )


def fit_of_subsets(
    cross: Array,
    with_outcome: Array,
    spread: float,
    groups: Sequence[Sequence[int]],
    penalty: float,
) -> Array:
    """R² [subset] within the sample of a ridge fit on each subset of groups of indicators.

    `cross` is X'X ÷ n, `with_outcome` X'y ÷ n and `spread` y'y ÷ n of centred data. Their Shapley
    values are the shares of R² of Lindeman, Merenda and Gold (1980), here with a penalty.
    """
    few_enough(len(groups))
    size = cross.shape[0]
    member = np.zeros((len(groups), size), dtype=bool)
    for number, columns in enumerate(groups):
        member[number, list(columns)] = True
    masks = np.arange(1 << len(groups))
    chosen = ((masks[:, None] >> np.arange(len(groups))[None, :]) & 1) @ member.astype(np.int64) > 0
    worth = np.zeros(len(masks))
    if spread <= 0:
        return worth
    for start in range(0, len(masks), 1024):
        on = chosen[start : start + 1024].astype(np.float64)
        # Indicators left out become rows of their own with nothing to explain: their coefficient
        # is zero, and one batch of equal size serves every subset.
        part = cross[None] * on[:, :, None] * on[:, None, :]
        beta = ridge(part, with_outcome[None] * on, penalty) * on
        # Fit less mean squared error of a ridge: b'r + penalty × b'b.
        explained = beta @ with_outcome + penalty * (beta * beta).sum(axis=1)
        worth[start : start + 1024] = explained / spread
    return worth
