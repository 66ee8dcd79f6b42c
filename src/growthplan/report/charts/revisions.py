"""Revision history: how far each year's figure moved from one edition to the next."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.charts.scale import domain
from growthplan.report.charts.style import (
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


@dataclass(frozen=True)
class Revised:
    """One year's figure by edition, oldest edition first."""

    year: int
    readings: tuple[tuple[str, float], ...]
    moved: str
    """From first to newest reading as a reader sees it: `+1.9 points`, `one edition only`."""


def revision_history(years: tuple[Revised, ...], *, unit_mark: str, alt: str) -> Drawing:
    """One row a year, newest first: a hollow dot for each earlier edition, a full one for the
    newest, joined so that the length is the revision."""

    def draw(base: Layout) -> dict[str, object]:
        layout = base.changed(left=58 if base.wide else 46, top=44, right=150 if base.wide else 92)
        return frame(layout, _Scene(years, unit_mark, layout).layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


@dataclass(frozen=True)
class _Scene:
    years: tuple[Revised, ...]
    unit_mark: str
    layout: Layout

    @property
    def rows(self) -> list[Revised]:
        return sorted(self.years, key=lambda year: -year.year)

    @property
    def ticks(self) -> list[float]:
        values = [v for year in self.years for _, v in year.readings]
        return domain(values, 6 if self.layout.wide else 3)

    def x(self) -> dict[str, object]:
        ticks = self.ticks
        sign = "(datum.value < 0 ? '−' : '')"
        number = "format(abs(datum.value), ',')"
        pounds = self.unit_mark == "£"
        words = f"{sign} + '£' + {number}" if pounds else f"{sign} + {number} + '{self.unit_mark}'"
        return across("value", (ticks[0], ticks[-1]), ticks, labelExpr=words, grid=True)

    def layers(self) -> list[Layer]:
        band = self.layout.plot_height / len(self.rows)
        layers = self.key()
        for index, year in enumerate(self.rows):
            layers += self.row(year, (index + 0.5) * band)
        return layers

    def row(self, year: Revised, at: float) -> list[Layer]:
        values = [{"edition": e, "value": v} for e, v in year.readings]
        size = self.layout.font
        track: Layer = {
            "data": {"values": values},
            "mark": {"type": "line", "color": OTHER, "strokeWidth": 2},
            "encoding": {"x": self.x(), "y": pixel(at), "order": {"field": "edition"}},
        }
        return [
            track,
            self.dots(values[:-1], at, newest=False),
            self.dots(values[-1:], at, newest=True),
            label(str(year.year), pixel(-14), pixel(at), align="right", bold=True, size=size),
            label(
                year.moved,
                pixel(self.layout.plot_width + 14),
                pixel(at),
                colour=INK if len(values) > 1 else QUIET,
                size=size - 1,
            ),
        ]

    def dots(self, values: list[dict[str, object]], at: float, *, newest: bool) -> Layer:
        return {
            "data": {"values": values},
            "mark": {
                "type": "point",
                "shape": "circle",
                "size": 130 if newest else 80,
                "fill": PLACE if newest else GROUND,
                "stroke": PLACE if newest else QUIET,
                "strokeWidth": 2,
                "opacity": 1,
            },
            "encoding": {"x": self.x(), "y": pixel(at)},
        }

    def key(self) -> list[Layer]:
        size = self.layout.font - 2
        old, new = (
            ("Earlier editions", "Newest edition")
            if self.layout.wide
            else (
                "Earlier",
                "Newest",
            )
        )
        second = 150 if self.layout.wide else 74
        found: list[Layer] = []
        for at, words, newest in ((8, old, False), (second, new, True)):
            dot = self.dots([{}], -26, newest=newest)
            dot["encoding"] = {"x": pixel(at), "y": pixel(-26)}
            found += [dot, label(words, pixel(at + 12), pixel(-26), colour=QUIET, size=size)]
        moved = label(
            "Moved by",
            pixel(self.layout.plot_width + 14),
            pixel(-26),
            colour=QUIET,
            size=size,
        )
        return [*found, moved]
