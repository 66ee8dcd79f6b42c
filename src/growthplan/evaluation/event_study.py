"""Event study: the effect time by time, before and after treatment starts."""

from __future__ import annotations

import polars as pl

from growthplan.evaluation.did import change_doubt
from growthplan.evaluation.estimate import Estimate, Settings
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Panel, need_block
from growthplan.evaluation.trends import trend_check


def event_study(panel: Panel, settings: Settings) -> Estimate:
    """Effects by time since treatment, against the last time before it.

    With one start these are the coefficients of two-way fixed effects with a dummy for each lead
    and lag. The effect is the mean over the times after. Raises GrowthplanError as difference in
    differences does; with several starts group-time effects are the right thing.
    """
    start = need_block(panel)
    rows = []
    inference = ""
    for at in range(len(panel.times)):
        change = panel.outcome[:, at] - panel.outcome[:, start - 1]
        gap = float(change[panel.treated].mean() - change[~panel.treated].mean())
        sure, inference = change_doubt(change, panel, gap, settings)
        known = (sure.se, sure.low, sure.high, sure.p_value)
        fixed = at == start - 1
        rows.append(
            (panel.times[at], at - start, gap, *((0.0, 0.0, 0.0, None) if fixed else known))
        )
    columns = ["time", "since", "effect", "se", "low", "high", "p_value"]
    table = pl.DataFrame(rows, schema=columns, orient="row")
    change = panel.outcome[:, start:].mean(axis=1) - panel.outcome[:, start - 1]
    effect = float(change[panel.treated].mean() - change[~panel.treated].mean())
    sure, inference = change_doubt(change, panel, effect, settings)
    diagnostics = (trend_check(panel, start, settings, "trends before treatment"),)
    return Estimate(
        "event-study", effect, sure.se, sure.low, sure.high, sure.p_value, inference,
        settings.level, {"path": table}, diagnostics, graded("event-study", diagnostics),
        (f"Against {panel.times[start - 1]}, the last time before treatment.",),
    )  # fmt: skip
