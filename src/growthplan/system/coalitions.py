"""Coalitions: every part of a plan, run together, to see what each action brings to the others."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from growthplan.system.checks import checked
from growthplan.system.drawn import Drawn
from growthplan.system.inputs import Action, BaselinePaths, Economy
from growthplan.system.parameters import Parameters
from growthplan.system.prepared import Prepared, prepare
from growthplan.system.recorder import hours_change, place_effect
from growthplan.system.shared_driving import Choice, DrivenByChoice, choices_of, tiles_of, together
from growthplan.system.state import State, at_the_start
from growthplan.system.switches import EVERYTHING, Switches
from growthplan.system.year import advance
from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

Outcome = Literal["productivity", "gva", "jobs"]
"""Log productivity of the place over its baseline; £m; filled jobs."""

MOST_EXACT = 14
"""Players for which every coalition is run: 16,384 of them."""
_DRAWS, _MASKS = 8, 512
"""Draws and coalitions worked at once: small enough for the processor's cache, large enough
that calls of NumPy cost little."""
_DRIVEN = 32
"""Draws for which what drives the economy is worked out at once: there are few choices of it."""


@dataclass(frozen=True)
class Players:
    """Who shares in what the plan achieves: interventions, or themes.

    `owner` gives each action's player by position; `union` each player's theme by position among
    `unions`.
    """

    names: tuple[str, ...]
    owner: tuple[int, ...]
    unions: tuple[str, ...]
    union: tuple[int, ...]

    def masks(self, coalitions: Floats) -> Floats:
        """Masks of actions [k, i] from coalitions of players [k, n]."""
        return np.asarray(coalitions[:, list(self.owner)])


def players(actions: Sequence[Action], themes: bool = False) -> Players:
    """The interventions that actions belong to, or their themes, in order of name.

    Raises GrowthplanError when one intervention is in two themes.
    """
    of = [(action.group or action.player) if themes else action.player for action in actions]
    names = tuple(sorted(set(of)))
    theme_of: dict[str, str] = {}
    for name, action in zip(of, actions, strict=True):
        theme = action.group or action.player
        if theme_of.setdefault(name, theme) != theme:
            message = f"'{name}' is in the themes '{theme_of[name]}' and '{theme}'"
            raise GrowthplanError(Fault(message, fix="Give all its actions one theme."))
    unions = tuple(sorted(set(theme_of.values())))
    return Players(
        names,
        tuple(names.index(name) for name in of),
        unions,
        tuple(unions.index(theme_of[name]) for name in names),
    )


def every_coalition(count: int) -> Floats:
    """All coalitions of `count` players [2 ** count, count]: player i is in coalition k if the
    i-th bit of k is 1.

    >>> every_coalition(2)
    array([[0., 0.],
           [1., 0.],
           [0., 1.],
           [1., 1.]])
    """
    return np.asarray((np.arange(2**count)[:, None] >> np.arange(count)) & 1, dtype=np.float64)


def coalition_values(
    economy: Economy,
    actions: Sequence[Action],
    parameters: Parameters,
    baseline: BaselinePaths,
    masks: npt.ArrayLike,
    year: int,
    outcome: Outcome = "productivity",
    switches: Switches = EVERYTHING,
    threads: int = 1,
) -> Floats:
    """What each mask of the plan achieves by `year`, [k, d]; the empty one exactly 0.

    `masks` [k, i] scales the money of each action. The draws are those that `simulate` would use,
    and so is the answer, to rounding. It does not depend on the number of `threads`.

    Raises GrowthplanError for faults of the inputs, and a year that is not in the baseline.
    """
    checked(economy, actions, parameters, baseline)
    if year not in baseline.years:
        raise GrowthplanError(f"{year} is not among the years of the baseline.")
    prepared = prepare(economy, actions, baseline, switches)
    given = np.asarray(masks, dtype=np.float64)[:, list(prepared.order)]
    last = baseline.years.index(year)
    found = np.zeros((len(given), len(parameters)))
    if not prepared.actions or not len(given):
        return found
    work = _Work(prepared, parameters, given, tuple(choices_of(prepared, given)), last, outcome)
    starts = range(0, len(parameters), _DRIVEN)
    with ThreadPoolExecutor(threads) as pool:
        # Each block of draws writes its own columns, so the answer does not depend on the threads.
        list(pool.map(lambda start: work.block(start, found), starts))
    return found


@dataclass(frozen=True)
class _Work:
    """Everything that the blocks of draws share."""

    prepared: Prepared
    parameters: Parameters
    masks: Floats
    choices: tuple[Choice, ...]
    last: int
    outcome: Outcome

    @cached_property
    def tiles(self) -> list[npt.NDArray[np.intp]]:
        """Coalitions that are worked at once."""
        order, runs = tiles_of(self.choices, _MASKS)
        return [order[run] for run in runs]

    def block(self, start: int, found: Floats) -> None:
        """Write the values of a block of draws into `found` [k, d]."""
        stop = min(start + _DRIVEN, len(self.parameters))
        whole = self._drawn(start, stop)
        driving = [choice.run(whole, self.last) for choice in self.choices]
        tiles = [(own, [each.of(own) for each in driving]) for own in self.tiles]
        for at in range(start, stop, _DRAWS):
            few = slice(at, min(at + _DRAWS, stop))
            level = _baseline_output(self.prepared, few.start, few.stop, self.last)
            drawn = self._drawn(few.start, few.stop)
            within = slice(few.start - start, few.stop - start)
            for own, parts in tiles:
                some = drawn.under(self.masks[own].T[:, None])
                state = _run(some, parts, within, self.last)
                found[own, few] = _outcome(some, state, level, self.last, self.outcome).T

    def _drawn(self, start: int, stop: int) -> Drawn:
        return Drawn(self.prepared, self.parameters.block(start, stop), self.masks[:1].T[:, None])


def _run(drawn: Drawn, driving: Sequence[DrivenByChoice], draws: slice, last: int) -> State:
    """The state in the last year, for some of the draws that were driven."""
    state = at_the_start(drawn.under(drawn.masks[..., :1]))  # The same under every mask.
    for t in range(drawn.prepared.first, last + 1):
        advance(state, together(driving, t, draws), drawn, t)
    return state


def _outcome(drawn: Drawn, state: State, level: Floats, last: int, outcome: Outcome) -> Floats:
    """The outcome in the last year, [d, m]; `level` is baseline output, £m [p, d]."""
    prepared = drawn.prepared
    worked = hours_change(state.hours, prepared.switches.linear)
    if outcome == "gva":
        return np.asarray(np.sum(level[:, :, None] * state.output, axis=0))
    if outcome == "jobs":
        return np.asarray(np.sum(prepared.jobs[last][:, None, None] * worked, axis=0))
    hours = prepared.hours[last][:, None, None]
    linear = prepared.switches.linear
    return place_effect(level[:, :, None], hours, state.output, worked, 0, linear)


def _baseline_output(prepared: Prepared, start: int, stop: int, t: int) -> Floats:
    baseline = prepared.baseline
    level = np.exp(baseline.comparator[start:stop, t, None] + baseline.relative[start:stop, t])
    return np.asarray(level.T * prepared.hours[t][:, None])
