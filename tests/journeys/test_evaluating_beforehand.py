"""What could be seen before money is spent, explanations from a plan, and the guide itself."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from growthplan.cli import main
from growthplan.evaluation import Informs
from growthplan.journeys import evaluation_files
from growthplan.journeys.evaluating_registered import evaluate_plan
from growthplan.plan import read_document

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "plans" / "liverpool-city-region"
GUIDE = ROOT / "docs" / "how-to" / "learn-from-an-evaluation.md"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_power_sets_what_would_show_beside_what_the_plan_assumes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, "evaluate", str(PLAN), "--power", "--json")
    made: dict[str, Any] = json.loads(out)
    assert code == 0
    rows = {row["action"]: row for row in made["tables"]["power"]}
    assert rows["plan"]["assumed_size"] > 0
    assert "astrazeneca-speke" not in rows
    figures = {figure["id"]: figure for figure in made["figures"]}
    for name, row in rows.items():
        assert figures[f"smallest_effect_seen/{name}/gva_per_hour"]["value"] == pytest.approx(
            row["smallest_effect_seen"]
        )
        if row["assumed_size"] is not None and row["smallest_effect_seen"] > row["assumed_high"]:
            assert row["prospect"] == "nothing could be seen"
    alone = rows["rapid-transit"]["smallest_effect_seen"]
    together = rows["freeport-reliefs"]["smallest_effect_seen"]
    assert together < alone  # three authorities stray less than one


def test_an_effect_is_explained_from_its_plan_down_to_the_release(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = "effect/sci-tech-daresbury-2012/synthetic-did"
    code, out, _ = run(capsys, "explain", asked, "--plan", str(PLAN))
    words = " ".join(out.split())
    assert code == 0
    assert "ons-labour-productivity-local-authority@" in words
    assert "fit before treatment: pass" in words
    assert "90% range" not in words
    code, _, err = run(capsys, "explain", asked)
    assert code == 2
    assert "--plan PLAN" in " ".join(err.split())
    code, _, err = run(capsys, "explain", asked[:-4], "--plan", str(PLAN))
    assert code == 2
    assert asked in " ".join(err.split())


def _examples() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)


def test_the_guides_example_can_be_registered_and_says_what_it_could_show(tmp_path: Path) -> None:
    evaluation, informs = _examples()
    folder = tmp_path / "evaluations"
    folder.mkdir()
    (folder / "skills-bootcamps.yaml").write_text(evaluation + informs, "utf-8")
    read = evaluation_files.read_registrations(tmp_path)
    (said,) = evaluation_files.register(tmp_path, read, date(2026, 12, 1))
    assert "skills-bootcamps registered on 2026-12-01" in said
    (answer,) = evaluate_plan(tmp_path).answers
    assert answer.estimates == ()
    assert answer.power.smallest is not None
    document, faults = read_document("guide", informs.encode())
    assert document is not None
    assert not faults
    assert Informs.model_validate(document.tree["informs"]).transportability == 0.5


def test_a_plan_whose_assumptions_learned_is_still_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(PLAN, folder)
    code, out, _ = run(capsys, "evaluate", str(folder), "--accept")
    assert code == 0
    assert "Written: assumptions/labour.multiplier_public.yaml" in " ".join(out.split())
    code, out, _ = run(capsys, "check", str(folder))
    assert code == 0
    assert "no errors" in out
