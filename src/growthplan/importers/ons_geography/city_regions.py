"""City regions and growth deal areas, many of which have no official code."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from growthplan.importers.layout import stop
from growthplan.importers.ons_geography.codes import place
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Place

SHEET = "Geography Lookup"
_HEADER = ["LAD23CD", "LAD23NM", "CRCD", "CRNM", "Country"]


def code_by_name(name: str) -> str:
    """The code of an area that has only a name.

    >>> code_by_name("Aberdeen City Region")
    'CR-aberdeen-city-region'
    """
    slug = "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
    return f"CR-{slug}"


def read_geography_lookup(file: OpenFile) -> tuple[Place, ...]:
    """The local authorities of each city region, from the productivity workbook of June 2024.

    Raises GrowthplanError when the sheet or its columns are missing.
    """
    if SHEET not in file.sheets:
        raise stop(file, f"there is no sheet '{SHEET}'")
    sheet = file.sheets[SHEET]
    found = [(cell or "").strip() for cell in sheet.row(0)[:5]]
    if found != _HEADER:
        raise stop(file, f"the columns are {', '.join(found)}, not {', '.join(_HEADER)}", SHEET)
    return tuple(_regions(sheet.slice(1)))


def _regions(rows: pl.DataFrame) -> Iterator[Place]:
    columns = rows.select(pl.nth(range(5)).str.strip_chars())
    for lad, _, code, name, country in columns.iter_rows():
        if not (lad and name):
            continue
        own = code if code and code != "Not available" else code_by_name(name)
        parent = {
            "England": "E92000001",
            "Wales": "W92000004",
            "Scotland": "S92000003",
            "Northern Ireland": "N92000002",
        }.get(country or "", "")
        region = place(own, name, parents=(parent,), members=(lad,))
        if region:
            yield region
