"""The spreadsheet, the CSV files and figures.json say what the pages say."""

from __future__ import annotations

import csv
import json
import sys
import warnings
from pathlib import Path

import openpyxl
import pytest

from growthplan.publishers import write_figures, write_workbook
from growthplan.report import Report
from growthplan.vocabulary import GrowthplanError


@pytest.fixture(scope="module")
def book(report: Report, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = write_workbook(report, tmp_path_factory.mktemp("book") / "workbook.xlsx")
    return openpyxl.load_workbook(path)


def test_workbook_opens_with_cover_contents_and_notes(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[:4] == ["Cover", "Contents", "Notes", "Table 1"]
    assert book.sheetnames[-2:] == ["Figures", "Sources"]


def test_workbook_has_a_title_and_an_author(book: openpyxl.Workbook) -> None:
    assert book.properties.title == "Liverpool City Region: productivity"
    assert book.properties.creator == "growthplan"


def test_each_sheet_holds_one_table_with_title_source_and_units(book: openpyxl.Workbook) -> None:
    for name in book.sheetnames[3:]:
        sheet = book[name]
        column = [row[0] for row in sheet.iter_rows(max_row=8, max_col=1, values_only=True)]
        assert "This worksheet contains one table." in column
        assert any(str(cell).startswith("Source: ") for cell in column)
        assert len(sheet.tables) == 1
    headings = {cell.value for cell in next(book["Table 1"].iter_rows(min_row=4, max_row=4))}
    assert "England (£ per hour)" in headings


def test_workbook_and_page_show_the_same_figure(book: openpyxl.Workbook, out: Path) -> None:
    rows = {row[0]: row for row in book["Figures"].iter_rows(values_only=True)}
    row = rows["gva_per_hour_gap_pct/E47000004/2023"]
    assert row[3] == -11.94
    assert row[5:7] == (-14.1, -9.7)
    assert row[2] in (out / "site" / "index.html").read_text("utf-8")


def test_no_cell_of_a_table_is_empty(book: openpyxl.Workbook) -> None:
    for name in book.sheetnames[3:]:
        sheet = book[name]
        (table,) = sheet.tables.values()
        assert all(cell.value is not None for row in sheet[table.ref] for cell in row)


def test_the_same_report_gives_the_same_workbook(report: Report, tmp_path: Path) -> None:
    one, other = (write_workbook(report, tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == other.read_bytes()


def test_no_warning_of_other_packages_reaches_the_user(report: Report, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_workbook(report, tmp_path / "a.xlsx")


def test_without_the_workbook_extra_it_says_what_to_install(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gptables", None)
    with pytest.raises(GrowthplanError, match=r"pip install 'growthplan\[workbook\]'"):
        write_workbook(report, tmp_path / "a.xlsx")


def test_csv_has_one_header_and_full_precision(out: Path) -> None:
    with (out / "data" / "gva-per-hour.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    assert rows[-1] == {
        "year": "2023",
        "place": "37.33",
        "comparator": "42.39",
        "gap_pct": "-11.94",
    }


def test_totals_stay_out_of_tidy_files(out: Path) -> None:
    text = (out / "data" / "contributions.csv").read_text("utf-8")
    assert "Gap to England" not in text


def test_sidecar_gives_each_column_its_type_and_unit(out: Path) -> None:
    sidecar = json.loads((out / "data" / "gva-per-hour.csv-metadata.json").read_text("utf-8"))
    assert sidecar["url"] == "gva-per-hour.csv"
    columns = {column["name"]: column for column in sidecar["tableSchema"]["columns"]}
    assert columns["year"]["datatype"] == "gYear"
    assert columns["place"]["schema:unitText"] == "£ per hour"
    header = (out / "data" / "gva-per-hour.csv").read_text("utf-8").split("\n")[0]
    assert header.split(",") == list(columns)


def test_figures_json_has_the_documented_shape(report: Report, tmp_path: Path) -> None:
    run = {"id": "2f6c1a"}
    path = write_figures(report, tmp_path / "figures.json", run)
    document = json.loads(path.read_text("utf-8"))
    assert list(document) == ["figures", "tables", "notes", "run"]
    assert document["run"] == run
    by_id = {figure["id"]: figure for figure in document["figures"]}
    assert by_id["gva_per_hour_gap_pct/E47000004/2023"]["display"] == "−11.9%"
    assert document["tables"]["gva-per-hour"][-1]["gap_pct"] == -11.94
    again = write_figures(report, tmp_path / "again.json", run)
    assert path.read_bytes() == again.read_bytes()
