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
    return None if found is None else _treated_last(panel, found)


def moved_back(
    panel: Panel, covariates: tuple[str, ...], outcome_at: tuple[str, ...], early: int
) -> Predictors | None:
    """The same for a false start at position `early`, every time named moved back as far (Abadie,
    Diamond and Hainmueller 2015): those that all units have there; None where most are not.

    Raises GrowthplanError as `unit_values` does.
    """
    start = panel.start
    back, rows = start - early, {}
    for asked in covariates:
        first, last = _span(panel, asked, start)
        ends = (first - back, last - back) if ":" in asked else (0, early - 1)
        rows[asked] = _mean_of_known(panel, asked, *ends)
    for time in outcome_at:
        at = _position(panel, time, start) - back
        rows[f"{panel.measured} {back} times before {time}"] = (
            panel.outcome[:, at] if at >= 0 else np.full(len(panel.units), np.nan)
        )
    known = {name: values for name, values in rows.items() if np.isfinite(values).all()}
    if 2 * len(known) < len(rows) or not known:
        return None
    return _treated_last(panel, Predictors(tuple(known), np.stack(list(known.values()))))


def _treated_last(panel: Panel, found: Predictors) -> Predictors:
    own = found.values[:, panel.treated].mean(axis=1)
    return Predictors(found.names, np.column_stack([found.values[:, ~panel.treated], own]))


def _mean_before(panel: Panel, asked: str, start: int) -> Array:
    mean = _mean_of_known(panel, asked, *_span(panel, asked, start))
    missing = [panel.units[k] for k in np.flatnonzero(np.isnan(mean)).tolist()]
    need(
        not missing,
        f"the covariate '{asked.partition(':')[0]}' is known at no time before treatment for "
        f"{', '.join(missing[:5])}",
        "Fill it in, or leave the unit or the covariate out.",
        "covariate-missing",
    )
    return mean


def _span(panel: Panel, asked: str, start: int) -> tuple[int, int]:
    """Positions of the first and last time over which a covariate is averaged."""
    span = asked.partition(":")[2]
    if not span:
        return 0, start - 1
    ends = span.split("-")
    return _position(panel, ends[0], start), _position(panel, ends[-1], start)


def _mean_of_known(panel: Panel, asked: str, first: int, last: int) -> Array:
    """Mean of a covariate by unit over the known times between two positions; NaN without any."""
    part = panel.covariates[asked.partition(":")[0]][:, max(first, 0) : max(last + 1, 0)]
    known = np.isfinite(part)
    count = known.sum(axis=1)
    total = np.where(known, part, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _position(panel: Panel, time: str, start: int) -> int:
    before = panel.times[:start]
    if time in before:
        return before.index(time)
    message = f"'{time}' is no time before treatment"
    fix = did_you_mean(time, before) or f"Times before treatment: {before[0]} to {before[-1]}."
    raise GrowthplanError(Fault(message, fix=fix, code="time"))
