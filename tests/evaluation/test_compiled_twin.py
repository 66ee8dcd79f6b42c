"""The compiled kernel and its Python twin give the same weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.evaluation import simplex
from growthplan.evaluation.simplex_compiled import COMPILED

pytestmark = pytest.mark.skipif(not COMPILED, reason="installed without a C compiler")


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
