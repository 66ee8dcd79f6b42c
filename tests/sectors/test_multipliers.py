"""Regional coefficients and multipliers: textbook answers, bounds, ranges, bad input."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from published_tables import published

from growthplan.sectors.input_output import NationalTable, leontief_inverse
from growthplan.sectors.multiplier_stability import multiplier_stability
from growthplan.sectors.multipliers import Multipliers, multipliers, regional_effects
from growthplan.sectors.product_sizes import jobs_per_output, product_sizes
from growthplan.sectors.regional_coefficients import regional_coefficients, simple_quotients
from growthplan.sectors.supply_figures import multiplier_figures
from growthplan.vocabulary import GrowthplanError

NATION = np.array([1000.0, 2000, 3000])
PLACE = np.array([80.0, 100, 220])
A = np.array([[0.1, 0.2, 0.05], [0.15, 0.1, 0.2], [0.2, 0.25, 0.1]])


def test_flegg_and_webber_1997_worked_example() -> None:
    found = regional_coefficients(A, PLACE, NATION, 0.3)
    expected = [
        [0.05887, 0.15698, 0.02676],
        [0.04599, 0.03679, 0.06690],
        [0.08994, 0.17987, 0.05396],
    ]
    np.testing.assert_allclose(found, expected, atol=5e-6)
    np.testing.assert_allclose(simple_quotients(PLACE, NATION), [1.2, 0.75, 1.1], rtol=1e-12)
    effects = regional_effects(A, PLACE[None], NATION, 0.3, np.ones((3, 1)))
    np.testing.assert_allclose(effects[0, :, 0], [1.2484, 1.4650, 1.1959], atol=5e-5)


SIZES = arrays(float, (6, 3), elements=st.one_of(st.just(0.0), st.floats(1e-6, 1000)))


@given(SIZES, st.floats(0, 0.9))
def test_places_never_need_more_of_their_own_than_the_nation(
    sizes: np.ndarray, delta: float
) -> None:
    sizes[:, 0] += 1.0
    found = regional_coefficients(A, sizes, sizes.sum(axis=0), delta)
    assert (found >= 0).all()
    assert (found <= A + 1e-15).all()


def test_the_nation_is_its_own_region() -> None:
    np.testing.assert_allclose(regional_coefficients(A, NATION, NATION, 0.3), A, rtol=1e-12)


def test_many_places_at_once_equal_one_inverse_each() -> None:
    table, _, _ = published(2019)
    rng = np.random.default_rng(5)
    places = table.output * rng.uniform(0.0, 0.05, (21, len(table.output)))
    weights = np.column_stack([np.ones(len(table.output)), table.per_output(table.gva)])
    together = regional_effects(table.coefficients, places, table.output, 0.3, weights)
    for place, found in zip(places, together, strict=True):
        regional = regional_coefficients(table.coefficients, place, table.output, 0.3)
        np.testing.assert_allclose(found, (weights.T @ leontief_inverse(regional)).T, rtol=1e-12)


def groups(table: NationalTable) -> pl.DataFrame:
    """Divisions by position: every product has the section's division of its own."""
    return pl.DataFrame(
        {
            "product": table.products,
            "divisions": ["10", "45;46", "62"],
        }
    )


def small(year: int = 2019, scale: float = 1.0) -> NationalTable:
    flows = A * NATION * scale
    return NationalTable(
        year, ("CPA_C10", "CPA_G45", "CPA_J62"), ("Food", "Trade", "Computing"), flows,
        np.zeros(3), NATION * 0.3, NATION - flows.sum(axis=0), NATION,
    )  # fmt: skip


INDUSTRIES = pl.DataFrame(
    [
        ("UK", "CA (10-12)", 100.0), ("UK", "45", 60.0), ("UK", "46", 40.0), ("UK", "62", 100.0),
        ("X", "CA (10-12)", 8.0), ("X", "45", 3.0), ("X", "46", 2.0), ("X", "62", 7.0),
        ("Y", "CA (10-12)", 8.0), ("Y", "45", 3.0), ("Y", "46", 2.0), ("Y", "62", None),
        ("Z", "CA (10-12)", 8.0), ("Z", "45", 3.0), ("Z", "46", 2.0), ("Z", "62", 0.0),
    ],
    schema=["place", "industry", "value"],
    orient="row",
)  # fmt: skip


