"""Whether one rule beats another beyond chance: resampling places and neighbouring origins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.system.backtest.forecast import Array
from growthplan.system.backtest.protocol import BackTest
from growthplan.system.streams import uniforms

BLOCK = 3
"""Neighbouring origins drawn together: their windows overlap, and the series are smoothed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean CRPS of one rule less another's, log points × 100; below 0 the first is better."""

    rule: str
    against: str
    mean: float
    low: float
    high: float
    """90% interval of the resampled means."""
    better: float
    """Share of resampled means below 0."""
    share: float
    """The mean as a share of the other's score."""


def difference(
    test: BackTest,
    rule: str,
    against: str,
    *,
    from_horizon: int = 1,
    to_horizon: int | None = None,
    draws: int = 2_000,
    seed: int = 1,
) -> Difference:
    """Compare two rules on the same places, origins and horizons.

    Places are drawn with replacement, and so are circular blocks of three origins, at once; every
    (place, origin, horizon) that is drawn counts alike.
    """
    steps = slice(from_horizon - 1, to_horizon)
    gap = 100 * (test.crps[test.rule(rule)] - test.crps[test.rule(against)])[..., steps]
    known = np.isfinite(gap)
    total = np.where(known, gap, 0.0).sum(axis=2)
    count = known.sum(axis=2).astype(np.float64)
    origins, places = total.shape
    by_origin = _times_drawn(_blocks(origins, draws, seed), origins)
    by_place = _times_drawn(_drawn("places", places, places, draws, seed), places)
    sums = np.einsum("do,do->d", by_origin, by_place @ total.T)
    counts = np.einsum("do,do->d", by_origin, by_place @ count.T)
    means = sums[counts > 0] / counts[counts > 0]
    mean = float(total.sum() / count.sum())
    base = 100 * float(np.nanmean(test.crps[test.rule(against)][..., steps]))
    low, high = (float(x) for x in np.quantile(means, [0.05, 0.95]))
    return Difference(rule, against, mean, low, high, float((means < 0).mean()), mean / base)


def _drawn(name: str, size: int, of: int, draws: int, seed: int) -> Array:
    """Positions 0 to `of` - 1 [draw, size]."""
    return np.floor(uniforms(seed, f"back-test/{name}", range(draws), size) * of)


def _blocks(origins: int, draws: int, seed: int) -> Array:
    starts = _drawn("origins", -(-origins // BLOCK), origins, draws, seed)
    block = np.arange(min(BLOCK, origins))
    return ((starts[:, :, None] + block) % origins).reshape(draws, -1)[:, :origins]


def _times_drawn(positions: Array, of: int) -> Array:
    """How often each position was drawn: [draw, of]."""
    draws = len(positions)
    flat = (positions + of * np.arange(draws)[:, None]).astype(np.int64).ravel()
    return np.bincount(flat, minlength=draws * of).reshape(draws, of).astype(np.float64)
