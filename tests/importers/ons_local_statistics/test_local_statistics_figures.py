"""Published figures of Explore Local Statistics, as this importer reads them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from growthplan.importers.layout import Parsed

Parse = Callable[[str | Path], Parsed]
Find = Callable[[Parsed, str, str, str], dict[str, Any]]

FIXTURES = Path(__file__).parent.parent / "fixtures" / "ons_local_statistics"
EXTRACTS = sorted(path.relative_to(FIXTURES).as_posix() for path in FIXTURES.rglob("*.csv"))


@pytest.mark.parametrize(
    ("edition", "liverpool", "halton"),
    [(2020, 32.57, 40.56), (2021, 32.79, 39.63), (2022, 33.9, 41.2), (2023, 33.94, 40.76)],
)
def test_gva_per_hour_for_2020_by_edition(
    parse: Parse, find: Find, edition: int, liverpool: float, halton: float
) -> None:
    """Known figures 15 and 16; trap 2: the same year differs by edition, in four layouts."""
    parsed = parse(f"older/gva-per-hour_data-to-{edition}.csv")
    assert find(parsed, "gva_per_hour", "E08000012", "2020")["value"] == liverpool
    assert find(parsed, "gva_per_hour", "E06000006", "2020")["value"] == halton
    assert parsed.family == "subregional-productivity"
    assert parsed.observations["period"].max() == str(edition)


def test_gva_per_hour_of_the_city_region_in_the_june_2025_edition(parse: Parse, find: Find) -> None:
    """Known figure 17, at the precision printed; the current layout prints the same."""
    older = parse("older/gva-per-hour_data-to-2023.csv")
    current = parse("csv/gross-value-added.csv")
    published = {"2004": 23.67912483215332, "2022": 36.487098693847656, "2023": 37.32738494873047}
    for period, value in published.items():
        assert find(older, "gva_per_hour", "E47000004", period)["value"] == value
        assert find(current, "gva_per_hour", "E47000004", period)["value"] == value


def test_gva_per_job_of_the_city_region_in_2023(parse: Parse, find: Find) -> None:
    """Known figure 18."""
    parsed = parse("csv/gross-value-added.csv")
    assert find(parsed, "gva_per_job", "E47000004", "2023")["value"] == 57573.48828125


def test_the_file_with_full_precision_is_quoted_first(parse: Parse) -> None:
    """City regions stand here unrounded and in the workbook (priority 10) with two decimals;
    authorities are alike in both, and quoted from their workbook (priority 20)."""
    assert 10 < parse("csv/gross-value-added.csv").priority < 20
    older = parse("older/gva-per-hour_data-to-2023.csv")
    assert older.priority < parse("csv/gross-value-added.csv").priority


def test_gdp_per_head_in_two_editions(parse: Parse, find: Find) -> None:
    """Known figure 21; trap 3: the base year moved from 2019 to 2022 between editions.

    The publisher's metadata of April 2025 still says 2019 money; the figures equal current
    prices in 2022.
    """
    first, second = parse("csv/gdp-per-head_2025-01.csv"), parse("csv/gdp-per-head_2025-05.csv")
    assert find(first, "gdp_per_head", "E47000004", "2022")["value"] == 28906
    assert find(second, "gdp_per_head", "E47000004", "2022")["value"] == 28998
    assert find(second, "gdp_per_head", "E47000004", "2023")["value"] == 31016
    basis = [dict(p.series.select("indicator", "price_basis").iter_rows()) for p in (first, second)]
    assert basis == [
        {"gdp_per_head": "current", "gdp_per_head_volume": "chained volume, 2019 money"},
        {"gdp_per_head": "current", "gdp_per_head_volume": "chained volume, 2022 money"},
    ]
    assert not any("money" in note for note in first.notes)
    assert any("2019 money" in note and "2022 money" in note for note in second.notes)
    assert [str(p.released) for p in (first, second)] == ["2024-04-24", "2025-04-17"]


def test_employment_rate_with_its_interval(parse: Parse, find: Find) -> None:
    """Known figure 24: 72.0, 95% interval 69.8 to 74.2."""
    row = find(parse("csv/employment-rate.csv"), "employment_rate", "E47000004", "2023")
    assert row["value"] == pytest.approx(72.0)
    assert (row["low"], row["high"]) == (pytest.approx(69.8), pytest.approx(74.2))


def test_england_and_regions_have_one_place_under_either_code(parse: Parse, find: Find) -> None:
    """Trap 7: England is `TLB` in some files and E92000001 in others; one file has both."""
    gva = parse("csv/gross-value-added.csv")
    assert find(gva, "gva_per_hour", "E92000001", "2023")["value"] == 42.39
    income = parse("csv/gross-disposable-household-income-per-head.csv")
    assert {"TLB", "TLD"}.isdisjoint(set(income.observations["place"]))
    assert set(income.observations["place"]) >= {"E92000001", "E12000002"}
    assert any("54 lines repeat an area under its other code" in note for note in income.notes)


@pytest.mark.parametrize(
    ("name", "periods"),
    [
        ("gross-value-added", ["2022", "2023"]),
        ("healthy-life-expectancy", ["2021-2023", "2022-2024"]),
        ("apprenticeships", ["2023ay", "2024ay"]),
        ("children-in-relative-poverty", ["2023fy", "2024fy"]),
        ("adult-obesity-prevalence", ["2023-11-16+1y", "2024-11-16+1y"]),
        ("gross-median-weekly-pay", ["2024-04-17", "2025-04-30"]),
        ("public-electric-vehicle-chargers", ["2026-01-01", "2026-04-01"]),
    ],
)
def test_last_two_periods(parse: Parse, name: str, periods: list[str]) -> None:
    """Trap 11: calendar, pooled, academic, financial and odd years, and days, stay apart."""
    observations = parse(f"csv/{name}.csv").observations
    assert observations["period"].unique().sort().to_list()[-2:] == periods


def test_names_with_trailing_blanks_and_byte_order_marks(parse: Parse, find: Find) -> None:
    """Trap 12: `Knowsley ` in June 2023, with a byte-order mark and CRLF."""
    raw = (FIXTURES / "older/gva-per-hour_data-to-2021.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"Knowsley ," in raw
    parsed = parse("older/gva-per-hour_data-to-2021.csv")
    assert find(parsed, "gva_per_hour", "E08000011", "2021")["value"] > 0
    assert all(place.name == place.name.strip() for place in parsed.unknown_places)


@pytest.mark.parametrize(
    ("name", "indicator", "place", "period", "status"),
    [
        ("gross-value-added", "gva_per_job", "N09000003", "2023", "not available"),
        ("employment-rate", "employment_rate", "E09000001", "2022", "suppressed as unreliable"),
        (
            "total-value-of-uk-exports",
            "total_value_of_uk_exports",
            "E47000006",
            "2023",
            "suppressed to protect confidentiality",
        ),
    ],
)
def test_markers_of_missing_figures(
    parse: Parse, find: Find, name: str, indicator: str, place: str, period: str, status: str
) -> None:
    """Trap 13: x, u and c beside an empty cell."""
    row = find(parse(f"csv/{name}.csv"), indicator, place, period)
    assert (row["value"], row["status"]) == (None, status)


def test_a_figure_that_the_publisher_calls_unreliable_is_kept_and_marked(
    parse: Parse, find: Find
) -> None:
    """The remark of a small sample becomes a status; the figure stays."""
    row = find(parse("csv/qualifications-none-gb.csv"), "qualifications_none", "E06000007", "2023")
    assert (row["value"], row["status"]) == (3.3, "low quality")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("foreign-direct-investment", "£m"),
        ("total-value-of-uk-exports", "£m"),
        ("research-and-development-public-funded", "£m"),
        ("gdp-per-head_2025-05", "£ per head"),
        ("gross-disposable-household-income-per-head", "£ per head"),
        ("housing-affordability-ratio", "ratio"),
        ("average-travel-time", "minutes"),
    ],
)
def test_units_are_what_the_figures_are(parse: Parse, name: str, unit: str) -> None:
    """Trap 16: £ against £m, per head, and a ratio that the file marks as per cent."""
    parsed = parse(f"csv/{name}.csv")
    assert set(parsed.series["unit"]) == {unit}
    assert {indicator.unit for indicator in parsed.indicators} == {unit}


def test_affordability_is_not_a_percentage(parse: Parse, find: Find) -> None:
    """Explore Local Statistics, Liverpool, April 2025: 4.85 years of earnings."""
    parsed = parse("csv/housing-affordability-ratio.csv")
    assert find(parsed, "housing_affordability_ratio", "E08000012", "2025-04-01")["value"] == 4.85


def test_areas_without_a_code_are_told_apart_by_name(parse: Parse, find: Find) -> None:
    """Trap 9: three Scottish city regions share the code `na`."""
    parsed = parse("csv/foreign-direct-investment.csv")
    inward = "foreign_direct_investment_inward"
    assert find(parsed, inward, "CR-aberdeen-city-region", "2015")["value"] == 26942
    assert find(parsed, inward, "CR-glasgow-city-region", "2015")["value"] == 20794
    new = {place.code: place for place in parsed.unknown_places}
    assert "CR-aberdeen-city-region" not in new
    assert new["CR-glasgow-city-region"].kind == "city_region"


def test_series_of_one_file_do_not_collide(parse: Parse, find: Find) -> None:
    """Women's and men's healthy life expectancy share file, area and period."""
    parsed = parse("csv/healthy-life-expectancy.csv")
    women = find(parsed, "healthy_life_expectancy_female", "K02000001", "2011-2013")
    men = find(parsed, "healthy_life_expectancy_male", "K02000001", "2011-2013")
    assert (women["value"], men["value"]) == (63.7, 62.7)


@pytest.mark.parametrize("name", EXTRACTS)
def test_row_and_column_lead_back_to_the_printed_cell(parse: Parse, name: str) -> None:
    """Every figure is found in the file, by the csv module, at the address kept with it."""
    parsed = parse(name)
    with (FIXTURES / name).open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert parsed.observations.height > 0
    for row in parsed.observations.iter_rows(named=True):
        printed = lines[row["row"] - 1][row["column"] - 1]
        assert (float(printed) if printed else None) == row["value"]


@pytest.mark.parametrize("name", EXTRACTS)
def test_every_line_is_read_or_accounted_for(parse: Parse, name: str) -> None:
    """No line vanishes: those not read are the second codes of an area, and are counted."""
    parsed = parse(name)
    with (FIXTURES / name).open(encoding="utf-8-sig", newline="") as stream:
        lines = sum(1 for _ in csv.reader(stream)) - 1
    repeated = [int(n.split()[0]) for n in parsed.notes if "repeat an area" in n]
    assert parsed.observations.height + sum(repeated) == lines
    key = ["indicator", "place", "period", "industry"]
    assert not parsed.observations.select(pl.struct(key).is_duplicated().any()).item()
