"""Synthetic control on predictors, whose own weights make the outcome fit best before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.evaluation.nelder_mead import minimise_together
from growthplan.evaluation.panel import Array, Flags, Panel, need
from growthplan.evaluation.simplex import weights_near
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

TRIES = 600
DECADES = 12
STARTS = 8
STEPS = 80


@dataclass(frozen=True)
class Predictors:
    """`values` [predictor, unit]."""

    names: tuple[str, ...]
    values: Array

    @property
    def scaled(self) -> Array:
        """Each predictor in units of its spread among all units."""
        spread = self.values.std(axis=1, ddof=1, keepdims=True)
        return np.asarray(self.values / np.where(spread > 0, spread, 1.0))

    def table(self, weights: Array) -> pl.DataFrame:
        """The treated beside the synthetic control and the plain mean of donors."""
        return pl.DataFrame(
            {
                "predictor": self.names,
                "treated": self.values[:, -1],
                "synthetic": self.values @ weights,
                "donors": self.values[:, :-1].mean(axis=1),
            }
        )


def unit_values(
    panel: Panel, covariates: tuple[str, ...], outcome_at: tuple[str, ...], start: int
) -> Predictors | None:
    """Means before treatment of covariates, over `name:from-to` where a span is named, and the
    outcome at some times, [predictor, unit] in the panel's order; None when none are asked for.

    Raises GrowthplanError for times not in the panel or after treatment starts, and for covariates
    that some unit lacks throughout.
    """
    if not covariates and not outcome_at:
        return None
    rows = [_mean_before(panel, name, start) for name in covariates]
    rows += [panel.outcome[:, _position(panel, time, start)] for time in outcome_at]
    names = (*covariates, *(f"{panel.measured} in {time}" for time in outcome_at))
    return Predictors(names, np.stack(rows))


def predictors_of(
    panel: Panel, covariates: tuple[str, ...], outcome_at: tuple[str, ...], start: int
) -> Predictors | None:
    """The same with donors first and the mean of the treated last."""
    found = unit_values(panel, covariates, outcome_at, start)
    if found is None:
        return None
    own = found.values[:, panel.treated].mean(axis=1)
    return Predictors(found.names, np.column_stack([found.values[:, ~panel.treated], own]))


def _mean_before(panel: Panel, asked: str, start: int) -> Array:
    name, _, span = asked.partition(":")
    first, last = 0, start - 1
    if span:
        ends = span.split("-")
        first, last = (_position(panel, end, start) for end in (ends[0], ends[-1]))
    part = panel.covariates[name][:, first : last + 1]
    known = np.isfinite(part)
    missing = [panel.units[k] for k in np.flatnonzero(~known.any(axis=1)).tolist()]
    need(
        not missing,
        f"the covariate '{name}' is known at no time before treatment for {', '.join(missing[:5])}",
        "Fill it in, or leave the unit or the covariate out.",
        "covariate-missing",
    )
    return np.asarray(np.where(known, part, 0.0).sum(axis=1) / known.sum(axis=1))


def _position(panel: Panel, time: str, start: int) -> int:
    before = panel.times[:start]
    if time in before:
        return before.index(time)
    message = f"'{time}' is no time before treatment"
    fix = did_you_mean(time, before) or f"Times before treatment: {before[0]} to {before[-1]}."
    raise GrowthplanError(Fault(message, fix=fix, code="time"))


def fit_predictors(
    predictors: Predictors, before: Array, allowed: Flags, seed: int, only: int | None = None
) -> Array:
    """Weights [unit, unit] of every unit on the others, or of one unit `only`, [1, unit].

    The loss has many hollows, so predictors' weights are first tried at random over twelve orders
    of magnitude, beside equal ones and ones by how well each explains the outcome; Nelder and Mead
    go on from the best of them, and the best of all by the outcome's mean squared error before
    treatment is kept. `before` is [unit, time].
    """
    x = predictors.scaled
    units = np.arange(len(before)) if only is None else np.array([only])

    def inner(points: Array) -> Array:
        """Weights for log predictor weights, [problem, candidate, unit]; problems are units, each
        as often as there are starts."""
        count, candidates = points.shape[:2]
        own = np.repeat(units, count // len(units))
        share = np.exp(points - points.max(axis=-1, keepdims=True)).reshape(count * candidates, -1)
        unit = np.repeat(own, candidates)
        scaled = np.sqrt(share / share.sum(axis=1, keepdims=True))[:, None, :] * x.T[None, :, :]
        targets = scaled[np.arange(len(unit)), unit]
        return weights_near(scaled, targets, allowed[unit]).reshape(count, candidates, -1)

    def loss(points: Array) -> Array:
        own = np.repeat(units, len(points) // len(units))
        gap = before[own][:, None, :] - inner(points) @ before
        return np.asarray((gap**2).mean(axis=-1))

    tried = _tries(x, before, seed)
    first = loss(np.repeat(tried[None], len(units), axis=0)).argsort(axis=1)[:, :STARTS]
    best = minimise_together(loss, tried[first].reshape(-1, len(x)), STEPS)
    lost = loss(best[:, None, :]).reshape(len(units), STARTS)
    chosen = np.arange(len(units)) * STARTS + lost.argmin(axis=1)
    return np.asarray(inner(best[:, None, :])[chosen, 0])


def _tries(x: Array, before: Array, seed: int) -> Array:
    """Log predictor weights to try, [try, predictor]."""
    count = len(x)
    centred = x - x.mean(axis=1, keepdims=True)
    slopes = np.linalg.lstsq(centred.T, before - before.mean(axis=0), rcond=None)[0]
    explained = (slopes**2).sum(axis=1)
    explained = np.log(np.maximum(explained / explained.sum(), 1e-4))
    random = DECADES * np.log(10) * np.random.default_rng(seed).uniform(-1, 0, (TRIES, count))
    return np.vstack([np.full(count, -np.log(count)), explained, random])
