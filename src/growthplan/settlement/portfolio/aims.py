"""What is maximised: the expected outcome, the chance of a target, or the worst tenth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from growthplan.settlement.portfolio.choices import Choices
from growthplan.settlement.portfolio.compact import compact
from growthplan.settlement.portfolio.program import FORM, Program, Row
from growthplan.settlement.portfolio.solving import (
    PROVEN,
    Effort,
    Solved,
    maximise,
)

Floats = npt.NDArray[np.float64]
Criterion = Literal["expected", "target", "worst-tenth"]

TAIL = 0.1
"""Share of draws that the worst tenth is made of."""
ROUNDS, FRACTIONS = 80, 200
"""Cuts of the worst tenth that are tried on whole projects, and on fractions of them."""
LOOSE = 1e-7


@dataclass(frozen=True)
class Aim:
    """An outcome, and how it is judged over the draws."""

    outcome: str
    criterion: Criterion = "expected"
    target: float = 0.0
    """For `target`: what is to be reached, in the outcome's unit."""

    def of(self, values: Floats) -> float:
        """The aim's worth of values by draw [d]."""
        if self.criterion == "target":
            return float(np.mean(values >= self.target - LOOSE))
        if self.criterion == "worst-tenth":
            return float(values @ tail_weights(values))
        return float(values.mean())


def tail_weights(values: Floats) -> Floats:
    """Weights [d] of the worst tenth of draws, adding up to 1: the last one counts in part.

    Their mean is the worst-tenth average (conditional value at risk; Rockafellar and Uryasev,
    2000).

    >>> tail_weights(np.array([3.0, 1.0, 2.0] * 5)).max().round(4)
    0.6667
    """
    room, most = 1.0, 1.0 / (TAIL * len(values))
    found = np.zeros(len(values))
    for place in np.argsort(values, kind="stable"):
        found[place] = min(most, room)
        room -= found[place]
        if room <= 0:
            break
    return found


def worth(choices: Choices, outcome: str, weights: Floats | None = None) -> Floats:
    """What each column is worth: over the draws alike, or with weights [d] that add up to 1."""
    draws = choices.draws
    share = np.full(draws, 1.0 / draws) if weights is None else weights
    pairs = choices.together[outcome] @ share if len(choices.pairs) else np.zeros(0)
    switched = np.zeros(len(choices.switches))
    return np.concatenate([choices.values[outcome] @ share, pairs, switched])


def best(choices: Choices, program: Program, aim: Aim, effort: Effort | None = None) -> Solved:
    """The choice that serves the aim best, with the bound on any other."""
    how = effort or Effort()
    if aim.criterion == "target":
        return _best_chance(choices, program, aim, how)
    if aim.criterion == "worst-tenth":
        return _best_tail(choices, program, aim, how)
    small = compact(choices, program, worth(choices, aim.outcome))
    found = maximise(small.program, small.worth, how)
    return replace(found, x=small.back(found.x)) if found.found else found


def by_draw(choices: Choices, aim: Aim, x: Floats) -> Floats:
    """What a choice of columns brings by draw, [d]."""
    options, pairs = len(choices.owner), len(choices.pairs)
    found = x[:options] @ choices.values[aim.outcome]
    if pairs:
        found = found + x[options : options + pairs] @ choices.together[aim.outcome]
    return np.asarray(found)


def _best_chance(choices: Choices, program: Program, aim: Aim, how: Effort) -> Solved:
    """One column for each draw: 1 only where the target is reached."""
    draws, own = choices.draws, program.columns
    wide = program.wider(np.zeros(draws), np.ones(draws), integer=True)
    rows = []
    for d in range(draws):
        single = np.zeros(draws)
        single[d] = 1.0
        gain = worth(choices, aim.outcome, single)
        least = float(np.minimum(gain[np.isfinite(program.high)], 0).sum())
        slack = max(aim.target - least, 0.0)
        used = np.flatnonzero(gain)
        columns = np.concatenate([used, [own + d]])
        rows.append(Row(FORM, columns, np.concatenate([gain[used], [-slack]]),
                        aim.target - slack, np.inf))  # fmt: skip
    chance = np.concatenate([np.zeros(own), np.full(draws, 1.0 / draws)])
    # A whole draw is the smallest step between two chances: half of one proves the best.
    found = maximise(wide.plus(rows), chance, how)
    if not found.found:
        return found
    x = found.x[:own]
    reached = aim.of(by_draw(choices, aim, x))
    return Solved(found.status, x, reached, max(found.bound, reached), np.zeros(0))


def _best_tail(choices: Choices, program: Program, aim: Aim, how: Effort) -> Solved:
    """Cutting planes: the worst tenth is the least of all weightings of draws, so each choice
    gives a weighting that bounds every other. Fractions first, then whole projects."""
    wide = program.wider(np.full(1, -1e12), np.full(1, 1e12), integer=False)
    cuts = [_cut(choices, aim, np.full(choices.draws, 1.0 / choices.draws))]
    first = _tail_of_fractions(choices, wide, aim, how, cuts)
    if not first.found:
        return first
    best, left = replace(first, x=np.zeros(0), value=-np.inf), how.seconds
    for _ in range(ROUNDS):
        found = maximise(wide.plus(cuts), _last(wide), Effort(how.gap / 2, left))
        left = None if left is None else max(left - found.seconds, 0.1)
        if not found.found:
            return best if best.found else found
        values = by_draw(choices, aim, found.x[:-1])
        reached, bound = aim.of(values), min(best.bound, found.bound)
        if reached > best.value:
            best = replace(found, x=found.x[:-1], value=reached)
        best = replace(best, bound=max(bound, best.value), status=found.status)
        if best.gap <= max(how.gap, PROVEN) or (left is not None and left <= 0.1):
            break
        cuts.append(_cut(choices, aim, tail_weights(values)))
    return best


def _tail_of_fractions(
    choices: Choices, wide: Program, aim: Aim, how: Effort, cuts: list[Row]
) -> Solved:
    """Add cuts until fractions of projects gain nothing more; `cuts` grows."""
    for _ in range(FRACTIONS):
        found = maximise(wide.relaxed().plus(cuts), _last(wide), how)
        if not found.found:
            return found
        values = by_draw(choices, aim, found.x[:-1])
        if found.value <= aim.of(values) + how.gap * max(1.0, abs(found.value)) / 4:
            break
        cuts.append(_cut(choices, aim, tail_weights(values)))
    return found


def _last(program: Program) -> Floats:
    """Worth of the last column alone."""
    one = np.zeros(program.columns)
    one[-1] = 1.0
    return one


def _cut(choices: Choices, aim: Aim, weights: Floats) -> Row:
    """The worst tenth is at most the outcome under this weighting of draws."""
    gain = worth(choices, aim.outcome, weights)
    used = np.flatnonzero(gain)
    columns = np.concatenate([used, [len(gain)]]).astype(np.intp)
    return Row(FORM, columns, np.concatenate([-gain[used], [1.0]]), -np.inf, 0.0)
