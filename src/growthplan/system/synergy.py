"""Synergy: what a plan achieves together beyond the sum of each part alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

Verdict = Literal["more", "less", "cannot be told from zero"]

INTERVAL = (0.05, 0.95)


@dataclass(frozen=True)
class Synergy:
    """The whole less the sum of each alone: its range over draws, and what may be said of it.

    `low` to `high` is the 90% interval; `positive` the share of draws above 0; `whole` and `alone`
    the medians of what it compares, all in the outcome's unit.
    """

    low: float
    median: float
    high: float
    positive: float
    whole: float
    alone: float
    verdict: Verdict

    @property
    def in_words(self) -> str:
        """What may be said, without its number: pages put the number beside it."""
        return {
            "more": "Together the actions achieve more than the sum of each alone.",
            "less": "Together the actions achieve less than the sum of each alone.",
            "cannot be told from zero": "Whether the actions achieve more together than the sum "
            "of each alone cannot be told from the evidence.",
        }[self.verdict]


def beyond_the_sum(whole: Floats, alone: Floats) -> Floats:
    """`whole` [d] less the sum of `alone` [n, d], draw by draw."""
    return np.asarray(whole - np.sum(alone, axis=0))


def synergy(whole: Floats, alone: Floats) -> Synergy:
    """What is achieved together beyond the sum of each alone, with its interval.

    `whole` [d] is the effect of all actions, `alone` [n, d] of each by itself.

    >>> synergy(np.array([3.0, 3.5]), np.array([[1.0, 1.0], [1.0, 1.0]])).verdict
    'more'
    """
    sigma = beyond_the_sum(whole, alone)
    low, median, high = (float(x) for x in np.quantile(sigma, [INTERVAL[0], 0.5, INTERVAL[1]]))
    verdict: Verdict = "more" if low > 0 else "less" if high < 0 else "cannot be told from zero"
    positive = float(np.mean(sigma > 0))
    together = float(np.median(whole)), float(np.median(alone.sum(axis=0)))
    return Synergy(low, median, high, positive, *together, verdict)


def compounding(alone: Floats) -> Floats:
    """What growth upon growth alone adds, [d], where `alone` [n, d] are shares of a level.

    On a scale of pounds even independent effects multiply: the part that would be there without
    any link between actions.

    >>> compounding(np.array([[0.1], [0.2]])).round(12)
    array([0.02])
    """
    return np.asarray(np.prod(1.0 + alone, axis=0) - 1.0 - np.sum(alone, axis=0))


@dataclass(frozen=True)
class PairInteraction:
    """Two players: how much their being together adds or takes, with its 90% interval."""

    first: str
    second: str
    low: float
    median: float
    high: float
    verdict: Verdict


def pair_interactions(pairs: Floats, names: tuple[str, ...]) -> list[PairInteraction]:
    """Pairs [n, n, d] by size of their median, largest first."""
    found = []
    for i in range(len(names)):
        for j in range(i + 1, len(names)):
            low, median, high = (float(x) for x in np.quantile(pairs[i, j], [0.05, 0.5, 0.95]))
            verdict: Verdict = (
                "more" if low > 0 else "less" if high < 0 else "cannot be told from zero"
            )
            found.append(PairInteraction(names[i], names[j], low, median, high, verdict))
    return sorted(found, key=lambda pair: (-abs(pair.median), pair.first, pair.second))
