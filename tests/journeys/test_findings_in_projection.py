"""What evaluations teach reaches the projection: proposed, accepted, set beside what was before.

The finding is made up: the shipped evaluations cannot say enough to move anything.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from growthplan.cli import main
from growthplan.journeys import learning
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.evaluating_for_pages import evaluations_for_pages
from growthplan.journeys.evaluating_registered import evaluate_plan
from growthplan.journeys.projecting import Projected, project
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.report import Link, Prose, Report, plain
from growthplan.report.pages import Ahead
from growthplan.report.pages.evaluation_pages import evidence_pages
from growthplan.report.pages.projection_pages import projection_pages
from growthplan.store import Store
from growthplan.system.answers import LIFT

PLAN = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
INFORMS = """informs:
  assumption: ai.productivity
  per: 100.0
  transportability: 1.0
  why: Made up for a test.
caveats:"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first plan with an evaluation that says much about what digital tools do."""
    folder = tmp_path_factory.mktemp("learned") / "plan"
    shutil.copytree(PLAN, folder)
    for path in (folder / "evaluations").glob("*.yaml"):
        if path.stem != "devolution-deals-2017":
            path.unlink()
    path = folder / "evaluations" / "devolution-deals-2017.yaml"
    path.write_text(path.read_text("utf-8").replace("caveats:", INFORMS, 1), "utf-8")
    return folder


@pytest.fixture(scope="module")
def accepted(plan: Path) -> Path:
    learning.accept(plan, learning.proposals(plan, evaluate_plan(plan).answers))
    return plan


@pytest.fixture(scope="module")
def made(accepted: Path) -> Projected:
    return project(accepted, draws=200, sensitivity="none")


def test_an_accepted_finding_moves_what_the_plan_adds_and_nothing_else_differs(
    made: Projected,
) -> None:
    assert made.findings is not None
    ((before, after),) = made.findings.learned
    assert before.id == after.id == "ai.productivity"
    assert after.value is not None
    assert before.value is not None
    assert after.value < before.value
    row = made.findings.table.filter(made.findings.table["measure"] == LIFT).row(0, named=True)
    assert row["told"]
    assert row["change"] < 0
    assert row["after"] < row["before"]
    median = made.projection.path(LIFT, "difference")["median"][-1]
    assert row["after"] == pytest.approx(median, abs=1e-12)
    assert "before them it was" in made.findings.sentence


def test_every_number_of_it_is_a_figure_that_leads_to_both_assumptions(made: Projected) -> None:
    assert made.findings is not None
    figures = {one.id: one for one in made.findings.figures}
    year, place = made.findings.year, made.findings.place.code
    change = figures[f"{LIFT}/{place}/{year}/findings"]
    assert [given.label.split(":")[0].rpartition(", ")[2] for given in change.lineage.inputs] == [
        "before",
        "after",
    ]
    assert change.lineage.run == made.run.id
    assert change.low is not None
    assert change.high is not None
    assert change.low < float(change.value or 0) < change.high < 0


def test_pages_of_the_projection_say_it_and_lead_to_what_was_learned(made: Projected) -> None:
    ahead = Ahead(made.projection, made.sources, findings=made.findings)
    pages, figures = projection_pages(ahead)
    report = Report("P", "Here", "E1", "June 2024", pages, figures, made.sources)
    section = next(one for one in report.pages[0].sections if one.id == "evidence")
    (prose,) = section.blocks
    assert isinstance(prose, Prose)
    words = " ".join(plain(text, report.by_id) for text in prose.paragraphs)
    assert "before them it was" in words
    assert any(isinstance(span, Link) for text in prose.paragraphs for span in text)
    without, _ = projection_pages(Ahead(made.projection, made.sources))
    assert "evidence" not in {one.id for one in without[0].sections}


def test_the_page_of_findings_shows_what_was_learned_and_what_came_of_it(
    accepted: Path, made: Projected, tmp_path: Path
) -> None:
    ahead = Ahead(made.projection, made.sources, findings=made.findings)
    with Store(tmp_path / "none.duckdb") as held:
        plan, _ = plan_for(accepted, None, held.gazetteer)
        wanted = Wanted(plan, accepted, None, datetime.now(UTC))
        found = evaluations_for_pages(held, wanted, ahead)
    pages, figures, _ = evidence_pages(found, plan)
    findings = next(page for page in pages if page.slug == "evidence-findings")
    known = {one.id: one for one in (*figures, *made.findings.figures)} if made.findings else {}
    assert set(findings.quoted) <= set(known)
    tables = {table.id: table for table in findings.tables()}
    steps = {row[0]: row for row in tables["learned-on-ai-productivity"].rows}
    before, after = steps["Before (prior)"], steps["After (posterior)"]
    evidence = steps["Evidence"]
    assert float(str(evidence[1])) < float(str(after[1])) < float(str(before[1]))
    assert float(str(after[2])) < float(str(before[2]))
    assert steps["As far as it carries over"][2] == evidence[2]  # all of it was said to carry over
    outcomes = {row[0]: row for row in tables["findings-outcomes"].rows}
    assert outcomes["What the plan adds to GVA per hour"][4] == "yes"
    fields = {row[0]: row for row in tables["difference-on-ai-productivity"].rows}
    assert fields["value"][1] == "0.06"
    assert "devolution-deals-2017" in str(fields["checked"][2])


def test_a_plan_without_accepted_findings_has_nothing_to_compare() -> None:
    assert learning.accepted_priors(PLAN) == {}


def test_project_says_what_the_evidence_changed(
    accepted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["project", str(accepted), "--draws", "40", "--sensitivity", "none", "--json"]
    with pytest.raises(SystemExit) as ended:
        main(asked)
    assert not ended.value.code
    said = json.loads(capsys.readouterr().out)
    assert {row["measure"] for row in said["tables"]["findings"]} >= {LIFT, "gva", "jobs"}
    assert any(figure["id"].endswith("/before-findings") for figure in said["figures"])
