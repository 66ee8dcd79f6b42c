"""Evaluations from the command line: a published panel, and a plan's own."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from growthplan.cli import main
from growthplan.journeys import evaluation_files, learning
from growthplan.journeys.evaluating_registered import evaluate_plan
from growthplan.store import read_assumptions
from growthplan.vocabulary import GrowthplanError

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "plans" / "liverpool-city-region"
SMOKING = ROOT / "tests" / "evaluation" / "published" / "california_prop99.csv"
ASKED = [
    "evaluate", "--panel", str(SMOKING), "--unit", "State", "--time", "Year",
    "--outcome", "PacksPerCapita", "--treated", "California", "--from", "1989",
]  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    shutil.copytree(PLAN / "evaluations", folder / "evaluations")
    return folder


def test_a_published_study_in_one_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, *ASKED, "--estimator", "synthetic-did", "--json")
    made: dict[str, Any] = json.loads(out)
    assert code == 0
    (figure,) = made["figures"]
    assert figure["id"] == "effect/california_prop99/synthetic-did"
    assert figure["value"] == pytest.approx(-15.604, abs=5e-4)
    assert {d["verdict"] for d in made["tables"]["diagnostics"]} <= {"pass", "fail", "unknown"}
    assert made["tables"]["estimates"][0]["grade"] == 3
    assert set(made["run"]["inputs"]) == {"california_prop99.csv"}


@pytest.mark.parametrize(
    "estimator", ["did", "event-study", "synthetic-control", "interrupted-time-series", "matching"]
)
def test_a_reader_gets_sentence_checks_and_grade(
    capsys: pytest.CaptureFixture[str], estimator: str
) -> None:
    code, out, _ = run(capsys, *ASKED, "--estimator", estimator, "--measured-in", "packs")
    words = " ".join(out.split())
    assert code == 0
    assert "puts the change in PacksPerCapita at −" in words
    assert "Maryland scale" in words


def test_other_options_are_another_run(capsys: pytest.CaptureFixture[str]) -> None:
    runs = {
        json.loads(run(capsys, *ASKED, "--estimator", "did", *more, "--json")[1])["run"]["id"]
        for more in (
            [],
            ["--level", "0.9"],
            ["--donors", "Utah", "Nevada", "Ohio"],
            ["--seed", "2"],
        )
    }
    assert len(runs) == 4


def test_bad_input_is_one_screen_and_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, *ASKED[:-3], "Califonia", "--from", "1989", "--estimator", "sdid")
    assert code == 2
    assert "there is no estimator 'sdid'" in err
    code, _, err = run(capsys, *ASKED[:-3], "Califonia", "--from", "1989")
    assert code == 2
    assert "Did you mean 'California'?" in " ".join(err.split())
    assert "Traceback" not in err


def test_registering_twice_leaves_one_entry_and_a_change_stands_beside_it(plan: Path) -> None:
    (plan / "evaluations" / evaluation_files.REGISTER).unlink()
    asked = evaluation_files.read_registrations(plan, ["sci-tech-daresbury-2012"])
    evaluation_files.register(plan, asked, date(2026, 1, 5))
    evaluation_files.register(plan, asked, date(2026, 1, 6))
    assert len(evaluation_files.read_register(plan)) == 1
    path = plan / "evaluations" / "sci-tech-daresbury-2012.yaml"
    path.write_text(path.read_text().replace("smallest: 2.0", "smallest: 0.5"))
    (answer,) = evaluate_plan(plan, ["sci-tech-daresbury-2012"]).answers
    assert any("smallest 2.0" in s and "smallest 0.5" in s for s in answer.standing)
    changed = evaluation_files.read_registrations(plan, ["sci-tech-daresbury-2012"])
    evaluation_files.register(plan, changed, date(2026, 1, 7))
    assert [e.registered for e in evaluation_files.read_register(plan)] == [
        "2026-01-05",
        "2026-01-07",
    ]


def test_a_register_changed_by_hand_is_refused(plan: Path) -> None:
    path = plan / "evaluations" / evaluation_files.REGISTER
    path.write_text(path.read_text().replace('"registered": "2026', '"registered": "2011', 1))
    with pytest.raises(GrowthplanError, match="was changed after it was made"):
        evaluation_files.read_register(plan)


def test_faults_of_an_evaluation_have_lines_and_nearest_names(plan: Path) -> None:
    path = plan / "evaluations" / "mediacity-salford-2011.yaml"
    text = path.read_text().replace("estimator: synthetic-did", "estimator: synthetic-dd")
    path.write_text(text.replace("treated:", "treted:"))
    with pytest.raises(GrowthplanError) as stopped:
        evaluation_files.read_registrations(plan)
    said = str(stopped.value)
    assert 'did you mean "treated"' in said
    assert "Did you mean 'synthetic-did'" in said
    assert all(fault.line for fault in stopped.value.faults)


def test_the_shipped_evaluations_are_answered_and_say_when_the_data_cannot_say() -> None:
    made = evaluate_plan(PLAN)
    assert {one.registration.id for one in made.answers} == {
        "sci-tech-daresbury-2012", "mediacity-salford-2011", "devolution-deals-2017",
    }  # fmt: skip
    for one in made.answers:
        assert one.standing[0].startswith("Registered on ")
        assert "look back" in one.standing[1]
        assert len(one.standing) == 2
        assert one.power.smallest is not None
        if one.power.smallest > 3 * one.registration.decision.smallest:
            assert one.verdict.answer == "the data cannot say"
    ids = [figure.id for one in made.answers for figure in one.figures]
    assert len(ids) == len(set(ids))
    assert "effect/sci-tech-daresbury-2012/synthetic-did" in ids


def test_before_any_figure_is_out_it_says_what_the_design_could_show(plan: Path) -> None:
    path = plan / "evaluations" / "sci-tech-daresbury-2012.yaml"
    text = path.read_text().replace("from_year: 2013", "from_year: 2028")
    path.write_text(text.replace("last_year: 2019", "last_year: 2032"))
    (answer,) = evaluate_plan(plan, ["sci-tech-daresbury-2012"]).answers
    assert answer.estimates == ()
    assert answer.figures == ()
    assert answer.power.smallest is not None
    assert "No figure from 2028 on is published yet" in answer.verdict.sentence
    assert "would usually not show" in answer.verdict.sentence


def test_what_was_learned_is_a_difference_that_a_person_accepts(plan: Path) -> None:
    made = evaluate_plan(plan, ["mediacity-salford-2011"])
    (change,) = learning.proposals(plan, made.answers)
    assert change.difference.startswith("--- /dev/null\n+++ b/assumptions/")
    assert not (plan / "assumptions").exists()
    assert change.standing == "proposed"
    learning.accept(plan, [change])
    assert read_assumptions(plan / "assumptions")[change.assumption.id].checked.startswith(
        "Updated"
    )


def test_accepting_twice_learns_once(plan: Path) -> None:
    made = evaluate_plan(plan, ["mediacity-salford-2011"])
    (change,) = learning.proposals(plan, made.answers)
    learning.accept(plan, [change])
    (again,) = learning.proposals(plan, made.answers)
    assert again.standing == "accepted"
    assert again.difference == ""
    assert again.learned == change.learned
    assert learning.accept(plan, [again]) == []
    assert learning.accepted_priors(plan) == {change.assumption.id: change.assumption}
    shutil.rmtree(plan / "evaluations" / "priors")
    (without_prior,) = learning.proposals(plan, made.answers)
    assert without_prior.learned == change.learned


def test_two_findings_on_one_assumption_add_up_whatever_their_order(plan: Path) -> None:
    path = plan / "evaluations" / "sci-tech-daresbury-2012.yaml"
    text = (plan / "evaluations" / "mediacity-salford-2011.yaml").read_text()
    informs = text[text.index("informs:") : text.index("caveats:")]
    path.write_text(path.read_text().replace("caveats:", informs + "caveats:"))
    both = evaluate_plan(plan, ["mediacity-salford-2011", "sci-tech-daresbury-2012"]).answers
    (change,) = learning.proposals(plan, both)
    (other,) = learning.proposals(plan, both[::-1])
    assert change.learned[-1].posterior.mean == pytest.approx(other.learned[-1].posterior.mean)
    assert change.learned[-1].posterior.sd < min(one.carried.sd for one in change.learned)
    learning.accept(plan, [change])
    with pytest.raises(GrowthplanError, match="already holds what 'mediacity-salford-2011' found"):
        learning.proposals(plan, both[1:])
