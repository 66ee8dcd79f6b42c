"""Quantiles and tails of the normal and Student's distribution."""

from __future__ import annotations

import math
from statistics import NormalDist

_NORMAL = NormalDist()


def normal_quantile(share: float) -> float:
    """The standard normal's quantile.

    >>> round(normal_quantile(0.975), 4)
    1.96
    """
    return _NORMAL.inv_cdf(share)


def normal_p_value(statistic: float) -> float:
    """Chance of a standard normal at least this far from zero, either side."""
    return 2 * _NORMAL.cdf(-abs(statistic))


def student_p_value(statistic: float, degrees: float) -> float:
    """Chance of Student's t at least this far from zero, either side.

    >>> round(student_p_value(2.228, 10), 3)
    0.05
    """
    if not math.isfinite(statistic):
        return 0.0
    return _incomplete_beta(degrees / 2, 0.5, degrees / (degrees + statistic * statistic))


def student_quantile(share: float, degrees: float) -> float:
    """Student's quantile, for a share above one half; by bisection.

    >>> round(student_quantile(0.975, 10), 3)
    2.228
    """
    low, high = 0.0, 1.0
    while student_p_value(high, degrees) > 2 * (1 - share):
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if student_p_value(middle, degrees) > 2 * (1 - share):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def binomial_p_value(successes: int, trials: int) -> float:
    """Two-sided exact chance of a count so far from half, when each side is as likely.

    >>> round(binomial_p_value(9, 10), 4)
    0.0215
    """
    if trials == 0:
        return 1.0
    least = min(successes, trials - successes)
    tail = sum(math.comb(trials, k) for k in range(least + 1)) / float(2**trials)
    return min(1.0, 2 * tail)


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta function, by Lentz's continued fraction."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(scale + a * math.log(x) + b * math.log1p(-x)) / a
    upper, lower = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    total = lower
    for m in range(1, 300):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            lower = 1 / (1 + term * lower)
            upper = 1 + term / upper
            total *= upper * lower
        if abs(upper * lower - 1) < 1e-15:
            break
    return front * total
