"""GVA per head as a product, its gap as a sum."""

from __future__ import annotations

import math
from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.accounts import aggregate, decompose, identity
from growthplan.vocabulary import UK_LESS_EXTRA_REGIO, GrowthplanError, Statistics

LCR, ENGLAND = "E47000004", "E92000001"
TOTALS = ("gva", "hours", "jobs", "population_16_64", "population")


def parts(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(pl.col("factor") != "gva_per_head")


def whole(table: pl.DataFrame, column: str = "log_points") -> float:
    return float(table.filter(pl.col("factor") == "gva_per_head")[column].item())


@given(
    st.tuples(*(st.floats(1e-3, 1e9) for _ in TOTALS)),
    st.tuples(*(st.floats(1e-3, 1e9) for _ in TOTALS)),
)
def test_factors_multiply_and_log_points_add_up(
    mine: tuple[float, ...], theirs: tuple[float, ...]
) -> None:
    values = {
        (name, place): total
        for place, totals in (("a", mine), ("b", theirs))
        for name, total in zip(TOTALS, totals, strict=True)
    }
    table = decompose(values, "a", "b")
    assert parts(table)["log_points"].sum() == pytest.approx(whole(table), abs=1e-9)
    for column in ("value", "comparator_value"):
        assert math.prod(parts(table)[column]) == pytest.approx(whole(table, column))
    assert whole(table, "value") == pytest.approx(1e6 * mine[0] / mine[4])


def test_lcr_2022_from_published_totals(ons: Statistics) -> None:
    """ONS regional GDP April 2024, productivity June 2024, population estimates mid-2022."""
    found = identity(ons, LCR, 2022)
    value = dict(found.table.select("factor", "value").iter_rows())
    assert value["gva_per_hour"] == pytest.approx(39_589e6 / (21_141_459 * 52))
    assert value["hours_per_job"] == pytest.approx(21_141_459 * 52 / 701_712)
    assert round(value["gva_per_hour"], 1) == 36.0  # A4 of the same edition prints 36.0
    assert parts(found.table)["log_points"].sum() == pytest.approx(whole(found.table), abs=1e-9)
    assert any("sum over 6 local authorities" in note for note in found.notes)


def test_hours_and_jobs_of_both_places_are_of_one_edition_beside_the_gva(ons: Statistics) -> None:
    for comparator in (ENGLAND, UK_LESS_EXTRA_REGIO):
        found = identity(ons, LCR, 2022, comparator)
        work = {q.edition for (m, _), q in found.quantities.items() if m in ("hours", "jobs")}
        money = {q.edition for (m, _), q in found.quantities.items() if m in ("gva", "population")}
        assert work == {"2024-06"}
        assert money == {"2024-04"}


def test_without_a_working_age_count_two_factors_are_taken_together(ons: Statistics) -> None:
    found = identity(ons, LCR, 2021)
    assert "jobs_per_resident" in found.table["factor"]
    assert "working_age_share" not in found.table["factor"]
    assert any("taken together" in note for note in found.notes)
    assert parts(found.table)["log_points"].sum() == pytest.approx(whole(found.table), abs=1e-9)


def test_aggregate_sums_members_or_names_those_missing(small: Callable[..., Statistics]) -> None:
    members = ["E06000006", "E08000011", "E08000012", "E08000013", "E08000014", "E08000015"]
    full = {("jobs", code): {2020: 100.0 + n} for n, code in enumerate(members)}
    held = small({"2024-06": full})
    assert aggregate(held, "jobs", LCR, 2020).value == 615
    del full["jobs", "E08000013"]
    with pytest.raises(GrowthplanError, match=r"St\. Helens \(E08000013\)"):
        aggregate(small({"2024-06": full}), "jobs", LCR, 2020)


def test_aggregate_never_sums_across_editions(small: Callable[..., Statistics]) -> None:
    members = ["E06000006", "E08000011", "E08000012", "E08000013", "E08000014", "E08000015"]
    halves = {
        "2023-06": {("jobs", code): {2020: 1.0} for code in members[:3]},
        "2024-06": {("jobs", code): {2020: 1.0} for code in members[3:]},
    }
    with pytest.raises(GrowthplanError, match="cannot be summed"):
        aggregate(small(halves), "jobs", LCR, 2020)


def test_aggregate_refuses_what_does_not_add_up(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="not the sum"):
        aggregate(ons, "gva_per_hour", LCR, 2022)


def test_ons_hours_of_the_six_authorities_sum_to_the_city_region(ons: Statistics) -> None:
    """Productivity Hours, June 2024: local authority and city region workbooks."""
    total = aggregate(ons, "hours", LCR, 2022, members=ons.gazetteer[LCR].members).value
    assert total / 52 == pytest.approx(21_141_459, abs=6)


def test_a_missing_total_is_named(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="Belfast"):
        identity(ons, "N09000003", 2022)
