"""Values of places: how each was obtained, sums and weights, what is missing and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_drivers import Build, release

from growthplan.drivers import (
    Registry,
    driver_history,
    driver_values,
    with_areas,
    with_neighbourhoods,
)
from growthplan.drivers.aggregation import half_width_of_mean, weighted_mean
from growthplan.vocabulary import GrowthplanError, PlaceKind, Statistics

LCR, LIVERPOOL = "E47000004", "E08000012"
DAY = date(2026, 1, 1)


def value_of(
    statistics: Statistics, registry: Registry, indicator: str, place: str
) -> dict[str, Any]:
    table = driver_values(statistics, registry, [place], on=DAY)
    return table.filter(pl.col("indicator") == indicator).row(0, named=True)


def test_published_employment_rate_of_liverpool_city_region_2023(
    registry: Registry, bundled: Statistics
) -> None:
    # Explore Local Statistics, employment-rate.csv: 72.0 (69.8 to 74.2).
    row = value_of(bundled, registry, "employment_rate", LCR)
    assert (row["period"], row["value"], row["low"], row["high"]) == ("2023", 72.0, 69.8, 74.2)
    assert row["how"] == "published for the place"
    assert row["released"] == date(2024, 4, 16)
    assert row["age_years"] == pytest.approx(2.0, abs=0.01)


def test_business_births_of_a_city_region_are_weighted_by_active_businesses(
    registry: Registry, bundled: Statistics
) -> None:
    row = value_of(bundled, registry, "business_births", LCR)
    cells = bundled.latest(["business_births", "active_businesses"]).filter(
        pl.col("place").is_in(bundled.gazetteer[LCR].members) & (pl.col("period") == row["period"])
    )
    wide = cells.pivot("indicator", index="place", values="value")
    births = (wide["business_births"] * wide["active_businesses"]).sum()
    assert row["value"] == pytest.approx(births / wide["active_businesses"].sum())
    assert "6 local authorities, weighted by active businesses" in row["how"]


def test_jobs_for_each_resident_use_the_same_area_under_its_itl_code(
    registry: Registry, bundled: Statistics
) -> None:
    row = value_of(bundled, registry, "jobs_per_100_people", LCR)
    # Productivity Jobs 2023 (June 2025): 703,584; population of TLD7, 2022: 1,571,045.
    assert row["value"] == pytest.approx(100 * 703_584 / 1_571_045, rel=1e-6)
    assert "TLD7" in row["how"]
    assert "denominator of 2022" in row["how"]


def test_a_median_has_no_city_region_figure_when_none_is_published(
    registry: Registry, bundled: Statistics
) -> None:
    row = value_of(bundled, registry, "housing_affordability_ratio", LCR)
    assert row["value"] is None
    assert row["how"] == "no city-region figure"
    assert "cannot be averaged" in row["reason"]


def test_a_sum_of_counts_and_a_mean_of_rates(registry: Registry, invented: Build) -> None:
    statistics = invented(
        {
            ("jobs", "E06000001"): {"2022": 30.0},
            ("jobs", "E06000002"): {"2022": 70.0},
            ("population", "E06000001"): {"2022": 100.0},
            ("population", "E06000002"): {"2022": 100.0},
            ("population_16_64", "E06000001"): {"2022": 60.0},
            ("population_16_64", "E06000002"): {"2022": 20.0},
            ("employment_rate", "E06000001"): {"2023": (80.0, 76.0, 84.0)},
            ("employment_rate", "E06000002"): {"2023": (60.0, 52.0, 68.0)},
        }
    )
    assert value_of(statistics, registry, "jobs_per_100_people", "E47000001")["value"] == 50.0
    row = value_of(statistics, registry, "employment_rate", "E47000001")
    assert row["value"] == pytest.approx(75.0)
    half = ((0.75 * 4) ** 2 + (0.25 * 8) ** 2) ** 0.5
    assert row["high"] - row["value"] == pytest.approx(half)
    assert "people 16-64 of 2022" in row["how"]


def test_one_authority_missing_means_no_figure_and_says_which(
    registry: Registry, invented: Build
) -> None:
    statistics = invented(
        {
            ("population_16_64", "E06000001"): {"2022": 60.0},
            ("population_16_64", "E06000002"): {"2022": 20.0},
            ("employment_rate", "E06000001"): {"2023": 80.0},
        }
    )
    row = value_of(statistics, registry, "employment_rate", "E47000001")
    assert row["value"] is None
    assert "Mill" in row["reason"]


def test_a_merged_authority_is_the_sum_of_those_it_took_over_from(
    registry: Registry, invented: Build
) -> None:
    statistics = invented(
        {
            ("jobs", "E07000001"): {"2022": 10.0},
            ("jobs", "E07000002"): {"2022": 30.0},
            ("population", "E06000003"): {"2022": 100.0},
        }
    )
    row = value_of(statistics, registry, "jobs_per_100_people", "E06000003")
    assert row["value"] == 40.0
    assert "2 local authorities" in row["how"]


def test_an_authority_that_changed_its_code_keeps_its_figures(
    registry: Registry, invented: Build
) -> None:
    statistics = invented({("claimant_count", "E08000009"): {"2022": 4.0}})
    row = value_of(statistics, registry, "claimant_count", "E06000009")
    assert row["value"] == 4.0
    assert "earlier code E08000009" in row["how"]


def test_growth_is_taken_within_one_edition(registry: Registry, invented: Build) -> None:
    statistics = invented({("jobs", "E06000001"): {"2017": 100.0, "2022": 110.0, "2023": 121.0}})
    row = value_of(statistics, registry, "jobs_growth", "E06000001")
    assert row["period"] == "2022"
    assert row["value"] == pytest.approx(100 * (1.1**0.2 - 1))


def test_zero_jobs_give_no_ratio_and_no_crash(registry: Registry, invented: Build) -> None:
    statistics = invented(
        {
            ("jobs", "E06000001"): {"2022": 0.0},
            ("total_value_of_uk_exports", "E06000001"): {"2022": 5.0},
        }
    )
    row = value_of(statistics, registry, "exports_per_job", "E06000001")
    assert row["value"] is None
    assert row["reason"]


def test_a_statistic_of_england_says_so_for_scotland(
    registry: Registry, bundled: Statistics
) -> None:
    row = value_of(bundled, registry, "gcses_in_english_and_maths", "S12000036")
    assert row["reason"] == "Published for England only."


def test_northern_ireland_has_its_own_survey(registry: Registry, bundled: Statistics) -> None:
    row = value_of(bundled, registry, "employment_rate", "N09000003")
    assert row["value"] is not None
    assert "employment_rate_ni" in row["how"]


def test_a_suppressed_figure_is_told_from_one_never_published(
    registry: Registry, invented: Build
) -> None:
    statistics = invented({("claimant_count", "E06000001"): {"2022": 4.0}})
    empty = statistics.observations.with_columns(
        value=pl.lit(None, pl.Float64), status=pl.lit("suppressed as unreliable")
    )
    hidden = Statistics(
        empty, statistics.series, statistics.sources, statistics.indicators, statistics.gazetteer
    )
    row = value_of(hidden, registry, "claimant_count", "E06000001")
    assert "suppressed as unreliable" in row["reason"]


def test_every_place_of_the_uk_has_a_row_an_indicator(
    registry: Registry, bundled: Statistics
) -> None:
    kinds = [PlaceKind.LOCAL_AUTHORITY, PlaceKind.CITY_REGION, PlaceKind.REGION, PlaceKind.ITL2]
    places = [p.code for kind in kinds for p in bundled.gazetteer.of_kind(kind)[::9]]
    table = driver_values(bundled, registry, places, on=DAY)
    assert table.height == len(registry.indicators) * len(places)
    missing = table.filter(pl.col("value").is_null())
    assert (missing["reason"] != "").all()
    assert missing["how"].is_in(["no figure", "no city-region figure"]).all()
    assert (table.filter(pl.col("value").is_not_null())["reason"] == "").all()


def test_history_keeps_to_one_way_of_obtaining_a_series(
    registry: Registry, bundled: Statistics
) -> None:
    table = driver_history(bundled, registry, [LCR, "E92000001"]).table
    key = ["indicator", "place", "period"]
    assert not table.select(key).is_duplicated().any()
    ways = table.group_by("indicator", "place").agg(pl.col("codes").n_unique())
    assert ways["codes"].max() == 1


def neighbourhoods(rows: list[tuple[str, str, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        [(place, edition, "overall", decile, release().id) for place, edition, decile in rows],
        schema=["local_authority", "edition", "domain", "decile", "source"],
        orient="row",
    )


def test_neighbourhoods_are_counted_in_the_newest_edition(
    registry: Registry, invented: Build
) -> None:
    rows = [("E06000001", "2025", d) for d in (1, 1, 5, 9)]
    rows += [("E06000002", "2025", d) for d in (1, 10)] + [("E06000002", "2019", 1)] * 7
    statistics = with_neighbourhoods(invented({}), neighbourhoods(rows))
    row = value_of(statistics, registry, "deprived_neighbourhoods_overall", "E06000001")
    assert (row["value"], row["period"]) == (50.0, "2025")
    row = value_of(statistics, registry, "deprived_neighbourhoods_overall", "E47000001")
    assert row["value"] == 50.0


def test_neighbourhoods_without_a_release_are_refused(invented: Build) -> None:
    table = neighbourhoods([("E06000001", "2025", 1)]).with_columns(source=pl.lit("nobody@2020"))
    with pytest.raises(GrowthplanError, match="nobody@2020"):
        with_neighbourhoods(invented({}), table)


def test_density_needs_areas_and_takes_any_year(registry: Registry, invented: Build) -> None:
    bare = invented({("jobs", "E06000001"): {"2009": 500.0, "2010": 600.0}})
    assert value_of(bare, registry, "jobs_per_km2", "E06000001")["value"] is None
    statistics = with_areas(bare, {"E06000001": 20.0}, release("areas@2022-12-01"))
    row = value_of(statistics, registry, "jobs_per_km2", "E06000001")
    assert (row["value"], row["period"]) == (30.0, "2010")


def test_an_area_of_nothing_is_refused(invented: Build) -> None:
    with pytest.raises(GrowthplanError, match="E06000001"):
        with_areas(invented({}), {"E06000001": 0.0}, release())


parts = st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(1e-3, 1e6)), min_size=1, max_size=30)


@given(parts)
def test_a_weighted_mean_lies_between_its_parts(pairs: list[tuple[float, float]]) -> None:
    values, weights = zip(*pairs, strict=True)
    mean = weighted_mean(values, weights)
    assert min(values) - 1e-6 <= mean <= max(values) + 1e-6


@given(parts, st.floats(0.1, 10))
def test_a_mean_does_not_depend_on_the_weights_unit(
    pairs: list[tuple[float, float]], scale: float
) -> None:
    values, weights = zip(*pairs, strict=True)
    scaled = weighted_mean(values, [w * scale for w in weights])
    assert weighted_mean(values, weights) == pytest.approx(scaled, abs=1e-6)


@given(parts)
def test_pooling_never_widens_an_interval(pairs: list[tuple[float, float]]) -> None:
    halves, weights = zip(*((abs(v), w) for v, w in pairs), strict=True)
    assert half_width_of_mean(halves, weights) <= max(halves) + 1e-9
