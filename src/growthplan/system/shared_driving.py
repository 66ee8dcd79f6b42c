"""Driving many coalitions: a driver is worked out once for each choice of its own few actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthplan.system.channels import CHANNELS
from growthplan.system.drawn import Drawn
from growthplan.system.driven import drive
from growthplan.system.inputs import Action, Channel
from growthplan.system.prepared import Prepared
from growthplan.system.state import Driven, Stocks

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]

_SKILLS: tuple[Channel, ...] = ("higher_skills", "adult_skills")
_NEEDS: dict[str, tuple[Channel, ...]] = {
    "terms": (*_SKILLS, "knowledge", "digital", "management", "health"),
    "skills": _SKILLS,
    "demand": (*_SKILLS, "digital", "jobs"),
    "supply": (*_SKILLS, "health"),
    "cut": ("transport",),
    "homes": ("housing",),
    "boost": ("capital", "user_cost"),
    "jobs": ("jobs",),
}
"""Channels on which each part of what drives the economy depends."""

_FEWEST_ALIKE = 64
"""Coalitions with one cut on average, from which it is worth putting them together."""


@dataclass(frozen=True)
class Choice:
    """One part of what drives the economy, and the different masks of the actions behind it.

    `masks` [u, i] are the distinct rows, `which` [k] says which of them each coalition has.
    """

    part: str
    prepared: Prepared
    masks: Floats
    which: Integers

    def run(self, drawn: Drawn, last: int) -> DrivenByChoice:
        """The part in each year up to `last`, for a block of draws."""
        own = Drawn(self.prepared, drawn.parameters, self.masks.T[:, None])
        stocks, path = Stocks(), [Driven()]
        for t in range(1, last + 1):
            path.append(_only(self.part, drive(stocks, own, t), self.prepared))
        return DrivenByChoice(self.part, tuple(path), self.which)


@dataclass(frozen=True)
class DrivenByChoice:
    """A part by year, for each distinct choice [p, d, u]; and the choice of each coalition."""

    part: str
    path: tuple[Driven, ...]
    which: Integers

    def of(self, some: Integers) -> DrivenByChoice:
        """The same for some of the coalitions."""
        which = self.which[some]
        # One column alone, to be broadcast, where all have the same.
        return DrivenByChoice(self.part, self.path, which[:1] if np.ptp(which) == 0 else which)

    def spread(self, t: int, draws: slice) -> object:
        """The part in a year for some draws and every coalition, [p, d, m or 1]."""
        value = getattr(self.path[t], self.part)
        if isinstance(value, dict):
            return {name: self._taken(each[:, draws]) for name, each in value.items()}
        return None if value is None else self._taken(value[:, draws])

    def _taken(self, values: Floats) -> Floats:
        return values.take(self.which, axis=-1)


def choices_of(prepared: Prepared, masks: Floats) -> list[Choice]:
    """The parts of what drives the economy, each with the distinct masks [k, i] of its actions."""
    found = []
    for part, channels in _NEEDS.items():
        chosen = _behind(prepared, channels)
        rows, which = np.unique(masks[:, chosen], axis=0, return_inverse=True)
        own = replace(
            prepared,
            actions=tuple(prepared.actions[n] for n in chosen),
            money=prepared.money[chosen],
        )
        found.append(Choice(part, own, rows, np.asarray(which, dtype=np.intp).reshape(-1)))
    return found


def together(parts: Sequence[DrivenByChoice], t: int, draws: slice) -> Driven:
    """Everything that drives the coalitions in a year, for some of the draws."""
    return Driven(**{each.part: each.spread(t, draws) for each in parts})  # type: ignore[arg-type]


def tiles_of(choices: Sequence[Choice], most: int) -> tuple[Integers, list[slice]]:
    """An order of the coalitions, and runs of at most `most` that have one cut in travel costs.

    Density is the dearest part of a year, and cheapest where one cut serves many coalitions.
    """
    of = {choice.part: choice.which for choice in choices}
    which = of["cut"]
    # Within a cut, those with the same homes stand together: they share a ceiling to people.
    order = np.lexsort((of["homes"], which))
    ends = [*(np.flatnonzero(np.diff(which[order])) + 1), len(order)]
    if len(ends) > max(len(order) // _FEWEST_ALIKE, 1):
        order, ends = np.arange(len(order)), [len(order)]
    starts = [0, *ends[:-1]]
    runs = [
        slice(at, min(at + most, int(end)))
        for start, end in zip(starts, ends, strict=True)
        for at in range(int(start), int(end), most)
    ]
    return order, runs


def _behind(prepared: Prepared, channels: Sequence[Channel]) -> list[int]:
    """Positions of the actions on the channels, and of those that compete for their capacity."""
    economy = prepared.economy
    scarce = {
        work
        for work, limit in (
            ("building", economy.construction_capacity),
            ("training", economy.training_capacity),
        )
        if np.isfinite(limit) and any(CHANNELS[channel].work == work for channel in channels)
    }

    def matters(action: Action) -> bool:
        return action.channel in channels or CHANNELS[action.channel].work in scarce

    return [n for n, action in enumerate(prepared.actions) if matters(action)]


def _only(part: str, driven: Driven, prepared: Prepared) -> Driven:
    """The part alone; terms in which all sectors share alike are added up beforehand, and jobs are
    left out that move no mix (the labour market has them already)."""
    value = getattr(driven, part)
    if part == "jobs":
        value = {name: held for name, held in value.items() if name in prepared.class_tilts}
    if part == "terms":
        apart = {name: term for name, term in value.items() if name in prepared.class_profiles}
        alike = [term for name, term in value.items() if name not in apart]
        value = apart | ({"alike": np.sum(alike, axis=0)} if alike else {})
    return Driven(**{part: value})
