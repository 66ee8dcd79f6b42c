"""Noise of a series and of differences: year-to-year variation, intervals, trend."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

FEWEST_YEARS = 5
"""Periods that a derived noise needs."""
CONFIDENCE = 0.90
"""Of every interval of a difference or a trend."""
PUBLISHED_CONFIDENCE = 0.95
"""Of the intervals that the publishers print."""

Array = NDArray[np.float64]


def normal_quantile(confidence: float) -> float:
    """Half width, in standard deviations, of a central interval of the normal distribution.

    >>> round(normal_quantile(0.95), 2), round(normal_quantile(0.90), 3)
    (1.96, 1.645)
    """
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def t_quantile(confidence: float, freedom: int) -> float:
    """The same of Student's t, by Cornish and Fisher's expansion about the normal.

    Within 0.5% of the printed tables from 3 degrees of freedom up at 90%.

    >>> round(t_quantile(0.90, 10), 3), round(t_quantile(0.90, 30), 3)
    (1.812, 1.697)
    """
    z = normal_quantile(confidence)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / freedom ** (power + 1) for power, term in enumerate(terms))


def published_sd(low: float | None, high: float | None) -> float | None:
    """Standard error behind a published 95% interval.

    >>> round(published_sd(69.8, 74.2), 3)
    1.122
    """
    if low is None or high is None:
        return None
    return (high - low) / 2 / normal_quantile(PUBLISHED_CONFIDENCE)


def interval_of_share(count: float, of: float) -> tuple[float, float]:
    """Wilson's 95% interval of a share, as if each of `of` fell among the `count` by chance.

    >>> [round(x, 3) for x in interval_of_share(10, 100)]
    [0.055, 0.174]
    """
    z2 = normal_quantile(PUBLISHED_CONFIDENCE) ** 2
    middle = (count + z2 / 2) / (of + z2)
    half = math.sqrt(z2 * (count * (of - count) / of + z2 / 4)) / (of + z2)
    return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through a series, and how far the series strays from it."""

    slope: float
    """Change a year."""
    slope_sd: float
    """Its standard error, widened for residuals that follow each other."""
    noise_sd: float
    """Standard deviation of one period about the line."""
    freedom: int
    periods: int

    @property
    def noise_half(self) -> float:
        """Half width of the interval of one period's value."""
        return t_quantile(CONFIDENCE, self.freedom) * self.noise_sd

    @property
    def slope_half(self) -> float:
        """Half width of the slope's interval."""
        return t_quantile(CONFIDENCE, self.freedom) * self.slope_sd


def line_through(times: Array, values: Array) -> Line | None:
    """Least squares line through values at times (years), both of shape [periods].

    Where residuals follow each other (lag-one correlation r above 0), the slope's error grows by
    the root of (1 + r) ÷ (1 − r), the usual correction for a first-order process. None for fewer
    than five periods.
    """
    n = len(times)
    if n < FEWEST_YEARS:
        return None
    x = times - times.mean()
    slope = float(x @ values / (x @ x))
    residuals = values - values.mean() - slope * x
    squares = float(residuals @ residuals)
    scale = float(np.abs(values).max()) or 1.0
    if squares < (1e-12 * scale) ** 2 * n:
        squares, follows = 0.0, 0.0
    else:
        follows = float(np.clip(residuals[1:] @ residuals[:-1] / squares, 0.0, 0.9))
    noise = math.sqrt(squares / (n - 2))
    widened = math.sqrt((1 + follows) / (1 - follows))
    return Line(slope, widened * noise / math.sqrt(float(x @ x)), noise, n - 2, n)
