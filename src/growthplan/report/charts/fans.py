"""Fans: what was published, then a median with its ranges, against the place compared with."""

from __future__ import annotations

import math
from dataclasses import dataclass

from growthplan.report.charts.fan_frame import Fan, FanFrame, Points, key, rule
from growthplan.report.charts.scale import domain, fitting, spread, wrapped, years_to_mark
from growthplan.report.charts.style import (
    COMPARATOR,
    NARROW,
    OTHER,
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
from growthplan.vocabulary import MINUS

MOST_FANS = 12
"""Panels that can be told apart on one picture."""


@dataclass(frozen=True)
class Ahead:
    """One future: a fan, what its end says, and the years that were published before it."""

    name: str
    end_label: str
    fan: Fan
    history: Points = ()


@dataclass(frozen=True)
class Beside:
    """Another future, drawn as its median only, as its ranges have a picture of their own."""

    name: str
    end_label: str
    points: Points


def fan_over_time(
    ahead: Ahead,
    *,
    level: str,
    divide: str,
    mark: str,
    alt: str,
    beside: Beside | None = None,
    level_at: float = 0.0,
) -> Drawing:
    """The past, the line that says which edition it is of, and the fan of 50, 80 and 90% ranges.

    `level` names the line at `level_at`, such as the comparator's; `mark` follows the numbers on
    the axis. Without a history there is no dividing line.
    """

    def draw(base: Layout) -> dict[str, object]:
        scene = _Scene(ahead, beside, level, level_at, divide, mark, base)
        return frame(base, scene.layers())

    return Drawing(draw(WIDE.changed(top=52, left=58)), draw(NARROW.changed(top=64, left=46)), alt)


@dataclass(frozen=True)
class _Scene:
    ahead: Ahead
    beside: Beside | None
    level: str
    level_at: float
    divide: str
    mark: str
    layout: Layout

    def frame(self) -> FanFrame:
        other = self.beside.points if self.beside else ()
        lines = (*self.ahead.history, *self.ahead.fan.points, *other)
        values = [v for _, v in lines] + self.ahead.fan.edges()
        years = [y for y, _ in lines]
        ticks = domain(values, 6 if self.layout.wide else 5, include=(self.level_at,))
        return FanFrame(0, self.layout.plot_width, 0, self.layout.plot_height,
                        (min(years), max(years)), tuple(ticks))  # fmt: skip

    def layers(self) -> list[Layer]:
        at, size = self.frame(), self.layout.font - 2
        marked = years_to_mark(*at.years, 6 if self.layout.wide else 4)
        if self.ahead.history:
            marked = self._with_edge(marked)
        return [
            *at.grid(written_ticks(at.ticks, self.mark), size),
            *at.years_below(marked, size),
            *at.fan(self.ahead.fan),
            at.level(self.level_at),
            *self.lines(at),
            *self.edition(at),
            *key((0 if self.layout.wide else -36, -36 if self.layout.wide else -50),
                 "Range in which it ends" if self.layout.wide else "Range",
                 tuple(self.ahead.fan.bands), size),
            *self.ends(at),
        ]  # fmt: skip

    def _with_edge(self, marked: list[int]) -> list[int]:
        """Years to mark, the last published one among them and none too near it."""
        edge = self.ahead.history[-1][0]
        apart = 3 if self.layout.wide else 5
        return sorted({y for y in marked if abs(y - edge) >= apart} | {edge})

    def lines(self, at: FanFrame) -> list[Layer]:
        found = []
        if self.beside:
            found.append(at.line(self.beside.points, COMPARATOR, 2, dash=True))
        found.append(at.line(self.ahead.fan.points, PLACE, 3, dash=True))
        if self.ahead.history:
            found.append(at.line(self.ahead.history, PLACE, 4))
        return found

    def edition(self, at: FanFrame) -> list[Layer]:
        if not self.ahead.history:
            return []
        year, size = self.ahead.history[-1][0], self.layout.font - 2
        words = self.divide if self.layout.wide else self.divide.partition(",")[0]
        said = label(words, pixel(at.x(year)), pixel(-14), align="center", colour=QUIET, size=size)
        return [at.divide(year), said]

    def ends(self, at: FanFrame) -> list[Layer]:
        """Names at the ends of the lines, moved apart."""
        chars = 18 if self.layout.wide else 11
        texts = [f"{wrapped(self.ahead.name, chars)}\n{self.ahead.end_label}",
                 wrapped(self.level, chars)]  # fmt: skip
        wanted = [at.y(self.ahead.fan.points[-1][1]), at.y(self.level_at)]
        colours = [PLACE, COMPARATOR]
        if self.beside:
            texts.append(f"{wrapped(self.beside.name, chars)}\n{self.beside.end_label}")
            wanted.append(at.y(self.beside.points[-1][1]))
            colours.append(COMPARATOR)
        size = self.layout.font - 1
        tall = max(text.count("\n") + 1 for text in texts) * size * 1.25
        placed = spread(wanted, tall, 0, self.layout.plot_height)
        edge, found = at.right, []
        for text, start, end, colour in zip(texts, wanted, placed, colours, strict=True):
            fits = fitting(text, self.layout.right - 16, size)
            found += [
                rule((edge + 1, start), (edge + 9, end), OTHER),
                label(text, pixel(edge + 13), pixel(end), colour=colour, bold=True, size=fits),
            ]
        return found


def fan_panels(
    panels: tuple[Ahead, ...], *, level: str, mark: str, alt: str, level_at: float = 0.0
) -> Drawing:
    """Fans side by side on the same scale, in reading order.

    Raises ValueError for no panel or more than `MOST_FANS`.
    """
    if not 0 < len(panels) <= MOST_FANS:
        raise ValueError(f"{len(panels)} fans: between 1 and {MOST_FANS} can be drawn")

    def draw(base: Layout) -> dict[str, object]:
        columns = min(len(panels), (3 if len(panels) <= 9 else 4) if base.wide else 2)
        rows = math.ceil(len(panels) / columns)
        height = 46 + rows * (200 if base.wide else 168)
        layout = base.changed(left=8, right=8, top=46, bottom=6, height=height)
        scene = _Panels(panels, level, level_at, mark, layout, columns)
        return frame(layout, scene.layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


@dataclass(frozen=True)
class _Panels:
    panels: tuple[Ahead, ...]
    level: str
    level_at: float
    mark: str
    layout: Layout
    columns: int

    @property
    def ticks(self) -> tuple[float, ...]:
        lines = [v for p in self.panels for _, v in (*p.history, *p.fan.points)]
        edges = [edge for panel in self.panels for edge in panel.fan.edges()]
        return tuple(domain([*lines, *edges], 4, include=(self.level_at,)))

    @property
    def years(self) -> tuple[int, int]:
        found = [y for p in self.panels for y, _ in (*p.history, *p.fan.points)]
        return min(found), max(found)

    def layers(self) -> list[Layer]:
        size = self.layout.font - 2
        words = f"Dark line: {self.level}"
        first = label(words, pixel(0), pixel(-32), colour=COMPARATOR, size=size)
        widths = tuple(self.panels[0].fan.bands)
        where = (len(words) * size * 0.55 + 24, -32) if self.layout.wide else (0, -12)
        shades = key(where, "Range in which it ends" if self.layout.wide else "", widths, size)
        return [first, *shades, *(one for n in range(len(self.panels)) for one in self.panel(n))]

    def panel(self, index: int) -> list[Layer]:
        rows = math.ceil(len(self.panels) / self.columns)
        wide, tall = self.layout.plot_width / self.columns, self.layout.plot_height / rows
        column, row = index % self.columns, index // self.columns
        left = column * wide + (44 if self.layout.wide else 38)
        at = FanFrame(left, (column + 1) * wide - 12, row * tall + 50, (row + 1) * tall - 28,
                      self.years, self.ticks)  # fmt: skip
        one, size = self.panels[index], self.layout.font
        name = wrapped(f"{one.name} {one.end_label}", int(wide / (8.6 if self.layout.wide else 9)))
        title = label(name, pixel(column * wide + 4), pixel(at.top - 25), colour=PLACE, bold=True,
                      size=fitting(name, wide - 14, size))  # fmt: skip
        lines = [at.line(one.fan.points, PLACE, 2.5, dash=True)]
        if one.history:
            lines += [at.line(one.history, PLACE, 3), at.divide(one.history[-1][0])]
        return [
            *at.grid(written_ticks(at.ticks, self.mark), size - 3),
            *at.years_below(self.years, size - 3),
            *at.fan(one.fan),
            at.level(self.level_at),
            *lines,
            halo(title),
            title,
        ]


def written_ticks(ticks: tuple[float, ...], mark: str) -> list[str]:
    """Numbers on an axis with their unit; shares have their sign, levels none.

    >>> written_ticks((-10.0, 0.0, 2.5), "%"), written_ticks((30.0,), "£")
    (['−10%', '0', '+2.5%'], ['£30'])
    """

    def one(value: float) -> str:
        text = f"{abs(value):,.10g}"
        if mark == "£":
            return f"{MINUS if value < 0 else ''}£{text}"
        sign = MINUS if value < 0 else "+" if value > 0 and mark else ""
        return f"{sign}{text}{mark if value else ''}"

    return [one(value) for value in ticks]
