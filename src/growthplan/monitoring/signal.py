"""Signals: on track, off track, cannot tell yet, no data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["on track", "off track", "cannot tell yet", "no data"]
STATUSES: tuple[Status, ...] = ("on track", "off track", "cannot tell yet", "no data")


@dataclass(frozen=True)
class Signal:
    """What the rule says of one series, and why."""

    status: Status
    sentence: str
    """The status with its reason, as a reader should see it."""
    probability: float | None
    """Chance, 0 to 1, that the underlying level is at least as good as planned in the year that the
    path leads to, given what is published; None without data."""
    gap: float | None
    """Underlying level less planned level in the newest period, in the indicator's unit; None
    before the path begins. Positive is above, which is not always better."""
    gap_low: float | None
    gap_high: float | None
    """90% range of the gap."""
    releases_to_tell: int | None
    """Further yearly figures after which the rule would tell four times in five that a plan which
    falls short does; None when it has told, has no data, or could not tell before the path ends."""
    history: tuple[tuple[str, float, Status], ...] = ()
    """(period, probability, status) after each figure since the path began, oldest first."""
