"""Input-output: textbook and published answers, identities, bad input."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from published_tables import YEARS, published

from growthplan.sectors.input_output import (
    NationalTable,
    coefficients,
    leontief_inverse,
    output_for,
)
from growthplan.sectors.multipliers import national_multipliers, total_effects
from growthplan.sectors.national_tables import national_tables
from growthplan.vocabulary import GrowthplanError

PRINTED = 5.1e-10
"""Half a unit of the ninth decimal, the last that the publisher prints."""


def productive(raw: np.ndarray) -> np.ndarray:
    """Coefficients whose columns sum to at most 0.9."""
    return raw / max(1.0, float(raw.sum(axis=0).max()) / 0.9)


RAW = arrays(float, (4, 4), elements=st.floats(0, 1))


def test_miller_and_blair_2009_chapter_2() -> None:
    a = coefficients(np.array([[150.0, 500], [200, 100]]), np.array([1000.0, 2000]))
    np.testing.assert_allclose(leontief_inverse(a), [[1.254, 0.330], [0.264, 1.122]], atol=5e-4)
    np.testing.assert_allclose(
        output_for(a, np.array([600.0, 1500])), [1247.52, 1841.58], atol=5e-3
    )
    np.testing.assert_allclose(total_effects(a, np.ones((2, 1))).ravel(), [1.518, 1.452], atol=1e-3)


def test_leontief_three_sectors() -> None:
    a = np.array([[0.2, 0.3, 0.2], [0.4, 0.1, 0.2], [0.1, 0.3, 0.2]])
    found = output_for(a, np.array([10.0, 5, 6]))
    np.testing.assert_allclose(found, [24.84375, 20.67708, 18.359375], atol=5e-6)


@pytest.mark.parametrize("year", YEARS)
def test_ons_leontief_inverse_to_every_printed_digit(year: int) -> None:
    table, inverse, _ = published(year)
    assert np.abs(leontief_inverse(table.coefficients) - inverse).max() < PRINTED


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("kind", ["output", "gva"])
def test_ons_multipliers_to_every_printed_digit(year: int, kind: str) -> None:
    table, _, products = published(year)
    ours = pl.Series(national_multipliers(table)[kind])
    apart = (ours - products[f"{kind}_multiplier"]).abs().drop_nulls()
    assert len(apart) >= 104
    assert apart.max() < PRINTED


@given(RAW, arrays(float, 4, elements=st.floats(0, 1000)))
def test_output_meets_demand_and_all_inputs(raw: np.ndarray, demand: np.ndarray) -> None:
    a = productive(raw)
    x = output_for(a, demand)
    np.testing.assert_allclose(x, a @ x + demand, rtol=1e-10, atol=1e-9)
    assert (x >= demand - 1e-9).all()


@given(RAW)
def test_multipliers_are_at_least_one(raw: np.ndarray) -> None:
    assert (total_effects(productive(raw), np.ones((4, 1))) >= 1 - 1e-12).all()


@pytest.mark.parametrize(
    ("a", "said"),
    [
        ([[0.5, 0.6], [0.6, 0.5]], "not productive"),
        ([[0.5, -0.1], [0.2, 0.1]], "below 0"),
        ([[0.5, 0.1]], "square"),
        ([[float("nan"), 0.1], [0.1, 0.1]], "square matrix of numbers"),
    ],
)
def test_bad_coefficients_say_what_is_wrong(a: list[list[float]], said: str) -> None:
    with pytest.raises(GrowthplanError, match=said):
        leontief_inverse(np.array(a))


def test_a_product_without_output_must_not_use_inputs() -> None:
    with pytest.raises(GrowthplanError, match="without output"):
        coefficients(np.array([[1.0, 1.0], [0.0, 0.0]]), np.array([10.0, 0.0]))


def test_wrong_shapes_are_all_named() -> None:
    one = np.ones(1)
    with pytest.raises(GrowthplanError) as caught:
        NationalTable(2019, ("a", "b"), ("a", "b"), np.ones((2, 2)), one, one, np.ones(2), one)
    assert len(caught.value.faults) == 3


def test_national_tables_from_the_stores_long_table() -> None:
    rows = [
        ("domestic use", "a", "a", 1.0), ("domestic use", "a", "b", 2.0),
        ("domestic use", "b", "a", 3.0), ("domestic use", "b", "b", 4.0),
        ("domestic use", "a", "P3 S14", 9.0),
        ("imports use", "a", "b", 5.0), ("imports use", "b", "b", 6.0),
        ("compensation", "a", "", 7.0), ("gva", "a", "", 8.0), ("output", "a", "", 20.0),
        ("output", "b", "", 30.0),
    ]  # fmt: skip
    long = pl.DataFrame(
        [(2019, *row, "s") for row in rows],
        schema=["year", "table", "product", "user", "value", "source"],
        orient="row",
    )
    groups = pl.DataFrame({"product": ["a", "b"], "label": ["A", "B"]})
    table = national_tables(long, groups)[2019]
    assert table.domestic.tolist() == [[1, 2], [3, 4]]
    assert table.imports.tolist() == [0, 11]
    assert table.output.tolist() == [20, 30]
    with pytest.raises(GrowthplanError, match="no 'gva'"):
        national_tables(long.filter(pl.col("table") != "gva"), groups)
