"""The frontier between outcomes: how much of one must be given for more of another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from growthplan.settlement.portfolio.aims import Aim, best, worth
from growthplan.settlement.portfolio.answer import Point
from growthplan.settlement.portfolio.finding import Search, lean, projects_of
from growthplan.settlement.portfolio.program import FORM, Program, Row
from growthplan.settlement.portfolio.solving import Solved

STEPS = 5
NOUGHT = 1e-9


def frontier(search: Search, other: str, steps: int = STEPS) -> tuple[Point, ...]:
    """Portfolios of which none is better in both the aim's outcome and `other`, expected.

    The first is best for the aim's outcome, the last for `other`; between them `other` is asked
    for in equal steps (the constraint method of Haimes, Lasdon and Wismer, 1971).
    """
    main = replace(search, aim=Aim(search.aim.outcome))
    one, two = _best(main, main.program), _best(_for(search, other), search.program)
    if one is None or two is None:
        return ()
    low, high = (float(worth(search.choices, other) @ each.x) for each in (one, two))
    found = [one]
    for level in np.linspace(low, high, steps + 2)[1:-1] if high > low + NOUGHT else ():
        if solved := _best(main, _asking(main, other, float(level))):
            found.append(solved)
    found.append(_best(main, _asking(main, other, high)) or two)
    points = [_point(search, other, each) for each in found]
    return _undominated(points, search.aim.outcome, other)


def _for(search: Search, outcome: str) -> Search:
    return replace(search, aim=Aim(outcome))


def _asking(search: Search, outcome: str, level: float) -> Program:
    """The programme that brings at least so much of another outcome."""
    gain = worth(search.choices, outcome)
    used = np.flatnonzero(gain)
    slack = 1e-7 * max(1.0, abs(level))
    return search.program.plus([Row(FORM, used, gain[used], level - slack, np.inf)])


def _best(search: Search, program: Program) -> Solved | None:
    found = best(search.choices, program, search.aim, search.effort)
    return lean(search, program, found) if found.found else None


def _point(search: Search, other: str, found: Solved) -> Point:
    chosen = found.x[: search.options]
    values = {
        name: float(search.choices.value(name, chosen).mean()) for name in search.choices.values
    }
    return Point(values, projects_of(search.choices, chosen), found.gap)


def _undominated(points: list[Point], one: str, two: str) -> tuple[Point, ...]:
    kept: list[Point] = []
    for point in points:
        a, b = point.values[one], point.values[two]
        beaten = any(
            other.values[one] >= a - NOUGHT
            and other.values[two] >= b - NOUGHT
            and (other.values[one] > a + NOUGHT or other.values[two] > b + NOUGHT)
            for other in points
        )
        if not beaten and all(point.projects != known.projects for known in kept):
            kept.append(point)
    return tuple(sorted(kept, key=lambda p: -p.values[one]))
