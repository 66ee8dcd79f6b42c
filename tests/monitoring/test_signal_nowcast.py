"""The nowcast says what did best on the past, and never looks ahead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from growthplan.monitoring import (
    NowcastPanel,
    Variances,
    best,
    forecasts,
    nowcast,
    past_errors,
)
from growthplan.vocabulary import GrowthplanError, Place, PlaceKind

PLACE = Place(code="P0", name="Made-up place", kind=PlaceKind.CITY_REGION)


def panel(telling: float, seed: int = 1) -> NowcastPanel:
    """20 places over 20 years and two more of a timelier series, whose changes go into the
    outcome's growth `telling` times."""
    rng = np.random.default_rng(seed)
    signs = 0.04 * rng.normal(size=(1, 20, 22))
    growth = 0.02 + telling * signs[0] + 0.01 * rng.normal(size=(20, 22))
    level = 3 + growth.cumsum(axis=1) + 0.005 * rng.normal(size=(20, 22))
    level[:, 20:] = np.nan
    places = tuple(f"P{i}" for i in range(20))
    variances = Variances(0.005**2, 0.01**2 + (0.04 * telling) ** 2, 0.0)
    years = tuple(range(2004, 2026))
    return NowcastPanel(places, years, level, {}, signs, ("a made-up series",), variances)


def test_a_series_that_tells_is_used_and_its_record_shown() -> None:
    made = nowcast(panel(1.0), PLACE, (), "productivity")
    assert made.method == "timelier series"
    sizes = _sizes(made.record)
    assert sizes["timelier series", 2] < 0.6 * sizes["trend", 2]
    assert [f.id for f in made.figures] == [
        "nowcast/productivity/P0/2024", "nowcast/productivity/P0/2025",
    ]  # fmt: skip
    assert all(0.8 <= c <= 0.98 for c in made.record["coverage"])


def test_a_series_that_tells_nothing_is_not_used_and_the_sentence_says_so() -> None:
    chosen = [best(past_errors(panel(0.0, seed))) for seed in range(6)]
    assert chosen.count("timelier series") <= 2  # by chance, at both horizons, now and then
    at = next(seed for seed, one in enumerate(chosen) if one != "timelier series")
    made = nowcast(panel(0.0, at), PLACE, (), "productivity")
    assert "so they are not used" in made.sentence


def test_a_forecast_uses_nothing_later_than_was_known() -> None:
    whole = panel(1.0)
    cut = replace(whole, level=np.where(np.arange(22) > 12, np.nan, whole.level))
    early = forecasts(whole, 2016, whole.level)
    for method, made in forecasts(cut, 2016, cut.level).items():
        assert (made == early[method]).all()


def test_forecasts_start_from_the_edition_of_the_time_where_it_is_held() -> None:
    whole = panel(1.0)
    noisy = whole.level + 0.1
    with_vintage = replace(whole, known={2018: noisy})
    plain, real = past_errors(whole), past_errors(with_vintage)
    at = plain.origins.index(2018)
    moved = real.found["no change", 1] - plain.found["no change", 1]
    assert moved[at] == pytest.approx(0.1)
    assert np.delete(moved, at, axis=0) == pytest.approx(0.0)


def test_too_short_a_record_is_refused() -> None:
    whole = panel(1.0)
    short = replace(whole, level=np.where(np.arange(22) > 10, np.nan, whole.level))
    with pytest.raises(GrowthplanError, match="needs 13 yearly figures"):
        nowcast(short, PLACE, (), "productivity")


def _sizes(record: pl.DataFrame) -> dict[tuple[str, int], float]:
    rows = record.select("method", "horizon", "mean_absolute_error").iter_rows()
    return {(method, step): size for method, step, size in rows}
