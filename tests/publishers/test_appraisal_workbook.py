"""The workbook of an appraisal, worked out again by LibreOffice: it finds the program's values."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from appraised_plan import LCR, NAMES, made_plan
from recalculation import (
    SOFFICE,
    WHY_NOT,
    differences,
    formulas,
    recalculated,
    values,
)

import growthplan as gp
from growthplan.cli import main
from growthplan.journeys.appraisal_workbook import write_workbook
from growthplan.journeys.appraising import AppraisedPlan

DRAWS = 60
needs_office = pytest.mark.skipif(SOFFICE is None, reason=WHY_NOT)
HEADINGS = 4
"""Row of the headings of every sheet's table."""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_plan(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def made(plan: Path) -> AppraisedPlan:
    return gp.appraise(plan, NAMES, draws=DRAWS)


@pytest.fixture(scope="module")
def book(made: AppraisedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workbook(made, tmp_path_factory.mktemp("book") / "appraisal.xlsx")


def results(kept: dict[tuple[str, str], object]) -> dict[str, dict[str, object]]:
    """The summary by action and heading, from a workbook's values."""
    sheet = {place: value for (name, place), value in kept.items() if name == "Summary"}
    heads = {re.sub(r"\d", "", p): str(v) for p, v in sheet.items() if re.sub(r"\D", "", p) == "4"}
    found: dict[str, dict[str, object]] = {}
    for place, value in sheet.items():
        column, row = re.sub(r"\d", "", place), int(re.sub(r"\D", "", place))
        if row > HEADINGS:
            found.setdefault(str(sheet[f"A{row}"]), {})[heads[column]] = value
    return found


def check_against(kept: dict[tuple[str, str], object], made: AppraisedPlan) -> None:
    """What a workbook works out is what the program finds, for every action and the bundle."""
    rows = results(kept)
    for one in made.appraised.actions:
        row = rows[one.id]
        assert row["Public cost"] == pytest.approx(one.public.mean, rel=1e-9, abs=1e-9)
        assert row["Private cost"] == pytest.approx(one.private.mean, rel=1e-9, abs=1e-9)
        assert row["Benefits"] == pytest.approx(one.benefits.mean, rel=1e-9, abs=1e-9)
        if not one.is_valued:
            continue
        assert row["Net present social value (NPSV)"] == pytest.approx(one.npsv.mean, rel=1e-9)
        assert row["Payback year"] == (one.payback or "never")
        assert row["Residual value, among benefits"] == pytest.approx(one.residual, rel=1e-9)
        if one.bcr is not None:
            bcr = row["Benefits for each £1 of public cost (BCR)"]
            assert bcr == pytest.approx(one.bcr.mean, rel=1e-9)
        if one.weighted is not None:
            assert row["NPSV weighted by income"] == pytest.approx(one.weighted.mean, rel=1e-9)
    bundle = made.appraised.bundle
    assert bundle is not None
    assert kept[("Together", "B9")] == pytest.approx(bundle.interaction.mean, rel=1e-9)
    assert kept[("Together", "B10")] == pytest.approx(bundle.npsv.mean, rel=1e-9)
    assert bundle.bcr is not None
    assert kept[("Together", "B11")] == pytest.approx(bundle.bcr.mean, rel=1e-9)


def test_the_values_beside_the_formulas_are_the_programs(made: AppraisedPlan, book: Path) -> None:
    check_against(values(book), made)


def test_the_plan_has_every_feature(made: AppraisedPlan) -> None:
    """So that none of them goes untried below."""
    lines = {line.id for one in made.appraised.actions for line in one.lines}
    assert {"cost/upkeep", "optimism/public", "optimism/private", "residual", "matched-research",
            "productivity", "work", "carbon", "benefit/time-saved"} <= lines  # fmt: skip
    named = {each.id for one in made.appraised.actions for each in one.sensitivities}
    assert {"no-optimism-bias", "carbon-low", "all-work-displaced", "long-term-rates"} <= named
    transit = made.appraised.action("rapid-transit")
    assert transit.payback
    assert transit.weighted is not None
    assert transit.local is not None
    assert len(transit.local.valued) == 2
    assert not made.appraised.action("youth-guarantee").is_valued


@needs_office
def test_libreoffice_finds_the_programs_values(book: Path, tmp_path: Path) -> None:
    kept, again = values(book), recalculated(book, tmp_path)
    assert len(formulas(book)) > 5_000
    assert not differences(kept, again)


@needs_office
@pytest.mark.slow
def test_libreoffice_finds_the_values_of_the_whole_real_plan(tmp_path: Path) -> None:
    made = gp.appraise(LCR, draws=DRAWS)
    path = write_workbook(made, tmp_path / "appraisal.xlsx")
    again = recalculated(path, tmp_path)
    assert not differences(values(path), again)
    check_against(again, made)


def test_a_value_that_is_off_by_a_billionth_is_noticed(book: Path) -> None:
    kept = values(book)
    place = ("Summary", "G5")
    for off in (1 + 2e-9, 1.5):
        changed = kept | {place: kept[place] * off}  # type: ignore[operator]
        assert [d.split(":")[0] for d in differences(kept, changed)] == ["Summary!G5"]


@needs_office
@pytest.mark.slow
def test_changed_inputs_have_the_programs_effect(plan: Path, book: Path, tmp_path: Path) -> None:
    """Rates, price year, bias, carbon and incomes changed in the workbook, and in the program."""
    other = Path(shutil.copytree(plan, tmp_path / "plan"))
    own = other / "assumptions"
    own.mkdir()
    packaged = Path(gp.__file__).parent / "assumptions"
    for name, old, new in (
        ("appraisal.discount", "to_year: 30, rate: 0.035", "to_year: 30, rate: 0.05"),
        ("appraisal.optimism_upper", "non-standard-civil-engineering: 0.66",
         "non-standard-civil-engineering: 0.5"),
        ("appraisal.optimism_lower", "standard-buildings: 0.02", "standard-buildings: 0.1"),
        ("appraisal.carbon", '"2050": 378', '"2050": 500'),
        ("appraisal.carbon", "price_year: 2020", "price_year: 2018"),
        ("appraisal.utility_elasticity", "value: 1.3", "value: 1.0"),
    ):  # fmt: skip
        file = own / f"{name}.yaml"
        text = (file if file.exists() else packaged / f"{name}.yaml").read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
    file = other / "interventions" / "rapid-transit.yaml"
    text = file.read_text()
    for old, new in (
        ("mitigation: 0.25", "mitigation: 0.4"),
        ("asset_life: 100", "asset_life: 40"),
        ("{amount: 1.5, price_year: 2022", "{amount: 2.5, price_year: 2021"),
        ("amounts: {2029/30: 6, 2030/31: 10}", "amounts: {2029/30: 7, 2030/31: 12}"),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text)
    then = gp.appraise(other, NAMES, draws=DRAWS, price_year=2019)
    changed = openpyxl.load_workbook(book)
    inputs = {str(row[0].value): row[2] for row in changed["Inputs"].iter_rows(min_row=5)}
    for name, value in (
        ("PriceYear", 2019), ("OptimismUpper_non_standard_civil_engineering", 0.5),
        ("OptimismLower_standard_buildings", 0.1), ("CarbonValue_2050", 500),
        ("CarbonPriceYear", 2018), ("UtilityElasticity", 1.0),
    ):  # fmt: skip
        inputs[name].value = value
    changed["Discount rates"]["D5"].value = 0.05
    actions = changed["Actions"]
    assert actions["A5"].value == "rapid-transit"
    actions["K5"].value, actions["E5"].value = 0.4, 40
    given = changed["Plan by year"]
    heads = {str(cell.value): cell.column for cell in given[HEADINGS]}
    for row in given.iter_rows(min_row=5):
        cells = {name: row[column - 1] for name, column in heads.items()}
        if (row[0].value, row[1].value) == ("rapid-transit", "upkeep"):
            cells["2030/31"].value, cells["Price year"].value = 2.5, 2021
        if (row[0].value, row[1].value) == ("rapid-transit", "benefit/time-saved"):
            cells["2029/30"].value, cells["2030/31"].value = 7, 12
    changed.save(tmp_path / "changed.xlsx")
    check_against(recalculated(tmp_path / "changed.xlsx", tmp_path), then)


def test_results_are_formulas_and_inputs_are_named(book: Path, made: AppraisedPlan) -> None:
    opened = openpyxl.load_workbook(book)
    names = dict(opened.defined_names)
    assert {"PriceYear", "OutputElsewhere", "WorkElsewhere", "FactorStandard", "Rate",
            "DeflatorLevels", "OptimismUpper_standard_buildings"} <= set(names)  # fmt: skip
    for name in names.values():
        for sheet, cells in name.destinations:
            assert opened[sheet][cells.replace("$", "")]
    assert "[" not in " ".join(str(name.attr_text) for name in names.values())
    for sheet, first in (("Welfare by year", "J"), ("Local by year", "J"), ("Summary", "D")):
        column = openpyxl.utils.column_index_from_string(first)
        for row in opened[sheet].iter_rows(min_row=5):
            typed = [c for c in row[column - 1 :] if isinstance(c.value, int | float)]
            drawn = {"NPSV, low", "NPSV, high", "Chance that NPSV is above 0", "BCR, low",
                     "BCR, high"}  # fmt: skip
            heads = {str(opened[sheet].cell(4, c.column).value) for c in typed}
            assert heads <= (drawn if sheet == "Summary" else set()), (sheet, row[0].row, heads)
    bare = [t for t in formulas(book).values() if re.fullmatch(r"=[-+]?[\d.]+", t) and t != "=0"]
    assert not bare, "a number dressed as a formula"


def test_the_local_ledger_is_in_no_formula_of_welfare(book: Path) -> None:
    for (sheet, place), text in formulas(book).items():
        if sheet in ("Summary", "Together", "Welfare by year", "Sensitivities"):
            assert "Local" not in text, (sheet, place)


def test_it_is_accessible_and_stands_alone(book: Path, made: AppraisedPlan) -> None:
    opened = openpyxl.load_workbook(book)
    assert opened.properties.title == f"{made.appraised.title}: appraisal"
    assert made.run.id in str(opened.properties.description)
    kept = values(book)
    assert not [p for p, v in kept.items() if isinstance(v, str) and v.startswith("#")]
    for sheet in opened.worksheets:
        assert not sheet.merged_cells.ranges, sheet.title
        assert sheet.sheet_state == "visible"
        assert len(sheet.tables) == 1
        assert sheet.freeze_panes == f"{sheet.freeze_panes[0]}{HEADINGS + 1}"
        heads = [cell.value for cell in sheet[HEADINGS]]
        assert all(heads), sheet.title
        assert len(set(heads)) == len(heads), sheet.title
        for row in sheet.iter_rows(min_row=HEADINGS + 1):
            assert all(cell.value is not None for cell in row), (sheet.title, row[0].row)
    with zipfile.ZipFile(book) as parts:
        assert not [name for name in parts.namelist() if "external" in name or "vba" in name]


def test_the_same_appraisal_gives_the_same_bytes(
    made: AppraisedPlan, book: Path, tmp_path: Path
) -> None:
    again = write_workbook(made, tmp_path / "again.xlsx")
    assert again.read_bytes() == book.read_bytes()


def test_one_action_has_a_workbook_without_a_bundle(tmp_path: Path) -> None:
    made = gp.appraise(LCR, ["visitor-levy"], draws=10)
    path = write_workbook(made, tmp_path / "one.xlsx")
    assert results(values(path))["visitor-levy"]["Net present social value (NPSV)"] == "not valued"
    assert "Together" not in openpyxl.load_workbook(path).sheetnames


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("book.xls", "ends in .xlsx"),
        ("there.xlsx", "this is there already"),
        ("dir.xlsx", "folder"),
    ],
)
def test_a_bad_target_is_refused_before_anything_is_appraised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, told: str
) -> None:
    (tmp_path / "there.xlsx").write_text("mine")
    (tmp_path / "dir.xlsx").mkdir()
    with pytest.raises(SystemExit) as stopped:
        main(["appraise", str(LCR), "visitor-levy", "--workbook", str(tmp_path / name)])
    assert stopped.value.code == 2
    assert told in " ".join(capsys.readouterr().err.split())
    assert (tmp_path / "there.xlsx").read_text() == "mine"
