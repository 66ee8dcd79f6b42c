"""Single tables of the GDP workbooks saved as CSV: which table they are, and what stops."""

from __future__ import annotations

from pathlib import Path

import pytest
from regional_gdp_files import FILES, ITL_2024

from growthplan.vocabulary import GrowthplanError

GVA = "Table 1 GVA balanced at current basic prices millions Apr2024.csv"
VOLUME = (
    "Table 10 Gross Domestic Product chained volume measures in 2019 money value pounds million.csv"
)
PEOPLE = "Table 17 Total resident population numbers persons.csv"


def renamed(tmp_path: Path, name: str, new: str, change=lambda text: text) -> Path:
    """A copy under another name, its text changed."""
    path = tmp_path / new
    path.write_text(change((FILES / name).read_text(encoding="utf-8")), encoding="utf-8")
    return path


def stops(parse, path):
    with pytest.raises(GrowthplanError) as caught:
        parse(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "indicator", "basis", "code", "year", "value"),
    [
        (GVA, "gva", "current", "TLD7", "2022", 39_589),
        (VOLUME, "gdp_volume", "chained volume, 2019 money", "E92000001", "2019", 1_922_734),
        (PEOPLE, "population", "not money", "TLD7", "2021", 1_551_722),
    ],
)
def test_published_figures(parse, figure, name, indicator, basis, code, year, value):
    parsed = parse(name)
    assert figure(parsed, indicator, code, year)["value"] == value
    assert parsed.series.select("indicator", "price_basis").rows() == [(indicator, basis)]


def test_address_is_line_and_column_of_the_file(parse, figure):
    found = figure(parse(GVA), "gva", "TLD7", "2022")
    line = (FILES / GVA).read_text(encoding="utf-8").splitlines()[found["row"] - 1]
    assert line.split(",")[1] == "TLD7"
    assert line.split(",")[found["column"] - 1] == "39589"


def test_the_day_of_publication_is_not_guessed_from_the_years(parse):
    assert parse(GVA).released is None
    assert parse(GVA).edition is None


def test_the_workbook_is_quoted_before_its_copy(parse):
    assert parse(GVA).priority < parse(ITL_2024).priority


def test_trap_12_level_with_a_trailing_blank_is_read(parse, figure):
    assert "Other ,TLB" in (FILES / PEOPLE).read_text(encoding="utf-8")
    assert figure(parse(PEOPLE), "population", "E92000001", "2021")["value"] == 56_536_419


def test_a_name_that_says_nothing_stops(parse, tmp_path):
    said = stops(parse, renamed(tmp_path, GVA, "download.csv"))
    assert "does not say which one it is" in said
    assert "GVA, current prices" in said


@pytest.mark.parametrize(
    ("name", "new", "said"),
    [
        (PEOPLE, GVA, "these may be people"),
        (GVA, PEOPLE, "where nobody lives"),
        (GVA, VOLUME, "which only current prices do"),
        (VOLUME, "Table 5 GDP at current market prices pounds million.csv", "add up to"),
        (VOLUME, VOLUME.replace("2019", "2016"), "in 2016 areas do not add up"),
        (VOLUME, VOLUME.replace("2019", "2030"), "there is no column 2030"),
    ],
)
def test_figures_that_contradict_the_name_stop(parse, tmp_path, name, new, said):
    assert said in stops(parse, renamed(tmp_path, name, new))


def test_a_missing_area_stops(parse, tmp_path):
    def without(text):
        return "".join(li for li in text.splitlines(keepends=True) if ",TLE," not in li)

    assert "add up to" in stops(parse, renamed(tmp_path, GVA, GVA, without))


def test_a_file_cut_in_a_record_stops(parse, tmp_path):
    assert "cut short" in stops(parse, renamed(tmp_path, GVA, GVA, lambda text: text[:-60]))


def test_a_gap_in_the_years_stops(parse, tmp_path):
    path = renamed(tmp_path, GVA, GVA, lambda text: text.replace(",2019,", ",2020 p,", 1))
    assert "without 2019" in stops(parse, path)


def test_text_in_a_figures_cell_names_its_line(parse, tmp_path):
    path = renamed(tmp_path, GVA, GVA, lambda text: text.replace(",39589", ",circa 39589"))
    assert "'circa 39589' is neither" in stops(parse, path)


def test_a_heading_renamed_is_another_layout(recognised, tmp_path):
    path = renamed(tmp_path, GVA, GVA, lambda text: text.replace("ITL code", "Code", 1))
    assert not recognised(path)
