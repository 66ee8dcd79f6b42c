"""Causal evidence: what is found in words, its size from the assumption that holds it."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from growthplan.drivers import DRIVERS, EVIDENCE, FINDINGS, causal_evidence
from growthplan.store import packaged_assumptions
from growthplan.vocabulary import GrowthplanError


def findings() -> list[dict[str, str]]:
    """The findings of the package."""
    with (files("growthplan.drivers") / "evidence.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_finding_has_its_size_and_grade_from_an_assumption() -> None:
    found = causal_evidence(findings(), packaged_assumptions())
    assert found.height == len(findings())
    assert found.columns == list(EVIDENCE.columns)
    assert set(found["driver"]) <= set(DRIVERS)
    row = found.filter(id="density.elasticity.business_services").row(0, named=True)
    assert (row["central"], row["low"], row["high"], row["grade"]) == (0.08, 0.045, 0.115, "SMS 3")


def test_the_list_of_findings_repeats_no_figure() -> None:
    assert all(tuple(row) == FINDINGS for row in findings())


def test_a_plan_s_own_assumption_changes_the_evidence() -> None:
    held = dict(packaged_assumptions())
    held["skills.training"] = held["skills.training"].model_copy(update={"value": 0.007})
    found = causal_evidence(findings(), held)
    assert found.filter(id="skills.training")["central"].to_list() == [0.007]


def test_a_finding_of_direction_alone_has_no_size() -> None:
    found = causal_evidence(findings(), packaged_assumptions())
    road = found.filter(id="transport.road_access").row(0, named=True)
    assert road["central"] is None
    assert road["unit"] is None
    assert road["checked"] == "direction"


def test_every_finding_that_names_no_assumption_is_said_at_once() -> None:
    rows = [{**row, "assumption": row["assumption"] + "s"} for row in findings()[-2:]]
    with pytest.raises(GrowthplanError) as error:
        causal_evidence(rows, packaged_assumptions())
    assert len(error.value.faults) == 2
    assert "Did you mean 'labour.multiplier_tradable'" in str(error.value)
