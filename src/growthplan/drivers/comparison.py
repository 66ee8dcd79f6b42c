"""One indicator of a place beside a comparator, its peers and its own past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

import numpy as np
import polars as pl

from growthplan.drivers.days import as_year
from growthplan.drivers.registry import DriverIndicator
from growthplan.drivers.spread import Array, line_through, published_sd
from growthplan.drivers.verdicts import (
    Difference,
    Verdict,
    difference_between,
    movement_of,
    verdict_of,
)

LONGEST = 10
"""Periods of the past that noise and trend are taken from at most."""
FEWEST_PEERS = 3
"""Peers with a figure that a verdict against their median needs."""
MEDIAN_FACTOR = (np.pi / 2) ** 0.5
"""Standard error of a median over that of a mean, for normal errors and many places."""

Point = Mapping[str, object]


@dataclass(frozen=True)
class Past:
    """An indicator's series of one place: value, low and high by period."""

    values: Mapping[str, float]
    low: Mapping[str, float | None]
    high: Mapping[str, float | None]
    sources: Mapping[str, str]
    how: str = ""

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """In time."""
        return tuple(sorted(self.values, key=as_year))

    def sd(self, period: str) -> float | None:
        """Standard error behind the published interval."""
        return published_sd(self.low.get(period), self.high.get(period))


NOTHING = Past({}, {}, {}, {})


def pasts_of(table: pl.DataFrame) -> dict[tuple[str, str], Past]:
    """Series by indicator and place, from a table of history."""
    parts: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    columns = ("indicator", "place", "period", "value", "low", "high", "source", "how")
    lists = (table[column].to_list() for column in columns)
    for indicator, place, *row in zip(*lists, strict=True):
        parts.setdefault((indicator, place), []).append(tuple(row))
    found = {}
    for key, rows in parts.items():
        periods, *cells, how = zip(*rows, strict=True)
        value, low, high, source = (dict(zip(periods, each, strict=True)) for each in cells)
        found[key] = Past(value, low, high, source, how[-1])
    return found


@dataclass(frozen=True)
class Against:
    """A place against one comparator at the newest period that both have."""

    period: str | None
    value: float | None
    """The place's, at that period."""
    other: float | None
    difference: Difference | None
    verdict: Verdict
    reason: str
    """Why the verdict is what it is."""
    count: int = 0
    """Peers with a figure."""
    lowest: float | None = None
    highest: float | None = None


def at_the_end_of_its_scale(entry: DriverIndicator, own: Past, period: str) -> bool:
    """Whether a share is all or nothing without a published interval.

    Of a handful of businesses none, or all, can be the same for years: that a share stays at its
    end says how few there are and not how sure it is.
    """
    share = entry.unit == "%" and own.values[period] in (0.0, 100.0)
    return share and own.sd(period) is None


END_OF_SCALE = "a share of none or all, without a published interval, shows no noise to judge by"


def against_place(entry: DriverIndicator, own: Past, other: Past, other_name: str) -> Against:
    """The verdict against one place. Both sides are of the same period."""
    common = [p for p in own.periods if p in other.values]
    if not common:
        reason = f"no period with a figure of both it and {other_name}"
        return Against(None, None, None, None, "cannot tell", reason)
    period = common[-1]
    times, gaps = _gaps(own, {p: other.values[p] for p in common})
    found = difference_between(
        own.values[period], other.values[period], own.sd(period), other.sd(period), times, gaps
    )
    verdict = verdict_of(found, entry.direction)
    reason = why(entry, found, verdict)
    if verdict != "cannot tell" and at_the_end_of_its_scale(entry, own, period):
        verdict, reason = "cannot tell", END_OF_SCALE
    return Against(period, own.values[period], other.values[period], found, verdict, reason)


