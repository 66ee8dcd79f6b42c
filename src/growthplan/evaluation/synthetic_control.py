"""Synthetic control: the treated against the weighted donors that were most like them before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.evaluation.did import path_table
from growthplan.evaluation.estimate import Diagnostic, Estimate, Settings, doubt
from growthplan.evaluation.frank_wolfe import frank_wolfe_weights, spread_of_changes
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Array, Flags, Panel, need_block
from growthplan.evaluation.placebo import placebo_error, rank_p_value
from growthplan.evaluation.predictor_weights import fit_on_predictors
from growthplan.evaluation.predictors import Predictors, moved_back, predictors_of
from growthplan.evaluation.simplex import weights_near
from growthplan.evaluation.synthetic_checks import fit_check, leave_one_out_check

TREATED_IN = (
    "Placebo donors include the treated unit, as in Abadie, Diamond and Hainmueller (2010)."
)
TREATED_OUT = "Placebo donors leave the treated unit out."
SEARCHED = (
    "Weights of predictors are searched over six orders of magnitude for the least error before; "
    "the exact optimiser lets them vanish."
)
VANISHING = (
    "Weights of predictors may vanish: the least error before that any can give, at which most "
    "predictors may hardly count."
)


@dataclass(frozen=True)
class Fitted:
    """A weighted fit of every unit, the treated one last: `weights` [unit, unit], `gaps` [unit,
    time]."""

    weights: Array
    gaps: Array
    shares: Array | None = None
    """Weights of predictors, [unit, predictor]."""

    def ratios(self, start: int) -> Array:
        """Root mean square gap after treatment over that before, by unit."""
        return error_ratios(self.gaps, start)


def error_ratios(gaps: Array, start: int) -> Array:
    """The same from gaps [unit, time] alone."""
    after = np.sqrt((gaps[:, start:] ** 2).mean(axis=1))
    before = np.sqrt((gaps[:, :start] ** 2).mean(axis=1))
    return np.asarray(after / np.maximum(before, 1e-200))


def synthetic_control(panel: Panel, settings: Settings) -> Estimate:
    """Mean gap after treatment between the treated and their synthetic control.

    Weights are least squares on the simplex: on the outcomes before treatment, or, with covariates
    or `outcome_at`, on predictors whose own weights minimise the outcome's error before treatment
    (Abadie, Diamond and Hainmueller 2010), searched unless `optimiser='exact'`. Several treated
    units count as their mean. p-value: rank of the ratio of errors after and before among all
    units; interval from the spread of placebo effects. Raises GrowthplanError as difference in
    differences does.
    """
    start = need_block(panel)
    series = stacked(panel)
    predictors = predictors_of(panel, settings.covariates, settings.outcome_at, start)
    fitted = fit_every_unit(series, start, settings, predictors)
    weights, gap = fitted.weights[-1], fitted.gaps[-1]
    if settings.optimiser == "published" and predictors is None:
        weights = published_weights(series, start)
        gap = series[-1] - weights @ series
    effect = float(gap[start:].mean())
    placebos = fitted.gaps[:-1, start:].mean(axis=1)
    sure = doubt(effect, placebo_error(placebos), settings.level)
    ratios = fitted.ratios(start)
    p = rank_p_value(float(ratios[-1]), ratios[:-1])
    names = (*panel.control_names, treated_name(panel))
    tables = {
        "path": path_table(panel.times, series[-1], series[-1] - gap, start),
        "weights": weight_table(names, weights),
        "placebos": _placebo_table(names, fitted, ratios, start),
    }
    if predictors is not None and fitted.shares is not None:
        tables["predictors"] = predictors.table(weights, fitted.shares[-1])
    diagnostics = (
        fit_check(series, gap, start),
        earlier_start(panel, series, start, settings),
        leave_one_out_check(series, weights, effect, start, settings, predictors),
        _enough_donors(len(placebos), settings.level),
    )
    return Estimate(
        "synthetic-control", effect, sure.se, sure.low, sure.high, p,
        "p-value by rank among placebos in space; interval from the spread of their effects.",
        settings.level, tables, diagnostics, graded("synthetic-control", diagnostics),
        _notes(settings, predictors is not None),
    )  # fmt: skip


def _notes(settings: Settings, with_predictors: bool) -> tuple[str, ...]:
    placebos = TREATED_IN if settings.treated_in_placebos else TREATED_OUT
    if not with_predictors:
        return (placebos,)
    return (placebos, VANISHING if settings.optimiser == "exact" else SEARCHED)


def stacked(panel: Panel) -> Array:
    """Donors' outcomes with the mean of the treated below them, [donor + 1, time]."""
    return np.vstack([panel.controls, panel.outcome[panel.treated].mean(axis=0)])


def treated_name(panel: Panel) -> str:
    """The treated unit, or how many they are."""
    names = panel.treated_names
    return names[0] if len(names) == 1 else f"mean of {len(names)} treated units"


