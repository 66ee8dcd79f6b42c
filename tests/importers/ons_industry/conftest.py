"""Published files cut down to a few areas and years, and how to damage them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from gva_by_industry_files import FILES

from growthplan.importers import Parsed, WorkbookReader, open_file
from growthplan.importers.ons_industry import itl_csv, local_authority_workbook
from growthplan.vocabulary import Gazetteer, Place, PlaceKind

LAYOUTS = itl_csv.LAYOUTS + local_authority_workbook.LAYOUTS
GAZETTEER = Gazetteer(
    [
        Place(code="TLD7", name="Merseyside", kind=PlaceKind.ITL2),
        Place(code="E08000012", name="Liverpool", kind=PlaceKind.LOCAL_AUTHORITY),
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
        file = open_file(path, reader)
        return any(layout.recognises(file) for layout in LAYOUTS)

    return ask


@pytest.fixture
def rewritten(tmp_path: Path) -> Callable[..., Path]:
    """A kept CSV with its text changed, under its own or another name."""

    def write(name: str, change=lambda text: text, new: str | None = None) -> Path:
        path = tmp_path / (new or name)
        text = (FILES / name).read_bytes().decode("utf-8")
        path.write_bytes(change(text).encode("utf-8"))
        return path

    return write


@pytest.fixture
def damaged(tmp_path: Path) -> Callable[..., Path]:
    """A kept workbook with something changed in it."""

    def change(name: str, how: Callable[[openpyxl.Workbook], None]) -> Path:
        book = openpyxl.load_workbook(FILES / name)
        how(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return change


@pytest.fixture
def figure() -> Callable[..., dict[str, object]]:
    """The one observation of an indicator, place, industry and year."""

    def find(parsed: Parsed, indicator: str, code: str, industry: str, year: str) -> dict:
        found = parsed.observations.filter(
            (pl.col("indicator") == indicator)
            & (pl.col("place") == code)
            & (pl.col("industry") == industry)
            & (pl.col("period") == year)
        )
        return found.row(0, named=True) if found.height == 1 else {"rows": found.height}

    return find
