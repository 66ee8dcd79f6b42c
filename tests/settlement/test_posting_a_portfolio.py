"""A chosen portfolio in the ledger: all of it or nothing, killed, torn, refused, posted twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from growthplan.cli import main
from growthplan.journeys import ledger_file
from growthplan.journeys.allocating import AllocatedPlan, Asked, allocate
from growthplan.journeys.ledgering import Kept, show
from growthplan.journeys.ledgering_portfolio import post_portfolio
from growthplan.plan import first_year
from growthplan.settlement import (
    Account,
    Box,
    Entry,
    Movement,
    Signed,
    Stage,
    check_nothing_is_spent_twice,
    million,
)
from growthplan.settlement.portfolio import Depth
from growthplan.vocabulary import GrowthplanError

PLAN = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
SIGNED = Signed(date(2026, 5, 1), "Head of finance", "The portfolio of May")
AGREED = replace(SIGNED, approval="A letter of the government")
MORE = ("evaluation:", "scale_max: 9\nevaluation:")
"""An action up to nine times over, so that its pot is short and money is switched into it."""

WRITER = """
import sys
from datetime import date
from pathlib import Path
from growthplan.journeys import ledger_file
from growthplan.settlement import *
folder, most = Path(sys.argv[1]), int(sys.argv[2])
a = Account("skills", 2026, "revenue")
signed = Signed(date(2026, 4, 6), "r", "why " * 400)
terms = Terms("S", {a: 10**9}, {}, actions=("x",))
print("ready", flush=True)
for _ in range(most):
    with ledger_file.writing(folder) as held:
        ledger, group = open_ledger(terms, held.journal.entries), []
        if not ledger.entries:
            group.append(opening(ledger, signed))
            ledger = ledger.with_entry(group[-1])
        for post in (profile, commit, spend):
            group.append(post(ledger, "x", {a: 2}, signed))
            ledger = ledger.with_entry(group[-1])
        held.append(*group)
"""


def copied(folder: Path) -> Path:
    for path in PLAN.rglob("*.yaml"):
        name = path.relative_to(PLAN)
        if "scenarios" in name.parts:
            continue
        text = path.read_text("utf-8")
        if name.name in ("ai-adoption.yaml", "management-support.yaml"):
            text = text.replace(*MORE)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied(tmp_path / "plan")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> AllocatedPlan:
    folder = copied(tmp_path_factory.mktemp("chosen"))
    store = tmp_path_factory.mktemp("held") / "statistics.duckdb"
    return allocate(folder, Asked(draws=12, depth=Depth(0, 0)), store=store)


def placed(kept: Kept, action: str) -> dict[Account, int]:
    """Pence planned for or promised to an action by account."""
    return {
        box.account: amount
        for box, amount in kept.ledger.balances.items()
        if box.action == action and box.stage in ("profiled", "committed") and amount
    }


def asked_of(made: AllocatedPlan, action: str) -> dict[Account, int]:
    """The same as the plan's costs and the choice say."""
    terms = show(PLAN).ledger.terms
    found: dict[Account, int] = {}
    for offer in made.allocated.chosen:
        for cost in offer.action.costs if offer.action.id == action else ():
            if cost.line not in terms.lines:
                continue
            for year, amount in cost.amounts.items():
                account = Account(terms.lines[cost.line][0], first_year(year) + offer.delay,
                                  cost.kind)  # fmt: skip
                pence = round(amount * offer.scale * 10**8)
                if pence:
                    found[account] = found.get(account, 0) + pence
    return found


def test_what_is_chosen_stands_in_the_ledger_and_the_rest_is_free(
    plan: Path, made: AllocatedPlan
) -> None:
    kept = post_portfolio(plan, made, AGREED)
    kinds = [entry.kind for entry in kept.posted]
    assert kinds[0] == "award"
    assert kinds[-1] == "profile"
    assert kinds.count("switch") == len(made.portfolio.moved) > 0
    for verdict in made.portfolio.verdicts:
        wanted = asked_of(made, verdict.project) if verdict.chosen else {}
        assert placed(kept, verdict.project) == wanted, verdict.project
    for _, row in kept.statement.rows:
        assert row.available == row.placed
    assert [entry.part for entry in kept.posted] == [(n, len(kinds)) for n in
                                                     range(1, len(kinds) + 1)]  # fmt: skip
    assert "is no money of the settlement" in " ".join(kept.notes)


