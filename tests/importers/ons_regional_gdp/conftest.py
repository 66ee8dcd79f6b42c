"""Published files cut down to a few areas and years, and how to damage them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from regional_gdp_files import FILES

from growthplan.importers import OpenFile, Parsed, WorkbookReader, open_file
from growthplan.importers.ons_regional_gdp import table_csv, workbook
from growthplan.vocabulary import Gazetteer, Place, PlaceKind

LAYOUTS = workbook.LAYOUTS + table_csv.LAYOUTS

Change = Callable[[openpyxl.Workbook], None]


def place(code: str, name: str, kind: PlaceKind, *aliases: str) -> Place:
    return Place(code=code, name=name, kind=kind, aliases=aliases)


GAZETTEER = Gazetteer(
    [
        place("K02000001", "United Kingdom", PlaceKind.UK, "UK"),
        place("K99000002", "UK less Extra-Regio", PlaceKind.UK_LESS_EXTRA_REGIO, "UKX"),
        place("TLZ", "Extra-Regio", PlaceKind.EXTRA_REGIO),
        place("E92000001", "England", PlaceKind.COUNTRY, "TLB"),
        place("E12000002", "North West", PlaceKind.REGION, "TLD"),
        place("S92000003", "Scotland", PlaceKind.COUNTRY, "TLM"),
        place("TLD7", "Merseyside", PlaceKind.ITL2),
        place("E08000012", "Liverpool", PlaceKind.LOCAL_AUTHORITY),
        place("E06000006", "Halton", PlaceKind.LOCAL_AUTHORITY),
    ]
)


@pytest.fixture(scope="session")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as started:
        yield started


@pytest.fixture
def parse(reader: WorkbookReader) -> Callable[[Path | str], Parsed]:
    """Read a file by the layout that recognises it; by name it is one of the kept files."""

    def read(path: Path | str) -> Parsed:
        file = open_file(FILES / path, reader)
        (layout,) = [layout for layout in LAYOUTS if layout.recognises(file)]
        return layout.read(file, GAZETTEER)

    return read


@pytest.fixture
def recognised(reader: WorkbookReader) -> Callable[[Path], bool]:
    def ask(path: Path) -> bool:
        file: OpenFile = open_file(path, reader)
        return any(layout.recognises(file) for layout in LAYOUTS)

    return ask


@pytest.fixture
def damaged(tmp_path: Path) -> Callable[[str, Change], Path]:
    """A kept workbook with something changed in it."""

    def change(name: str, how: Change) -> Path:
        book = openpyxl.load_workbook(FILES / name)
        how(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return change


@pytest.fixture
def figure() -> Callable[..., dict[str, object]]:
    """The one observation of an indicator, place, year and industry."""

    def find(parsed: Parsed, indicator: str, code: str, year: str, industry: str = "") -> dict:
        found = parsed.observations.filter(
            (pl.col("indicator") == indicator)
            & (pl.col("place") == code)
            & (pl.col("period") == year)
            & (pl.col("industry") == industry)
        )
        return found.row(0, named=True) if found.height == 1 else {"rows": found.height}

    return find
