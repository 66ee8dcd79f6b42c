"""Classes of a map: at most seven, at round breaks, in one hue from light to dark."""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from dataclasses import dataclass

from growthplan.report.charts.scale import domain
from growthplan.report.sheet import Key
from growthplan.report.table import Column

MOST_CLASSES = 7
BORDER = "#15181c"
"""Borders between areas: at least 3:1 against every class and against the ground."""
SHADES: dict[int, tuple[str, ...]] = {
    1: ("#75a9d6",),
    2: ("#c1daef", "#3b7eb8"),
    3: ("#eef5fc", "#75a9d6", "#2f72ac"),
    4: ("#eef5fc", "#99c1e3", "#5693c7", "#2f72ac"),
    5: ("#eef5fc", "#accdea", "#75a9d6", "#4888bf", "#2f72ac"),
    6: ("#eef5fc", "#b9d5ed", "#8ab7de", "#619ccc", "#4082bb", "#2f72ac"),
    7: ("#eef5fc", "#c1daef", "#99c1e3", "#75a9d6", "#5693c7", "#3b7eb8", "#2f72ac"),
}
"""Shades by number of classes: equal steps of contrast in one hue, so that they keep their order
for every kind of colour vision and in greyscale."""
CROWDED, MANY = 0.6, 20
"""When one class of equal width would hold more than this share of many areas (from this number
up), breaks follow the ranks."""


@dataclass(frozen=True)
class Classes:
    """Breaks in ascending order, both ends among them, and how values are written."""

    breaks: tuple[float, ...]
    column: Column

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST_CLASSES:
            raise ValueError(
                f"{self.count} classes: between 1 and {MOST_CLASSES} can be told apart"
            )

    @property
    def count(self) -> int:
        return len(self.breaks) - 1

    @property
    def shades(self) -> tuple[str, ...]:
        return SHADES[self.count]

    def of(self, value: float | None) -> int | None:
        """The class of a value, counted from the lowest; None when there is no value."""
        if value is None or not math.isfinite(value):
            return None
        return min(max(bisect.bisect_right(self.breaks, value) - 1, 0), self.count - 1)

    def words(self, index: int) -> str:
        """A class as the legend says it: `30 to under 35`."""
        low, high = (self.column.write(b) for b in self.breaks[index : index + 2])
        return f"{low} to {high}" if index == self.count - 1 else f"{low} to under {high}"


def classes(values: Sequence[float | None], column: Column, most: int = 5) -> Classes:
    """Round classes of equal width; where one would hold most of the areas, classes of about equal
    numbers at round breaks.

    Raises ValueError when no value is a number, or more than seven classes are asked for.
    """
    found = sorted(v for v in values if v is not None and math.isfinite(v))
    if not found:
        raise ValueError("no value to classify")
    equal = tuple(domain(found, most))
    crowded = len(found) >= MANY and max(_counts(found, equal)) > CROWDED * len(found)
    breaks = _by_rank(found, equal, most) if crowded else equal
    return Classes(breaks, _written(column, breaks))


def _counts(values: Sequence[float], breaks: Sequence[float]) -> list[int]:
    edges = [bisect.bisect_left(values, b) for b in breaks[1:-1]]
    return [b - a for a, b in zip([0, *edges], [*edges, len(values)], strict=True)]


def _by_rank(values: Sequence[float], ends: Sequence[float], most: int) -> tuple[float, ...]:
    """Quantiles rounded to two figures; classes that coincide are merged."""
    cuts = [values[min(len(values) - 1, len(values) * k // most)] for k in range(1, most)]
    inner = sorted({_round(c) for c in cuts})
    return (ends[0], *(c for c in inner if ends[0] < c < ends[-1]), ends[-1])


def _round(value: float) -> float:
    return 0.0 if value == 0 else round(value, 1 - math.floor(math.log10(abs(value))))


def _written(column: Column, breaks: Sequence[float]) -> Column:
    """The column with as many decimals as the breaks need and no more."""
    needed = next((d for d in range(6) if all(abs(b - round(b, d)) < 1e-9 for b in breaks)), 6)
    return Column(column.key, column.heading, column.unit, column.kind, needed, column.signed)


def legend_of(classes: Classes, missing: bool) -> tuple[Key, ...]:
    """A line a class, the highest first, and one for areas without a figure."""
    keys = [
        Key(classes.words(index), shade=classes.shades[index])
        for index in reversed(range(classes.count))
    ]
    if missing:
        keys.append(Key("No figure is published", hatched=True))
    return tuple(keys)
