"""Partners' returns: out as a workbook, back in whole or not at all, damaged in many ways."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from returned_plan import filled, returned_plan, template

from growthplan.cli.app import main
from growthplan.importers.plan_tables import read_plan_workbook
from growthplan.journeys.planning import folder_contents
from growthplan.journeys.returns_files import read_kept
from growthplan.journeys.returns_importing import import_return
from growthplan.journeys.returns_setup import open_setup
from growthplan.journeys.returns_showing import find_overlaps, list_returns, show_framework
from growthplan.journeys.returns_template import make_template
from growthplan.monitoring.returns import (
    identify,
    partner_of,
    read_quarter,
    read_return,
    template_for,
)
from growthplan.monitoring.returns.days import day
from growthplan.monitoring.returns.meaning import CellFault
from growthplan.plan.editing.tables import Cell
from growthplan.vocabulary import GrowthplanError

QUARTER, IN_TIME = "2026/27 Q1", date(2026, 7, 20)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan and the council's and the college's workbooks for a quarter, not filled in."""
    folder = tmp_path_factory.mktemp("returned")
    returned_plan(folder / "plan")
    for partner in ("council", "college"):
        template(folder / "plan", partner, QUARTER, folder / f"{partner}.xlsx")
    return folder


@pytest.fixture
def plan(base: Path, tmp_path: Path) -> Path:
    shutil.copytree(base / "plan", tmp_path / "plan")
    return tmp_path / "plan"


def taken(plan: Path, base: Path, cells: dict[str, Any] | None = None, **more: Any) -> Any:
    partner = more.pop("of", "council")
    path = filled(base / f"{partner}.xlsx", plan.parent / f"{partner}.xlsx", cells)
    return import_return(plan, path, **{"received": IN_TIME, **more})


def test_what_is_entered_once_fills_every_framework(plan: Path, base: Path) -> None:
    taken(plan, base, {"Spend!F5": 1_250_000.5})
    taken(plan, base, of="college")
    shown = show_framework(plan, "fund", QUARTER)
    rows = {row.line.id: row for row in shown.table.rows}
    assert rows["jobs"].value == 20
    assert rows["spent"].value == 3_250_000.5
    assert rows["spent"].display == "£3,250,000.50"
    assert rows["to-come"].value == 3 * 105_000_000
    assert (rows["worst"].value, rows["steps"].display) == ("green", "3 of 6 done")
    assert "reliefs: Work goes on." in str(rows["said"].value)
    assert {(p.partner, p.version, p.cell) for p in rows["jobs"].parts} == {
        ("council", 1, "Outputs!E5"),
        ("college", 1, "Outputs!E5"),
    }
    place = open_setup(plan).plan.place
    figure = next(f for f in shown.figures if f.id == f"returned/{place}/2026-27q1/fund/spent")
    cell = next(i for i in figure.lineage.inputs if i.value == 1_250_000.5)
    assert (cell.file, cell.cell) == ("returns/council/2026-27q1/v1.json", "Spend!F5")
    board = {row.line.id: row for row in show_framework(plan, "board", QUARTER).table.rows}
    assert (board["learners"].value, board["council"].value) == (10, 2_250_000.5)
    assert board["mixed"].value is None
    assert "cannot be added up" in board["mixed"].note


def test_what_is_not_in_is_told_and_never_nought(plan: Path, base: Path) -> None:
    taken(plan, base, {"Outputs!E5": None, "Spend!F6": None})
    rows = {r.line.id: r for r in show_framework(plan, "fund", QUARTER).table.rows}
    assert rows["jobs"].value is None
    assert rows["jobs"].display == "nothing returned"
    assert rows["spent"].value == 1_000_000
    assert any("A made-up college" in missing for missing in rows["spent"].missing)
    assert any("is blank in the return of council" in m for m in rows["spent"].missing)


