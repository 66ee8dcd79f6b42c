"""The command line as a user meets it: exit codes, plain words, clean JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from growthplan.cli import main
from growthplan.cli.app import (
    COMMANDS,
    DATA_COMMANDS,
    LEDGER_COMMANDS,
    PLAN_COMMANDS,
    RETURNS_COMMANDS,
)

ROOT = Path(__file__).parents[2]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    code = 0
    try:
        main(words)
    except SystemExit as end:
        code = int(end.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def result(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON of a command that succeeds; standard error must be empty."""
    code, out, err = run(capsys, *words, "--json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert list(document) == ["figures", "tables", "notes", "run"]
    return document


def test_help_lists_every_command_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--help")
    assert all(name in out for name in [*COMMANDS, "data"])
    _, out, _ = run(capsys, "data", "--help")
    assert all(name in out for name in DATA_COMMANDS)


@pytest.mark.parametrize(
    "words",
    [[name] for name in COMMANDS]
    + [["data", name] for name in DATA_COMMANDS]
    + [["plan", name] for name in PLAN_COMMANDS]
    + [["ledger", name] for name in LEDGER_COMMANDS]
    + [["returns", name] for name in RETURNS_COMMANDS],
)
def test_every_command_teaches_with_an_example_and_names_its_python_twin(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, *words, "--help")
    assert code == 0
    assert f"growthplan {' '.join(words)} " in out
    assert "Python: growthplan." in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["data", "lst"], "list"),
        (["measure", "Liverpol City Region"], "Liverpool City Region (E47000004)"),
        (["measure", "Halton", "--years", "ages"], "2010-2023"),
        (["measure", "Halton", "--comparator", "Ingland"], "England"),
        (["measure", "Halton", "--as-at", "1999-01-01"], "oldest release held"),
        (["explain", "gva_per_hour_gap/E47000004/2022"], "gva_per_hour_gap_pct/E47000004/2022"),
        (["explain", "nonsense"], "measure/place/period"),
        (["data", "history", "gva_per_our", "--place", "Halton"], "gva_per_hour"),
        (["data", "history", "jobs", "--place", "TLZ"], "No release held"),
        (["check", "no-such-plan"], "no such plan folder"),
        (["build", "no-such-plan"], "no such plan folder"),
        (["build"], "--place"),
        (["data", "import"], "Name at least one file"),
        (["data", "export", "x", "--indicator", "jbs"], "jobs"),
    ],
)
def test_bad_input_ends_with_two_and_says_what_to_do(
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, *words)
    assert code == 2
    assert said in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_measure_quotes_the_published_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """ONS subregional productivity, June 2025 edition, table A3 and the local statistics CSV."""
    _, out, _ = run(capsys, "measure", "Liverpool City Region", "--years", "2022-2023")
    table = out.split("GVA per hour worked, current prices")[1].split("\n\n")[0]
    lines = {line.split()[0]: line.split() for line in table.splitlines() if line[:2] == "20"}
    assert lines["2022"][1:4] == ["£36.5", "£41.5", "−12.1%"]
    assert lines["2023"][1:4] == ["£37.3", "£42.4", "−11.9%"]


