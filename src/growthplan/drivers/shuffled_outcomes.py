"""How often a driver was named when an outcome dealt out at random left nothing to find."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SURE = 0.95
SCRIPT = "scripts/shuffle_outcomes.py"


@dataclass(frozen=True, slots=True)
class ShuffledOutcomes:
    """Runs of one way of dealing out, and how many of them named a driver."""

    dealt_out: str
    """`over all places` or `inside each region`."""
    outcome_year: int
    runs: int
    named: int

    @property
    def most(self) -> float:
        """The highest share of runs that the count leaves likely."""
        return highest_share(self.named, self.runs)


def read_shuffled_outcomes(rows: Iterable[Mapping[str, str]]) -> tuple[ShuffledOutcomes, ...]:
    """Counts from rows with columns dealt_out, outcome_year, runs and named."""
    return tuple(
        ShuffledOutcomes(
            row["dealt_out"], int(row["outcome_year"]), int(row["runs"]), int(row["named"])
        )
        for row in rows
    )


def shuffled_outcomes_note(counts: Iterable[ShuffledOutcomes]) -> str:
    """What came of them, in a sentence."""
    known = tuple(counts)
    parts = [
        f"{one.dealt_out}, {one.named} of {one.runs} runs (at most {100 * one.most:.1f}%, "
        f"{100 * SURE:.0f}% sure)"
        for one in known
    ]
    return (
        f"Runs with GVA per hour of {known[0].outcome_year} dealt out to the authorities at "
        f"random named a driver in: {'; '.join(parts)} ({SCRIPT})."
    )


def highest_share(found: int, runs: int, sure: float = SURE) -> float:
    """The share of a population that would yield `found` or fewer in `runs` with a chance of
    1 − `sure` (Clopper and Pearson 1934, one-sided).

    >>> round(highest_share(0, 60), 4), round(highest_share(1, 60), 4), highest_share(3, 3)
    (0.0487, 0.0766, 1.0)
    """
    if found >= runs:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        share = (low + high) / 2
        chance = sum(
            math.comb(runs, k) * share**k * (1 - share) ** (runs - k) for k in range(found + 1)
        )
        low, high = (share, high) if chance > 1 - sure else (low, share)
    return low
