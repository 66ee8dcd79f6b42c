"""Shrinking a place's noise towards its pool's, on places whose true noise is known."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.accounts.shrinkage import (
    STRONGEST,
    WEAKEST,
    inverse_trigamma,
    pool_strength,
    shrunk,
    trigamma,
)

PLACES, OWN = 800, 3
NINETY = 1.6449


@dataclass(frozen=True)
class World:
    """Places with a true SD each, what was seen of them, and one more revision to come."""

    true_sd: list[float]
    seen: list[list[float]]
    to_come: list[float]

    @property
    def pool(self) -> float:
        return fmean(square for squares in self.seen for square in squares)

    @property
    def strength(self) -> float:
        return pool_strength([[(fmean(squares), OWN) for squares in self.seen]])

    @property
    def shrunk_sd(self) -> list[float]:
        strength = self.strength
        return [math.sqrt(shrunk(self.pool, squares, strength)) for squares in self.seen]


def world(degrees: float | None, seed: int) -> World:
    """Variances scaled inverse chi-squared on some degrees of freedom; all alike with None."""
    draw = random.Random(seed)
    sds = [
        0.03 * math.sqrt(degrees / draw.gammavariate(degrees / 2, 2)) if degrees else 0.03
        for _ in range(PLACES)
    ]
    seen = [[draw.gauss(0, sd) ** 2 for _ in range(OWN)] for sd in sds]
    return World(sds, seen, [draw.gauss(0, sd) for sd in sds])


@pytest.mark.parametrize("degrees", [5, 10, 20, None])
def test_ninety_per_cent_bands_cover_ninety_per_cent(degrees: float | None) -> None:
    one = world(degrees, seed=20)
    within = [
        abs(moved) <= NINETY * sd for moved, sd in zip(one.to_come, one.shrunk_sd, strict=True)
    ]
    assert fmean(within) == pytest.approx(0.90, abs=0.03)


@pytest.mark.parametrize("degrees", [5, 10, 20])
def test_shrinking_is_nearer_the_truth_than_the_pool_or_the_place_alone(degrees: float) -> None:
    one = world(degrees, seed=11)

    def error(sds: list[float]) -> float:
        pairs = zip(sds, one.true_sd, strict=True)
        return fmean(math.log(sd / true) ** 2 for sd, true in pairs)

    own = [math.sqrt(fmean(squares)) for squares in one.seen]
    alike = [math.sqrt(one.pool)] * PLACES
    assert error(one.shrunk_sd) < error(alike)
    assert error(one.shrunk_sd) < error(own)


@pytest.mark.parametrize("degrees", [6, 12])
def test_the_pools_weight_is_found_from_how_much_places_differ(degrees: float) -> None:
    found = fmean(world(degrees, seed).strength for seed in range(5))
    assert found == pytest.approx(degrees, rel=0.25)


def test_places_alike_leave_the_pool_nearly_to_itself() -> None:
    assert world(None, seed=3).strength > 20


def test_weight_stays_within_its_bounds() -> None:
    assert pool_strength([[(1.0, 3)] * 10]) == STRONGEST
    assert pool_strength([[(10.0**n, 3) for n in range(-8, 8)]]) == WEAKEST
    assert pool_strength([]) == STRONGEST
    assert pool_strength([[(0.0, 3), (1.0, 3)]]) == STRONGEST


@given(
    pool=st.floats(1e-8, 1),
    own=st.lists(st.floats(0, 1), min_size=1, max_size=6),
    strength=st.floats(WEAKEST, STRONGEST),
)
def test_a_shrunk_variance_lies_between_the_places_and_the_pools(
    pool: float, own: list[float], strength: float
) -> None:
    low, high = sorted((pool, fmean(own)))
    assert low * (1 - 1e-9) <= shrunk(pool, own, strength) <= high * (1 + 1e-9)
    assert shrunk(pool, [], strength) == pytest.approx(pool)


@given(x=st.floats(0.05, 500))
def test_trigamma_has_its_recurrence_and_its_inverse(x: float) -> None:
    assert trigamma(x) - trigamma(x + 1) == pytest.approx(1 / x**2, rel=1e-6)
    assert inverse_trigamma(trigamma(x)) == pytest.approx(x, rel=1e-6)
