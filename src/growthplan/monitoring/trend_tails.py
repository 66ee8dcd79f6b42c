"""Student's distribution, for bands and chances that allow for few figures."""

from __future__ import annotations

import math
from functools import lru_cache


def student_cdf(x: float, degrees: float) -> float:
    """Chance that Student's t is at most x.

    >>> round(student_cdf(1.812, 10), 3), student_cdf(0.0, 3)
    (0.95, 0.5)
    """
    if math.isinf(x):
        return 1.0 if x > 0 else 0.0
    tail = 0.5 * _incomplete_beta(degrees / 2, 0.5, degrees / (degrees + x * x))
    return 1 - tail if x > 0 else tail


@lru_cache(maxsize=4096)
def student_quantile(share: float, degrees: float) -> float:
    """The x that t is at most with chance `share`, by halving.

    >>> round(student_quantile(0.95, 10), 3)
    1.812
    """
    low, high = -1.0, 1.0
    while student_cdf(low, degrees) > share:
        low *= 2
    while student_cdf(high, degrees) < share:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        if student_cdf(middle, degrees) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta function, by its continued fraction (modified Lentz method)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    tiny, c, d = 1e-300, 1.0, 1 / max(1 - (a + b) * x / (a + 1), 1e-300)
    total = d
    for m in range(1, 400):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / (1 + term * d or tiny)
            c = 1 + term / c or tiny
            total *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return front * total / a
