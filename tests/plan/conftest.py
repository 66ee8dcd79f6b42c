"""A small gazetteer and a small plan to break."""

from __future__ import annotations

import pytest

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


PLAN = """\
schema_version: 1
place: Liverpool City Region
comparator: England
title: A growth plan
launched: 13 October 2025
horizon:
  start: 2025
  years: 10
mission:
  statement: Raise productivity
  source: briefing
outcomes:
  - id: productivity
    title: Productivity
    measure: gva_per_hour
    target:
      value: 40
      unit: £ per hour
      year: 2035
      statement: Forty pounds an hour
      source: briefing
  - id: jobs
    title: Jobs
    measure: jobs
    target: not published
themes:
  - id: skills
    title: Skills
    objectives:
      - id: adults
        title: Adults in training
      - id: schools
        title: Schools
principles:
  - id: fairness
    title: Fairness
predecessors:
  - id: strategy
    title: The old strategy
    date: 2016
    source: briefing
    targets:
      - statement: 100,000 jobs
        value: 100000
        unit: jobs
sources:
  briefing:
    publisher: The Institute
    citation: A briefing
    date: 2025
"""

CLAIMS = """\
claims:
  - id: gap
    statement: 11% lower than England
    kind: gap_pct
    value: -11
    unit: "%"
    date: 2025
    source: briefing
"""


@pytest.fixture(scope="session")
def plan_text() -> str:
    return PLAN


@pytest.fixture(scope="session")
def claims_text() -> str:
    return CLAIMS
