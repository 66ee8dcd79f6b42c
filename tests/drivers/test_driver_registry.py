"""The registry: what it lists, and what it refuses."""

from __future__ import annotations

from collections import Counter

import pytest

from growthplan.drivers import DRIVERS, Kind, Registry, Weight, read_registry, status_of
from growthplan.drivers.formula import components_in
from growthplan.vocabulary import UNITS, GrowthplanError, Statistics

LINE = {
    "id": "jobs_per_business",
    "driver": "skills",
    "title": "Jobs per business",
    "unit": "ratio",
    "direction": "up is good",
    "kind": "ratio",
    "of": "jobs",
    "over": "active_businesses",
    "scale": "1",
    "weight": "none",
    "may_aggregate": "yes",
    "reason": "counts add up",
    "definition": "Jobs over businesses.",
}


def test_at_least_forty_indicators_of_every_driver(registry: Registry) -> None:
    assert len(registry.indicators) >= 40
    by_driver = Counter(e.driver for e in registry.indicators.values())
    assert set(by_driver) == set(DRIVERS)
    assert min(by_driver.values()) >= 3


def test_every_indicator_reads_series_that_are_in_the_store(
    registry: Registry, bundled: Statistics
) -> None:
    made_from_tables = {"area_km2"} | {
        c.indicator
        for e in registry.indicators.values()
        for c in e.components
        if "neighbourhoods_" in c.indicator
    }
    assert set(registry.reads) - made_from_tables <= set(bundled.observations["indicator"])


def test_every_indicator_says_all_that_a_reader_needs(registry: Registry) -> None:
    for entry in registry.indicators.values():
        assert entry.definition.endswith("."), entry.id
        assert entry.unit in UNITS
        assert entry.reason


def test_a_driver_without_a_statistic_is_a_finding(registry: Registry) -> None:
    findings = {e.id: e.reason for e in registry.findings}
    assert "capital_stock" in findings
    assert "research_by_authority" in findings
    assert all(reason.endswith(".") for reason in findings.values())
    assert not set(findings) & set(registry.indicators)


def test_medians_and_life_tables_are_never_averaged(registry: Registry) -> None:
    for id_ in ("gross_median_weekly_pay", "housing_affordability_ratio"):
        assert not registry[id_].may_aggregate
    assert not registry["healthy_life_expectancy_male"].may_aggregate


def test_rates_are_weighted_by_what_they_are_shares_of(registry: Registry) -> None:
    assert registry["business_births"].weight is Weight.ACTIVE_BUSINESSES
    assert registry["employment_rate"].weight is Weight.PEOPLE_16_64
    assert registry["greenhouse_gas_emissions"].weight is Weight.PEOPLE


def test_status_is_the_least_of_what_it_is_made_of(registry: Registry, bundled: Statistics) -> None:
    # Productivity jobs are in development, population is accredited.
    entry = registry["jobs_per_100_people"]
    assert status_of(entry, bundled) == "official statistics in development"


def test_formula_reads_as_it_is_computed(registry: Registry) -> None:
    assert registry["jobs_per_100_people"].formula == "100 × jobs ÷ population"
    assert "5 years before" in registry["jobs_growth"].formula


def test_a_misspelt_indicator_names_the_nearest(registry: Registry) -> None:
    with pytest.raises(GrowthplanError, match="employment_rate"):
        registry["employment_rat"]


def test_a_good_line_is_read() -> None:
    entry = read_registry([LINE])["jobs_per_business"]
    assert entry.kind is Kind.RATIO
    assert [str(c) for c in entry.components] == ["jobs", "active_businesses"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"driver": "skils"}, "skills"),
        ({"unit": "furlongs"}, "not a unit"),
        ({"over": ""}, "ratio"),
        ({"years": "5"}, "growth"),
        ({"of": "GVA by industry"}, "not a series"),
        ({"kind": "published", "over": "", "weight": "dwellings"}, "weight"),
        ({"direction": "sideways"}, "direction"),
        ({"colour": "red"}, "colour"),
        ({"definition": ""}, "no definition"),
    ],
)
def test_a_bad_line_is_named(change: dict[str, str], said: str) -> None:
    with pytest.raises(GrowthplanError, match=said) as caught:
        read_registry([LINE, LINE | {"id": "other"} | change], "mine.csv")
    assert {(f.file, f.line) for f in caught.value.faults} == {("mine.csv", 3)}


def test_an_id_listed_twice_is_refused() -> None:
    with pytest.raises(GrowthplanError, match="twice"):
        read_registry([LINE, LINE])


def test_series_of_a_sum() -> None:
    found = components_in("gva_by_industry[J (58-63)] + gva_by_industry[M (69-75)]")
    assert [c.industry for c in found] == ["J (58-63)", "M (69-75)"]
