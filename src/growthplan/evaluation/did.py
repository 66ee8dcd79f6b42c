"""Difference in differences: two-way fixed effects for units treated from one time on."""

from __future__ import annotations

import numpy as np
import polars as pl

from growthplan.evaluation.estimate import Diagnostic, Doubt, Estimate, Settings, doubt
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Array, Panel, need, need_block
from growthplan.evaluation.placebo import placebo_error, placebo_groups
from growthplan.evaluation.trends import trend_check

FEW = 10
"""With fewer treated or untreated units than this, errors clustered by unit are too small."""


def difference_in_differences(panel: Panel, settings: Settings) -> Estimate:
    """Change of the treated after treatment starts, less the change of the untreated.

    Without covariates it is the difference of mean changes, which is the coefficient of two-way
    fixed effects; with covariates those that vary over time are partialled out of outcome and
    treatment. Errors: spread of units' own changes by arm, as in Bertrand, Duflo and Mullainathan
    (2004), with Welch's degrees of freedom, when both arms have ten units or more; else from
    placebos. Raises GrowthplanError without donors, with less than two times before, or with
    starts that differ.
    """
    start = need_block(panel)
    outcome = _less_covariates(panel, settings) if settings.covariates else panel.outcome
    change = outcome[:, start:].mean(axis=1) - outcome[:, :start].mean(axis=1)
    effect = float(change[panel.treated].mean() - change[~panel.treated].mean())
    sure, inference = change_doubt(change, panel, effect, settings)
    path = gap_path(panel, outcome, start)
    diagnostics = (trend_check(panel, start, settings, "parallel trends"), _enough(panel))
    return Estimate(
        "did", effect, sure.se, sure.low, sure.high, sure.p_value, inference, settings.level,
        {"path": path}, diagnostics, graded("did", diagnostics),
    )  # fmt: skip


def change_doubt(
    change: Array, panel: Panel, effect: float, settings: Settings
) -> tuple[Doubt, str]:
    """Doubt of a difference of mean changes [unit], and how it is known."""
    own, others = change[panel.treated], change[~panel.treated]
    if min(len(own), len(others)) >= FEW:
        parts = own.var(ddof=1) / len(own), others.var(ddof=1) / len(others)
        total = float(sum(parts))
        words = "Errors clustered by unit, with Student's distribution."
        if total <= 0:
            return doubt(effect, 0.0, settings.level), words
        degrees = total**2 / (parts[0] ** 2 / (len(own) - 1) + parts[1] ** 2 / (len(others) - 1))
        return doubt(effect, float(np.sqrt(total)), settings.level, float(degrees)), words
    groups = placebo_groups(len(others), len(own), settings.draws, settings.seed)
    sums = others[groups].sum(axis=1)
    rest = (others.sum() - sums) / max(1, len(others) - len(own))
    found = sums / max(1, groups.shape[1]) - rest
    return doubt(effect, placebo_error(found), settings.level), placebo_words(len(groups), len(own))


def placebo_words(count: int, treated: int) -> str:
    """How an error from placebos comes about."""
    if not count:
        return "No error is known: there are not more donors than treated units."
    who = "each donor in turn" if treated == 1 else f"{count} groups of donors drawn at random"
    return f"Error from placebos: {who} as though treated; interval by the normal distribution."


def gap_path(panel: Panel, outcome: Array, start: int) -> pl.DataFrame:
    """By time: the treated, the untreated shifted to their level before, and the gap."""
    own = outcome[panel.treated].mean(axis=0)
    others = outcome[~panel.treated].mean(axis=0)
    others = others + own[:start].mean() - others[:start].mean()
    return path_table(panel.times, own, others, start)


def path_table(times: tuple[str, ...], own: Array, expected: Array, start: int) -> pl.DataFrame:
    """One row a time: treated, without treatment, gap, and whether treatment has started."""
    return pl.DataFrame(
        {
            "time": times,
            "treated": own,
            "without": expected,
            "gap": own - expected,
            "after": [at >= start for at in range(len(times))],
        }
    )


def _enough(panel: Panel) -> Diagnostic:
    own, others = int(panel.treated.sum()), int((~panel.treated).sum())
    return Diagnostic(
        "enough units",
        True if min(own, others) >= FEW else None,
        f"{own} treated and {others} untreated: "
        + ("enough to judge the error by their own spread." if min(own, others) >= FEW
           else "so few that the error has to come from placebos."),
    )  # fmt: skip


def _less_covariates(panel: Panel, settings: Settings) -> Array:
    """The outcome less what covariates that vary over time explain, at coefficients of the two-way
    fixed-effects regression with the treatment in it."""
    length = len(panel.times)
    on = (np.arange(length)[None, :] >= panel.first[:, None]).astype(float)
    columns = [on, *(panel.covariates[name] for name in settings.covariates)]
    need(
        all(np.isfinite(column).all() for column in columns),
        "a covariate is missing for some unit and time",
        "Fill it in, or leave the covariate out.",
        "covariate-missing",
    )
    x = np.stack([_within(column).ravel() for column in columns], axis=1)
    coefficients = np.linalg.lstsq(x, _within(panel.outcome).ravel(), rcond=None)[0]
    explained = sum(c * column for c, column in zip(coefficients[1:], columns[1:], strict=True))
    return np.asarray(panel.outcome - explained)


def _within(x: Array) -> Array:
    """Less unit and time means."""
    return np.asarray(x - x.mean(axis=1, keepdims=True) - x.mean(axis=0) + x.mean())
