"""What must be given of one outcome for more of another: choices on two axes, joined in order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from growthplan.report.charts.scale import domain, fitting, wrapped
from growthplan.report.charts.style import (
    GRID,
    GROUND,
    INK,
    NARROW,
    PLACE,
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


@dataclass(frozen=True)
class Choice:
    """One choice: what it brings along and up, and the words at its point; none for no words."""

    along: float
    up: float
    shown: str = ""


@dataclass(frozen=True)
class Axis:
    """What an axis says: its title with the unit, and how many decimals its marks have."""

    title: str
    decimals: int = 0


def trade_off(points: tuple[Choice, ...], along: Axis, up: Axis, *, alt: str) -> Drawing:
    """Points joined from the first to the last. Axes need not begin at nought: the places of the
    points are compared, not lengths. Raises ValueError for fewer than two points.
    """
    if len(points) < 2:
        raise ValueError("one choice is no trade-off")

    def draw(base: Layout) -> dict[str, object]:
        scene = _Scene(points, along, up, base)
        return frame(base, scene.layers())

    wide = WIDE.changed(left=70, right=96, top=44, bottom=56)
    return Drawing(draw(wide), draw(NARROW.changed(left=52, right=40, top=58, bottom=56)), alt)


@dataclass(frozen=True)
class _Scene:
    points: tuple[Choice, ...]
    across: Axis
    upward: Axis
    layout: Layout

    @property
    def ticks(self) -> tuple[list[float], list[float]]:
        most = 7 if self.layout.wide else 4
        return (
            domain([p.along for p in self.points], most),
            domain([p.up for p in self.points], 5),
        )

    def place(self, along: float, up: float) -> tuple[float, float]:
        xs, ys = self.ticks
        x = (along - xs[0]) / (xs[-1] - xs[0]) * self.layout.plot_width
        y = (1 - (up - ys[0]) / (ys[-1] - ys[0])) * self.layout.plot_height
        return x, y

    def layers(self) -> list[Layer]:
        return [*self.grid(), *self.line(), *self.dots(), *self.words()]

    def grid(self) -> list[Layer]:
        xs, ys = self.ticks
        size, tall = self.layout.font - 2, self.layout.plot_height
        found: list[Layer] = []
        for tick in ys:
            y = self.place(xs[0], tick)[1]
            found += [_rule((0, y), (self.layout.plot_width, y), GRID, 1),
                      label(_written(tick, self.upward), pixel(-8), pixel(y), align="right",
                            colour=QUIET, size=size)]  # fmt: skip
        for tick in xs:
            x = self.place(tick, ys[0])[0]
            found += [_rule((x, tall), (x, tall + 5), QUIET, 1),
                      label(_written(tick, self.across), pixel(x), pixel(tall + 16),
                            align="center", colour=QUIET, size=size)]  # fmt: skip
        title = wrapped(self.upward.title, 60 if self.layout.wide else 34)
        below = wrapped(self.across.title, 70 if self.layout.wide else 34)
        return [
            *found,
            label(title, pixel(-self.layout.left + 4), pixel(-self.layout.top / 2 - 2), colour=INK,
                  size=size),
            label(below, pixel(self.layout.plot_width), pixel(tall + 40), align="right",
                  colour=INK, size=fitting(below, self.layout.width - 8, size)),
        ]  # fmt: skip

    def line(self) -> list[Layer]:
        at = [self.place(p.along, p.up) for p in self.points]
        return [_rule(one, two, PLACE, 2.5) for one, two in pairwise(at)]

    def dots(self) -> list[Layer]:
        mark = {"type": "point", "shape": "circle", "fill": PLACE, "stroke": GROUND, "size": 150,
                "opacity": 1}  # fmt: skip
        places = [self.place(p.along, p.up) for p in self.points]
        return [
            {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": pixel(x), "y": pixel(y)}}
            for x, y in places
        ]

    def words(self) -> list[Layer]:
        found: list[Layer] = []
        for point in self.points:
            if not point.shown:
                continue
            x, y = self.place(point.along, point.up)
            size = self.layout.font - 2
            # Above and to the right of a point no line of a trade-off can run.
            late = x > self.layout.plot_width * 0.6
            along = x + min(self.layout.right - 4, 62) if late else x + 10
            one = label(point.shown, pixel(along), pixel(y - 15), align="right" if late else "left",
                        colour=INK, size=size)  # fmt: skip
            found += [halo(one), one]
        return found


def _written(value: float, axis: Axis) -> str:
    return f"{value:,.{axis.decimals}f}".replace("-", "−")


def _rule(one: tuple[float, float], two: tuple[float, float], colour: str, width: float) -> Layer:
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": colour, "strokeWidth": width},
        "encoding": {"x": pixel(one[0]), "y": pixel(one[1]), "x2": pixel(two[0]),
                     "y2": pixel(two[1])},
    }  # fmt: skip
