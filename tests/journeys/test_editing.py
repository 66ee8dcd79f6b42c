"""A plan goes out as a workbook or CSV files, is edited with other programs, and comes back."""

from __future__ import annotations

import datetime
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from growthplan.cli.app import main
from growthplan.journeys.editing import export_plan, propose_import, write_import
from growthplan.journeys.editing_files import replace_files
from growthplan.vocabulary import GrowthplanError

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
PLAN = """\
# Ours.
schema_version: 1
place: Liverpool City Region
title: A plan   # short
horizon: {start: 2025, years: 3}
mission:
  statement: Raise productivity
outcomes:
  - id: jobs
    title: Jobs
    measure: jobs
    target:
      value: 5000
      unit: jobs
      year: 2028
      statement: 5,000 jobs
      source: news
  - id: gva
    title: GVA
    measure: gva
    target: not published
sources:
  news:
    publisher: The News
    citation: =a page, @ the news
"""
FUNDING = """\
settlement:
  title: Settlement
  functions:
    - id: skills
      title: Skills
  lines:
    - id: skills-revenue
      title: Skills
      function: skills
      kind: revenue
      amounts:
        2026/27: 10   # first
        2027/28: 11
      basis: published
      source: news
  source: news
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = tmp_path / "my-plan"
    plan.mkdir()
    (plan / "plan.yaml").write_text(PLAN, "utf-8")
    (plan / "funding.yaml").write_text(FUNDING, "utf-8")
    return plan


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def edited(folder: Path, edit: Callable[[Any], None], name: str = "edited.xlsx") -> Path:
    """The plan's workbook after somebody opened, edited and saved it with another program."""
    path = folder.parent / "plan.xlsx"
    if not path.exists():
        export_plan(folder, path)
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(folder.parent / name)
    return folder.parent / name


def cell(sheet: Any, key: str, heading: str) -> Any:
    """The cell in the row where `key` stands and the column of a heading."""
    rows = list(sheet.iter_rows())
    top = next(row for row in rows if heading in [c.value for c in row])
    column = next(c.column for c in top if c.value == heading)
    row = next(row[0].row for row in rows if key in [c.value for c in row])
    return sheet.cell(row, column)


def type_in(sheet: str, key: str, heading: str, value: Any, form: str = "") -> Any:
    def edit(book: Any) -> None:
        found = cell(book[sheet], key, heading)
        found.value = value
        if form:
            found.number_format = form

    return edit


