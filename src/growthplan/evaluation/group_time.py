"""Group-time effects where treatment starts at different times."""

from __future__ import annotations

import numpy as np
import polars as pl

from growthplan.evaluation.aggregation import Cells, aggregated
from growthplan.evaluation.doubly_robust import doubly_robust
from growthplan.evaluation.estimate import Diagnostic, Estimate, Settings, doubt
from growthplan.evaluation.grade import graded
from growthplan.evaluation.multiplier import Bootstrapped, multiplier_bootstrap
from growthplan.evaluation.panel import Array, Panel, need
from growthplan.evaluation.tails import normal_quantile

FEW_PER_GROUP = 5
_COLUMNS = ["group", "time", "since", "effect", "se", "low", "high"]


def group_time(panel: Panel, settings: Settings) -> Estimate:
    """Group-time average effects of Callaway and Sant'Anna (2021), and their averages.

    Each group (units first treated at one time) is compared with units never treated, or not
    treated yet, by change since the last time before its treatment; before treatment, by change
    since the time before. With covariates the comparison is doubly robust (Sant'Anna and Zhao
    2020), on their values at that earlier time. The headline is the mean over groups and times
    since treatment weighted by units; errors from the multiplier bootstrap over units (analytic
    with `draws=0`). Raises GrowthplanError without a group that has a time before treatment, or
    without units to compare with.
    """
    cells = group_time_cells(panel, settings)
    after = cells.since >= -settings.anticipation
    need(
        bool(after.any()), "no group has an effect after treatment", "Give later data.", "no-after"
    )
    tables, overall, mixes = aggregated(cells)
    parts = cells.base.shape[1]
    every = np.vstack([np.eye(parts)[: len(cells.effects)], mixes])
    boot = multiplier_bootstrap(cells.base, every, settings.draws, settings.seed, settings.level)
    effect, se = float(overall[0]), float(boot.errors[len(cells.effects)])
    sure = doubt(effect, se, settings.level)
    made = {"group_time": _cell_table(panel, cells, boot)}
    at = len(cells.effects) + len(overall)
    for name, table in tables.items():
        made[name] = _with_errors(
            _dated(table, panel), boot.errors[at : at + table.height], settings.level
        )
        at += table.height
    errors = boot.errors[len(cells.effects) : len(cells.effects) + len(overall)]
    kinds = pl.DataFrame({"average": list(AVERAGES), "effect": overall})
    made["averages"] = _with_errors(kinds, errors, settings.level)
    diagnostics = (_trends(cells, boot), _sizes(panel, cells))
    return Estimate(
        "group-time", effect, sure.se, sure.low, sure.high, sure.p_value,
        _inference(settings), settings.level, made, diagnostics,
        graded("group-time", diagnostics), _notes(panel, settings),
    )  # fmt: skip


AVERAGES = ("simple", "by group", "by time since", "by calendar time")


def group_time_cells(panel: Panel, settings: Settings) -> Cells:
    """Effect and influence function of every group and time that has a base and comparisons."""
    length, units = len(panel.times), len(panel.units)
    found: list[tuple[int, int, float, Array]] = []
    for group in panel.starts:
        base = group - 1 - settings.anticipation
        if base < 0:
            continue
        for time in range(1, length):
            late = time >= group - settings.anticipation
            start = base if late else time - 1
            made = _one(panel, settings, group, time, start)
            if made is not None:
                found.append((group, time, *made))
    need(
        bool(found),
        "no group can be compared: none has a time before treatment and untreated units",
        "Give earlier data or more donors.",
        "no-donors",
    )
    shares = {group: float((panel.first == group).mean()) for group in panel.starts}
    return Cells(
        np.array([g for g, *_ in found]),
        np.array([t for _, t, *_ in found]),
        np.array([e for *_, e, _ in found]),
        np.stack([i for *_, i in found], axis=1).reshape(units, len(found)),
        np.asarray(panel.first),
        shares,
        settings.anticipation,
    )


