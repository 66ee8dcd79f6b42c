"""Bad inputs are refused, gains are not counted twice, and equations cite what they use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

import numpy as np
import pytest
from small_economy import YEARS, drawn, money, moving, one_place, region, steady, twelve

from growthplan.store import packaged_assumptions
from growthplan.system import (
    EQUATIONS,
    Action,
    Parameters,
    Switches,
    check_one_multiplier,
    double_counts,
    draw_parameters,
    simulate,
)
from growthplan.vocabulary import GrowthplanError

HERE = np.ones(1)


def skills(name: str = "q", **more: object) -> Action:
    given = {"channel": "adult_skills", "spend": money(9.0), "places": HERE} | more
    return Action(name, **given)  # type: ignore[arg-type]


DOUBLE = {
    "into human_capital twice": [skills("a", money_line="m"), skills("b", money_line="m")],
    "as transport and as capital": [
        skills("a", channel="transport", money_line="line"),
        skills("b", channel="capital", money_line="line"),
    ],
    "both hold jobs on Dock 4": [
        skills("a", channel="jobs", sites=("Dock 3", "Dock 4")),
        skills("b", channel="jobs", sites=("Dock 4",)),
    ],
    "private money that it brings": [
        skills("a", channel="knowledge", leverage=0.8, additionality=0.5)
    ],
    "both additionality and deadweight": [skills("a", additionality=0.5, deadweight=0.5)],
    "only continues what is going on": [skills("a", continuing=True)],
}


@pytest.mark.parametrize(("words", "actions"), DOUBLE.items(), ids=list(DOUBLE))
def test_one_gain_is_not_counted_twice(words: str, actions: list[Action]) -> None:
    faults = double_counts(actions)
    assert any(words in fault.message for fault in faults)
    assert all(fault.fix for fault in faults)
    place = one_place()
    with pytest.raises(GrowthplanError, match=words):
        simulate(place, actions, drawn((), range(1)), steady(place))


def test_sound_plans_pass_every_guard() -> None:
    assert double_counts(twelve(region())) == []
    assert check_one_multiplier(True, False) == []
    assert check_one_multiplier(True, True)[0].code == "double-count"


BROKEN = {
    "no hours worked": (lambda e: replace(e, hours=np.zeros((1, 1))), None),
    "hours without output": (lambda e: replace(e, productivity=np.zeros((1, 1))), None),
    "has no workforce": (lambda e: replace(e, workforce=np.zeros(1)), None),
    "should have the shape": (lambda e: replace(e, jobs=np.ones(2)), None),
    "Costs of travel": (lambda e: replace(e, cost=np.zeros((1, 1))), None),
    "Shares of commuting": (lambda e: replace(e, commuting=np.zeros((1, 2))), None),
    "the data end in 2022": (lambda e: replace(e, base_year=2022), None),
    "spend nothing in 2023": (None, skills(spend=np.ones(len(YEARS)))),
    "money for each of": (None, skills(spend=np.ones(3))),
    "over the authorities": (None, skills(places=np.array([0.5]))),
    "over the sectors": (None, skills(sectors=np.array([0.5]))),
    "lag whose shares": (None, skills(lag=(0.5,))),
    "no channel. Did you mean 'knowledge'": (None, skills(channel="knowlege")),
    "the sources are: none": (None, skills(channel="emissions", source="homes")),
    "yearly cost of £1 of capital": (None, skills(channel="user_cost")),
}


@pytest.mark.parametrize(("words", "case"), BROKEN.items(), ids=list(BROKEN))
def test_bad_inputs_are_refused_in_words(words: str, case: tuple) -> None:
    spoil, action = case
    place = one_place()
    actions = [action] if action else [skills()]
    with pytest.raises(GrowthplanError) as raised:
        simulate(spoil(place) if spoil else place, actions, drawn((), range(1)), steady(place))
    assert words in str(raised.value)


def test_every_fault_is_told_at_once() -> None:
    place = one_place()
    bad = [skills("a", lag=(0.5,)), skills("b", places=np.array([2.0])), skills("b")]
    with pytest.raises(GrowthplanError) as raised:
        simulate(replace(place, jobs=np.zeros(1)), bad, drawn((), range(1)), steady(place))
    assert len(raised.value.faults) == 4


def test_no_draws_and_unlike_draws_are_refused() -> None:
    place = one_place()
    with pytest.raises(GrowthplanError, match="no draws"):
        draw_parameters(packaged_assumptions(), (), 1, range(0))
    with pytest.raises(GrowthplanError, match="The baseline has 1 draws and the assumptions 3"):
        simulate(place, (), drawn((), range(3)), steady(place))
    with pytest.raises(GrowthplanError, match="No mechanism is called 'densty'"):
        Switches.without("densty")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("labour__supply", 0.0, "'labour.supply' should be above 0"),
        ("skills__decay", 1.2, "'skills.decay' should be from 0 to 1, and is 1.2"),
        ("rd__local_share", -0.1, "'rd.local_share' should be from 0 to 1, and is -0.1"),
        ("ai__productivity", np.nan, "'ai.productivity' has draws that are not numbers"),
    ],
)
def test_numbers_outside_their_domain_are_refused(name: str, value: float, words: str) -> None:
    place = one_place()
    with pytest.raises(GrowthplanError) as raised:
        simulate(place, [skills()], drawn((), range(2)).at(**{name: value}), steady(place, 2))
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("path", "values", "words"),
    [
        ("population", np.zeros((len(YEARS), 1)), "population should be above 0"),
        ("dwellings", np.ones(3), "dwellings should be numbers of the shape"),
        ("hours", np.full((len(YEARS), 1, 1), np.nan), "hours should be numbers"),
    ],
)
def test_baseline_paths_are_checked(path: str, values: np.ndarray, words: str) -> None:
    place = one_place()
    spoilt = replace(steady(place), **{path: values})
    with pytest.raises(GrowthplanError, match=words):
        simulate(place, [skills()], drawn((), range(1)), spoilt)


def test_a_missing_assumption_is_named() -> None:
    few = {name: each for name, each in packaged_assumptions().items() if name != "ai.decay"}
    place, plan = region(), twelve(region())
    numbers = draw_parameters(few, (), 1, range(2))
    with pytest.raises(GrowthplanError, match=r"needs the assumption 'ai\.decay'"):
        simulate(place, plan, numbers, moving(place, range(2)))


class Watched(Mapping[str, np.ndarray]):
    """Numbers that remember which of them were asked for."""

    def __init__(self, values: Mapping[str, np.ndarray], asked: set[str]) -> None:
        self.values_, self.asked = values, asked

    def __getitem__(self, name: str) -> np.ndarray:
        self.asked.add(name)
        return self.values_[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)

    def __contains__(self, name: object) -> bool:
        return name in self.values_

    def items(self):  # type: ignore[no-untyped-def]
        return self.values_.items()


def test_every_number_that_the_model_uses_is_cited_by_an_equation() -> None:
    place = region()
    plan = (
        *twelve(place),
        Action("relief", "user_cost", money(30.0), np.ones(6) / 6, unit_cost=0.14),
        Action("retrofit", "emissions", money(90.0), np.ones(6) / 6, source="homes"),
    )
    numbers, asked = drawn(plan, range(2)), set[str]()
    watched = Parameters(numbers.draws, Watched(numbers.values, asked), numbers.own)
    # A block of draws copies every number, so the model is watched from one block.
    watched = replace_block(watched)
    simulate(place, plan, watched, moving(place, range(2)))
    cited = {name for equation in EQUATIONS for name in equation.assumptions}
    assert asked - cited == set()
    unused = cited - asked - {"system.delivery_own"}
    assert unused == set()


def replace_block(parameters: Parameters) -> Parameters:
    class Whole(Parameters):
        def block(self, start: int, stop: int) -> Parameters:
            return self

    return Whole(parameters.draws, parameters.values, parameters.own)


def test_equations_cite_assumptions_that_there_are() -> None:
    known = packaged_assumptions()
    for equation in EQUATIONS:
        for name in equation.assumptions:
            ceiling = name.startswith("system.ceilings.")
            assert name in known or (ceiling and name[16:] in known["system.ceilings"].values)
        assert equation.text
        assert equation.source
        assert equation.symbols
    assert len({equation.id for equation in EQUATIONS}) == len(EQUATIONS)


def test_every_mechanism_with_a_switch_has_an_equation() -> None:
    ids = {equation.id for equation in EQUATIONS}
    switches = {field.name for field in fields(Switches)} - {"linear"}
    inside_another = {"absorption": "digital_adoption", "delivery_capacity": "delivery"}
    assert {inside_another.get(name, name) for name in switches} <= ids


@pytest.mark.parametrize(
    "name", [field.name for field in fields(Switches) if field.name != "linear"]
)
def test_every_switch_does_something(name: str) -> None:
    place = replace(region(), construction_capacity=120.0)
    plan = (
        *twelve(place),
        Action("retrofit", "emissions", money(90.0), np.ones(6) / 6, source="homes"),
    )
    numbers, paths = drawn(plan, range(3)), moving(place, range(3))
    whole = simulate(place, plan, numbers, paths)
    without = simulate(place, plan, numbers, paths, Switches.without(name))
    assert whole.emissions is not None
    assert without.emissions is not None
    moved = np.abs(whole.place_effect - without.place_effect).max()
    assert moved > 0 or np.abs(whole.emissions - without.emissions).max() > 0


def test_relief_on_the_cost_of_capital_raises_investment() -> None:
    place = one_place()
    relief = skills("r", channel="user_cost", unit_cost=0.14)
    found = simulate(place, [relief], drawn((), range(50)), steady(place, 50))
    assert (found.place_effect[:, 12] > 0).all()


def test_savings_of_emissions_are_never_more_than_there_is() -> None:
    place = region()
    retrofit = Action("r", "emissions", money(90_000.0), np.ones(6) / 6, source="homes")
    draws = range(20)
    plan = simulate(place, [retrofit], drawn((retrofit,), draws), moving(place, draws))
    base = simulate(place, (), drawn((), draws), moving(place, draws))
    assert plan.emissions is not None
    assert base.emissions is not None
    assert (plan.emissions > 0).all()
    assert (plan.emissions[:, 12] < base.emissions[:, 12]).all()
