"""GVA by industry of ITL2 areas, saved as CSV: figures, damage mended, and faults."""

from __future__ import annotations

import csv

import polars as pl
import pytest
from gva_by_industry_files import CURRENT_2023, CURRENT_2024, FILES, VOLUME_2023

from growthplan.vocabulary import GrowthplanError


def stops(parse, path):
    with pytest.raises(GrowthplanError) as caught:
        parse(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "year", "value"),
    [
        (CURRENT_2023, "2021", 35_345),
        (CURRENT_2024, "2021", 36_582),
        (CURRENT_2024, "2022", 39_589),
    ],
)
def test_known_figure_19_merseyside_in_two_editions(parse, figure, name, year, value):
    """Known figure 19 and trap 2: £ million, all industries."""
    parsed = parse(name)
    assert figure(parsed, "gva_by_industry", "TLD7", "Total", year)["value"] == value
    assert parsed.series.row(0)[1:3] == ("£m", "current")


@pytest.mark.parametrize("name", [VOLUME_2023, CURRENT_2023, CURRENT_2024])
def test_every_figure_stands_at_its_line_and_column(parse, name):
    with (FILES / name).open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    observations = parse(name).observations
    assert observations.height == (len(lines) - 1) * (len(lines[0]) - 4)
    for row in observations.iter_rows(named=True):
        assert lines[0][row["column"] - 1] == row["period"]
        assert float(lines[row["row"] - 1][row["column"] - 1].replace(",", "")) == row["value"]


def test_trap_4_chained_volumes_are_told_by_their_not_adding_up(parse):
    parsed = parse(VOLUME_2023)
    assert parsed.series.select("indicator", "unit", "price_basis").rows() == [
        ("gva_by_industry_volume", "£m", "chained volume, 2019 money")
    ]


def test_trap_15_dates_become_codes_again_and_it_is_said(parse, figure):
    """Excel turned 2-3 into 02-Mar and 11-12 into 11-Dec in the files of April 2024."""
    parsed = parse(CURRENT_2024)
    codes = set(parsed.observations["industry"])
    assert {"2-3", "11-12"} <= codes
    assert not any(code[-3:].isalpha() for code in codes - {"Total", "68IMP"})
    assert codes == set(parse(CURRENT_2023).observations["industry"])
    assert len(parsed.notes) == 2
    assert "'02-Mar' in 12 rows is industry 2-3 ('Forestry and fishing')" in parsed.notes[0]
    assert parse(CURRENT_2023).notes == ()
    text = (FILES / CURRENT_2024).read_text(encoding="utf-8-sig")
    line = next(li for li in text.splitlines() if li.startswith("TLD7") and "02-Mar" in li)
    forestry = figure(parsed, "gva_by_industry", "TLD7", "2-3", "2022")["value"]
    assert forestry == float(line.rsplit(",", 1)[1])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("02-Mar,Forestry and fishing", "03-Apr,Forestry and fishing"),
        ("02-Mar,Forestry and fishing", "02-Mar,Forestry"),
        ("C (10-33),Manufacturing", "Sector C,Manufacturing"),
    ],
)
def test_a_code_that_cannot_be_told_for_sure_stops(parse, rewritten, old, new):
    path = rewritten(CURRENT_2024, lambda text: text.replace(old, new))
    said = stops(parse, path)
    assert "is not an industry code" in said
    assert new.split(",")[0] in said


@pytest.mark.parametrize("spelling", ["C(10-33)", "C ( 10 - 33 )", "C  (10–33)"])
def test_other_spellings_of_a_code_are_one_code(parse, rewritten, figure, spelling):
    path = rewritten(CURRENT_2023, lambda text: text.replace("C (10-33)", spelling))
    again = figure(parse(path), "gva_by_industry", "TLD7", "C (10-33)", "2021")
    assert again == figure(parse(CURRENT_2023), "gva_by_industry", "TLD7", "C (10-33)", "2021")


def test_trap_12_byte_order_marks_line_ends_and_trailing_blanks(parse):
    assert (FILES / CURRENT_2024).read_bytes()[:3] == b"\xef\xbb\xbf"
    labels = set(parse(CURRENT_2024).extra["industries"]["label"])
    assert "Activities of households" in labels
    assert all(label == label.strip() for label in labels)


