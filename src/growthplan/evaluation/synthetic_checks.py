"""Checks of a synthetic control: fit before, and dependence on one donor."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.estimate import Diagnostic, Settings
from growthplan.evaluation.panel import Array
from growthplan.evaluation.predictor_weights import fit_on_predictors
from growthplan.evaluation.predictors import Predictors
from growthplan.evaluation.simplex import weights_near

WORST_FIT = 0.5
"""Error before treatment, as a share of the donors' spread about their own mean path, beyond which
the fit does not carry the comparison."""


def fit_check(series: Array, gap: Array, start: int) -> Diagnostic:
    """How close the synthetic control was before treatment."""
    error = float(np.sqrt((gap[:start] ** 2).mean()))
    donors = series[:-1, :start]
    spread = float(np.sqrt(((donors - donors.mean(axis=0)) ** 2).mean()))
    share = error / spread if spread > 0 else float("inf")
    return Diagnostic(
        "fit before treatment",
        share <= WORST_FIT,
        f"The error before treatment is {error:.3g}, {100 * share:.0f}% of the spread among "
        f"donors; above {100 * WORST_FIT:.0f}% it would not carry the comparison.",
    )


def leave_one_out(
    series: Array, weights: Array, start: int, settings: Settings, predictors: Predictors | None
) -> Array:
    """The effect without each donor that has weight, [donor with weight], fitted as the effect."""
    used = np.flatnonzero(weights[:-1] > 1e-6)
    own = len(series) - 1
    before = series[:, :start] - series[:, :start].mean(axis=0)
    allowed = np.ones((len(used), own + 1), dtype=bool)
    allowed[:, -1] = False
    allowed[np.arange(len(used)), used] = False
    if predictors is None:
        found = weights_near(before, np.repeat(before[-1:], len(used), axis=0), allowed)
    else:
        among = (np.vstack([np.ones((own, own + 1), dtype=bool), row]) for row in allowed)
        found = np.vstack([
            fit_on_predictors(predictors, series[:, :start], donors, settings, only=own).weights
            for donors in among
        ])  # fmt: skip
    return np.asarray((series[-1] - found @ series)[:, start:].mean(axis=1))


def leave_one_out_check(
    series: Array, weights: Array, effect: float, start: int, settings: Settings,
    predictors: Predictors | None,
) -> Diagnostic:  # fmt: skip
    """Whether the effect keeps its sign and most of its size without any one donor."""
    name = "one donor left out"
    if len(series) < 4:
        return Diagnostic(name, None, "Too few donors to leave one out.")
    effects = leave_one_out(series, weights, start, settings, predictors)
    low, high = float(effects.min()), float(effects.max())
    kept = (np.sign(effects) == np.sign(effect)).all() and np.abs(effects).min() > abs(effect) / 2
    return Diagnostic(
        name,
        bool(kept),
        f"Without any one donor that has weight the effect lies between {low:.3g} and {high:.3g}.",
    )
