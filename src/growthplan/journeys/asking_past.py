"""What was worked out for earlier what-ifs of a plan, and serves later ones as it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from growthplan.system.answers import Ran, Runs, Side

T = TypeVar("T")

FARTHEST = 2_000
"""Draws beyond this are not kept: longer answers are rare, and each thousand takes megabytes."""
_MOST = 16


class Past:
    """The plan as it stands on draws that were asked for before, and its answers.

    The plan is the same in every question, and so are its draws: only what is asked is still to
    run. The least lately used of 16 pieces goes first. May be used from many threads.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def ran(self, runs: Runs, draws: range) -> Ran:
        """The plan run on some draws."""
        if draws.stop > FARTHEST:
            return runs.first(draws)
        return self._get(("ran", runs.seed, draws), lambda: runs.first(draws))

    def stands(self, draws: int, seed: int) -> Side | None:
        """What was answered of the plan as it stands; None when it was not asked for yet."""
        with self._lock:
            found: Side | None = self._kept.get(("side", seed, draws))
        return found

    def keep(self, draws: int, seed: int, side: Side) -> None:
        """Keep what is answered of the plan as it stands."""
        self._put(("side", seed, draws), side)

    def _get(self, key: Hashable, work: Callable[[], T]) -> T:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        found = work()  # two may work it out at once, and find the same
        self._put(key, found)
        return found

    def _put(self, key: Hashable, value: object) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
