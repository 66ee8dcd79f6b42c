"""A small gazetteer and a small plan to break."""

from __future__ import annotations

import pytest
from small_plan import CLAIMS, PLAN

from growthplan.vocabulary import Gazetteer, Place, PlaceKind


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
        ]
    )  # fmt: skip


@pytest.fixture(scope="session")
def plan_text() -> str:
    return PLAN


@pytest.fixture(scope="session")
def claims_text() -> str:
    return CLAIMS