def run(*words: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    return ended.value.code


def faults_of(folder: Path, path: Path) -> list[str]:
    with pytest.raises(GrowthplanError) as caught:
        propose_import(folder, path)
    return [str(fault) for fault in caught.value.faults]


def test_an_unchanged_workbook_changes_nothing(folder: Path) -> None:
    proposal = propose_import(folder, edited(folder, lambda book: None))
    assert proposal.files == ()
    assert proposal.sentences() == []
    assert write_import(proposal) == ()


def test_the_whole_plan_of_liverpool_city_region_comes_back_to_the_byte(tmp_path: Path) -> None:
    export_plan(LCR, tmp_path / "lcr.xlsx", tmp_path / "csv")
    for source in (tmp_path / "lcr.xlsx", tmp_path / "csv"):
        proposal = propose_import(LCR, source)
        assert proposal.after == proposal.before
        assert proposal.cells == ()


def test_one_edit_is_said_in_words_and_changes_one_line(folder: Path) -> None:
    path = edited(folder, type_in("Funding lines", "skills-revenue", "2026/27 (£m)", 12))
    proposal = propose_import(folder, path)
    assert len(proposal.differences) == 1
    assert "12" in proposal.sentences()[0][1]
    assert contents(folder)[str(folder / "funding.yaml")] == FUNDING.encode()
    assert write_import(proposal) == (str(folder / "funding.yaml"),)
    assert (folder / "funding.yaml").read_text("utf-8") == FUNDING.replace("10   #", "12   #")
    assert (folder / "plan.yaml").read_text("utf-8") == PLAN
    assert sorted(p.name for p in folder.iterdir()) == ["funding.yaml", "plan.yaml"]


def test_the_workbook_has_lists_locks_notes_and_guidance(folder: Path) -> None:
    export_plan(folder, folder.parent / "plan.xlsx")
    book = openpyxl.load_workbook(folder.parent / "plan.xlsx")
    assert book.properties.title == "A plan: workbook for editing"
    assert book.sheetnames[0] == "Guidance"
    assert book.sheetnames[-1] == "Files"
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.merged_cells.ranges
        assert len(sheet.tables) == 1
        assert sheet.title == "Guidance" or sheet.freeze_panes
    outcomes = book["Outcomes"]
    assert cell(outcomes, "jobs", "Id").protection.locked
    assert not cell(outcomes, "jobs", "Title").protection.locked
    heading = next(c for c in outcomes[4] if c.value == "Target: statement")
    assert "as published" in heading.comment.text or "words" in heading.comment.text
    lists = [rule.formula1 for rule in outcomes.data_validations.dataValidation]
    assert any("'Sources'!" in formula for formula in lists)
    assert any("Lists!" in formula for formula in lists)


def test_the_same_plan_gives_the_same_workbook(folder: Path) -> None:
    one, other = folder.parent / "one.xlsx", folder.parent / "other.xlsx"
    export_plan(folder, one)
    export_plan(folder, other)
    assert one.read_bytes() == other.read_bytes()


def test_what_is_wrong_is_named_with_its_cell_and_nothing_is_written(folder: Path) -> None:
    before = contents(folder)

    def edit(book: Any) -> None:
        cell(book["Outcomes"], "gva", "Measure").value = "gva_per_our"
        cell(book["Funding lines"], "skills-revenue", "Source").value = "newss"
        cell(book["Plan"], "Horizon: years", "Value").value = "three"

    said = faults_of(folder, edited(folder, edit))
    for address in ("Outcomes!C6: ", "Funding lines!F5: ", "Plan!B11: "):
        assert any(text.startswith(f"edited.xlsx: {address}") for text in said), said
    assert contents(folder) == before


def test_percentages_dates_and_formulas_are_read_or_named(folder: Path) -> None:
    path = edited(folder, type_in("Outcomes", "jobs", "Target: value (in the unit)", 0.11, "0%"))
    assert "Outcomes!H5: 'Target: value (in the unit)' is a percentage, 11%" in "".join(
        faults_of(folder, path)
    )
    path = edited(folder, type_in("Plan", "Mission: statement", "Value", "=1+1"))
    assert "Plan!B13: 'Mission: statement' has a formula without a result" in "".join(
        faults_of(folder, path)
    )
    path = edited(
        folder, type_in("Plan", "Launched", "Value", datetime.date(2025, 10, 13), "dd/mm/yyyy")
    )
    proposal = propose_import(folder, path)
    assert b"title: A plan   # short\nlaunched: 13 October 2025\n" in b"".join(
        proposal.after.values()
    )


def test_a_target_that_would_be_lost_is_named(folder: Path) -> None:
    path = edited(folder, type_in("Outcomes", "jobs", "Target: value (in the unit)", 4000))
    warnings = propose_import(folder, path).warnings
    assert [fault.code for fault in warnings if "target" in fault.code] == ["plan-lost-target"]


def test_a_workbook_of_an_older_version_is_refused_and_both_are_shown(folder: Path) -> None:
    path = edited(folder, type_in("Outcomes", "gva", "Title", "GVA in all"))
    plan = folder / "plan.yaml"
    plan.write_text(PLAN.replace("title: GVA", "title: Gross value added"), "utf-8")
    said = faults_of(folder, path)
    assert any("plan.yaml: the file has changed since the workbook was made" in s for s in said)
    assert any(
        "Outcomes, gva: for Title the files say 'Gross value added', the workbook says "
        "'GVA in all'." in text for text in said
    )  # fmt: skip
    (folder / "levers.yaml").write_text("levers: []\n", "utf-8")
    assert any("levers.yaml: the file was added" in text for text in faults_of(folder, path))


def test_a_workbook_without_its_sheet_of_files_is_refused(folder: Path) -> None:
    path = edited(folder, lambda book: book.remove(book["Files"]))
    assert "lacks its sheet 'Files'" in faults_of(folder, path)[0]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsm", b"PK", "macros"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "old format"),
        ("a.ods", b"PK", "LibreOffice"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("a.xlsx", b"<html>", "is no workbook"),
        ("a.xlsx", b"PK\x03\x04cut", "damaged"),
        ("a.xlsx", b"", "is no workbook"),
        ("none.xlsx", None, "does not exist"),
    ],
)
def test_other_files_are_refused_in_words(
    folder: Path, name: str, data: bytes | None, said: str
) -> None:
    path = folder.parent / name
    if data is not None:
        path.write_bytes(data)
    assert said in faults_of(folder, path)[0]


