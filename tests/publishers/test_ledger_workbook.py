"""The workbook of the ledger's profiles: its formulas follow what finance types."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from recalculation import SOFFICE, WHY_NOT, differences, recalculated, values

from growthplan.journeys import ledger_profiles
from growthplan.journeys.ledger_profiles import ExportedProfiles

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
needs_office = pytest.mark.skipif(SOFFICE is None, reason=WHY_NOT)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> ExportedProfiles:
    return ledger_profiles.export_profiles(LCR, tmp_path_factory.mktemp("out") / "profiles.xlsx")


@needs_office
def test_totals_and_what_is_left_follow_what_is_typed(
    made: ExportedProfiles, tmp_path: Path
) -> None:
    """Ten thousand pounds more for an action is ten thousand less left in its account."""
    kept, again = values(made.path), recalculated(made.path, tmp_path)
    assert not differences(kept, again)
    book = openpyxl.load_workbook(made.path)
    sheet = book["Profiles"]
    cells = {str(row[0].value): row for row in sheet.iter_rows(min_row=5) if row[0].value}
    row = cells["ai-adoption"]
    assert [cell.value for cell in row[2:5]] == ["economy", "revenue", "planned"]
    row[7].value = 10_000.01
    book.save(tmp_path / "typed.xlsx")
    (tmp_path / "typed").mkdir()
    then = recalculated(tmp_path / "typed.xlsx", tmp_path / "typed")
    account = next(
        place[1][1:]
        for place, value in kept.items()
        if place[0] == "Accounts" and place[1].startswith("A") and value == "economy"
        and kept[("Accounts", f"B{place[1][1:]}")] == "revenue"
        and kept[("Accounts", f"C{place[1][1:]}")] == "2026/27"
    )  # fmt: skip
    total = then[("Profiles", row[6].coordinate)]
    assert total == pytest.approx(10_000.01)
    assert then[("Accounts", f"G{account}")] == pytest.approx(10_000.01)
    left = [cells[("Accounts", f"H{account}")] for cells in (kept, then)]
    assert left[0] - left[1] == pytest.approx(10_000.01)  # type: ignore[operator]


def test_amounts_can_be_typed_over_and_nothing_else(made: ExportedProfiles) -> None:
    book = openpyxl.load_workbook(made.path)
    assert [sheet.title for sheet in book.worksheets] == [
        "How to use", "Profiles", "Accounts", "Ledger",
    ]  # fmt: skip
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes
    sheet = book["Profiles"]
    for row in sheet.iter_rows(min_row=5):
        is_new = row[0].value is None
        assert all(cell.protection.locked is not is_new for cell in row[:6])
        assert row[6].protection.locked
        assert str(row[6].value).startswith("=SUM(")
        assert not any(cell.protection.locked for cell in row[7:])
    assert {str(cell.number_format) for row in sheet.iter_rows(min_row=5, min_col=8)
            for cell in row} == {"#,##0.00"}  # fmt: skip
    rules = {rule.type for rule in sheet.data_validations.dataValidation}
    assert rules == {"list", "decimal"}


def test_every_pound_of_the_ledger_is_in_it(made: ExportedProfiles) -> None:
    total = made.kept.statement.total
    kept = values(made.path)
    for column, amount in (("D", total.available), ("E", total.spent), ("F", total.committed),
                           ("G", total.profiled), ("H", total.left)):  # fmt: skip
        cells = [value for (sheet, place), value in kept.items()
                 if sheet == "Accounts" and place[0] == column and int(place[1:]) > 4]  # fmt: skip
        assert round(sum(map(float, cells)) * 100) == amount  # type: ignore[arg-type]
