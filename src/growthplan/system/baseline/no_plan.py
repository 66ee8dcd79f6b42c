"""What no plan means, and what comes of it, as facts that a sentence can be made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.system.baseline.forms import FORMS, FormName, region_form
from growthplan.system.baseline.paths import BaselineDraws, with_form
from growthplan.system.targets import Probability, closed_share, probability
from growthplan.vocabulary import Statistics

Array = NDArray[np.float64]

MEANING = (
    "No plan means that policies in place in {year} go on with the effect that such policies have "
    "had on average, and that nothing in this plan happens. It is not a world without policy."
)
LEVELS = (0.5, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class GapRange:
    """A gap to England in per cent, below 0 when behind: median and central ranges by level."""

    year: int
    median: float
    ranges: tuple[tuple[float, float, float], ...]
    """(level, low, high), the narrowest first."""

    @property
    def widest(self) -> tuple[float, float]:
        return self.ranges[-1][1], self.ranges[-1][2]


@dataclass(frozen=True, slots=True)
class NoPlan:
    """The no-plan path of one city region under one form."""

    place: str
    form: FormName
    title: str
    start: GapRange
    end: GapRange
    narrower: Probability
    """That the gap at the end is smaller than the true gap at the start."""
    half_closed: Probability
    """That half of the published gap at the start is closed."""
    england_growth: float
    """Median real growth of productivity in England, % a year."""

    def in_words(self, name: str) -> tuple[str, ...]:
        """Sentences for a page; `name` is the place's as it stands in a sentence."""
        return (
            MEANING.format(year=self.start.year),
            f"With no plan, GVA per hour in {name} is {_behind(self.end.median)} England's in "
            f"{self.end.year}; nine times in ten it is between {_two(self.end.widest)}.",
            f"The true gap in {self.start.year} is itself not known: it is between "
            f"{_two(self.start.widest)}, because the newest figures are revised.",
            f"This is drawn as if the place {self.title}.",
        )


def gap_range(log: Array, year: int, levels: Sequence[float] = LEVELS) -> GapRange:
    """Median and ranges of a gap in per cent, from log relative productivity [draw]."""
    gap = 100 * np.expm1(log)
    ranges = []
    for level in sorted(levels):
        low, high = np.quantile(gap, [(1 - level) / 2, (1 + level) / 2])
        ranges.append((level, float(low), float(high)))
    return GapRange(year, float(np.median(gap)), tuple(ranges))


def no_plan(drawn: BaselineDraws, year: int, published_gap: float, share: float = 0.5) -> NoPlan:
    """Describe drawn paths in a year.

    `published_gap` is the gap that targets are counted from, a fraction of England's, 0.12 for 12%
    below; when the place is not behind, the share closed is always reached.

    Raises GrowthplanError when the year is outside the paths.
    """
    drawn.gap(year)
    at = drawn.years.index(year)
    start, end = drawn.region[:, 0], drawn.region[:, at]
    closed = (
        closed_share(end, published_gap, share)
        if published_gap > 0
        else np.ones(len(end), dtype=np.bool_)
    )
    growth = np.median(drawn.comparator[:, at] - drawn.comparator[:, 0]) / max(at, 1)
    return NoPlan(
        drawn.place,
        drawn.form.name,
        drawn.form.title,
        gap_range(start, drawn.years[0]),
        gap_range(end, year),
        probability(np.abs(np.expm1(end)) < np.abs(np.expm1(start))),
        probability(closed),
        float(100 * np.expm1(growth)),
    )


def over_forms(
    statistics: Statistics,
    drawn: BaselineDraws,
    year: int,
    published_gap: float,
    share: float = 0.5,
) -> tuple[NoPlan, ...]:
    """The same answer under every form, from the same random numbers.

    How wide these differ is uncertainty that no single form shows.
    """
    found = []
    for name in FORMS:
        form = region_form(statistics, drawn.place, name)
        answer = drawn if name == drawn.form.name else with_form(drawn, form)
        found.append(no_plan(answer, year, published_gap, share))
    return tuple(found)


def _behind(gap: float) -> str:
    return f"{abs(gap):.1f}% {'below' if gap < 0 else 'above'}"


def _two(ends: tuple[float, float]) -> str:
    low, high = ends
    if low < 0 and high < 0:
        return f"{abs(high):.1f}% and {abs(low):.1f}% below"
    if low >= 0:
        return f"{low:.1f}% and {high:.1f}% above"
    return f"{abs(low):.1f}% below and {high:.1f}% above"
