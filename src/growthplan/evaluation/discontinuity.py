"""Regression discontinuity: units just either side of a cut-off that decides who is treated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.evaluation.estimate import Diagnostic, Estimate, Settings, doubt
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Array, Flags, Panel, need
from growthplan.evaluation.tails import binomial_p_value

FEWEST = 10


@dataclass(frozen=True)
class Jump:
    """A jump at the cut-off and its standard error."""

    size: float
    se: float


def regression_discontinuity(panel: Panel, settings: Settings) -> Estimate:
    """Jump of the outcome (mean over times after) at the cut-off of the running covariate.

    Local linear regression on either side with triangular weights; the interval is that of the
    local quadratic in the same window, which is the robust bias-corrected one of Calonico,
    Cattaneo and Titiunik (2014) when both their bandwidths are equal, with errors that allow for
    changing variance (HC3). Without a bandwidth it is chosen by Imbens and Kalyanaraman's (2012)
    plug-in rule. Units above the cut-off are the treated. Raises GrowthplanError without a running
    covariate, or with fewer than ten units on a side within the bandwidth.
    """
    need(settings.running is not None, "no running variable is named",
         "Name the column with --running and its cut-off with --cutoff.", "running")  # fmt: skip
    running = panel.covariates[str(settings.running)]
    at = running[np.isfinite(running).any(axis=1)]
    need(len(at) == len(panel.units), "the running variable is missing for some unit",
         "Fill it in or leave the unit out.", "covariate-missing")  # fmt: skip
    start = panel.start
    score = np.nanmean(running, axis=1) - settings.cutoff
    y = panel.outcome[:, start:].mean(axis=1)
    width = settings.bandwidth or plug_in_bandwidth(score, y)
    near = np.abs(score) < width
    sides = int((near & (score < 0)).sum()), int((near & (score >= 0)).sum())
    need(min(sides) >= FEWEST, f"only {min(sides)} units lie on one side within {width:.3g}",
         f"At least {FEWEST} are needed; widen with --bandwidth.", "few-units")  # fmt: skip
    linear = local_jump(score, y, width, 1)
    robust = local_jump(score, y, width, 2)
    sure = doubt(robust.size, robust.se, settings.level)
    diagnostics = (
        _assigned(panel, score), _density(score, width), _before(panel, score, width, start),
        _placebo_cutoffs(score, y, width),
    )  # fmt: skip
    widths = pl.DataFrame(
        [(f * width, local_jump(score, y, f * width, 1).size) for f in (0.75, 1.0, 1.5, 2.0)],
        schema=["bandwidth", "effect"], orient="row",
    )  # fmt: skip
    return Estimate(
        "regression-discontinuity", linear.size, robust.se, sure.low, sure.high, sure.p_value,
        "Robust bias-corrected interval, both bandwidths equal; it need not be centred on the "
        "effect.",
        settings.level, {"bandwidths": widths}, diagnostics,
        graded("regression-discontinuity", diagnostics),
        (f"Bandwidth {width:.4g}; {sides[0]} units below and {sides[1]} above the cut-off.",),
    )  # fmt: skip


def local_jump(score: Array, y: Array, width: float, degree: int) -> Jump:
    """Jump at zero of a polynomial fitted on either side with triangular weights."""
    fits = [_edge(score[side], y[side], width, degree) for side in (score >= 0, score < 0)]
    (above, above_variance), (below, below_variance) = fits
    return Jump(above - below, float(np.sqrt(above_variance + below_variance)))


def _edge(score: Array, y: Array, width: float, degree: int) -> tuple[float, float]:
    """The fitted value at zero on one side and its HC3 variance."""
    near = np.abs(score) < width
    s, own = score[near], y[near]
    weight = 1 - np.abs(s) / width
    x = np.vander(s / width, degree + 1, increasing=True)
    bread = np.linalg.pinv((x * weight[:, None]).T @ x)
    coefficients = bread @ (x * weight[:, None]).T @ own
    leverage = weight * ((x @ bread) * x).sum(axis=1)
    errors = (own - x @ coefficients) / np.maximum(1 - leverage, 1e-3)
    half = (bread @ (x * (weight * errors)[:, None]).T)[0]
    return float(coefficients[0]), float((half**2).sum())


def plug_in_bandwidth(score: Array, y: Array) -> float:
    """Imbens and Kalyanaraman's (2012) bandwidth for a triangular kernel."""
    count = len(score)
    pilot = 1.84 * score.std(ddof=1) * count**-0.2
    above, below = score >= 0, score < 0
    inside = [side & (np.abs(score) <= pilot) for side in (above, below)]
    need(all(s.sum() > 2 for s in inside), "too few units lie near the cut-off",
         "Give a bandwidth with --bandwidth.", "few-units")  # fmt: skip
    density = sum(int(s.sum()) for s in inside) / (2 * count * pilot)
    variance = sum(y[s].var(ddof=1) for s in inside)
    cubic = np.column_stack([above.astype(float), np.vander(score, 4, increasing=True)])
    third = 6 * np.linalg.lstsq(cubic, y, rcond=None)[0][4]
    curves, penalty = [], 0.0
    for side, near in zip((above, below), inside, strict=True):
        sigma = y[near].var(ddof=1)
        span = 3.56 * (sigma / (density * max(third**2, 1e-12))) ** (1 / 7) * side.sum() ** (-1 / 7)
        used = side & (np.abs(score) <= span)
        used = used if used.sum() > 3 else side
        curve = 2 * np.polyfit(score[used], y[used], 2)[0]
        curves.append(curve)
        penalty += 2160 * sigma / (used.sum() * max(np.abs(score[used]).max(), 1e-12) ** 4)
    bias = (curves[0] - curves[1]) ** 2 + penalty
    return float(3.4375 * (variance / (density * bias)) ** 0.2 * count**-0.2)


