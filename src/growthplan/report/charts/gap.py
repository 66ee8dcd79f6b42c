"""The gap over time: today's reading with its ranges, and one thin line for each edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthplan.report.charts.scale import domain, fitting, spread, wrapped, years_to_mark
from growthplan.report.charts.style import (
    BANDS,
    COMPARATOR,
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
class EditionLine:
    """The gap as one edition had it: (year, %) ascending."""

    edition: str
    """As a label: `June 2024`."""
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Ranges:
    """Around the newest edition's line: for each width in %, (year, low, high) ascending."""

    bands: Mapping[int, tuple[tuple[int, float, float], ...]]


def gap_over_time(
    latest: EditionLine,
    earlier: tuple[EditionLine, ...],
    ranges: Ranges,
    *,
    place: str,
    comparator: str,
    end_label: str,
    alt: str,
) -> Drawing:
    """The gap in %, zero drawn because the distance from it is the finding.

    The bands are 50, 80 and 90% ranges for what later editions may say; `earlier` editions are
    drawn thin, labelled at their ends.
    """

    def draw(layout: Layout) -> dict[str, object]:
        scene = _Scene(latest, earlier, ranges, place, comparator, end_label, layout)
        return frame(layout, scene.layers())

    return Drawing(draw(WIDE.changed(top=44)), draw(NARROW.changed(top=44, left=46)), alt)


