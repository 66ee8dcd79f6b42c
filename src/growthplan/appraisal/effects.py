"""What some of a plan's actions change in the place, for as long as they are appraised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthplan.system import (
    Action,
    BaselinePaths,
    Displacement,
    Economy,
    Parameters,
    Pathways,
    simulate,
)
from growthplan.system.channels import CHANNELS

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Effect:
    """Differences to no plan in the same draws, [d, t], at the prices of the model's base year.

    `productivity` and `work` add up to `gva`: what the hours of no plan make more, and what more
    hours make.
    """

    years: tuple[int, ...]
    gva: Floats
    """£ million."""
    productivity: Floats
    """£ million: hours of no plan x change of output an hour, summed over authorities."""
    work: Floats
    """£ million: change of hours x output an hour with the actions."""
    jobs: Floats
    """Filled jobs, by workplace."""
    emissions: Floats | None
    """kt of CO2 equivalent; None when the place's emissions are not in hand."""


@dataclass(frozen=True)
class Valuing:
    """The place, its no plan and the draws; everything that actions are tried against."""

    economy: Economy
    baseline: BaselinePaths
    parameters: Parameters
    empty: Pathways
    """No plan in the same draws."""

    @property
    def emitted(self) -> Floats | None:
        """kt without the plan, mean by year [t]; None when not in hand."""
        known = self.empty.emissions
        return None if known is None else np.asarray(known.sum(axis=2).mean(axis=0))

    def run(self, actions: Sequence[Action]) -> Pathways:
        """The actions by themselves."""
        return simulate(self.economy, actions, self.parameters, self.baseline)

    def effect(self, actions: Sequence[Action]) -> Effect:
        """What the actions change together; exactly 0 for none."""
        return difference(self.run(actions), self.empty)


def valuing(economy: Economy, baseline: BaselinePaths, parameters: Parameters) -> Valuing:
    """Run no plan once, to try actions against.

    Raises GrowthplanError for faults of the inputs.
    """
    empty = simulate(economy, (), parameters, baseline)
    return Valuing(economy, baseline, parameters, empty)


def difference(paths: Pathways, empty: Pathways) -> Effect:
    """What one run changes against no plan, in its parts."""
    per_hour, before = paths.gva / paths.hours, empty.gva / empty.hours
    both = paths.emissions is not None and empty.emissions is not None
    return Effect(
        paths.years,
        _sum(paths.gva - empty.gva),
        _sum(empty.hours * (per_hour - before)),
        _sum(per_hour * (paths.hours - empty.hours)),
        _sum(paths.jobs - empty.jobs),
        _sum(paths.emissions - empty.emissions) if both else None,  # type: ignore[operator]
    )


def _sum(values: Floats) -> Floats:
    return np.asarray(values.sum(axis=2))


@dataclass(frozen=True)
class Modelled:
    """One action as the model finds it."""

    actions: tuple[Action, ...]
    jobs: Floats
    """Filled jobs by workplace, difference to no plan [d, t, p]."""
    effect: Effect
    gross: Effect
    """As if all of it were additional."""


def modelled(actions: tuple[Action, ...], valuing: Valuing) -> Modelled | None:
    """Run one action against no plan; None when nothing of it is modelled."""
    if not actions:
        return None
    paths = valuing.run(actions)
    effect = difference(paths, valuing.empty)
    all_additional = gross(actions)
    same = all_additional == actions
    jobs = paths.jobs - valuing.empty.jobs
    return Modelled(actions, jobs, effect, effect if same else valuing.effect(all_additional))


def gross(actions: Sequence[Action]) -> tuple[Action, ...]:
    """The same actions as if all were additional: no deadweight, and no displacement.

    What leaks or replaces something is out of an action's money already, so it is not put back.
    """
    return tuple(
        replace(
            action,
            deadweight=None,
            additionality=1.0 if _discounted(action) else action.additionality,
            displacement=Displacement(),
        )
        for action in actions
    )


def _discounted(action: Action) -> bool:
    """Whether some of what it brings would have come anyway."""
    own = (action.deadweight, action.additionality, CHANNELS[action.channel].additionality)
    return action.channel == "jobs" or any(one is not None for one in own)