def test_posted_twice_it_is_refused_and_nothing_is_added(plan: Path, made: AllocatedPlan) -> None:
    post_portfolio(plan, made, AGREED)
    before = ledger_file.path_of(plan).read_bytes()
    with pytest.raises(GrowthplanError, match="says what the portfolio says already"):
        post_portfolio(plan, made, AGREED)
    assert ledger_file.path_of(plan).read_bytes() == before


def test_what_the_ledger_does_not_allow_is_refused_whole(plan: Path, made: AllocatedPlan) -> None:
    with pytest.raises(GrowthplanError, match="needs consent"):
        post_portfolio(plan, made, SIGNED)
    assert not ledger_file.path_of(plan).exists()
    with pytest.raises(GrowthplanError, match="needs a reason"):
        post_portfolio(plan, made, replace(AGREED, reason=" "))
    assert not ledger_file.path_of(plan).exists()


def test_a_plan_that_changed_meanwhile_is_not_posted_to(plan: Path, made: AllocatedPlan) -> None:
    path = plan / "interventions" / "ai-adoption.yaml"
    path.write_text(path.read_text("utf-8").replace("scale_max: 9", "scale_max: 8"), "utf-8")
    with pytest.raises(GrowthplanError, match="was changed while its portfolio was chosen"):
        post_portfolio(plan, made, AGREED)


def test_without_a_role_it_is_told_before_anything_is_chosen(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["allocate", str(plan), "--post"])
    assert stopped.value.code == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "needs a role" in told
    assert "needs a reason" in told
    assert "Working out" not in told


def post_here(folder: Path, most: int) -> None:
    shown = {"sys": type("Words", (), {"argv": ["", str(folder), str(most)]})}
    exec(WRITER.replace("import sys\n", ""), shown)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_killed_at_any_moment_no_group_stands_in_part(tmp_path: Path) -> None:
    moments = random.Random(2)
    kept = 0
    for _ in range(4):
        words = [sys.executable, "-c", WRITER, str(tmp_path), "100000"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0.005, 0.12))
            writer.send_signal(signal.SIGKILL)
        entries = ledger_file.read(tmp_path).entries
        assert len(entries) >= kept, "what was posted stays posted"
        assert not entries or len(entries) % 3 == 1, "an opening, then whole groups of three"
        assert not list(check_nothing_is_spent_twice(entries))
        kept = len(entries)
    post_here(tmp_path, 2)
    again = ledger_file.read(tmp_path)
    assert again.torn == 0
    assert len(again.entries) == kept + 6 + (0 if kept else 1)


def test_torn_anywhere_the_whole_group_counts_for_nothing(tmp_path: Path) -> None:
    post_here(tmp_path, 2)
    path = ledger_file.path_of(tmp_path)
    whole = path.read_bytes()
    ends = [n + 1 for n, byte in enumerate(whole) if byte == 10]
    start = ends[3]
    for cut in sorted({*range(start, len(whole), 97), *ends[4:-1], len(whole) - 1}):
        path.write_bytes(whole[:cut])
        journal = ledger_file.read(tmp_path)
        assert (len(journal.entries), journal.torn) == (4, cut - start), cut
    post_here(tmp_path, 1)
    assert len(ledger_file.read(tmp_path).entries) == 7
    assert path.read_bytes() == whole, "the group that was torn is written again, and seals fit"


def test_an_entry_that_breaks_into_a_group_is_found_with_its_line(tmp_path: Path) -> None:
    account = Account("skills", 2026, "revenue")

    def entry(number: int, part: tuple[int, int] | None, into: Stage = "left") -> Entry:
        moved = (Movement(Box("awarded", account), Box(into, account), 100),)
        return Entry(number, date(2026, 4, 6), "award", "r", "why", moved, part=part)

    with ledger_file.writing(tmp_path) as held:
        held.append(entry(1, (1, 2)))
        held.append(entry(2, None))
    with pytest.raises(GrowthplanError, match=r"entries.jsonl:2: this entry does not go on"):
        ledger_file.read(tmp_path)


def test_the_money_that_is_posted_is_what_figures_of_funding_say(
    plan: Path, made: AllocatedPlan
) -> None:
    kept = post_portfolio(plan, made, AGREED)
    lines = {row["line"] for row in made.tables["phasing"]} & set(kept.ledger.terms.lines)
    told = sum(row["pounds"] for row in made.tables["phasing"] if row["line"] in lines)
    chosen = {offer.action.id for offer in made.allocated.chosen}
    posted = sum(sum(placed(kept, one).values()) for one in chosen)
    assert million(posted) == pytest.approx(told / 1e6)
