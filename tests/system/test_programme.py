"""A plan's money on drivers: financial years, prices, lags, reliefs, and what is left out."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_economy import moving, region

from growthplan.store import packaged_assumptions
from growthplan.system import Displacement, build_up, draw_parameters, simulate
from growthplan.system.programme import (
    Outlay,
    Prices,
    Programme,
    acting,
    by_calendar_year,
    first_year_without,
    lag_shares,
    place_shares,
    years_drawn,
)
from growthplan.system.programme.acting import Acting
from growthplan.vocabulary import GrowthplanError

FLAT = Prices(2023, {2023: 1.0}, 0.0)
RISING = Prices(2023, {2022: 90.0, 2023: 96.0, 2024: 100.0}, 0.02)
YEARS = range(2023, 2036)


def outlay(name: str = "one", **more: object) -> Outlay:
    given = {
        "intervention": name,
        "title": name.capitalize(),
        "theme": "growth",
        "driver": "innovation",
        "channel": "knowledge",
        "amounts": {2026: 10.0},
        "id": name,
    } | more
    return Outlay(**given)  # type: ignore[arg-type]


def act(*outlays: Outlay, prices: Prices = FLAT) -> Acting:
    place = region()
    years = range(place.base_year, place.base_year + 13)
    return acting(Programme(outlays, ()), place, years, prices, {})


def test_nine_months_of_a_financial_year_lie_in_its_first_calendar_year() -> None:
    spend = by_calendar_year({2026: 100.0}, YEARS, FLAT)
    assert spend[2026 - 2023] == 75.0
    assert spend[2027 - 2023] == 25.0
    assert spend.sum() == 100.0


def test_cash_is_taken_to_the_prices_of_the_base_year() -> None:
    """Published: the deflator is 96.25 in 2023 with 2024 = 100, June 2025 edition of ONS."""
    prices = Prices(2023, {2023: 96.2507, 2024: 100.0}, 0.02)
    assert prices.level(2024) == pytest.approx(1.038953, abs=1e-6)
    assert prices.level(2026) == pytest.approx(1.038953 * 1.02**2, abs=1e-6)
    spend = by_calendar_year({2025: 1.0}, YEARS, prices)
    assert spend.sum() == pytest.approx(0.75 / prices.level(2025) + 0.25 / prices.level(2026))


def test_a_year_without_a_deflator_is_refused() -> None:
    with pytest.raises(GrowthplanError, match="no value for 2021"):
        RISING.level(2021)


@given(st.dictionaries(st.integers(2015, 2040), st.floats(0, 1e4), max_size=8))
def test_no_money_is_made_or_spent_in_the_base_year(amounts: dict[int, float]) -> None:
    spend = by_calendar_year(amounts, YEARS, FLAT)
    assert spend[0] == 0
    assert (spend >= 0).all()
    assert spend.sum() <= sum(amounts.values()) * (1 + 1e-12)
    inside = {year: m for year, m in amounts.items() if 2024 <= year < 2035}
    if inside.keys() == amounts.keys():
        assert spend.sum() == pytest.approx(sum(amounts.values()))


@given(st.floats(0, 15), st.floats(0, 15))
def test_a_lag_gives_every_share_once(lag: float, build: float) -> None:
    shares = lag_shares(lag, build)
    assert sum(shares) == pytest.approx(1.0, abs=1e-12)
    assert min(shares) >= 0


@pytest.mark.parametrize(("lag", "build"), [(0, 1), (1, 2), (3, 1), (2, 5)])
def test_whole_years_are_those_of_the_kernel(lag: int, build: int) -> None:
    np.testing.assert_allclose(lag_shares(lag, build), build_up(lag, build), atol=1e-15)


def test_a_relief_is_paid_for_until_it_ends() -> None:
    """Steady relief over T years: jobs that each draw it to the end cost what is spent."""
    spend = np.array([0.0, 10.0, 10.0, 10.0, 10.0])
    years = range(2025, 2030)
    each = years_drawn(spend, years, sunset=2030)
    assert each == 2.5
    new_jobs = 10.0 / each
    drawn = sum(new_jobs * (2030 - year) for year in range(2026, 2030))
    assert drawn == pytest.approx(spend.sum())
    assert first_year_without(date(2031, 9, 30)) == 2032


def test_a_relief_that_ends_sooner_holds_fewer_jobs() -> None:
    place, draws = region(), range(8)
    years = tuple(range(place.base_year, place.base_year + 13))
    numbers = draw_parameters(packaged_assumptions(), ["one"], 1, draws)
    paths = moving(place, draws, years=years)
    gained = []
    for last in (2029, 2033):
        money = dict.fromkeys(range(2025, last), 5.0)
        ends = date(last, 12, 31)
        made = act(outlay(channel="jobs", amounts=money, sunset=ends))
        assert made.actions[0].sunset == last + 1
        found = simulate(place, made.actions, numbers, paths)
        gained.append((found.jobs - found.baseline_jobs)[:, -1].sum(axis=1))
    assert (gained[0] < gained[1]).all()


def test_shares_by_place_are_given_or_by_people() -> None:
    place = region()
    first, second = place.places[:2]
    people = place.population
    np.testing.assert_allclose(place_shares({}, place), people / people.sum())
    assert place_shares({first: 0.25, second: 0.75}, place)[:2].tolist() == [0.25, 0.75]
    both = place_shares({first: None, second: None}, place)
    assert both[0] / both[1] == pytest.approx(people[0] / people[1])
    assert both[2:].sum() == 0


def test_an_unknown_authority_is_an_error_once() -> None:
    with pytest.raises(GrowthplanError, match="E99999999, which is no authority") as caught:
        act(outlay(places={"E99999999": 1.0}), outlay(places={"E99999999": 1.0}))
    assert len(caught.value.faults) == 1


def test_money_of_past_and_far_years_is_left_out_with_its_reason() -> None:
    base = region().base_year
    made = act(
        outlay("past", amounts={base - 3: 5.0}),
        outlay("far", amounts={base + 30: 5.0}),
        outlay("both", amounts={base - 1: 8.0, base + 2: 4.0}),
    )
    codes = {one.intervention: one.code for one in made.not_modelled}
    assert codes == {"past": "in the data", "far": "no money"}
    assert [action.id for action in made.actions] == ["both"]
    assert made.actions[0].spend.sum() == 4.0 + 0.0
    assert f"£8.0m was spent by {base}" in made.notes[0]


def test_leakage_leaves_less_and_displacement_is_handed_on() -> None:
    taken = Displacement(local=0.2, regional="zone.displacement_local")
    made = act(outlay(kept=0.6, deadweight=0.3, displacement=taken))
    action = made.actions[0]
    assert action.spend.sum() == pytest.approx(6.0)
    assert (action.deadweight, action.displacement) == (0.3, taken)


def test_a_size_is_worth_what_the_money_for_it_buys() -> None:
    """3,000 learners as a size, and the money that buys them at £5,000 each: the same to 1e-12."""
    place = region()
    sized = act(
        outlay(channel="adult_skills", amounts={place.base_year + 2: 3_000.0}, sized=True,
               unit_cost=1e6),
    )  # fmt: skip
    bought = act(
        outlay(channel="adult_skills", amounts={place.base_year + 2: 15.0}, unit_cost=5_000.0),
    )
    draws, years = range(8), tuple(range(place.base_year, place.base_year + 13))
    numbers = draw_parameters(packaged_assumptions(), ["one"], 1, draws)
    paths = [
        simulate(place, one.actions, numbers, moving(place, draws, years=years))
        for one in (sized, bought)
    ]
    np.testing.assert_allclose(paths[0].effect, paths[1].effect, rtol=0, atol=1e-12)
    assert paths[0].effect.max() > 0


def test_an_own_range_is_drawn_about_its_centre() -> None:
    made = act(outlay(spread=(0.0, 3.0)))
    numbers = draw_parameters(packaged_assumptions(), ["one"], 1, range(4_000))
    wide = made.own_sizes(numbers, 1)
    ratio = wide.own["one"] / numbers.own["one"]
    assert 0 <= ratio.min() < 0.1
    assert 2.8 < ratio.max() <= 3.0
    assert ratio.mean() == pytest.approx((0 + 1 + 3) / 3, abs=0.03)  # of a triangle
    again = made.own_sizes(numbers.block(100, 200), 1)
    assert again.own["one"].tobytes() == wide.own["one"][100:200].tobytes()
