"""Placebos in space: the same estimate for donors, as though they had been treated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from growthplan.evaluation.panel import Array, Numbers

_MOST = 400


def placebo_groups(donors: int, treated: int, draws: int, seed: int) -> Numbers:
    """Groups of donors to pretend treated, [group, treated].

    With one treated unit every donor is tried once, so nothing is drawn; else groups are drawn at
    random. Empty when there are not more donors than treated units.
    """
    if donors <= treated:
        return np.zeros((0, treated), dtype=np.int64)
    if treated == 1:
        return np.arange(donors, dtype=np.int64)[:, None]
    rng = np.random.default_rng(seed)
    order = rng.random((min(draws, _MOST), donors)).argsort(axis=1)
    return np.asarray(order[:, :treated], dtype=np.int64)


def placebo_error(effects: Array) -> float:
    """Standard error from placebo effects: their spread about their own mean, with n below the
    line (Arkhangelsky and others 2021, algorithm 4); NaN with fewer than two."""
    return float(effects.std()) if len(effects) > 1 else float("nan")


def rank_p_value(own: float, placebos: Array) -> float:
    """Share of all units, the treated one among them, whose statistic is at least as large."""
    at_least = int((placebos >= own - 1e-12 * max(1.0, abs(own))).sum())
    return (1 + at_least) / (1 + len(placebos))


def shuffles(count: int, treated: int, draws: int, seed: int) -> Iterator[Numbers]:
    """Which units to call treated, other than those that are: each unit once when one is, else at
    random. Units are numbered with the treated ones last."""
    if treated == 1:
        yield from (np.array([k]) for k in range(count - 1))
        return
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        yield rng.permutation(count)[:treated]
