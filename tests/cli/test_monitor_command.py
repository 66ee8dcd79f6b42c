"""`growthplan monitor`: what is printed, the shape of its JSON, and how bad input is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from growthplan.cli import main

GM = str(Path(__file__).parents[2] / "plans" / "greater-manchester")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = 0
    try:
        main(["monitor", *arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    read = capsys.readouterr()
    return code, read.out, " ".join(read.err.split())


def test_a_reader_gets_headline_table_rule_and_next_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, GM, "--no-model")
    text = " ".join(out.split())
    assert code == 0
    for part in (
        "is it on track? Of 20 outcomes and indicators:",
        "- Productivity, Greater Manchester: cannot tell yet.",
        "For getting no worse, in 2035",
        "Too few figures to tell yet for",
        "No data for",
        "Nowcast of GVA per hour worked in Greater Manchester",
        "On track is said once",
        "neither a target nor a path",
        "Next: the same with --json",
    ):
        assert part in text
    assert "nan" not in out.casefold().split()


def test_json_is_one_object_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, GM, "--no-model", "--as-at", "2024-12-31", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert sorted(found) == ["figures", "notes", "run", "tables"]
    assert found["run"]["as_at"] == "2024-12-31"
    assert {"signals", "levels", "alarm_rates", "earlier_targets"} <= {*found["tables"]}
    signals = [f for f in found["figures"] if f["id"].startswith("signal/")]
    assert {s["value"] for s in signals} <= {"on track", "off track", "cannot tell yet", "no data"}
    assert all(row["false_alarm"] <= 1 for row in found["tables"]["alarm_rates"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-plan",), "there is no such plan folder"),
        ((GM, "--as-at", "1990-01-01"), "Nothing in the store was published by 1990-01-01"),
    ],
)
def test_bad_input_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
