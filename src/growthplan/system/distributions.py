"""Distribution functions over arrays: normal, Student's t and gamma. Only what NumPy lacks."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_ROUNDS = 400
_TINY = 1e-300
_NEWTON_ROUNDS = 6


def normal_density(z: Array) -> Array:
    """Density of the standard normal, of z's shape."""
    return np.asarray(np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi))


def normal_cdf(z: Array) -> Array:
    """Share of the standard normal below z, of z's shape, from the library's own error function.

    >>> normal_cdf(np.array([0.0, 1.959963984540054])).round(12).tolist()
    [0.5, 0.975]
    """
    scaled = (np.asarray(z) / -math.sqrt(2)).ravel().tolist()
    return 0.5 * np.array([math.erfc(x) for x in scaled]).reshape(np.shape(z))


def student_density(z: Array, degrees: float) -> Array:
    """Density of Student's t; the normal's when `degrees` is infinite."""
    if math.isinf(degrees):
        return normal_density(z)
    log_beta = _log_beta(degrees / 2, 0.5)
    tail = -(degrees + 1) / 2 * np.log1p(z * z / degrees)
    return np.asarray(np.exp(tail - log_beta - 0.5 * math.log(degrees)))


def student_cdf(z: Array, degrees: float) -> Array:
    """Share of Student's t below z; `degrees` need not be whole, and may be infinite.

    >>> student_cdf(np.array([2.178812829667228]), 12).round(10).tolist()
    [0.975]

    Source: the incomplete beta function, DLMF 8.17 and, for t, Abramowitz and Stegun 26.7.
    """
    if math.isinf(degrees):
        return normal_cdf(z)
    tail = 0.5 * incomplete_beta(degrees / 2, 0.5, degrees / (degrees + z * z))
    return np.where(z < 0, tail, 1 - tail)


def student_quantile(share: float, degrees: float) -> float:
    """The z below which Student's t has `share` of its mass, by halving.

    >>> round(student_quantile(0.9, 12), 6)
    1.356217
    """
    low, high = -1e3, 1e3
    for _ in range(120):
        middle = 0.5 * (low + high)
        below = float(student_cdf(np.array([middle]), degrees)[0])
        low, high = (middle, high) if below < share else (low, middle)
    return 0.5 * (low + high)


def incomplete_beta(a: float, b: float, x: Array) -> Array:
    """Regularised incomplete beta function I_x(a, b) for x in 0 to 1, of x's shape.

    >>> incomplete_beta(2.0, 3.0, np.array([0.0, 0.5, 1.0])).round(12).tolist()
    [0.0, 0.6875, 1.0]

    Source: continued fraction, DLMF 8.17.22, on the side of the mean where it closes quickly.
    """
    x = np.clip(x, 0.0, 1.0)
    swap = x > (a + 1) / (a + b + 2)
    near = np.where(swap, 1 - x, x)
    first, second = np.where(swap, b, a), np.where(swap, a, b)
    with np.errstate(divide="ignore"):
        front = first * np.log(near) + second * np.log1p(-near) - _log_beta(a, b)
    value = np.exp(front) / first * _beta_fraction(first, second, near)
    return np.asarray(np.where(swap, 1 - value, value))


def _beta_fraction(a: Array, b: Array, x: Array) -> Array:
    """The continued fraction by Lentz's method, every element until all have settled."""
    c = np.ones_like(x)
    d = 1 / _not_nought(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _ROUNDS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _not_nought(1 + term * d)
            c = _not_nought(1 + term / c)
            value = value * c * d
        if bool(np.all(np.abs(c * d - 1) < 1e-14)):
            break
    return value


def gamma_cdf(shape: float, x: Array) -> Array:
    """Share of the standard gamma distribution below x, of x's shape.

    >>> gamma_cdf(1.0, np.array([0.0, math.log(2)])).round(12).tolist()
    [0.0, 0.5]

    Source: the series DLMF 8.7.1, whose terms are all positive, so that none cancel.
    """
    x = np.maximum(x, 0.0)
    term = np.full_like(x, 1 / shape)
    total = term.copy()
    for n in range(1, 10 * _ROUNDS):
        term = term * x / (shape + n)
        total += term
        if bool(np.all(term <= 1e-17 * total)):
            break
    with np.errstate(divide="ignore"):
        front = shape * np.log(x) - x - math.lgamma(shape)
    return np.clip(np.exp(front) * total, 0.0, 1.0)


def gamma_quantile(shape: float, share: Array) -> Array:
    """The x below which the standard gamma has `share` of its mass, for shapes of 2 and above.

    Newton's method for the log of the nearer tail over log x, from the cube-root normal
    approximation (Wilson and Hilferty, 1931).

    >>> float(gamma_cdf(9.3, gamma_quantile(9.3, np.array([0.3])))[0].round(12))
    0.3
    """
    z = _normal_guess(share)
    x = shape * np.maximum(1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape)), 0.05) ** 3
    lower = share < 0.5
    target = np.where(lower, share, 1 - share)
    # Always as many rounds, so that an element never depends on those beside it.
    for _ in range(_NEWTON_ROUNDS):
        slope = np.exp(shape * np.log(x) - x - math.lgamma(shape))
        below = gamma_cdf(shape, x)
        tail = np.maximum(np.where(lower, below, 1 - below), _TINY)
        step = np.log(tail / target) * tail / np.maximum(slope, _TINY)
        x = x * np.exp(np.clip(np.where(lower, -step, step), -2.0, 2.0))
    return np.asarray(x)


def _normal_guess(share: Array) -> Array:
    """Normal quantiles to three digits (Abramowitz and Stegun 26.2.23): only a place to start."""
    t = np.sqrt(-2 * np.log(np.minimum(share, 1 - share)))
    top = 2.515517 + t * (0.802853 + t * 0.010328)
    bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return np.asarray(np.sign(share - 0.5) * (t - top / bottom))


def _not_nought(x: Array) -> Array:
    return np.where(np.abs(x) < _TINY, _TINY, x)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
