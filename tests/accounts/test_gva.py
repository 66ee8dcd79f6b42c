"""GVA by every route: published, summed, and implied by work times productivity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.accounts import gva_for, gva_routes, measure
from growthplan.vocabulary import Statistics

LCR = "E47000004"
# ONS, industrial GVA of local authorities, TLD workbook, April 2025: all industries, 2023, £m
TOTALS_2023 = {
    "E06000006": 5173.0,
    "E08000011": 4562.0,
    "E08000012": 18431.0,
    "E08000013": 3156.0,
    "E08000014": 5368.0,
    "E08000015": 6625.0,
}


def by_industry(held: Statistics) -> Statistics:
    """With GVA by industry: the total, and one industry that must not be read."""
    row = held.observations.filter(pl.col("indicator") == "gva").head(1)
    more = [
        row.with_columns(
            indicator=pl.lit("gva_by_industry"),
            place=pl.lit(code),
            period=pl.lit("2023"),
            industry=pl.lit(industry),
            value=pl.lit(value * share),
            source=pl.lit("test@2025-04-15"),
        )
        for code, value in TOTALS_2023.items()
        for industry, share in (("Total", 1.0), ("C (10-33)", 0.1))
    ]
    return replace(held, observations=pl.concat([held.observations, *more]))


def routes_of(held: Statistics, year: int) -> dict[str, dict[str, object]]:
    rows = gva_routes(held, LCR).filter(pl.col("year") == year)
    return {row["route"]: row for row in rows.iter_rows(named=True)}


def test_ons_gva_of_2023_by_hours_and_by_jobs_is_43_3_billion(ons: Statistics) -> None:
    found = routes_of(ons, 2023)
    assert set(found) == {"gva_by_hours", "gva_by_jobs"}
    assert found["gva_by_hours"]["value"] == pytest.approx(20_827_480 * 52 * 39.99 / 1e6, rel=1e-6)
    assert found["gva_by_jobs"]["value"] == pytest.approx(703_584 * 61_563 / 1e6, rel=1e-6)


def test_ons_implied_gva_agrees_with_the_published_one_of_2022(ons: Statistics) -> None:
    """£39,589m (April 2024); June 2024's hours and productivity rest on it, rounded to £0.1."""
    rows = gva_routes(ons, LCR).filter((pl.col("year") == 2022) & (pl.col("edition") <= "2024-06"))
    by_route = dict(zip(rows["route"], rows["value"], strict=True))
    assert by_route["gva"] == 39589
    assert by_route["gva_by_jobs"] == pytest.approx(39589, rel=1e-4)
    assert by_route["gva_by_hours"] == pytest.approx(39589, rel=0.05 / 36)


def test_authorities_sum_only_when_every_one_is_printed(
    small: Callable[..., Statistics],
) -> None:
    full = {("gva", code): {2023: 100.0 + i} for i, code in enumerate(TOTALS_2023)}
    held = small({"2025-04": full})
    (row,) = gva_routes(held, LCR).to_dicts()
    assert (row["value"], sorted(row["parts"])) == (615.0, sorted(TOTALS_2023))
    short = dict(list(full.items())[1:])
    assert gva_routes(small({"2025-04": short}), LCR).is_empty()


def test_industries_are_read_as_their_total_never_one_by_one(
    small: Callable[..., Statistics],
) -> None:
    held = by_industry(small({"2025-04": {("gva", "E12000002"): {2023: 1.0}}}))
    assert held.by_edition("gva_by_industry").height == 12
    (row,) = gva_routes(held, LCR).to_dicts()
    assert row["route"] == "gva_of_industries"
    assert row["value"] == 43315.0


def test_the_newest_edition_of_the_year_is_used_and_else_the_year_before(
    ons: Statistics,
) -> None:
    newest = gva_for(ons, LCR, 2023)
    assert newest is not None
    assert (newest["route"], newest["edition"]) == ("gva_by_hours", "2025-06")
    later = gva_for(ons, LCR, 2030)
    assert later == newest
    assert gva_for(ons, LCR, 1900) is None


@settings(deadline=None, max_examples=25)
@given(hours=st.floats(1e5, 1e9), per_hour=st.floats(5, 100), shift=st.floats(0.5, 2))
def test_implied_gva_is_additive_in_hours_and_blind_to_other_editions(
    small: Callable[..., Statistics], hours: float, per_hour: float, shift: float
) -> None:
    def edition(factor: float) -> dict[tuple[str, str], dict[int, float]]:
        return {
            ("hours_per_week", LCR): {2023: hours},
            ("gva_per_hour_unsmoothed", LCR): {2023: per_hour * factor},
        }

    held = small({"2024-06": edition(1.0), "2025-06": edition(shift)})
    values = gva_routes(held, LCR)["value"].to_list()
    assert values[0] == pytest.approx(52 * hours * per_hour / 1e6)
    assert values[1] == pytest.approx(values[0] * shift)


def test_each_route_is_a_figure_that_leads_back_to_its_cells(ons: Statistics) -> None:
    figure = measure(ons, LCR).figure("gva_by_hours/E47000004/2023")
    assert figure.display == "£43.3bn"
    assert [one.value for one in figure.lineage.inputs] == [20_827_480, 39.99]
    assert "hours worked × unsmoothed GVA per hour" in figure.sentence
    worth = measure(ons, LCR).figure("catch_up_worth/E47000004/2033/share-100")
    assert 39.99 in [one.value for one in worth.lineage.inputs]
    assert (
        "£43.3bn (hours worked × unsmoothed GVA per hour in 2023, June 2025 edition)"
        in worth.sentence
    )
