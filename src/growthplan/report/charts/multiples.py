"""Small multiples: one panel a place, all on one scale, the comparator in each."""

from __future__ import annotations

import math
from dataclasses import dataclass

from growthplan.report.charts.scale import domain, wrapped
from growthplan.report.charts.style import (
    COMPARATOR,
    GRID,
    NARROW,
    PLACE,
    QUIET,
    WIDE,
    Layer,
    Layout,
    frame,
    label,
    pixel,
)
from growthplan.report.model import Drawing

MOST_PANELS = 12
"""More panels than this cannot be read on one page: the table has the rest."""


@dataclass(frozen=True)
class Panel:
    """One place's series and its newest value as a reader sees it."""

    name: str
    points: tuple[tuple[int, float], ...]
    end_label: str


def small_multiples(
    panels: tuple[Panel, ...],
    comparator: Panel,
    *,
    unit_mark: str = "£",
    alt: str,
) -> Drawing:
    """Panels in reading order on the same axes: the place strong, the comparator dark and thin.

    Raises ValueError for no panel or more than `MOST_PANELS`.
    """
    if not 0 < len(panels) <= MOST_PANELS:
        raise ValueError(f"{len(panels)} panels: between 1 and {MOST_PANELS} can be drawn")

    def draw(base: Layout) -> dict[str, object]:
        columns = _columns(len(panels), base)
        rows = math.ceil(len(panels) / columns)
        height = base.height if base.wide else 40 + rows * 150
        layout = base.changed(left=8, right=8, top=26, bottom=10, height=height)
        return frame(layout, _Scene(panels, comparator, unit_mark, layout, columns).layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


def _columns(count: int, layout: Layout) -> int:
    if not layout.wide:
        return min(2, count)
    return count if count <= 3 else 3 if count <= 6 else 4


@dataclass(frozen=True)
class _Scene:
    panels: tuple[Panel, ...]
    comparator: Panel
    unit_mark: str
    layout: Layout
    columns: int

    @property
    def ticks(self) -> list[float]:
        values = [v for panel in (*self.panels, self.comparator) for _, v in panel.points]
        return domain(values, 3)

    @property
    def years(self) -> tuple[int, int]:
        found = [year for year, _ in self.comparator.points]
        return min(found), max(found)

    def layers(self) -> list[Layer]:
        size = self.layout.font - 2
        first = label(
            f"Dark line: {self.comparator.name}, {self.comparator.end_label}",
            pixel(0),
            pixel(-14),
            colour=COMPARATOR,
            size=size,
        )
        return [first, *(layer for i in range(len(self.panels)) for layer in self.panel(i))]

    def panel(self, index: int) -> list[Layer]:
        rows = math.ceil(len(self.panels) / self.columns)
        wide = self.layout.plot_width / self.columns
        tall = self.layout.plot_height / rows
        place = self.panels[index]
        size = self.layout.font
        head = size * 1.35 * (2 if self._long_names else 1)
        box = _Box(
            left=(index % self.columns) * wide + 34,
            right=(index % self.columns + 1) * wide - 14,
            top=(index // self.columns) * tall + head + 12,
            bottom=(index // self.columns + 1) * tall - 30,
            years=self.years,
            values=(self.ticks[0], self.ticks[-1]),
        )
        return [
            *self.axes(box),
            box.line(self.comparator.points, COMPARATOR, 1.5),
            box.line(place.points, PLACE, 3),
            label(
                wrapped(f"{place.name} {place.end_label}", 24 if self.layout.wide else 17),
                pixel(box.left - 30),
                pixel(box.top - head / 2 - 6),
                colour=PLACE,
                bold=True,
                size=size,
            ),
        ]

    @property
    def _long_names(self) -> bool:
        most = 24 if self.layout.wide else 17
        return any(len(f"{p.name} {p.end_label}") > most for p in self.panels)

    def axes(self, box: _Box) -> list[Layer]:
        size = self.layout.font - 3
        found: list[Layer] = []
        for tick in self.ticks:
            level = box.y(tick)
            grid: Layer = {
                "data": {"values": [{}]},
                "mark": {"type": "rule", "color": GRID, "strokeWidth": 1},
                "encoding": {"x": pixel(box.left), "x2": pixel(box.right), "y": pixel(level)},
            }
            words = f"{self.unit_mark}{tick:,.0f}" if self.unit_mark == "£" else f"{tick:,.0f}"
            found += [
                grid,
                label(
                    words,
                    pixel(box.left - 5),
                    pixel(level),
                    align="right",
                    colour=QUIET,
                    size=size,
                ),
            ]
        for year, x, align in zip(
            self.years, (box.left, box.right), ("left", "right"), strict=True
        ):
            found.append(
                label(
                    str(year),
                    pixel(x),
                    pixel(box.bottom + 14),
                    align=align,
                    colour=QUIET,
                    size=size,
                )
            )
        return found


@dataclass(frozen=True)
class _Box:
    """Where one panel stands, and how values and years map into it."""

    left: float
    right: float
    top: float
    bottom: float
    years: tuple[int, int]
    values: tuple[float, float]

    def x(self, year: int) -> float:
        first, last = self.years
        return self.left + (self.right - self.left) * (year - first) / max(1, last - first)

    def y(self, value: float) -> float:
        low, high = self.values
        return self.bottom - (self.bottom - self.top) * (value - low) / (high - low)

    def line(self, points: tuple[tuple[int, float], ...], colour: str, width: float) -> Layer:
        """The series inside the panel; both axes of the picture are in pixels."""
        rows = [{"year": y, "value": v, "x": self.x(y), "y": self.y(v)} for y, v in points]
        raw = {"type": "quantitative", "scale": None, "axis": None}
        return {
            "data": {"values": rows},
            "mark": {"type": "line", "color": colour, "strokeWidth": width},
            "encoding": {
                "x": {"field": "x", **raw},
                "y": {"field": "y", **raw},
                "order": {"field": "year"},
            },
        }
