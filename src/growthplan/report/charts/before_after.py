"""What became of the treated, before and after: beside what would have been, or by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from growthplan.report.charts.fan_frame import Fan, FanFrame, Points, key, rule
from growthplan.report.charts.fans import written_ticks
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
class Path:
    """One named line by year, with what its end says."""

    name: str
    points: Points
    end_label: str = ""


@dataclass(frozen=True)
class Began:
    """When treatment began: the line is drawn before this year."""

    year: int
    words: str


def before_and_after(
    own: Path,
    began: Began,
    *,
    alt: str,
    beside: Path | None = None,
    band: Fan | None = None,
    band_words: str = "",
    level: str = "",
    level_at: float = 0.0,
    mark: str = "",
    dots: bool = False,
) -> Drawing:
    """The treated as the strong line, what it is compared with as a dashed one, and a rule where
    treatment began.

    `band` shades ranges of others by year. With `dots` every year is a point, and the widest band
    is drawn as its interval instead of a shade. `level` names a dark line at `level_at`.
    """

    def draw(base: Layout) -> dict[str, object]:
        scene = _Scene(own, beside, band, band_words, began, level, level_at, mark, dots, base)
        return frame(base, scene.layers())

    return Drawing(draw(WIDE.changed(top=52, left=58)), draw(NARROW.changed(top=66, left=46)), alt)


@dataclass(frozen=True)
class _Scene:
    own: Path
    beside: Path | None
    band: Fan | None
    band_words: str
    began: Began
    level: str
    level_at: float
    mark: str
    dots: bool
    layout: Layout

    def frame(self) -> FanFrame:
        other = self.beside.points if self.beside else ()
        lines = (*self.own.points, *other)
        values = [v for _, v in lines] + (self.band.edges() if self.band else [])
        include = (self.level_at,) if self.level else ()
        ticks = domain(values, 6 if self.layout.wide else 5, include=include)
        years = [y for y, _ in lines]
        return FanFrame(0, self.layout.plot_width, 0, self.layout.plot_height,
                        (min(years), max(years)), tuple(ticks))  # fmt: skip

    def layers(self) -> list[Layer]:
        at, size = self.frame(), self.layout.font - 2
        marked = years_to_mark(*at.years, 6 if self.layout.wide else 4)
        shaded = self.band is not None and not self.dots
        return [
            *at.grid(written_ticks(at.ticks, self.mark), size),
            *at.years_below(marked, size),
            *(at.fan(self.band) if self.band is not None and shaded else []),
            *([at.level(self.level_at)] if self.level else []),
            *self.start(at),
            *self.lines(at),
            *self.key(size, shaded),
            *self.ends(at),
        ]

    def start(self, at: FanFrame) -> list[Layer]:
        """A rule between the last year before and the first after."""
        x, size = at.x(self.began.year - 0.5), self.layout.font - 2
        words = wrapped(self.began.words, 30 if self.layout.wide else 16)
        half = max(len(line) for line in words.split("\n")) * size * 0.27
        middle = min(max(x, half - 40), at.right - half + 90)
        return [
            rule((x, at.top - 6), (x, at.bottom), QUIET, 1.5),
            label(words, pixel(middle), pixel(-14), align="center", colour=QUIET, size=size),
        ]

    def key(self, size: int, shaded: bool) -> list[Layer]:
        if self.band is None or not self.band_words:
            return []
        where = (0 if self.layout.wide else -36, -38 if self.layout.wide else -54)
        if shaded:
            return key(where, self.band_words, tuple(self.band.bands), size)
        return [label(self.band_words, pixel(where[0]), pixel(where[1]), colour=QUIET, size=size)]

    def lines(self, at: FanFrame) -> list[Layer]:
        found = [at.line(self.beside.points, COMPARATOR, 2.5, dash=True)] if self.beside else []
        if not self.dots:
            return [*found, at.line(self.own.points, PLACE, 4)]
        for year, low, high in self.band.bands[max(self.band.bands)] if self.band else ():
            found.append(rule((at.x(year), at.y(low)), (at.x(year), at.y(high)), PLACE, 2.5))
        rows = [{"x": at.x(y), "y": at.y(v)} for y, v in self.own.points]
        raw: dict[str, Any] = {"type": "quantitative", "scale": None, "axis": None}
        dot = {"type": "point", "shape": "circle", "fill": PLACE, "stroke": GROUND, "size": 90,
               "opacity": 1}  # fmt: skip
        encoding = {"x": {"field": "x", **raw}, "y": {"field": "y", **raw}}
        return [*found, {"data": {"values": rows}, "mark": dot, "encoding": encoding}]

    def ends(self, at: FanFrame) -> list[Layer]:
        """Names at the ends of the lines, moved apart."""
        chars = 18 if self.layout.wide else 11
        named = [(self.own, PLACE), *([(self.beside, COMPARATOR)] if self.beside else [])]
        texts = [wrapped(path.name, chars) + (f"\n{path.end_label}" if path.end_label else "")
                 for path, _ in named]  # fmt: skip
        wanted = [at.y(path.points[-1][1]) for path, _ in named]
        colours = [colour for _, colour in named]
        if self.level:
            texts.append(wrapped(self.level, chars))
            wanted.append(at.y(self.level_at))
            colours.append(COMPARATOR)
        size = self.layout.font - 1
        tall = max(text.count("\n") + 1 for text in texts) * size * 1.25
        placed = spread(wanted, tall, 0, self.layout.plot_height)
        found = []
        for text, start, end, colour in zip(texts, wanted, placed, colours, strict=True):
            fits = fitting(text, self.layout.right - 16, size)
            found += [
                rule((at.right + 1, start), (at.right + 9, end), OTHER),
                label(text, pixel(at.right + 13), pixel(end), colour=colour, bold=True, size=fits),
            ]
        return found
