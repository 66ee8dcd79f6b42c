"""Bars from zero, each with the part of it that is taken."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.charts.scale import domain, fitting, wrapped
from growthplan.report.charts.style import (
    COMPARATOR,
    GRID,
    INK,
    NARROW,
    OTHER,
    PLACE,
    WIDE,
    Layer,
    Layout,
    frame,
    label,
    pixel,
)
from growthplan.report.model import Drawing

_ROW, _LINE, _THICK = 30, 17, 17


@dataclass(frozen=True)
class Bar:
    """One bar: a name, how long it is, and how its value is written."""

    name: str
    value: float
    shown: str
    part: float | None = None
    """How much of it is taken, drawn strong; the rest is grey. None draws all of it strong."""


def bars(rows: tuple[Bar, ...], *, alt: str) -> Drawing:
    """A row a bar, in the order given, on one scale from zero; each says its value at its end.

    Raises ValueError for no row or a value below zero.
    """
    if not rows or any(row.value < 0 or (row.part or 0) < 0 for row in rows):
        raise ValueError("bars need a row, and no value below zero")

    def draw(base: Layout) -> dict[str, object]:
        scene = _Scene(rows, _layout(rows, base))
        return frame(scene.layout, scene.layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


def _letters(layout: Layout) -> int:
    return 32 if layout.wide else 40


def _layout(rows: tuple[Bar, ...], base: Layout) -> Layout:
    lines = max(wrapped(row.name, _letters(base)).count("\n") + 1 for row in rows)
    step = _ROW + (lines - 1 if base.wide else lines) * _LINE
    longest = max(len(row.shown) for row in rows)
    return base.changed(
        left=264 if base.wide else 4,
        right=max(36, round(7.6 * longest) + 14),
        top=8,
        bottom=12,
        height=20 + len(rows) * step,
    )


@dataclass(frozen=True)
class _Scene:
    rows: tuple[Bar, ...]
    layout: Layout

    @property
    def most(self) -> float:
        return domain([0.0, *(max(row.value, row.part or 0.0) for row in self.rows)], 6)[-1] or 1.0

    def along(self, value: float) -> float:
        return value / self.most * self.layout.plot_width

    def layers(self) -> list[Layer]:
        step = self.layout.plot_height / len(self.rows)
        found = [layer for i, row in enumerate(self.rows) for layer in self.row(row, i, step)]
        return [*found, _rule(pixel(0), pixel(0), pixel(0), pixel(self.layout.plot_height), INK)]

    def row(self, row: Bar, index: int, step: float) -> list[Layer]:
        part = row.value if row.part is None else row.part
        end, size = self.along(max(row.value, part)), self.layout.font - 1
        name = wrapped(row.name, _letters(self.layout))
        y, words = self.name(name, index * step, step, size)
        words = [
            *words,
            label(row.shown, pixel(end + 8), pixel(y), colour=INK, bold=True, size=size),
        ]
        pieces = [(0.0, row.value, OTHER), (0.0, min(part, row.value), PLACE)]
        if part > row.value:
            pieces.append((row.value, part, COMPARATOR))
        drawn = [self.piece(a, b, y, colour) for a, b, colour in pieces if b > a]
        return [_rule(pixel(0), pixel(self.layout.plot_width), pixel(y), None, GRID), *drawn,
                *words]  # fmt: skip

    def name(self, name: str, top: float, step: float, size: int) -> tuple[float, list[Layer]]:
        """The middle of the row's bar, and its name: to the left of it, on a phone above it."""
        if self.layout.wide:
            y = top + step / 2
            fits = fitting(name, self.layout.left - 14, size)
            return y, [label(name, pixel(-10), pixel(y), align="right", colour=INK, size=fits)]
        lines = name.count("\n") + 1
        y = top + step - _THICK / 2 - 4
        above = pixel(y - _THICK / 2 - 6 - lines * _LINE / 2)
        fits = fitting(name, self.layout.width - 12, size)
        return y, [label(name, pixel(0), above, colour=INK, size=fits)]

    def piece(self, start: float, end: float, y: float, colour: str) -> Layer:
        return {
            "data": {"values": [{}]},
            "mark": {"type": "rect", "color": colour, "opacity": 1},
            "encoding": {
                "x": pixel(self.along(start)), "x2": pixel(self.along(end)),
                "y": pixel(y - _THICK / 2), "y2": pixel(y + _THICK / 2),
            },
        }  # fmt: skip


def _rule(
    x: dict[str, float],
    x2: dict[str, float],
    y: dict[str, float],
    y2: dict[str, float] | None,
    colour: str,
) -> Layer:
    encoding: dict[str, object] = {"x": x, "y": y}
    encoding |= {"y2": y2} if y2 else {"x2": x2}
    mark = {"type": "rule", "color": colour, "strokeWidth": 1}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": encoding}
