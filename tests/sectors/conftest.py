"""Values by industry of two real city regions, and small invented ones, as `Statistics`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
import yaml

from growthplan.sectors import SectorDefinition, read_definitions
from growthplan.vocabulary import (
    OBSERVATIONS,
    SERIES,
    Gazetteer,
    Indicator,
    Place,
    PlaceKind,
    Source,
    Statistics,
)

PUBLISHED = Path(__file__).parent / "published_industries.csv"
"""GVA by industry, ONS, April 2024 edition, and employment by industry, BRES 2015 to 2021, of
TLD3 (Greater Manchester) and TLD7 (Merseyside) in 2019 and 2021."""

UNITS = {
    "gva_by_industry": "£m",
    "gva_by_industry_volume": "£m",
    "employment_by_industry": "jobs",
    "gva": "£m",
    "jobs": "jobs",
    "gva_per_job_unsmoothed": "£ per job",
}
Row = tuple[str, str, int, str, float | None]
"""Indicator, place, year, industry, value."""


def places() -> list[Place]:
    """An England of two ITL2 areas, each a city region too; an authority of one."""
    england = ("E92000001",)
    return [
        Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY),
        Place(
            code="E47000001",
            name="Greater Manchester",
            kind=PlaceKind.CITY_REGION,
            parents=england,
            same_area_as=("TLD3",),
        ),
        Place(
            code="E47000004",
            name="Liverpool City Region",
            kind=PlaceKind.CITY_REGION,
            parents=england,
            same_area_as=("TLD7",),
        ),
        Place(code="TLD3", name="Greater Manchester", kind=PlaceKind.ITL2, parents=england),
        Place(code="TLD7", name="Merseyside", kind=PlaceKind.ITL2, parents=england),
        Place(
            code="E08000012",
            name="Liverpool",
            kind=PlaceKind.LOCAL_AUTHORITY,
            parents=("E47000004", *england),
        ),
    ]


def source(edition: str) -> Source:
    return Source(
        id=f"industries@{edition}-01",
        title="Values by industry",
        publisher="Office for National Statistics",
        family="industries",
        edition=edition,
        released=date.fromisoformat(f"{edition}-01"),
        licence="Open Government Licence v3.0",
        url="https://www.ons.gov.uk",
        sha256="0" * 64,
        file="industries.csv",
        layout="test",
    )


def industries(
    rows: Iterable[Row], editions: Mapping[str, Iterable[Row]] | None = None
) -> Statistics:
    """Statistics of some rows in edition 2024-04, and of others in other editions."""
    every = {"2024-04": list(rows), **{e: list(r) for e, r in (editions or {}).items()}}
    sources = {edition: source(edition) for edition in every}
    cells = [
        (
            i,
            place,
            str(year),
            industry,
            value,
            None,
            None,
            "" if value is not None else "suppressed",
            sources[edition].id,
            "",
            line,
            5,
        )
        for edition, rows in every.items()
        for line, (i, place, year, industry, value) in enumerate(rows, start=2)
    ]
    return Statistics(
        observations=pl.DataFrame(cells, schema=dict(OBSERVATIONS.columns), orient="row"),
        series=SERIES.empty(),
        sources={s.id: s for s in sources.values()},
        indicators={i: Indicator(id=i, title=i, unit=unit) for i, unit in UNITS.items()},
        gazetteer=Gazetteer(places()),
    )


@pytest.fixture
def make() -> Callable[..., Statistics]:
    return industries


@pytest.fixture(scope="session")
def published() -> Statistics:
    table = pl.read_csv(PUBLISHED, schema_overrides={"industry": pl.String, "value": pl.Float64})
    return industries(table.iter_rows())


@pytest.fixture(scope="session")
def definitions() -> dict[str, SectorDefinition]:
    folder = files("growthplan.sectors") / "definitions"
    documents = {
        f.name: yaml.safe_load(f.read_text(encoding="utf-8"))
        for f in folder.iterdir()
        if f.name.endswith(".yaml")
    }
    return {sector.id: sector for sector in read_definitions(documents)}
