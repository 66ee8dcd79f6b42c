"""A GDP workbook that is not as published stops, and says what was found and where."""

from __future__ import annotations

import pytest
from regional_gdp_files import FILES, INCOME_2024, ITL_2024, LOCAL_2022

from growthplan.vocabulary import GrowthplanError


def row_of(sheet, code, industry=None):
    for row in sheet.iter_rows(min_row=3):
        if row[1].value == code and (industry is None or row[3].value == industry):
            return row[0].row
    raise AssertionError(code)


def set_figure(sheet_name, code, year, change, industry=None):
    """Change the figure of one area and year."""

    def how(book):
        sheet = book[sheet_name]
        column = next(cell.column for cell in sheet[2] if str(cell.value) == year)
        cell = sheet.cell(row_of(sheet, code, industry), column)
        cell.value = change(cell.value)

    return how


def stops(parse, path):
    with pytest.raises(GrowthplanError) as caught:
        parse(path)
    return str(caught.value)


def test_gdp_that_is_not_gva_plus_taxes_names_place_year_and_cells(parse, damaged):
    path = damaged(ITL_2024, set_figure("Table 5", "TLD7", "2021", lambda v: v + 100))
    said = stops(parse, path)
    assert "gdp of TLD7 in 2021" in said
    assert "Table 5!" in said
    assert "Table 4!" in said


def test_a_difference_that_rounding_explains_is_no_fault(parse, damaged):
    path = damaged(LOCAL_2022, set_figure("Table 4", "E08000012", "2020", lambda v: v + 1))
    assert parse(path).observations.height == parse(LOCAL_2022).observations.height


def test_gdp_per_head_in_another_unit_stops(parse, damaged):
    """Trap 16: if the figures were pounds million after all, this would say so."""
    path = damaged(LOCAL_2022, set_figure("Table 7", "E08000012", "2020", lambda v: v / 1e6))
    assert "gdp_per_head of E08000012 in 2020 is 0.030426" in stops(parse, path)


def test_a_base_year_that_is_not_100_stops(parse, damaged):
    path = damaged(ITL_2024, set_figure("Table 9", "TLD7", "2019", lambda v: 101.5))
    assert "gdp_volume_index of TLD7 in 2019 is 101.5" in stops(parse, path)


def test_titles_with_different_base_years_stop(parse, damaged):
    def how(book):
        title = book["Table 10"]["A1"]
        title.value = title.value.replace("2019", "2022")

    said = stops(parse, damaged(ITL_2024, how))
    assert "different base years" in said
    assert "Table 10 2022" in said


def test_growth_that_does_not_follow_from_the_index_stops(parse, damaged):
    path = damaged(ITL_2024, set_figure("Table 12", "TLD7", "2022", lambda v: v + 3))
    assert "gdp_volume_growth of TLD7 in 2022" in stops(parse, path)


@pytest.mark.parametrize("row", ["TLD71", "TLE", "TLZ"])
def test_trap_17_a_missing_area_leaves_a_sum_short(parse, damaged, row):
    def how(book):
        for sheet in book:
            if sheet.title.startswith("Table") and sheet.title not in ("Table 6",):
                sheet.delete_rows(row_of(sheet, row))

    said = stops(parse, damaged(ITL_2024, how))
    assert "add up to" in said or row in said


def test_a_row_gone_from_one_table_only_is_named(parse, damaged):
    path = damaged(LOCAL_2022, lambda book: book["Table 3"].delete_rows(3))
    assert "Table 3: E07000026 is missing" in stops(parse, path)


def test_a_missing_table_is_named(parse, damaged):
    path = damaged(ITL_2024, lambda book: book.remove(book["Table 6"]))
    assert "there is no table of Population" in stops(parse, path)


def test_an_unknown_table_is_named(parse, damaged):
    def how(book):
        book["Table 3"]["A1"].value = "Table 3: Green taxes on products, pounds million"

    said = stops(parse, damaged(ITL_2024, how))
    assert "Green taxes" in said
    assert "there is no table of Other taxes" in said