def test_csv_files_say_the_same_as_the_workbook(plan: Path, base: Path, tmp_path: Path) -> None:
    make_template(plan, "council", QUARTER, csv=tmp_path / "csv")
    spend = tmp_path / "csv" / "spend.csv"
    text = spend.read_text(encoding="utf-8-sig")
    lines = [line.rstrip(",") for line in text.splitlines()]
    body = [line + ',"1,000,000",£25000000,80000000,' for line in lines[1:]]
    spend.write_text("\n".join([lines[0] + ",Note", *body]), encoding="utf-8")
    kept = import_return(plan, tmp_path / "csv", received=IN_TIME).kept
    by_workbook = taken(plan, base).kept.returned.spend
    assert [row.model_dump(exclude={"cells"}) for row in kept.returned.spend] == [
        row.model_dump(exclude={"cells"}) for row in by_workbook
    ]
    assert kept.returned.spend[0].cells["spent"] == "spend.csv:2:6"
    assert kept.returned.gaps


def test_late_and_partial_returns_are_kept_and_told(plan: Path, base: Path) -> None:
    late = taken(plan, base, {"Ratings!C5": None, "Ratings!E5": None}, received=date(2026, 8, 9))
    assert late.standing.status == "partial"
    assert late.standing.days_late == 10
    assert late.kept.returned.gaps == ("Ratings!C5",)
    assert "said to be complete, but 1 value is blank" in str(late.warnings[0])
    listed = list_returns(plan, day=date(2026, 8, 20))
    stands = {one.partner: one.sentence for one in listed.standings}
    assert stands["council"] == "In on 9 August 2026, 10 days late: partial, 1 value blank."
    assert stands["college"] == "Not in, 21 days late, due 30 July 2026."
    assert not list_returns(plan, QUARTER, day=date(2026, 8, 1)).returns.counting


def test_nobody_is_late_who_was_never_asked(plan: Path) -> None:
    assert not list_returns(plan, day=date(2026, 11, 1)).standings
    partners = plan / "returns" / "partners.yaml"
    partners.write_text("first: 2026/27\n" + partners.read_text())
    asked = list_returns(plan, day=date(2026, 11, 1)).standings
    assert [(one.partner, one.quarter.number) for one in asked] == [
        ("council", 1), ("college", 1), ("council", 2), ("college", 2)
    ]  # fmt: skip
    assert {one.status for one in asked} == {"overdue"}
    assert list_returns(plan, day=date(2026, 7, 15)).standings[-1].quarter == read_quarter(QUARTER)


def test_a_quarter_of_which_nothing_came_in_is_overdue_too(plan: Path, base: Path) -> None:
    taken(plan, base)
    later = list_returns(plan, day=date(2026, 11, 1)).standings
    assert [(one.partner, one.quarter.number, one.status) for one in later] == [
        ("council", 1, "complete"), ("college", 1, "overdue"),
        ("council", 2, "overdue"), ("college", 2, "overdue"),
    ]  # fmt: skip


def test_what_comes_again_is_a_new_version_with_its_differences(plan: Path, base: Path) -> None:
    taken(plan, base)
    again = taken(plan, base)
    assert (again.new, again.kept.version) == (False, 1)
    second = taken(
        plan, base,
        {"Spend!F5": 900_000, "Outputs!E5": 12, "Ratings!C5": "red", "Ratings!D5": "Stopped",
         "Milestones!E6": date(2027, 9, 30)},
    )  # fmt: skip
    assert (second.new, second.kept.version) == (True, 2)
    assert set(second.differences) == {
        "lab, capital, capital: spent was £1,000,000, now £900,000.",
        "reliefs, jobs-on-sites: number was 10, now 12.",
        "lab: rating was green, now red.",
        "lab: reason was blank, now “Stopped”.",
        "lab, lab-open: forecast day was 30 June 2027, now 30 September 2027.",
    }
    assert [one.version for one in read_kept(plan)["council", "2026-27q1"]] == [1, 2]
    row = show_framework(plan, "fund", QUARTER).table.rows[0]
    assert (row.value, row.parts[0].version) == (12, 2)


def test_the_last_good_return_stands_when_the_next_is_bad(plan: Path, base: Path) -> None:
    taken(plan, base)
    before = {path: path.read_bytes() for path in plan.rglob("*") if path.is_file()}
    with pytest.raises(GrowthplanError) as caught:
        taken(plan, base, {"Spend!F5": -5})
    assert "nothing was taken in; version 1, received on 20 July 2026, stands" in str(caught.value)
    assert {path: path.read_bytes() for path in plan.rglob("*") if path.is_file()} == before


