"""Published files cut down to a few areas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from population_files import FILES

from growthplan.importers import Parsed, WorkbookReader, open_file
from growthplan.importers.ons_population import age_sex_csv, nomis_csv
from growthplan.vocabulary import Gazetteer, Place, PlaceKind

LAYOUTS = nomis_csv.LAYOUTS + age_sex_csv.LAYOUTS
GAZETTEER = Gazetteer(
    [
        Place(code="K02000001", name="United Kingdom", kind=PlaceKind.UK),
        Place(code="E12000002", name="North West", kind=PlaceKind.REGION),
        Place(code="E08000012", name="Liverpool", kind=PlaceKind.LOCAL_AUTHORITY),
    ]
)


@pytest.fixture
def parse() -> Callable[[Path | str], Parsed]:
    """Read a file by the layout that recognises it; by name it is one of the kept files."""

    def read(path: Path | str) -> Parsed:
        file = open_file(FILES / path, WorkbookReader())
        (layout,) = [layout for layout in LAYOUTS if layout.recognises(file)]
        return layout.read(file, GAZETTEER)

    return read
