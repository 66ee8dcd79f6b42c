"""The compiled kernels and their Python twins give the same weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.evaluation import (
    frank_wolfe,
    frank_wolfe_compiled,
    ridge_compiled,
    ridge_weights,
    simplex,
    simplex_compiled,
)

pytestmark = pytest.mark.skipif(
    not (simplex_compiled.COMPILED and ridge_compiled.COMPILED and frank_wolfe_compiled.COMPILED),
    reason="installed without a C compiler",
)


def both(
    points: np.ndarray, targets: np.ndarray, allowed: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights by the kernel and by the twin."""
    compiled = simplex.weights_near(points, targets, allowed)
    return compiled, simplex.weights_in_step(points, targets, allowed)


@given(
    st.integers(0, 10_000), st.integers(2, 60), st.integers(1, 25), st.booleans(),
    st.floats(1e-3, 1e3),
)  # fmt: skip
def test_same_nearest_point(seed: int, size: int, depth: int, shared: bool, scale: float) -> None:
    """Where points lie in a common plane many weights give one point, so the point is compared."""
    rng = np.random.default_rng(seed)
    points = scale * rng.normal(size=(size, depth) if shared else (5, size, depth))
    targets = scale * rng.normal(size=(5, depth))
    allowed = rng.random((5, size)) < 0.8
    allowed[:, 0] = True
    one, two = both(points, targets, allowed)
    assert one.min() >= 0
    assert one.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert not one[~allowed].any()
    axes = "pn,nd->pd" if shared else "pn,pnd->pd"
    near, other = (np.einsum(axes, weights, points) for weights in (one, two))
    assert near == pytest.approx(other, abs=1e-9 * scale * depth)


def test_same_weights_where_they_are_unique() -> None:
    rng = np.random.default_rng(3)
    points, targets = rng.normal(size=(15, 20)), rng.normal(size=(30, 20))
    one, two = both(points, targets, np.ones((30, 15), dtype=bool))
    assert one == pytest.approx(two, abs=1e-11)


def test_points_that_are_alike_or_stand_on_the_target() -> None:
    points = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.5, 0.5]])
    targets = np.array([[1.0, 0.0], [0.5, 0.5], [9.0, 9.0]])
    one, _ = both(points, targets, np.ones((3, 4), dtype=bool))
    assert one @ points == pytest.approx(np.array([[1.0, 0.0], [0.5, 0.5], [0.5, 0.5]]), abs=1e-9)


def test_wide_problems_and_views_of_larger_arrays() -> None:
    """Arrays that are not laid out in one piece are read as what they hold."""
    rng = np.random.default_rng(1)
    points, targets = rng.normal(size=(300, 40))[::2, ::4], rng.normal(size=(20, 9)).T[:, ::2]
    one, two = both(points, targets, np.ones((9, 150), dtype=bool))
    assert one @ points == pytest.approx(two @ points, abs=1e-9)


@given(
    st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 25), st.floats(-4, 4),
    st.floats(1e-3, 1e3),
)  # fmt: skip
def test_same_weights_with_a_ridge(
    seed: int, size: int, times: int, power: float, scale: float
) -> None:
    """Sums of points taken in and out go on from one problem to the next, so there are several."""
    rng = np.random.default_rng(seed)
    columns = scale * rng.normal(size=(times, size))
    targets = scale * rng.normal(size=(9, times))
    allowed = rng.random((9, size)) < 0.8
    allowed[:, 0] = True
    ridge = 10**power * times * scale**2
    one = ridge_compiled.ridge_weights_by_kernel(columns, targets, allowed, ridge)
    two = ridge_weights.weights_by_newton(columns, targets, allowed, ridge)
    assert one.min() >= 0
    assert not one[~allowed].any()
    assert one == pytest.approx(two, abs=1e-8)


def test_ridge_beside_a_path_that_all_share() -> None:
    """What every unit shares changes no weight, however large it is."""
    rng = np.random.default_rng(5)
    columns, targets = rng.normal(size=(12, 30)), rng.normal(size=(4, 12))
    shared = 1e4 * rng.normal(size=12)
    every = np.ones((4, 30), dtype=bool)
    plain = ridge_weights.ridge_weights(columns, targets, every, 0.3)
    moved = ridge_weights.ridge_weights(columns + shared[:, None], targets + shared, every, 0.3)
    assert moved == pytest.approx(plain, abs=1e-8)


@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(1, 30), st.floats(0, 2))
def test_same_steps_of_frank_and_wolfe(seed: int, size: int, rows: int, zeta: float) -> None:
    """Few enough that rounding cannot change which corner is next."""
    rng = np.random.default_rng(seed)
    columns, target = rng.normal(size=(rows, size)), rng.normal(size=rows)
    products = columns.T @ columns, columns.T @ target, float(target @ target)
    begin = np.full(size, 1 / size)
    for most in (1, 2, 20):
        one = frank_wolfe_compiled.steps_by_kernel(products, rows * zeta**2, 0.0, begin, most)
        two = frank_wolfe.steps_in_turn(products, rows * zeta**2, 0.0, begin, most)
        assert one == pytest.approx(two, abs=1e-7)
    assert begin == pytest.approx(1 / size)


def test_steps_stop_where_the_gain_is_small() -> None:
    rng = np.random.default_rng(6)
    columns, target = rng.normal(size=(20, 15)), rng.normal(size=20)
    products = columns.T @ columns, columns.T @ target, float(target @ target)
    begin = np.full(15, 1 / 15)
    for least in (1.0, 1e-3, 1e-6):
        one = frank_wolfe_compiled.steps_by_kernel(products, 5.0, least, begin, 10_000)
        two = frank_wolfe.steps_in_turn(products, 5.0, least, begin, 10_000)
        assert one == pytest.approx(two, abs=1e-9)
