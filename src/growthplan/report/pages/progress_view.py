"""What the pages on progress share: what is watched, how delivery stands, how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from growthplan.accounts import place_in_words
from growthplan.monitoring import STATUSES, Monitoring, Status, Watched
from growthplan.monitoring.delivery import Delivery
from growthplan.monitoring.double_count import Guarded
from growthplan.monitoring.frameworks import FrameworkTable
from growthplan.plan import Plan
from growthplan.report.model import Page
from growthplan.report.pages.counts import count_figure
from growthplan.report.pages.files import downloads
from growthplan.vocabulary import ENGLAND, Figure, Period, Source, display

HEAD, NAME = "progress", "Progress"
MEASURES, DELIVERY, THEN, BOARD = (
    "progress-measures", "progress-delivery", "progress-then", "progress-board",
)  # fmt: skip


@dataclass(frozen=True)
class Delivered:
    """How delivery stands by the returns that are in."""

    standing: Delivery
    frameworks: tuple[FrameworkTable, ...] = ()
    overlaps: Guarded | None = None
    figures: tuple[Figure, ...] = ()
    """Every number of them, led back to cells of returns."""
    notes: tuple[str, ...] = ()
    """What a reader should know of who returns what."""


@dataclass(frozen=True)
class Progress:
    """What monitoring found of a plan, or why it could not."""

    monitoring: Monitoring | None = None
    then: tuple[Monitoring, ...] = ()
    """The same as at earlier days, oldest first."""
    delivered: Delivered | None = None
    """None when the plan asks for no returns."""
    sources: tuple[Source, ...] = ()
    refused: str = ""
    """Why nothing is watched, in sentences."""


@dataclass(frozen=True)
class ProgressView:
    """Monitoring as its pages read it."""

    found: Monitoring
    plan: Plan
    progress: Progress

    @property
    def place(self) -> str:
        return place_in_words(self.found.place.name)

    @cached_property
    def own(self) -> tuple[Watched, ...]:
        """What is watched for the plan's own place, headline outcomes first."""
        return self.found.of_place

    @cached_property
    def newest(self) -> date | None:
        """The day of the newest release that is read."""
        return max((w.released for w in self.found.watched if w.released), default=None)

    @property
    def source(self) -> str:
        """What stands under every picture and table."""
        day = f", releases up to {in_words(self.newest)}" if self.newest else ""
        return f"growthplan from official statistics{day}; each figure names its release"

    @cached_property
    def counts(self) -> dict[Status, Figure]:
        """How many measures of the place have each status, as figures."""
        by_status = {status: [w for w in self.own if w.signal.status == status]
                     for status in STATUSES}  # fmt: skip
        return {status: self._count(status, rows) for status, rows in by_status.items()}

    def _count(self, status: Status, rows: Sequence[Watched]) -> Figure:
        day = self.newest or self.found.as_at
        what = f"{len(rows)} of {len(self.own)} measures"
        words = {"no data": "have no data", "cannot tell yet": "cannot be told yet"}
        return count_figure(
            f"measures_{status.replace(' ', '_')}",
            self.found.place.code,
            day.isoformat() if day else "now",
            len(rows),
            f"{what} of the plan {words.get(status, f'are {status}')} in {self.place}.",
            f"how many measures of the plan have the signal “{status}”",
            comparator=ENGLAND,
            function="growthplan.monitoring.Monitoring.counts",
            over=[one.figures[0] for one in self.own if one.figures],
        )

    def page(self, slug: str, name: str, title: str, **parts: Any) -> Page:
        """A page beside the others on progress."""
        return Page(slug, name, title, under=HEAD, beside=True, downloads=downloads(), **parts)


def in_words(day: date) -> str:
    """`3 June 2025`."""
    return f"{day.day} {day:%B %Y}"


def period_in_words(one: Watched) -> str:
    """The newest period as a reader writes it; empty without one."""
    return str(Period(one.newest)) if one.newest else ""


def anchor(one: Watched) -> str:
    """What a link calls a measure on the page of all of them."""
    return f"measure-{one.id}"


def figure_of(one: Watched, measure: str) -> Figure | None:
    """The first of a measure's figures whose id begins with a name."""
    return next((f for f in one.figures if f.id.startswith(f"{measure}/")), None)


def chance(one: Watched) -> str:
    """The chance of being on track in words, empty when it is not known."""
    value = one.signal.probability
    if value is None:
        return ""
    if value < 0.01:
        return "under 1%"
    return "over 99%" if value > 0.99 else f"{100 * value:.0f}%"


def gap(one: Watched) -> str:
    """How far the level lies from the plan's path, with the 90% range."""
    signal = one.signal
    if signal.gap is None:
        return ""
    words = _signed(signal.gap, one.unit)
    if signal.gap_low is None or signal.gap_high is None:
        return words
    return f"{words} ({_signed(signal.gap_low, one.unit)} to {_signed(signal.gap_high, one.unit)})"


def _signed(value: float, unit: str) -> str:
    text = display(value, unit)
    return text if value <= 0 or text.startswith("−") else f"+{text}"


def until_told(one: Watched) -> str:
    """What it would take to tell, in a few words."""
    signal = one.signal
    if signal.status == "no data":
        return "a figure" if one.statistic is None else "a published figure"
    if signal.status != "cannot tell yet":
        return "told"
    more = signal.releases_to_tell
    if more is None:
        return "not before the path ends"
    return "one more yearly figure" if more == 1 else f"{more} more yearly figures"
