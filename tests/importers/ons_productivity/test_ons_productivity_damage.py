"""What the importer of productivity workbooks says when a file is not as it should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest

from growthplan.importers.cells import a1
from growthplan.importers.ons_productivity import workbook
from growthplan.importers.opening import OpenFile, open_file
from growthplan.importers.workbook import WorkbookReader
from growthplan.vocabulary import Gazetteer, GrowthplanError

Sheets = dict[str, pl.DataFrame]
Edit = Callable[[Sheets], object]
FaultsOf = Callable[[str, Edit], str]


def put(sheets: Sheets, sheet: str, row: int, column: int, text: str | None) -> None:
    """Write one cell; row and column count from 1."""
    frame, name = sheets[sheet], f"c{column}"
    cells = frame[name].to_list()
    cells[row - 1] = text
    sheets[sheet] = frame.with_columns(pl.Series(name, cells, pl.String))


def find(sheets: Sheets, sheet: str, text: str) -> tuple[int, int]:
    """Row and column, from 1, of the first cell that says `text`."""
    for i, row in enumerate(sheets[sheet].rows()):
        for j, cell in enumerate(row):
            if (cell or "").strip() == text:
                return i + 1, j + 1
    raise AssertionError(f"{text} is not on {sheet}")


def multiply(sheets: Sheets, sheet: str, area: str, heading: str, factor: float) -> str:
    """Change one figure; gives its address."""
    row, column = find(sheets, sheet, area)[0], find(sheets, sheet, heading)[1]
    old = float(sheets[sheet][f"c{column}"][row - 1])
    put(sheets, sheet, row, column, f"{old * factor:.2f}")
    return f"{sheet}!{a1(row, column)}"


def test_swapped_sheets_are_noticed(faults_of: FaultsOf) -> None:
    """Trap 1: smoothed figures under the name of the unsmoothed table."""

    def swap(sheets: Sheets) -> None:
        sheets["A3"], sheets["A4"] = sheets["A4"], sheets["A3"]

    said = faults_of("cities-2025", swap)
    assert "A3: its title says 'unsmoothed' where 'smoothed' is expected" in said
    assert "A4: its title says 'smoothed' where 'unsmoothed' is expected" in said


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("A5", "A2", "'current price' where 'chained volume' is expected"),
        ("A3", "B3", "'per filled job' where 'per hour worked' is expected"),
        ("A1", "A3", "'(£)' where 'indices' is expected"),
        ("Productivity Hours", "Productivity Jobs", "'productivity jobs'"),
    ],
)
def test_a_sheet_with_another_tables_title(
    faults_of: FaultsOf, one: str, other: str, words: str
) -> None:
    def swap(sheets: Sheets) -> None:
        sheets[one], sheets[other] = sheets[other], sheets[one]

    assert words in faults_of("itl-2023", swap)


def test_figures_swapped_under_the_right_titles(faults_of: FaultsOf) -> None:
    """Titles kept, figures of smoothed and unsmoothed exchanged: the identity does not hold."""

    def swap(sheets: Sheets) -> None:
        sheets["A3"], sheets["A4"] = sheets["A4"], sheets["A3"]
        for sheet, other in (("A3", "A4"), ("A4", "A3")):
            put(sheets, sheet, 1, 1, sheets[other]["c1"][0])
        titles = sheets["A3"]["c1"][0], sheets["A4"]["c1"][0]
        put(sheets, "A3", 1, 1, titles[0].replace("A4", "A3").replace("unsm", "sm"))
        put(sheets, "A4", 1, 1, titles[0].replace("A3", "A4").replace("(sm", "(unsm"))

    said = faults_of("cities-2025", swap)
    assert "the index is" in said
    assert "more faults" in said


@pytest.mark.parametrize("name", ["itl-2024", "lad-2024", "cities-2025"])
def test_a_missing_sheet(faults_of: FaultsOf, name: str) -> None:
    said = faults_of(name, lambda sheets: sheets.pop("B3"))
    assert "the sheet 'B3' (GVA per filled job) is missing" in said


def test_a_renamed_sheet_is_named(faults_of: FaultsOf) -> None:
    def rename(sheets: Sheets) -> None:
        sheets["Productivity Job"] = sheets.pop("Productivity Jobs")

    assert "Did you mean 'Productivity Job'?" in faults_of("cities-2025", rename)


def test_only_the_local_authority_workbook_may_lack_unsmoothed_tables(
    faults_of: FaultsOf,
) -> None:
    assert "'A4'" in faults_of("cities-2024", lambda sheets: sheets.pop("A4"))


@pytest.mark.parametrize(
    ("heading", "new", "words"),
    [
        ("Pounds_2010", "Euros_2010", "the heading 'Euros_2010' is not a year in pounds"),
        ("Pounds_2010", "Index_2010", "the heading 'Index_2010' is not a year in pounds"),
        ("Pounds_2010", None, "the years 2010 are missing"),
        ("Pounds_2010", "Pounds_2011", "the years 2011 are repeated"),
        ("area_code", "code", "no row is headed"),
        ("area_name", "town", "no column is headed with the areas' names"),
    ],
)
def test_a_changed_heading(faults_of: FaultsOf, heading: str, new: str | None, words: str) -> None:
    def rename(sheets: Sheets) -> None:
        put(sheets, "A3", *find(sheets, "A3", heading), new)

    said = faults_of("cities-2025", rename)
    assert words in said
    assert "A3" in said


def test_a_changed_year_above_two_header_rows(faults_of: FaultsOf) -> None:
    """June 2023 prints the years in a row of their own."""

    def rename(sheets: Sheets) -> None:
        put(sheets, "B4", *find(sheets, "B4", "2015"), "2051")

    assert "B4: the years 2015 are missing" in faults_of("itl-2023", rename)


def test_a_missing_year(faults_of: FaultsOf) -> None:
    def drop(sheets: Sheets) -> None:
        column = find(sheets, "A3", "Pounds_2010")[1]
        frame = sheets["A3"].drop(f"c{column}")
        frame.columns = [f"c{i + 1}" for i in range(frame.width)]
        sheets["A3"] = frame

    assert "A3: the years 2010 are missing" in faults_of("cities-2025", drop)


def test_a_missing_base(faults_of: FaultsOf) -> None:
    """Trap 3: without its base year a chained volume index cannot be used."""

    def blank(sheets: Sheets) -> None:
        put(sheets, "A5", *find(sheets, "A5", "2022=100"), None)

    assert "A5: no line 'YEAR=100' stands above the table" in faults_of("cities-2025", blank)


def test_a_wrong_base(faults_of: FaultsOf) -> None:
    def change(sheets: Sheets) -> None:
        put(sheets, "A5", *find(sheets, "A5", "2022=100"), "2021=100")

    assert "the table says 2021=100" in faults_of("cities-2025", change)


@pytest.mark.parametrize("text", ["thirty", "3 5.1", "#REF!", "nan"])
def test_text_in_a_number_cell(faults_of: FaultsOf, text: str) -> None:
    row = 0

    def write(sheets: Sheets) -> None:
        nonlocal row
        row = find(sheets, "A3", "E47000004")[0]
        put(sheets, "A3", row, 21, text)

    said = faults_of("cities-2025", write)
    assert f"A3!U{row}: '{text}' is neither a number nor a known marker" in said


def test_a_known_marker_is_a_missing_figure(
    damaged: Callable[[str, Edit], OpenFile], gazetteer: Gazetteer
) -> None:
    """Trap 13: markers are words, never numbers and never faults."""

    def write(sheets: Sheets) -> None:
        put(sheets, "A3", find(sheets, "A3", "E47000004")[0], 21, "[x]")

    parsed = workbook.read(damaged("cities-2025", write), gazetteer)
    row = parsed.observations.filter(
        (pl.col("sheet") == "A3") & (pl.col("column") == 21) & (pl.col("place") == "E47000004")
    )
    assert row["value"].to_list() == [None]
    assert row["status"].to_list() == ["not available"]


@pytest.mark.parametrize(
    ("name", "sheet", "area", "heading", "words"),
    [
        ("cities-2025", "A3", "E47000004", "Pounds_2023", "Liverpool City Region, 2023"),
        ("cities-2025", "A4", "E47000004", "Pounds_2023", "jobs × GVA per job"),
        ("cities-2025", "B4", "E47000002", "Pounds_2010", "South Yorkshire, 2010"),
        ("cities-2025", "Productivity Jobs", "E47000004", "Jobs_2023", "jobs × GVA per job"),
        ("cities-2025", "Productivity Hours", "E47000004", "Hours_2023", "weekly hours"),
        ("lad-2024", "A1", "E08000012", "Index_2022", "Liverpool, 2022"),
        ("lad-2024", "Productivity Jobs", "E08000012", "Jobs_2022", "parts add up to"),
        ("itl-2024", "Productivity Hours", "TLD7", "Hours_2022", "parts add up to"),
    ],
)
def test_a_figure_that_contradicts_the_others(
    faults_of: FaultsOf, name: str, sheet: str, area: str, heading: str, words: str
) -> None:
    """One figure changed by 5%; the message names the place, the year and the cells."""
    cell = ""

    def change(sheets: Sheets) -> None:
        nonlocal cell
        cell = multiply(sheets, sheet, area, heading, 1.05)

    said = faults_of(name, change)
    assert words in said
    assert (sheet if "add up" in words else cell) in said


def test_a_changed_uk_figure_is_noticed(faults_of: FaultsOf) -> None:
    said = faults_of("itl-2024", lambda sheets: multiply(sheets, "A3", "UKX", "Pounds_2022", 1.02))
    assert "the index is" in said


def test_zero_jobs_where_gva_per_job_is_printed(faults_of: FaultsOf) -> None:
    said = faults_of(
        "cities-2025",
        lambda sheets: multiply(sheets, "Productivity Jobs", "E47000004", "Jobs_2022", 0),
    )
    assert "(Liverpool City Region, 2022): 0 is not above zero" in said


def test_an_area_that_is_there_twice(faults_of: FaultsOf) -> None:
    def repeat(sheets: Sheets) -> None:
        row = find(sheets, "A3", "E47000002")[0]
        put(sheets, "A3", row, 1, "E47000004")

    said = faults_of("cities-2025", repeat)
    assert "A3: 'E47000004' is there 2 times" in said
    assert "A3: areas that other sheets have are missing: E47000002" in said


def test_a_row_that_one_sheet_lost(faults_of: FaultsOf) -> None:
    def drop(sheets: Sheets) -> None:
        row = find(sheets, "B2", "E47000004")[0]
        frame = sheets["B2"]
        sheets["B2"] = pl.concat([frame.head(row - 1), frame.slice(row)])

    said = faults_of("cities-2025", drop)
    assert "B2: areas that other sheets have are missing: E47000004" in said


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        (1, "E4700000", "'E4700000' is no code of an area"),
        (1, None, "lacks its code or its name"),
        (2, None, "lacks its code or its name"),
    ],
)
def test_a_damaged_code_or_name(
    faults_of: FaultsOf, column: int, text: str | None, words: str
) -> None:
    def damage(sheets: Sheets) -> None:
        put(sheets, "A3", find(sheets, "A3", "E47000004")[0], column, text)

    assert words in faults_of("cities-2025", damage)


def test_a_sheet_that_was_cut_short(faults_of: FaultsOf) -> None:
    def cut(sheets: Sheets) -> None:
        sheets["A3"] = sheets["A3"].head(11)

    assert "A3: the line 'Source:' at the foot is missing" in faults_of("cities-2025", cut)


def test_figures_below_the_notes(faults_of: FaultsOf) -> None:
    def add(sheets: Sheets) -> None:
        put(sheets, "A3", find(sheets, "A3", "Source: Office for National Statistics")[0], 21, "1")

    assert "A3: figures stand below the areas' rows (column U)" in faults_of("cities-2025", add)


def test_an_empty_sheet(faults_of: FaultsOf) -> None:
    def clear(sheets: Sheets) -> None:
        sheets["A3"] = pl.DataFrame()

    assert "A3: the sheet is empty" in faults_of("cities-2025", clear)


def test_every_fault_is_said_at_once(faults_of: FaultsOf) -> None:
    def damage(sheets: Sheets) -> None:
        put(sheets, "A3", *find(sheets, "A3", "Pounds_2010"), "Euros_2010")
        put(sheets, "B1", *find(sheets, "B1", "UK=100"), None)
        del sheets["Productivity Hours"]

    said = faults_of("cities-2025", damage)
    assert "Euros_2010" in said
    assert "B1: no line 'UK=100'" in said
    assert "'Productivity Hours' (Hours worked per week) is missing" in said


def test_a_release_that_does_not_say_its_month(faults_of: FaultsOf) -> None:
    def blank(sheets: Sheets) -> None:
        put(sheets, "Contents", 3, 1, "Reference tables of ONS Subregional Productivity.")

    assert "Contents: the sheet doesn't say which release this is" in faults_of(
        "cities-2025", blank
    )


def test_shuffled_rows_and_columns_change_nothing(
    opened: Mapping[str, OpenFile], damaged: Callable[[str, Edit], OpenFile], gazetteer: Gazetteer
) -> None:
    """Trap 14: rows are found by code, years by heading, wherever they stand."""

    def shuffle(sheets: Sheets) -> None:
        for name in ("A3", "Productivity Jobs"):
            frame = sheets[name]
            first = find(sheets, name, "UKX")[0] - 1
            last = next(i for i in range(first, frame.height) if frame["c1"][i] is None)
            rows = [*range(first), *reversed(range(first, last)), *range(last, frame.height)]
            columns = ["c1", "c2", *reversed(frame.columns[2:])]
            moved = frame[rows].select(columns)
            moved.columns = frame.columns
            sheets[name] = moved

    before = workbook.read(opened["cities-2025"], gazetteer).observations
    after = workbook.read(damaged("cities-2025", shuffle), gazetteer).observations
    key = ["indicator", "place", "period"]
    kept = [*key, "value", "status"]
    assert after.select(kept).sort(key).equals(before.select(kept).sort(key))
    assert not after.sort(key).equals(before.sort(key)), "the addresses must have moved"


def test_empty_columns_beyond_the_table_are_harmless(
    opened: Mapping[str, OpenFile], damaged: Callable[[str, Edit], OpenFile], gazetteer: Gazetteer
) -> None:
    """Used ranges of the old binary files are padded by hundreds of columns."""

    def pad(sheets: Sheets) -> None:
        frame = sheets["A3"]
        extra = [pl.lit(None, pl.String).alias(f"c{frame.width + i}") for i in range(1, 231)]
        sheets["A3"] = frame.with_columns(extra)

    before = workbook.read(opened["cities-2025"], gazetteer).observations
    assert workbook.read(damaged("cities-2025", pad), gazetteer).observations.equals(before)


def test_an_unread_sheet_is_mentioned(
    damaged: Callable[[str, Edit], OpenFile], gazetteer: Gazetteer
) -> None:
    def add(sheets: Sheets) -> None:
        sheets["C1"] = sheets["A1"]

    parsed = workbook.read(damaged("cities-2025", add), gazetteer)
    assert "These sheets were not read: C1." in parsed.notes


def test_a_changed_lookup_stops(faults_of: FaultsOf) -> None:
    def rename(sheets: Sheets) -> None:
        put(sheets, "Geography Lookup", 1, 3, "CODE")

    assert "Geography Lookup: the headings CRCD are missing" in faults_of("cities-2024", rename)


def test_other_workbooks_are_not_recognised(damaged: Callable[[str, Edit], OpenFile]) -> None:
    def replace(sheets: Sheets) -> None:
        sheets.clear()
        sheets["A1"] = pl.DataFrame({"c1": ["Table A1: House prices"]})
        sheets["Contents"] = pl.DataFrame({"c1": ["House prices"]})

    assert not workbook.recognises(damaged("cities-2025", replace))


def test_a_file_cut_short_is_a_plain_message(
    opened: Mapping[str, OpenFile], tmp_path: Path
) -> None:
    whole = opened["cities-2025"].path.read_bytes()
    cut = tmp_path / "labourproductivitycaeer3.xlsx"
    cut.write_bytes(whole[: len(whole) // 2])
    with WorkbookReader() as reader, pytest.raises(GrowthplanError, match="cut short"):
        open_file(cut, reader)