def test_as_at_gives_the_gap_as_the_edition_of_the_day_had_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The briefing's edition: £35.4 against £40.3 is −12.2%; the UK's £39.7 makes −10.8%."""
    then = ("--as-at", "2024-12-31", "--years", "2022")
    against = {}
    for comparator in ("England", "K99000002"):
        document = result(capsys, "measure", "E47000004", "--comparator", comparator, *then)
        code = document["tables"]["gap"][0]["comparator"]
        rows = [
            row
            for row in document["tables"]["gap"]
            if (row["measure"], row["basis"], row["year"]) == ("gva_per_hour", "smoothed", 2022)
        ]
        against[code] = round(rows[0]["gap_pct"], 1)
    assert against == {"E92000001": -12.2, "K99000002": -10.8}


def test_explain_goes_down_to_file_and_cell(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "explain", "gva_per_hour_gap_pct/E47000004/2022")
    assert "100 × (place ÷ comparator − 1)" in out
    assert "ons-local-statistics-gross-value-added@2025-06-19" in out
    assert "gross-value-added.csv, line " in out
    assert "growthplan.accounts.gap" in out
    earlier = "gva_per_hour_gap_pct/E47000004/2022/edition-2024-06"
    _, out, _ = run(capsys, "explain", earlier)
    assert "labourproductivitycityregions_june-2024.xls, A3!U10" in " ".join(out.split())


def test_explain_reads_what_a_build_published(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    measured = result(capsys, "measure", "Halton", "--years", "2023")
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps(measured))
    id_ = "gva_per_hour/E06000006/2023"
    code, out, _ = run(capsys, "explain", id_, "--from", str(figures))
    assert code == 0
    assert measured["run"]["id"] in out
    assert "£48.3" in out


def test_history_shows_each_edition(capsys: pytest.CaptureFixture[str]) -> None:
    """St Helens 2021: 26.50 in the edition to 2021, 28.1 to 2022, 27.68 to 2023."""
    _, out, _ = run(capsys, "data", "history", "gva_per_hour", "--place", "St Helens")
    of_2021 = next(line for line in out.splitlines() if line.startswith("2021"))
    assert of_2021.split()[1:4] == ["26.50", "28.10", "27.68"]


def test_list_shows_unit_release_and_age(capsys: pytest.CaptureFixture[str]) -> None:
    document = result(capsys, "data", "list", "gva_per_hour")
    rows = {row["indicator"]: row for row in document["tables"]["indicators"]}
    row = rows["gva_per_hour"]
    assert (row["unit"], row["last"], row["released"]) == ("£ per hour", "2023", "2025-06-19")
    assert row["age_days"] > 365
    assert all(release["sha256"] for release in document["tables"]["releases"])


def test_export_writes_tidy_tables_that_read_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import polars as pl

    folder = tmp_path / "tidy"
    code, _, _ = run(
        capsys, "data", "export", str(folder), "--indicator", "gva_per_hour", "--place", "Halton"
    )
    assert code == 0
    csv = pl.read_csv(folder / "observations.csv", infer_schema_length=None)
    parquet = pl.read_parquet(folder / "observations.parquet")
    assert csv["value"].to_list() == parquet["value"].to_list()
    described = json.loads((folder / "observations.csv-metadata.json").read_text())
    assert [c["name"] for c in described["tableSchema"]["columns"]] == csv.columns


def test_check_of_the_shipped_plans_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for plan in ("liverpool-city-region", "greater-manchester"):
        code, out, _ = run(capsys, "check", str(ROOT / "plans" / plan), "--strict")
        assert code == 0, out


def test_check_lists_faults_with_line_and_column(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "my-plan"
    code, out, _ = run(capsys, "init", "Greater Manchester", str(folder))
    assert code == 0
    assert f"growthplan check {folder}" in out
    text = (folder / "plan.yaml").read_text("utf-8")
    (folder / "plan.yaml").write_text(text.replace("mission:", "misson:"), "utf-8")
    code, out, _ = run(capsys, "check", str(folder))
    assert code == 2
    line = next(i for i, t in enumerate(text.splitlines(), 1) if t.startswith("mission:"))
    assert f"plan.yaml:{line}:1" in out
    assert "mission" in out


def test_help_loads_no_heavy_library() -> None:
    """`--help` must answer at once: tables, databases and charts are for the commands."""
    script = (
        "import sys; from growthplan.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'polars', 'duckdb', 'numpy', 'pydantic', 'jinja2', 'vl_convert', 'pandas'}\n"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_colour_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    done = subprocess.run(
        [sys.executable, "-m", "growthplan", "measure", "nowhere at all"],
        capture_output=True,
        text=True,
        env=None,
    )
    assert done.returncode == 2
    assert "\x1b[" not in done.stderr