Damage = Callable[[Any], None]


def put(where: str, value: Any) -> Damage:
    def damage(book: Any) -> None:
        sheet, cell = where.split("!")
        book[sheet][cell].value = value

    return damage


def merge(book: Any) -> None:
    book["Spend"].merge_cells("F5:F6")


def hide(book: Any) -> None:
    book["Spend"].sheet_state = "hidden"


def add_row(book: Any) -> None:
    for column, value in ((1, "reliefs"), (2, "lerners"), (5, 3)):
        book["Outputs"].cell(7, column).value = value


def plainly(where: str, value: Any, look: str) -> Damage:
    def damage(book: Any) -> None:
        sheet, cell = where.split("!")
        book[sheet][cell].value, book[sheet][cell].number_format = value, look

    return damage


DAMAGES: dict[str, tuple[tuple[Damage, str, str], ...]] = {
    "cells": (
        (put("Spend!F5", "=1000*12"), "Spend!F5", "holds a formula, not a value"),
        (put("Spend!G5", "about 2m"), "Spend!G5", "should be an amount in £, not 'about 2m'"),
        (plainly("Spend!H5", 0.5, "0%"), "Spend!H5", "is a percentage"),
        (put("Spend!I5", "=A1"), "Spend!I5", "holds a formula"),
        (put("Spend!F6", -12), "Spend!F6", "is below zero (-12)"),
        (put("Spend!G6", 1.234), "Spend!G6", "finer than a penny"),
        (put("Spend!H6", "#REF!"), "Spend!H6", "#REF!"),
        (put("Outputs!E5", -1), "Outputs!E5", "is below zero"),
        (add_row, "Outputs!B7", "'lerners' is not in the plan"),
        (put("Milestones!E6", "end of June"), "Milestones!E6", "is text that is no day"),
        (plainly("Milestones!E8", 46568, "General"), "Milestones!E8",
         "is the number 46568, not a day. If 30 June 2027 is meant"),
        (put("Milestones!F5", date(2027, 1, 1)), "Milestones!F5",
         "after the day on which it came in"),
        (put("Ratings!C5", "red"), "Ratings!D5", "red, without a reason"),
        (put("Ratings!C6", "grene"), "Ratings!C6", "Did you mean 'green'?"),
    ),
    "sheets": (
        (merge, "Spend!F5", "the cells F5:F6 are merged"),
        (hide, "Spend!A1", "the sheet is hidden"),
        (lambda book: book.remove(book["Outputs"]), "", "there is no sheet 'Outputs'"),
        (put("Ratings!C4", "Colour"), "Ratings!A4", "lacks the column 'Rating'"),
    ),
    "evidence elsewhere": ((put("Outputs!I5", "../../x"), "Outputs!I5", "no plain file name"),),
    "old template": ((put("About this return!B5", 0), "About this return!B5", "too old"),),
    "other partner by hand": (
        (put("About this return!B6", "college"), "About this return!B12", "changed by hand"),
    ),
    "other quarter by hand": (
        (put("About this return!B8", "2026/27 Q2"), "About this return!B12", "changed by hand"),
    ),
    "no such quarter": (
        (put("About this return!B8", "2026 Q1"), "About this return!B8",
         "Write 2026/27 Q1 for April to June 2026, or 2025/26 Q4"),
    ),
    "no return": ((lambda book: book.remove(book["About this return"]), "", "no return that"),),
}  # fmt: skip


@pytest.fixture(scope="module")
def filled_in(base: Path) -> Path:
    return filled(base / "council.xlsx", base / "filled.xlsx")


