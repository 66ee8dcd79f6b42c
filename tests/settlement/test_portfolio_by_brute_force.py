"""The portfolio chosen is the best of all that are allowed, looked at one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from portfolio_case import allowed, case

from growthplan.settlement.portfolio import Aim, best, conflict, program_of, tail_weights

SEEDS = range(25)


@pytest.mark.parametrize("criterion", ["expected", "worst-tenth", "target"])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_of_all(seed: int, criterion: str) -> None:
    choices = case(seed)
    aim = Aim("gva", criterion, target=12.0)  # type: ignore[arg-type]
    worths = [aim.of(choices.value("gva", chosen)) for chosen in allowed(choices)]
    found = best(choices, program_of(choices), aim)
    if not worths:
        assert found.status == "infeasible"
        return
    assert found.status == "solved"
    chosen = found.x[: len(choices.owner)]
    assert found.value == pytest.approx(max(worths), abs=1e-6)
    assert aim.of(choices.value("gva", chosen)) == pytest.approx(max(worths), abs=1e-6)
    assert found.bound == pytest.approx(max(worths), abs=0.05 if criterion == "target" else 1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_asked_for_is_kept_and_found_best(seed: int) -> None:
    choices, aim = case(seed), Aim("inclusion")
    worths = [aim.of(choices.value("inclusion", c)) for c in allowed(choices, ("p2",), ("p1",))]
    found = best(choices, program_of(choices, ("p2",), ("p1",)), aim)
    if not worths:
        assert found.status == "infeasible"
    else:
        assert found.value == pytest.approx(max(worths), abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_conflict_is_one_and_each_of_its_rules_is_needed(seed: int) -> None:
    choices = case(seed)
    short = tuple(replace(pot, amount=1.0) for pot in choices.pots)
    program = program_of(replace(choices, pots=short), ("p1", "p3"), ("p2",))
    found = conflict(program)
    kept = [best(choices, program, Aim("gva")).status]
    assert bool(found) == (kept == ["infeasible"])
    rules = {row.rule for row in program.rows} - {"form"}
    for left_out in found:
        others = frozenset(rules - {*found} | {left_out})
        assert best(choices, program.without(others), Aim("gva")).status != "infeasible"
    if found:
        only = program.without(frozenset(rules - {*found}))
        assert best(choices, only, Aim("gva")).status == "infeasible"
        assert all(program.words[rule] for rule in found)


def test_the_worst_tenth_is_the_mean_of_the_worst_draws() -> None:
    values = np.random.default_rng(1).normal(size=200)
    assert values @ tail_weights(values) == pytest.approx(np.sort(values)[:20].mean())
    odd = np.array([5.0, 1.0, 3.0])
    assert odd @ tail_weights(odd) == pytest.approx(1.0)


def test_the_same_choice_every_time() -> None:
    choices = case(3, projects=8)
    one, two = (best(choices, program_of(choices), Aim("gva")) for _ in range(2))
    assert one.x.tobytes() == two.x.tobytes()
