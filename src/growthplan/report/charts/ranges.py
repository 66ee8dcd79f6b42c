"""Ranges around a zero that decides: one row a case, a verdict each, two numbers at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from growthplan.report.charts.fan_frame import rule
from growthplan.report.charts.scale import domain, fitting, wrapped
from growthplan.report.charts.style import (
    COMPARATOR,
    GRID,
    GROUND,
    HELPS,
    HOLDS_BACK,
    INK,
    NARROW,
    OTHER,
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

Side = Literal["above", "below", "open"]
"""Whether a row is surely above zero, surely below it, or cannot be told."""

_COLOURS: dict[Side, str] = {"above": HELPS, "below": HOLDS_BACK, "open": OTHER}
_STEP, _LINE = 27, 17


@dataclass(frozen=True)
class RangeRow:
    """One case: its mean and 90% range, the verdict, and how its two numbers are written."""

    name: str
    low: float
    mean: float
    high: float
    side: Side
    shown: str
    second: str = ""


@dataclass(frozen=True)
class Key:
    """What the verdicts are called, and the two columns of numbers."""

    names: dict[Side, str]
    first: str
    second: str = ""


def ranges(rows: tuple[RangeRow, ...], key: Key, *, written: str, alt: str) -> Drawing:
    """A row a case in the order given, on one scale through zero.

    A dot that is hollow cannot be told from zero, so that colour is a second signal. `written` is
    put after the numbers of the axis, as `m` of £5m. Raises ValueError for no row.
    """
    if not rows:
        raise ValueError("no range to draw")

    def draw(base: Layout) -> dict[str, object]:
        scene = _Scene(rows, key, written, _layout(rows, key, base))
        return frame(scene.layout, scene.layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


def _letters(layout: Layout) -> int:
    return 50 if layout.wide else 44


def _layout(rows: tuple[RangeRow, ...], key: Key, base: Layout) -> Layout:
    lines = max(_words(row, key, base).count("\n") + 1 for row in rows)
    step = _STEP + (lines - 1 if base.wide else lines) * _LINE
    return base.changed(
        left=304 if base.wide else 12,
        right=134 if base.wide else 12,
        top=64 if base.wide else 88,
        bottom=30,
        height=(94 if base.wide else 118) + len(rows) * step,
    )


def _words(row: RangeRow, key: Key, layout: Layout) -> str:
    """The name; on a phone its numbers under it, as there is no room for columns."""
    name = wrapped(row.name, _letters(layout))
    if layout.wide:
        return name
    said = ((key.first, row.shown), (key.second.lower(), row.second))
    return f"{name}\n{'; '.join(f'{what}: {number}' for what, number in said if number)}"


@dataclass(frozen=True)
class _Scene:
    rows: tuple[RangeRow, ...]
    key: Key
    written: str
    layout: Layout

    @property
    def ticks(self) -> list[float]:
        ends = [end for row in self.rows for end in (row.low, row.high)]
        return domain([*ends, 0.0], 6 if self.layout.wide else 4)

    def along(self, value: float) -> float:
        first, last = self.ticks[0], self.ticks[-1]
        return (value - first) / (last - first) * self.layout.plot_width

    def layers(self) -> list[Layer]:
        step = self.layout.plot_height / len(self.rows)
        drawn = [layer for n, row in enumerate(self.rows) for layer in self.row(row, n, step)]
        return [*self.axis(), *self.legend(), *drawn]

    def axis(self) -> list[Layer]:
        tall, size, found = self.layout.plot_height, self.layout.font - 2, []
        for tick in self.ticks:
            at, zero = self.along(tick), tick == 0
            sign = "−" if tick < 0 else ""
            words = f"{sign}£{abs(tick):,.10g}{self.written}" if tick else "£0"
            found += [
                rule((at, 0), (at, tall), COMPARATOR if zero else GRID, 1.5 if zero else 1),
                label(words, pixel(at), pixel(tall + 14), align=self.side(tick), colour=QUIET,
                      size=size),
            ]  # fmt: skip
        return found

    def side(self, tick: float) -> str:
        if self.layout.wide:
            return "center"
        return {self.ticks[0]: "left", self.ticks[-1]: "right"}.get(tick, "center")

    def legend(self) -> list[Layer]:
        """What the dots mean, and over the numbers what they are."""
        size, found = self.layout.font - 2, []
        at, top = (-self.layout.left + 12.0, -50.0) if self.layout.wide else (0.0, -76.0)
        for name, words in self.key.names.items():
            found += [*self.dot(at + 6, top, name), label(words, pixel(at + 18), pixel(top),
                                                          colour=QUIET, size=size)]  # fmt: skip
            if self.layout.wide:
                at += 34 + len(words) * size * 0.52
            else:
                top += 20
        if self.layout.wide:
            found += [
                label(words, pixel(self.layout.plot_width + x), pixel(-18), align="right",
                      colour=QUIET, size=size)
                for words, x in ((self.key.first, 68), (self.key.second, 126))
                if words
            ]  # fmt: skip
        return found

    def row(self, row: RangeRow, index: int, step: float) -> list[Layer]:
        words = _words(row, self.key, self.layout)
        size, wide = self.layout.font - 2, self.layout.plot_width
        y = (index + 0.5) * step
        if self.layout.wide:
            fits = fitting(words, self.layout.left - 14, size)
            named = [label(words, pixel(-10), pixel(y), align="right", size=fits)]
            named += [
                label(text, pixel(wide + x), pixel(y), align="right", colour=INK, size=size)
                for text, x in ((row.shown, 68), (row.second, 126))
                if text
            ]
        else:
            lines = words.count("\n") + 1
            y = (index + 1) * step - 10
            fits = fitting(words, wide, size)
            over = label(words, pixel(0), pixel(y - 10 - lines * _LINE / 2), size=fits)
            named = [halo(over), over]
        colour = _COLOURS[row.side]
        low, mean, high = (self.along(value) for value in (row.low, row.mean, row.high))
        bar = rule((low, y), (max(high, low + 1), y), colour, 4)
        return [rule((0, y), (wide, y), GRID), bar, *self.dot(mean, y, row.side), *named]

    def dot(self, x: float, y: float, side: Side) -> list[Layer]:
        """A filled dot; hollow where it cannot be told."""
        colour = _COLOURS[side]
        mark = {"type": "point", "shape": "circle", "opacity": 1, "size": 90, "strokeWidth": 2,
                "fill": GROUND if side == "open" else colour, "stroke": colour}  # fmt: skip
        where = {"x": pixel(x), "y": pixel(y)}
        return [{"data": {"values": [{}]}, "mark": mark, "encoding": where}]
