"""Synthetic control on predictors, whose own weights make the outcome fit best before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.evaluation.estimate import Settings
from growthplan.evaluation.nelder_mead import minimise_together
from growthplan.evaluation.panel import Array, Flags, Numbers
from growthplan.evaluation.predictors import Predictors
from growthplan.evaluation.simplex import weights_near

TRIES = 600
DECADES = 6
"""Orders of magnitude that predictors' weights are tried over. With many more the least weights
vanish, the fit on predictors leaves a choice, and the answer hangs on the draw."""
STARTS = 8
STEPS = 80
TIED = 1e4
"""Weight of a predictor that is to be matched exactly, in spreads of the outcome before."""


@dataclass(frozen=True)
class PredictorFit:
    """Weights of some units on all, `weights` [fitted unit, unit], under the `shares` of predictors
    [fitted unit, predictor], and the mean squared error of the outcome before, `loss`."""

    weights: Array
    shares: Array
    loss: Array


def fit_on_predictors(
    predictors: Predictors, before: Array, allowed: Flags, settings: Settings,
    only: int | None = None,
) -> PredictorFit:  # fmt: skip
    """The fit that the settings ask for."""
    fit = exact if settings.optimiser == "exact" else searched
    return fit(predictors, before, allowed, settings.seed, only)


def searched(
    predictors: Predictors, before: Array, allowed: Flags, seed: int, only: int | None = None
) -> PredictorFit:
    """The fit of every unit on the others, or of one unit `only`, by a search for shares.

    The loss has many hollows, so shares are first tried at random over six orders of magnitude,
    beside equal ones and ones by how well each predictor explains the outcome; Nelder and Mead go
    on from the best of them, and the best of all by the outcome's mean squared error before
    treatment is kept (Abadie, Diamond and Hainmueller 2010). `before` is [unit, time].
    """
    problem = _Problem(predictors.scaled, before, allowed, _fitted(before, only))
    units, count = problem.units, len(predictors.names)
    tried = _tries(predictors.scaled, before, seed)
    first = problem.loss(np.repeat(tried[None], len(units), axis=0)).argsort(axis=1)[:, :STARTS]
    best = minimise_together(problem.loss, tried[first].reshape(-1, count), STEPS)
    lost = problem.loss(best[:, None, :]).reshape(len(units), STARTS)
    chosen = np.arange(len(units)) * STARTS + lost.argmin(axis=1)
    weights = problem.inner(best[:, None, :])[chosen, 0]
    return PredictorFit(weights, _shares(best[chosen]), lost.min(axis=1))


def exact(
    predictors: Predictors, before: Array, allowed: Flags, seed: int, only: int | None = None
) -> PredictorFit:
    """The same with vanishing shares allowed: the least error before that any shares can give.

    With all the weight on one predictor that donors can match exactly, every such match is as good,
    and the outcome before decides among them (the optimistic bilevel problem of Malo, Eskelinen,
    Zhou and Kuosmanen 2024). Any shares that match a predictor exactly do no better than these;
    shares that match none are searched. The other predictors then hardly count.
    """
    found = searched(predictors, before, allowed, seed, only)
    weights, shares, loss = found.weights.copy(), found.shares.copy(), found.loss.copy()
    units = _fitted(before, only)
    for k in range(len(predictors.names)):
        rows, tied = _matched(predictors.scaled[k], before, allowed, units)
        lost = ((before[units[rows]] - tied @ before) ** 2).mean(axis=1)
        better = lost < loss[rows]
        weights[rows[better]], loss[rows[better]] = tied[better], lost[better]
        shares[rows[better]] = np.arange(len(shares[0])) == k
    return PredictorFit(weights, shares, loss)


def _fitted(before: Array, only: int | None) -> Numbers:
    return np.arange(len(before)) if only is None else np.array([only])


def _matched(values: Array, before: Array, allowed: Flags, units: Numbers) -> tuple[Numbers, Array]:
    """Which of the units lie among their donors on one predictor, and their weights [row, unit] of
    least error before among those that match it."""
    low = np.where(allowed[units], values, np.inf).min(axis=1)
    high = np.where(allowed[units], values, -np.inf).max(axis=1)
    rows = np.flatnonzero((low < values[units]) & (values[units] < high))
    points = np.column_stack([before, TIED * before.std() * values])
    points = points - points.mean(axis=0)
    own = units[rows]
    return rows, weights_near(points, points[own], allowed[own])


def _shares(points: Array) -> Array:
    """Log weights of predictors as shares of one."""
    raised = np.exp(points - points.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


@dataclass(frozen=True)
class _Problem:
    """`x` [predictor, unit] scaled, `before` [unit, time], and the `units` to fit."""

    x: Array
    before: Array
    allowed: Flags
    units: Numbers

    def inner(self, points: Array) -> Array:
        """Weights for log shares, [problem, candidate, unit]; problems are units, each as often as
        there are starts."""
        count, candidates = points.shape[:2]
        unit = np.repeat(self._owners(count), candidates)
        roots = np.sqrt(_shares(points)).reshape(count * candidates, -1)
        scaled = roots[:, None, :] * self.x.T[None, :, :]
        targets = scaled[np.arange(len(unit)), unit]
        return weights_near(scaled, targets, self.allowed[unit]).reshape(count, candidates, -1)

    def loss(self, points: Array) -> Array:
        """Mean squared error of the outcome before, [problem, candidate]."""
        gap = self.before[self._owners(len(points))][:, None, :] - self.inner(points) @ self.before
        return np.asarray((gap**2).mean(axis=-1))

    def _owners(self, count: int) -> Numbers:
        return np.repeat(self.units, count // len(self.units))


def _tries(x: Array, before: Array, seed: int) -> Array:
    """Log predictor weights to try, [try, predictor]."""
    count = len(x)
    centred = x - x.mean(axis=1, keepdims=True)
    slopes = np.linalg.lstsq(centred.T, before - before.mean(axis=0), rcond=None)[0]
    explained = (slopes**2).sum(axis=1)
    explained = np.log(np.maximum(explained / max(explained.sum(), 1e-300), 1e-4))
    random = DECADES * np.log(10) * np.random.default_rng(seed).uniform(-1, 0, (TRIES, count))
    return np.vstack([np.full(count, -np.log(count)), explained, random])
