"""The multiplier bootstrap: errors and a band for many estimates at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.evaluation.panel import Array
from growthplan.evaluation.tails import normal_quantile


@dataclass(frozen=True)
class Bootstrapped:
    """`errors` [estimate], and `critical`, how many of them wide a band on either side has to be to
    hold every estimate at once."""

    errors: Array
    critical: float


def multiplier_bootstrap(influence: Array, draws: int, seed: int, level: float) -> Bootstrapped:
    """Standard errors of estimates from their influence functions [unit, estimate].

    Influence functions are multiplied by random signs by unit, `draws` times; the error is the
    distance between the quartiles over that of the standard normal (Callaway and Sant'Anna 2021,
    algorithm 1). Without draws errors are analytic and the band is Bonferroni's.
    """
    units, count = influence.shape
    if draws < 2:
        errors = np.sqrt((influence**2).sum(axis=0)) / units
        return Bootstrapped(errors, normal_quantile(1 - (1 - level) / (2 * count)))
    scale = np.abs(influence).max(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    sums = _signs(draws, units, seed) @ (influence / scale).astype(np.float32)
    drawn = sums.astype(np.float64) * scale / units
    low, high = np.quantile(drawn, [0.25, 0.75], axis=0)
    errors = (high - low) / (normal_quantile(0.75) - normal_quantile(0.25))
    real = errors > 1e-12 * scale
    furthest = (np.abs(drawn[:, real]) / errors[real]).max(axis=1)
    return Bootstrapped(np.asarray(errors), float(np.quantile(furthest, level)))


def _signs(draws: int, units: int, seed: int) -> np.ndarray:
    """Random signs [draw, unit], single precision, from as many random bits."""
    width = -(-units // 8)
    bits = np.random.default_rng(seed).bytes(draws * width)
    ones = np.unpackbits(np.frombuffer(bits, np.uint8).reshape(draws, width), axis=1)[:, :units]
    return 2 * ones.astype(np.float32) - 1
