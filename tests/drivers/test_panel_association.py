"""Drivers over time, on made-up places whose histories are known."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.drivers.panel_association import RISES, UNTOLD, panel_association
from growthplan.drivers.panel_data import within
from growthplan.vocabulary import GrowthplanError

PLACES, YEARS = 120, 12


def histories(seed: int = 0, effect: float = 2.0) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Jobs move productivity inside places; rank is fixed and only differs between them."""
    rng = np.random.default_rng(seed)
    jobs = rng.normal(size=(PLACES, YEARS)).cumsum(axis=1)
    other = rng.normal(size=(PLACES, YEARS)).cumsum(axis=1)
    level = 20 * rng.normal(size=(PLACES, 1))
    year = 3 * np.arange(YEARS)[None, :]
    y = effect * jobs + level + year + rng.normal(size=(PLACES, YEARS)) * 2
    keys = pl.DataFrame(
        {
            "place": [f"P{k:03d}" for k in range(PLACES) for _ in range(YEARS)],
            "year": [2008 + t for _ in range(PLACES) for t in range(YEARS)],
        }
    )
    region = pl.Series([f"R{k % 8}" for k in range(PLACES) for _ in range(YEARS)])
    values = keys.with_columns(
        region=region,
        jobs=pl.Series((jobs + level).reshape(-1)),
        other=pl.Series(other.reshape(-1)),
    )
    return values, keys.with_columns(value=pl.Series(40 * np.exp(y.reshape(-1) / 100)))


@given(st.integers(0, 100))
def test_place_and_year_effects_leave_nothing_of_themselves(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(6, 4))
    shifted = x + rng.normal(size=(6, 1)) * 50 + rng.normal(size=(1, 4)) * 50
    assert within(shifted) == pytest.approx(within(x), abs=1e-10)
    assert within(x).sum(axis=0) == pytest.approx(0, abs=1e-12)
    assert within(x).sum(axis=1) == pytest.approx(0, abs=1e-12)


def test_a_driver_that_moves_productivity_is_told_and_an_idle_one_is_not() -> None:
    values, outcome = histories()
    found = panel_association(values, outcome, {"jobs": "participation"}, seed=1)
    rows = {row["indicator"]: row for row in found.table.iter_rows(named=True)}
    assert (rows["jobs"]["verdict"], rows["jobs"]["driver"]) == (RISES, "participation")
    assert rows["other"]["verdict"] == UNTOLD
    x = within(values["jobs"].to_numpy().reshape(PLACES, YEARS))
    assert rows["jobs"]["log_points"] == pytest.approx(2 * x.std(), rel=0.1)
    assert found.fit["r2_regions"][0] > 0.5


def test_differences_between_places_alone_tell_nothing() -> None:
    values, outcome = histories(effect=0.0)
    found = panel_association(values, outcome, seed=1)
    assert set(found.table["verdict"]) == {UNTOLD}
    assert "tells nothing" in found.notes[0]


def test_order_never_matters_and_a_seed_fixes_the_answer() -> None:
    values, outcome = histories()
    found = panel_association(values, outcome, seed=1)
    turned = values.select(reversed(values.columns)).reverse()
    assert panel_association(turned, outcome.reverse(), seed=1).table.equals(found.table)


def test_short_drivers_and_places_with_gaps_are_said() -> None:
    values, outcome = histories()
    short = values.with_columns(
        new=pl.when(pl.col("year") >= 2015).then(pl.col("other")),
        jobs=pl.when((pl.col("place") == "P000") & (pl.col("year") == 2010))
        .then(None)
        .otherwise(pl.col("jobs")),
    )
    found = panel_association(short, outcome, seed=1)
    assert found.fit["places"][0] == PLACES - 1
    assert "new" not in found.table["indicator"].to_list()
    assert any("too few shared years: new" in note for note in found.notes)


def test_too_few_years_are_refused() -> None:
    values, outcome = histories()
    with pytest.raises(GrowthplanError, match="No driver is known for 8 years"):
        panel_association(values.filter(pl.col("year") > 2015), outcome)
