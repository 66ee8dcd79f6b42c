"""How often places have closed a share of their gap: the yardstick beside any probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.vocabulary import GrowthplanError

Array = NDArray[np.float64]

FAR_BELOW = 0.08
"""Log points below the comparator from which a window counts."""
WINDOW = 10
HALF = 0.5


@dataclass(frozen=True, slots=True)
class BaseRate:
    """Windows of a fixed length that started far below, and those that closed the share."""

    windows: int
    closed: int
    places: int
    """Places with such a window."""
    places_closed: int
    """Places that closed the share in one window at least."""
    first_start: int
    last_start: int
    length: int
    share: float
    below: float

    @property
    def rate(self) -> float | None:
        """Share of windows that closed; None when there were none."""
        return self.closed / self.windows if self.windows else None

    def in_words(self, places: str) -> str:
        """One sentence; `places` is `city regions` or `local authorities`."""
        span = f"{self.length} years, starting from {self.first_start} to {self.last_start}"
        far = f"more than {100 * self.below:g} log points below"
        if not self.windows:
            return f"No stretch of {span}, started with one of the {places} {far}."
        often = f"{self.closed:,} of {self.windows:,}"
        return (
            f"In {often} stretches of {span}, that started {far}, did {places} close "
            f"{_share(self.share)} of their gap; stretches overlap, and are of {self.places:,} "
            f"places, {self.places_closed:,} of which ever did."
        )


def _share(share: float) -> str:
    return {0.5: "half", 1.0: "all"}.get(share, f"{share:.0%}")


def base_rate(
    log: Array,
    years: Sequence[int],
    *,
    share: float = HALF,
    length: int = WINDOW,
    below: float = FAR_BELOW,
) -> BaseRate:
    """Count windows of `length` years in `log` [place, year], relative to the comparator.

    A window counts when it starts more than `below` log points under the comparator, and closes
    when its last gap is at most `1 - share` of its first, both gaps in per cent of the comparator.

    Raises GrowthplanError unless the share is in 0 to 1 and the panel is longer than a window.
    """
    if not 0 < share <= 1:
        raise GrowthplanError(f"A share of the gap is above 0 and at most 1, not {share}.")
    if not 0 < length < len(years):
        raise GrowthplanError(f"A window of {length} years does not fit in {len(years)} years.")
    start, end = log[:, :-length], log[:, length:]
    counts = start < -below
    closed = counts & (-np.expm1(end) <= (1 - share) * -np.expm1(start))
    return BaseRate(
        int(counts.sum()),
        int(closed.sum()),
        int(counts.any(axis=1).sum()),
        int(closed.any(axis=1).sum()),
        years[0],
        years[-1 - length],
        length,
        share,
        below,
    )