def test_macros_under_another_name_and_bombs_are_refused(folder: Path) -> None:
    path = edited(folder, lambda book: None)
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"x")
    assert "macros" in faults_of(folder, path)[0]
    bomb = folder.parent / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    assert "unpacks to more" in faults_of(folder, bomb)[0]


def test_two_cells_at_the_far_corners_are_refused(folder: Path) -> None:
    def edit(book: Any) -> None:
        book["Levers"].cell(1_048_576, 1).value = "x"

    assert "more than 50,000 rows" in faults_of(folder, edited(folder, edit))[0]


def test_csv_files_are_edited_with_any_program(folder: Path) -> None:
    csv = folder.parent / "csv"
    export_plan(folder, csv=csv)
    sources = (csv / "sources.csv").read_text("utf-8-sig")
    assert '"\'=a page, @ the news"' in sources
    for name in ("risks.csv", "plan.csv"):
        (csv / name).unlink()
    lines = (csv / "funding-lines.csv").read_text("utf-8-sig")
    (csv / "funding-lines.csv").write_text(lines.replace(",10,", ",12.5,"), "utf-8")
    proposal = propose_import(folder, csv)
    assert write_import(proposal) == (str(folder / "funding.yaml"),)
    assert (folder / "funding.yaml").read_text("utf-8") == FUNDING.replace("10   #", "12.5   #")


def test_a_slip_in_a_csv_file_is_named_with_file_and_line(folder: Path) -> None:
    csv = folder.parent / "csv"
    export_plan(folder, csv=csv)
    lines = (csv / "outcomes.csv").read_text("utf-8-sig")
    (csv / "outcomes.csv").write_text(lines.replace(",gva,", ",gvaa,"), "utf-8")
    assert faults_of(folder, csv)[0].startswith("outcomes.csv:3:3: ")
    (csv / "outcomes.csv").write_bytes(lines.replace("GVA", "GVÄ").encode("cp1252"))
    assert "CSV UTF-8" in faults_of(folder, csv)[0]


def test_nothing_that_may_hold_edits_is_written_over(folder: Path) -> None:
    path = edited(folder, type_in("Outcomes", "gva", "Title", "Mine"))
    before = path.read_bytes()
    with pytest.raises(GrowthplanError, match="may hold edits"):
        export_plan(folder, path)
    assert path.read_bytes() == before
    export_plan(folder, path, replace=True)
    assert path.read_bytes() != before


def test_all_files_are_written_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(folder)
    after = {name: data + b"# more\n" for name, data in before.items()}
    moves: list[str] = []

    def second_fails(source: Path, target: str) -> None:
        moves.append(target)
        if len(moves) == 2:
            raise OSError(28, "No space left on device", target)
        Path(source).rename(target)

    monkeypatch.setattr(os, "replace", second_fails)
    with pytest.raises(GrowthplanError, match="No space left on device; nothing was changed"):
        replace_files(before, after)
    assert len(moves) == 2
    assert contents(folder) == before


def test_a_file_that_changes_while_the_question_is_asked_is_not_written_over(folder: Path) -> None:
    path = edited(folder, type_in("Outcomes", "gva", "Title", "Mine"))
    proposal = propose_import(folder, path)
    (folder / "plan.yaml").write_text(PLAN + "# new\n", "utf-8")
    with pytest.raises(GrowthplanError, match="changed by someone else"):
        write_import(proposal)
    assert (folder / "plan.yaml").read_text("utf-8") == PLAN + "# new\n"


def test_the_commands_show_first_and_write_only_with_yes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = str(folder.parent / "plan.xlsx")
    assert run("plan", "export", str(folder), "--xlsx", workbook) == 0
    path = str(edited(folder, type_in("Outcomes", "gva", "Title", "Gross value added")))
    capsys.readouterr()
    assert run("plan", "import", str(folder), path) == 0
    shown = capsys.readouterr().out
    assert "Gross value added" in shown
    assert "Nothing was written. Add --yes" in shown
    assert (folder / "plan.yaml").read_text("utf-8") == PLAN
    assert run("plan", "import", str(folder), path, "--yes") == 0
    assert "Written: " in capsys.readouterr().out
    wanted = PLAN.replace("title: GVA\n", "title: Gross value added\n")
    assert (folder / "plan.yaml").read_text("utf-8") == wanted
    assert run("plan", "import", str(folder), path, "--yes") == 2
    assert "since the workbook was made" in capsys.readouterr().err
