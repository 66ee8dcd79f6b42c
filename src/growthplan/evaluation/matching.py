"""Matching: the treated against the donors most like them, with the balance reached."""

from __future__ import annotations

import numpy as np
import polars as pl

from growthplan.evaluation.did import FEW, placebo_words
from growthplan.evaluation.estimate import Diagnostic, Estimate, Settings, doubt
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Array, Numbers, Panel, need, need_block
from growthplan.evaluation.placebo import placebo_error, placebo_groups
from growthplan.evaluation.predictors import unit_values

BALANCED = 0.25
"""Largest difference of means, in standard deviations, that counts as balanced (Stuart 2010)."""


def matching(panel: Panel, settings: Settings) -> Estimate:
    """Change of the treated less the change of their nearest donors.

    Distance is Mahalanobis on means before treatment of the covariates, or, when none is named, on
    the outcome's level and slope before; donors may be used again. Errors after Abadie and Imbens
    (2006) with ten treated units or more, else from placebos. Raises GrowthplanError as difference
    in differences does, and when there are fewer donors than matches.
    """
    start = need_block(panel)
    names, x = _features(panel, settings, start)
    change = panel.outcome[:, start:].mean(axis=1) - panel.outcome[:, :start].mean(axis=1)
    own, others = np.flatnonzero(panel.treated), np.flatnonzero(~panel.treated)
    need(
        len(others) >= settings.matches,
        f"{len(others)} donors cannot give {settings.matches} matches",
        "Ask for fewer matches or add donors.",
        "no-donors",
    )
    picked = nearest_units(x, own, others, settings.matches)
    effect = float((change[own] - change[picked].mean(axis=1)).mean())
    if len(own) >= FEW:
        se = abadie_imbens_error(x, change, own, others, picked)
        inference = "Errors for matching with replacement (Abadie and Imbens 2006)."
    else:
        groups = placebo_groups(len(others), len(own), settings.draws, settings.seed)
        se = placebo_error(_placebos(x, change, others, groups, settings.matches))
        inference = placebo_words(len(groups), len(own))
    sure = doubt(effect, se, settings.level)
    balance = balance_table(names, x, own, others, picked)
    diagnostics = (_balance_check(balance), _reuse(picked))
    return Estimate(
        "matching", effect, sure.se, sure.low, sure.high, sure.p_value, inference, settings.level,
        {"balance": balance, "weights": _weights(panel, picked)}, diagnostics,
        graded("matching", diagnostics),
    )  # fmt: skip


def _features(panel: Panel, settings: Settings, start: int) -> tuple[tuple[str, ...], Array]:
    """What units are matched on, [unit, feature]."""
    found = unit_values(panel, settings.covariates, settings.outcome_at, start)
    if found is not None:
        return found.names, found.values.T
    before = panel.outcome[:, :start]
    clock = np.arange(start) - (start - 1) / 2
    slope = (before * clock).sum(axis=1) / (clock**2).sum()
    names = (f"{panel.measured}, mean before", f"{panel.measured}, slope before")
    return names, np.column_stack([before.mean(axis=1), slope])


def nearest_units(x: Array, own: Numbers, others: Numbers, matches: int) -> Numbers:
    """Positions of each unit's nearest among `others`, [unit, match], by Mahalanobis distance."""
    root = _whitened(x)
    gaps = ((root[own][:, None, :] - root[others][None, :, :]) ** 2).sum(axis=-1)
    order = gaps.argsort(axis=1, kind="stable")[:, :matches]
    return np.asarray(others[order])


def _whitened(x: Array) -> Array:
    spread = np.atleast_2d(np.cov(x, rowvar=False))
    values, vectors = np.linalg.eigh(spread)
    keep = values > 1e-12 * values.max()
    return np.asarray((x - x.mean(axis=0)) @ vectors[:, keep] / np.sqrt(values[keep]))


def abadie_imbens_error(
    x: Array, change: Array, own: Numbers, others: Numbers, picked: Numbers
) -> float:
    """Standard error of the effect on the treated; own variances from the nearest unit of the same
    arm."""
    matches = picked.shape[1]
    gaps = change[own] - change[picked].mean(axis=1)
    used = np.bincount(picked.ravel(), minlength=len(change))[others] / matches
    root = _whitened(x)[others]
    apart = ((root[:, None, :] - root[None, :, :]) ** 2).sum(axis=-1)
    np.fill_diagonal(apart, np.inf)
    twin = apart.argmin(axis=1)
    variance = (change[others] - change[others][twin]) ** 2 / 2
    squares = ((gaps - gaps.mean()) ** 2).sum()
    extra = ((used**2 - used / matches) * variance).sum()
    return float(np.sqrt(max(0.0, squares + extra)) / len(own))


def _placebos(x: Array, change: Array, others: Numbers, groups: Numbers, matches: int) -> Array:
    found = []
    for group in groups:
        pretended = others[group]
        rest = np.setdiff1d(others, pretended)
        if len(rest) < matches:
            return np.zeros(0)
        picked = nearest_units(x, pretended, rest, matches)
        found.append((change[pretended] - change[picked].mean(axis=1)).mean())
    return np.array(found)


def balance_table(
    names: tuple[str, ...], x: Array, own: Numbers, others: Numbers, picked: Numbers
) -> pl.DataFrame:
    """Means of the treated, of all donors and of the matched, with standardised differences."""
    spread = x[others].std(axis=0, ddof=1)
    spread = np.where(spread > 0, spread, 1.0)
    treated, donors = x[own].mean(axis=0), x[others].mean(axis=0)
    matched = x[picked].mean(axis=(0, 1))
    return pl.DataFrame(
        {
            "feature": names,
            "treated": treated,
            "donors": donors,
            "matched": matched,
            "difference_before": (treated - donors) / spread,
            "difference_matched": (treated - matched) / spread,
        }
    )


def _balance_check(balance: pl.DataFrame) -> Diagnostic:
    worst = balance.sort(pl.col("difference_matched").abs(), descending=True).row(0, named=True)
    size = abs(worst["difference_matched"])
    return Diagnostic(
        "balance",
        size <= BALANCED,
        f"The largest difference left is {size:.2f} standard deviations, in {worst['feature']}; "
        f"up to {BALANCED} counts as balanced.",
    )


def _reuse(picked: Numbers) -> Diagnostic:
    most = int(np.bincount(picked.ravel()).max()) / picked.size
    words = f"The donor used most is {100 * most:.0f}% of all matches."
    return Diagnostic("no donor dominates", most <= 0.5, words)


def _weights(panel: Panel, picked: Numbers) -> pl.DataFrame:
    share = np.bincount(picked.ravel(), minlength=len(panel.units)) / picked.size
    table = pl.DataFrame({"unit": panel.units, "weight": share}).filter(pl.col("weight") > 0)
    return table.sort(["weight", "unit"], descending=[True, False])
