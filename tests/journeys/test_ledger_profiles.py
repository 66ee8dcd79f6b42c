"""Finance's round trip: profiles out, changed in a spreadsheet, and back in whole or not at all."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from growthplan.cli import main
from growthplan.importers.plan_tables import read_plan_workbook
from growthplan.journeys import ledger_file, ledgering
from growthplan.journeys.ledger_profiles import export_profiles, post_profiles, propose_profiles
from growthplan.settlement import Account, Box, Ledger, Signed, check_statement_balances
from growthplan.settlement.profiles import read_profiles
from growthplan.vocabulary import GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
WHO = ["--role", "Head of finance", "--reason", "Starts moved", "--day", "2026-06-01"]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan whose ledger is open, with everything planned, and one year's money partly spent."""
    folder = tmp_path_factory.mktemp("started") / "plan"
    shutil.copytree(LCR, folder, ignore=shutil.ignore_patterns("ledger", "scenarios"))
    signed = ["--role", "Head of finance", "--reason", "A test", "--day", "2026-05-01"]
    for words in (
        ["post", str(folder), "plan"],
        ["post", str(folder), "spend", "--line", "skills-revenue", "--action", "adult-skills",
         "--amounts.2026/27", "1.25"],
    ):  # fmt: skip
        with pytest.raises(SystemExit) as stopped:
            main(["ledger", *words, *signed])
        assert not stopped.value.code
    return folder


@pytest.fixture
def plan(started: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(started, tmp_path / "plan"))


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["ledger", *words])
        read = capsys.readouterr()
        return int(stopped.value.code or 0), " ".join(read.out.split()), " ".join(read.err.split())

    return run