@dataclass(frozen=True)
class _Scene:
    latest: EditionLine
    earlier: tuple[EditionLine, ...]
    ranges: Ranges
    place: str
    comparator: str
    end_label: str
    layout: Layout

    @property
    def ticks(self) -> list[float]:
        values = [v for line in (self.latest, *self.earlier) for _, v in line.points]
        edges = [e for rows in self.ranges.bands.values() for _, *pair in rows for e in pair]
        return domain([*values, *edges], 5, include=(0.0,))

    @property
    def years(self) -> tuple[int, int]:
        found = [y for line in (self.latest, *self.earlier) for y, _ in line.points]
        return min(found), max(found)

    def x(self) -> dict[str, object]:
        marked = years_to_mark(*self.years, 6 if self.layout.wide else 4)
        return across("year", self.years, marked, format="d")

    def y(self, field: str = "value") -> dict[str, object]:
        ticks = self.ticks
        words = "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + abs(datum.value) + '%'"
        return across(field, (ticks[0], ticks[-1]), ticks, labelExpr=words, grid=True)

    def height(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.layout.plot_height * (high - value) / (high - low)

    def along(self, year: int) -> float:
        first, last = self.years
        return self.layout.plot_width * (year - first) / max(1, last - first)

    def layers(self) -> list[Layer]:
        return [
            *self.fan(),
            *self.zero(),
            *(self.thin(line) for line in self.earlier),
            *self.strong(),
            *self.key(),
            *self.ends(),
        ]

    def fan(self) -> list[Layer]:
        return [
            {
                "data": {
                    "values": [
                        {"year": y, "low": low, "high": high}
                        for y, low, high in self.ranges.bands[width]
                    ]
                },
                "mark": {"type": "area", "color": shade},
                "encoding": {"x": self.x(), "y": self.y("low"), "y2": {"field": "high"}},
            }
            for width, shade in BANDS
            if self.ranges.bands.get(width)
        ]

    def zero(self) -> list[Layer]:
        level = self.height(0.0)
        below = level < self.layout.plot_height / 2
        return [
            {
                "data": {"values": [{}]},
                "mark": {"type": "rule", "color": COMPARATOR, "strokeWidth": 2},
                "encoding": {
                    "x": pixel(0),
                    "x2": pixel(self.layout.plot_width),
                    "y": pixel(level),
                },
            },
            label(
                wrapped(self.comparator[:1].upper() + self.comparator[1:], 16),
                pixel(self.layout.plot_width + 12),
                pixel(level),
                colour=COMPARATOR,
                bold=True,
                size=self.layout.font,
            ),
            label(
                f"Level with {self.comparator}",
                pixel(2),
                pixel(level),
                colour=QUIET,
                dy=14 if below else -12,
                size=self.layout.font - 2,
            ),
        ]

    def thin(self, line: EditionLine) -> Layer:
        return {
            "data": {"values": [{"year": y, "value": v} for y, v in line.points]},
            "mark": {"type": "line", "color": QUIET, "strokeWidth": 1.5},
            "encoding": {"x": self.x(), "y": self.y()},
        }

    def strong(self) -> list[Layer]:
        rows = [{"year": y, "value": v} for y, v in self.latest.points]
        both = {"x": self.x(), "y": self.y()}
        dot = {
            "type": "point",
            "shape": "circle",
            "fill": GROUND,
            "stroke": PLACE,
            "strokeWidth": 2.5,
            "size": 70,
            "opacity": 1,
        }
        return [
            {
                "data": {"values": rows},
                "mark": {"type": "line", "color": PLACE, "strokeWidth": 4},
                "encoding": both,
            },
            {"data": {"values": rows[-1:]}, "mark": dot, "encoding": both},
        ]

    def key(self) -> list[Layer]:
        """What the shades mean, above the plot where no line can run."""
        drawn = [(width, shade) for width, shade in BANDS if self.ranges.bands.get(width)]
        if not drawn:
            return []
        size, step = self.layout.font - 2, 66 if self.layout.wide else 58
        start = 0 if self.layout.wide else -30
        words = "Where later editions may put it" if self.layout.wide else "Range"
        layers: list[Layer] = [label(words, pixel(start), pixel(-26), colour=QUIET, size=size)]
        left = start + (len(words) * size * 0.5 + 14)
        for place, (width, shade) in enumerate(reversed(drawn)):
            at = left + place * step
            box: Layer = {
                "data": {"values": [{}]},
                "mark": {"type": "rect", "color": shade},
                "encoding": {
                    "x": pixel(at),
                    "x2": pixel(at + 16),
                    "y": pixel(-33),
                    "y2": pixel(-19),
                },
            }
            words_beside = label(f"{width}%", pixel(at + 21), pixel(-26), colour=INK, size=size)
            layers += [box, words_beside]
        return layers

    def ends(self) -> list[Layer]:
        """The place's name and newest gap, then each edition's name with a leader to its end."""
        size = self.layout.font
        name = wrapped(self.place, 18 if self.layout.wide else 13)
        texts = [f"{name}\n{self.end_label}", *(line.edition for line in self.earlier)]
        ends = [line.points[-1] for line in (self.latest, *self.earlier)]
        wanted = [self.height(v) for _, v in ends]
        lines = [text.count("\n") + 1 for text in texts]
        placed = _stack(wanted, lines, size * 1.22, self.height(0.0), self.layout)
        edge = self.layout.plot_width
        fits = fitting(texts[0], self.layout.right - 16, size)
        layers = [
            label(texts[0], pixel(edge + 14), pixel(placed[0]), colour=PLACE, bold=True, size=fits)
        ]
        for (year, value), text, at in zip(ends[1:], texts[1:], placed[1:], strict=True):
            start = (self.along(year), self.height(value))
            layers += [
                _leader(start, (edge + 10, at)),
                label(text, pixel(edge + 14), pixel(at), colour=QUIET, size=size - 2),
            ]
        return layers


def _stack(
    wanted: list[float], lines: list[int], line: float, zero: float, layout: Layout
) -> list[float]:
    """Heights for labels of different sizes that keep clear of each other and of zero's label."""
    unit = max(lines)
    below = all(at >= zero for at in wanted)
    low = zero + line * 1.6 if below else 0.0
    high = float(layout.plot_height) if below else max(zero - line * 1.6, layout.plot_height / 2)
    slots: list[float] = []
    owner: list[int] = []
    for index, (at, count) in enumerate(zip(wanted, lines, strict=True)):
        for k in range(count):
            slots.append(at + (k - (count - 1) / 2) * 0.01 + index * 1e-4 * unit)
            owner.append(index)
    placed = spread(slots, line, low, high)
    return [
        sum(p for p, o in zip(placed, owner, strict=True) if o == index) / lines[index]
        for index in range(len(wanted))
    ]


def _leader(start: tuple[float, float], end: tuple[float, float]) -> Layer:
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": OTHER, "strokeWidth": 1, "strokeDash": [2, 2]},
        "encoding": {
            "x": pixel(start[0]),
            "y": pixel(start[1]),
            "x2": pixel(end[0]),
            "y2": pixel(end[1]),
        },
    }
