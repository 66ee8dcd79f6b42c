"""Simplex weights meet the conditions of a minimum, whatever the problem."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.evaluation.frank_wolfe import frank_wolfe_weights
from growthplan.evaluation.ridge_weights import ridge_weights
from growthplan.evaluation.simplex import weights_on_simplex


def slack(gram: np.ndarray, linear: np.ndarray, weights: np.ndarray) -> float:
    """How far any weight's gradient lies below the mean one, relative to the gradient's size."""
    slope = gram @ weights - linear
    return float((weights @ slope - slope.min()) / (np.abs(gram).max() + np.abs(linear).max()))


@given(st.integers(0, 10_000), st.integers(2, 25), st.integers(1, 30), st.floats(0.01, 100.0))
def test_no_other_weights_fit_better(seed: int, size: int, rows: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    x = scale * rng.normal(size=(3, rows, size))
    y = scale * rng.normal(size=(3, rows))
    gram, linear = x.transpose(0, 2, 1) @ x, np.einsum("brn,br->bn", x, y)
    found = weights_on_simplex(gram, linear)
    assert found.min() >= 0
    assert found.sum(axis=1) == pytest.approx(1)
    for k in range(3):
        assert slack(gram[k], linear[k], found[k]) < 1e-8


@given(st.integers(0, 10_000), st.integers(3, 40), st.integers(2, 12), st.floats(0.01, 50.0))
def test_newton_on_residuals_gives_the_same_as_the_active_set(
    seed: int, size: int, rows: int, ridge: float
) -> None:
    rng = np.random.default_rng(seed)
    columns, targets = rng.normal(size=(rows, size)), rng.normal(size=(4, rows))
    allowed = rng.random((4, size)) < 0.7
    allowed[:, :2] = True
    by_newton = ridge_weights(columns, targets, allowed, ridge)
    gram = columns.T @ columns + ridge * np.eye(size)
    by_set = weights_on_simplex(gram, targets @ columns, allowed)
    assert by_newton == pytest.approx(by_set, abs=1e-8)
    assert not by_newton[~allowed].any()


@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(2, 12), st.floats(-14, 3))
def test_a_ridge_however_small_is_at_its_minimum(
    seed: int, size: int, rows: int, power: float
) -> None:
    """Units may be alike, and a path that all share may be far larger than what differs."""
    rng = np.random.default_rng(seed)
    columns, targets = rng.normal(size=(rows, size)), rng.normal(size=(4, rows))
    columns[:, 0] = columns[:, 1]
    shared, ridge = 100 * rng.normal(size=rows), rows * 10**power
    every = np.ones((4, size), dtype=bool)
    found = ridge_weights(columns + shared[:, None], targets + shared, every, ridge)
    gram = columns.T @ columns + ridge * np.eye(size)
    for weights, target in zip(found, targets, strict=True):
        assert slack(gram, target @ columns, weights) < 1e-8


def test_the_published_steps_come_near_the_minimum() -> None:
    rng = np.random.default_rng(4)
    columns, target = rng.normal(size=(20, 10)), rng.normal(size=20)
    near = frank_wolfe_weights(columns, target, 0.5, 1e-6)
    ridge = 20 * 0.5**2
    exact = weights_on_simplex(columns.T @ columns + ridge * np.eye(10), (target @ columns)[None])[
        0
    ]
    assert near == pytest.approx(exact, abs=1e-3)