def _assigned(panel: Panel, score: Array) -> Diagnostic:
    agree = (score >= 0) == panel.treated
    share = float(agree.mean())
    return Diagnostic(
        "cut-off decides who is treated", bool(agree.all()),
        f"{100 * share:.0f}% of units are treated exactly when at or above the cut-off.",
    )  # fmt: skip


def _density(score: Array, width: float) -> Diagnostic:
    """As many units just above as just below, as there would be if nobody sorted themselves."""
    near: Flags = np.abs(score) < width / 2
    above = int((near & (score >= 0)).sum())
    p = binomial_p_value(above, int(near.sum()))
    return Diagnostic(
        "smooth density at the cut-off", p > 0.05 if near.sum() >= FEWEST else None,
        f"{above} of {int(near.sum())} units close by lie above it (p = {p:.2f}).",
    )  # fmt: skip


def _before(panel: Panel, score: Array, width: float, start: int) -> Diagnostic:
    if not start:
        return Diagnostic("no jump before treatment", None, "There is no time before treatment.")
    jump = local_jump(score, panel.outcome[:, :start].mean(axis=1), width, 2)
    clear = abs(jump.size) <= 1.96 * jump.se
    return Diagnostic(
        "no jump before treatment", clear,
        f"Before treatment the outcome jumps by {jump.size:.3g} (standard error {jump.se:.3g}).",
    )  # fmt: skip


def _placebo_cutoffs(score: Array, y: Array, width: float) -> Diagnostic:
    """Jumps at the median of either side, where there should be none."""
    name = "no jump at false cut-offs"
    jumps = []
    for side in (score < 0, score >= 0):
        moved = score[side] - np.median(score[side])
        if min((moved < 0).sum(), (moved >= 0).sum()) >= FEWEST:
            jumps.append(local_jump(moved, y[side], max(width, float(np.abs(moved).max())), 2))
    if not jumps:
        return Diagnostic(name, None, "Too few units to try false cut-offs.")
    worst = max(abs(j.size) / max(j.se, 1e-300) for j in jumps)
    return Diagnostic(
        name, worst <= 2.24, f"The largest jump at a false cut-off is {worst:.1f} standard errors."
    )
