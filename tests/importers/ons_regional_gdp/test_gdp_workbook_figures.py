"""What the regional GDP workbooks print, as read."""

from __future__ import annotations

from datetime import date

import openpyxl
import polars as pl
import pytest
from regional_gdp_files import FILES, INCOME_2024, ITL_2023, ITL_2024, LOCAL_2022


@pytest.mark.parametrize(("name", "people"), [(ITL_2023, 1_551_722), (ITL_2024, 1_552_288)])
def test_known_figure_20_population_of_merseyside_in_two_editions(parse, figure, name, people):
    """Known figure 20 and trap 2: the 2021 population moved between editions."""
    assert figure(parse(name), "population", "TLD7", "2021")["value"] == people


@pytest.mark.parametrize(
    ("name", "day"),
    [
        (ITL_2023, date(2023, 4, 25)),
        (ITL_2024, date(2024, 4, 24)),
        (LOCAL_2022, date(2022, 5, 30)),
        (INCOME_2024, date(2024, 4, 24)),
    ],
)
def test_day_of_publication_is_the_one_printed_inside(parse, name, day):
    assert parse(name).released == day


@pytest.mark.parametrize("name", [ITL_2023, ITL_2024, LOCAL_2022, INCOME_2024])
def test_every_observation_stands_where_its_address_says(parse, name):
    """Checked against another reader of workbooks, cell by cell."""
    book = openpyxl.load_workbook(FILES / name, data_only=True)
    for row in parse(name).observations.iter_rows(named=True):
        sheet = book[row["sheet"]]
        cell = sheet.cell(row["row"], row["column"]).value
        assert str(sheet.cell(2, row["column"]).value) == row["period"]
        if row["value"] is None:
            assert cell in ("u", "[u]", "[z]")
        else:
            assert cell == pytest.approx(row["value"], rel=1e-12)


@pytest.mark.parametrize("name", [ITL_2023, ITL_2024, LOCAL_2022, INCOME_2024])
def test_no_cell_of_a_table_is_left_out(parse, name):
    book = openpyxl.load_workbook(FILES / name, data_only=True)
    years = 0
    for sheet in book:
        if sheet.title.startswith("Table"):
            heads = [str(cell.value) for cell in sheet[2]]
            years += sum(h.isdigit() for h in heads) * (sheet.max_row - 2)
    assert parse(name).observations.height == years


def test_trap_7_codes_become_one_place_each(parse, figure):
    """England is TLB, the UK has two meanings, Extra-Regio is a place of its own."""
    parsed = parse(ITL_2024)
    assert figure(parsed, "gva", "E92000001", "2022")["value"] == 1_940_267
    assert figure(parsed, "gva", "K02000001", "2022")["value"] == 2_246_047
    less, extra = (figure(parsed, "gva", c, "2022")["value"] for c in ("K99000002", "TLZ"))
    assert less + extra == pytest.approx(2_246_047, abs=1)
    assert "E92000001" not in {place.code for place in parsed.unknown_places}


def test_places_that_the_gazetteer_lacks_are_kept_and_named(parse):
    parsed = parse(ITL_2024)
    unknown = {place.code for place in parsed.unknown_places}
    assert "TLC" in unknown
    assert unknown <= set(parsed.observations["place"])


def test_trap_13_markers_become_words(parse, figure):
    """2023 prints the letter u, 2024 prints [u] and [z]."""
    old = figure(parse(ITL_2023), "gdp_per_head_volume_growth", "TLD7", "2021")
    assert (old["value"], old["status"]) == (None, "suppressed as unreliable")
    extra = figure(parse(ITL_2024), "gdp_per_head", "TLZ", "2022")
    assert (extra["value"], extra["status"]) == (None, "not applicable")
    statuses = parse(ITL_2024).observations.filter(pl.col("indicator") == "population")["status"]
    assert "suppressed as unreliable" in set(statuses)


def test_trap_16_gdp_per_head_of_local_authorities_is_in_pounds(parse, figure):
    """Table 7 is titled 'pounds million'; Liverpool's 30,426 in 2020 is pounds."""
    parsed = parse(LOCAL_2022)
    assert figure(parsed, "gdp_per_head", "E08000012", "2020")["value"] == 30_426
    assert _series(parsed, "gdp_per_head")["unit"] == "£ per head"
    assert any("pounds million" in note for note in parsed.notes)
    assert not any("pounds million" in note for note in parse(ITL_2024).notes)


def test_trap_18_gva_is_not_gdp(parse, figure):
    parsed = parse(ITL_2024)
    gva, gdp = (figure(parsed, i, "TLD7", "2022")["value"] for i in ("gva", "gdp"))
    assert (gva, gdp) == (39_589, 45_413)


@pytest.mark.parametrize(
    ("indicator", "unit", "basis"),
    [
        ("gva", "£m", "current"),
        ("population", "people", "not money"),
        ("gva_deflator", "index", "index, 2019=100"),
        ("gdp_volume_index", "index", "chained volume, 2019=100"),
        ("gdp_volume", "£m", "chained volume, 2019 money"),
        ("gdp_per_head_volume", "£ per head", "chained volume, 2019 money"),
        ("gdp_volume_growth", "% a year", "chained volume"),
    ],
)
def test_trap_3_unit_and_base_year_come_from_the_tables_title(parse, indicator, unit, basis):
    line = _series(parse(ITL_2024), indicator)
    assert (line["unit"], line["price_basis"]) == (unit, basis)


def test_years_as_text_and_as_numbers_read_alike(parse):
    """Headings are text in 2023 and numbers in 2024."""
    assert set(parse(ITL_2023).observations["period"]) == {str(y) for y in range(2017, 2022)}
    assert set(parse(ITL_2024).observations["period"]) == {str(y) for y in range(2018, 2023)}


def test_income_components_of_gva_by_industry(parse, figure):
    """United Kingdom, 2022, from the workbook of 24 April 2024."""
    parsed = parse(INCOME_2024)
    assert figure(parsed, "gva_per_head", "K02000001", "2022")["value"] == 33_227
    pay = figure(parsed, "compensation_of_employees", "K02000001", "2022", "Total")["value"]
    assert pay == 1_241_371
    mining = figure(parsed, "gva_by_industry", "K02000001", "2022", "B (5-9)")["value"]
    assert mining == 19_052


def _series(parsed, indicator):
    return parsed.series.filter(pl.col("indicator") == indicator).row(0, named=True)