def allowed_donors(count: int, treated_in_placebos: bool) -> Flags:
    """Who may be a donor to whom, [unit, unit]; the treated unit is last."""
    allowed = ~np.eye(count, dtype=bool)
    allowed[:-1, -1] = treated_in_placebos
    return np.asarray(allowed)


def fit_every_unit(
    series: Array, start: int, settings: Settings, predictors: Predictors | None = None
) -> Fitted:
    """Weights and gaps of the treated unit and of every placebo, all at once."""
    allowed = allowed_donors(len(series), settings.treated_in_placebos)
    if predictors is not None:
        found = fit_on_predictors(predictors, series[:, :start], allowed, settings)
        return Fitted(found.weights, series - found.weights @ series, found.shares)
    before = series[:, :start] - series[:, :start].mean(axis=0)
    weights = weights_near(before, before, allowed)
    return Fitted(weights, series - weights @ series)


def published_weights(series: Array, start: int) -> Array:
    """Weights by the published optimiser, without an intercept; zero for the treated unit itself.

    Its next to no ridge and its stopping rule are those of the software of Arkhangelsky and others
    (2021), whose table 1 has synthetic control beside synthetic difference in differences.
    """
    donors = series[:-1, :start]
    noise = spread_of_changes(donors)
    found = frank_wolfe_weights(donors.T, series[-1, :start], 1e-6 * noise, 1e-5 * noise)
    return np.append(found, 0.0)


def weight_table(names: tuple[str, ...], weights: Array) -> pl.DataFrame:
    """Donors with their weights, largest first; the last unit is the treated one and left out."""
    table = pl.DataFrame({"unit": names[:-1], "weight": weights[: len(names) - 1]})
    return table.sort(["weight", "unit"], descending=[True, False])


def _placebo_table(
    names: tuple[str, ...], fitted: Fitted, ratios: Array, start: int
) -> pl.DataFrame:
    gaps = fitted.gaps
    return pl.DataFrame(
        {
            "unit": names,
            "effect": gaps[:, start:].mean(axis=1),
            "rmspe_before": np.sqrt((gaps[:, :start] ** 2).mean(axis=1)),
            "rmspe_after": np.sqrt((gaps[:, start:] ** 2).mean(axis=1)),
            "ratio": ratios,
        }
    ).sort("ratio", descending=True)


def earlier_start(panel: Panel, series: Array, start: int, settings: Settings) -> Diagnostic:
    """Placebo in time: treatment moved to halfway through the times before it, and the predictors
    with it as far as they were known."""
    name = "earlier false start"
    early = start // 2
    if early < 3 or start - early < 2:
        return Diagnostic(name, None, f"{start} times before are too few for a placebo in time.")
    predictors = moved_back(panel, settings.covariates, settings.outcome_at, early)
    fitted = fit_every_unit(series[:, :start], early, settings, predictors)
    ratios = fitted.ratios(early)
    p = rank_p_value(float(ratios[-1]), ratios[:-1])
    if 1 / len(ratios) > 0.05:
        return Diagnostic(name, None, "Too few donors for a placebo in time to be told apart.")
    gap = float(fitted.gaps[-1, early:].mean())
    words = "no effect shows" if p > 0.05 else "an effect shows where none can be"
    return Diagnostic(
        name, p > 0.05,
        f"With treatment moved {start - early} times earlier, {words} "
        f"(gap {gap:.3g}, p = {p:.2f}){_matched_on(settings, predictors)}.",
    )  # fmt: skip


def _matched_on(settings: Settings, predictors: Predictors | None) -> str:
    """What a false start was fitted on, where predictors were asked for."""
    asked = len(settings.covariates) + len(settings.outcome_at)
    if not asked:
        return ""
    if predictors is None:
        return ", fitted on the outcome before, as most predictors are not known so early"
    known = len(predictors.names)
    which = "the predictors" if known == asked else f"{known} of the {asked} predictors"
    return f", fitted on {which}, moved back as far"


def _enough_donors(donors: int, level: float) -> Diagnostic:
    least = 1 / (1 + donors)
    words = f"With {donors} donors the smallest p-value that placebos can give is {least:.3f}"
    enough = least <= 1 - level + 1e-12
    words += "." if enough else f": no effect, however large, could be told at {level:.0%}."
    return Diagnostic("donors enough for a test", enough, words)


def beside_published(panel: Panel) -> str:
    """The effect at the exact minimum beside that by the published steps, in a sentence."""
    start, series = panel.start, stacked(panel)
    exact = fit_every_unit(series, start, Settings()).gaps[-1, start:].mean()
    other = (series[-1] - published_weights(series, start) @ series)[start:].mean()
    return (
        f"At the exact minimum the effect is {exact:.4f}; by the steps of the published software "
        f"of Arkhangelsky and others (2021), which stop short of it, {other:.4f}."
    )
