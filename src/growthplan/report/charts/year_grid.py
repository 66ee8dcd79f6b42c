"""A row a thing and a column a year: how much falls where, darker for more, the amount within."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthplan.report.charts.scale import fitting, wrapped
from growthplan.report.charts.style import (
    COMPARATOR,
    GRID,
    GROUND,
    INK,
    NARROW,
    QUIET,
    WIDE,
    Layer,
    Layout,
    frame,
    label,
    pixel,
)
from growthplan.report.model import Drawing

MOST_YEARS = 14
_SHADES = ("#dbe8f5", "#b9d3ec", "#8bb6de", "#3d7ab5", "#082c50")
"""From little to much: one hue, told apart in greyscale."""
_DARK = 3
"""The first shade that words on it must be white on."""
_ROW, _NAME, _HEAD = 30, 18, 22


@dataclass(frozen=True)
class YearRow:
    """One row: its name, and what falls into each year, as drawn and as written."""

    name: str
    values: Mapping[int, float]
    shown: Mapping[int, str]
    total: str
    """What stands at the end of the row."""


def year_grid(
    rows: tuple[YearRow, ...],
    years: Mapping[int, str],
    breaks: tuple[float, float, float, float],
    *,
    alt: str,
) -> Drawing:
    """A grid; `years` are headed as given, `breaks` are where a shade gives way to the next.

    Raises ValueError for no row, no year or more than `MOST_YEARS`, or breaks out of order.
    """
    if not rows or not 0 < len(years) <= MOST_YEARS:
        raise ValueError(f"{len(rows)} rows and {len(years)} years do not make a grid")
    if list(breaks) != sorted(breaks):
        raise ValueError(f"breaks out of order: {breaks}")

    def draw(base: Layout) -> dict[str, object]:
        layout = _layout(rows, base)
        return frame(layout, _Scene(rows, years, breaks, layout).layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


def _layout(rows: tuple[YearRow, ...], base: Layout) -> Layout:
    step = _ROW if base.wide else _ROW + _NAME
    longest = max(len(row.total) for row in rows)
    return base.changed(
        left=268 if base.wide else 2,
        right=max(30, round(7.4 * longest) + 12),
        top=_HEAD + 6,
        bottom=6,
        height=_HEAD + 12 + step * len(rows),
    )


@dataclass(frozen=True)
class _Scene:
    rows: tuple[YearRow, ...]
    years: Mapping[int, str]
    breaks: tuple[float, ...]
    layout: Layout

    @property
    def wide(self) -> float:
        return self.layout.plot_width / len(self.years)

    def layers(self) -> list[Layer]:
        step = self.layout.plot_height / len(self.rows)
        return [*self.heads(), *(one for n, row in enumerate(self.rows)
                                 for one in self.row(row, n * step, step))]  # fmt: skip

    def heads(self) -> list[Layer]:
        size = self.layout.font - 3
        every = 1 if self.layout.wide or len(self.years) <= 6 else 2
        return [
            label(words, pixel((n + 0.5) * self.wide), pixel(-_HEAD / 2), align="center",
                  colour=QUIET, size=fitting(words, every * self.wide - 2, size, 10))
            for n, words in enumerate(self.years.values())
            if n % every == 0
        ]  # fmt: skip

    def row(self, row: YearRow, top: float, step: float) -> list[Layer]:
        y = top + step / 2 if self.layout.wide else top + step - _ROW / 2
        size = self.layout.font - 2
        cells = [one for n, year in enumerate(self.years) for one in self.cell(row, year, n, y)]
        end = label(row.total, pixel(self.layout.plot_width + 6), pixel(y), colour=INK, bold=True,
                    size=size)  # fmt: skip
        return [*cells, self.name(row.name, y, size), end]

    def name(self, name: str, y: float, size: int) -> Layer:
        if self.layout.wide:
            words = wrapped(name, 38)
            lines = words.count("\n") + 1
            fits = fitting(words, self.layout.left - 14, size if lines < 3 else size - 2)
            return label(words, pixel(-10), pixel(y), align="right", colour=INK,
                         size=min(fits, size if lines == 1 else 11))  # fmt: skip
        fits = fitting(name, self.layout.width - 6, size)
        return label(name, pixel(0), pixel(y - _ROW / 2 - _NAME / 2 + 3), colour=INK, size=fits)

    def cell(self, row: YearRow, year: int, n: int, y: float) -> list[Layer]:
        value = row.values.get(year, 0.0)
        shade = sum(value >= one for one in self.breaks)
        left, tall = n * self.wide, _ROW - 4
        box: Layer = {
            "data": {"values": [{}]},
            "mark": {
                "type": "rect", "color": _SHADES[shade] if value else GROUND,
                "stroke": COMPARATOR if value else GRID, "strokeWidth": 0.5,
            },
            "encoding": {
                "x": pixel(left + 1), "x2": pixel(left + self.wide - 1),
                "y": pixel(y - tall / 2), "y2": pixel(y + tall / 2),
            },
        }  # fmt: skip
        if not value:
            return [box]
        words = row.shown[year]
        size = fitting(words, self.wide - 4, self.layout.font - 3, 8)
        ink = GROUND if shade >= _DARK else COMPARATOR
        return [box, label(words, pixel(left + self.wide / 2), pixel(y), align="center",
                           colour=ink, size=size)]  # fmt: skip
