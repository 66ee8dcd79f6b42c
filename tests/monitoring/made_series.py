"""Made series whose truth is known."""

from __future__ import annotations

import numpy as np
import polars as pl

from growthplan.monitoring import PLAIN, Readings, Window, readings


def rows_of(values: np.ndarray, first: int, places: list[str] | None = None) -> pl.DataFrame:
    """Published rows of `values` [place, year], with NaN where nothing is published."""
    names = places or [f"P{i}" for i in range(len(values))]
    rows = [
        (name, str(first + t), float(x))
        for name, row in zip(names, values, strict=True)
        for t, x in enumerate(row)
        if not np.isnan(x)
    ]
    table = pl.DataFrame(rows, schema=["place", "period", "value"], orient="row")
    empty = pl.lit(None, dtype=pl.Float64)
    return table.with_columns(low=empty, high=empty)


def readings_of(values: np.ndarray, first: int = 2000, window: Window = PLAIN) -> Readings:
    """The same laid out for the filter, in a unit that is not read in logs."""
    return readings(rows_of(values, first), "made", "%", window)


def walk(
    rng: np.random.Generator, drift: np.ndarray, level: float, irregular: float
) -> tuple[np.ndarray, np.ndarray]:
    """Truth and figures [series, year]: a walk with `drift` [series, year], and noise about it."""
    truth = (drift + level * rng.normal(size=drift.shape)).cumsum(axis=1)
    return truth, truth + irregular * rng.normal(size=drift.shape)
