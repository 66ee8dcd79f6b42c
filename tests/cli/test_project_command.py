"""`growthplan project`: what is printed, in what shape, and how bad input is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from growthplan.cli import main

LCR = str(Path(__file__).parents[2] / "plans" / "liverpool-city-region")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = 0
    try:
        main(["project", *arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    read = capsys.readouterr()
    return code, read.out, " ".join(read.err.split())


def test_a_reader_gets_headline_tables_record_and_next_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, LCR, "--draws", "600", "--scenario", "half-the-money")
    text = " ".join(out.split())
    assert code == 0
    assert text.startswith("Liverpool City Region Growth Plan, 2023 to 2035 Without the plan GVA")
    for part in (
        "Outcomes in 2035",
        "Scenarios side by side, 2035",
        "0 of 113 cases",
        "What each action adds",
        "What the plan's effect hangs on",
        "Not modelled",
        "Tried on the past, the baseline",
        "600 draws, seed 1",
        "Next: growthplan project",
    ):
        assert part in text
    assert "nan" not in out.casefold()


def test_json_is_one_object_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, LCR, "--draws", "40", "--sensitivity", "none", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert sorted(found) == ["figures", "notes", "run", "tables"]
    assert found["run"]["seed"] == 1
    assert {"paths", "chances", "attribution", "not_modelled", "back_test"} <= {*found["tables"]}
    assert all(row["reason"] for row in found["tables"]["not_modelled"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((LCR, "--draws", "0"), "0 draws cannot be run"),
        ((LCR, "--years", "-9"), "the data end in 2023"),
        ((LCR, "--without", "rapid-tranist"), "Did you mean 'rapid-transit'"),
        ((LCR, "--scenario", "no-such"), "there is no scenario 'no-such'"),
        ((LCR, "--only", "ai-adoption", "--without", "ai-adoption"), "the only one kept"),
        ((LCR, "--cluster", "tcp://127.0.0.1:9", "--workers", "3"), "at once"),
        (("nowhere",), "no such plan folder"),
    ],
)
def test_bad_input_ends_with_2_and_words(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert said in err
    assert "Traceback" not in err
