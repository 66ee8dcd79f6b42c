"""A small gazetteer and a small plan to break."""

from __future__ import annotations

import pytest
from small_plan import CLAIMS, PLAN

from growthplan.vocabulary import Gazetteer, Place, PlaceKind

SIX = (
    ("E06000006", "Halton"),
    ("E08000011", "Knowsley"),
    ("E08000012", "Liverpool"),
    ("E08000013", "St. Helens"),
    ("E08000014", "Sefton"),
    ("E08000015", "Wirral"),
)
"""The authorities of Liverpool City Region."""


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(
        [
            Place(code="K02000001", name="United Kingdom", kind=PlaceKind.UK, aliases=("UK",)),
            Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY),
            Place(
                code="E47000004",
                name="Liverpool City Region",
                kind=PlaceKind.CITY_REGION,
                same_area_as=("TLD7",),
            ),
            Place(code="TLD7", name="Merseyside", kind=PlaceKind.ITL2),
            Place(code="E47000001", name="Greater Manchester", kind=PlaceKind.CITY_REGION),
            Place(code="E07000026", name="Allerdale", kind=PlaceKind.LOCAL_AUTHORITY,
                  valid_to=2023, successors=("E06000063",)),
            Place(code="E06000063", name="Cumberland", kind=PlaceKind.LOCAL_AUTHORITY),
            *(
                Place(code=code, name=name, kind=PlaceKind.LOCAL_AUTHORITY, parents=("E47000004",))
                for code, name in SIX
            ),
        ]
    )  # fmt: skip


@pytest.fixture(scope="session")
def plan_text() -> str:
    return PLAN


@pytest.fixture(scope="session")
def claims_text() -> str:
    return CLAIMS
