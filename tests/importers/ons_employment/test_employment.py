"""Jobs, enterprises and pay by place: published extracts, and damaged ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from growthplan.importers import WorkbookReader, open_file
from growthplan.importers.layout import Parsed
from growthplan.importers.ons_employment import bres_csv, bres_sections_csv, nomis_workbook
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError

FILES = Path(__file__).parent.parent / "fixtures" / "ons_employment"
DIVISIONS = "ITL2_Employment_countandpercent2digitSIC_BRESopen15to21.csv"
SECTIONS = "itl2_BRES_jobs_SIC_sections2015to2022.csv"
DENSITY = "jobs_density_nomis.xlsx"
ENTERPRISES = "uk_business_counts_nomis.xlsx"
PAY = "gross_weekly_pay_nomis.xlsx"

Parse = Callable[[Path | str], Parsed]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    with Store() as store:
        return store.gazetteer


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as started:
        yield started


@pytest.fixture
def parse(gazetteer: Gazetteer, reader: WorkbookReader, monkeypatch: pytest.MonkeyPatch) -> Parse:
    """Read a file of a few areas and industries."""
    monkeypatch.setattr(bres_csv, "PLAUSIBLE", (1e5, 1e6))
    monkeypatch.setattr(bres_sections_csv, "PLAUSIBLE", (1e5, 1e6))
    monkeypatch.setattr(nomis_workbook, "FEWEST_AUTHORITIES", 4)

    def read(path: Path | str) -> Parsed:
        file = open_file(FILES / path, reader)
        layouts = bres_csv.LAYOUTS + bres_sections_csv.LAYOUTS + nomis_workbook.LAYOUTS
        (layout,) = [layout for layout in layouts if layout.recognises(file)]
        return layout.read(file, gazetteer)

    return read


def _value(parsed: Parsed, place: str, period: str, industry: str = "") -> float | None:
    rows = parsed.observations.filter(
        (pl.col("place") == place) & (pl.col("period") == period) & (pl.col("industry") == industry)
    )
    return rows["value"].item()


def _damaged(tmp_path: Path, name: str, old: str, new: str) -> Path:
    text = (FILES / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def _with_cell(tmp_path: Path, name: str, address: str, value: object) -> Path:
    book = openpyxl.load_workbook(FILES / name)
    book.active[address] = value
    path = tmp_path / name
    book.save(path)
    return path


def test_bundled_employment_of_great_britain() -> None:
    """BRES 2021: 40 areas, 88 divisions, seven years; 686,425 people in Merseyside."""
    with Store() as store:
        rows = store.rows("observations", indicator=["employment_by_industry"])
    assert (rows["place"].n_unique(), rows["industry"].n_unique()) == (40, 88)
    assert rows["period"].n_unique() == 7
    of_2021 = rows.filter(pl.col("period") == "2021")
    assert of_2021["value"].sum() == 31_341_585
    assert of_2021.filter(pl.col("place") == "TLD7")["value"].sum() == 686_425


def test_divisions_lose_their_leading_zero_and_areas_get_todays_codes(parse: Parse) -> None:
    """Traps 7 and 15: UKD7 is TLD7; industry 01 is text, not a number or a date."""
    parsed = parse(DIVISIONS)
    assert set(parsed.observations["place"]) == {"TLD7", "TLM5"}
    assert set(parsed.observations["industry"]) == {"1", "47", "86"}
    line = parsed.observations.filter(
        (pl.col("place") == "TLD7") & (pl.col("period") == "2015") & (pl.col("industry") == "1")
    )["row"].item()
    record = (FILES / DIVISIONS).read_text().splitlines()[line - 1].split(",")
    assert record[:3] == ["2015", "UKD7", "01"]


def test_areas_and_sections_are_found_by_name(parse: Parse) -> None:
    """Merseyside is TLD7; West Wales is West Wales and The Valleys, an area of 2021."""
    parsed = parse(SECTIONS)
    rows = parsed.observations
    assert parsed.unknown_places == ()
    assert {"TLD7", "TLL1"} < set(rows["place"])
    assert set(rows["industry"]) == {"A (1-3)", "C (10-33)", "P (85)"}


def test_cell_without_figure_stays_empty_with_its_reason(parse: Parse) -> None:
    """Trap 13: Scotland has no full-time employees in agriculture from 2015 to 2017."""
    rows = parse(SECTIONS).observations.filter(pl.col("value").is_null())
    assert set(rows["period"]) == {"2015", "2016", "2017"}
    assert set(rows["industry"]) == {"A (1-3)"}
    assert set(rows["status"]) == {"empty cell"}


def test_two_counts_of_jobs_are_two_indicators(parse: Parse) -> None:
    """Trap 19: employment and full-time employees are never one series."""
    assert set(parse(DIVISIONS).observations["indicator"]).isdisjoint(
        parse(SECTIONS).observations["indicator"]
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (DIVISIONS, "2015,UKD7,01", "2015,UKD7,1A", "'1A' is not a SIC division"),
        (DIVISIONS, "2015,UKD7,01", "2015,UKD7,47", "2015, UKD7, 47 is there twice"),
        (DIVISIONS, "2015,UKD7,01", "15,UKD7,01", "'15' is not a year"),
        (DIVISIONS, "2015,UKD7,01", "2014,UKD7,01", "year '2014' has 1 rows of 6"),
        (SECTIONS, "Manufacturing", "Manufacture", "'Manufacture' is not the name of a section"),
        (SECTIONS, ",Merseyside,", ",Mersey,", "area 'Mersey' has 1 rows of 24"),
    ],
)
def test_damaged_csv_is_refused(
    parse: Parse, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    with pytest.raises(GrowthplanError, match=said):
        parse(_damaged(tmp_path, name, old, new))


def test_year_that_is_missing_is_named(parse: Parse, tmp_path: Path) -> None:
    lines = (FILES / DIVISIONS).read_text().splitlines(keepends=True)
    path = tmp_path / DIVISIONS
    path.write_text("".join(line for line in lines if not line.startswith("2018")))
    with pytest.raises(GrowthplanError, match="from 2015 to 2021 without 2018"):
        parse(path)


def test_total_that_is_not_the_countrys_is_refused(
    parse: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bres_csv, "PLAUSIBLE", (27e6, 36e6))
    with pytest.raises(GrowthplanError, match="Great Britain has between 27 and 36 million"):
        parse(DIVISIONS)


def test_area_not_known_is_reported(parse: Parse, tmp_path: Path) -> None:
    text = (FILES / DIVISIONS).read_text().replace("UKD7", "UKZ7")
    path = tmp_path / DIVISIONS
    path.write_text(text)
    assert [place.code for place in parse(path).unknown_places] == ["UKZ7"]


def test_jobs_density_by_name_with_its_cell(parse: Parse) -> None:
    """Nomis, jobs density of Darlington 2013: 0.82, row 7 column 2 of the sheet."""
    parsed = parse(DENSITY)
    first = parsed.observations.row(
        by_predicate=(pl.col("place") == "E06000005") & (pl.col("period") == "2013"), named=True
    )
    assert (first["value"], first["sheet"], first["row"], first["column"]) == (0.82, "Data", 7, 2)
    assert parsed.released is not None
    assert parsed.released.isoformat() == "2025-02-07"


def test_old_districts_of_northern_ireland_are_left_out_and_said(parse: Parse) -> None:
    """Trap 10: Antrim, Strabane and the Belfast of before 2015 have no area of today."""
    parsed = parse(ENTERPRISES)
    assert "3 districts of Northern Ireland" in parsed.notes[0]
    assert not parsed.observations["place"].str.starts_with("N").any()
    assert parsed.unknown_places == ()


def test_pay_has_low_and_high_from_its_standard_error(parse: Parse) -> None:
    """ASHE, residents of Darlington 2013: £381.70, standard error 5.9%."""
    row = parse(PAY).observations.row(
        by_predicate=(pl.col("place") == "E06000005") & (pl.col("period") == "2013"), named=True
    )
    assert row["value"] == 381.7
    assert row["low"] == pytest.approx(381.7 * (1 - 1.96 * 0.059))
    assert row["high"] == pytest.approx(381.7 * (1 + 1.96 * 0.059))
    assert row["column"] == 2


def test_marker_under_pay_is_no_figure(parse: Parse) -> None:
    """Trap 13: `#` is suppressed; its place is kept without a value."""
    rows = parse(PAY).observations.filter(pl.col("status") != "")
    assert rows["value"].null_count() == rows.height > 0
    assert set(rows["status"]) <= {"suppressed", "not available"}


@pytest.mark.parametrize(
    ("name", "address", "value", "said"),
    [
        (DENSITY, "A6", "ward", "no row of the first 20 begins with 'local authority"),
        (DENSITY, "D6", "2014 (p)", "headings are not years without a gap"),
        (DENSITY, "D6", 2013, "headings are not years without a gap"),
        (DENSITY, "B7", "lots", "Data!B7: 'lots' is neither a number nor a known marker"),
        (DENSITY, "B7", 820, "the unit may be another"),
        (DENSITY, "A8", "Darlington", "'Darlington' is there twice"),
        (DENSITY, "A2", "ONS Crown Copyright Reserved", "do not say when it was downloaded"),
        (ENTERPRISES, "B4", "C : Manufacturing", "say industry 'C : Manufacturing', not 'Total'"),
        (PAY, "B4", "Male", "say sex 'Male', not 'Total'"),
        (PAY, "C10", "number", "'number' and 'conf %'"),
    ],
)
def test_damaged_workbook_is_refused(
    parse: Parse, tmp_path: Path, name: str, address: str, value: object, said: str
) -> None:
    with pytest.raises(GrowthplanError, match=said):
        parse(_with_cell(tmp_path, name, address, value))


def test_workbook_cut_short_is_refused(parse: Parse, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(FILES / DENSITY)
    sheet = book.active
    end = next(cell.row for cell in sheet["A"] if cell.value == "Column Total")
    sheet.delete_rows(end, 10)
    path = tmp_path / DENSITY
    book.save(path)
    with pytest.raises(GrowthplanError, match="no row 'Column Total' ends the table"):
        parse(path)
