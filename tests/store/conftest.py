"""A small store: real figures for Liverpool City Region in three editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from growthplan.store import Release, add_releases
from growthplan.vocabulary import OBSERVATIONS, SERIES, Indicator, Place, PlaceKind, Source

EDITIONS = {
    # ONS subregional productivity, table A3: £ per hour, Liverpool City Region.
    "2023-06": (date(2023, 6, 20), "TLD7", {"2004": 23.71, "2020": 32.78, "2021": 33.37}),
    "2024-06": (date(2024, 6, 17), "E47000004", {"2004": 23.7, "2021": 34.7, "2022": 35.4}),
    "2025-06": (
        date(2025, 6, 19),
        "E47000004",
        {"2004": 23.68, "2021": 35.03, "2022": 36.49, "2023": 37.33},
    ),
}
LCR = Place(
    code="E47000004",
    name="Liverpool City Region",
    kind=PlaceKind.CITY_REGION,
    same_area_as=("TLD7",),
)
MERSEYSIDE = Place(code="TLD7", name="Merseyside", kind=PlaceKind.ITL2, same_area_as=("E47000004",))
GVA_PER_HOUR = Indicator(
    id="gva_per_hour",
    title="GVA per hour worked",
    unit="£ per hour",
    price_basis="current",
)


def source(edition: str, released: date, digest: str | None = None) -> Source:
    """A source of the edition's workbook."""
    return Source(
        id=f"ons-labour-productivity@{released}",
        title="Subregional productivity",
        publisher="Office for National Statistics",
        family="subregional-productivity",
        edition=edition,
        released=released,
        licence="Open Government Licence v3.0",
        url="https://www.ons.gov.uk/",
        sha256=digest or edition.replace("-", "") * 8,
        file=f"labourproductivity_{edition}.xlsx",
        layout="ons_productivity_workbook",
    )


def release(edition: str, digest: str | None = None) -> Release:
    """The edition's figures as a release."""
    released, place, values = EDITIONS[edition]
    made = source(edition, released, digest)
    rows = [
        ("gva_per_hour", place, year, "", value, None, None, "", made.id, "A3", 10, 3 + i)
        for i, (year, value) in enumerate(values.items())
    ]
    return Release(
        source=made,
        observations=pl.DataFrame(rows, schema=dict(OBSERVATIONS.columns), orient="row"),
        series=pl.DataFrame(
            [(made.id, "gva_per_hour", "£ per hour", "current", "Table A3")],
            schema=dict(SERIES.columns),
            orient="row",
        ),
        indicators=(GVA_PER_HOUR,),
        places=(LCR, MERSEYSIDE),
    )


@pytest.fixture
def no_snapshot(tmp_path: Path) -> Path:
    """An empty folder in place of the bundled snapshot."""
    folder = tmp_path / "no-snapshot"
    folder.mkdir()
    return folder


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """A store with three editions."""
    path = tmp_path / "statistics.duckdb"
    add_releases([release(edition) for edition in EDITIONS], path)
    return path
