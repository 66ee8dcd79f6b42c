"""Distances between places over structural features, and how firm a set of neighbours is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from growthplan.drivers.spread import Array


def group_weights(groups: Sequence[str], multiplicity: Array | None = None) -> Array:
    """A weight a feature, shape [features], that sums to one: each group counts alike, and within
    a group each feature by its multiplicity (1 when None). A group without any drops out.

    >>> group_weights(["size", "mix", "mix"]).tolist()
    [0.5, 0.25, 0.25]
    """
    times = np.ones(len(groups)) if multiplicity is None else multiplicity
    weights = np.zeros(len(groups))
    present = 0
    for group in dict.fromkeys(groups):
        inside = np.array([g == group for g in groups])
        total = float(times[inside].sum())
        if total > 0:
            weights[inside] = times[inside] / total
            present += 1
    return weights / present if present else weights


def distances(differences: Array, weights: Array) -> Array:
    """Root of the weighted mean of squared differences.

    `differences` has shape [places, features] in standard deviations; `weights` [features] or
    [features, variants]; the result [places] or [places, variants].

    >>> distances(np.array([[3.0, 4.0]]), np.array([0.5, 0.5])).round(3).tolist()
    [3.536]
    """
    found: Array = np.sqrt(differences**2 @ weights)
    return found


def nearest_sets(distance: Array, count: int) -> Array:
    """1 where a place is among the `count` nearest, else 0; shape as `distance`
    [places, variants]. Places at the same distance are taken in their own order."""
    order = np.argsort(distance, axis=0, kind="stable")
    chosen = np.zeros_like(distance)
    np.put_along_axis(chosen, order[:count], 1.0, axis=0)
    return chosen


def kept_without_one_feature(differences: Array, groups: Sequence[str], count: int) -> Array:
    """Share of the sets made without one feature in turn that hold each place, shape [places]."""
    n = len(groups)
    if n < 2:
        return np.full(len(differences), np.nan)
    weights = np.stack([group_weights(groups, 1 - np.eye(n)[at]) for at in range(n)], axis=1)
    kept: Array = nearest_sets(distances(differences, weights), count).mean(axis=1)
    return kept


def kept_in_resamples(
    differences: Array, groups: Sequence[str], count: int, draws: int, seed: int
) -> Array:
    """Share of the sets made from features drawn with replacement that hold each place."""
    n = len(groups)
    random = np.random.default_rng(seed)
    drawn = random.multinomial(n, np.full(n, 1 / n), size=draws).astype(np.float64)
    weights = np.stack([group_weights(groups, row) for row in drawn], axis=1)
    kept: Array = nearest_sets(distances(differences, weights), count).mean(axis=1)
    return kept


def kept_in_other_metrics(
    scores: Array, at: int, others: Sequence[int], groups: Sequence[str], count: int
) -> Array:
    """Share of three other ways to measure that keep each place: absolute instead of squared
    differences, every feature alike instead of every group, and ranks instead of values.

    `scores` has shape [places, features]; `at` is the row of the place, `others` the rows of the
    candidates.
    """
    weights = group_weights(groups)
    chosen = scores[list(others)]
    ranks = scores.argsort(axis=0).argsort(axis=0).astype(np.float64)
    alternatives = np.stack(
        [
            np.abs(chosen - scores[at]) @ weights,
            distances(chosen - scores[at], np.full(len(groups), 1 / len(groups))),
            distances(ranks[list(others)] - ranks[at], weights),
        ],
        axis=1,
    )
    kept: Array = nearest_sets(alternatives, count).mean(axis=1)
    return kept
