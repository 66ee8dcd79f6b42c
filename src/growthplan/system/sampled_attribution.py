"""Attribution by sampled orders, for more players than can be run in every coalition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.system.streams import uniforms
from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

Game = Callable[[Floats], Floats]
"""From coalitions [k, n] of 0 and 1 to their values [k, d]."""

TOLERANCE = 0.01
"""Sampling stops once each share's standard error is below this part of the whole."""
_AT_ONCE = 8
FEWEST = 8
"""Pairs of orders before an error is believed."""


@dataclass(frozen=True)
class SampledShapley:
    """Shares from sampled orders. They add up to the whole exactly; only the shares have error.

    `values` [n, d]; `error` [n] is the standard error of each share's mean over draws, `pairs` how
    many orders and their reverses were run, `reached` whether the tolerance was.
    """

    values: Floats
    error: Floats
    pairs: int
    reached: bool


def sampled_shapley(
    game: Game,
    count: int,
    seed: int,
    tolerance: float = TOLERANCE,
    most_pairs: int = 400,
) -> SampledShapley:
    """Shapley values from random orders and their reverses, until the error is small.

    Along one order the additions add up to the whole, so the sum is exact whatever the sample. An
    order and its reverse err in opposite directions where the game is nearly additive. Method:
    Castro, Gomez and Tejada (2009), antithetic pairs.

    Raises GrowthplanError for no players.
    """
    if count < 1:
        raise GrowthplanError(Fault("There is nobody to attribute to", fix="Name some actions."))
    ends = game(np.array([np.zeros(count), np.ones(count)]))
    total = np.zeros((count, ends.shape[1]))
    means: list[Floats] = []
    while len(means) < most_pairs:
        batch = range(len(means), min(len(means) + _AT_ONCE, most_pairs))
        for shares in _pairs(game, ends, count, seed, batch):
            total += shares
            means.append(shares.mean(axis=1))
        error = _error(np.array(means))
        whole = abs(float((ends[1] - ends[0]).mean()))
        if len(means) >= FEWEST and (error <= tolerance * whole).all():
            return SampledShapley(total / len(means), error, len(means), True)
    return SampledShapley(total / len(means), error, len(means), False)


def _error(means: Floats) -> Floats:
    """Standard error of each share [n] from the shares of each pair [k, n]."""
    if len(means) < 2:
        return np.full(means.shape[1], np.inf)
    return np.asarray(means.std(axis=0, ddof=1) / np.sqrt(len(means)))


def _pairs(game: Game, ends: Floats, count: int, seed: int, batch: range) -> list[Floats]:
    """Shares [n, d] of each pair in the batch, all their coalitions run together."""
    first = [np.argsort(row) for row in uniforms(seed, "orders of players", batch, count)]
    orders = [order for one in first for order in (one, one[::-1])]
    prefixes = np.concatenate([_prefixes(order) for order in orders])
    inner = game(prefixes) if len(prefixes) else np.zeros((0, ends.shape[1]))
    shares = []
    for order, path in zip(orders, np.split(inner, len(orders)), strict=True):
        along = np.diff(np.concatenate([ends[:1], path, ends[1:]]), axis=0)
        found = np.empty_like(along)
        found[order] = along
        shares.append(found)
    return [0.5 * (one + other) for one, other in zip(shares[::2], shares[1::2], strict=True)]


def _prefixes(order: npt.NDArray[np.intp]) -> Floats:
    """Coalitions on the way along an order, neither empty nor whole, [n - 1, n]."""
    count = len(order)
    found = np.zeros((count - 1, count))
    for step in range(count - 1):
        found[step:, order[step]] = 1.0
    return found
