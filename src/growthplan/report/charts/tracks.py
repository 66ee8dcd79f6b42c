"""A series on its planned path: what was published, what lies underneath, and where it may go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from growthplan.report.charts.fan_frame import Fan, FanFrame, Points, key, rule
from growthplan.report.charts.scale import domain, fitting, spread, wrapped, years_to_mark
from growthplan.report.charts.style import (
    COMPARATOR,
    GROUND,
    NARROW,
    OTHER,
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


@dataclass(frozen=True)
class Track:
    """One series and the path that is meant for it."""

    published: Points
    """(year, value) of the newest releases."""
    underlying: Fan
    """Level underneath with its ranges, over the years published and those ahead."""
    newest: int
    """Year of the newest figure: what comes after it is a forecast."""
    end_label: str
    """The level expected in the last year, as a reader sees it."""
    planned: Points = ()
    planned_label: str = ""


def track_over_time(
    track: Track, *, ticks: Callable[[float], str], divide: str, alt: str
) -> Drawing:
    """Published figures as dots, the level underneath as a line with 50, 80 and 90% ranges, the
    planned path as a dark line; `ticks` writes the numbers on the axis, `divide` is said at the
    line after which all is forecast."""

    def draw(base: Layout) -> dict[str, object]:
        scene = _Scene(track, ticks, divide, base)
        longest = max(len(words) for words in scene.written)
        left = max(base.left, round(longest * (base.font - 2) * 0.58) + 12)
        placed = base.changed(top=52 if base.wide else 64, left=left)
        return frame(placed, replace(scene, layout=placed).layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


@dataclass(frozen=True)
class _Scene:
    track: Track
    ticks: Callable[[float], str]
    divide: str
    layout: Layout

    @property
    def axis(self) -> tuple[float, ...]:
        lines = (*self.track.published, *self.track.underlying.points, *self.track.planned)
        values = [v for _, v in lines] + self.track.underlying.edges()
        return tuple(domain(values, 6 if self.layout.wide else 5))

    @property
    def written(self) -> list[str]:
        return [self.ticks(value) for value in self.axis]

    def frame(self) -> FanFrame:
        lines = (*self.track.published, *self.track.underlying.points, *self.track.planned)
        years = [y for y, _ in lines]
        return FanFrame(0, self.layout.plot_width, 0, self.layout.plot_height,
                        (min(years), max(years)), self.axis)  # fmt: skip

    def layers(self) -> list[Layer]:
        at, size = self.frame(), self.layout.font - 2
        marked = years_to_mark(*at.years, 6 if self.layout.wide else 4)
        wide = self.layout.wide
        return [
            *at.grid(self.written, size),
            *at.years_below(marked, size),
            *at.fan(self.track.underlying),
            *self.lines(at),
            *self.edition(at),
            *key((0 if wide else 8 - self.layout.left, -36 if wide else -50),
                 "Range of the level underneath" if wide else "Range",
                 tuple(self.track.underlying.bands), size),
            *self.ends(at),
        ]  # fmt: skip

    def lines(self, at: FanFrame) -> list[Layer]:
        points = self.track.underlying.points
        past = tuple(one for one in points if one[0] <= self.track.newest)
        ahead = tuple(one for one in points if one[0] >= self.track.newest)
        found = [at.line(self.track.planned, COMPARATOR, 2.5)] if self.track.planned else []
        found += [at.line(past, PLACE, 3)] if len(past) > 1 else []
        found += [at.line(ahead, PLACE, 2.5, dash=True)] if len(ahead) > 1 else []
        return [*found, self.dots(at)]

    def dots(self, at: FanFrame) -> Layer:
        rows = [{"year": y, "x": at.x(y), "y": at.y(v)} for y, v in self.track.published]
        raw: dict[str, Any] = {"type": "quantitative", "scale": None, "axis": None}
        return {
            "data": {"values": rows},
            "mark": {"type": "point", "shape": "circle", "size": 44, "fill": GROUND,
                     "stroke": QUIET, "strokeWidth": 1.5, "opacity": 1},
            "encoding": {"x": {"field": "x", **raw}, "y": {"field": "y", **raw}},
        }  # fmt: skip

    def edition(self, at: FanFrame) -> list[Layer]:
        size = self.layout.font - 2
        words = self.divide if self.layout.wide else self.divide.partition(",")[0]
        year = self.track.newest
        said = label(words, pixel(at.x(year)), pixel(-14), align="center", colour=QUIET, size=size)
        return [at.divide(year), said] if year < at.years[1] else []

    def ends(self, at: FanFrame) -> list[Layer]:
        chars = 18 if self.layout.wide else 11
        last = self.track.underlying.points[-1][1]
        ended = [(f"{wrapped('If it goes on', chars)}\n{self.track.end_label}", last, PLACE)]
        if self.track.planned:
            words = f"{wrapped('Planned', chars)}\n{self.track.planned_label}"
            ended.append((words, self.track.planned[-1][1], COMPARATOR))
        size = self.layout.font - 1
        tall = max(text.count("\n") + 1 for text, *_ in ended) * size * 1.25
        wanted = [at.y(value) for _, value, _ in ended]
        placed = spread(wanted, tall, 0, self.layout.plot_height)
        edge, found = at.right, []
        for (text, _, colour), start, end in zip(ended, wanted, placed, strict=True):
            fits = fitting(text, self.layout.right - 16, size)
            found += [
                rule((edge + 1, start), (edge + 9, end), OTHER),
                label(text, pixel(edge + 13), pixel(end), colour=colour, bold=True, size=fits),
            ]
        return found
