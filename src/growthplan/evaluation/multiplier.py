"""The multiplier bootstrap: errors and a band for many estimates at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.evaluation.panel import Array
from growthplan.evaluation.tails import normal_quantile


@dataclass(frozen=True)
class Bootstrapped:
    """`errors` [estimate], and `critical`, how many of them wide a band on either side has to be to
    hold every estimate at once."""

    errors: Array
    critical: float


def multiplier_bootstrap(
    parts: Array, mixes: Array, draws: int, seed: int, level: float
) -> Bootstrapped:
    """Standard errors of estimates whose influence functions mix those of some parts.

    `parts` is [unit, part] and `mixes` [estimate, part]. Parts are multiplied by random signs by
    unit, `draws` times; an estimate's error is the distance between its quartiles over that of the
    standard normal (Callaway and Sant'Anna 2021, algorithm 1). Without draws errors are analytic
    and the band is Bonferroni's.
    """
    units, count = len(parts), len(mixes)
    if draws < 2:
        spread = parts.T @ parts
        errors = np.sqrt(np.maximum((mixes @ spread * mixes).sum(axis=1), 0.0)) / units
        return Bootstrapped(errors, normal_quantile(1 - (1 - level) / (2 * count)))
    scale = np.abs(parts).max(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    single = (parts / scale).astype(np.float32)
    sums = 2 * (_heads(draws, units, seed) @ single).astype(np.float64) - single.sum(
        axis=0, dtype=np.float64
    )
    drawn = (sums * scale / units) @ mixes.T
    low, high = np.quantile(drawn, [0.25, 0.75], axis=0)
    errors = (high - low) / (normal_quantile(0.75) - normal_quantile(0.25))
    real = errors > 1e-12 * max(float(errors.max()), 1e-300)
    if not real.any():  # nothing varies, so no band is told
        return Bootstrapped(np.asarray(errors), float("nan"))
    furthest = (np.abs(drawn[:, real]) / errors[real]).max(axis=1)
    return Bootstrapped(np.asarray(errors), float(np.quantile(furthest, level)))


def _heads(draws: int, units: int, seed: int) -> NDArray[np.float32]:
    """Ones and noughts at even chance, [draw, unit], from as many random bits."""
    width = -(-units // 8)
    bits = np.random.default_rng(seed).bytes(draws * width)
    ones = np.unpackbits(np.frombuffer(bits, np.uint8).reshape(draws, width), axis=1)[:, :units]
    return ones.astype(np.float32)
