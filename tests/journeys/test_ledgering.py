"""The ledger on disk: killed, torn, changed by hand, written by two at once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from growthplan.cli import main
from growthplan.journeys import ledger_file, ledgering
from growthplan.settlement import check_nothing_is_spent_twice, check_statement_balances
from growthplan.vocabulary import GrowthplanError

PLAN = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
WHO = ["--role", "Head of finance", "--reason", "A test", "--day", "2026-05-01"]

WRITER = """
import sys
from datetime import date
from pathlib import Path
from growthplan.journeys import ledger_file
from growthplan.plan import SwitchingRule
from growthplan.settlement import *
folder, most = Path(sys.argv[1]), int(sys.argv[2])
a = Account("skills", 2026, "revenue")
b = Account("transport", 2026, "revenue")
terms = Terms("S", {a: 10**9, b: 10**9}, {}, actions=("x", "y"))
signed = Signed(date(2026, 4, 6), "r", "why " * 400)
print("ready", flush=True)
for n in range(most):
    with ledger_file.writing(folder) as held:
        ledger = open_ledger(terms, held.journal.entries)
        if not ledger.entries:
            held.append(opening(ledger, signed))
        else:
            held.append(commit(ledger, "xy"[n % 2], {a: 2, b: 3}, signed))
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    folder.mkdir()
    for path in PLAN.rglob("*.yaml"):
        if "scenarios" not in path.parts:
            copy = folder / path.relative_to(PLAN)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = 0
    try:
        main(["ledger", *words])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, " ".join(captured.err.split())


def start(folder: Path, most: int) -> subprocess.Popen[str]:
    """A process that posts, once it has begun."""
    words = [sys.executable, "-c", WRITER, str(folder), str(most)]
    writer = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


def finish(writer: subprocess.Popen[str]) -> int:
    with writer:
        return writer.wait()


def post_here(folder: Path, most: int) -> None:
    """The same in this process."""
    shown = {"sys": type("Words", (), {"argv": ["", str(folder), str(most)]})}
    exec(WRITER.replace("import sys\n", ""), shown)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_killed_at_any_moment_it_balances_and_goes_on(tmp_path: Path) -> None:
    moments = random.Random(1)
    kept = 0
    for _ in range(4):
        writer = start(tmp_path, 100_000)
        time.sleep(moments.uniform(0.005, 0.12))
        writer.send_signal(signal.SIGKILL)
        finish(writer)
        journal = ledger_file.read(tmp_path)
        assert len(journal.entries) >= kept, "what was posted stays posted"
        assert [e.number for e in journal.entries] == list(range(1, len(journal.entries) + 1))
        assert not list(check_nothing_is_spent_twice(journal.entries))
        kept = len(journal.entries)
    post_here(tmp_path, 3)
    assert len(ledger_file.read(tmp_path).entries) == kept + 3
    assert ledger_file.read(tmp_path).torn == 0


def test_torn_at_every_byte_of_the_last_entry_the_rest_stands(tmp_path: Path) -> None:
    post_here(tmp_path, 4)
    path = ledger_file.path_of(tmp_path)
    whole = path.read_bytes()
    before = whole[:-1].rfind(b"\n") + 1
    for cut in range(before, len(whole), 7):
        path.write_bytes(whole[:cut])
        journal = ledger_file.read(tmp_path)
        assert (len(journal.entries), journal.torn) == (3, cut - before)
    post_here(tmp_path, 1)
    assert len(ledger_file.read(tmp_path).entries) == 4


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [start(tmp_path, 15) for _ in range(2)]
    assert [finish(writer) for writer in writers] == [0, 0]
    assert len(ledger_file.read(tmp_path).entries) == 30


def test_a_changed_byte_is_found_with_its_line(tmp_path: Path) -> None:
    post_here(tmp_path, 3)
    path = ledger_file.path_of(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"number":2', b'"number":7'))
    with pytest.raises(GrowthplanError, match=r"entries.jsonl:2: this line is not as it was"):
        ledger_file.read(tmp_path)
    lines = whole.splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    with pytest.raises(GrowthplanError, match=r"entries.jsonl:2"):
        ledger_file.read(tmp_path)


def test_the_real_plan_is_posted_switched_carried_and_stated(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = str(plan)
    code, text, _ = run(capsys, "show", name)
    assert code == 0
    assert "£1517.00m" in text.replace(",", "")
    assert not (plan / "ledger").exists(), "showing writes nothing"
    assert run(capsys, "post", name, "plan", *WHO)[0] == 0
    switch = ("--from", "skills/2026-27/revenue", "--to", "transport/2026-27/revenue")
    code, _, error = run(capsys, "switch", name, *switch, "--amount", "9", *WHO)
    assert code == 2
    assert "the rule allows £7,800,000.00" in error
    assert run(capsys, "switch", name, *switch, "--amount", "2.5", *WHO)[0] == 0
    code, _, error = run(capsys, "carry", name, "2026/27", *WHO)
    assert code == 2
    assert "--approval" in error
    assert run(capsys, "carry", name, "2026/27", "--approval", "Letter", *WHO)[0] == 0
    code, text, _ = run(capsys, "statement", name, "--json")
    assert code == 0
    rows = json.loads(text)["tables"]["accounts"]
    assert sum(row["available_pence"] for row in rows) == 151_700_000_000
    kept = ledgering.show(plan)
    assert not check_statement_balances(kept.statement)
    assert len(kept.ledger.entries) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("commit", "--line", "skills-revenu", "--amounts.2026/27", "1"), "'skills-revenue'"),
        (("commit", "--line", "skills-revenue"), "no amount to post"),
        (("commit", "--line", "skills-revenue", "--action", "nothing", "--amounts.2026/27", "1"),
         "no action of the plan"),
        (("profile", "--line", "skills-revenue", "--action", "youth-guarantee",
          "--amounts.2031/32", "1"), "no skills revenue of 2031/32"),
        (("award", "--line", "skills-revenue", "--amounts.2026/27", "-1"), "above nought"),
        (("award", "--line", "skills-revenue", "--amounts.2026/27", "0.000000001"), "a penny"),
        (("award", "--line", "skills-revenue", "--amounts.2026/29", "1"), "no financial year"),
        (("undo", "--entry", "99"), "no entry 99"),
        (("profile", "--line", "skills-revenue", "--action", "youth-guarantee",
          "--amounts.2026/27", "1", "--total", "2"), "adds up to £1,000,000.00, not to"),
    ],
)  # fmt: skip
def test_bad_postings_say_what_to_do_and_write_nothing(
    plan: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    code, out, error = run(capsys, "post", str(plan), *words, *WHO)
    assert (code, out) == (2, "")
    assert said in error
    assert "Traceback" not in error
    assert not ledger_file.path_of(plan).exists()
