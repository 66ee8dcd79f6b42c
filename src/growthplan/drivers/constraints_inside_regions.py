"""Whether drivers foretell productivity inside regions, not between them alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.drivers.constraints_data import Array
from growthplan.drivers.constraints_validation import (
    SHUFFLES,
    Folds,
    blocks,
    chance_of,
    ridge_skill,
)

FEWEST_REGIONS = 3


@dataclass(frozen=True)
class InsideRegions:
    """Out-of-sample R² of each place less its region's mean, with whole regions held out."""

    skill: float
    chance: float
    """How often an outcome dealt out again inside each region does as well."""


def inside_regions(x: Array, y: Array, regions: tuple[str, ...], seed: int) -> InsideRegions | None:
    """Skill and chance inside regions; None for fewer than three regions.

    A dozen regions that differ in everything let almost any driver foretell the mean of the one
    held out: outcomes dealt out again inside each region keep those means and would be told as
    well. `x` [place, indicator], `y` [place].
    """
    fold = blocks(regions)
    if fold.max() + 1 < FEWEST_REGIONS:
        return None
    apart, level = _less_means(x, fold), _less_means(y[:, None], fold)
    rng = np.random.default_rng(seed + 2)
    dealt = np.repeat(level, SHUFFLES + 1, axis=1)
    for region in range(int(fold.max()) + 1):
        own = np.flatnonzero(fold == region)
        dealt[own, 1:] = rng.permuted(dealt[own, 1:], axis=0)
    skills = ridge_skill(apart, dealt, fold)
    return InsideRegions(float(skills[0]), chance_of(skills))


def _less_means(values: Array, fold: Folds) -> Array:
    """Values [place, column] less the mean of the place's region."""
    out = values.astype(np.float64)
    for region in range(int(fold.max()) + 1):
        own = fold == region
        out[own] -= out[own].mean(axis=0)
    return out
