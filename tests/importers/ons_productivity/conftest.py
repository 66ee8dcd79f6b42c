"""Real extracts of the workbooks, read once, and a few places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import polars as pl
import pytest

from growthplan.importers.ons_productivity import workbook
from growthplan.importers.opening import OpenFile, open_file
from growthplan.importers.workbook import WorkbookReader
from growthplan.vocabulary import Gazetteer, GrowthplanError, Place, PlaceKind

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ons_productivity"
FILES = {
    "itl-2023": "itlproductivity_june-2023_extract.xlsx",
    "itl-2024": "labourproductivityitls_june-2024_extract.xlsx",
    "lad-2024": "labourproductivitylocalauthorities_june-2024_extract.xlsx",
    "cities-2024": "labourproductivitycityregions_june-2024_extract.xlsx",
    "cities-2025": "labourproductivitycaeer3_june-2025_extract.xlsx",
}

Sheets = dict[str, pl.DataFrame]
Edit = Callable[[Sheets], object]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(
        [
            Place(
                code="K99000002",
                name="UK less extra-regio",
                kind=PlaceKind.UK_LESS_EXTRA_REGIO,
                aliases=("UKX",),
            ),
            Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY, aliases=("TLB",)),
            Place(code="TLD7", name="Merseyside", kind=PlaceKind.ITL2),
            Place(code="E47000004", name="Liverpool City Region", kind=PlaceKind.CITY_REGION),
            Place(code="CR-inner-london", name="Inner London", kind=PlaceKind.CITY_REGION),
        ]
    )


@pytest.fixture(scope="session")
def opened() -> Iterator[Mapping[str, OpenFile]]:
    """Every extract, opened."""
    with WorkbookReader() as reader:
        yield {name: open_file(FIXTURES / file, reader) for name, file in FILES.items()}


@pytest.fixture
def damaged(opened: Mapping[str, OpenFile]) -> Callable[[str, Edit], OpenFile]:
    """A file as it would be with its sheets edited."""

    def make(name: str, edit: Edit) -> OpenFile:
        file = opened[name]
        sheets = dict(file.sheets)
        edit(sheets)
        return OpenFile(file.path, file.kind, file.data, file.sha256, lambda _: sheets)

    return make


@pytest.fixture
def faults_of(
    damaged: Callable[[str, Edit], OpenFile], gazetteer: Gazetteer
) -> Callable[[str, Edit], str]:
    """What reading the edited file says is wrong. It must still be recognised, and must stop."""

    def read(name: str, edit: Edit) -> str:
        file = damaged(name, edit)
        assert workbook.recognises(file)
        with pytest.raises(GrowthplanError) as caught:
            workbook.read(file, gazetteer)
        return str(caught.value)

    return read
