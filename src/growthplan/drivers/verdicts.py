"""Three-valued verdicts: ahead, behind, cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from growthplan.drivers.spread import (
    CONFIDENCE,
    FEWEST_YEARS,
    Array,
    line_through,
    normal_quantile,
)
from growthplan.vocabulary import Direction

Verdict = Literal["ahead", "behind", "cannot tell"]

RULE = (
    "Ahead or behind only when the whole 90% interval of the difference lies on that side of zero. "
    "The interval comes from the intervals of both sides, as printed by the publisher or, for a "
    "share of neighbourhoods, from how many there are; where there are none, from how far the "
    "yearly differences stray from their own straight line (at least "
    f"{FEWEST_YEARS} periods). With neither, or where neither direction is better, the verdict is "
    "cannot tell."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A place less what it is compared with, at one period."""

    value: float
    half: float | None
    """Half width of its 90% interval; None when there is nothing to derive it from."""
    basis: str
    """Where the half width comes from, or why there is none."""

    @property
    def low(self) -> float | None:
        return None if self.half is None else self.value - self.half

    @property
    def high(self) -> float | None:
        return None if self.half is None else self.value + self.half


def difference_between(
    value: float,
    other: float,
    sd: float | None,
    other_sd: float | None,
    times: Array,
    differences: Array,
) -> Difference:
    """A difference with its interval.

    `sd` and `other_sd` are standard errors from each side's interval (None without one);
    `times` (years) and `differences`, both of shape [periods], are the history of the difference,
    used when `sd` is None. A comparator without an interval next to a place with one counts as
    exact: it is a larger area.
    """
    if sd is not None:
        spread = float(np.hypot(sd, other_sd or 0.0))
        words = "intervals of both sides" if other_sd is not None else "the place's own interval"
        return Difference(value - other, normal_quantile(CONFIDENCE) * spread, words)
    line = line_through(times, differences)
    if line is None:
        reason = f"no published interval and fewer than {FEWEST_YEARS} periods"
        return Difference(value - other, None, reason)
    if line.noise_sd == 0:
        return Difference(value - other, None, "the differences show no variation to judge by")
    words = f"variation of {line.periods} yearly differences about their line"
    return Difference(value - other, line.noise_half, words)


def verdict_of(difference: Difference, direction: Direction) -> Verdict:
    """The verdict by `RULE`.

    >>> verdict_of(Difference(-4.0, 1.9, ""), Direction.UP)
    'behind'
    >>> verdict_of(Difference(-4.0, 1.9, ""), Direction.DOWN)
    'ahead'
    >>> verdict_of(Difference(-1.0, 1.9, ""), Direction.UP)
    'cannot tell'
    """
    half = difference.half
    if direction is Direction.NEITHER or half is None or abs(difference.value) <= half:
        return "cannot tell"
    good = (difference.value > 0) == (direction is Direction.UP)
    return "ahead" if good else "behind"


def movement_of(slope: float, half: float | None, direction: Direction) -> str:
    """`improving`, `worsening` or `cannot tell`; `rising` or `falling` where neither is better.

    >>> movement_of(0.5, 0.2, Direction.DOWN), movement_of(0.1, 0.2, Direction.UP)
    ('worsening', 'cannot tell')
    """
    if half is None or abs(slope) <= half:
        return "cannot tell"
    if direction is Direction.NEITHER:
        return "rising" if slope > 0 else "falling"
    return "improving" if (slope > 0) == (direction is Direction.UP) else "worsening"
