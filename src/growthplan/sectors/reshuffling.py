"""Reshuffled data: who is specialised in what, mixed at random with both margins kept.

Method: Strona and others (2014), A fast and unbiased procedure to randomize ecological binary
matrices with fixed row and column totals, Nature Communications 5 (the curveball algorithm), with
all rows paired at once in each round as in Carstens, Berger and Strona (2018).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from growthplan.sectors.relatedness import Bools

BURN_IN = 60
APART = 6
"""Rounds before the first reshuffle, and between one and the next."""


def reshuffles(present: Bools, count: int, seed: int) -> Iterator[Bools]:
    """`count` random matrices [place, industry] with the row and column sums of `present`.

    In each round the places are paired at random; each pair pools the industries that only one
    of the two has and deals them out again, each keeping its number.
    """
    rng = np.random.default_rng(seed)
    current = present.copy()
    for _ in range(BURN_IN):
        _trade(current, rng)
    for _ in range(count):
        for _ in range(APART):
            _trade(current, rng)
        yield current.copy()


def _trade(current: Bools, rng: np.random.Generator) -> None:
    order = rng.permutation(len(current))
    half = len(order) // 2
    first, second = order[:half], order[half : 2 * half]
    one, other = current[first], current[second]
    differ = one ^ other
    keeps = (one & differ).sum(axis=1)
    keys = np.where(differ, rng.random(differ.shape), 2.0)
    # The lowest keys of each pair are dealt to the first: as many as it brought.
    highest = np.sort(keys, axis=1)[np.arange(half), keeps - 1]
    chosen = differ & (keys <= np.where(keeps > 0, highest, -1.0)[:, None])
    shared = one & other
    current[first] = shared | chosen
    current[second] = shared | (differ & ~chosen)
