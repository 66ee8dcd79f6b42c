"""Panels that real files hold by accident: whatever they are, an estimate or a fault in words."""

from __future__ import annotations

import numpy as np
import pytest

from growthplan.evaluation import METHODS, Settings, estimate, made_panel
from growthplan.vocabulary import GrowthplanError

TIMES, START, UNITS = 8, 4, 6
PLAIN = Settings(draws=20, running="score", distance="km", rings=(10, 20))
OTHER = Settings(
    draws=20, covariates=("x", "same"), running="score", distance="km", rings=(10,),
    optimiser="exact", compare_with="not-yet",
)  # fmt: skip


def outcome(kind: str, units: int, treated: int, start: int) -> np.ndarray:
    """An outcome [unit, time] with something odd about it."""
    rng = np.random.default_rng(len(kind))
    y, clock = rng.normal(size=(units, TIMES)), np.arange(TIMES)
    match kind:
        case "the same everywhere":
            return np.full_like(y, 5.0)
        case "nought":
            return np.zeros_like(y)
        case "alike before":
            y[:, :start] = 1
        case "donors alike":
            y[treated:] = y[-1]
        case "without change":
            return np.repeat(y[:, :1], TIMES, axis=1)
        case "lines of their own":
            return y[:, :1] * clock
        case "far off":
            y[:treated] += 1e6
        case "large":
            return y * 1e9 + 1e12
        case "small":
            return y * 1e-9
    return y


@pytest.mark.parametrize(
    ("units", "treated", "start"), [(6, 1, 4), (2, 1, 2), (6, 5, 2), (5, 2, 6)]
)
@pytest.mark.parametrize(
    "kind",
    ["plain", "the same everywhere", "nought", "alike before", "donors alike", "without change",
     "lines of their own", "far off", "large", "small"],
)  # fmt: skip
def test_a_number_or_a_fault_in_words(kind: str, units: int, treated: int, start: int) -> None:
    """Warnings are errors here, so nothing is divided by nought unseen."""
    rng = np.random.default_rng(1)
    side = np.where(np.arange(units) < treated, 1.0, -1.0)
    values = {
        "x": rng.normal(size=units),
        "same": np.ones(units),
        "score": side * rng.uniform(0.1, 1, size=units),
        "km": np.where(side > 0, 0, rng.uniform(1, 30, size=units)),
    }
    columns = {name: np.repeat(v[:, None], TIMES, axis=1) for name, v in values.items()}
    y = outcome(kind, units, treated, start)
    panel = made_panel(y, range(treated), start, covariates=columns)
    for name in METHODS:
        for settings in (PLAIN, OTHER):
            try:
                found = estimate(panel, name, settings)
            except GrowthplanError:
                continue
            assert np.isfinite(found.effect), name
            assert found.p_value is None or 0 <= found.p_value <= 1, name


@pytest.mark.parametrize("name", ["synthetic-control", "synthetic-did", "did", "matching"])
def test_no_effect_where_nothing_differs(name: str) -> None:
    panel = made_panel(np.full((UNITS, TIMES), 5.0), [0], START)
    assert estimate(panel, name).effect == pytest.approx(0, abs=1e-9)
