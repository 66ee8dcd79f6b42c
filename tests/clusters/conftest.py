"""A made country of three authorities, small enough to check by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from growthplan.clusters import SectorGroup
from growthplan.clusters.zones import WORKPLACE_COLUMNS
from growthplan.vocabulary import (
    ENGLAND,
    OBSERVATIONS,
    SERIES,
    Gazetteer,
    Place,
    PlaceKind,
    Source,
    Statistics,
)

SOURCE = "ons-made@2024-06-17"
CITY, NORTH, SOUTH, OLD = "E47000099", "E08000091", "E08000092", "E07000093"


def _authority(code: str, name: str, *parents: str, **more: object) -> Place:
    return Place(code=code, name=name, kind=PlaceKind.LOCAL_AUTHORITY, parents=parents, **more)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(
        [
            Place(code=ENGLAND, name="England", kind=PlaceKind.COUNTRY),
            Place(code=CITY, name="Twin City Region", kind=PlaceKind.CITY_REGION),
            _authority(NORTH, "Northtown", CITY, ENGLAND),
            _authority(SOUTH, "Southtown", CITY, ENGLAND),
            _authority("E06000094", "Farshire", ENGLAND),
            _authority(OLD, "Old Southtown", CITY, valid_to=2012, successors=(SOUTH,)),
        ]
    )


@pytest.fixture(scope="session")
def statistics(gazetteer: Gazetteer) -> Statistics:
    values = [
        ("jobs", NORTH, "2022", 20_000.0),
        ("jobs", SOUTH, "2022", 30_000.0),
        ("jobs", "E06000094", "2022", 9_000.0),
        ("jobs", NORTH, "2021", 1.0),
        ("population", NORTH, "2022", 16_000.0),
        ("population", SOUTH, "2022", 15_000.0),
    ]
    observations = pl.DataFrame(
        [
            (i, place, period, "", value, None, None, "", SOURCE, "Jobs", n, 3)
            for n, (i, place, period, value) in enumerate(values, start=6)
        ],
        schema=dict(OBSERVATIONS.columns),
        orient="row",
    )
    source = Source(
        id=SOURCE, title="Made", publisher="ONS", family="made", edition="2024-06",
        released=date(2024, 6, 17), licence="OGL", url="-", sha256="-", file="made.xlsx",
        layout="made",
    )  # fmt: skip
    return Statistics(
        OBSERVATIONS.check(observations), SERIES.empty(), {SOURCE: source}, {}, gazetteer
    )


@pytest.fixture(scope="session")
def workplaces() -> pl.DataFrame:
    """Twelve zones of each town in a grid of 1 km, 12 of Farshire 80 km away; trade everywhere,
    business services bunched in Northtown's first three zones."""
    rows = []
    towns = ((NORTH, "Northtown", 53.4, -3.0), (OLD, "Southtown", 53.3, -3.0),
             ("E06000094", "Farshire", 52.6, -3.0))  # fmt: skip
    for town, (code, name, latitude, longitude) in enumerate(towns):
        for n in range(12):
            jobs = {"C": 100.0, "G": 600.0, "M": 1500.0 if town == 0 and n < 3 else 20.0}
            for industry, count in [("", sum(jobs.values())), *jobs.items()]:
                rows.append(
                    (f"E0200{town}{n:03}", f"{name} {n + 1:03}", code, industry, count,
                     latitude + 0.009 * (n % 4), longitude + 0.015 * (n // 4), 2011,
                     "ons-workplaces@2013-10-01")
                )  # fmt: skip
    return pl.DataFrame(rows, schema=list(WORKPLACE_COLUMNS), orient="row")


@pytest.fixture(scope="session")
def neighbourhoods() -> pl.DataFrame:
    """Two neighbourhoods a zone of each town. In 2019, 11 of 24 of Northtown's are in decile 1 of
    health and none overall; in 2025, 6 of 24."""
    rows = []
    for town, (code, name) in enumerate(((NORTH, "Northtown"), (SOUTH, "Southtown"))):
        for n in range(24):
            lower = f"{name} {n // 2 + 1:03}{'AB'[n % 2]}"
            for edition, worst in (("2019", 11), ("2025", 6)):
                for domain in ("overall", "health"):
                    poor = domain == "health" and n < worst
                    rows.append(
                        (f"E0100{town}{n:03}", lower if edition == "2019" else "", code, edition,
                         domain, n + 1, 1 if poor else 5, f"mhclg-deprivation@{edition}-09-26")
                    )  # fmt: skip
    columns = ["area", "name", "local_authority", "edition", "domain", "rank", "decile", "source"]
    return pl.DataFrame(rows, schema=columns, orient="row")


@pytest.fixture(scope="session")
def groups() -> tuple[SectorGroup, ...]:
    common = {"source": "made", "caveat": "Made"}
    return tuple(
        SectorGroup(
            id=id_, label=id_.capitalize(), sections=sections, decay=decay, decay_low=decay - 0.2,
            decay_high=decay + 0.3, elasticity=rho, elasticity_low=rho / 2,
            elasticity_high=rho * 1.5, **common,
        )
        for id_, sections, decay, rho in (
            ("production", "ABCDEF", 1.0, 0.02), ("services", "GHIJKLMNOPQRSTU", 1.8, 0.08)
        )
    )  # fmt: skip


@pytest.fixture
def scattered() -> np.ndarray:
    return np.random.default_rng(7).uniform(0, 60_000, (1300, 2))
