"""Why funded, what more money is worth, frontiers and overrides: each against every choice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from portfolio_case import allowed, case

from growthplan.settlement.portfolio import (
    Aim,
    Depth,
    Effort,
    Measure,
    Portfolio,
    Search,
    decide,
    find,
)
from growthplan.vocabulary import GrowthplanError

MEASURES = {
    "gva": Measure("gva", "GVA in 2035", "£m a year"),
    "inclusion": Measure("inclusion", "jobs of the least well off", "jobs", 0),
}
SOLVABLE = [seed for seed in range(14) if any(True for _ in allowed(case(seed)))]
QUICK = Depth(frequency=5, frontier=3)


def decided(seed: int, criterion: str = "expected", **asked: tuple[str, ...]) -> Portfolio:
    aim = Aim("gva", criterion, 12.0)  # type: ignore[arg-type]
    return decide(Search(case(seed), aim, **asked), MEASURES, QUICK)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", SOLVABLE)
def test_what_the_other_way_would_cost_is_what_every_choice_says(seed: int) -> None:
    choices, made = case(seed), decided(seed)
    aim = made.aim
    for verdict in made.verdicts:
        own = choices.of(choices.position(verdict.project))
        project = choices.projects[choices.position(verdict.project)]
        freed = replace(
            choices,
            projects=tuple(
                replace(p, committed=p.committed and p is not project) for p in choices.projects
            ),
        )
        worths = [
            aim.of(choices.value("gva", c))
            for c in allowed(freed)
            if bool(c[own].any()) != verdict.chosen
        ]
        if worths:
            assert verdict.loss == pytest.approx(made.value - max(worths), abs=1e-5)
        else:
            assert verdict.loss is None
        assert verdict.sentence


@pytest.mark.parametrize("seed", SOLVABLE)
def test_another_million_is_worth_what_every_choice_says(seed: int) -> None:
    choices, made = case(seed), decided(seed)
    told = {price.rule: price for price in made.prices}
    for n, pot in enumerate(choices.pots):
        pots = tuple(
            replace(p, amount=p.amount + float(m == n)) for m, p in enumerate(choices.pots)
        )
        richer = replace(choices, pots=pots)
        gain = max(made.aim.of(choices.value("gva", c)) for c in allowed(richer)) - made.value
        price = told.get(f"money {pot.id}")
        assert gain == pytest.approx(price.whole if price else 0.0, abs=1e-5)
        if price and price.at_the_margin is not None:
            assert price.at_the_margin >= -1e-9


@pytest.mark.parametrize("seed", SOLVABLE)
def test_no_choice_beats_a_point_of_the_frontier(seed: int) -> None:
    choices, made = case(seed), decided(seed)
    every = [
        (choices.value("gva", c).mean(), choices.value("inclusion", c).mean())
        for c in allowed(choices)
    ]
    points = made.frontier["gva", "inclusion"]
    assert points[0].values["gva"] == pytest.approx(max(a for a, _ in every), abs=1e-5)
    assert points[-1].values["inclusion"] == pytest.approx(max(b for _, b in every), abs=1e-5)
    for point in points:
        a, b = point.values["gva"], point.values["inclusion"]
        assert not [1 for x, y in every if x > a + 1e-4 and y > b + 1e-4]


@pytest.mark.parametrize("criterion", ["target", "worst-tenth"])
def test_other_aims_are_judged_in_their_own_terms(criterion: str) -> None:
    made = decided(SOLVABLE[0], criterion)
    assert made.value == pytest.approx(made.aim.of(made.choices.value("gva", made.chosen)))
    assert made.gap <= 1e-4
    assert all(verdict.sentence for verdict in made.verdicts)


def test_an_override_costs_what_it_takes_away() -> None:
    seed = SOLVABLE[1]
    free = decided(seed)
    out = next(v for v in free.verdicts if not v.chosen and v.loss is not None)
    forced = decided(seed, require=(out.project,))
    assert forced.overrides[0].cost == pytest.approx(free.value - forced.value, abs=1e-6)
    assert free.value - forced.value == pytest.approx(out.loss, abs=1e-6)


def test_what_brings_nothing_is_not_funded() -> None:
    choices = case(SOLVABLE[0])
    nothing = {name: value.copy() for name, value in choices.values.items()}
    nothing["gva"][choices.of(0)] = 0.0
    without = replace(
        choices,
        values=nothing,
        together={name: np.zeros_like(v) for name, v in choices.together.items()},
        rules=(),
        projects=tuple(replace(p, requires=(), committed=False) for p in choices.projects),
    )
    made = decide(Search(without, Aim("gva")), MEASURES, QUICK)
    assert not made.verdicts[0].chosen
    assert "adds nothing" in made.verdicts[0].sentence


def test_nearly_the_same_is_listed_as_a_tie() -> None:
    choices = case(SOLVABLE[0], projects=5)
    values = {name: value.copy() for name, value in choices.values.items()}
    twin = choices.of(1)[0]
    values["gva"][choices.of(0)] = values["gva"][twin] * 1.0001
    money = choices.money.copy()
    money[choices.of(0)] = money[twin]
    same = replace(
        choices,
        values=values,
        money=money,
        together={name: np.zeros_like(v) for name, v in choices.together.items()},
        rules=(),
        projects=tuple(replace(p, requires=(), excludes=(("p1",) if n == 0 else ()))
                       for n, p in enumerate(choices.projects)),
    )  # fmt: skip
    made = decide(Search(same, Aim("gva")), MEASURES, QUICK)
    pair = [v for v in made.verdicts[:2] if v.chosen or v.tie]
    assert sum(v.tie for v in pair) >= 1


def test_a_conflict_is_told_in_the_plans_words() -> None:
    choices = case(SOLVABLE[0])
    poor = replace(choices, pots=tuple(replace(pot, amount=0.5) for pot in choices.pots))
    free = tuple(replace(p, committed=False) for p in choices.projects)
    poor = replace(poor, projects=free, money=choices.money + 1.0)
    with pytest.raises(GrowthplanError, match=r"'p1' must be chosen, as asked") as raised:
        find(Search(poor, Aim("gva"), require=("p1",)))
    assert "£0.50m of skills revenue" in str(raised.value)


def test_the_gap_is_stated_when_it_is_not_closed() -> None:
    made = decide(
        Search(case(SOLVABLE[0], 9), Aim("gva"), effort=Effort(gap=0.5)), MEASURES, Depth(0, 0)
    )
    assert made.bound >= made.value - 1e-9
    assert "proven" in made.sentences[1]
    assert made.gap <= 0.5
