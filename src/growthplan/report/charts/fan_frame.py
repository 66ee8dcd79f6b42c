"""A frame of years and values in pixels, for fans: grid, bands, lines and the edition's line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from growthplan.report.charts.style import (
    BANDS,
    COMPARATOR,
    GRID,
    QUIET,
    Layer,
    label,
    pixel,
)

Points = tuple[tuple[int, float], ...]
Bands = Mapping[int, tuple[tuple[int, float, float], ...]]
_RAW: Mapping[str, Any] = {"type": "quantitative", "scale": None, "axis": None}


@dataclass(frozen=True)
class Fan:
    """A median with its ranges."""

    points: Points
    """(year, median) ascending."""
    bands: Bands
    """For each width in %, (year, low, high) ascending."""

    def edges(self) -> list[float]:
        """Every end of a range, for an axis to cover."""
        return [edge for rows in self.bands.values() for _, *pair in rows for edge in pair]


@dataclass(frozen=True)
class FanFrame:
    """Where a plot stands in its picture, and how years and values map into it."""

    left: float
    right: float
    top: float
    bottom: float
    years: tuple[int, int]
    ticks: tuple[float, ...]

    def x(self, year: float) -> float:
        first, last = self.years
        return self.left + (self.right - self.left) * (year - first) / max(1, last - first)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (self.bottom - self.top) * (value - low) / (high - low)

    def grid(self, written: Sequence[str], size: int) -> list[Layer]:
        """A thin line for each tick with its words to the left."""
        found: list[Layer] = []
        for tick, words in zip(self.ticks, written, strict=True):
            at = self.y(tick)
            found += [
                rule((self.left, at), (self.right, at), GRID),
                label(words, pixel(self.left - 6), pixel(at), align="right", colour=QUIET,
                      size=size),
            ]  # fmt: skip
        return found

    def years_below(self, years: Sequence[int], size: int) -> list[Layer]:
        """Years under the plot, the first and last inside its edges."""
        found = []
        for year in years:
            align = {self.years[0]: "left", self.years[1]: "right"}.get(year, "center")
            found.append(
                label(str(year), pixel(self.x(year)), pixel(self.bottom + 15), align=align,
                      colour=QUIET, size=size)
            )  # fmt: skip
        return found

    def fan(self, fan: Fan) -> list[Layer]:
        """Bands, the widest first, in one hue."""
        return [
            self._area(fan.bands[width], shade) for width, shade in BANDS if fan.bands.get(width)
        ]

    def _area(self, rows: Sequence[tuple[int, float, float]], shade: str) -> Layer:
        values = [{"x": self.x(y), "low": self.y(low), "high": self.y(high)}
                  for y, low, high in rows]  # fmt: skip
        return {
            "data": {"values": values},
            "mark": {"type": "area", "color": shade, "opacity": 1},
            "encoding": {
                "x": {"field": "x", **_RAW},
                "y": {"field": "low", **_RAW},
                "y2": {"field": "high"},
            },
        }

    def line(self, points: Points, colour: str, width: float, dash: bool = False) -> Layer:
        """A line through points; dashed for what has not happened."""
        rows = [{"year": y, "x": self.x(y), "y": self.y(v)} for y, v in points]
        mark: dict[str, Any] = {"type": "line", "color": colour, "strokeWidth": width}
        if dash:
            mark["strokeDash"] = [6, 4]
        return {
            "data": {"values": rows},
            "mark": mark,
            "encoding": {
                "x": {"field": "x", **_RAW},
                "y": {"field": "y", **_RAW},
                "order": {"field": "year"},
            },
        }

    def level(self, value: float) -> Layer:
        """What the values are compared with: a dark line across."""
        return rule((self.left, self.y(value)), (self.right, self.y(value)), COMPARATOR, 2)

    def divide(self, year: float) -> Layer:
        """Between what is published and what is projected."""
        return rule((self.x(year), self.top - 6), (self.x(year), self.bottom), QUIET, 1.5)


def rule(
    start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1
) -> Layer:
    """A straight line between two points in pixels."""
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": colour, "strokeWidth": width},
        "encoding": {
            "x": pixel(start[0]),
            "x2": pixel(end[0]),
            "y": pixel(start[1]),
            "y2": pixel(end[1]),
        },
    }


def key(at: tuple[float, float], words: str, widths: Sequence[int], size: int) -> list[Layer]:
    """What the shades mean, on one line."""
    left, top = at
    found = [label(words, pixel(left), pixel(top), colour=QUIET, size=size)] if words else []
    left += len(words) * size * 0.5 + (12 if words else 0)
    for step, (width, shade) in enumerate((w, s) for w, s in reversed(BANDS) if w in widths):
        start = left + step * (size * 4.4)
        found += [
            {
                "data": {"values": [{}]},
                "mark": {"type": "rect", "color": shade},
                "encoding": {"x": pixel(start), "x2": pixel(start + 16), "y": pixel(top - 7),
                             "y2": pixel(top + 7)},
            },
            label(f"{width}%", pixel(start + 20), pixel(top), size=size),
        ]  # fmt: skip
    return found
