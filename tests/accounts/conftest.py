"""Real published figures, and small invented ones, as `Statistics`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from growthplan.vocabulary import (
    OBSERVATIONS,
    OGL3,
    SERIES,
    Gazetteer,
    Indicator,
    Place,
    PlaceKind,
    Source,
    Statistics,
)

SOURCES = {
    "ons-sp-csv@2022-07-01": ("gva-per-hour_data-to-2020.csv", "2022-07", 1),
    "ons-sp-csv@2023-06-15": ("gva-per-hour_data-to-2021.csv", "2023-06", 1),
    "ons-sp-csv@2024-06-17": ("gva-per-hour_data-to-2022.csv", "2024-06", 1),
    "ons-sp-csv@2025-06-19": ("gva-per-hour_data-to-2023.csv", "2025-06", 3),
    "ons-sp-itl@2023-06-15": ("itlproductivity_june-2023.xlsx", "2023-06", 2),
    "ons-sp-itl@2024-06-17": ("labourproductivityitls_june-2024.xls", "2024-06", 2),
    "ons-sp-lad@2024-06-17": ("labourproductivitylocalauthorities_june-2024.xls", "2024-06", 1),
    "ons-sp-cr@2024-06-17": ("labourproductivitycityregions_june-2024.xls", "2024-06", 1),
    "ons-sp-cr@2025-06-19": ("labourproductivitycaeer3_june-2025.xlsx", "2025-06", 2),
    "ons-els-gva@2025-06-19": ("gross-value-added.csv", "2025-06", 1),
    "ons-gdp-lad@2022-05-30": (
        "regionalgrossdomesticproductgdplocalauthorities_2022-05-30.xlsx",
        "2022-05",
        0,
    ),
    "ons-gdp@2023-04-25": (
        "regionalgrossdomesticproductgdpallitlregions_2023-04-25.xlsx",
        "2023-04",
        0,
    ),
    "ons-gdp@2024-04-24": (
        "regionalgrossdomesticproductgdpbyallitlregions_2024-04-24.xlsx",
        "2024-04",
        0,
    ),
    "ons-pop-nomis@2024-06-05": ("lad_pop_nomis_1991-2022.csv", "2024-06", 0),
    "ons-pop-age@2023-11-23": (
        "population-estimates_mid-2011_mid-2022_by-age-sex.csv.gz",
        "2023-11",
        0,
    ),
}
FAMILIES = {
    "ons-sp": "subregional-productivity",
    "ons-els": "subregional-productivity",
    "ons-gdp": "regional-gdp",
    "ons-pop": "population",
}
UNITS = {
    "gva_per_hour": "£ per hour",
    "gva_per_hour_unsmoothed": "£ per hour",
    "gva_per_hour_volume": "index",
    "gva_per_job": "£ per job",
    "gva_per_job_unsmoothed": "£ per job",
    "hours_per_week": "hours per week",
    "jobs": "jobs",
    "gva": "£m",
    "population": "people",
    "population_16_64": "people",
}
VOLUME_YEAR = {"2023-06": 2020, "2024-06": 2019, "2025-06": 2022}

LCR = {
    "E06000006": "Halton",
    "E08000011": "Knowsley",
    "E08000012": "Liverpool",
    "E08000013": "St. Helens",
    "E08000014": "Sefton",
    "E08000015": "Wirral",
}
REGIONS = {
    "E47000001": ("Greater Manchester", "TLD3", [f"E0800000{n}" for n in range(1, 10)]),
    "E47000002": ("South Yorkshire", "TLE3", [f"E080000{n}" for n in (16, 17, 18, 19)]),
    "E47000003": ("West Yorkshire", "TLE4", [f"E080000{n}" for n in range(32, 37)]),
    "E47000004": ("Liverpool City Region", "TLD7", list(LCR)),
    "E47000006": (
        "Tees Valley",
        "TLC1",
        ["E06000001", "E06000002", "E06000003", "E06000004", "E06000005"],
    ),
    "E47000007": ("West Midlands", "TLG3", [f"E080000{n}" for n in range(25, 32)]),
}
REGIONS["E47000001"][2].append("E08000010")


def places() -> list[Place]:
    """The places of the extract, with their membership."""
    found = [
        Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY, aliases=("TLB",)),
        Place(code="K02000001", name="United Kingdom", kind=PlaceKind.UK),
        Place(
            code="K99000002",
            name="UK less Extra-Regio",
            kind=PlaceKind.UK_LESS_EXTRA_REGIO,
            aliases=("UKX",),
        ),
        Place(code="E12000002", name="North West", kind=PlaceKind.REGION, parents=("E92000001",)),
        Place(code="TLD72", name="Liverpool", kind=PlaceKind.ITL3),
        Place(code="N09000003", name="Belfast", kind=PlaceKind.LOCAL_AUTHORITY),
        Place(code="S12000036", name="City of Edinburgh", kind=PlaceKind.LOCAL_AUTHORITY),
    ]
    for code, (name, itl2, members) in REGIONS.items():
        region = {"code": code, "name": name, "kind": PlaceKind.CITY_REGION}
        found.append(Place(**region, members=tuple(members), same_area_as=(itl2,)))
        found.append(Place(code=itl2, name=name, kind=PlaceKind.ITL2, same_area_as=(code,)))
        found += [
            Place(
                code=member,
                name=LCR.get(member, member),
                kind=PlaceKind.LOCAL_AUTHORITY,
                parents=(code, "E92000001"),
            )
            for member in members
        ]
    return found


def make(
    rows: Iterable[tuple[object, ...]], sources: Mapping[str, Source], gazetteer: Gazetteer
) -> Statistics:
    """Statistics from rows of indicator, place, year, value, source, sheet, row, column."""
    observations = pl.DataFrame(
        [
            (indicator, place, str(year), "", value, None, None, "", source, sheet, row, column)
            for indicator, place, year, value, source, sheet, row, column in rows
        ],
        schema=dict(OBSERVATIONS.columns),
        orient="row",
    )
    seen = observations.select("source", "indicator").unique().sort("source", "indicator")
    series = pl.DataFrame(
        [
            (source, indicator, UNITS[indicator], _prices(sources[source], indicator), indicator)
            for source, indicator in seen.iter_rows()
        ],
        schema=dict(SERIES.columns),
        orient="row",
    )
    indicators = {
        name: Indicator(id=name, title=name.replace("_", " "), unit=unit)
        for name, unit in UNITS.items()
    }
    return Statistics(
        OBSERVATIONS.check(observations), SERIES.check(series), sources, indicators, gazetteer
    )


def _prices(source: Source, indicator: str) -> str:
    if indicator.endswith("volume"):
        return f"chained volume, {VOLUME_YEAR[source.edition]}=100"
    return "current" if "£" in UNITS[indicator] else "not money"


def source(
    id_: str, family: str, edition: str, file: str = "invented.csv", **more: object
) -> Source:
    """A birth certificate."""
    in_development = family == "subregional-productivity"
    fields = {
        "id": id_,
        "title": file,
        "publisher": "Office for National Statistics",
        "family": family,
        "edition": edition,
        "released": date.fromisoformat(id_.partition("@")[2]),
        "licence": OGL3,
        "url": "https://www.ons.gov.uk/",
        "sha256": "0" * 64,
        "file": file,
        "layout": "test",
        "status": (
            "official statistics in development" if in_development else "official statistics"
        ),
    }
    return Source.model_validate(fields | more)


@cache
def published_statistics() -> Statistics:
    sources = {
        id_: source(
            id_,
            next(family for start, family in FAMILIES.items() if id_.startswith(start)),
            edition,
            file,
            priority=priority,
        )
        for id_, (file, edition, priority) in SOURCES.items()
    }
    rows: list[tuple[object, ...]] = []
    with (Path(__file__).parent / "published.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            values = [float(text) for text in line["values"].split()]
            at = [int(text) for text in line["rows"].split()]
            for step, value in enumerate(values):
                row = at[0] if len(at) == 1 else at[step]
                column = int(line["columns"]) + (step if line["sheet"] else 0)
                year = int(line["first_year"]) + step
                head = (line["indicator"], line["place"], year, value)
                rows.append((*head, line["source"], line["sheet"], row, column))
    return make(rows, sources, Gazetteer(places()))


@pytest.fixture(scope="session")
def ons() -> Statistics:
    """Published figures of the Liverpool City Region and five more, June 2022 to June 2025."""
    return published_statistics()


@pytest.fixture(scope="session")
def small() -> Callable[..., Statistics]:
    """Builds statistics of invented figures: {(indicator, place): {year: value}} by edition."""

    def build(
        editions: Mapping[str, Mapping[tuple[str, str], Mapping[int, float]]],
        family: str = "subregional-productivity",
    ) -> Statistics:
        sources = {
            f"test@{edition}-15": source(f"test@{edition}-15", family, edition)
            for edition in editions
        }
        rows = [
            (indicator, place, year, value, f"test@{edition}-15", "", number, 1)
            for edition, table in editions.items()
            for number, ((indicator, place), series) in enumerate(table.items(), start=2)
            for year, value in series.items()
        ]
        return make(rows, sources, Gazetteer(places()))

    return build
