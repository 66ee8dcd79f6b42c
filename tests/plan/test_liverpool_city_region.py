"""Liverpool City Region's plan against its public facts: amounts, dates, sources, and no more."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from growthplan.journeys.planning import plan_files
from growthplan.plan import Intervention, Plan, open_plan, read_plan
from growthplan.store import packaged_assumptions
from growthplan.vocabulary import Gazetteer

FOLDER = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
FILES = {Path(p).relative_to(FOLDER).as_posix(): data for p, data in plan_files(FOLDER).items()}

PUBLISHED = {
    "gap-11-percent": (-11, "%"),
    "matching-average-worth-6bn": (6, "£bn"),
    "economy-43-3bn": (43.3, "£bn"),
    "add-10bn-gva": (10, "£bn"),
    "tens-of-thousands-of-jobs": (None, None),
    "jobs-since-devolution": (45_000, "jobs"),
    "homes-since-devolution": (35_000, "count"),
    "apprenticeships-since-devolution": (74_000, "count"),
    "investment-pipeline": (11, "£bn"),
    "railway-7bn-a-year": (7, "£bn"),
    "railway-90bn": (90, "£bn"),
    "transport-city-centre-30-minutes": (20, "%"),
    "transport-step-free": (20, "%"),
    "north-liverpool-homes": (10_000, "count"),
    "runcorn-homes": (1_500, "count"),
    "freeport-jobs": (14_000, "jobs"),
    "freeport-investment": (800, "£m"),
    "freeport-gva": (850, "£m"),
    "zone-jobs": (8_000, "jobs"),
    "zone-investment": (800, "£m"),
    "tidal-jobs": (3_300, "jobs"),
    "astrazeneca-450m": (450, "£m"),
}
"""Public figures about the plan, each with its value and unit as published."""


@pytest.fixture(scope="module")
def plan(gazetteer: Gazetteer) -> Plan:
    return open_plan(FILES, gazetteer)


@pytest.fixture(scope="module")
def actions(plan: Plan) -> dict[str, Intervention]:
    return {action.id: action for action in plan.interventions}


def test_it_has_neither_errors_nor_warnings(gazetteer: Gazetteer) -> None:
    assert [str(fault) for fault in read_plan(FILES, gazetteer)[1]] == []


def test_it_holds_a_whole_plan(plan: Plan) -> None:
    assert len(plan.interventions) >= 25
    assert len(plan.sites) + len(plan.zones) >= 10
    assert len(plan.levers) >= 15
    assert {lever.tier for lever in plan.levers} == {"national", "regional", "local", "partner"}
    assert {"held", "agreed", "asked for", "not devolved"} == {x.devolution for x in plan.levers}
    assert all((plan.strategies, plan.priorities, plan.pipeline, plan.decisions))


def test_settlement_totals_are_as_published(plan: Plan) -> None:
    assert plan.settlement is not None
    totals = {t.kind: (t.amount, t.first, t.last) for t in plan.settlement.totals}
    assert totals == {
        "revenue": (417, "2026/27", "2028/29"),
        "capital": (1100, "2026/27", "2029/30"),
    }


def test_lines_are_illustrative_and_add_up_to_the_totals(plan: Plan) -> None:
    assert plan.settlement is not None
    for total in plan.settlement.totals:
        lines = [line for line in plan.settlement.lines if line.kind == total.kind]
        assert {line.basis for line in lines} == {"illustrative"}
        assert sum(sum(line.amounts.values()) for line in lines) == pytest.approx(total.amount)
        years = {year for line in lines for year in line.amounts}
        assert (min(years), max(years)) == (total.first, total.last)


def test_no_line_is_overspent_in_any_year(plan: Plan) -> None:
    assert plan.settlement is not None
    spent: dict[tuple[str, str], float] = defaultdict(float)
    for action in plan.interventions:
        for cost in action.costs:
            for year, amount in cost.amounts.items():
                spent[cost.line, year] += amount
    for line in plan.settlement.lines:
        for year, amount in line.amounts.items():
            assert spent[line.id, year] <= amount, (line.id, year)
    for money in plan.other_money:
        used = sum(amount for (line, _), amount in spent.items() if line == money.id)
        assert used <= money.amount + 1e-9, money.id


def test_other_money_is_as_published_and_its_overlap_is_named(plan: Plan) -> None:
    money = {entry.id: entry for entry in plan.other_money}
    transport = money["transport-for-city-regions"]
    assert (transport.amount, transport.first, transport.last) == (1600, "2025/26", "2031/32")
    assert "settlement-capital" in transport.overlaps
    zone = money["innovation-zone-money"]
    assert (zone.amount, zone.first, zone.last) == (160, "2024/25", "2033/34")
    assert money["freeport-seed"].amount == 25
    assert money["freeport-relief-cost"].basis == "illustrative"


@pytest.mark.parametrize("name", PUBLISHED)
def test_public_figures_stand_as_claims_with_value_and_source(plan: Plan, name: str) -> None:
    claim = next(claim for claim in plan.claims if claim.id == name)
    assert (claim.value, claim.unit) == PUBLISHED[name]
    assert plan.sources[claim.source].publisher


def test_reliefs_end_on_the_published_days(plan: Plan) -> None:
    sunsets = {zone.id: {i.sunset for i in zone.incentives} for zone in plan.zones}
    assert sunsets["freeport"] == {date(2031, 9, 30)}
    assert sunsets["innovation-zone-tax-sites"] == {date(2034, 9, 30)}
    umbrella = next(zone for zone in plan.zones if zone.id == "industrial-strategy-zone")
    assert {z.id for z in plan.zones if z.part_of == umbrella.id} == {"freeport", "innovation-zone"}


def test_the_devolution_journey_is_in_order(plan: Plan) -> None:
    days = {event.id: event.date.code for event in plan.devolution}
    assert list(days.values()) == sorted(days.values(), key=lambda code: code[:7])
    assert days["combined-authority-2014"] == "2014-04-01"
    assert days["devolution-deal-2015"] == "2015-11-17"
    assert days["adult-education-2019"] == "2019-08"
    assert days["bus-decision-2023"] == "2023-10-06"
    assert days["settlement-starts-2026"] == "2026-04"


def test_what_was_cancelled_is_kept_and_gets_no_money(actions: dict[str, Intervention]) -> None:
    speke = actions["astrazeneca-speke"]
    assert speke.status == "cancelled"
    assert speke.costs == ()
    assert "31 January 2025" in speke.summary


def test_what_only_continues_is_marked_as_no_plan(actions: dict[str, Intervention]) -> None:
    assert {a.id for a in actions.values() if a.baseline} == {
        "adult-skills", "growth-hub", "transport-upkeep", "lcr-connect",
    }  # fmt: skip


def test_every_entry_names_a_source(plan: Plan) -> None:
    missing = [path for path in _without_source(plan) if not path.startswith("indicators/")]
    assert missing == []


def _without_source(plan: Plan) -> list[str]:
    kinds = ("outcomes", "themes", "principles", "predecessors", "sectors", "opportunities",
             "sites", "zones", "levers", "devolution", "strategies", "priorities", "pipeline",
             "claims", "decisions", "other_money")  # fmt: skip
    found = [f"{kind}/{e.id}" for kind in kinds for e in getattr(plan, kind) if not e.source]
    for action in plan.interventions:
        named = (*action.sources, action.cost.source, *(cost.source for cost in action.costs))
        if not action.sources or not all(name in plan.sources for name in named):
            found.append(f"interventions/{action.id}")
    return found


def test_effects_rest_on_assumptions_that_exist_and_never_on_announced_numbers(plan: Plan) -> None:
    claimed = {claim.value for claim in plan.claims if claim.value is not None}
    for action in plan.interventions:
        for effect in action.effects:
            named = {effect.strength, effect.unit_cost} - {None}
            assert named <= packaged_assumptions().keys(), action.id
            assert effect.size is None or effect.size not in claimed, action.id
            assert named or effect.mechanism == "none" or effect.evidence, action.id


def test_every_action_is_tested_against_every_principle(plan: Plan) -> None:
    principles = {principle.id for principle in plan.principles}
    for action in plan.interventions:
        assert {test.principle for test in action.principles} == principles, action.id


def test_every_authority_and_every_sector_has_an_action(plan: Plan) -> None:
    placed = {place.place for action in plan.interventions for place in action.places}
    assert len(placed) == 6
    sectors = {sector for action in plan.interventions for sector in action.sectors}
    assert sectors == {sector.id for sector in plan.sectors}


def test_no_action_without_evaluation_design_and_its_reason(plan: Plan) -> None:
    for action in plan.interventions:
        assert action.evaluation.question, action.id
        assert action.evaluation.why, action.id


@pytest.mark.parametrize(("unit", "valid"), [("£m of research", True), ("learners", False)])
def test_only_money_is_its_own_size(unit: str, valid: bool, gazetteer: Gazetteer) -> None:
    file = "interventions/infection-laboratories.yaml"
    text = FILES[file].decode().replace("unit: £m of public research", f"unit: {unit}")
    faults = read_plan({**FILES, file: text.encode()}, gazetteer)[1]
    assert any("says neither how large" in str(fault) for fault in faults) is not valid
