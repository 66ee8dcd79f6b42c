"""The range of answers: what each choice of method says, side by side on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.charts.scale import domain, wrapped
from growthplan.report.charts.style import (
    BANDS,
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
class Answer:
    """What one set of choices gives."""

    name: str
    value: float
    shown: str
    """As a reader sees it: `−12.1%`."""
    quoted: bool = False
    """Whether it is the one that the report quotes."""


def range_of_answers(answers: tuple[Answer, ...], *, unit_mark: str, alt: str) -> Drawing:
    """One dot a choice in the order given; the quoted one strong, the range shaded behind all."""

    def draw(base: Layout) -> dict[str, object]:
        height = base.height if base.wide else max(base.height, 46 * len(answers) + 70)
        layout = base.changed(
            left=270 if base.wide else 126,
            right=80 if base.wide else 70,
            top=38,
            height=height,
        )
        return frame(layout, _Scene(answers, unit_mark, layout).layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


@dataclass(frozen=True)
class _Scene:
    answers: tuple[Answer, ...]
    unit_mark: str
    layout: Layout

    @property
    def ticks(self) -> list[float]:
        return domain((a.value for a in self.answers), 5 if self.layout.wide else 3)

    def x(self, field: str = "value") -> dict[str, object]:
        ticks = self.ticks
        sign = "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '')"
        words = f"{sign} + abs(datum.value) + '{self.unit_mark}'"
        return across(field, (ticks[0], ticks[-1]), ticks, labelExpr=words, grid=True)

    def layers(self) -> list[Layer]:
        band = self.layout.plot_height / len(self.answers)
        layers = [self.extent()]
        for index, answer in enumerate(self.answers):
            layers += self.row(answer, (index + 0.5) * band)
        lowest = min(self.answers, key=lambda a: a.value)
        highest = max(self.answers, key=lambda a: a.value)
        words = f"From {lowest.shown} to {highest.shown}"
        size = self.layout.font - 1
        return [*layers, label(words, pixel(0), pixel(-18), colour=QUIET, size=size)]

    def extent(self) -> Layer:
        values = [a.value for a in self.answers]
        return {
            "data": {"values": [{"low": min(values), "high": max(values)}]},
            "mark": {"type": "rect", "color": BANDS[0][1], "opacity": 0.55},
            "encoding": {
                "x": self.x("low"),
                "x2": {"field": "high"},
                "y": pixel(0),
                "y2": pixel(self.layout.plot_height),
            },
        }

    def row(self, answer: Answer, at: float) -> list[Layer]:
        size = self.layout.font
        chars = 32 if self.layout.wide else 16
        edge = self.layout.plot_width + 14
        return [
            {
                "data": {"values": [{"value": answer.value}]},
                "mark": {
                    "type": "point",
                    "shape": "circle",
                    "size": 190 if answer.quoted else 95,
                    "fill": PLACE if answer.quoted else GROUND,
                    "stroke": PLACE if answer.quoted else QUIET,
                    "strokeWidth": 2.5,
                    "opacity": 1,
                },
                "encoding": {"x": self.x(), "y": pixel(at)},
            },
            label(
                wrapped(answer.name, chars),
                pixel(-14),
                pixel(at),
                align="right",
                bold=answer.quoted,
                colour=PLACE if answer.quoted else QUIET,
                size=size if self.layout.wide else size - 1,
            ),
            label(answer.shown, pixel(edge), pixel(at), bold=answer.quoted, size=size),
        ]
