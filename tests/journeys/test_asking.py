"""What-ifs: an address gives the same question again, and an answer is that of a projection."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import growthplan as gp
from growthplan.journeys.asking import Answered, StoppedError, Warm, as_scenario, ask, warm
from growthplan.journeys.asking_address import Question, read_question
from growthplan.journeys.asking_past import Past
from growthplan.journeys.projecting_cases import cases_of
from growthplan.plan import Plan
from growthplan.system.answers import ASKED, PLAN, Case, Runs, answer
from growthplan.system.scenario import ReadScenario, Scenario
from growthplan.vocabulary import GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"


@cache
def ground() -> Warm:
    return warm(LCR)


def asked(*pairs: tuple[str, str]) -> Question:
    return read_question(pairs, ground().plan, list(ground().scenarios))


def answered(*pairs: tuple[str, str], draws: int = 60) -> Answered:
    return ask(ground(), asked(*pairs), draws, shared=False)


def plan() -> Plan:
    return ground().plan


steps = st.one_of(
    st.tuples(st.just("off"), st.sampled_from(("rapid-transit", "ai-adoption", "health-campus"))),
    st.tuples(st.just("scale"), st.sampled_from(("all:0.5", "rapid-transit:2", "all:1"))),
    st.tuples(st.just("delay"), st.sampled_from(("all:2", "health-campus:1", "all:0"))),
    st.tuples(st.just("growth"), st.sampled_from(("0.5", "-1", "0"))),
    st.tuples(st.just("scenario"), st.just("half-the-money")),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=5))
def test_an_address_asks_the_same_question_again(pairs: list[tuple[str, str]]) -> None:
    from urllib.parse import parse_qsl

    once = asked(*pairs)
    assert asked(*parse_qsl(once.address)) == once
    assert asked(*reversed(pairs)).address == once.address


def test_every_fault_of_an_address_is_told_at_once() -> None:
    with pytest.raises(GrowthplanError) as caught:
        asked(("scale", "x"), ("scenario", "half-the-mony"), ("recession", "2028:99"))
    words = " ".join(str(fault) for fault in caught.value.faults)
    assert "half-the-money" in words
    assert "rapid-transit:0.5" in words
    assert len(caught.value.faults) == 3


def test_a_saved_scenario_gives_the_numbers_of_the_projection_to_the_last_digit() -> None:
    found = answered(("scenario", "delay-two-years"))
    made = gp.project(LCR, scenarios=["delay-two-years"], draws=60, sensitivity="none").projection
    for measure, ours in (("gva_per_hour_gap_pct", "plan"), ("gva", "plan"), ("jobs", "plan")):
        theirs = made.path(measure, "delay-two-years").sort("year")
        mine = found.found.asked.paths.filter(
            measure=measure, scenario=ours, place=made.place.code
        ).sort("year")
        assert mine["median"].to_list() == theirs["median"].to_list()
        assert mine["low_90"].to_list() == theirs["low_90"].to_list()


def test_steps_in_an_address_give_the_numbers_of_the_same_scenario_file() -> None:
    from_file = answered(("scenario", "half-the-money")).found.asked.paths
    from_step = answered(("scale", "all:0.5")).found.asked.paths
    assert from_step.equals(from_file)


@pytest.mark.parametrize("steps", [("scale", "all:2"), ("recession", "2028:4"), ("lever", "all")])
def test_what_earlier_questions_left_changes_no_digit(steps: tuple[str, str]) -> None:
    if steps[0] == "lever":
        steps = ("lever", plan().levers[0].id)
    on = replace(ground(), past=Past())
    once = ask(on, asked(steps), 70, shared=False)
    ask(on, asked(("delay", "all:1")), 70, shared=False)
    again = ask(on, asked(steps), 70, shared=False)
    alone = answer(
        Runs(on.laid.ground, cases_of_question(on, asked(steps)), dict(on.assumptions), on.until,
             1, whole=(PLAN, ASKED)),
        on.plan, on.places, 70, shared=False,
    )  # fmt: skip
    for found in (once, again):
        assert found.found.asked.paths.equals(alone.asked.paths)
        assert found.found.plan.paths.equals(alone.plan.paths)
        assert found.found.asked.chances == alone.asked.chances
        assert found.found.change == alone.change


def cases_of_question(on: Warm, question: Question) -> tuple[Case, ...]:
    words = Scenario(id=ASKED, title="What if", summary="As asked.", changes=question.changes)
    cases, _ = cases_of(on.plan, on.programme, ([ReadScenario(words)],), on.laid, on.until)
    return cases


def test_the_plan_as_it_stands_changes_nothing() -> None:
    found = answered().found
    assert found.change["gva"][:3] == (0.0, 0.0, 0.0)
    assert found.asked.paths.equals(found.plan.paths)


def test_a_recession_is_set_against_no_plan_in_the_same_country() -> None:
    found = answered(("recession", "2028:4"))
    code = found.found.place.code
    asked_, stands = found.found.asked, found.found.plan
    assert (
        asked_.row("gva", "no_plan", code, 2029)["median"]
        < stands.row("gva", "no_plan", code, 2029)["median"]
    )


def test_the_same_question_gives_the_same_answer_and_run() -> None:
    once, again = answered(("delay", "all:1"), draws=5), answered(("delay", "all:1"), draws=5)
    assert once.found.asked.paths.equals(again.found.asked.paths)
    assert once.run.id == again.run.id


def test_an_answer_that_nobody_waits_for_stops_between_blocks() -> None:
    calls = iter((True, False))
    with pytest.raises(StoppedError):
        ask(ground(), asked(), 1_200, shared=False, is_wanted=lambda: next(calls))


def test_what_each_action_brings_leaves_out_what_is_off() -> None:
    found = ask(ground(), asked(("off", "ai-adoption")), 40).found
    assert found.shares is not None
    assert "ai-adoption" not in found.shares.table["id"].to_list()
    assert found.shares.total == pytest.approx(found.shares.synergy.whole, rel=0.5)


def test_reliefs_kept_longer_leave_alone_those_that_last_longer_already() -> None:
    found = answered(("reliefs", "2034-03-31"))
    kept = found.found.steps
    assert kept == ("Reliefs extended to 31 March 2034",)
    zones = asked(("reliefs", "2034-03-31")).changes[0].extend
    assert zones is not None
    assert "freeport" in zones.zones
    assert "innovation-zone-tax-sites" not in zones.zones


def test_delays_beyond_the_settlement_are_named_with_their_line_and_year() -> None:
    found = answered(("delay", "rapid-transit:2")).affording
    assert found is not None
    assert {(one.line, one.year) for one in found.outside} == {
        ("transport-capital", 2030),
        ("transport-capital", 2031),
    }


def test_money_switched_by_the_question_is_no_longer_where_it_was() -> None:
    switch = "transport-capital:2026/27:housing-capital:2026/27:5"
    found = answered(("switch", switch)).affording
    plain = answered().affording
    assert found is not None
    assert plain is not None
    there = {pot.id: pot.there for pot in found.pots}
    was = {pot.id: pot.there for pot in plain.pots}
    apart = {name: there[name] - was[name] for name in there if name in was}
    assert sorted(value for value in apart.values() if abs(value) > 1e-9) == pytest.approx([-5, 5])


def test_steps_become_a_scenario_and_nothing_does_not() -> None:
    made = as_scenario(asked(("delay", "all:2")), "later", "Later", "Everything later.")
    assert made.changes[0].delay is not None
    with pytest.raises(GrowthplanError):
        as_scenario(asked(), "later", "Later", "Everything later.")