def test_trap_17_industries_of_one_parent_add_up_and_all_rows_do_not(parse):
    parsed = parse(CURRENT_2023)
    kinds = parsed.extra["industries"]
    assert kinds.filter(pl.col("parent") == "")["industry"].to_list() == ["Total"]
    values = parsed.observations.filter(
        (pl.col("place") == "TLD7") & (pl.col("period") == "2021")
    ).join(kinds, on="industry")
    total = values.filter(pl.col("industry") == "Total")["value"].item()
    assert values["value"].sum() > 3 * total
    for level in ("A-E", "C (10-33)", "L (68)", "Total"):
        parts = values.filter(pl.col("parent") == level)
        whole = values.filter(pl.col("industry") == level)["value"].item()
        assert parts.height > 1
        assert parts["value"].sum() == pytest.approx(whole, abs=(parts.height + 1) / 2)


def test_a_name_that_says_current_prices_of_chained_volumes_stops(parse, rewritten):
    said = stops(parse, rewritten(VOLUME_2023, new=CURRENT_2023))
    assert "the name says current prices" in said


def test_a_name_that_says_chained_volumes_of_current_prices_stops(parse, rewritten):
    assert "the name says chained volumes" in stops(parse, rewritten(CURRENT_2023, new=VOLUME_2023))


def test_a_name_with_another_base_year_stops(parse, rewritten):
    name = VOLUME_2023.replace("2019", "2018")
    assert "the name says 2018 money" in stops(parse, rewritten(VOLUME_2023, new=name))


@pytest.mark.parametrize(
    ("name", "indicator"),
    [(VOLUME_2023, "gva_by_industry_volume"), (CURRENT_2023, "gva_by_industry")],
)
def test_a_name_that_says_nothing_leaves_it_to_the_figures(parse, rewritten, name, indicator):
    assert parse(rewritten(name, new="download.csv")).series["indicator"].item() == indicator


def test_the_edition_is_not_guessed(parse):
    assert parse(CURRENT_2023).released is None


def test_a_changed_figure_stops(parse, rewritten):
    path = rewritten(CURRENT_2023, lambda text: text.replace('"35,345"', '"36,345"'))
    said = stops(parse, path)
    assert "TLD7, Total in 2021 is 36,345, but its parts add up to" in said or "neither in" in said


def test_rows_and_columns_in_another_order_read_the_same(parse, rewritten):
    def shuffle(text):
        lines = list(csv.reader(text.splitlines()))
        turned = [[*reversed(line[4:]), *line[:4]] for line in [lines[0], *reversed(lines[1:])]]
        return "".join(",".join(f'"{c}"' for c in line) + "\n" for line in turned)

    def figures(parsed):
        key = ["place", "industry", "period"]
        return parsed.observations.select(*key, "value").sort(key)

    again = figures(parse(rewritten(CURRENT_2023, shuffle)))
    assert again.equals(figures(parse(CURRENT_2023)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[: len(text) // 2], "cut short"),
        (lambda text: text[: text.index("TLN0")], "no areas of TLN"),
        (lambda text: "".join(text.splitlines(keepends=True)[:-1]), "rows are missing"),
        (lambda text: text + text.splitlines()[-1] + "\n", "are both TLN0, T (97-98)"),
        (lambda text: text.replace(",2019,", ",Notes,", 1), "'Notes' is not expected"),
        (lambda text: text.replace(",2019,", ",2020,", 1), "is there twice"),
        (lambda text: text.replace('"35,345"', "about 35"), "'about 35' is neither a number"),
    ],
)
def test_faults_stop_with_what_was_found(parse, rewritten, change, said):
    assert said in stops(parse, rewritten(CURRENT_2023, change))


def test_a_missing_year_is_named(parse, rewritten):
    def without_2019(text):
        lines = list(csv.reader(text.splitlines()))
        return "".join(",".join(f'"{c}"' for c in [*li[:5], *li[6:]]) + "\n" for li in lines)

    assert "without 2019" in stops(parse, rewritten(CURRENT_2023, without_2019))


def test_another_encoding_is_named_with_its_line(parse, tmp_path):
    data = (FILES / CURRENT_2023).read_bytes().replace(b"Merseyside", b"Merseys\xefde", 1)
    (tmp_path / CURRENT_2023).write_bytes(data)
    said = stops(parse, tmp_path / CURRENT_2023)
    assert "looks like Windows-1252" in said


def test_a_renamed_heading_is_another_layout(recognised, rewritten):
    path = rewritten(CURRENT_2023, lambda text: text.replace("SIC07 code", "Industry", 1))
    assert not recognised(path)
