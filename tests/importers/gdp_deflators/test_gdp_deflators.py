"""The two GDP deflators: what they print, and what is said when they are damaged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NoReturn

import polars as pl
import pytest

from growthplan.importers.gdp_deflators import hmt_csv, ons_series_csv
from growthplan.importers.layout import CELLS, LABELS, Parsed
from growthplan.importers.opening import OpenFile, open_file
from growthplan.vocabulary import Gazetteer, GrowthplanError, Period

FIXTURES = Path(__file__).parents[1] / "fixtures" / "gdp_deflators"
ONS = FIXTURES / "ons-ybgb-gdp-implied-deflator_2025-06-30.csv"
HMT = FIXTURES / "hmt-gdp-deflator-calendar-year_2025-12.csv"
NO_PLACES = Gazetteer([])


def no_workbook(path: Path) -> Mapping[str, NoReturn]:
    raise AssertionError(f"{path} is not a workbook")


def opened(path: Path) -> OpenFile:
    return open_file(path, no_workbook)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Path, str, str], OpenFile]:
    """A file with one text replaced by another."""

    def make(path: Path, old: str, new: str) -> OpenFile:
        text = path.read_text(encoding="utf-8")
        assert old in text
        copy = tmp_path / "download.csv"
        copy.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        return opened(copy)

    return make


def value(parsed: Parsed, period: str) -> float:
    rows = parsed.observations.filter(pl.col("period") == period)
    assert rows.height == 1
    found: float = rows["value"][0]
    return found


def test_ons_series_prints_known_figure_25() -> None:
    file = opened(ONS)
    assert ons_series_csv.recognises(file)
    parsed = ons_series_csv.read(file, NO_PLACES)
    assert [value(parsed, year) for year in ("2022", "2023", "2024")] == [100.0, 106.9, 111.2]
    assert value(parsed, "2024q4") == 113.2
    assert value(parsed, "1948") == 2.7
    assert parsed.released == date(2025, 6, 30)
    assert parsed.series["price_basis"].to_list() == ["index, 2022=100"]
    assert set(parsed.observations["place"]) == {"K02000001"}


def test_hmt_extract_prints_known_figure_25() -> None:
    file = opened(HMT)
    assert hmt_csv.recognises(file)
    parsed = hmt_csv.read(file, NO_PLACES)
    assert value(parsed, "2023") == 96.2507
    assert value(parsed, "2024") == 100
    assert parsed.observations.height == 35
    assert parsed.released is None
    assert parsed.series["price_basis"].to_list() == ["index, 2024=100"]


def test_the_two_have_their_own_base_and_rebase_to_each_other() -> None:
    """Trap 3: 2022 = 100 and 2024 = 100; the ratio of two years is what they share."""
    ons = ons_series_csv.read(opened(ONS), NO_PLACES)
    hmt = hmt_csv.read(opened(HMT), NO_PLACES)
    ratios = [value(parsed, "2023") / value(parsed, "2024") for parsed in (ons, hmt)]
    assert ratios == pytest.approx([0.9613, 0.9625], abs=5e-5)
    assert ons.priority > hmt.priority
    assert {ons.family, hmt.family} == {"gdp-deflator-ons", "gdp-deflator-hmt"}


def test_quarters_are_not_taken_for_years() -> None:
    """Trap 11: years and quarters share a column."""
    periods = ons_series_csv.read(opened(ONS), NO_PLACES).observations["period"]
    years = [p for p in periods if Period(p).is_calendar_year]
    assert years == [str(year) for year in range(1948, 2025)]
    assert periods[-1] == "2025q1"


@pytest.mark.parametrize(("module", "path"), [(ons_series_csv, ONS), (hmt_csv, HMT)])
def test_every_observation_has_the_line_of_its_cell(module: object, path: Path) -> None:
    parsed = module.read(opened(path), NO_PLACES)  # type: ignore[attr-defined]
    assert dict(parsed.observations.schema) == CELLS
    assert dict(parsed.series.schema) == LABELS
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in parsed.observations.iter_rows(named=True):
        label, text = (part.strip('"') for part in lines[row["row"] - 1].split(","))
        assert label.lower().replace(" ", "") == row["period"]
        assert float(text) == row["value"]


def test_neither_takes_the_others_file() -> None:
    assert not ons_series_csv.recognises(opened(HMT))
    assert not hmt_csv.recognises(opened(ONS))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"year","value"', '"year","amount"'),
        ('"year","value"', '"year","value","note"'),
        ("1990,42.7537\n", ""),
        ("2024,100", "2024,101"),
    ],
)
def test_a_table_without_a_title_is_known_only_by_its_contents(
    edited: Callable[[Path, str, str], OpenFile], old: str, new: str
) -> None:
    assert not hmt_csv.recognises(edited(HMT, old, new))


def test_another_series_of_the_publisher_is_not_this_one(
    edited: Callable[[Path, str, str], OpenFile],
) -> None:
    assert not ons_series_csv.recognises(edited(ONS, '"YBGB"', '"ABMI"'))


DAMAGE = [
    (ONS, "Implied deflator", "Chained volume", "does not say 'implied deflator'"),
    (ONS, '"30-06-2025"', '"soon"', "Release date: 'soon' is not a day"),
    (ONS, '"2010","', '"2010/11","', "'2010/11' is neither a year nor a quarter"),
    (ONS, '"1975","12.1"\n', "", "1976 follows 1974: 1 periods are missing"),
    (ONS, '"2024 Q2"', '"2024 Q1"', "2024q1 is there twice"),
    (ONS, '"2023","106.9"', '"2023","about 107"', "'about 107' is neither a number"),
    (ONS, '"2023","106.9"', '"2023",""', "the value is empty"),
    (ONS, '"2023","106.9"', '"2023","1069"', "1069 in 2023 is 10.69 times the year before"),
    (ONS, '"2019","90.3"', '"2019","92.9"', "92.9 in 2019 is outside its quarters"),
    (ONS, '"2022","100.0"', '"2022","100.1"', "no calendar year is 100"),
    (HMT, "2005,61.5718\n", "", "2006 follows 2004: 1 periods are missing"),
    (HMT, "2005,61.5718", "2004,61.5718", "2004 is there twice"),
    (HMT, "2005,61.5718", "2005,sixty", "'sixty' is neither a number"),
    (HMT, "2005,61.5718", "2005,-61.5718", "which UK prices never were"),
    (HMT, "2005,61.5718", "two thousand,61.5718", "'two thousand' is not a year"),
    (HMT, "2023,96.2507", "2023,100", "the years 2023, 2024 are 100"),
]


@pytest.mark.parametrize(("path", "old", "new", "words"), DAMAGE)
def test_a_damaged_file_stops_with_what_was_found(
    edited: Callable[[Path, str, str], OpenFile], path: Path, old: str, new: str, words: str
) -> None:
    file = edited(path, old, new)
    module = ons_series_csv if path == ONS else hmt_csv
    assert module.recognises(file)
    with pytest.raises(GrowthplanError) as caught:
        module.read(file, NO_PLACES)
    assert words in str(caught.value)
    assert "download.csv" in str(caught.value)


def test_a_file_cut_short(tmp_path: Path) -> None:
    cut = tmp_path / "series.csv"
    text = ONS.read_text(encoding="utf-8")
    cut.write_text(text[: text.index('"2024","111.2"') + 5], encoding="utf-8")
    with pytest.raises(GrowthplanError, match="cut short"):
        ons_series_csv.read(opened(cut), NO_PLACES)


def test_another_encoding(tmp_path: Path) -> None:
    """Trap 12: the pound sign as Windows writes it."""
    copy = tmp_path / "series.csv"
    copy.write_bytes(ONS.read_text(encoding="utf-8").encode("cp1252"))
    file = opened(copy)
    assert ons_series_csv.recognises(file)
    with pytest.raises(GrowthplanError, match="Windows-1252"):
        ons_series_csv.read(file, NO_PLACES)


@pytest.mark.parametrize(("module", "path"), [(ons_series_csv, ONS), (hmt_csv, HMT)])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(
    tmp_path: Path, module: object, path: Path
) -> None:
    """Trap 12."""
    copy = tmp_path / path.name
    copy.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert module.recognises(opened(copy))  # type: ignore[attr-defined]
    before = module.read(opened(path), NO_PLACES)  # type: ignore[attr-defined]
    after = module.read(opened(copy), NO_PLACES)  # type: ignore[attr-defined]
    assert after.observations.equals(before.observations)


def test_rows_in_another_order_change_nothing_but_their_lines(tmp_path: Path) -> None:
    head, *rows = HMT.read_text(encoding="utf-8").split()
    copy = tmp_path / "shuffled.csv"
    copy.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    assert hmt_csv.recognises(opened(copy))
    kept = ["period", "value"]
    before = hmt_csv.read(opened(HMT), NO_PLACES).observations.select(kept)
    after = hmt_csv.read(opened(copy), NO_PLACES).observations.select(kept)
    assert after.sort("period").equals(before.sort("period"))