def measured(year: int = 2019, scale: float = 1.0) -> Multipliers:
    table = small(year, scale)
    sizes = product_sizes(table, groups(table), INDUSTRIES, "UK")
    jobs, _ = jobs_per_output(
        table, groups(table), INDUSTRIES.filter(pl.col("place") == "UK").drop("place")
    )
    return multipliers(table, sizes, jobs)


def test_places_share_of_the_narrowest_industry_is_their_share_of_output() -> None:
    table = small()
    found = product_sizes(table, groups(table), INDUSTRIES, "UK")
    assert found.places == ("X", "Z")
    np.testing.assert_allclose(found.output[0], [80, 100, 210])
    assert any("Y" in note and "missing" in note for note in found.notes)


def test_every_multiplier_has_a_range_around_it_and_below_the_nations() -> None:
    table = measured().table
    assert set(table["kind"]) == {"output", "gva", "jobs"}
    assert table.filter(~pl.col("middle").is_between("low", "high")).is_empty()
    assert table.filter(pl.col("low") >= pl.col("high")).is_empty()
    assert table.filter((pl.col("low") < 1) | (pl.col("high") > pl.col("national"))).is_empty()
    assert table.filter(~pl.col("leakage").is_between("leakage_low", "leakage_high")).is_empty()
    assert table.filter(~pl.col("leakage").is_between(0, 100)).is_empty()


def test_what_a_place_does_not_make_has_no_multiplier_and_a_note() -> None:
    found = measured()
    assert found.table.filter(
        (pl.col("place") == "Z") & (pl.col("product") == "CPA_J62")
    ).is_empty()
    assert any("does not make" in note for note in found.notes)
    assert any("Constant returns" in note for note in found.notes)
    assert any("capacity" in note for note in found.notes)


def test_jobs_of_the_nation_are_all_placed() -> None:
    table = small()
    jobs, _ = jobs_per_output(
        table, groups(table), INDUSTRIES.filter(pl.col("place") == "UK").drop("place")
    )
    np.testing.assert_allclose(jobs * table.output, [100, 100, 100])


def test_stability_shows_what_changed_between_the_years() -> None:
    same = multiplier_stability(measured(2018), measured(2019))
    assert same.summary["largest_change"].max() == pytest.approx(0, abs=1e-12)
    moved = multiplier_stability(measured(2018, 0.7), measured(2019))
    assert moved.table["change"].min() > 0
    with pytest.raises(GrowthplanError, match="different years"):
        multiplier_stability(measured(), measured())


@pytest.mark.parametrize(
    ("place", "delta", "said"),
    [
        (np.zeros(3), 0.3, "no supply chain"),
        (np.array([1.0, np.nan, 1.0]), 0.3, "gaps"),
        (np.array([1.0, -1.0, 1.0]), 0.3, "below zero"),
        (NATION * 2, 0.3, "larger than the nation"),
        (np.ones(2), 0.3, "2 products"),
        (PLACE, 1.5, "δ"),
    ],
)
def test_bad_places_say_what_is_wrong(place: np.ndarray, delta: float, said: str) -> None:
    with pytest.raises(GrowthplanError, match=said):
        regional_coefficients(A, place, NATION, delta)


def test_a_nation_without_some_industry_says_which_product() -> None:
    table = small()
    with pytest.raises(GrowthplanError, match="CPA_J62"):
        product_sizes(table, groups(table), INDUSTRIES.filter(pl.col("industry") != "62"), "UK")


def test_a_multiplier_is_never_shown_as_a_point_alone() -> None:
    figures = multiplier_figures(measured(), "X", "Anyplace", "s")
    assert len(figures) == 9
    for figure in figures:
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= figure.value <= figure.high
        assert " to " in figure.display
        assert any("Constant returns" in caveat for caveat in figure.caveats)
        assert any("capacity" in caveat for caveat in figure.caveats)
    assert {f.id for f in figures} >= {"jobs_multiplier/X/2019/CPA_J62"}
