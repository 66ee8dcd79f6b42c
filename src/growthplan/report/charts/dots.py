"""Dots in order of size, each with its range, against a reference line."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.charts.scale import domain, fitting, wrapped
from growthplan.report.charts.style import (
    COMPARATOR,
    GRID,
    GROUND,
    INK,
    NARROW,
    OTHER,
    PLACE,
    QUIET,
    WIDE,
    Layer,
    Layout,
    across,
    frame,
    label,
    pixel,
)
from growthplan.report.model import Drawing
from growthplan.report.table import Column

_ROW, _LINE = 27, 17
"""Pixels of a row with a name of one line, and of each line more."""


@dataclass(frozen=True)
class DotRow:
    """One row: a name, a value, how it is written, and its range where one is known."""

    name: str
    value: float
    shown: str
    low: float | None = None
    high: float | None = None
    strong: bool = True
    """Whether it is of the place, drawn in the strong colour."""


@dataclass(frozen=True)
class Reference:
    """What the dots are compared with: a vertical line with its name."""

    name: str
    value: float
    shown: str


def dot_plot(
    rows: tuple[DotRow, ...], reference: Reference | None, column: Column, *, alt: str
) -> Drawing:
    """A row a dot, in the order given; ranges as thin lines. Raises ValueError for no row."""
    if not rows:
        raise ValueError("no dot to draw")

    def draw(base: Layout) -> dict[str, object]:
        scene = _Scene(rows, reference, column, _layout(rows, base))
        return frame(scene.layout, scene.layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


def _layout(rows: tuple[DotRow, ...], base: Layout) -> Layout:
    letters = 30 if base.wide else 16
    lines = max(wrapped(row.name, letters).count("\n") + 1 for row in rows)
    step = _ROW + (lines - 1) * _LINE
    longest = max(len(row.shown) for row in rows)
    return base.changed(
        left=250 if base.wide else 112,
        right=max(40, 8 * longest + 16),
        top=36,
        height=36 + base.bottom + max(3, len(rows)) * step,
    )


@dataclass(frozen=True)
class _Scene:
    rows: tuple[DotRow, ...]
    reference: Reference | None
    column: Column
    layout: Layout

    @property
    def ticks(self) -> list[float]:
        found = [v for r in self.rows for v in (r.value, r.low, r.high) if v is not None]
        extra = [self.reference.value] if self.reference else []
        return domain(found, 5 if self.layout.wide else 3, extra)

    def along(self, value: float) -> float:
        first, last = self.ticks[0], self.ticks[-1]
        return (value - first) / (last - first) * self.layout.plot_width

    def x(self) -> dict[str, object]:
        ticks = self.ticks
        sign = "datum.value < 0 ? '−' : ''"
        pounds = "£" if self.column.unit.startswith("£") else ""
        mark = "%" if self.column.unit == "%" else ""
        words = f"({sign}) + '{pounds}' + format(abs(datum.value), ',') + '{mark}'"
        return across("value", (ticks[0], ticks[-1]), ticks, labelExpr=words, grid=True)

    def layers(self) -> list[Layer]:
        step = self.layout.plot_height / len(self.rows)
        layers: list[Layer] = []
        for index, row in enumerate(self.rows):
            layers += self.row(row, (index + 0.5) * step)
        return [*self.line(), *layers]

    def row(self, row: DotRow, y: float) -> list[Layer]:
        colour = PLACE if row.strong else OTHER
        size = self.layout.font
        letters = 30 if self.layout.wide else 16
        name = wrapped(row.name, letters)
        fits = fitting(name, self.layout.left - 12, size - 1)
        dot: Layer = {
            "data": {"values": [{"value": row.value}]},
            "mark": {"type": "point", "shape": "circle", "fill": colour, "stroke": GROUND,
                     "size": 110, "opacity": 1},
            "encoding": {"x": self.x(), "y": pixel(y)},
        }  # fmt: skip
        words = [
            label(name, pixel(-10), pixel(y), align="right", colour=INK, size=fits),
            label(
                row.shown,
                pixel(self.layout.plot_width + 10),
                pixel(y),
                colour=INK,
                bold=row.strong,
                size=size - 1,
            ),
        ]
        return [self.rule(y), *self.range(row, y, colour), dot, *words]

    def rule(self, y: float) -> Layer:
        return {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": GRID, "strokeWidth": 1},
            "encoding": {"x": pixel(0), "x2": pixel(self.layout.plot_width), "y": pixel(y)},
        }

    def range(self, row: DotRow, y: float, colour: str) -> list[Layer]:
        if row.low is None or row.high is None:
            return []
        ends = (pixel(self.along(row.low)), pixel(self.along(row.high)))
        return [
            {
                "data": {"values": [{}]},
                "mark": {"type": "rule", "color": colour, "strokeWidth": 3, "opacity": 0.55},
                "encoding": {"x": ends[0], "x2": ends[1], "y": pixel(y)},
            }
        ]

    def line(self) -> list[Layer]:
        """The reference, named above the plot."""
        if self.reference is None:
            return []
        at = self.along(self.reference.value)
        words = f"{self.reference.name} {self.reference.shown}"
        half = len(words) * (self.layout.font - 1) * 0.27
        low, high = half - self.layout.left + 4, self.layout.width - self.layout.left - half - 4
        return [
            {
                "data": {"values": [{}]},
                "mark": {"type": "rule", "color": COMPARATOR, "strokeWidth": 1.5},
                "encoding": {
                    "x": pixel(at), "y": pixel(-8), "y2": pixel(self.layout.plot_height),
                },
            },
            label(
                words,
                pixel(min(max(at, low), high)),
                pixel(-20),
                align="center",
                colour=QUIET,
                size=self.layout.font - 1,
            ),
        ]  # fmt: skip
