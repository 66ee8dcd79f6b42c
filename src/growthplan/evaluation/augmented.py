"""Augmented synthetic control: synthetic control, with what is left of the misfit before taken
off by ridge regression."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.did import path_table
from growthplan.evaluation.estimate import Estimate, Settings, doubt
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Array, Panel, need_block
from growthplan.evaluation.placebo import placebo_error, rank_p_value
from growthplan.evaluation.synthetic_checks import fit_check
from growthplan.evaluation.synthetic_control import (
    TREATED_IN,
    TREATED_OUT,
    allowed_donors,
    error_ratios,
    fit_every_unit,
    stacked,
    treated_name,
    weight_table,
)

PENALTIES = 20


def augmented_synthetic_control(panel: Panel, settings: Settings) -> Estimate:
    """Ridge augmented synthetic control of Ben-Michael, Feller and Rothstein (2021).

    Weights are those of synthetic control plus a ridge correction, may be negative and sum to one.
    Outcomes are centred on donors' means. The penalty is chosen by leaving out each time before in
    turn: the largest within one standard error of the best. Errors from placebos in space. Raises
    GrowthplanError as difference in differences does.
    """
    start = need_block(panel, before=3)
    series = stacked(panel)
    plain = fit_every_unit(series, start, settings).weights
    allowed = allowed_donors(len(series), settings.treated_in_placebos)
    penalty = chosen_penalty(series, start, settings)
    weights = np.stack([
        corrected(series, start, unit, plain[unit], allowed[unit], penalty)
        for unit in range(len(series))
    ])  # fmt: skip
    gaps = series - weights @ series
    effects = gaps[:, start:].mean(axis=1)
    effect = float(effects[-1])
    sure = doubt(effect, placebo_error(effects[:-1]), settings.level)
    ratios = error_ratios(gaps, start)
    diagnostics = (fit_check(series, gaps[-1], start),)
    names = (*panel.control_names, treated_name(panel))
    notes = (
        TREATED_IN if settings.treated_in_placebos else TREATED_OUT,
        f"Ridge penalty {penalty:.4g}, chosen by leaving out one time before treatment at a time.",
        f"Synthetic control without the correction: "
        f"{(series[-1] - plain[-1] @ series)[start:].mean():.4f}.",
    )
    return Estimate(
        "augmented-synthetic-control", effect, sure.se, sure.low, sure.high,
        rank_p_value(float(ratios[-1]), ratios[:-1]),
        "p-value by rank among placebos in space; interval from the spread of their effects.",
        settings.level,
        {
            "path": path_table(panel.times, series[-1], series[-1] - gaps[-1], start),
            "weights": weight_table(names, weights[-1]),
        },
        diagnostics, graded("augmented-synthetic-control", diagnostics), notes,
    )  # fmt: skip


def corrected(
    series: Array, start: int, unit: int, plain: Array, allowed: Array, penalty: float
) -> Array:
    """Weights [unit] with the ridge correction: w + (x − X'w)'(X'X + λI)⁻¹X'."""
    donors = np.flatnonzero(allowed)
    before = series[:, :start] - series[donors, :start].mean(axis=0)
    x = before[donors]
    misfit = before[unit] - plain[donors] @ x
    out = plain.copy()
    try:
        out[donors] += x @ np.linalg.solve(x.T @ x + penalty * np.eye(start), misfit)
    except np.linalg.LinAlgError:  # donors are alike before: there is nothing to correct with
        return plain
    return np.asarray(out)


def chosen_penalty(series: Array, start: int, settings: Settings) -> float:
    """The ridge penalty: largest whose error over times left out is within a standard error of
    the least."""
    donors = series[:-1, :start] - series[:-1, :start].mean(axis=0)
    largest = float(np.linalg.svd(donors, compute_uv=False)[0] ** 2)
    penalties = largest * np.logspace(0, -8, PENALTIES)
    errors = np.empty((start, PENALTIES))
    allowed = allowed_donors(len(series), settings.treated_in_placebos)[-1]
    for left in range(start):
        order = [t for t in range(start) if t != left]
        shorter = np.column_stack([series[:, order], series[:, left]])
        plain = fit_every_unit(shorter, start - 1, settings).weights[-1]
        for k, penalty in enumerate(penalties):
            weights = corrected(shorter, start - 1, len(series) - 1, plain, allowed, penalty)
            errors[left, k] = (series[-1, left] - weights @ series[:, left]) ** 2
    mean = errors.mean(axis=0)
    best = int(mean.argmin())
    limit = mean[best] + errors[:, best].std(ddof=1) / np.sqrt(start)
    return float(penalties[np.flatnonzero(mean <= limit)[0]])
