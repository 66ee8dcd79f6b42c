"""What it would take: growth, or times the plan, to close a share of the gap with some chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from growthplan.system.answers.chances import relative
from growthplan.system.answers.parts import Effort, Timing
from growthplan.system.answers.runs import NO_PLAN, Case, Runs
from growthplan.system.fans import quantile_error
from growthplan.system.targets import annual_growth, closed_share, needed_level, required_effort

Floats = npt.NDArray[np.float64]
Kept = Mapping[str, Floats]

CHANCES = (0.5, 0.8)
HALF = 0.5
MOST_TIMES = 64.0
"""Times the plan's money beyond which nothing is tried: many more times the settlement."""
_CLOSE = 1.03
"""Ratio between two tries at which a multiple is near enough."""


def efforts(runs: Runs, plan: Case, kept: Kept, draws: int) -> tuple[Effort, ...]:
    """Required effort to close half the gap, for each of CHANCES.

    `draws` are those on which multiples of the plan are tried. Nothing for a place not behind.
    """
    gap = runs.ground.published_gap
    if gap <= 0:
        return ()
    without = relative(kept, NO_PLAN)[:, -1]
    ahead = runs.until - runs.ground.base.year
    outside = 1.0 - runs.ground.base.england_share
    tried = _Tried(runs, plan, range(min(draws, len(without))))
    found = []
    for chance in CHANCES:
        extra = required_effort(without, needed_level(gap, HALF), chance) / outside
        times = tried.times_for(chance)
        found.append(
            Effort(
                HALF,
                chance,
                100.0 * float(np.expm1(extra)),
                100.0 * annual_growth(extra, ahead),
                times,
                MOST_TIMES,
                tried.chance(MOST_TIMES),
                100.0 * float(quantile_error(without, 1.0 - chance)),
            )
        )
    return tuple(found)


class _Tried:
    """Chances at multiples of the plan's money, each worked out once."""

    def __init__(self, runs: Runs, plan: Case, draws: range) -> None:
        self._runs, self._plan = runs, plan
        self._drawn = runs.at(draws, plan.national)
        self._known: dict[float, float] = {}

    def chance(self, times: float) -> float:
        if times not in self._known:
            masks = np.full(len(self._plan.acting.actions), times)
            kept = self._runs.times(self._plan, masks, self._drawn)
            own = np.log(kept["gva_per_hour"][:, -1] / kept["comparator"][:, -1])
            met = closed_share(own, self._runs.ground.published_gap, HALF)
            self._known[times] = float(met.mean())
        return self._known[times]

    def times_for(self, chance: float) -> float | None:
        """The least multiple that gives the chance; None when none up to the most tried does."""
        if not self._plan.acting.actions or self.chance(MOST_TIMES) < chance:
            return None
        return least(self.chance, chance, MOST_TIMES)


def least(of: Callable[[float], float], wanted: float, most: float) -> float:
    """The least multiple from 1/64 up at which a rising function reaches a value, by halving.

    >>> 5.0 <= least(lambda m: m / 10, 0.5, 64.0) < 5.0 * 1.03
    True
    """
    low, high = 1.0 / 64.0, most
    if of(low) >= wanted:
        return low
    while high / low > _CLOSE:
        middle = float(np.sqrt(low * high))
        low, high = (low, middle) if of(middle) >= wanted else (middle, high)
    return high


def timing(lift: Floats, years: tuple[int, ...], spend: Floats) -> Timing:
    """When the effect on productivity comes: `lift` [d, t] in %, `spend` [t] £m."""
    path = np.median(lift, axis=0)
    peak = int(np.argmax(np.abs(path)))
    most = abs(float(path[peak]))
    enough = np.flatnonzero((np.abs(path) >= 0.5 * most) & (most > 0))
    spent = np.flatnonzero(spend)
    return Timing(
        years[peak],
        float(path[peak]),
        years[int(enough[0])] if len(enough) else None,
        float(path[-1]),
        years[int(spent[-1])] if len(spent) else None,
    )
