"""Doubly robust difference in differences of two times, with covariates."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.panel import Array, Flags
from growthplan.vocabulary import Fault, GrowthplanError

_MOST_STEPS = 50


def doubly_robust(change: Array, x: Array, treated: Flags) -> tuple[float, Array]:
    """Effect on the treated and its influence function [unit] (Sant'Anna and Zhao 2020).

    `change` [unit] is the outcome's change, `x` [unit, k] the covariates with a column of ones.
    The chance of treatment is a logit, what would have happened a regression on the untreated;
    right if either is. Raises GrowthplanError when covariates separate treated from untreated.
    """
    d = treated.astype(float)
    chance = logit(x, d)
    odds = chance * (1 - d) / (1 - chance)
    untreated = x * (1 - d)[:, None]
    bread = np.linalg.pinv(untreated.T @ x / len(d))
    expected = x @ (bread @ (untreated.T @ change) / len(d))
    left = change - expected
    own = float((d * left).mean() / d.mean())
    others = float((odds * left).mean() / odds.mean())
    regression = (untreated * left[:, None]) @ bread
    hessian = np.linalg.pinv((x * (chance * (1 - chance))[:, None]).T @ x) * len(d)
    score = ((d - chance)[:, None] * x) @ hessian
    part = (d * (left - own) - regression @ (d[:, None] * x).mean(axis=0)) / d.mean()
    other = (
        odds * (left - others)
        + score @ ((odds * (left - others))[:, None] * x).mean(axis=0)
        - regression @ (odds[:, None] * x).mean(axis=0)
    ) / odds.mean()
    return own - others, np.asarray(part - other)


def logit(x: Array, d: Array) -> Array:
    """Fitted chances [unit] of a logistic regression, by Newton's method.

    Raises GrowthplanError when they run to zero or one.
    """
    coefficients = np.zeros(x.shape[1])
    chance = np.full(len(d), 0.5)
    for _ in range(_MOST_STEPS):
        curve = (x * (chance * (1 - chance))[:, None]).T @ x
        step = np.linalg.pinv(curve) @ (x.T @ (d - chance))
        coefficients = coefficients + step
        chance = 1 / (1 + np.exp(-np.clip(x @ coefficients, -35, 35)))
        if np.abs(step).max() < 1e-10 * (1 + np.abs(coefficients).max()):
            break
    if chance[d == 0].max() > 1 - 1e-6:
        fix = "Use fewer covariates, or none."
        message = "the covariates separate the treated from the untreated, so none is comparable"
        raise GrowthplanError(Fault(message, fix=fix, code="overlap"))
    return np.asarray(chance)
