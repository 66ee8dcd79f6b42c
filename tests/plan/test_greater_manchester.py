"""Greater Manchester's plan against its public facts: a second place, and nothing of the first."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from growthplan.journeys import checking, planning
from growthplan.plan import Plan, check_guidance

FOLDER = Path(__file__).parents[2] / "plans" / "greater-manchester"
CLAIMS = {
    "growth-3-1-percent": (3.1, "%"),
    "settlement-630m": (630, "£m"),
    "investment-10bn": (10, "£bn"),
    "homes-75000": (75_000, "count"),
    "zone-jobs": (32_000, "jobs"),
    "zone-private": (1.1, "£bn"),
    "atom-valley-jobs": (20_000, "jobs"),
    "good-growth-first-jobs": (22_000, "jobs"),
    "good-growth-first-homes": (3_000, "count"),
    "old-trafford-jobs": (48_000, "jobs"),
    "western-gateway-jobs": (5_790, "jobs"),
    "airport-campus-jobs": (8_000, "jobs"),
    "sister-jobs": (10_000, "jobs"),
    "rail-trips": (1_300_000, "count"),
}
"""Public figures about the plan, each with its value and unit as published."""
FUNDS = {
    "growth-revenue": (30.349418, 6.96, 0.9475),
    "growth-capital": (12.866197, 10.8),
    "transport-revenue": (43.66425, 0.125, 2.953691, 13.150811, 6.5, 1.56, 0.34),
    "transport-capital": (215.506,),
    "skills-revenue": (102,),
}
"""£ million of each fund, GOV.UK, 20 December 2024, by line."""
OTHER_MONEY = {
    "transport-for-city-regions": 2500,
    "good-growth-fund": 1000,
    "investment-zone-funds": 160,
    "live-well-trailblazer-money": 10,
    "live-well-local-money": 10,
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    store = tmp_path_factory.mktemp("store") / "none.duckdb"
    read, faults = checking.check_plan(FOLDER, store)
    assert [str(fault) for fault in faults] == []
    assert read is not None
    return read


def test_it_holds_a_smaller_whole_plan(plan: Plan) -> None:
    assert plan.place == "E47000001"
    assert plan.launched == date(2025, 7, 9)
    assert len(plan.interventions) >= 8
    assert len(plan.sites) >= 6
    assert len(plan.levers) >= 6
    assert {lever.tier for lever in plan.levers} == {"national", "regional", "local", "partner"}
    assert not [outcome for outcome in plan.outcomes if outcome.target]


def test_claims_are_as_published(plan: Plan) -> None:
    said = {claim.id: (claim.value, claim.unit) for claim in plan.claims}
    assert {name: said[name] for name in CLAIMS} == CLAIMS


def test_the_settlement_is_as_published_fund_by_fund(plan: Plan) -> None:
    assert plan.settlement is not None
    lines = {line.id: line.amounts for line in plan.settlement.lines}
    assert lines == {name: {"2025/26": pytest.approx(sum(funds))} for name, funds in FUNDS.items()}
    assert {line.basis for line in plan.settlement.lines} == {"published"}
    assert not plan.settlement.totals  # £630m was not published by capital and revenue
    assert sum(sum(funds) for funds in FUNDS.values()) == pytest.approx(447.7, abs=0.05)


def test_other_money_is_as_published(plan: Plan) -> None:
    assert {money.id: money.amount for money in plan.other_money} == OTHER_MONEY


def test_no_action_takes_more_than_there_is(plan: Plan) -> None:
    taken: defaultdict[str, float] = defaultdict(float)
    for action in plan.interventions:
        for cost in action.costs:
            taken[cost.line] += sum(cost.amounts.values())
    there = {name: float(amount) for name, amount in OTHER_MONEY.items()}
    there |= {name: sum(funds) for name, funds in FUNDS.items()}
    assert {name: amount for name, amount in taken.items() if amount > there[name] + 0.01} == {}


def test_reliefs_whose_end_is_not_public_are_not_given_one(plan: Plan) -> None:
    assert not [zone.id for zone in plan.zones if zone.incentives]


def test_every_site_is_on_the_map_in_the_authority_that_it_names(plan: Plan) -> None:
    assert all(site.point and 53.3 < site.point.latitude < 53.7 for site in plan.sites)
    assert all(site.point and -2.8 < site.point.longitude < -1.9 for site in plan.sites)


def test_the_guidance_is_answered_from_the_plan(plan: Plan) -> None:
    verdicts = {answer.requirement.id: answer.verdict for answer in check_guidance(plan)}
    assert "missing" not in verdicts.values()
    assert verdicts["specific-opportunities"] == "met"
    assert verdicts["productivity-and-growth"] == "partly"  # no target is published


def test_nothing_of_the_first_place_is_in_it() -> None:
    text = b"".join(planning.plan_files(FOLDER).values()).decode()
    assert "Merseyside" not in text
    assert "lcrca" not in text
    assert "E47000004" not in text