def against_peers(entry: DriverIndicator, own: Past, peers: Sequence[Past]) -> Against:
    """The verdict against the median of the peers that have a figure of the same period.

    The period is the newest of the place's that half of the peers with any figure have. The
    median's own error is that of a mean of the peers times 1.25.
    """
    held = [p for p in peers if p.values]
    need = max(1, (len(held) + 1) // 2)
    shared = [p for p in own.periods if sum(p in q.values for q in held) >= need]
    if not held or not shared:
        return Against(None, None, None, None, "cannot tell", "no peer has a figure")
    period = shared[-1]
    there = [q for q in held if period in q.values]
    values = [q.values[period] for q in there]
    middles = {
        p: median(q.values[p] for q in there if p in q.values)
        for p in shared
        if all(p in q.values for q in there)
    }
    times, gaps = _gaps(own, middles)
    errors = [sd for sd in (q.sd(period) for q in there) if sd is not None]
    middle_sd = None
    if len(errors) == len(there):
        factor = MEDIAN_FACTOR if len(there) > 2 else 1.0
        middle_sd = float(factor * np.sqrt(np.mean(np.square(errors)) / len(errors)))
    found = difference_between(
        own.values[period], middles[period], own.sd(period), middle_sd, times, gaps
    )
    verdict = verdict_of(found, entry.direction)
    reason = why(entry, found, verdict)
    if verdict != "cannot tell" and at_the_end_of_its_scale(entry, own, period):
        verdict, reason = "cannot tell", END_OF_SCALE
    if 1 < len(there) < FEWEST_PEERS:
        verdict, reason = "cannot tell", f"only {len(there)} peers have a figure"
    elif len(there) == 1:
        reason += "; one peer only, so this is a comparison with that place"
    return Against(
        period,
        own.values[period],
        middles[period],
        found,
        verdict,
        reason,
        len(there),
        min(values),
        max(values),
    )


def why(entry: DriverIndicator, found: Difference, verdict: Verdict) -> str:
    """Why a verdict is what it is, in words."""
    if entry.direction == "neither":
        return "neither direction is better"
    if found.half is None:
        return found.basis
    if verdict == "cannot tell":
        return f"the 90% range of the difference holds zero ({found.basis})"
    return f"the 90% range of the difference is all on one side of zero ({found.basis})"


def _gaps(own: Past, other: Mapping[str, float]) -> tuple[Array, Array]:
    """Times and differences of the newest periods that both have."""
    periods = [p for p in own.periods if p in other][-LONGEST:]
    times = np.array([as_year(p) for p in periods], dtype=np.float64)
    gaps = np.array([own.values[p] - other[p] for p in periods], dtype=np.float64)
    return times, gaps


@dataclass(frozen=True)
class Trend:
    """A series' own past: its slope, and the noise of one period about it."""

    first: str
    last: str
    slope: float | None
    half: float | None
    """Half width of the slope's 90% interval."""
    movement: str
    noise_half: float | None
    """Half width of a 90% band for one period's value."""
    reason: str
    periods: int


def trend_of(entry: DriverIndicator, own: Past, *, current_prices: bool) -> Trend | None:
    """The trend of the newest ten periods at most; None without any figure.

    Money in current prices has a slope but no verdict on it: prices rise too.
    """
    periods = own.periods[-LONGEST:]
    if not periods:
        return None
    times = np.array([as_year(p) for p in periods], dtype=np.float64)
    values = np.array([own.values[p] for p in periods], dtype=np.float64)
    line = line_through(times, values)
    head = (periods[0], periods[-1])
    if line is None:
        reason = f"only {len(periods)} period{'s' if len(periods) > 1 else ''} of one edition"
        return Trend(*head, None, None, "cannot tell", None, reason, len(periods))
    movement = movement_of(line.slope, line.slope_half, entry.direction)
    reason = "the 90% range of the slope holds zero" if movement == "cannot tell" else ""
    if current_prices and movement != "cannot tell":
        movement, reason = "cannot tell", "in current prices, so part of the change is inflation"
    band = line.noise_half if line.noise_sd > 0 else None
    return Trend(*head, line.slope, line.slope_half, movement, band, reason, line.periods)
