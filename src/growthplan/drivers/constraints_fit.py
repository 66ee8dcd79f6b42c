"""The fits behind a place's constraints: ridge on all places, and two others beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.drivers.constraints_data import Array, DriverData
from growthplan.drivers.constraints_inside_regions import (
    FEWEST_REGIONS,
    InsideRegions,
    inside_regions,
)
from growthplan.drivers.constraints_models import ridge
from growthplan.drivers.constraints_ranks import DRAWS, drawn_coefficients, drawn_weights
from growthplan.drivers.constraints_validation import (
    FOLDS,
    REPEATS,
    Folds,
    best_ridge_penalty,
    blocks,
    chance_of,
    elastic_net_skill,
    random_folds,
    ridge_skill,
    shuffled,
)

LEAST_SKILL = 0.05
MOST_CHANCE = 0.01
_FEWEST_AN_INDICATOR = 2


@dataclass(frozen=True)
class Fit:
    """Coefficients [indicator], in log points for one standard deviation."""

    ridge: Array
    penalty: float
    drawn: Array
    """Coefficients [draw, indicator] on places drawn again."""
    elastic_net: Array
    complete: Array | None
    """From places without a gap only; None when they are too few."""
    skill: float
    """Out-of-sample R² with whole regions held out (random folds without regions)."""
    skill_random: float
    chance: float
    inside: InsideRegions | None
    """The same of each place less its region's mean; None with too few regions."""
    table: pl.DataFrame

    @property
    def tells(self) -> bool:
        """Whether the drivers foretell unseen places at all, beyond chance, and inside regions."""
        inside = self.inside
        holds = inside is None or (inside.skill >= LEAST_SKILL and inside.chance <= MOST_CHANCE)
        enough = min(self.skill, self.skill_random) >= LEAST_SKILL
        return enough and self.chance <= MOST_CHANCE and holds


def fit_drivers(data: DriverData, seed: int) -> Fit:
    """Fit ridge and elastic net on all places, ridge on complete cases; validate each."""
    folds, at_random = _folds(data.regions, seed)
    beta, penalty, r2 = _ridge_fit(data.x, data.y, folds)
    skills = ridge_skill(data.x, shuffled(data.y, seed), folds)
    random = _random_skill(data.x, data.y, at_random)
    net_skill, net = elastic_net_skill(data.x, data.y, folds)
    chance = chance_of(skills)
    size = data.x.shape[1]
    rows: list[tuple[object, ...]] = [
        (
            "ridge",
            "all places, gaps filled",
            len(data.y),
            size,
            penalty,
            r2,
            random,
            float(skills[0]),
            chance,
        ),
        (
            "elastic net",
            "all places, gaps filled",
            len(data.y),
            int((net != 0).sum()),
            None,
            _r2(data.x, data.y, net),
            None,
            net_skill,
            None,
        ),
    ]
    inside = inside_regions(data.x, data.y, data.regions, seed)
    if inside is not None:
        alone = (None, None, None, inside.skill, inside.chance)
        rows.append(("ridge", "inside regions", len(data.y), size, *alone))
    complete = None
    whole = np.asarray(data.seen.all(axis=1))
    if whole.all():
        complete = beta
    elif whole.sum() >= max(50, _FEWEST_AN_INDICATOR * size):
        kept = tuple(r for r, k in zip(data.regions, whole, strict=True) if k)
        inner, inner_random = _folds(kept, seed)
        x, y = data.x[whole], data.y[whole]
        complete, its_penalty, its_r2 = _ridge_fit(x, y, inner)
        rows.append(
            (
                "ridge",
                "complete cases",
                int(whole.sum()),
                size,
                its_penalty,
                its_r2,
                _random_skill(x, y, inner_random),
                float(ridge_skill(x, y[:, None], inner)[0]),
                None,
            )
        )
    weights = drawn_weights(blocks(data.regions), DRAWS, seed + 1)
    return Fit(
        beta,
        penalty,
        drawn_coefficients(data.x, data.y, weights, penalty),
        net,
        complete,
        float(skills[0]),
        random,
        chance,
        inside,
        _table(rows),
    )


def _folds(regions: tuple[str, ...], seed: int) -> tuple[Folds, list[Folds]]:
    at_random = [random_folds(len(regions), seed + k, FOLDS) for k in range(REPEATS)]
    enough = len(set(regions)) >= FEWEST_REGIONS
    return (blocks(regions) if enough else at_random[0]), at_random


def _ridge_fit(x: Array, y: Array, folds: Folds) -> tuple[Array, float, float]:
    penalty = best_ridge_penalty(x, y, folds)
    apart, level = x - x.mean(axis=0), y - y.mean()
    beta = ridge(apart.T @ apart / len(y), apart.T @ level / len(y), penalty)
    return beta, penalty, _r2(x, y, beta)


def _r2(x: Array, y: Array, beta: Array) -> float:
    apart, level = x - x.mean(axis=0), y - y.mean()
    spread = float(level @ level)
    return 1 - float(((level - apart @ beta) ** 2).sum()) / spread if spread > 0 else 0.0


def _random_skill(x: Array, y: Array, folds: list[Folds]) -> float:
    return float(np.mean([ridge_skill(x, y[:, None], fold)[0] for fold in folds]))


def _table(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(
        rows,
        schema={
            "model": pl.String,
            "sample": pl.String,
            "places": pl.Int64,
            "indicators": pl.Int64,
            "penalty": pl.Float64,
            "r2": pl.Float64,
            "r2_random": pl.Float64,
            "r2_regions": pl.Float64,
            "chance": pl.Float64,
        },
        orient="row",
    )
