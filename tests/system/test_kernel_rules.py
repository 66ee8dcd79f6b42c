"""Rules that the model keeps in every draw: nothing from nothing, exact sums, no hidden order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_economy import YEARS, drawn, money, moving, one_place, region, steady, twelve

from growthplan.system import (
    LINEAR,
    Action,
    Detail,
    Pathways,
    Switches,
    effects,
    jobs_by_residence,
    joined,
    simulate,
)
from growthplan.vocabulary import GrowthplanError

DRAWS = range(60)
PLACE = region()
PLAN = twelve(PLACE)
NUMBERS = drawn(PLAN, DRAWS)
BASELINE = moving(PLACE, DRAWS)
ALL = ("gva", "output_change", "hours_change", "place_effect", "comparator", "population_change",
       "wages", "emissions", "imputed_rent")  # fmt: skip


def same_bytes(one: Pathways, other: Pathways) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ALL)


@pytest.fixture(scope="module")
def whole() -> Pathways:
    detail = Detail(contributions=True, sector_years=(2023, 2030, 2035))
    return simulate(PLACE, PLAN, NUMBERS, BASELINE, detail=detail)


@pytest.fixture(scope="module")
def nothing() -> Pathways:
    return simulate(PLACE, (), NUMBERS, BASELINE)


def test_a_plan_without_money_changes_no_byte(nothing: Pathways) -> None:
    unpaid = tuple(replace(action, spend=np.zeros(len(YEARS))) for action in PLAN)
    assert same_bytes(simulate(PLACE, unpaid, NUMBERS, BASELINE), nothing)


@pytest.mark.parametrize("switches", [Switches(), LINEAR, Switches.without("saturation")])
def test_a_plan_masked_out_changes_no_byte(switches: Switches) -> None:
    masked = simulate(PLACE, PLAN, NUMBERS, BASELINE, switches, masks=np.zeros(len(PLAN)))
    assert same_bytes(masked, simulate(PLACE, (), NUMBERS, BASELINE, switches))
    assert not masked.place_effect.any()


def test_the_order_of_actions_changes_no_byte(whole: Pathways) -> None:
    assert same_bytes(simulate(PLACE, PLAN[::-1], NUMBERS, BASELINE), whole)


def test_blocks_change_no_byte(whole: Pathways) -> None:
    blocks = []
    for start, stop in ((0, 1), (1, 18), (18, 60)):
        own = range(start, stop)
        blocks.append(simulate(PLACE, PLAN, drawn(PLAN, own), moving(PLACE, own)))
    assert same_bytes(joined(blocks), whole)


def test_more_draws_than_a_block_change_no_byte() -> None:
    draws = range(1300)
    place, years = one_place(), YEARS[:6]
    actions = (Action("q", "adult_skills", money(9.0, years), np.ones(1)),)
    many = simulate(place, actions, drawn(actions, draws), steady(place, 1300, years))
    few = simulate(place, actions, drawn(actions, range(1000, 1100)), steady(place, 100, years))
    assert np.array_equal(many.effect[1000:1100], few.effect)


def test_another_action_reshuffles_no_draw() -> None:
    more = drawn((*PLAN, Action("new", "health", money(1.0), np.ones(6) / 6)), DRAWS)
    assert all(np.array_equal(more[name], NUMBERS[name]) for name in NUMBERS.values)
    assert all(np.array_equal(more.own[name], NUMBERS.own[name]) for name in NUMBERS.own)


def test_assumptions_are_drawn_from_their_ranges() -> None:
    numbers = drawn((), range(20_000))
    rd = numbers["rd.elasticity"]  # a meta-analysis: its range stands as it is
    assert rd.min() > 0.02
    assert rd.max() < 0.12
    assert rd.mean() == pytest.approx((0.02 + 0.06 + 0.12) / 3, abs=5e-4)
    skills = numbers["skills.decay"]  # nothing but judgement: a quarter wider
    low, high = 0.03 - 1.25 * 0.015, 0.03 + 1.25 * 0.03
    assert low < skills.min() < 0.015
    assert 0.06 < skills.max() < high
    sd = np.sqrt((low**2 + 0.03**2 + high**2 - low * 0.03 - low * high - 0.03 * high) / 18)
    assert skills.std() == pytest.approx(sd, rel=0.02)


def test_hopes_about_additionality_go_together() -> None:
    numbers = drawn((), range(20_000))
    jobs, training, lost = (
        numbers[name]
        for name in ("investment.additionality", "skills.additionality", "zone.deadweight")
    )
    assert np.corrcoef(jobs, training)[0, 1] == pytest.approx(0.5, abs=0.04)
    assert np.corrcoef(jobs, lost)[0, 1] == pytest.approx(-0.5, abs=0.04)
    alone = numbers["rd.elasticity"]
    assert np.corrcoef(jobs, alone)[0, 1] == pytest.approx(0.0, abs=0.03)


def test_identities(whole: Pathways) -> None:
    sectors = whole.sectors
    assert sectors is not None
    at = [whole.at(year) for year in sectors.years]
    np.testing.assert_allclose(sectors.gva.sum(axis=3), whole.gva[:, at], rtol=1e-12)
    np.testing.assert_allclose(sectors.hours.sum(axis=3), whole.hours[:, at], rtol=1e-12)
    np.testing.assert_allclose(whole.productivity * whole.hours, whole.gva, rtol=1e-12)
    ratio = whole.gva.sum(axis=2) / whole.hours.sum(axis=2)
    np.testing.assert_allclose(whole.place_productivity, ratio, rtol=1e-12)
    assert whole.contributions is not None
    np.testing.assert_allclose(sum(whole.contributions.values()), whole.effect, atol=1e-12)
    home = jobs_by_residence(whole.jobs, PLACE.commuting)
    np.testing.assert_allclose(home.sum(axis=2), whole.jobs.sum(axis=2), rtol=1e-12)


def test_the_place_effect_is_that_of_the_sums(whole: Pathways, nothing: Pathways) -> None:
    ratio = whole.place_productivity / nothing.place_productivity
    np.testing.assert_allclose(whole.place_effect, np.log(ratio), atol=1e-13)


def test_collapsing_sectors_that_behave_alike_changes_nothing_that_shows() -> None:
    from growthplan.system.prepared import prepare

    assert len(prepare(PLACE, PLAN, BASELINE, Switches()).class_group) == 4
    apart = replace(PLACE, exposure=1.0 + 1e-11 * np.arange(10))
    assert len(prepare(apart, PLAN, BASELINE, Switches()).class_group) == 10
    one, other = (simulate(place, PLAN, NUMBERS, BASELINE) for place in (PLACE, apart))
    np.testing.assert_allclose(one.place_effect, other.place_effect, atol=1e-9, rtol=0)


def test_relabelling_authorities_relabels_the_answer(whole: Pathways) -> None:
    way = np.array([3, 1, 5, 0, 2, 4])
    moved = replace(
        PLACE,
        places=tuple(PLACE.places[p] for p in way),
        cost=PLACE.cost[np.ix_(way, way)],
        commuting=PLACE.commuting[way][:, [*way, 6]],
        outside_cost=PLACE.outside_cost[way],
        **{name: getattr(PLACE, name)[way]
           for name in ("hours", "productivity", "jobs", "workforce", "population", "dwellings",
                        "imputed_rent", "knowledge_stock", "emissions")},
    )  # fmt: skip
    plan = tuple(replace(action, places=action.places[way]) for action in PLAN)
    paths = replace(BASELINE, relative=BASELINE.relative[:, :, way])
    found = simulate(moved, plan, NUMBERS, paths)
    np.testing.assert_allclose(found.gva, whole.gva[:, :, way], rtol=1e-12)
    np.testing.assert_allclose(found.place_effect, whole.place_effect, atol=1e-14)


def test_the_comparator_moves_with_the_place_in_it(whole: Pathways, nothing: Pathways) -> None:
    moved = np.log(whole.comparator / nothing.comparator)
    np.testing.assert_allclose(moved, 0.02 * whole.place_effect, atol=1e-14)


def test_effects_fade_once_the_money_stops() -> None:
    years = tuple(range(2023, 2084))
    plan = twelve(PLACE, years)
    numbers = drawn(plan, range(40))
    found = simulate(PLACE, plan, numbers, moving(PLACE, range(40), 1, years))
    after = np.abs(np.median(found.place_effect, axis=0))
    assert after[60] < 0.5 * after[12]
    assert np.isfinite(found.gva).all()


def test_a_relief_extended_never_lowers_jobs() -> None:
    short = next(action for action in PLAN if action.id == "zone")
    spend = money(250.0, YEARS, 2026, 2040)
    ends = [
        simulate(PLACE, [replace(short, spend=spend, sunset=end)], NUMBERS, BASELINE)
        for end in (2029, 2033, 2037)
    ]
    for sooner, later in pairwise(ends):
        assert (later.jobs.sum(axis=2) >= sooner.jobs.sum(axis=2)).all()


def test_one_reliefs_end_leaves_anothers_jobs_alone() -> None:
    linear = replace(LINEAR, capital_deepening=False, density=False)
    reliefs = [action for action in PLAN if action.channel == "jobs"]
    alone = [simulate(PLACE, [one], NUMBERS, BASELINE, linear).hours_change for one in reliefs]
    both = simulate(PLACE, reliefs, NUMBERS, BASELINE, linear).hours_change
    np.testing.assert_allclose(both, alone[0] + alone[1], atol=1e-15)


def test_a_lower_ceiling_never_raises_one_drivers_effect() -> None:
    skills = [action for action in PLAN if action.id == "adult-skills"]
    low, high = (
        simulate(PLACE, skills, NUMBERS.at(system__saturation=scale), BASELINE)
        for scale in (0.5, 1.0)
    )
    assert (low.place_effect[:, 4:] < high.place_effect[:, 4:]).all()


def test_capacity_takes_from_a_busy_year() -> None:
    tight = replace(PLACE, construction_capacity=150.0)
    wide = simulate(PLACE, PLAN, NUMBERS, BASELINE)
    found = simulate(tight, PLAN, NUMBERS, BASELINE)
    at = wide.at(2035)
    assert (found.place_effect[:, at] < wide.place_effect[:, at]).all()


def test_jobs_displaced_from_next_door_are_lost_there() -> None:
    zone = next(action for action in PLAN if action.id == "freeport")
    found = simulate(PLACE, [zone], NUMBERS, BASELINE, Switches.without("density"))
    at = found.at(2030)
    assert (found.hours_change[:, at, 0] > 0).all()
    assert (np.median(found.hours_change[:, at, 1:], axis=0) < 0).all()


def test_imputed_rent_answers_to_homes_only(whole: Pathways, nothing: Pathways) -> None:
    without = tuple(action for action in PLAN if action.channel != "housing")
    same = simulate(PLACE, without, NUMBERS, BASELINE)
    assert np.array_equal(same.imputed_rent, nothing.imputed_rent)
    assert (whole.imputed_rent[:, -1] > nothing.imputed_rent[:, -1]).all()


def test_effects_need_the_same_draws(whole: Pathways) -> None:
    other = simulate(PLACE, (), drawn((), range(5)), moving(PLACE, range(5)))
    with pytest.raises(GrowthplanError, match="same draws"):
        effects(whole, other)


@settings(max_examples=25, deadline=None)
@given(
    places=st.integers(1, 5),
    sectors=st.integers(1, 6),
    seed=st.integers(0, 10_000),
    scale=st.floats(0, 3),
)
def test_any_place_adds_up(places: int, sectors: int, seed: int, scale: float) -> None:
    years, draws = YEARS[:14], range(3)
    place = region(places, sectors, seed)
    plan = twelve(place, years)
    detail = Detail(contributions=True, sector_years=years)
    found = simulate(
        place,
        plan,
        drawn(plan, draws, seed),
        moving(place, draws, seed, years),
        masks=np.full(len(plan), scale),
        detail=detail,
    )
    assert found.sectors is not None
    assert found.contributions is not None
    np.testing.assert_allclose(found.sectors.gva.sum(axis=3), found.gva, rtol=1e-11)
    np.testing.assert_allclose(sum(found.contributions.values()), found.effect, atol=1e-12)
    assert all(np.isfinite(getattr(found, name)).all() for name in ALL)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0, 2), min_size=12, max_size=12))
def test_linear_form_adds_up_over_actions(scales: list[float]) -> None:
    draws, years = range(2), YEARS[:12]
    numbers, paths = drawn(PLAN, draws), moving(PLACE, draws, 1, years)
    plan = twelve(PLACE, years)

    def effect(masks: np.ndarray) -> np.ndarray:
        return simulate(PLACE, plan, numbers, paths, LINEAR, masks=masks).place_effect

    whole = effect(np.array(scales))
    parts = [effect(scale * row) for scale, row in zip(scales, np.eye(12), strict=True)]
    np.testing.assert_allclose(np.sum(parts, axis=0), whole, atol=1e-12)
