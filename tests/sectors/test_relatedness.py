"""Relatedness: quotients, proximity and density."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthplan.sectors.relatedness import (
    IndustryMatrix,
    density,
    industry_matrix,
    proximity,
    quotients,
    relatedness,
)
from growthplan.vocabulary import GrowthplanError

SPECIALISED = np.array([[1, 1, 1, 0], [1, 1, 0, 0], [0, 1, 0, 1]], dtype=bool)


def table(rows: list[tuple[str, str, float | None]]) -> pl.DataFrame:
    return pl.DataFrame(
        rows, schema={"place": pl.String, "industry": pl.String, "value": pl.Float64}, orient="row"
    )


def test_proximity_worked_by_hand() -> None:
    # Ubiquity 2, 3, 1, 1; industries 1 and 2 are together in two places: 2 ÷ max(2, 3).
    near = proximity(SPECIALISED)
    expected = [[1, 2 / 3, 1 / 2, 0], [2 / 3, 1, 1 / 3, 1 / 3], [1 / 2, 1 / 3, 1, 0]]
    np.testing.assert_allclose(near[:3], expected, rtol=0, atol=1e-15)
    np.testing.assert_allclose(near[3], [0, 1 / 3, 0, 1], rtol=0, atol=1e-15)


def test_density_worked_by_hand() -> None:
    near = proximity(SPECIALISED)
    # Around industry 4: proximities 0, 1/3, 0, 1. The first place has industries 1 to 3.
    assert density(SPECIALISED, near)[0, 3] == pytest.approx((1 / 3) / (4 / 3))
    assert density(SPECIALISED, near)[2, 3] == pytest.approx(1)


@given(arrays(float, (5, 4), elements=st.floats(0.01, 1000)))
def test_quotients_average_to_one_over_places(values: np.ndarray) -> None:
    weights = values.sum(axis=1) / values.sum()
    np.testing.assert_allclose(weights @ quotients(values), 1, rtol=1e-12)


@given(arrays(bool, (6, 5)))
def test_proximity_is_symmetric_and_density_a_share(specialised: np.ndarray) -> None:
    near = proximity(specialised)
    assert (near == near.T).all()
    assert ((near >= 0) & (near <= 1)).all()
    shares = density(specialised, near)
    assert ((shares >= 0) & (shares <= 1 + 1e-12)).all()


def test_a_place_with_a_hole_is_left_out_and_named() -> None:
    rows = [("A", "1", 1.0), ("A", "2", 2.0), ("B", "1", 1.0), ("B", "2", None), ("C", "1", 4.0)]
    found = industry_matrix(table([*rows, ("C", "2", -1.0)]))
    assert found.places == ("A", "C")
    assert found.values.tolist() == [[1, 2], [4, 0]]
    assert any("B" in note and "without a figure" in note for note in found.notes)
    assert any("below zero" in note for note in found.notes)


def test_zero_employment_is_left_out_and_named() -> None:
    found = industry_matrix(table([("A", "1", 1.0), ("A", "2", 0.0), ("B", "1", 0), ("B", "2", 0)]))
    assert found.places == ("A",)
    assert found.industries == ("1",)
    assert any("nothing in any industry: B" in note for note in found.notes)
    assert any("found in no place: 2" in note for note in found.notes)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("A", "1", 1.0), ("A", "1", 2.0)], "twice"),
        ([("A", "1", float("inf"))], "finite"),
        ([("A", "1", None)], "No place"),
        ([], "no rows"),
    ],
)
def test_bad_tables_say_what_is_wrong(rows: list[tuple[str, str, float]], said: str) -> None:
    with pytest.raises(GrowthplanError, match=said):
        industry_matrix(table(rows))


def test_single_industry_place_is_fully_specialised() -> None:
    matrix = IndustryMatrix(("A", "B"), ("1", "2"), np.array([[5.0, 0.0], [5.0, 5.0]]))
    found = relatedness(matrix)
    own = found.places.filter((pl.col("place") == "A") & (pl.col("industry") == "1"))
    assert own["specialised"].item()
    assert found.industries.height == 1
