"""Synthetic difference in differences: weights on donors and on times, and an intercept in both."""

from __future__ import annotations

import numpy as np
import polars as pl

from growthplan.evaluation.did import path_table, placebo_words
from growthplan.evaluation.estimate import Diagnostic, Estimate, Settings, doubt
from growthplan.evaluation.frank_wolfe import frank_wolfe_weights, spread_of_changes
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Array, Flags, Numbers, Panel, need_block
from growthplan.evaluation.placebo import placebo_error, placebo_groups
from growthplan.evaluation.ridge_weights import ridge_weights
from growthplan.evaluation.simplex import weights_on_simplex
from growthplan.evaluation.synthetic_checks import WORST_FIT
from growthplan.evaluation.synthetic_control import stacked, weight_table

PLACEBO_DRAWS = 200


def synthetic_did(panel: Panel, settings: Settings) -> Estimate:
    """Synthetic difference in differences of Arkhangelsky, Athey, Hirshberg, Imbens and Wager
    (2021).

    Unit weights have the ridge ζ = (treated × times after)^¼ × the spread of yearly changes of
    donors before treatment; time weights next to none. By default they are found as the published
    software finds them, which stops near the minimum; `optimiser='exact'` goes there. The error is
    from placebos (their algorithm 4), at the exact minimum. Raises GrowthplanError as difference
    in differences does.
    """
    start = need_block(panel)
    series, treated = stacked(panel), int(panel.treated.sum())
    noise = spread_of_changes(panel.controls[:, :start])
    zeta = ((treated * (len(panel.times) - start)) ** 0.25 * noise, 1e-6 * noise)
    at_minimum = _weights(series, start, zeta, noise, False)
    exact = _effect(series, *at_minimum, start)
    published = settings.optimiser != "exact"
    units, times = _weights(series, start, zeta, noise, True) if published else at_minimum
    effect = _effect(series, units, times, start)
    groups = placebo_groups(
        len(panel.controls), treated, min(settings.draws, PLACEBO_DRAWS), settings.seed
    )
    placebos = placebo_effects(panel.controls, groups, start, zeta)
    sure = doubt(effect, placebo_error(placebos), settings.level)
    expected = units @ series[:-1]
    expected = expected + times @ (series[-1] - expected)[:start]
    tables = {
        "path": path_table(panel.times, series[-1], expected, start),
        "weights": weight_table((*panel.control_names, "treated"), units),
        "time_weights": pl.DataFrame({"time": panel.times[:start], "weight": times}),
    }
    diagnostics = (_fit(series, units, start), _spread_out(units))
    return Estimate(
        "synthetic-did", effect, sure.se, sure.low, sure.high, sure.p_value,
        placebo_words(len(groups), treated), settings.level, tables, diagnostics,
        graded("synthetic-did", diagnostics),
        (f"At the exact minimum of both weight problems the effect is {exact:.4f}.",),
    )  # fmt: skip


def _weights(
    series: Array, start: int, zeta: tuple[float, float], noise: float, published: bool
) -> tuple[Array, Array]:
    """Unit weights [donor] and time weights [time before]."""
    before, after = series[:-1, :start], series[:-1, start:].mean(axis=1)
    by_unit, own = before.T - before.mean(axis=1), series[-1, :start]
    own = own - own.mean()
    by_time, later = before - before.mean(axis=0), after - after.mean()
    if published:
        least = 1e-5 * noise
        units = frank_wolfe_weights(by_unit, own, zeta[0], least)
        return units, frank_wolfe_weights(by_time, later, zeta[1], least)
    allowed = np.ones((1, len(before)), dtype=bool)
    return (
        unit_weights(by_unit, own[None], allowed, zeta[0])[0],
        time_weights(by_time.T @ by_time, (later @ by_time)[None], len(before), zeta[1])[0],
    )


def unit_weights(columns: Array, targets: Array, allowed: Flags, zeta: float) -> Array:
    """Exact unit weights; the ridge is ζ² for each row."""
    return ridge_weights(columns, targets, allowed, len(columns) * zeta**2)


def time_weights(gram: Array, linear: Array, rows: int, zeta: float) -> Array:
    """Exact time weights [problem, time] from cross-products over `rows` units."""
    return weights_on_simplex(gram + rows * zeta**2 * np.eye(gram.shape[-1]), linear)


def _effect(series: Array, units: Array, times: Array, start: int) -> float:
    gap = series[-1] - units @ series[:-1]
    return float(gap[start:].mean() - times @ gap[:start])


def placebo_effects(donors: Array, groups: Numbers, start: int, zeta: tuple[float, float]) -> Array:
    """Effects of groups of donors that were not treated, [group], all groups at once."""
    if not len(groups):
        return np.zeros(0)
    before, after = donors[:, :start], donors[:, start:].mean(axis=1)
    allowed = np.ones((len(groups), len(donors)), dtype=bool)
    np.put_along_axis(allowed, groups, False, axis=1)
    own = before[groups].mean(axis=1)
    columns = (before - before.mean(axis=1, keepdims=True)).T
    centred = own - own.mean(axis=1, keepdims=True)
    units = unit_weights(np.ascontiguousarray(columns), centred, allowed, zeta[0])
    times = _placebo_time_weights(before, after, allowed, zeta[1])
    late = after[groups].mean(axis=1) - units @ after
    early = own - units @ before
    return np.asarray(late - (times * early).sum(axis=1))


def _placebo_time_weights(before: Array, after: Array, allowed: Flags, zeta: float) -> Array:
    """Time weights among the donors left in each group, whose cross-products are those of all
    donors less what the group itself adds."""
    kept = allowed.astype(float)
    rows = int(kept[0].sum())
    values = np.column_stack([before, after])
    values = values - values.mean(axis=0)
    size = values.shape[1]
    products = (values[:, :, None] * values[:, None, :]).reshape(len(values), size * size)
    sums = kept @ values
    cross = (kept @ products).reshape(-1, size, size)
    cross -= sums[:, :, None] * sums[:, None, :] / rows
    return time_weights(cross[:, :-1, :-1], cross[:, :-1, -1], rows, zeta)


def _fit(series: Array, units: Array, start: int) -> Diagnostic:
    """How close the weighted donors ran alongside the treated before, once levels are aligned."""
    gap = (series[-1] - units @ series[:-1])[:start]
    error = float(gap.std())
    donors = series[:-1, :start]
    moves = donors - donors.mean(axis=1, keepdims=True)
    spread = float((moves - moves.mean(axis=0)).std())
    share = error / spread if spread > 0 else float("inf")
    return Diagnostic(
        "fit before treatment",
        share <= WORST_FIT,
        f"Levels aligned, the error before treatment is {error:.3g}, {100 * share:.0f}% of how far "
        f"donors stray from their common path; above {100 * WORST_FIT:.0f}% it would not carry "
        "the comparison.",
    )


def _spread_out(units: Array) -> Diagnostic:
    largest = float(units.max())
    return Diagnostic(
        "no donor dominates",
        largest <= WORST_FIT,
        f"The largest donor has {100 * largest:.0f}% of the weight.",
    )