@pytest.mark.parametrize("damage", DAMAGES, ids=list(DAMAGES))
def test_every_damage_is_told_at_its_cell_at_once(
    damage: str, base: Path, filled_in: Path, plan: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(filled_in)
    for change, _, _ in DAMAGES[damage]:
        change(book)
    book.save(tmp_path / "damaged.xlsx")
    with pytest.raises(GrowthplanError) as caught:
        import_return(plan, tmp_path / "damaged.xlsx", received=IN_TIME)
    faults = [fault for fault in caught.value.faults if fault.severity == "error"]
    for _, where, words in DAMAGES[damage]:
        assert any(where in str(one) and words in str(one) for one in faults), (where, faults)
    assert len(faults) == len(DAMAGES[damage])
    assert all(fault.fix for fault in faults)
    assert not (plan / "returns" / "council").exists()


def test_another_partners_file_is_refused(plan: Path, base: Path, filled_in: Path) -> None:
    with pytest.raises(GrowthplanError, match="the return of A made-up council, not of A made-up"):
        import_return(plan, filled_in, partner="college", received=IN_TIME)
    with pytest.raises(GrowthplanError, match="return for 2026/27 Q1, not for 2026/27 Q2"):
        import_return(plan, filled_in, quarter="2026/27 Q2", received=IN_TIME)
    with pytest.raises(GrowthplanError, match="Did you mean 'council'"):
        import_return(plan, filled_in, partner="counsil", received=IN_TIME)


def test_macros_bombs_and_torn_files_are_refused(
    plan: Path, filled_in: Path, tmp_path: Path
) -> None:
    macro = tmp_path / "macro.xlsx"
    shutil.copy(filled_in, macro)
    with zipfile.ZipFile(macro, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"x")
    bomb = tmp_path / "bomb.xlsx"
    shutil.copy(filled_in, bomb)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet99.xml", b"0" * 110_000_000)
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(filled_in.read_bytes()[:3000])
    for path, words in ((macro, "holds macros"), (bomb, "unpacks to more"), (torn, "damaged")):
        with pytest.raises(GrowthplanError, match=words):
            import_return(plan, path, received=IN_TIME)
    assert not read_kept(plan)


@pytest.mark.parametrize(
    ("typed", "words", "fix"),
    [
        ("30/09/2027", "is text, '30/09/2027', not a date", "If 30 September 2027 is meant"),
        ("03/04/2027", "may mean 3 April 2027 or 4 March 2027", "Type it again"),
        ("2027-09-30", "not a date", "a cell whose format is Date"),
        ("31/02/2027", "is text that is no day", "Type a date"),
    ],
)
def test_days_typed_as_text_are_never_guessed(
    typed: str, words: str, fix: str, plan: Path, base: Path
) -> None:
    with pytest.raises(GrowthplanError) as caught:
        taken(plan, base, {"Milestones!E6": typed})
    first = caught.value.faults[0]
    assert "Milestones!E6" in str(first)
    assert words in first.message
    assert fix in str(first.fix)
    assert not read_kept(plan)


@pytest.mark.parametrize(
    ("typed", "words", "fix"),
    [
        ("30/09/2027", "not written as year-month-day", "write 2027-09-30"),
        ("03/04/2027", "may mean 3 April 2027 or 4 March 2027", "Write 2027-04-03 or 2027-03-04"),
        ("2027-02-30", "no day of the calendar", "Check"),
    ],
)
def test_csv_files_take_days_as_year_month_day_only(typed: str, words: str, fix: str) -> None:
    with pytest.raises(CellFault) as caught:
        day(Cell(typed), in_csv=True)
    assert words in caught.value.message
    assert fix in caught.value.fix
    assert day(Cell("2027-09-30"), in_csv=True) == date(2027, 9, 30)


def test_hidden_rows_and_columns_are_read_and_told(plan: Path, base: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(filled(base / "council.xlsx", tmp_path / "return.xlsx"))
    book["Spend"].row_dimensions[6].hidden = True
    book["Spend"].column_dimensions["G"].hidden = True
    book["Ratings"].row_dimensions[90].hidden = True  # nothing stands there
    book.save(tmp_path / "return.xlsx")
    found = import_return(plan, tmp_path / "return.xlsx", received=IN_TIME)
    told = [str(one) for one in found.warnings]
    assert [one for one in told if "Spend!A6: row 6 is hidden; what it holds is read" in one]
    assert [one for one in told if "Spend!G4: column G is hidden" in one]
    assert len(told) == 2
    assert found.kept.returned.spend[1].rest_of_year == 2_500_000_000


def test_a_changed_plan_is_told_and_its_return_still_read(plan: Path, base: Path) -> None:
    main_file = plan / "plan.yaml"
    main_file.write_text(main_file.read_text() + "# a note\n")
    found = taken(plan, base)
    assert found.new
    assert any(
        "the plan has changed since this template was made" in str(w) for w in found.warnings
    )
    lab = plan / "interventions" / "lab.yaml"
    lab.write_text(lab.read_text().replace("status: committed", "status: cancelled"))
    with pytest.raises(GrowthplanError, match="'lab' is not in the plan, or not for A made-up"):
        taken(plan, base, {"Spend!F5": 5})


def test_evidence_is_kept_with_its_fingerprint_and_changes_are_noticed(
    plan: Path, base: Path, tmp_path: Path
) -> None:
    proof = tmp_path / "register.csv"
    named = {"Outputs!I5": "register.csv"}
    first = taken(plan, base, named)
    assert any("register.csv did not come with the return" in str(w) for w in first.warnings)
    proof.write_text("ten jobs")
    second = taken(plan, base, named)
    assert second.differences == ("Evidence file register.csv: came with this version.",)
    proof.write_text("eleven jobs")
    third = taken(plan, base, named)
    assert third.differences == ("Evidence file register.csv: has changed.",)
    assert not list_returns(plan).warnings
    (copy,) = (plan / "returns/council/2026-27q1/evidence").glob(
        f"{third.kept.evidence[0].sha256[:12]}*"
    )
    assert copy.read_text() == "eleven jobs"
    copy.write_text("twelve jobs")
    (warning,) = list_returns(plan).warnings
    assert "register.csv" in str(warning)
    assert "has changed since it came in" in str(warning)
    copy.unlink()
    assert "is gone" in str(list_returns(plan).warnings[0])


def test_a_version_changed_by_hand_is_noticed(plan: Path, base: Path) -> None:
    taken(plan, base)
    path = plan / "returns" / "council" / "2026-27q1" / "v1.json"
    whole = json.loads(path.read_text())
    whole["kept"]["returned"]["spend"][0]["spent"] += 100
    path.write_text(json.dumps(whole))
    with pytest.raises(GrowthplanError, match="changed or moved after it was taken in"):
        show_framework(plan, "fund", QUARTER)
    path.write_text(path.read_text()[:200])
    with pytest.raises(GrowthplanError, match="no version of a return that can be read"):
        list_returns(plan)


def test_two_programmes_that_claim_the_same_jobs_are_named(plan: Path, base: Path) -> None:
    where = {"Outputs!F5": "dock", "Outputs!G5": "Acme Ltd", "Outputs!H5": "Residents"}
    taken(plan, base, where)
    taken(plan, base, {**where, "Outputs!E5": 4, "Outputs!G5": "ACME Limited"}, of="college")
    (one,) = find_overlaps(plan, QUARTER).guarded.overlaps
    assert (one.gross, one.low, one.high, one.net) == (14, 4, 4, (10, 10))
    row = show_framework(plan, "fund", QUARTER).table.rows[0]
    assert row.value == 14
    assert "4 are claimed twice, so that 10 are left net" in row.sentence


def test_a_release_keeps_who_returns_and_not_what_was_returned(plan: Path, base: Path) -> None:
    taken(plan, base)
    files, left_out = folder_contents(plan)
    assert {"returns/partners.yaml", "frameworks/fund.yaml"} <= set(files)
    assert not [name for name in (*files, *left_out) if name.endswith(".json")]


WRITER = """
import sys
from datetime import date
from pathlib import Path
from growthplan.journeys.returns_files import keep, read_kept
from growthplan.monitoring.returns import KeptReturn, Return
folder = Path(sys.argv[1])
returned = Return(template=1, partner="council", quarter="2026-27q1", plan="p", summary="x" * 20000)
print("ready", flush=True)
while True:
    number = len(read_kept(folder).get(("council", "2026-27q1"), ())) + 1
    keep(folder, KeptReturn(version=number, received=date(2026, 7, 1), file="f", sha256="0",
                            returned=returned), {})
"""


def test_a_writer_that_is_killed_leaves_whole_versions(tmp_path: Path) -> None:
    for wait in (0.0, 0.013, 0.05):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)],
                                  stdout=subprocess.PIPE)  # fmt: skip
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(wait)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        versions = [one.version for one in read_kept(tmp_path).get(("council", "2026-27q1"), ())]
        assert versions == list(range(1, len(versions) + 1))
    assert versions


