"""Ways to nowcast the headline outcome, and how each did on the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from growthplan.monitoring.filter import Array, run_filter
from growthplan.monitoring.trend_model import LEVEL, Variances, lay_out

Method = Literal["no change", "trend", "common growth", "timelier series"]
METHODS: tuple[Method, ...] = ("no change", "trend", "common growth", "timelier series")
"""The newest figure; each place's own trend; its level moved on by the mean growth of all places;
moved on by what timelier series say. The third stands there because the fourth has that mean in it:
only what it does better than the third is the timelier series' own."""
_OTHERS: tuple[Method, ...] = METHODS[:-1]
HORIZONS = (1, 2)
"""Years after the newest figure: the headline outcome is at least two years late."""
FIRST_FIGURES = 8
"""Yearly figures before the first year that is forecast in the record."""
FEWEST_ORIGINS = 3
"""Earlier years of the record that a range needs."""


@dataclass(frozen=True)
class Panel:
    """Places alike, by year: what is to be nowcast, and what is known earlier.

    `level` [place, year]: log of the outcome in the newest edition, NaN where not published.
    `known` has the same as an earlier edition printed it, by the newest year of that edition.
    `signs` [series, place, year]: yearly changes of timelier series.
    """

    places: tuple[str, ...]
    years: tuple[int, ...]
    level: Array
    known: Mapping[int, Array]
    signs: Array
    names: tuple[str, ...]
    variances: Variances

    @property
    def newest(self) -> int:
        """The newest year with a figure."""
        return max(y for y, column in zip(self.years, self.level.T, strict=True)
                   if not np.isnan(column).all())  # fmt: skip

    def at(self, year: int) -> int:
        return self.years.index(year)


@dataclass(frozen=True)
class Errors:
    """Forecast less final figure, in logs, by method and horizon: arrays [origin, place], NaN where
    either is missing; `origins` are the newest years known when each forecast is made."""

    origins: tuple[int, ...]
    found: Mapping[tuple[Method, int], Array]


def forecasts(panel: Panel, origin: int, level: Array) -> dict[Method, Array]:
    """Forecasts [place, horizon] from figures to the year `origin`, `level` [place, year] as known
    then, and timelier series to the years that are forecast."""
    at = panel.at(origin)
    figures = level[:, : at + 1]
    start, slope = _filtered(panel, figures)
    steps = np.array(HORIZONS)
    return {
        "no change": np.repeat(figures[:, -1:], len(steps), axis=1),
        "trend": start[:, None] + slope[:, None] * steps,
        "common growth": start[:, None] + np.nanmean(np.diff(figures, axis=1)) * steps,
        "timelier series": start[:, None] + _growth(panel, figures, at),
    }


def _filtered(panel: Panel, figures: Array) -> tuple[Array, Array]:
    """Underlying level and trend of each place at the last figure."""
    laid = lay_out(panel.variances, figures.shape[1], 1)
    found = run_filter(laid.observations(figures), laid.steps, laid.start)
    level = found.after_mean[:, -2, LEVEL]
    return level, found.after_mean[:, -1, LEVEL] - level


def _growth(panel: Panel, figures: Array, at: int) -> Array:
    """Growth since the last figure [place, horizon], as timelier series told it in the past.

    Least squares of yearly growth on the series' changes in the same year, over all places and
    years up to the last figure.
    """
    grown = np.diff(figures, axis=1)
    signs = panel.signs[:, :, 1 : at + 1]
    ok = ~np.isnan(grown) & ~np.isnan(signs).any(axis=0)
    if ok.sum() <= 3 * (len(signs) + 1):
        return np.full((len(figures), len(HORIZONS)), np.nan)
    rows = np.stack([np.ones(ok.sum()), *(s[ok] for s in signs)], axis=1)
    weights = np.linalg.lstsq(rows, grown[ok], rcond=None)[0]
    told = []
    for step in HORIZONS:
        if at + step < len(panel.years):
            now = panel.signs[:, :, at + step]
            told.append(weights[0] + np.tensordot(weights[1:], now, axes=1))
        else:
            told.append(np.full(len(figures), np.nan))
    return np.asarray(np.cumsum(told, axis=0).T)


def past_errors(panel: Panel) -> Errors:
    """Errors of every method from every year since `FIRST_FIGURES` figures were known.

    Where the edition of the time is held, forecasts are made from it; before, from the newest
    edition, which flatters every method alike.
    """
    origins = tuple(range(panel.years[0] + FIRST_FIGURES - 1, panel.newest))
    found: dict[tuple[Method, int], list[Array]] = {(m, h): [] for m in METHODS for h in HORIZONS}
    for origin in origins:
        made = forecasts(panel, origin, panel.known.get(origin, panel.level))
        for (method, step), rows in found.items():
            inside = origin + step <= panel.newest
            final = panel.level[:, panel.at(origin + step)] if inside else np.nan
            rows.append(made[method][:, HORIZONS.index(step)] - final)
    return Errors(origins, {key: np.stack(rows) for key, rows in found.items()})


def common(errors: Errors, step: int) -> Callable[[Method], Array]:
    """Errors of a horizon where every method has one, so that all are judged on the same."""
    all_ = np.stack([errors.found[method, step] for method in METHODS])
    missing = np.isnan(all_).any(axis=0)
    return lambda method: np.where(missing, np.nan, errors.found[method, step])


def best(errors: Errors) -> Method:
    """The timelier series if their mean absolute error is below every other method's at each
    horizon; else the best of the others at the longest horizon."""
    sizes = {
        (m, h): float(np.nanmean(np.abs(common(errors, h)(m)))) for m in METHODS for h in HORIZONS
    }
    if all(sizes["timelier series", h] < min(sizes[m, h] for m in _OTHERS) for h in HORIZONS):
        return "timelier series"
    return min(_OTHERS, key=lambda m: sizes[m, HORIZONS[-1]])


def spread(errors: Array) -> float:
    """Root mean square of errors, empty ones left out."""
    return float(np.sqrt(np.nanmean(errors**2)))


def covered(errors: Array, times: float) -> float:
    """Share of errors within `times` the root mean square of all earlier years' errors."""
    held: list[bool] = []
    for n in range(FEWEST_ORIGINS, len(errors)):
        if not np.isnan(errors[:n]).all():
            now = errors[n][~np.isnan(errors[n])]
            held += list(np.abs(now) <= times * spread(errors[:n]))
    return float(np.mean(held)) if held else float("nan")