def _one(
    panel: Panel, settings: Settings, group: int, time: int, base: int
) -> tuple[float, Array] | None:
    """One group's effect at one time, with its influence function [unit]."""
    length = len(panel.times)
    own = panel.first == group
    others = panel.first == length
    if settings.compare_with == "not-yet":
        others = (panel.first > max(time, base) + settings.anticipation) & ~own
    if not own.any() or not others.any():
        return None
    change = panel.outcome[:, time] - panel.outcome[:, base]
    if settings.covariates:
        kept = own | others
        columns = [panel.covariates[name][kept, base] for name in settings.covariates]
        x = np.column_stack([np.ones(int(kept.sum())), *columns])
        need(bool(np.isfinite(x).all()), "a covariate is missing for some unit",
             "Fill it in, or leave the covariate out.", "covariate-missing")  # fmt: skip
        effect, part = doubly_robust(change[kept], x, own[kept])
        influence = np.zeros(len(change))
        influence[kept] = part * len(change) / int(kept.sum())
        return effect, influence
    mean, rest = change[own].mean(), change[others].mean()
    count = len(change)
    influence = own * (change - mean) * (count / own.sum())
    influence = influence - others * (change - rest) * (count / others.sum())
    return float(mean - rest), influence


def _cell_table(panel: Panel, cells: Cells, boot: Bootstrapped) -> pl.DataFrame:
    """Every group and time, with a band that holds them all at once at the level asked for."""
    errors = boot.errors[: len(cells.effects)]
    width = boot.critical * errors
    return pl.DataFrame(
        {
            "group": [panel.times[g] for g in cells.groups],
            "time": [panel.times[t] for t in cells.times],
            "since": cells.since,
            "effect": cells.effects,
            "se": errors,
            "low": cells.effects - width,
            "high": cells.effects + width,
        }
    ).select(_COLUMNS)


def _dated(table: pl.DataFrame, panel: Panel) -> pl.DataFrame:
    """Groups and calendar times by their names instead of their positions."""
    named = [column for column in ("group", "time") if column in table.columns]
    return table.with_columns(
        pl.col(column).replace_strict(
            list(range(len(panel.times))), list(panel.times), return_dtype=pl.String
        )
        for column in named
    )


def _with_errors(table: pl.DataFrame, errors: Array, level: float) -> pl.DataFrame:
    width = normal_quantile((1 + level) / 2) * errors
    return table.with_columns(
        se=pl.Series(errors),
        low=pl.col("effect") - pl.Series(width),
        high=pl.col("effect") + pl.Series(width),
    )


def _trends(cells: Cells, boot: Bootstrapped) -> Diagnostic:
    """Whether any effect before treatment lies outside the band that should hold them all."""
    before = cells.since < -cells.anticipation
    if not before.any():
        return Diagnostic("trends before treatment", None, "No group has two times before it.")
    errors = boot.errors[: len(cells.effects)][before]
    real = errors > 1e-12 * max(float(boot.errors.max()), 1e-300)
    if not real.all() or not np.isfinite(boot.critical):
        return Diagnostic(
            "trends before treatment",
            None,
            "Some effect before treatment does not vary among units, so its chance is not known.",
        )
    largest = float((np.abs(cells.effects[before]) / errors).max())
    return Diagnostic(
        "trends before treatment",
        largest <= boot.critical,
        f"The largest effect before treatment is {largest:.2f} of its standard errors from none; "
        f"up to {boot.critical:.2f} is chance over all of them.",
    )


def _sizes(panel: Panel, cells: Cells) -> Diagnostic:
    least = min(int((panel.first == group).sum()) for group in set(cells.groups.tolist()))
    enough = least >= FEW_PER_GROUP
    return Diagnostic(
        "units per group",
        True if enough else None,
        f"The smallest group has {least} unit{'s' if least != 1 else ''}"
        + ("." if enough else ": its errors are not to be trusted."),
    )


def _inference(settings: Settings) -> str:
    if not settings.draws:
        return "Errors from influence functions."
    return f"Errors from {settings.draws} multiplier bootstrap draws over units."


def _notes(panel: Panel, settings: Settings) -> tuple[str, ...]:
    who = (
        "never treated" if settings.compare_with == "never" else "never treated or not treated yet"
    )
    notes = [f"Compared with units {who}."]
    early = [panel.times[g] for g in panel.starts if g - 1 - settings.anticipation < 0]
    if early:
        notes.append(f"Left out, treated from the first time on: group {', '.join(early)}.")
    return tuple(notes)
