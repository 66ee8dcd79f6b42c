"""What monitoring gives: every series that is watched, with its signal and picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from growthplan.monitoring.alarm import Alarms
from growthplan.monitoring.nowcast import Nowcast
from growthplan.monitoring.signal import STATUSES, Signal, Status
from growthplan.monitoring.trajectory import PlannedPath
from growthplan.monitoring.trend import Underlying
from growthplan.vocabulary import Direction, Figure, Place


@dataclass(frozen=True)
class Watched:
    """One outcome or indicator of the plan in one place."""

    id: str
    """Id of the outcome or indicator in the plan."""
    title: str
    headline: bool
    """Whether it is one of the plan's headline outcomes."""
    kind: str
    """`headline outcome`, or the plan's own kind of indicator: outcome, output, input."""
    place: Place
    statistic: str | None
    """The official series; None when a partner returns it or nobody does."""
    unit: str
    direction: Direction
    newest: str | None
    """Period of the newest figure."""
    released: date | None
    """Day on which the newest figure was published."""
    signal: Signal
    path: PlannedPath | None
    earlier_paths: tuple[PlannedPath, ...]
    """Paths to targets that were replaced."""
    underlying: Underlying | None
    """None without at least four figures."""
    alarms: Alarms | None
    figures: tuple[Figure, ...]
    """`signal/ID/PLACE/PERIOD` first, then the probability, level, trend, gap and alarm rates."""
    notes: tuple[str, ...]
    """Caveats, and how the gap in the data is to be filled."""


@dataclass(frozen=True)
class Monitoring:
    """Everything watched for one plan on one day."""

    plan: str
    """Title of the plan."""
    place: Place
    as_at: date | None
    watched: tuple[Watched, ...]
    """Headline outcomes first, then indicators in the plan's order; the plan's place first, then
    its local authorities."""
    nowcast: Nowcast | None
    rule: str
    """The rule that gives the signals, in words."""
    notes: tuple[str, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        own = self.nowcast.figures if self.nowcast else ()
        return tuple(f for w in self.watched for f in w.figures) + own

    @property
    def of_place(self) -> tuple[Watched, ...]:
        """Those of the plan's own place."""
        return tuple(w for w in self.watched if w.place.code == self.place.code)

    @property
    def counts(self) -> dict[Status, int]:
        """How many of the plan's own place have each status."""
        found = Counter(w.signal.status for w in self.of_place)
        return {status: found[status] for status in STATUSES}
