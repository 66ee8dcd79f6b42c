"""Whether money allows what is asked, and the nearest change that it would allow."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import growthplan as gp
from growthplan.plan import Plan
from growthplan.settlement import terms_of
from growthplan.settlement.account import Account
from growthplan.settlement.affording import Affording, afford
from growthplan.settlement.changed_costs import Asked, changed_costs
from growthplan.settlement.portfolio import Limit, Pot, Switch
from growthplan.settlement.pots import Money, money_of
from growthplan.store import packaged_assumptions
from growthplan.system.programme import Prices, read_programme
from growthplan.system.scenario import Change, ReadScenario, Scenario, compose

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
YEARS = (2026, 2027)


def made_up(there: tuple[float, float, float, float], limit_pct: float | None = 10) -> Money:
    """Two lines of two years; money may move between the lines within a year."""
    accounts = {
        Account(name, year, "capital"): n
        for n, (name, year) in enumerate((f, y) for f in ("roads", "homes") for y in YEARS)
    }
    pots = tuple(Pot(str(a), a.in_words, amount) for a, amount in zip(accounts, there, strict=True))
    switches = tuple(
        Switch(n, m, f"between {a}", f"from {a.in_words} to {b.in_words}")
        for a, n in accounts.items()
        for b, m in accounts.items()
        if a.function != b.function and a.year == b.year
    )
    limits = () if limit_pct is None else tuple(
        Limit(f"between {a}", pots[n].amount * limit_pct / 100, "") for a, n in accounts.items()
    )  # fmt: skip
    lines = {"roads": ("roads", "capital"), "homes": ("homes", "capital")}
    return Money(pots, accounts, {}, lines, switches, limits)


def ask(name: str, line: str, year: int, amount: float) -> Asked:
    return Asked(name, line, "capital", year, amount)


def test_what_is_there_is_paid_without_moving_anything() -> None:
    found = afford(made_up((10, 10, 10, 10)), [ask("a", "roads", 2026, 10)])
    assert found.is_paid
    assert found.moved == ()
    assert found.scales == {}


def test_a_line_that_is_short_gets_what_the_rule_lets_the_other_give() -> None:
    found = afford(made_up((10, 10, 10, 10)), [ask("a", "roads", 2026, 11)])
    assert found.is_paid
    assert [one.amount for one in found.moved] == [pytest.approx(1)]


def test_beyond_the_limit_it_is_short_and_the_nearest_change_is_the_smallest_cut() -> None:
    found = afford(made_up((10, 10, 10, 10)), [ask("a", "roads", 2026, 13)])
    assert not found.is_paid
    assert found.short == pytest.approx(2)
    assert found.scales == {"a": pytest.approx(11 / 13, abs=1e-4)}


def test_a_year_without_money_is_said_to_have_none() -> None:
    late = ask("a", "roads", 2031, 4)
    found = afford(made_up((10, 10, 10, 10)), [late])
    assert found.outside == (late,)
    assert found.short == pytest.approx(4)
    before = frozenset({("roads", "capital", 2031)})
    assert afford(made_up((10, 10, 10, 10)), [late], before=before).is_paid


amounts = st.floats(0, 30).map(lambda x: round(x, 2))


@settings(max_examples=60, deadline=None)
@given(
    there=st.tuples(amounts, amounts, amounts, amounts),
    asks=st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(("roads", "homes")),
                  st.sampled_from(YEARS), amounts),
        max_size=6,
    ),
)  # fmt: skip
def test_the_nearest_change_can_always_be_paid(
    there: tuple[float, float, float, float], asks: list[tuple[str, str, int, float]]
) -> None:
    money = made_up(there)
    costs = [ask(*one) for one in asks]
    found = afford(money, costs)
    cut = [ask(c.action, c.line, c.year, c.amount * found.scales.get(c.action, 1.0)) for c in costs]
    assert afford(money, cut).short < 0.01  # shares are rounded to four places
    assert found.is_paid == (not found.scales)


@cache
def plan() -> Plan:
    return gp.open_plan(LCR)


def under(*changes: Change) -> Affording:
    programme = read_programme(plan(), packaged_assumptions())
    scenario = Scenario(id="made-up", title="Made up", summary="Made up.", changes=changes or (
        Change.model_validate({"scale": {"factor": 1}}),))  # fmt: skip
    made = compose(
        [ReadScenario(scenario)], plan(), programme, Prices(2023, {2023: 100.0}, 0.02), 2035
    )
    costs = changed_costs(plan(), changes, made.gone, made.programme.outlays)
    money = money_of(plan(), terms_of(plan()), ())
    own = changed_costs(plan(), (), (), programme.outlays)
    before = frozenset(
        (one.line, one.kind, one.year)
        for one in own
        if money.pot_of(one.line, one.kind, one.year) is None
    )
    return afford(money, costs, before=before)


def test_twice_the_money_is_more_than_the_real_settlement_holds() -> None:
    found = under(Change.model_validate({"scale": {"factor": 2}}))
    assert not found.is_paid
    assert found.scales


def test_the_delay_of_everything_runs_out_of_the_settlement() -> None:
    found = under(Change.model_validate({"delay": {"years": 3}}))
    assert found.outside
    assert all(one.amount > 0 for one in found.outside)
