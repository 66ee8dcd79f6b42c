"""Distribution functions, against values printed in tables and computed elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.system.distributions import (
    gamma_cdf,
    gamma_quantile,
    incomplete_beta,
    normal_cdf,
    student_cdf,
    student_density,
    student_quantile,
)


@pytest.mark.parametrize(
    ("degrees", "upper", "quantile"),
    [(3, 0.975, 3.18245), (5, 0.95, 2.01505), (12, 0.90, 1.35622), (30, 0.995, 2.75000)],
)
def test_student_quantiles_of_printed_tables(degrees: int, upper: float, quantile: float) -> None:
    assert student_quantile(upper, degrees) == pytest.approx(quantile, abs=5e-6)
    assert student_cdf(np.array([quantile]), degrees)[0] == pytest.approx(upper, abs=1e-6)


@settings(deadline=None)
@given(st.floats(1.5, 60), st.floats(-8, 8))
def test_student_density_is_the_slope_of_its_distribution(degrees: float, z: float) -> None:
    step = 1e-4
    below, above = student_cdf(np.array([z - step, z + step]), degrees)
    slope = (above - below) / (2 * step)
    assert slope == pytest.approx(float(student_density(np.array([z]), degrees)[0]), abs=1e-6)


def test_a_great_many_degrees_are_the_normal() -> None:
    z = np.linspace(-5, 5, 41)
    np.testing.assert_allclose(student_cdf(z, 1e7), normal_cdf(z), atol=1e-7)
    np.testing.assert_array_equal(student_cdf(z, math.inf), normal_cdf(z))


@settings(deadline=None)
@given(st.floats(0.5, 40), st.floats(0.5, 40), st.floats(0, 1))
def test_incomplete_beta_is_symmetric(a: float, b: float, x: float) -> None:
    left = float(incomplete_beta(a, b, np.array([x]))[0])
    right = float(incomplete_beta(b, a, np.array([1 - x]))[0])
    assert left + right == pytest.approx(1, abs=1e-10)


@settings(deadline=None)
@given(st.integers(1, 40), st.floats(0.001, 120))
def test_gamma_of_a_whole_shape_is_a_tail_of_poisson(shape: int, x: float) -> None:
    terms = [
        math.exp(-x + k * math.log(x) - math.lgamma(k + 1)) if x else 0.0 for k in range(shape)
    ]
    tail = 1 - math.fsum(terms) if x else 0.0
    assert float(gamma_cdf(float(shape), np.array([x]))[0]) == pytest.approx(tail, abs=1e-11)


@settings(deadline=None)
@given(st.floats(2, 100), st.floats(0.0001, 0.9999))
def test_gamma_quantile_undoes_the_distribution(shape: float, share: float) -> None:
    x = gamma_quantile(shape, np.array([share]))
    assert float(gamma_cdf(shape, x)[0]) == pytest.approx(share, abs=1e-10)
