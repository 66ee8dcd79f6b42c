"""Money by year: what is paid below zero, what is gained above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from growthplan.report.charts.fan_frame import FanFrame, rule
from growthplan.report.charts.scale import domain, years_to_mark
from growthplan.report.charts.style import (
    COMPARATOR,
    HOLDS_BACK,
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
class YearOfMoney:
    """£ million of one year, none below zero; a gain below zero counts as a loss."""

    year: int
    public: float
    private: float
    gained: float


@dataclass(frozen=True)
class Mark:
    """A year that is marked, and what it is."""

    year: int
    words: str


def money_by_year(rows: tuple[YearOfMoney, ...], mark: Mark | None = None, *, alt: str) -> Drawing:
    """A bar a year: public money, then other money below zero; what is gained above it.

    Raises ValueError for no year.
    """
    if not rows:
        raise ValueError("no year to draw")

    def draw(base: Layout) -> dict[str, object]:
        layout = base.changed(left=64, right=18, top=44 if base.wide else 76)
        return frame(layout, _Scene(rows, mark, layout).layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


@dataclass(frozen=True)
class _Scene:
    rows: tuple[YearOfMoney, ...]
    mark: Mark | None
    layout: Layout

    @property
    def plot(self) -> FanFrame:
        ends = [0.0, *(v for row in self.rows for v in _ends(row))]
        ticks = tuple(domain(ends, 6 if self.layout.wide else 5))
        years = (self.rows[0].year, self.rows[-1].year + 1)
        return FanFrame(0, self.layout.plot_width, 0, self.layout.plot_height, years, ticks)

    def layers(self) -> list[Layer]:
        plot, size = self.plot, self.layout.font - 1
        written = [f"{'−' if t < 0 else ''}£{abs(t):,.10g}{'m' if t else ''}" for t in plot.ticks]
        named = years_to_mark(plot.years[0], plot.years[1] - 1, 7 if self.layout.wide else 4)
        below = [
            label(str(year), pixel(plot.x(year + 0.5)), pixel(plot.bottom + 16), align="center",
                  colour=QUIET, size=size)
            for year in named
        ]  # fmt: skip
        return [
            *plot.grid(written, size),
            *below,
            *self.bars(plot),
            rule((plot.left, plot.y(0)), (plot.right, plot.y(0)), COMPARATOR, 1.5),
            *self.marked(plot, size),
            *self.legend(size),
        ]

    def bars(self, plot: FanFrame) -> list[Layer]:
        paid = [(row.year, 0.0, -row.public) for row in self.rows if row.public]
        others = [(r.year, -r.public, -r.public - r.private) for r in self.rows if r.private]
        gains = [(row.year, 0.0, row.gained) for row in self.rows if row.gained > 0]
        losses = [(r.year, -r.public - r.private, -r.public - r.private + r.gained)
                  for r in self.rows if r.gained < 0]  # fmt: skip
        groups = ((paid, HOLDS_BACK), (others, OTHER), ([*gains, *losses], PLACE))
        return [self.group(plot, bars, colour) for bars, colour in groups if bars]

    def group(self, plot: FanFrame, bars: Sequence[tuple[int, float, float]], colour: str) -> Layer:
        gap = 0.12
        values = [
            {"x": plot.x(year + gap), "x2": plot.x(year + 1 - gap), "y": plot.y(a), "y2": plot.y(b)}
            for year, a, b in bars
        ]
        raw = {"type": "quantitative", "scale": None, "axis": None}
        return {
            "data": {"values": [{k: round(v, 1) for k, v in one.items()} for one in values]},
            "mark": {"type": "rect", "color": colour, "opacity": 1},
            "encoding": {
                "x": {"field": "x", **raw}, "x2": {"field": "x2"},
                "y": {"field": "y", **raw}, "y2": {"field": "y2"},
            },
        }  # fmt: skip

    def marked(self, plot: FanFrame, size: int) -> list[Layer]:
        if self.mark is None:
            return []
        at = plot.x(self.mark.year + 0.5)
        left = at < plot.right * 0.6
        words = label(self.mark.words, pixel(at), pixel(plot.top + 8), align="left" if left else
                      "right", dx=6 if left else -6, colour=QUIET, size=size)  # fmt: skip
        return [rule((at, plot.top), (at, plot.bottom), QUIET, 1.5), words]

    def legend(self, size: int) -> list[Layer]:
        shown = [
            (PLACE, "What the country gains", any(row.gained for row in self.rows)),
            (HOLDS_BACK, "Public money", any(row.public for row in self.rows)),
            (OTHER, "Paid by others", any(row.private for row in self.rows)),
        ]
        at, top = -48.0, -26.0 if self.layout.wide else -62.0
        found: list[Layer] = []
        for colour, words, there in shown:
            if not there:
                continue
            found += [_square(at, top, colour), label(words, pixel(at + 20), pixel(top),
                                                      colour=QUIET, size=size)]  # fmt: skip
            if self.layout.wide:
                at += 40 + len(words) * size * 0.52
            else:
                top += 20
        return found


def _ends(row: YearOfMoney) -> tuple[float, float]:
    paid = -row.public - row.private
    return paid + min(row.gained, 0.0), max(row.gained, 0.0)


def _square(left: float, y: float, colour: str) -> Layer:
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rect", "color": colour},
        "encoding": {"x": pixel(left), "x2": pixel(left + 14), "y": pixel(y - 7),
                     "y2": pixel(y + 7)},
    }  # fmt: skip
