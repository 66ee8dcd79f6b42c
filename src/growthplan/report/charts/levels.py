"""Level lines: a place against its comparator, with the gap drawn between them."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.charts.scale import domain, fitting, spread, wrapped, years_to_mark
from growthplan.report.charts.style import (
    BANDS,
    COMPARATOR,
    GROUND,
    NARROW,
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
class Line:
    """One named series: years ascending, no gaps needed."""

    name: str
    points: tuple[tuple[int, float], ...]
    end_label: str
    """The newest value as a reader sees it."""


@dataclass(frozen=True)
class Gap:
    """What is written on the distance between the two lines in the newest year."""

    size: str
    """`11.9%`"""
    words: str
    """`below England`"""


def level_lines(
    place: Line,
    comparator: Line,
    gap: Gap,
    *,
    provisional_from: int,
    band: tuple[tuple[int, float, float], ...] = (),
    unit_mark: str = "£",
    alt: str,
) -> Drawing:
    """Two lines labelled at their ends, the gap between them, and the newest years provisional.

    `band` is (year, low, high) at 90% around the place's newest years. Years from
    `provisional_from` on are dashed: they are the ones that revisions move most.
    """

    def draw(layout: Layout) -> dict[str, object]:
        scene = _Scene(place, comparator, gap, provisional_from, band, unit_mark, layout)
        return frame(layout, scene.layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


@dataclass(frozen=True)
class _Scene:
    place: Line
    comparator: Line
    gap: Gap
    provisional_from: int
    band: tuple[tuple[int, float, float], ...]
    unit_mark: str
    layout: Layout

    @property
    def ticks(self) -> list[float]:
        values = [v for line in (self.place, self.comparator) for _, v in line.points]
        edges = [edge for _, low, high in self.band for edge in (low, high)]
        return domain([*values, *edges], 5)

    @property
    def years(self) -> tuple[int, int]:
        found = [y for line in (self.place, self.comparator) for y, _ in line.points]
        return min(found), max(found)

    def x(self) -> dict[str, object]:
        marked = years_to_mark(*self.years, 6 if self.layout.wide else 4)
        return across("year", self.years, marked, format="d")

    def y(self, field: str = "value") -> dict[str, object]:
        ticks = self.ticks
        words = f"'{self.unit_mark}' + format(datum.value, ',')"
        return across(field, (ticks[0], ticks[-1]), ticks, labelExpr=words, grid=True)

    def height(self, value: float) -> float:
        """Pixels from the top of the plot."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.layout.plot_height * (high - value) / (high - low)

    def layers(self) -> list[Layer]:
        return [
            *self.provisional(),
            *self.ranges(),
            *self.line(self.comparator, COMPARATOR, 2.5),
            *self.line(self.place, PLACE, 4),
            *self.ends(),
        ]

    def provisional(self) -> list[Layer]:
        first, last = self.years
        across_plot = self.layout.plot_width / max(1, last - first)
        left = (self.provisional_from - 0.5 - first) * across_plot
        words = (
            "Newest years:\nlikeliest to be revised"
            if self.layout.wide
            else "Likeliest to\nbe revised"
        )
        size = self.layout.font - 2
        return [
            {
                "data": {"values": [{}]},
                "mark": {"type": "rect", "color": "#f3f5f7"},
                "encoding": {
                    "x": pixel(left),
                    "x2": pixel(self.layout.plot_width),
                    "y": pixel(0),
                    "y2": pixel(self.layout.plot_height),
                },
            },
            label(
                words,
                pixel(left),
                pixel(self.layout.plot_height - size * 1.8),
                colour=QUIET,
                align="right",
                dx=-6,
                size=size,
            ),
        ]

    def ranges(self) -> list[Layer]:
        if not self.band:
            return []
        rows = [{"year": y, "low": low, "high": high} for y, low, high in self.band]
        return [
            {
                "data": {"values": rows},
                "mark": {"type": "area", "color": BANDS[1][1], "opacity": 0.75},
                "encoding": {"x": self.x(), "y": self.y("low"), "y2": {"field": "high"}},
            }
        ]

    def line(self, line: Line, colour: str, width: float) -> list[Layer]:
        firm = [p for p in line.points if p[0] < self.provisional_from]
        soft = [*firm[-1:], *(p for p in line.points if p[0] >= self.provisional_from)]
        layers: list[Layer] = []
        for points, dash in ((firm, None), (soft, [6, 4])):
            mark: dict[str, object] = {"type": "line", "color": colour, "strokeWidth": width}
            if dash:
                mark["strokeDash"] = dash
            rows = [{"year": y, "value": v} for y, v in points]
            layers.append(
                {
                    "data": {"values": rows},
                    "mark": mark,
                    "encoding": {"x": self.x(), "y": self.y()},
                }
            )
        newest = [{"year": y, "value": v} for y, v in line.points[-1:]]
        dot = {"type": "point", "shape": "circle", "filled": True, "opacity": 1}
        layers.append(
            {
                "data": {"values": newest},
                "mark": {
                    **dot,
                    "fill": GROUND,
                    "stroke": colour,
                    "strokeWidth": 2.5,
                    "size": 70,
                },
                "encoding": {"x": self.x(), "y": self.y()},
            }
        )
        return layers

    def ends(self) -> list[Layer]:
        """Names and newest values at the line ends, and the gap on a bracket between them."""
        size = self.layout.font
        chars = 18 if self.layout.wide else 13
        here, there = self.place.points[-1][1], self.comparator.points[-1][1]
        tops = [self.height(there), self.height((here + there) / 2), self.height(here)]
        if here > there:
            tops.sort()
        names = [self.comparator, self.place] if here <= there else [self.place, self.comparator]
        texts = [
            f"{wrapped(names[0].name, chars)}\n{names[0].end_label}",
            wrapped(f"{self.gap.size} {self.gap.words}", chars),
            f"{wrapped(names[1].name, chars)}\n{names[1].end_label}",
        ]
        apart = size * 1.2 * (max(t.count("\n") for t in texts) + 1.25)
        placed = spread(tops, apart, size, self.layout.plot_height - size)
        edge = self.layout.plot_width
        colours = [COMPARATOR if line is self.comparator else PLACE for line in names]
        spot = edge + 22
        name = fitting("\n".join((texts[0], texts[2])), self.layout.right - 24, size)
        return [
            *_bracket(edge + 11, tops[0], tops[2]),
            label(texts[0], pixel(spot), pixel(placed[0]), colour=colours[0], bold=True, size=name),
            label(texts[1], pixel(spot), pixel(placed[1]), colour=QUIET, size=size),
            label(texts[2], pixel(spot), pixel(placed[2]), colour=colours[1], bold=True, size=name),
        ]


def _bracket(x: float, top: float, bottom: float) -> list[Layer]:
    """A measured distance: a rule with a foot at each end."""
    rules = [(x, x, top, bottom), (x - 4, x + 4, top, top), (x - 4, x + 4, bottom, bottom)]
    return [
        {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 1.5},
            "encoding": {"x": pixel(a), "x2": pixel(b), "y": pixel(c), "y2": pixel(d)},
        }
        for a, b, c, d in rules
    ]
