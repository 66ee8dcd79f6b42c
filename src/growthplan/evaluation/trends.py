"""Whether the treated and the untreated moved alike before treatment."""

from __future__ import annotations

import numpy as np

from growthplan.evaluation.estimate import Diagnostic, Settings
from growthplan.evaluation.panel import Array, Flags, Numbers, Panel
from growthplan.evaluation.placebo import rank_p_value, shuffles

FEWEST_SHUFFLES = 19


def trend_check(panel: Panel, start: int, settings: Settings, name: str) -> Diagnostic:
    """The largest gap before treatment against the same for shuffled units.

    Gaps are against the last time before, in units of the spread of changes at that lag, so that
    every lead counts alike. A pass does not show that trends would have gone on alike.
    """
    if start < 3:
        words = f"Only {start} times before treatment: trends cannot be compared."
        return Diagnostic(name, None, words)
    lead = panel.outcome[:, : start - 1] - panel.outcome[:, start - 1 : start]
    own = _furthest(lead, panel.treated)
    order = np.argsort(panel.treated, kind="stable")
    ordered = lead[order]
    found = np.array([
        _furthest(ordered, _flags(len(ordered), picked))
        for picked in shuffles(
            len(ordered), int(panel.treated.sum()), min(settings.draws, 499), settings.seed
        )
    ])  # fmt: skip
    if len(found) < FEWEST_SHUFFLES:
        return Diagnostic(name, None, f"{len(found)} donors are too few to test trends before.")
    p = rank_p_value(own, found)
    words = "no larger than chance would give" if p > 0.05 else "larger than chance would give"
    return Diagnostic(
        name,
        p > 0.05,
        f"The largest gap before treatment is {words} (shuffled units, p = {p:.2f}).",
    )


def _flags(count: int, picked: Numbers) -> Flags:
    flags = np.zeros(count, dtype=bool)
    flags[picked] = True
    return flags


def _furthest(lead: Array, treated: Flags) -> float:
    """Largest absolute difference of means over leads, each by its spread among all units."""
    gap = lead[treated].mean(axis=0) - lead[~treated].mean(axis=0)
    spread = lead.std(axis=0)
    return float(np.abs(gap / np.where(spread > 0, spread, 1.0)).max())
