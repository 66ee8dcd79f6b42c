"""Draws worked a block at a time, by one worker or several: the same bytes."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
import pytest
from small_economy import YEARS, drawn, moving, region, twelve

from growthplan.system import blocks_of, effects, simulate, stream
from growthplan.vocabulary import GrowthplanError


def totals(seed: int, draws: range) -> dict[str, np.ndarray]:
    place = region(3, 4)
    years = YEARS[:14]
    plan = twelve(place, years)
    numbers, paths = drawn(plan, draws, seed), moving(place, draws, seed, years)
    with_plan, without = (simulate(place, some, numbers, paths) for some in (plan, ()))
    change = effects(with_plan, without)
    return {"gap": with_plan.gap, "gva": change.gva, "effect": change.place_productivity}


@pytest.fixture(scope="module")
def at_once() -> dict[str, np.ndarray]:
    return totals(5, range(90))


@pytest.mark.parametrize("size", [1, 7, 64, 500])
def test_blocks_of_any_size_give_the_same_bytes(at_once: dict[str, np.ndarray], size: int) -> None:
    found = stream(partial(totals, 5), range(90), size)
    assert all(np.array_equal(found[name], at_once[name]) for name in at_once)


def test_threads_give_the_same_bytes(at_once: dict[str, np.ndarray]) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = stream(partial(totals, 5), range(90), 13, pool.map)
    assert all(np.array_equal(found[name], at_once[name]) for name in at_once)


def test_processes_give_the_same_bytes(at_once: dict[str, np.ndarray]) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = stream(partial(totals, 5), range(90), 40, pool.map)
    assert all(np.array_equal(found[name], at_once[name]) for name in at_once)


def test_another_seed_gives_other_draws(at_once: dict[str, np.ndarray]) -> None:
    assert not np.array_equal(stream(partial(totals, 6), range(90))["gap"], at_once["gap"])


def test_no_draws_and_empty_blocks_are_refused() -> None:
    with pytest.raises(GrowthplanError, match="no draws"):
        blocks_of(range(0))
    with pytest.raises(GrowthplanError, match="A block of 0 draws is none"):
        blocks_of(range(5), 0)
