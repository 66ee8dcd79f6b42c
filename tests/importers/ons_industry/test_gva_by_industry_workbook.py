"""GVA by industry of local authorities: the publisher's workbook."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from gva_by_industry_files import FILES, NORTH_WEST

from growthplan.vocabulary import GrowthplanError


def stops(parse, path):
    with pytest.raises(GrowthplanError) as caught:
        parse(path)
    return str(caught.value)


def test_known_figure_22_liverpool_2023(parse, figure):
    """Known figure 22: current prices 18,431, in 2022 money 16,965 (£ million)."""
    parsed = parse(NORTH_WEST)
    place = ("E08000012", "Total", "2023")
    assert figure(parsed, "gva_by_industry", *place)["value"] == 18_431
    assert figure(parsed, "gva_by_industry_volume", *place)["value"] == 16_965
    bases = dict(parsed.series.select("indicator", "price_basis").iter_rows())
    assert bases == {
        "gva_by_industry": "current",
        "gva_by_industry_volume": "chained volume, 2022 money",
        "gva_by_industry_volume_index": "chained volume, 2022=100",
        "gva_by_industry_deflator": "index, 2022=100",
    }


def test_day_of_publication_is_printed_inside(parse):
    assert parse(NORTH_WEST).released == date(2025, 4, 17)
    assert parse(NORTH_WEST).dataset.endswith("-tld")


def test_every_observation_stands_where_its_address_says(parse):
    book = openpyxl.load_workbook(FILES / NORTH_WEST, data_only=True)
    observations = parse(NORTH_WEST).observations
    assert observations.height == 4 * 98 * 6
    for row in observations.iter_rows(named=True):
        sheet = book[row["sheet"]]
        assert sheet.cell(row["row"], row["column"]).value == pytest.approx(row["value"])
        assert str(sheet.cell(2, row["column"]).value) == row["period"]
        assert str(sheet.cell(row["row"], 4).value) == row["industry"]


def test_areas_that_the_gazetteer_lacks_are_kept_and_named(parse):
    (unknown,) = parse(NORTH_WEST).unknown_places
    assert (unknown.code, unknown.name) == ("E06000006", "Halton")


def change(sheet, row, column, value):
    def how(book):
        book[sheet].cell(row, column).value = value

    return how


def retitle(sheet, old, new):
    def how(book):
        cell = book[sheet]["A1"]
        assert old in cell.value
        cell.value = cell.value.replace(old, new)

    return how


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda book: book.remove(book["Table 2"]), "GVA by industry, chained volume"),
        (retitle("Table 3", "current prices", "constant prices"), "not one expected here"),
        (retitle("Table 2", "2022 money", "2019 money"), "different base years"),
        (change("Table 3", 3, 11, 1), "but its parts add up to"),
        (change("Table 2", 4, 10, 9_999), "in the base year 2022 is 9,999"),
        (change("Table 1", 4, 10, 99.0), "in the base year 2022 is 99.0, not 100"),
        (change("Table 4", 5, 8, "n. a."), "Table 4!H5: 'n. a.' is neither a number"),
        (change("Table 1", 2, 2, "Area"), "no column is headed 'la code'"),
        (change("Table 1", 2, 8, None), "without 2020"),
        (change("Table 1", 3, 4, "All"), "'All' ('All industries') is not an industry code"),
        (lambda book: book["Table 2"].delete_rows(7), "rows are missing"),
        (lambda book: book["Table 3"].delete_cols(11), "its years are"),
        (change("Table 4", 3, 2, "E08000099"), "has 1 industries"),
    ],
)
def test_faults_stop_with_what_was_found(parse, damaged, how, said):
    assert said in stops(parse, damaged(NORTH_WEST, how))


def test_an_authority_gone_from_one_table_is_named(parse, damaged):
    path = damaged(NORTH_WEST, lambda book: book["Table 4"].delete_rows(3, 49))
    said = stops(parse, path)
    assert "E06000006" in said
    assert "Table 4" in said


def test_rows_in_another_order_read_the_same(parse, damaged):
    def how(book):
        sheet = book["Table 3"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        sheet.delete_rows(3, len(rows))
        for row in reversed(rows):
            sheet.append(row)

    def figures(parsed):
        key = ["indicator", "place", "industry", "period"]
        return parsed.observations.select(*key, "value").sort(key)

    assert figures(parse(damaged(NORTH_WEST, how))).equals(figures(parse(NORTH_WEST)))