def test_a_renamed_heading_is_named(parse, damaged):
    def how(book):
        book["Table 5"]["B2"].value = "Area"

    assert "Table 5: no column is headed 'itl code'" in stops(parse, damaged(ITL_2024, how))


def test_a_missing_year_is_named(parse, damaged):
    path = damaged(ITL_2024, lambda book: book["Table 2"].delete_cols(6))
    assert "Table 2: the years run from 2018 to 2022 without 2020" in stops(parse, path)


def test_a_table_of_fewer_years_than_the_others_stops(parse, damaged):
    path = damaged(ITL_2024, lambda book: book["Table 2"].delete_cols(8))
    assert "its years are 2018 to 2021" in stops(parse, path)


def test_text_in_a_figures_cell_is_named_with_its_address(parse, damaged):
    path = damaged(ITL_2024, set_figure("Table 8", "TLD7", "2022", lambda v: "about 108"))
    said = stops(parse, path)
    assert "'about 108' is neither a number" in said
    assert "Table 8!" in said


def test_two_rows_of_one_area_are_named(parse, damaged):
    def how(book):
        sheet = book["Table 1"]
        sheet.append([cell.value for cell in sheet[5]])

    assert "are both TLC" in stops(parse, damaged(ITL_2024, how))


def test_a_date_that_is_none_stops_and_a_lost_date_is_left_to_the_caller(parse, damaged):
    def reword(old, new):
        def how(book):
            for (cell,) in book["Information"].iter_rows(max_col=1):
                cell.value = str(cell.value or "").replace(old, new)

        return how

    assert "is not a date" in stops(parse, damaged(ITL_2024, reword("24 April", "54 April")))
    assert parse(damaged(ITL_2024, reword("published on", "issued on"))).released is None


def test_rows_and_columns_in_another_order_read_the_same(parse, damaged):
    def how(book):
        for sheet in book:
            if not sheet.title.startswith("Table"):
                continue
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
            shuffled = [rows[0], *reversed(rows[1:])]
            sheet.delete_rows(2, len(rows))
            for row in shuffled:
                sheet.append([*row[:3], *reversed(row[3:])])

    def figures(parsed):
        key = ["indicator", "place", "period"]
        return parsed.observations.select(*key, "value", "status").sort(key)

    assert figures(parse(damaged(ITL_2024, how))).equals(figures(parse(ITL_2024)))


def test_components_that_do_not_add_up_to_gva_stop(parse, damaged):
    path = damaged(
        INCOME_2024, set_figure("Table 7", "TLD7", "2022", lambda v: v + 50, "F (41-43)")
    )
    assert "GVA of TLD7, F (41-43), in 2022" in stops(parse, path)


def test_a_total_unlike_that_of_table_1_stops(parse, damaged):
    def how(book):
        for name in ("Table 6", "Table 16"):
            set_figure(name, "TLD7", "2022", lambda v: v + 3, "Total")(book)

    said = stops(parse, damaged(INCOME_2024, how))
    assert "in Table 1 it is 39,589" in said


def test_components_in_another_order_read_the_same_and_a_lost_line_stops(parse, damaged):
    def turn(book):
        sheet = book["Table 8"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        sheet.delete_rows(3, len(rows))
        for row in reversed(rows):
            sheet.append(row)

    assert parse(damaged(INCOME_2024, turn)).observations.height == (
        parse(INCOME_2024).observations.height
    )
    path = damaged(INCOME_2024, lambda book: book["Table 8"].delete_rows(5))
    assert "Table 8: its areas, industries or years are not those of Table 6" in stops(parse, path)


def test_a_workbook_cut_short_is_not_read(parse, tmp_path):
    data = (FILES / ITL_2024).read_bytes()
    (tmp_path / ITL_2024).write_bytes(data[: len(data) // 2])
    assert "damaged or cut short" in stops(parse, tmp_path / ITL_2024)
