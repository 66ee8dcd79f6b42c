"""Predictors of an outcome: means of covariates before treatment, and the outcome at some times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.evaluation.panel import Array, Panel, need
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean


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

    def table(self, weights: Array, shares: Array) -> pl.DataFrame:
        """The treated beside the synthetic control and the plain mean of donors, with the weight
        of each predictor in the fit."""
        return pl.DataFrame(
            {
                "predictor": self.names,
                "weight": shares,
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
