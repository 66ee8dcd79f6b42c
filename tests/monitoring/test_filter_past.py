"""Forecasts made years ago, with what was known then, held what came as often as they said.

The figures are the bundled official statistics, so the shares are `regression`; the bounds are what
a stated share allows for places that share national shocks.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from growthplan.monitoring import Readings, estimate, pooled_variances, readings
from growthplan.monitoring.trend_revision import NONE
from growthplan.monitoring.trend_tails import student_quantile
from growthplan.store import Store
from growthplan.vocabulary import PlaceKind

ORIGIN, AHEAD, PLACES = 2015, (1, 3), 60
CASES = ("employment_rate", "jobs", "greenhouse_gas_emissions")


@pytest.fixture(scope="module", params=CASES)
def held(request: pytest.FixtureRequest) -> Readings:
    with Store() as store:
        codes = [p.code for p in store.gazetteer.of_kind(PlaceKind.LOCAL_AUTHORITY)]
        rows = store.statistics([request.param], codes).latest(request.param)
        unit = store.indicators[request.param].unit
    return readings(rows.filter(pl.col("industry") == ""), request.param, unit)


def test_ranges_held_what_came(held: Readings) -> None:
    known = held.until(ORIGIN)
    variances = pooled_variances(known.values, NONE)
    within: dict[float, list[bool]] = {0.5: [], 0.9: []}
    whole = ~np.isnan(held.values).any(axis=1)
    for place in [p for p, ok in zip(held.places, whole, strict=True) if ok][:PLACES]:
        found = estimate(known.of([place]), variances, ORIGIN + max(AHEAD))
        row = held.values[held.places.index(place)]
        for step in AHEAD:
            level, spread = found.at(ORIGIN + step)
            wide = np.hypot(spread, found.variances.irregular**0.5)
            off = abs(row[held.years.index(ORIGIN + step)] - level) / wide
            for share, seen in within.items():
                seen.append(bool(off <= student_quantile(0.5 + share / 2, found.degrees)))
    assert 0.35 <= np.mean(within[0.5]) <= 0.72
    assert 0.82 <= np.mean(within[0.9]) <= 0.98
