"""Contributions that visibly sum: a waterfall with its total drawn and every step signed."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.charts.scale import domain, wrapped
from growthplan.report.charts.style import (
    COMPARATOR,
    HELPS,
    HOLDS_BACK,
    INK,
    NARROW,
    OTHER,
    QUIET,
    WIDE,
    Layer,
    Layout,
    across,
    frame,
    halo,
    label,
    pixel,
)
from growthplan.report.model import Drawing
from growthplan.report.table import Column


@dataclass(frozen=True)
class Part:
    """One signed contribution."""

    name: str
    value: float


def waterfall(parts: tuple[Part, ...], total: Part, *, column: Column, alt: str) -> Drawing:
    """Bars that start where the last one ended; the last bar is the total, from zero.

    `column` writes the values. Raises ValueError when the parts do not sum to the total within
    0.05 of the unit: a picture that says they do would be false.
    """
    difference = sum(part.value for part in parts) - total.value
    if abs(difference) > 0.05:
        raise ValueError(f"the parts of '{total.name}' miss their total by {difference:.3f}")

    def draw(base: Layout) -> dict[str, object]:
        rows = len(parts) + 1
        left = 236 if base.wide else 116
        height = max(base.height, rows * 42 + 60) if not base.wide else base.height
        layout = base.changed(left=left, right=28 if base.wide else 16, top=10, height=height)
        return frame(layout, _Scene(parts, total, column, layout).layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


@dataclass(frozen=True)
class _Scene:
    parts: tuple[Part, ...]
    total: Part
    column: Column
    layout: Layout

    @property
    def steps(self) -> list[tuple[str, float, float, float]]:
        """Name, value, start and end of each bar; the total starts at zero."""
        found: list[tuple[str, float, float, float]] = []
        level = 0.0
        for part in self.parts:
            found.append((part.name, part.value, level, level + part.value))
            level += part.value
        return [*found, (self.total.name, self.total.value, 0.0, self.total.value)]

    @property
    def ticks(self) -> list[float]:
        ends = [edge for _, _, start, end in self.steps for edge in (start, end)]
        room = (max(ends) - min(ends)) * (0.16 if self.layout.wide else 0.3)
        labels = [
            max(start, end) + room if value >= 0 else min(start, end) - room
            for _, value, start, end in self.steps
        ]
        return domain([*ends, *labels], 6 if self.layout.wide else 4, include=(0.0,))

    def along(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.layout.plot_width * (value - low) / (high - low)

    @property
    def band(self) -> float:
        return self.layout.plot_height / len(self.steps)

    @property
    def thickness(self) -> float:
        return min(30.0, self.band * 0.62)

    def layers(self) -> list[Layer]:
        layers = [self.axis(), self.zero()]
        for row, step in enumerate(self.steps):
            layers += self.bar(row, *step, last=row == len(self.steps) - 1)
        return layers

    def axis(self) -> Layer:
        ticks = self.ticks
        sign = "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '')"
        words = f"{sign} + format(abs(datum.value), ',')"
        return {
            "data": {"values": [{"value": 0}]},
            "mark": {"type": "point", "opacity": 0},
            "encoding": {
                "x": across("value", (ticks[0], ticks[-1]), ticks, labelExpr=words, grid=True)
            },
        }

    def zero(self) -> Layer:
        return {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": COMPARATOR, "strokeWidth": 1.5},
            "encoding": {
                "x": pixel(self.along(0.0)),
                "y": pixel(0),
                "y2": pixel(self.layout.plot_height),
            },
        }

    def bar(
        self, row: int, name: str, value: float, start: float, end: float, *, last: bool
    ) -> list[Layer]:
        colour = COMPARATOR if last else HELPS if value >= 0 else HOLDS_BACK
        middle = (row + 0.5) * self.band
        thick = self.thickness
        left, right = sorted((self.along(start), self.along(end)))
        size = self.layout.font
        chars = 27 if self.layout.wide else 13
        outward = value >= 0
        bar: Layer = {
            "data": {"values": [{"part": name, "value": value}]},
            "mark": {"type": "rect", "color": colour},
            "encoding": {
                "x": pixel(left),
                "x2": pixel(max(right, left + 1.5)),
                "y": pixel(middle - thick / 2),
                "y2": pixel(middle + thick / 2),
            },
        }
        words = label(
            wrapped(name, chars),
            pixel(-12),
            pixel(middle),
            colour=INK,
            align="right",
            bold=last,
            size=size,
        )
        number = label(
            self.column.write(value),
            pixel(right + 7 if outward else left - 7),
            pixel(middle),
            align="left" if outward else "right",
            colour=INK,
            bold=last,
            size=size,
        )
        layers = [bar, words, halo(number), number]
        if last:
            return [self.rule_above(row), *layers]
        joins_total = row == len(self.steps) - 2
        return [*layers, self.joint(row, self.along(end), joins_total)]

    def joint(self, row: int, x: float, dark: bool) -> Layer:
        """A thin line that carries the running sum down to the next bar."""
        return {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": QUIET if dark else OTHER, "strokeWidth": 1},
            "encoding": {
                "x": pixel(x),
                "y": pixel((row + 0.5) * self.band + self.thickness / 2),
                "y2": pixel((row + 1.5) * self.band - self.thickness / 2),
            },
        }

    def rule_above(self, row: int) -> Layer:
        return {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 1},
            "encoding": {
                "x": pixel(-self.layout.left + 4),
                "x2": pixel(self.layout.plot_width),
                "y": pixel(row * self.band),
            },
        }
