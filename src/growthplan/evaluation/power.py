"""Power before spending: the smallest effect that a design would usually show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.evaluation.estimate import Settings
from growthplan.evaluation.frank_wolfe import spread_of_changes
from growthplan.evaluation.methods import method
from growthplan.evaluation.panel import Array, Panel, made_panel
from growthplan.evaluation.placebo import placebo_groups
from growthplan.evaluation.synthetic_control import fit_every_unit
from growthplan.evaluation.synthetic_did import placebo_effects

USUAL = 0.8
_MOST_SLOW = 40
_STEPS = 41


@dataclass(frozen=True)
class Power:
    """What a design can show, from placebo histories.

    `smallest` is None when not even the largest effect tried would usually show.
    """

    smallest: float | None
    critical: float | None
    histories: int
    curve: pl.DataFrame
    """`effect` and `power`, the chance to tell it from none."""
    sentence: str


def power_of(panel: Panel, estimator: str, settings: Settings, before_only: bool = True) -> Power:
    """The smallest effect that would be told from none in four cases of five.

    Donors' real histories are evaluated as though treated, which shows how far effects of nothing
    stray; an effect is told when it strays further than all but a few of the other histories.
    With `before_only` the histories end where treatment starts, so that nothing of the outcome is
    looked at, provided that as many times as there are after treatment leave three before them.
    """
    donors, start, words = _histories(panel, before_only)
    treated = int(panel.treated.sum())
    strays = placebo_strays(donors, start, treated, estimator, settings)
    count = len(strays)
    if 1 / (count + 1) > 1 - settings.level + 1e-12:
        sentence = (
            f"With {count} histories to compare with, no effect of any size could be told apart "
            f"from none at {settings.level:.0%}."
        )
        return Power(None, None, count, pl.DataFrame({"effect": [], "power": []}), sentence)
    critical = _critical(np.abs(strays), settings.level)
    effects = np.linspace(0, 4 * critical, _STEPS)
    moved = np.abs(strays[None, :] + effects[:, None]) > critical
    lowered = np.abs(strays[None, :] - effects[:, None]) > critical
    power = (moved.mean(axis=1) + lowered.mean(axis=1)) / 2
    curve = pl.DataFrame({"effect": effects, "power": power})
    enough = np.flatnonzero(power >= USUAL)
    smallest = _between(effects, power, int(enough[0])) if len(enough) else None
    return Power(smallest, critical, count, curve, _sentence(smallest, critical, count, words))


def placebo_strays(
    donors: Array, start: int, treated: int, estimator: str, settings: Settings
) -> Array:
    """Effects that the estimator finds on donors [donor, time] of whom none was treated."""
    groups = placebo_groups(len(donors), treated, settings.draws, settings.seed)
    if not len(groups):
        return np.zeros(0)
    if estimator == "synthetic-control" and treated == 1:
        fitted = fit_every_unit(donors, start, Settings(treated_in_placebos=True))
        return np.asarray(fitted.gaps[:, start:].mean(axis=1))
    if estimator == "synthetic-did":
        noise = spread_of_changes(donors[:, :start])
        after = donors.shape[1] - start
        zeta = ((treated * after) ** 0.25 * noise, 1e-6 * noise)
        return placebo_effects(donors, groups, start, zeta)
    quick = Settings(level=settings.level, draws=0 if estimator == "group-time" else 20)
    chosen = method(estimator)
    return np.array(
        [
            chosen.estimate(made_panel(donors, group.tolist(), start), quick).effect
            for group in groups[:: max(1, len(groups) // _MOST_SLOW)]
        ]
    )


def _histories(panel: Panel, before_only: bool) -> tuple[Array, int, str]:
    """Donors' outcomes, where to pretend treatment starts, and which years these are."""
    start, length = panel.start, len(panel.times)
    after = length - start
    if before_only and start - after >= 3:
        times = panel.times[:start]
        return panel.controls[:, :start], start - after, f"{times[0]} to {times[-1]}"
    return panel.controls, start, f"{panel.times[0]} to {panel.times[-1]}"


def _critical(sizes: Array, level: float) -> float:
    """The size that a stray of nothing exceeds with chance 1 − level, by rank."""
    ordered = np.sort(sizes)
    rank = min(len(ordered), int(np.ceil(level * (len(ordered) + 1))))
    return float(ordered[rank - 1])


def _between(effects: Array, power: Array, at: int) -> float:
    """The effect at which power reaches the usual share, by line."""
    if at == 0 or power[at] == power[at - 1]:
        return float(effects[at])
    share = (USUAL - power[at - 1]) / (power[at] - power[at - 1])
    return float(effects[at - 1] + share * (effects[at] - effects[at - 1]))


def _sentence(smallest: float | None, critical: float, count: int, words: str) -> str:
    base = f"From {count} histories of places that were not treated ({words})"
    if smallest is None:
        return f"{base}: not even an effect of {4 * critical:.3g} would usually show."
    return (
        f"{base}: effects below about {smallest:.3g} would go unseen in more than one case of five."
    )
