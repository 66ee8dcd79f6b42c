"""Fans and convergence: ranges over draws, and the digits that so many draws support."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

BANDS = (50, 80, 90)
"""Ranges that are shown around a median, in per cent of draws."""


@dataclass(frozen=True)
class Fan:
    """A median with its ranges, each of the shape of what was summed up without its draws."""

    median: Floats
    low: dict[int, Floats]
    """By band, in per cent."""
    high: dict[int, Floats]
    error: Floats
    """Monte Carlo standard error of the median."""


def fan(draws: npt.ArrayLike) -> Fan:
    """Median and ranges over the first axis, [d, ...].

    Raises GrowthplanError for no draws, and for draws that are not numbers.
    """
    values = _checked(draws)
    tails = [tail for band in BANDS for tail in (0.5 - band / 200, 0.5 + band / 200)]
    ordered = _in_order(values)
    found = np.quantile(ordered, [0.5, *tails], axis=1).reshape(-1, *values.shape[1:])
    return Fan(
        found[0],
        {band: found[1 + 2 * n] for n, band in enumerate(BANDS)},
        {band: found[2 + 2 * n] for n, band in enumerate(BANDS)},
        _error(ordered, 0.5).reshape(values.shape[1:]),
    )


def quantile_error(draws: npt.ArrayLike, quantile: float) -> Floats:
    """Monte Carlo standard error of a quantile over the first axis, from the draws around it.

    Half the distance between the order statistics one binomial standard deviation either side: no
    shape is assumed.
    """
    values = _checked(draws)
    return _error(_in_order(values), quantile).reshape(values.shape[1:])


def _in_order(values: Floats) -> Floats:
    """Each number's draws in order, side by side: sorted once for every quantile, and where the
    processor's cache reads them."""
    return np.sort(np.ascontiguousarray(values.reshape(len(values), -1).T), axis=1)


def _error(ordered: Floats, quantile: float) -> Floats:
    count = ordered.shape[1]
    step = math.sqrt(count * quantile * (1.0 - quantile))
    low = max(math.floor(count * quantile - step), 0)
    high = min(math.ceil(count * quantile + step), count) - 1
    wide = (high - low) / (2.0 * step) if step > 0 else 1.0
    apart = ordered[:, max(high, low)] - ordered[:, low]
    return np.asarray(apart / (2.0 * max(wide, 1e-12)))


def probability(hit: npt.ArrayLike) -> tuple[float, float]:
    """Share of draws in which something happens, and its Monte Carlo standard error.

    With none or all of the draws the error is that of one draw more or fewer, never 0.

    >>> probability([True, False, False, False])
    (0.25, 0.21650635094610965)
    """
    happened = np.asarray(hit, dtype=bool)
    if happened.size == 0:
        raise GrowthplanError(Fault("There are no draws", fix="Ask for at least 1."))
    count = happened.size
    share = float(np.count_nonzero(happened)) / count
    at_least = (share * count + 1.0) / (count + 2.0) if share in (0.0, 1.0) else share
    return share, math.sqrt(at_least * (1.0 - at_least) / count)


def decimals(error: float, most: int = 6) -> int:
    """Decimal places that an error supports: the last digit is worth at least twice the error.

    >>> [decimals(error) for error in (0.3, 0.04, 0.004, 0.0)]
    [0, 1, 2, 6]
    """
    if error <= 0:
        return most
    return min(max(math.floor(-math.log10(2.0 * error) + 1e-12), 0), most)


def _checked(draws: npt.ArrayLike) -> Floats:
    values = np.asarray(draws, dtype=np.float64)
    if values.ndim == 0 or len(values) == 0:
        raise GrowthplanError(Fault("There are no draws", fix="Ask for at least 1."))
    if not np.isfinite(values).all():
        raise GrowthplanError("Some draws are not numbers, so no range can be given.")
    return values
