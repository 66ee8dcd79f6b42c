"""Complexity by eigenvectors: known answers, equivalence with reflections, degenerate matrices."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from growthplan.sectors.complexity import complexity, complexity_scores
from growthplan.sectors.leading_vectors import second_vector
from growthplan.sectors.relatedness import IndustryMatrix


def nested(size: int) -> np.ndarray:
    """Place i is specialised in industries 0 to i."""
    return np.tril(np.ones((size, size), dtype=bool))


def reflections(specialised: np.ndarray, rounds: int) -> np.ndarray:
    """Hidalgo and Hausmann (2009): k_c,N from k_p,N-1 and k_p,N from k_c,N-1, by turns.

    In fractions: the differences between places shrink to nothing as the rounds go on.
    """
    m = [[Fraction(int(cell)) for cell in row] for row in specialised]
    columns = list(zip(*m, strict=True))
    by_place, by_industry = [sum(row) for row in m], [sum(column) for column in columns]
    diversity, ubiquity = by_place, by_industry
    for _ in range(rounds):
        by_place, by_industry = (
            [_dot(row, by_industry) / d for row, d in zip(m, diversity, strict=True)],
            [_dot(column, by_place) / u for column, u in zip(columns, ubiquity, strict=True)],
        )
    least, most = min(by_place), max(by_place)
    return np.array([float((k - least) / (most - least)) for k in by_place])


def _dot(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


def test_three_places_worked_by_hand() -> None:
    # M = [[1,0,0],[1,1,0],[1,1,1]]: D⁻¹MU⁻¹Mᵀ = [[1/3,1/3,1/3],[1/6,5/12,5/12],[1/9,5/18,11/18]]
    # has characteristic (λ − 1)(λ² − 13/36 λ + 1/36): λ = 1/4 and 1/9. For 1/4 the vector is
    # (−4, −1, 2) and industries, by U⁻¹Mᵀ, are (−1, 1/2, 2).
    found = complexity_scores(nested(3))
    places, industries = np.array([-4.0, -1, 2]), np.array([-1, 0.5, 2])
    assert found.second == pytest.approx(1 / 4, abs=1e-14)
    np.testing.assert_allclose(found.places, (places + 1) / places.std(), atol=1e-13)
    np.testing.assert_allclose(found.industries, (industries - 0.5) / industries.std(), atol=1e-13)


@pytest.mark.parametrize("size", [3, 4, 5, 6])
def test_agrees_with_the_method_of_reflections_up_to_an_affine_map(size: int) -> None:
    specialised = nested(size)
    specialised[1, size - 1] = True
    found = complexity_scores(specialised)
    reflected = reflections(specialised, 240)
    line = np.polyfit(reflected, found.places, 1)
    np.testing.assert_allclose(np.polyval(line, reflected), found.places, atol=1e-7)


@settings(max_examples=50)
@given(st.integers(0, 10_000))
def test_scores_are_standard_and_rise_with_diversity(seed: int) -> None:
    specialised = np.random.default_rng(seed).random((8, 6)) < 0.5
    found = complexity_scores(specialised)
    assume(found.why_not is None)
    known = np.isfinite(found.places)
    assert found.places[known].mean() == pytest.approx(0, abs=1e-10)
    assert found.places[known].std() == pytest.approx(1)
    assert np.corrcoef(found.places[known], specialised.sum(axis=1)[known])[0, 1] > -1e-9


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_the_order_of_places_and_industries_does_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    specialised = rng.random((7, 9)) < 0.5
    rows, columns = rng.permutation(7), rng.permutation(9)
    one = complexity_scores(specialised)
    other = complexity_scores(specialised[rows][:, columns])
    assume(one.why_not is None and one.correlation > 1e-6)
    np.testing.assert_allclose(one.places[rows], other.places, atol=1e-6, equal_nan=True)
    np.testing.assert_allclose(one.industries[columns], other.industries, atol=1e-6, equal_nan=True)


def test_the_sign_can_be_fixed_by_something_else() -> None:
    values = np.where(nested(4), 10.0, 1.0)
    matrix = IndustryMatrix(tuple("ABCD"), tuple("1234"), values)
    plain = complexity(matrix)
    turned = complexity(matrix, {"A": 9.0, "B": 7.0, "C": 6.0, "D": 2.0}, "pay")
    by_hand = -plain.scores.places if plain.places["diversity"][0] < 3 else plain.scores.places
    assert turned.scores.places[0] > 0
    np.testing.assert_allclose(np.abs(turned.scores.places), np.abs(by_hand), atol=1e-12)
    assert any("pay" in note for note in turned.notes)


@pytest.mark.parametrize(
    ("specialised", "said"),
    [
        (np.ones((4, 3), dtype=bool), "same specialisations"),
        (np.kron(np.eye(2), np.ones((2, 2))).astype(bool), "groups that share no"),
        (np.ones((1, 3), dtype=bool), "at least two places"),
        (np.zeros((3, 3), dtype=bool), "at least two places"),
        (~np.eye(4, dtype=bool), "eigenvalues are equal"),
    ],
)
def test_degenerate_matrices_say_so(specialised: np.ndarray, said: str) -> None:
    found = complexity_scores(specialised)
    assert found.why_not is not None
    assert said in found.why_not
    assert np.isnan(found.places).all()


def test_degenerate_scores_are_empty_in_the_tables() -> None:
    matrix = IndustryMatrix(("A", "B"), ("1",), np.array([[3.0], [4.0]]))
    found = complexity(matrix)
    assert found.places["complexity"].null_count() == 2
    assert any("at least two" in note for note in found.notes)


def test_large_matrices_give_the_vector_of_the_full_decomposition() -> None:
    rng = np.random.default_rng(3)
    specialised = rng.random((250, 160)) < 1 / (1 + np.exp(-rng.normal(size=(250, 1))))
    specialised |= np.add.outer(np.arange(250) / 250, -np.arange(160) / 160) > 0.4
    m = specialised.astype(float)
    diversity, ubiquity = m.sum(axis=1), m.sum(axis=0)
    scaled = m / np.sqrt(np.outer(diversity, ubiquity))
    second, third, vector = second_vector(scaled.T @ scaled, np.sqrt(ubiquity))
    values, vectors = np.linalg.eigh(scaled.T @ scaled)
    assert second == pytest.approx(values[-2], abs=1e-13)
    assert third == pytest.approx(values[-3], abs=1e-12)
    sign = np.sign(vector @ vectors[:, -2])
    np.testing.assert_allclose(sign * vector, vectors[:, -2], atol=1e-11)
