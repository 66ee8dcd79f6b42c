"""Planned paths: the level that a plan means an indicator to have in each year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Basis = Literal["target", "trajectory", "model", "start"]
"""`target`: a straight line from where it stood to the plan's target. `trajectory`: levels that the
plan itself gives for years. `model`: growth as in the middle of the model's path with the plan,
when no target is published. `start`: no worse than where it stood when the plan began, the least
that any plan means; used when there is neither."""

BASES: dict[Basis, str] = {
    "target": "straight line to the plan's target",
    "trajectory": "the plan's own path",
    "model": "growth as in the middle of the model's path; no target is published",
    "start": "no worse than where it stood when the plan began; no target is published",
}
"""What each basis is called where a path is shown."""


@dataclass(frozen=True)
class PlannedPath:
    """The planned level by year, from the year that it starts from to the year that it leads to."""

    basis: Basis
    points: tuple[tuple[int, float], ...]
    """(year, level) in the indicator's unit, every year once, oldest first."""
    sentence: str
    """Where the path comes from, in words."""
    source: str | None = None
    """Id of the plan's source that states the target."""
    replaced: str | None = None
    """Day on which another target took its place; None for the one that stands."""
    reason: str | None = None
    """Why it was replaced."""

    @property
    def start(self) -> int:
        return self.points[0][0]

    @property
    def end(self) -> int:
        """The year by which its last level is to be reached."""
        return self.points[-1][0]

    @property
    def goal(self) -> float:
        """The last level."""
        return self.points[-1][1]

    def level(self, year: int) -> float:
        """The level meant for a year; before the first and after the last year, that year's.

        >>> straight("target", (2025, 40.0), (2035, 50.0), "").level(2030)
        45.0
        """
        inside = min(max(year, self.start), self.end)
        return dict(self.points)[inside]


def straight(
    basis: Basis,
    first: tuple[int, float],
    last: tuple[int, float],
    sentence: str,
    *,
    source: str | None = None,
    replaced: str | None = None,
    reason: str | None = None,
) -> PlannedPath:
    """A straight line from one (year, level) to another, which is later."""
    return through(basis, (first, last), sentence, source=source, replaced=replaced, reason=reason)


def through(
    basis: Basis,
    levels: tuple[tuple[int, float], ...],
    sentence: str,
    *,
    source: str | None = None,
    replaced: str | None = None,
    reason: str | None = None,
) -> PlannedPath:
    """Straight lines through some (year, level), oldest first.

    >>> through("trajectory", ((2025, 1.0), (2027, 3.0), (2028, 3.5)), "").points
    ((2025, 1.0), (2026, 2.0), (2027, 3.0), (2028, 3.5))
    """
    points = [levels[0]]
    for (a, low), (b, high) in pairwise(levels):
        points += [(y, low + (high - low) * (y - a) / (b - a)) for y in range(a + 1, b + 1)]
    return PlannedPath(basis, tuple(points), sentence, source, replaced, reason)