class Edited:
    """A workbook of profiles, opened to be changed by action, stage and year."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet: Any = self.book["Profiles"]
        self.heads = {str(cell.value): cell.column for cell in self.sheet[4]}

    def cell(self, action: str, stage: str, heading: str, function: str = "") -> Any:
        for row in range(5, self.sheet.max_row + 1):
            own = [self.sheet.cell(row, self.heads[h]).value
                   for h in ("Action", "Stage", "Function")]  # fmt: skip
            if own[:2] == [action, stage] and function in ("", own[2]):
                return self.sheet.cell(row, self.heads[heading])
        raise KeyError(action)

    def set(self, action: str, stage: str, heading: str, value: object) -> str:
        cell = self.cell(action, stage, heading)
        cell.value = value
        return str(cell.coordinate)

    def add(self, *cells: object) -> int:
        row = next(r for r in range(5, 200) if self.sheet.cell(r, 1).value is None)
        for heading, value in zip(("Action", "Function", "Kind", "Stage", "2026/27"), cells,
                                  strict=False):  # fmt: skip
            self.sheet.cell(row, self.heads[heading]).value = value
        return row

    def save(self) -> str:
        self.book.save(self.path)
        return str(self.path)


@pytest.fixture(scope="module")
def exported(started: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "profiles.xlsx"
    return export_profiles(started, path).path


@pytest.fixture(scope="module")
def ledger(started: Path) -> Ledger:
    return ledgering.show(started).ledger


@pytest.fixture
def edited(exported: Path, tmp_path: Path) -> Edited:
    return Edited(Path(shutil.copy(exported, tmp_path)))


def held(plan: Path, action: str, year: int, stage: str = "profiled") -> int:
    box = Box(stage, Account("economy", year, "revenue"), action)  # type: ignore[arg-type]
    return ledgering.show(plan).ledger.held(box)


def test_unchanged_nothing_changes_and_nothing_is_posted(
    plan: Path, edited: Edited, run: Run, tmp_path: Path
) -> None:
    before = ledger_file.path_of(plan).read_bytes()
    code, text, _ = run("import", str(plan), str(edited.path), *WHO)
    assert (code, "Nothing changed" in text) == (0, True)
    edited.save()
    assert "Nothing changed" in run("import", str(plan), str(edited.path), *WHO)[1]
    assert run("export", str(plan), str(tmp_path / "csv"))[0] == 0
    assert "Nothing changed" in run("import", str(plan), str(tmp_path / "csv"), *WHO)[1]
    assert ledger_file.path_of(plan).read_bytes() == before


def test_changes_are_told_and_posted_as_one_entry(plan: Path, edited: Edited, run: Run) -> None:
    first = held(plan, "ai-adoption", 2026)
    edited.set("ai-adoption", "planned", "2026/27", first / 100 - 1_000_000.01)
    edited.set("ai-adoption", "planned", "2027/28", (held(plan, "ai-adoption", 2027) + 101) / 100)
    skills = edited.cell("adult-skills", "committed", "2026/27").value
    edited.set("adult-skills", "committed", "2026/27", skills - 5)
    later = edited.cell("adult-skills", "committed", "2027/28").value
    edited.set("adult-skills", "committed", "2027/28", later + 5)
    source = edited.save()
    code, text, _ = run("import", str(plan), source, "--dry-run", *WHO)
    assert code == 0
    assert "4 changes" in text
    assert "ai-adoption, economy revenue planned in 2026/27: from £4,000,000.00 to " \
        "£2,999,999.99, £1,000,000.01 less; " in text  # fmt: skip
    assert "Nothing was posted." in text
    assert "--reason" in run("import", str(plan), source)[1]
    count = len(ledgering.show(plan).ledger.entries)
    code, text, _ = run("import", str(plan), source, *WHO)
    assert code == 0
    kept = ledgering.show(plan)
    assert len(kept.ledger.entries) == count + 1
    entry = kept.ledger.entries[-1]
    assert (entry.kind, entry.reason, str(entry.day)) == ("profile", "Starts moved", "2026-06-01")
    assert not check_statement_balances(kept.statement)
    assert held(plan, "ai-adoption", 2026) == first - 100_000_001
    code, _, error = run("import", str(plan), source, *WHO)
    assert code == 2, "the workbook is now of an earlier moment"
    assert "moved since" in error
    assert "Starts moved" in error


def test_money_of_an_action_without_any_is_added_in_a_new_row(
    plan: Path, edited: Edited, run: Run
) -> None:
    edited.set("ai-adoption", "planned", "2026/27", 1_000_000)
    edited.add("northern-growth-corridor", "skills", "revenue", "planned", 250_000.5)
    assert run("import", str(plan), edited.save(), *WHO)[0] == 0
    box = Box("profiled", Account("skills", 2026, "revenue"), "northern-growth-corridor")
    assert ledgering.show(plan).ledger.held(box) == 25_000_050


def test_the_csv_files_come_back_too(plan: Path, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    assert run("export", str(plan), str(folder))[0] == 0
    path = folder / "profiles.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    row = next(r for r in rows if r[0] == "ai-adoption" and r[4] == "planned")
    assert row[7] == "4000000.00"
    row[7] = "3,999,999.99"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    assert "£0.01 less" in run("import", str(plan), str(folder), *WHO)[1]
    assert held(plan, "ai-adoption", 2026) == 399_999_999
    row[7] = "a lot"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    folder_of_now = tmp_path / "now"
    run("export", str(plan), str(folder_of_now))
    shutil.copy(folder_of_now / "ledger.csv", folder / "ledger.csv")
    code, _, error = run("import", str(plan), str(folder), *WHO)
    assert code == 2
    assert f"profiles.csv:{rows.index(row) + 1}:8: the amount has 'a lot'" in error


BAD_CELLS = (
    ("ai-adoption", "2026/27", -5, "the amount is below nought"),
    ("management-support", "2026/27", "lots", "the amount has 'lots', which is no amount"),
    ("strategic-sites", "2027/28", 1.005, "the amount is finer than a penny"),
    ("cryogenics-facility", "2026/27", "=1+1", "the amount has a formula"),
    ("work-and-health", "2026/27", "#REF!", "the amount shows the error #REF!"),
    ("rapid-transit", "2026/27", 9e9, "transport capital of 2026/27 would be £"),
    (
        "runcorn-station",
        "Action",
        "runcorn-staton",
        "'runcorn-staton' is no action of the plan. Did you mean 'runcorn-station'",
    ),
    ("woodchurch-station", "Function", "transprt", "'transprt' is no function of the settlement"),
    ("retrofit-settlement", "Stage", "promised", "'promised' is no stage of the settlement"),
    ("daresbury-station", "Kind", "mixed", "'mixed' is no kind of the settlement"),
)


def test_every_bad_cell_is_named_at_once_and_nothing_is_posted(
    plan: Path, edited: Edited, run: Run
) -> None:
    before = ledger_file.path_of(plan).read_bytes()
    told = [(edited.set(action, "planned", heading, value), words)
            for action, heading, value, words in BAD_CELLS]  # fmt: skip
    code, out, error = run("import", str(plan), edited.save(), *WHO)
    assert (code, out) == (2, "")
    faults = {fault.split(": ")[0]: fault for fault in error.split("Profiles!")[1:]}
    for at, words in told:
        assert words in faults[at]
    assert "Traceback" not in error
    assert ledger_file.path_of(plan).read_bytes() == before


def other_year(e: Edited) -> str:
    column = e.sheet.max_column + 1
    e.sheet.cell(4, column).value = "2031/32"
    e.sheet.cell(6, column).value = 5
    return f"Profiles!{e.sheet.cell(4, column).coordinate}: the settlement has no money in 2031/32"


def uneven(e: Edited) -> str:
    cell = e.cell("adult-skills", "committed", "2026/27")
    cell.value -= 1
    total = e.cell("adult-skills", "committed", "Total").coordinate
    return f"Profiles!{total}: the years add up to £142,749,999.00, £1.00 less than the "


def twice(e: Edited) -> str:
    row = e.add("ai-adoption", "economy", "revenue", "planned", 1)
    return f"Profiles!A{row}: 'ai-adoption' stands twice"


def gone(e: Edited) -> str:
    e.sheet.delete_rows(e.cell("adult-skills", "committed", "Total").row)
    return "the row of 'adult-skills', skills revenue committed, with £142,750,000.00 is gone"


def no_column(e: Edited) -> str:
    e.sheet.cell(4, e.heads["2027/28"]).value = "later"
    return "there is no column for 2027/28"


def merged(e: Edited) -> str:
    e.sheet.merge_cells("H6:I6")
    return "Profiles!H6:I6: the cells are merged"


def hidden(e: Edited) -> str:
    e.book["Accounts"].sheet_state = "hidden"
    return "Accounts!A1: the sheet is hidden"


def without_stamp(e: Edited) -> str:
    del e.book["Ledger"]
    return "there is no sheet 'Ledger'"


def without_headings(e: Edited) -> str:
    e.sheet.cell(4, e.heads["Stage"]).value = "Phase"
    return "the headings are gone"


def another(e: Edited) -> str:
    stamp = e.book["Ledger"]
    row = next(r for r in range(1, 12) if stamp.cell(r, 1).value == "Mark")
    stamp.cell(row, 2).value = "0" * 32
    return "made from another ledger"


@pytest.mark.parametrize(
    "change",
    [other_year, uneven, twice, gone, no_column, merged, hidden, without_stamp, without_headings,
     another],
)  # fmt: skip
def test_a_broken_table_is_refused_with_what_is_wrong(
    exported: Path, ledger: Ledger, tmp_path: Path, change: Callable[[Edited], str]
) -> None:
    edited = Edited(Path(shutil.copy(exported, tmp_path)))
    told = change(edited)
    with pytest.raises(GrowthplanError) as caught:
        read_profiles(read_plan_workbook(Path(edited.save())), ledger)
    assert told in str(caught.value)


def test_a_closed_year_stays_as_it_is(plan: Path, run: Run, tmp_path: Path) -> None:
    assert run("carry", str(plan), "2026/27", "--approval", "Letter", *WHO)[0] == 0
    path = tmp_path / "closed.xlsx"
    run("export", str(plan), str(path))
    edited = Edited(path)
    at = edited.set("ai-adoption", "planned", "2026/27", 1)
    code, _, error = run("import", str(plan), edited.save(), *WHO)
    assert code == 2
    assert f"Profiles!{at}: 2026/27 is closed" in error


def test_money_comes_from_what_others_give_up_in_the_same_entry(
    plan: Path, edited: Edited, run: Run
) -> None:
    """An account with nothing left: one profile falls by what another rises."""
    left = ledgering.show(plan).ledger.held(Box("left", Account("economy", 2026, "revenue")))
    first, other = (edited.cell(name, "planned", "2026/27").value
                    for name in ("ai-adoption", "management-support"))  # fmt: skip
    edited.set("ai-adoption", "planned", "2026/27", first + left / 100 + 1000)
    edited.set("management-support", "planned", "2026/27", other - 1000)
    code, text, error = run("import", str(plan), edited.save(), *WHO)
    assert code == 0, error
    assert "£0.00 of the account is then left" in text
    after = ledgering.show(plan)
    assert after.ledger.held(Box("left", Account("economy", 2026, "revenue"))) == 0
    assert not check_statement_balances(after.statement)


def test_what_was_posted_while_the_changes_were_read_is_not_overwritten(
    plan: Path, edited: Edited, run: Run
) -> None:
    edited.set("ai-adoption", "planned", "2026/27", 1)
    proposal = propose_profiles(plan, Path(edited.save()))
    assert run("post", str(plan), "undo", "--entry", "3", *WHO)[0] == 0
    before = ledger_file.path_of(plan).read_bytes()
    with pytest.raises(GrowthplanError, match="moved since"):
        post_profiles(plan, proposal, Signed(date(2026, 6, 2), "Head of finance", "Late"))
    assert ledger_file.path_of(plan).read_bytes() == before


def test_a_ledger_that_is_not_open_yet_can_be_profiled(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(LCR, plan, ignore=shutil.ignore_patterns("ledger", "scenarios"))
    path = tmp_path / "profiles.xlsx"
    assert run("export", str(plan), str(path))[0] == 0
    assert not ledger_file.path_of(plan).exists()
    edited = Edited(path)
    edited.set("ai-adoption", "planned", "2026/27", 125)
    assert run("import", str(plan), edited.save(), *WHO)[0] == 0
    assert [e.kind for e in ledgering.show(plan).ledger.entries] == ["award", "profile"]


def test_an_export_never_goes_over_edits(plan: Path, edited: Edited, run: Run) -> None:
    code, _, error = run("export", str(plan), str(edited.path))
    assert code == 2
    assert "--replace" in error
    assert run("export", str(plan), str(edited.path), "--replace")[0] == 0


def test_macros_and_other_formats_are_refused(plan: Path, run: Run, tmp_path: Path) -> None:
    for name, told in (("a.xlsm", "macros"), ("b.ods", "LibreOffice"), ("c.xlsx", "no workbook")):
        (tmp_path / name).write_text("nothing")
        code, _, error = run("import", str(plan), str(tmp_path / name), *WHO)
        assert code == 2
        assert told in error
