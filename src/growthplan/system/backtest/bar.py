"""The bar that the baseline is held to, and whether it clears it. Set before it was tried."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthplan.system.backtest.naive_rules import ONE_TO_BEAT
from growthplan.system.backtest.protocol import BackTest
from growthplan.system.backtest.scores import covered

MARGIN = 0.10
"""Share by which the pooled random walk is to be beaten on the newest edition."""
COVER = (0.75, 0.85)
"""What the 80% interval may cover on the newest edition."""
COVER_IN_REAL_TIME = 0.70
FROM_HORIZON = 3
"""Shorter horizons mostly foretell the publisher's smoothing."""


@dataclass(frozen=True, slots=True)
class Hurdle:
    """One requirement and how the baseline did."""

    test: str
    rule: str
    against: str
    score: float
    """CRPS, log points × 100."""
    score_against: float
    margin_needed: float
    """Share by which the other score is to be beaten."""
    cover_80: float
    cover_needed: tuple[float, float]

    @property
    def margin(self) -> float:
        """Share by which the other rule's score is beaten; below 0 when it is not."""
        return 1 - self.score / self.score_against

    @property
    def passed(self) -> bool:
        low, high = self.cover_needed
        beaten = self.margin >= self.margin_needed and self.margin > 0
        return beaten and low <= round(self.cover_80, 4) <= high

    def in_words(self) -> str:
        """One sentence: what was asked, and what came."""
        better = "better" if self.margin > 0 else "worse"
        low, high = self.cover_needed
        asked = f", {self.margin_needed:.0%} asked" if self.margin_needed else ""
        wide = f", {low:.0%} to {high:.0%} asked" if (low, high) != (0.0, 1.0) else ""
        verdict = "The bar is cleared" if self.passed else "The bar is not cleared"
        return (
            f"{self.test[0].upper()}{self.test[1:]}: {abs(self.margin):.1%} {better} than "
            f"{self.against} ({self.score:.2f} to {self.score_against:.2f}{asked}); the 80% range "
            f"held {self.cover_80:.0%} of outcomes{wide}. {verdict}."
        )

    @property
    def room(self) -> float:
        """How far above the requirement the margin is; the order in which hurdles are shown."""
        return self.margin - self.margin_needed


def hurdle(
    test: BackTest,
    name: str,
    rule: str,
    against: str = ONE_TO_BEAT,
    *,
    horizon: int | None = None,
    margin: float = 0.0,
    cover: tuple[float, float] = (0.0, 1.0),
) -> Hurdle:
    """Compare two rules of a back-test, at one horizon or over all."""
    step = slice(None) if horizon is None else slice(horizon - 1, horizon)
    scores = [
        100 * float(np.nanmean(test.crps[test.rule(which)][..., step])) for which in (rule, against)
    ]
    below = test.below[test.rule(rule)][..., step]
    share = float(np.nanmean(covered(below, 0.8)))
    return Hurdle(name, rule, against, scores[0], scores[1], margin, share, cover)


def worst_first(hurdles: list[Hurdle]) -> tuple[Hurdle, ...]:
    """Those not cleared before the others, each in order of how little room was left."""
    return tuple(sorted(hurdles, key=lambda h: (h.passed, h.room)))
