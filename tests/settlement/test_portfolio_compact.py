"""The compact form of a choice: the same best, found on rows of the programme as it was."""

from __future__ import annotations

import numpy as np
import pytest
from portfolio_case import Floats, case

from growthplan.settlement.portfolio import (
    Aim,
    Choices,
    Limit,
    Pot,
    Program,
    Project,
    Row,
    Switch,
    best,
    maximise,
    program_of,
    worth,
)
from growthplan.settlement.portfolio.compact import compact
from growthplan.settlement.portfolio.program import FORM


def between_functions(seed: int) -> Choices:
    """Three functions over two years: money moves from any function to any other of a year, and
    from a year into the next, each up to a limit; pots are short."""
    rng = np.random.default_rng(seed)
    projects, draws = 9, 6
    owner = np.repeat(np.arange(projects), 2)
    scale = np.tile([1, 2], projects)
    money = rng.integers(0, 8, (projects, 6)).astype(float)
    money = np.repeat(money, 2, axis=0) * scale[:, None]
    switches, limits = [], []
    for pot in range(6):
        year = pot // 3
        switches += [Switch(pot, other, f"functions {pot}", "") for other in
                     range(3 * year, 3 * year + 3) if other != pot]  # fmt: skip
        limits.append(Limit(f"functions {pot}", float(rng.uniform(1, 6)), ""))
        if year == 0:
            switches.append(Switch(pot, pot + 3, f"years {pot}", ""))
            limits.append(Limit(f"years {pot}", float(rng.uniform(0, 4)), ""))
    return Choices(
        tuple(Project(f"p{n}", f"P{n}") for n in range(projects)),
        owner,
        scale,
        np.full(2 * projects, 2026),
        money,
        {"gva": rng.normal(5, 3, (projects, draws))[owner] * scale[:, None] ** 0.7},
        tuple(Pot(f"a{n}", "", float(x)) for n, x in enumerate(rng.uniform(4, 18, 6))),
        np.array([(0, 1), (2, 3), (4, 5)]),
        {"gva": rng.normal(0, 3, (3, draws))},
        tuple(switches),
        tuple(limits),
    )


def assert_is_kept(program: Program, x: Floats) -> None:
    """Every row and bound of the programme as it was holds of an answer."""
    assert (x >= program.low - 1e-6).all()
    assert (x <= program.high + 1e-6).all()
    for row in program.rows:
        found = float(row.weights @ x[row.columns])
        assert row.low - 1e-6 <= found <= row.high + 1e-6, row


@pytest.mark.parametrize("seed", range(12))
def test_it_finds_the_same_best_and_the_money_that_is_moved(seed: int) -> None:
    choices = between_functions(seed)
    program, gain = program_of(choices), worth(choices, "gva")
    plain, found = maximise(program, gain), best(choices, program, Aim("gva"))
    assert found.value == pytest.approx(plain.value, abs=1e-6)
    assert found.gap < 1e-6
    assert len(found.x) == program.columns
    assert_is_kept(program, found.x)
    assert float(gain @ found.x) == pytest.approx(found.value, abs=1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_rows_that_are_added_to_a_choice_are_kept_too(seed: int) -> None:
    """A pair that some further row counts keeps all its ties, whatever its own worth."""
    choices = case(seed, projects=6)
    pairs = np.arange(len(choices.pairs)) + len(choices.owner)
    asked = Row(FORM, np.concatenate([[0, 1], pairs]), np.array([1.0, 1.0, -2.0, -1.0, 2.0]), 0.5,
                np.inf)  # fmt: skip
    program = program_of(choices).plus([asked])
    plain = maximise(program, worth(choices, "gva"))
    found = best(choices, program, Aim("gva"))
    assert found.found == plain.found
    if found.found:
        assert found.value == pytest.approx(plain.value, abs=1e-6)
        assert_is_kept(program, found.x)


def test_it_is_smaller_where_money_moves_between_any_two_pots() -> None:
    choices = between_functions(1)
    small = compact(choices, program_of(choices), worth(choices, "gva"))
    switches = small.program.columns - len(choices.owner) - len(choices.pairs) - 9
    assert len(small.out) == len(small.into) == 6
    assert switches == len(small.kept) + 12 == 15
    one_way = program_of(case(1))
    assert not compact(case(1), one_way, worth(case(1), "gva")).out
