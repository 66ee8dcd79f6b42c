"""`growthplan check` and `growthplan plan schema`: warnings, SARIF, guidance, editor schemas."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from growthplan.cli import main
from growthplan.plan import FOLDERS, LAYOUTS

LCR = Path(__file__).parents[2] / "plans/liverpool-city-region"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the first plan, in the folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(LCR, tmp_path / "my plan")
    return Path("my plan")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = 0
    try:
        main(words)
    except SystemExit as end:
        code = int(end.code or 0)
    said = capsys.readouterr()
    assert said.err == ""
    return code, said.out


def mistake(plan: Path, old: str, new: str, name: str = "plan.yaml") -> int:
    """Change a file; the line that was changed."""
    file = plan / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_sarif_places_each_fault_in_its_file(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = mistake(plan, "measure: jobs", "measure: jbs")
    code, out = run(capsys, "check", str(plan), "--sarif", "-")
    assert code == 2
    (analysis,) = json.loads(out)["runs"]
    (result,) = [r for r in analysis["results"] if r["level"] == "error"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": "my%20plan/plan.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert place["region"]["startLine"] == line
    assert "Did you mean 'jobs'?" in result["message"]["text"]
    rule = analysis["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "plan-measure"
    assert rule["help"]["text"]


def test_sarif_goes_into_a_file_beside_the_usual_words(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(capsys, "check", str(plan), "--sarif", "out/faults.sarif")
    assert code == 0
    assert "no errors" in out
    log = json.loads(Path("out/faults.sarif").read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    assert [path.name for path in Path("out").iterdir()] == ["faults.sarif"]


def test_a_plan_may_have_assumptions_of_its_own(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = plan / "assumptions"
    own.mkdir()
    packaged = Path(__file__).parents[2] / "src/growthplan/assumptions/skills.training.yaml"
    text = packaged.read_text(encoding="utf-8")
    (own / "skills.own.yaml").write_text(text.replace("skills.training", "skills.own"), "utf-8")
    assert run(capsys, "check", str(plan))[0] == 0
    (own / "skills.own.yaml").write_text("id: skills.own\n", "utf-8")
    code, out = run(capsys, "check", str(plan))
    assert code == 2
    assert "skills.own.yaml" in out


def test_guidance_says_what_is_met_and_where(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(capsys, "check", str(plan), "--guidance")
    assert code == 0
    assert "met     Ten-year framework: The plan runs for 10 years" in out
    code, out = run(capsys, "check", str(plan), "--guidance", "--json")
    rows: list[dict[str, Any]] = json.loads(out)["tables"]["guidance"]
    assert {row["verdict"] for row in rows} <= {"met", "partly", "missing"}
    assert all(row["citation"] and row["reason"] and row["where"] for row in rows)


def test_guidance_waits_for_a_plan_without_errors(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mistake(plan, "measure: jobs", "measure: jbs")
    code, out = run(capsys, "check", str(plan), "--guidance", "--json")
    assert code == 2
    assert json.loads(out)["tables"]["guidance"] == []


def test_strict_counts_warnings(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mistake(
        plan,
        "sources:\n",
        "sources:\n  spare:\n    publisher: P\n    citation: C\n",
        "sources.yaml",
    )
    assert run(capsys, "check", str(plan))[0] == 0
    code, out = run(capsys, "check", str(plan), "--strict", "--sarif", "-")
    assert code == 2
    results = json.loads(out)["runs"][0]["results"]
    assert {result["level"] for result in results} == {"error"}


def test_schemas_for_every_file_and_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(capsys, "plan", "schema", str(tmp_path / "schemas"), "--json")
    assert code == 0
    rows = {row["files"]: row["schema"] for row in json.loads(out)["tables"]["schemas"]}
    assert set(rows) == {*LAYOUTS, *(f"{folder}/*.yaml" for folder in FOLDERS)}
    for path in rows.values():
        schema = json.loads(Path(path).read_text(encoding="utf-8"))
        assert schema["additionalProperties"] is False
    site = json.loads(Path(rows["sites/*.yaml"]).read_text(encoding="utf-8"))
    assert "place" in site["properties"]
