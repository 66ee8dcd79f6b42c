"""The rule that turns chances into signals, slow enough that one bad year does not flip it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.monitoring.filter import Array
from growthplan.monitoring.signal import Status

ON, UNTOLD, OFF = 1, 0, -1
NAMES: dict[int, Status] = {ON: "on track", UNTOLD: "cannot tell yet", OFF: "off track"}


@dataclass(frozen=True)
class Rule:
    """A status begins once the chance has been beyond `enter` for `figures` figures in a row, and
    ends once it has been back inside `leave` for as many. Both count alike from the other end: off
    track begins at 1 - enter and ends at 1 - leave."""

    enter: float = 0.8
    leave: float = 0.6
    figures: int = 2

    @property
    def words(self) -> str:
        return (
            f"On track is said once the chance of reaching the goal has been {self.enter:.0%} or "
            f"more after {self.figures} yearly figures in a row, off track once it has been "
            f"{1 - self.enter:.0%} or less; either is taken back once the chance has been on the "
            f"other side of {self.leave:.0%} or {1 - self.leave:.0%} for {self.figures} in a row. "
            "Anything else cannot be told yet."
        )


RULE = Rule()


def told(chances: Array, rule: Rule = RULE) -> NDArray[np.int8]:
    """Status after each figure, ON, UNTOLD or OFF, for `chances` [series, figure].

    >>> told(np.array([[0.9, 0.85, 0.1, 0.9, 0.5, 0.5]])).tolist()
    [[0, 1, 1, 1, 1, 0]]
    """
    series, count = chances.shape
    status = np.zeros(series, dtype=np.int8)
    runs = {name: np.zeros(series, dtype=int) for name in ("high", "low", "not high", "not low")}
    said = np.zeros((series, count), dtype=np.int8)
    for n in range(count):
        p = chances[:, n]
        tests = {
            "high": p >= rule.enter, "low": p <= 1 - rule.enter,
            "not high": p < rule.leave, "not low": p > 1 - rule.leave,
        }  # fmt: skip
        for name, test in tests.items():
            runs[name] = np.where(test, runs[name] + 1, 0)
        long = {name: run >= rule.figures for name, run in runs.items()}
        ended = ((status == ON) & long["not high"]) | ((status == OFF) & long["not low"])
        status = np.where(ended, UNTOLD, status).astype(np.int8)
        status = np.where(long["high"], ON, np.where(long["low"], OFF, status)).astype(np.int8)
        said[:, n] = status
    return said


def statuses(chances: Sequence[float], rule: Rule = RULE) -> tuple[Status, ...]:
    """The same for one series, in words."""
    if not chances:
        return ()
    return tuple(NAMES[int(s)] for s in told(np.array([chances]), rule)[0])
