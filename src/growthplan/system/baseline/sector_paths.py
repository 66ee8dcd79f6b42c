"""How the baseline's mix of hours and relative productivity of sectors drift."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from growthplan.vocabulary import Fault, GrowthplanError

Array = NDArray[np.float64]


def hours_by_sector(hours: Array, trend: Array, years: int) -> Array:
    """Baseline hours [t, p, s], t = 0 to `years`, whose mix drifts and whose total does not.

    `hours` [p, s], millions, in the base year; `trend` [s] or [p, s], logs a year. Shares of an
    authority's hours follow `exp(trend × t)` and are levelled to its total in every year, so that
    only differences between sectors' trends matter.

    Raises GrowthplanError when hours are below 0, an authority has none, or a trend is missing.
    """
    _check(hours, trend)
    time = np.arange(years + 1)[:, None, None]
    grown = hours * np.exp(np.broadcast_to(trend, hours.shape) * time)
    total = hours.sum(axis=1, keepdims=True)
    return np.asarray(grown * (total / grown.sum(axis=2, keepdims=True)))


def sector_relatives(hours: Array, productivity: Array, drift: Array) -> Array:
    """Productivity of sectors relative to their authority's [t, p, s]: hours-weighted mean 1.

    `hours` [t, p, s] of the baseline; `productivity` [p, s], £ an hour in the base year; `drift`
    [s], logs a year. Sectors' productivity grows by their drift, then all are levelled, so that
    drift moves the mix within an authority and never its total.

    Raises GrowthplanError as `hours_by_sector`.
    """
    _check(hours[0], drift)
    time = np.arange(len(hours))[:, None, None]
    raw = productivity * np.exp(drift * time)
    mean = (hours * raw).sum(axis=2, keepdims=True) / hours.sum(axis=2, keepdims=True)
    return np.asarray(raw / mean)


def shrunk_trend(national: Array, local: Array, years: int, *, noise: float) -> Array:
    """Trends of sectors' hours [p, s], local ones moved to the national by their noise.

    `national` [s] and `local` [p, s], logs a year over `years`; `noise`, SD of one reading of a
    sector's log hours. A trend between two readings has variance 2 noise² ÷ years²; what local
    trends differ from the national beyond that is taken as real, and the share that is real is
    what a local trend keeps (empirical Bayes, by moments, one share for all).

    >>> shrunk_trend(np.array([0.01]), np.array([[0.02]]), 10, noise=1.0).tolist()
    [[0.01]]

    Raises GrowthplanError unless there is at least one year.
    """
    if years < 1:
        raise GrowthplanError("A trend needs at least one year between readings.")
    apart = local - national
    chance = 2 * noise**2 / years**2
    spread = float(np.mean(apart**2))
    kept = max(1 - chance / spread, 0.0) if spread > 0 else 0.0
    return np.asarray(national + kept * apart)


def _check(hours: Array, trend: Array) -> None:
    faults = []
    if not np.isfinite(hours).all() or (hours < 0).any():
        faults.append(Fault("Hours by sector should be numbers of 0 and above.", code="hours"))
    elif not (hours.sum(axis=1) > 0).all():
        rows = ", ".join(str(i + 1) for i in np.flatnonzero(hours.sum(axis=1) <= 0))
        faults.append(
            Fault(
                f"No hours are worked in authority number {rows} of the list.",
                fix="Leave out authorities without hours.",
                code="hours",
            )
        )
    if not np.isfinite(trend).all():
        faults.append(Fault("A trend of a sector is missing or infinite.", code="trend"))
    if faults:
        raise GrowthplanError(faults)
