"""Sites of a plan as the clusters take them, with what was announced kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from growthplan.journeys.plan_sites import cluster_sites, deprivation_statement
from growthplan.journeys.planning import open_plan
from growthplan.plan import Plan

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return open_plan(LCR)


def test_sites_with_a_point_are_placed_and_say_that_it_is_approximate(plan: Plan) -> None:
    placed = {site.id: site for site in cluster_sites(plan)}
    assert placed.keys() == {site.id for site in plan.sites if site.point}
    assert len(placed) >= 10
    assert all(site.approximate.startswith("Centre of census area") for site in placed.values())
    assert placed["sci-tech-daresbury"].place == "E06000006"
    assert placed["sci-tech-daresbury"].latitude == 53.3346


def test_announced_jobs_are_those_of_the_sites_own_claim(plan: Plan) -> None:
    placed = {site.id: site for site in cluster_sites(plan)}
    assert placed["sci-tech-daresbury"].jobs_announced == 8000
    assert "10,000 over 15 to 20 years" in placed["sci-tech-daresbury"].claim
    assert placed["parkside"].jobs_announced is None


def test_status_tells_tax_sites_from_others(plan: Plan) -> None:
    status = {site.id: site.status for site in cluster_sites(plan)}
    assert status["parkside"] == "Freeport tax site"
    assert status["maghull-health-park"] == "Investment Zone tax site"
    assert status["earlsfield-park"] == "Life Sciences Innovation Zone"
    assert status["cammell-laird"] == "Cluster"


def test_the_statement_to_test_is_the_claim_that_names_its_figure(plan: Plan) -> None:
    assert deprivation_statement(plan).startswith("Just under half of all neighbourhoods")
    without = plan.model_copy(update={"claims": ()})
    assert deprivation_statement(without) == ""
