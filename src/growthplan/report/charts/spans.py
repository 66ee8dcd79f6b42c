"""Stretches of time and single days, a row each, on one axis of years."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from growthplan.report.charts.scale import fitting, wrapped, years_to_mark
from growthplan.report.charts.style import (
    COMPARATOR,
    GRID,
    GROUND,
    INK,
    NARROW,
    PLACE,
    QUIET,
    WIDE,
    Layer,
    Layout,
    frame,
    halo,
    label,
    pixel,
)
from growthplan.report.model import Drawing

_ROW, _LINE, _THICK = 34, 17, 13


@dataclass(frozen=True)
class Span:
    """One row: what it is, from when to when, and what stands beside it."""

    name: str
    start: date | None
    """None when the start is not public: the bar then begins at the edge, without an end cap."""
    end: date
    """The last day; the same as the start for a single day, which is drawn as a dot."""
    shown: str


@dataclass(frozen=True)
class Day:
    """A day that is marked through all rows, with its name above."""

    name: str
    day: date


def spans(rows: tuple[Span, ...], marked: tuple[Day, ...] = (), *, alt: str) -> Drawing:
    """A row a span, in the order given. Raises ValueError for no row."""
    if not rows:
        raise ValueError("no span to draw")

    def draw(base: Layout) -> dict[str, object]:
        scene = _Scene(rows, marked, _layout(rows, base))
        return frame(scene.layout, scene.layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


def _layout(rows: tuple[Span, ...], base: Layout) -> Layout:
    lines = max(wrapped(_words(row, base), _letters(base)).count("\n") + 1 for row in rows)
    step = _ROW + (lines - 1 if base.wide else lines) * _LINE
    longest = max(len(row.shown) for row in rows)
    return base.changed(
        left=300 if base.wide else 18,
        right=max(24, round(7.6 * longest) + 16) if base.wide else 18,
        top=26,
        bottom=34,
        height=60 + len(rows) * step,
    )


def _letters(layout: Layout) -> int:
    return 37 if layout.wide else 38


def _words(row: Span, layout: Layout) -> str:
    """The row's name; on a phone with what stands beside the bar on a wide page."""
    return row.name if layout.wide else f"{row.name}: {row.shown}" if row.shown else row.name


def _year(day: date) -> float:
    first = date(day.year, 1, 1).toordinal()
    return day.year + (day.toordinal() - first) / (date(day.year + 1, 1, 1).toordinal() - first)


@dataclass(frozen=True)
class _Scene:
    rows: tuple[Span, ...]
    marked: tuple[Day, ...]
    layout: Layout

    @property
    def ends(self) -> tuple[int, int]:
        days = [d for row in self.rows for d in (row.start, row.end) if d]
        years = [_year(day) for day in (*days, *(mark.day for mark in self.marked))]
        low, high = math.floor(min(years)), math.ceil(max(years) + 1e-9)
        return low, max(high, low + 2)

    def along(self, day: date) -> dict[str, float]:
        low, high = self.ends
        return pixel((_year(day) - low) / (high - low) * self.layout.plot_width)

    def layers(self) -> list[Layer]:
        step = self.layout.plot_height / len(self.rows)
        rows = [layer for i, row in enumerate(self.rows) for layer in self.row(row, i, step)]
        return [*self.years(), *(one for mark in self.marked for one in self.mark(mark)), *rows]

    def years(self) -> list[Layer]:
        low, high = self.ends
        found: list[Layer] = []
        for year in years_to_mark(low, high, 7 if self.layout.wide else 4):
            x = self.along(date(year, 1, 1))
            found += [
                _rule(x, GRID, 1, self.layout.plot_height),
                label(str(year), x, pixel(self.layout.plot_height + 16), align="center",
                      colour=QUIET, size=self.layout.font - 1),
            ]  # fmt: skip
        return found

    def mark(self, mark: Day) -> list[Layer]:
        x = self.along(mark.day)
        half = len(mark.name) * (self.layout.font - 2) * 0.27
        low, high = half - self.layout.left + 2, self.layout.width - self.layout.left - half - 2
        middle = pixel(min(max(x["value"], low), high))
        words = label(mark.name, middle, pixel(-13), align="center", colour=INK,
                      size=self.layout.font - 2)  # fmt: skip
        return [_rule(x, COMPARATOR, 1.5, self.layout.plot_height), words]

    def row(self, row: Span, index: int, step: float) -> list[Layer]:
        size = self.layout.font - 1
        name = wrapped(_words(row, self.layout), _letters(self.layout))
        y, words = self.name(name, index * step, step, size)
        if self.layout.wide and row.shown:
            far = pixel(self.layout.plot_width + 10)
            words.append(label(row.shown, far, pixel(y), colour=INK, bold=True, size=size))
        return [self.line(y), self.shape(row, y), *words]

    def name(self, name: str, top: float, step: float, size: int) -> tuple[float, list[Layer]]:
        """The middle of the row's bar, and its name: to the left of it, on a phone above it."""
        if self.layout.wide:
            y = top + step / 2
            fits = fitting(name, self.layout.left - 16, size)
            return y, [label(name, pixel(-12), pixel(y), align="right", colour=INK, size=fits)]
        lines = name.count("\n") + 1
        y = top + step - _THICK / 2 - 4
        above = pixel(y - _THICK / 2 - 6 - lines * _LINE / 2)
        fits = fitting(name, self.layout.width - 16, size)
        named = label(name, pixel(-14), above, colour=INK, size=fits)
        return y, [halo(named), named]

    def line(self, y: float) -> Layer:
        encoding = {"x": pixel(0), "x2": pixel(self.layout.plot_width), "y": pixel(y)}
        mark = {"type": "rule", "color": GRID, "strokeWidth": 1}
        return {"data": {"values": [{}]}, "mark": mark, "encoding": encoding}

    def shape(self, row: Span, y: float) -> Layer:
        if row.start == row.end:
            mark = {"type": "point", "shape": "circle", "fill": PLACE, "stroke": GROUND,
                    "size": 130, "opacity": 1}  # fmt: skip
            where = {"x": self.along(row.end), "y": pixel(y)}
            return {"data": {"values": [{}]}, "mark": mark, "encoding": where}
        start = self.along(row.start) if row.start else pixel(0)
        return {
            "data": {"values": [{}]},
            "mark": {"type": "rect", "color": PLACE, "opacity": 1},
            "encoding": {
                "x": start, "x2": self.along(row.end),
                "y": pixel(y - _THICK / 2), "y2": pixel(y + _THICK / 2),
            },
        }  # fmt: skip


def _rule(x: dict[str, float], colour: str, width: float, height: float) -> Layer:
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": colour, "strokeWidth": width},
        "encoding": {"x": x, "y": pixel(-4), "y2": pixel(height)},
    }
