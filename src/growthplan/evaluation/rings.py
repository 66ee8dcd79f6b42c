"""Spillover rings: whether neighbours of the treated moved too."""

from __future__ import annotations

import numpy as np
import polars as pl

from growthplan.evaluation.did import change_doubt
from growthplan.evaluation.estimate import Diagnostic, Estimate, Settings, doubt
from growthplan.evaluation.grade import graded
from growthplan.evaluation.panel import Panel, need, need_block
from growthplan.evaluation.trends import trend_check


def spillover_rings(panel: Panel, settings: Settings) -> Estimate:
    """Effect on the treated, and on the untreated in each ring round them, against those beyond
    the last ring.

    Each is a difference in differences with its own error. When near rings move, donors there are
    not untouched: the headline compares with the farthest only (Butts 2021). Raises GrowthplanError
    without a distance and rings, and when nobody lies beyond the last ring.
    """
    start = need_block(panel)
    need(settings.distance is not None and bool(settings.rings), "no rings are named",
         "Name the column of distances and the rings' outer edges.", "rings")  # fmt: skip
    distance = np.nanmean(panel.covariates[str(settings.distance)], axis=1)
    edges = sorted(settings.rings)
    far = ~panel.treated & (distance > edges[-1])
    need(bool(far.sum() >= 2), f"{int(far.sum())} untreated units lie beyond {edges[-1]:g}",
         "At least two are needed; draw the rings closer.", "no-donors")  # fmt: skip
    change = panel.outcome[:, start:].mean(axis=1) - panel.outcome[:, :start].mean(axis=1)
    rows = []
    for low, high in zip((0.0, *edges[:-1]), edges, strict=True):
        ring = ~panel.treated & (distance > low if low else distance >= 0) & (distance <= high)
        if ring.any():
            rows.append(_ring(f"{low:g} to {high:g}", change, ring, far, settings))
    own = panel.only(panel.treated | far)
    mine = np.concatenate([change[panel.treated | far]])
    effect = float(change[panel.treated].mean() - change[far].mean())
    sure, inference = change_doubt(mine, own, effect, settings)
    columns = ["ring", "units", "effect", "se", "low", "high", "p_value"]
    table = pl.DataFrame(rows, schema=columns, orient="row")
    diagnostics = (
        _untouched(table, settings), trend_check(own, start, settings, "parallel trends"),
    )  # fmt: skip
    return Estimate(
        "rings", effect, sure.se, sure.low, sure.high, sure.p_value, inference, settings.level,
        {"rings": table}, diagnostics, graded("rings", diagnostics),
        (f"Compared with {int(far.sum())} units beyond {edges[-1]:g}.",),
    )  # fmt: skip


def _ring(
    name: str, change: np.ndarray, ring: np.ndarray, far: np.ndarray, settings: Settings
) -> tuple[object, ...]:
    gap = float(change[ring].mean() - change[far].mean())
    variance = change[far].var(ddof=1)
    own = change[ring].var(ddof=1) if ring.sum() >= 2 else variance
    se = float(np.sqrt(own / ring.sum() + variance / far.sum()))
    sure = doubt(gap, se, settings.level, max(1.0, float(far.sum() + ring.sum() - 2)))
    return name, int(ring.sum()), gap, sure.se, sure.low, sure.high, sure.p_value


def _untouched(table: pl.DataFrame, settings: Settings) -> Diagnostic:
    """Whether any ring moved, allowing for trying several."""
    limit = (1 - settings.level) / max(1, table.height)
    moved = table.filter(pl.col("p_value") <= limit)["ring"].to_list()
    if not table.height:
        return Diagnostic("neighbours untouched", None, "No untreated unit lies in any ring.")
    words = f"Those at {', '.join(moved)} moved" if moved else "No ring moved more than chance"
    return Diagnostic("neighbours untouched", not moved, f"{words}, against those beyond.")