def test_a_template_reads_back_as_it_was_made(plan: Path, base: Path) -> None:
    """The fingerprint fits, nothing is a fault but that nothing is filled in."""
    setup = open_setup(plan)
    book = read_plan_workbook(base / "council.xlsx")
    identity = identify(book, setup.partners)
    assert (identity.partner, identity.quarter) == ("council", read_quarter(QUARTER))
    assert identity.plan == setup.mark
    one = partner_of(setup.partners, "council")
    asked = template_for(setup.plan, setup.partners, one, identity.quarter, setup.mark)
    with pytest.raises(GrowthplanError) as caught:
        read_return(book, identity, asked, IN_TIME)
    assert [fault.message for fault in caught.value.faults] == ["nothing in it is filled in."]


def test_the_workbook_is_the_same_bytes_again(plan: Path, base: Path, tmp_path: Path) -> None:
    template(plan, "council", QUARTER, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (base / "council.xlsx").read_bytes()
    with pytest.raises(GrowthplanError, match="may be filled in"):
        make_template(plan, "council", QUARTER, xlsx=tmp_path / "again.xlsx")


def test_the_workbook_guides_whoever_fills_it_in(base: Path) -> None:
    """Titles, named tables, lists to choose from; nothing hidden, merged or calculated."""
    book = openpyxl.load_workbook(base / "council.xlsx")
    assert book.properties.title == "A made-up council: return for 2026/27 Q1"
    assert book.sheetnames[:2] == ["Guidance", "About this return"]
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert sheet["A1"].value
        assert sheet.protection.sheet
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
        if sheet.title != "Guidance":
            (table,) = sheet.tables.values()
            assert all(column.name for column in table.tableColumns)
    checks = {rule.type for rule in book["Spend"].data_validations.dataValidation}
    assert checks == {"list", "decimal"}
    assert "date" in {rule.type for rule in book["Milestones"].data_validations.dataValidation}
    assert book["Spend"]["F5"].protection.locked is False
    assert book["Spend"]["A5"].protection.locked is True
    about = {row[0].value: row[1].value for row in book["About this return"].iter_rows()}
    assert about["Template version"] == 1
    assert len(about["Fingerprint of this template"]) == 16


def test_files_of_partners_and_frameworks_are_checked_at_their_lines(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    partners = plan / "returns" / "partners.yaml"
    partners.write_text(partners.read_text().replace("[reliefs, lab]", "[relief, lab]"))
    fund = plan / "frameworks" / "fund.yaml"
    fund.write_text(fund.read_text().replace("[jobs-on-sites]", "[jobs-on-site]"))
    with pytest.raises(SystemExit) as ended:
        main(["check", str(plan)])
    said = capsys.readouterr()
    both = said.out + said.err
    assert ended.value.code == 2
    assert "partners.yaml:7" in both
    assert "Did you mean 'reliefs'?" in both
    assert "fund.yaml:6" in both
    assert "Did you mean 'jobs-on-sites'?" in both


def test_the_commands_show_and_say_what_to_do_next(
    plan: Path, base: Path, filled_in: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> str:
        with contextlib.suppress(SystemExit):
            main(["returns", *words])
        said = capsys.readouterr()
        assert "error" not in said.err, said.err
        return said.out

    empty = plan.parent / "empty.xlsx"
    said = run("template", str(plan), "council", "--quarter", QUARTER, "--out", str(empty))
    assert "due 30 July 2026: 2 spend, 1 outputs, 4 milestones, 2 ratings" in said
    said = run("import", str(plan), str(filled_in), "--received", "2026-07-20")
    assert "Taken in as version 1." in said
    assert "1 of 2 returns due are in" in run("list", str(plan), "--as-at", "2026-08-01")
    said = run("show", str(plan), "--framework", "fund", "--cells")
    assert "Outputs!E5" in said
    made = json.loads(run("show", str(plan), "--framework", "fund", "--json"))
    assert {"figures", "tables", "notes", "run"} == set(made)
    assert "Nothing is known to be claimed" in run("overlaps", str(plan))
