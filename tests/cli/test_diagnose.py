"""`growthplan diagnose` on the bundled statistics."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from growthplan.cli import main

pytestmark = pytest.mark.slow
PLACE = "E08000012"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The diagnosis of Liverpool as JSON."""
    import contextlib
    import io
    import os

    os.environ["GROWTHPLAN_STORE"] = str(tmp_path_factory.mktemp("s") / "none.duckdb")
    text = io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.suppress(SystemExit):
        main(["diagnose", PLACE, "--json"])
    made: dict[str, Any] = json.loads(text.getvalue())
    return made


def test_groups_of_drivers_sum_to_the_gap(found: dict[str, Any]) -> None:
    rows = {row["part"]: row for row in found["tables"]["constraints"]}
    groups = [r["log_points"] for r in rows.values() if r["kind"] == "drivers"]
    assert sum(groups) == pytest.approx(rows["predicted"]["log_points"], abs=1e-9)
    both = rows["predicted"]["log_points"] + rows["residual"]["log_points"]
    assert both == pytest.approx(rows["gap"]["log_points"], abs=1e-9)


def test_forty_indicators_have_a_figure_and_a_verdict_of_three_values(
    found: dict[str, Any],
) -> None:
    rows = found["tables"]["scorecard"]
    assert sum(row["value"] is not None for row in rows) >= 40
    assert {row["verdict"] for row in rows} <= {"ahead", "behind", "cannot tell"}


def test_what_is_missing_says_why(found: dict[str, Any]) -> None:
    missing = [row for row in found["tables"]["scorecard"] if row["value"] is None]
    assert all(row["missing"] for row in missing)
    assert found["tables"]["drivers_without_statistic"]


def test_every_figure_has_its_lineage_and_ids_are_unique(found: dict[str, Any]) -> None:
    ids = [figure["id"] for figure in found["figures"]]
    assert len(ids) == len(set(ids))
    assert all(figure["lineage"]["formula"] for figure in found["figures"])


def test_the_output_is_one_json_object_with_a_run(found: dict[str, Any]) -> None:
    assert set(found) == {"figures", "tables", "notes", "run"}
    assert found["run"]["command"].startswith(f"diagnose {PLACE}")


def test_five_notes_at_most_are_printed_and_the_rest_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from rich.console import Console

    from growthplan.cli.diagnose import notes_of, print_diagnosis
    from growthplan.journeys.diagnosing import diagnose

    made = diagnose(Path(__file__).parents[2] / "plans" / "liverpool-city-region")
    every = notes_of(made.diagnosis)
    for verbose, most in ((False, 5), (True, len(every))):
        print_diagnosis(Console(width=5000), made, "the-plan", verbose)
        lines = capsys.readouterr().out.splitlines()
        notes = lines[lines.index("Notes") :]
        assert sum(line.startswith("- ") for line in notes) == most
        assert any(line.startswith(f"{len(every) - most} more notes") for line in notes) == (
            not verbose
        )
        assert lines[-1].endswith("Next: growthplan build the-plan --out out")
    sites = made.diagnosis.clusters.found.tables["sites"]
    assert sites.height >= 5
    assert "St. Helens 019" in " ".join(notes)


def test_what_is_written_as_a_path_is_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["diagnose", "./nowhere"])
    assert ended.value.code == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "nowhere: there is no such plan folder" in said
    assert "or a UK place" in said


def test_a_group_of_one_peer_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["diagnose", PLACE, "--peers", "Leeds"])
    assert ended.value.code in (0, None)
    assert "The group has one place, Leeds" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "arguments", [["diagnose", "Liverpol"], ["diagnose", PLACE, "--peers", "Leedz"]]
)
def test_an_unknown_place_is_named_with_the_nearest(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "Nearest:" in capsys.readouterr().err


def test_a_place_without_counts_of_jobs_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["diagnose", "Belfast"])
    said = " ".join(capsys.readouterr().out.split())
    assert "Jobs by neighbourhood: there are no counts for Belfast." in said
