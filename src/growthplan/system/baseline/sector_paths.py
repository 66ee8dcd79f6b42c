"""How the baseline's mix of hours and relative productivity of sectors drift."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from growthplan.vocabulary import Fault, GrowthplanError

Array = NDArray[np.float64]


def faded_years(years: int, fade: float) -> Array:
    """How many years' worth of a trend has passed by year 0 to `years` [t], when each year adds
    `fade` of what the year before did: 0, 1, 1 + fade, ...

    >>> faded_years(3, 1.0).tolist(), faded_years(3, 0.5).tolist()
    ([0.0, 1.0, 2.0, 3.0], [0.0, 1.0, 1.5, 1.75])

    Raises GrowthplanError unless fade is in 0 to 1.
    """
    if not 0 <= fade <= 1:
        raise GrowthplanError(f"What is left of a trend each year is from 0 to 1, not {fade}.")
    return np.concatenate([[0.0], np.cumsum(fade ** np.arange(years))])


def hours_by_sector(hours: Array, trend: Array, years: int, *, fade: float = 1.0) -> Array:
    """Baseline hours [t, p, s], t = 0 to `years`, whose mix drifts and whose total does not.

    `hours` [p, s], millions, in the base year; `trend` [s] or [p, s], logs a year, of which `fade`
    is left each year. Shares of an authority's hours follow `exp(trend × t)` and are levelled to
    its total in every year, so that only differences between sectors' trends matter.

    Raises GrowthplanError when hours are below 0, an authority has none, or a trend is missing.
    """
    _check(hours, trend)
    time = faded_years(years, fade)[:, None, None]
    grown = hours * np.exp(np.broadcast_to(trend, hours.shape) * time)
    total = hours.sum(axis=1, keepdims=True)
    return np.asarray(grown * (total / grown.sum(axis=2, keepdims=True)))


def sector_relatives(
    hours: Array, productivity: Array, drift: Array, *, fade: float = 1.0
) -> Array:
    """Productivity of sectors relative to their authority's [t, p, s]: hours-weighted mean 1.

    `hours` [t, p, s] of the baseline; `productivity` [p, s], £ an hour in the base year; `drift`
    [s], logs a year, fading as above. Sectors' productivity grows by their drift, then all are
    levelled, so that drift moves the mix within an authority and never its total.

    Raises GrowthplanError as `hours_by_sector`.
    """
    _check(hours[0], drift)
    time = faded_years(len(hours) - 1, fade)[:, None, None]
    raw = productivity * np.exp(drift * time)
    mean = (hours * raw).sum(axis=2, keepdims=True) / hours.sum(axis=2, keepdims=True)
    return np.asarray(raw / mean)


def fitted_trend(values: Array) -> tuple[Array, Array]:
    """Least-squares trend of the log of `values` [..., year] and its standard error: [...] each.

    Raises GrowthplanError with fewer than three years, or a value that is not above 0.
    """
    years = values.shape[-1]
    if years < 3:
        raise GrowthplanError("A trend and its error need at least three years.")
    if not (values > 0).all():
        raise GrowthplanError("A trend of logs needs values above 0.")
    log = np.log(values)
    time = np.arange(years) - (years - 1) / 2
    squares = float((time**2).sum())
    trend = (log * time).sum(axis=-1) / squares
    left = log - log.mean(axis=-1, keepdims=True) - trend[..., None] * time
    return trend, np.sqrt((left**2).sum(axis=-1) / (years - 2) / squares)


def shrunk_trend(national: Array, local: Array, error: Array) -> Array:
    """Trends of sectors' hours [p, s], local ones moved to the national by their noise.

    `national` [s], `local` [p, s] and its standard `error` [p, s], logs a year. What local trends
    differ from the national beyond their errors is taken as real, and the share that is real is
    what a local trend keeps (empirical Bayes, by moments, one share for all).

    >>> shrunk_trend(np.array([0.01]), np.array([[0.02]]), np.array([[0.05]])).tolist()
    [[0.01]]
    """
    apart = local - national
    spread = float(np.mean(apart**2))
    kept = max(1 - float(np.mean(error**2)) / spread, 0.0) if spread > 0 else 0.0
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
