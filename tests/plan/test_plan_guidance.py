"""What the guidance of June 2025 asks, answered by plans that do and do not."""

from __future__ import annotations

import pytest
from full_plan import FILES, GAZETTEER, plan_files

from growthplan.plan import REQUIREMENTS, Answer, Plan, check_guidance, open_plan, read_plan
from growthplan.plan.guidance import ANSWERS


def answers(files: dict[str, bytes] | None = None) -> dict[str, Answer]:
    plan = open_plan(files or plan_files(), GAZETTEER)
    return {answer.requirement.id: answer for answer in check_guidance(plan)}


def changed(file: str, old: str, new: str) -> dict[str, bytes]:
    assert old in FILES[file]
    return plan_files(**{file: FILES[file].replace(old, new, 1)})


def test_every_requirement_is_asked_once_cited_and_answered() -> None:
    ids = [asked.id for asked in REQUIREMENTS]
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(ANSWERS)
    for asked in REQUIREMENTS:
        assert "11 June 2025" in asked.citation
        assert asked.url.startswith("https://www.gov.uk/")
        assert asked.asks.endswith(".")


def test_answers_name_entries_that_are_there() -> None:
    plan, _ = read_plan(plan_files(), GAZETTEER)
    assert plan is not None
    for answer in check_guidance(plan):
        assert answer.reason.endswith(".")
        assert answer.where
        for where in answer.where:
            assert set(where.ids) <= ids_of(plan, where.field)


def ids_of(plan: Plan, field: str) -> set[str]:
    here: object = plan
    for step in field.split("."):
        here = getattr(here, step)
    return {entry.id for entry in here} if isinstance(here, tuple) else set()


@pytest.mark.parametrize(
    ("asked", "file", "old", "new", "before", "after"),
    [
        ("ten-year-framework", "plan.yaml", "years: 10", "years: 8", "met", "partly"),
        ("owned-by-the-authority", "plan.yaml", "launched: 13 October 2025\n", "", "met", "partly"),
        ("shared-priorities", "alignment.yaml", "state: agreed", "state: proposed", "met",
         "partly"),
        ("shared-priorities", "alignment.yaml", "state: agreed", "state: dropped", "met",
         "missing"),
        ("spatial-development-strategy", "alignment.yaml", "by: not published", "by: in 2027",
         "partly", "met"),
        ("spatial-development-strategy", "alignment.yaml",
         "kind: spatial development strategy", "kind: housing", "partly", "missing"),
        ("local-transport-plan", "alignment.yaml", "kind: spatial development strategy",
         "kind: local transport plan", "missing", "partly"),
        ("investment-pipeline", "pipeline.yaml",
         "ask: not published\n    amount: 80\n    stage: feasibility\n    returns: not published",
         "ask: Equity\n    amount: 80\n    stage: feasibility\n    returns: Rents", "partly",
         "met"),
        ("sector-strengths", "sectors.yaml", "    title: Health and life sciences\n",
         "    title: Health and life sciences\n    strengths: Infection\n", "partly", "partly"),
        ("authorities-and-partners", "interventions/bootcamps.yaml",
         "partners:\n  - name: A college\n    role: gives the courses\n", "", "partly", "partly"),
    ],
)  # fmt: skip
def test_a_change_of_the_plan_changes_its_answer(
    asked: str, file: str, old: str, new: str, before: str, after: str
) -> None:
    first, second = answers()[asked], answers(changed(file, old, new))[asked]
    assert (first.verdict, second.verdict) == (before, after)
    assert first.reason != second.reason


def test_a_plan_with_nothing_but_aims_meets_little() -> None:
    found = answers({"p/plan.yaml": FILES["plan.yaml"].encode()})
    missing = {name for name, answer in found.items() if answer.verdict == "missing"}
    assert {"sector-strengths", "powers-and-funding", "shared-priorities", "investment-pipeline",
            "cross-regional-work"} <= missing  # fmt: skip
    assert found["economic-vision"].verdict == "met"
    assert found["productivity-and-growth"].verdict == "met"


def test_a_place_that_is_no_strategic_authority_is_told_so() -> None:
    files = {"p/plan.yaml": FILES["plan.yaml"].replace("Liverpool City Region", "Halton").encode()}
    answer = answers(files)["owned-by-the-authority"]
    assert answer.verdict == "missing"
