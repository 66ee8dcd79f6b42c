"""The plans that come with growthplan: valid, faithful to what is public, whole after a trip."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from growthplan.journeys.planning import plan_files
from growthplan.plan import LAYOUTS, Plan, claims_to_check, open_plan, read_plan
from growthplan.vocabulary import Gazetteer, Period, Place, PlaceKind

PLANS = Path(__file__).parents[2] / "plans"
SHIPPED = ("liverpool-city-region", "greater-manchester")
TEN = ("Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Stockport", "Tameside",
       "Trafford", "Wigan")  # fmt: skip
"""The authorities of Greater Manchester, in the order of their codes."""


def files_of(name: str) -> dict[str, bytes]:
    folder = PLANS / name
    found = plan_files(folder)
    return {Path(file).relative_to(folder).as_posix(): data for file, data in found.items()}


@pytest.fixture
def lcr(gazetteer: Gazetteer) -> Plan:
    return open_plan(files_of("liverpool-city-region"), gazetteer)


@pytest.fixture
def wide(gazetteer: Gazetteer) -> Gazetteer:
    """With the authorities of Greater Manchester."""
    codes = {f"E080000{number:02d}": name for number, name in enumerate(TEN, start=1)}
    ten = (
        Place(code=code, name=name, kind=PlaceKind.LOCAL_AUTHORITY, parents=("E47000001",))
        for code, name in codes.items()
    )
    return Gazetteer([*gazetteer.values(), *ten])


@pytest.mark.parametrize("name", SHIPPED)
def test_it_has_no_faults(name: str, wide: Gazetteer) -> None:
    _, faults = read_plan(files_of(name), wide)
    assert faults == []


@pytest.mark.parametrize("name", SHIPPED)
def test_a_round_trip_loses_nothing(name: str, wide: Gazetteer) -> None:
    plan = open_plan(files_of(name), wide)
    dumped = _without_empty(plan.model_dump(mode="json", exclude_none=False))
    assert isinstance(dumped, dict)
    files = {
        file: yaml.safe_dump(
            {name: dumped[name] for name in layout.model_fields if name in dumped},
            allow_unicode=True,
        ).encode()
        for file, layout in LAYOUTS.items()
        if file != "sources.yaml"
    }
    assert open_plan(files, wide) == plan


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def test_the_plan_has_three_headline_outcomes_without_published_targets(lcr: Plan) -> None:
    assert [outcome.measure for outcome in lcr.outcomes] == ["gva_per_hour", "gva", "jobs"]
    assert [outcome.target for outcome in lcr.outcomes] == [None, None, None]


def test_the_plan_runs_for_ten_years_from_its_launch(lcr: Plan) -> None:
    assert lcr.launched is not None
    assert lcr.launched.isoformat() == "2025-10-13"
    assert (lcr.horizon.start, lcr.horizon.years, lcr.horizon.end) == (2025, 10, 2035)
    assert (lcr.place, lcr.comparator) == ("E47000004", "E92000001")


def test_every_public_fact_says_who_published_it(lcr: Plan) -> None:
    entries = [lcr.mission, *lcr.outcomes, *lcr.themes, *lcr.principles, *lcr.predecessors]
    entries += [objective for theme in lcr.themes for objective in theme.objectives]
    assert all(entry.source in lcr.sources for entry in [*entries, *lcr.claims])


def test_claims_go_to_the_accounts_with_place_day_and_publisher(lcr: Plan) -> None:
    claims = {claim.id: claim for claim in claims_to_check(lcr)}
    assert set(claims) == {
        "gap-11-percent",
        "matching-average-worth-6bn",
        "economy-43-3bn",
        "add-10bn-gva",
    }
    gap = claims["gap-11-percent"]
    assert (gap.value, gap.unit, gap.year, gap.place) == (-11, "%", 2022, "E47000004")
    assert gap.date.isoformat() == "2025-12-31"
    assert gap.source.startswith("Heseltine Institute: Russell and Nolan (2025)")
    worth = claims["matching-average-worth-6bn"]
    assert (worth.value, worth.base_bn) == (6, 43.3)


def test_announced_jobs_are_kept_but_never_checked_as_effects(lcr: Plan) -> None:
    jobs = [claim for claim in lcr.claims if claim.kind == "jobs"]
    announced = {claim.id: claim.value for claim in jobs}
    assert announced["tens-of-thousands-of-jobs"] is None
    assert announced["jobs-since-devolution"] == 45000
    assert not {claim.id for claim in jobs} & {claim.id for claim in claims_to_check(lcr)}


def test_the_plans_before_it_are_remembered(lcr: Plan) -> None:
    assert [earlier.date for earlier in lcr.predecessors] == [
        Period("2016"),
        Period("2020-07"),
        Period("2022"),
    ]
