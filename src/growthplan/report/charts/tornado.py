"""A tornado: how far an answer swings between the ends of each assumption, the widest on top."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.charts.fan_frame import rule
from growthplan.report.charts.fans import written_ticks
from growthplan.report.charts.scale import domain, fitting, wrapped
from growthplan.report.charts.style import (
    COMPARATOR,
    GRID,
    HOLDS_BACK,
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
class Blade:
    """One assumption: where the answer lies at its two ends."""

    name: str
    low: float
    high: float
    shown: str
    """A few words at the right, such as its share and grade."""
    assumed: bool


def tornado(blades: tuple[Blade, ...], middle: float, *, mark: str, alt: str) -> Drawing:
    """Bars around the middle of the answer; those on assumption orange.

    `mark` follows the numbers on the axis. Raises ValueError for none.
    """
    if not blades:
        raise ValueError("no bar to draw")

    def draw(base: Layout) -> dict[str, object]:
        step = 38 if base.wide else 60
        layout = base.changed(
            left=262 if base.wide else 14,
            right=150 if base.wide else 14,
            top=34,
            bottom=34,
            height=72 + step * len(blades),
        )
        return frame(layout, _Scene(blades, middle, mark, layout, step).layers())

    return Drawing(draw(WIDE), draw(NARROW), alt)


@dataclass(frozen=True)
class _Scene:
    blades: tuple[Blade, ...]
    middle: float
    mark: str
    layout: Layout
    step: int

    @property
    def ticks(self) -> list[float]:
        ends = [end for blade in self.blades for end in (blade.low, blade.high)]
        return domain([*ends, self.middle], 5 if self.layout.wide else 3)

    def along(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.layout.plot_width * (value - low) / (high - low)

    def layers(self) -> list[Layer]:
        size = self.layout.font - 2
        start = -250.0 if self.layout.wide else -10.0
        return [
            *self.axis(size),
            *_square(start, PLACE, "rests on evidence", size),
            *_square(start + 148, HOLDS_BACK, "assumed", size),
            *(layer for n, blade in enumerate(self.blades) for layer in self.blade(n, blade)),
            self.line(),
            *(layer for n, blade in enumerate(self.blades) for layer in self.name(n, blade)),
        ]

    def axis(self, size: int) -> list[Layer]:
        tall = self.layout.plot_height
        found = []
        for tick, words in zip(
            self.ticks, written_ticks(tuple(self.ticks), self.mark), strict=True
        ):
            at = self.along(tick)
            found += [
                rule((at, 0), (at, tall), GRID),
                label(
                    words,
                    pixel(at),
                    pixel(tall + 16),
                    align=self.side(tick),
                    colour=QUIET,
                    size=size,
                ),
            ]
        return found

    def side(self, tick: float) -> str:
        """Words at the ends of the axis stay inside the picture on a phone."""
        ends = {self.ticks[0]: "left", self.ticks[-1]: "right"}
        return "center" if self.layout.wide else ends.get(tick, "center")

    def line(self) -> Layer:
        at = self.along(self.middle)
        return rule((at, -6), (at, self.layout.plot_height), COMPARATOR, 1.5)

    def height(self, index: int) -> float:
        """On a phone the name stands above its bar."""
        return (index + 0.5) * self.step + (0 if self.layout.wide else 16)

    def blade(self, index: int, blade: Blade) -> list[Layer]:
        colour = HOLDS_BACK if blade.assumed else PLACE
        return [_bar(self.along(blade.low), self.along(blade.high), self.height(index), colour, 9)]

    def name(self, index: int, blade: Blade) -> list[Layer]:
        y, size = self.height(index), self.layout.font - 1
        if self.layout.wide:
            room = self.layout.left - 14
            fits = min(fitting(wrapped(one.name, 38), room, size) for one in self.blades)
            right = pixel(self.layout.plot_width + 10)
            return [
                label(wrapped(blade.name, 38), pixel(-10), pixel(y), align="right", colour=INK,
                      size=fits),
                label(blade.shown, right, pixel(y), colour=INK, size=size - 1),
            ]  # fmt: skip
        words = wrapped(f"{blade.name}: {blade.shown}", 44)
        fits = fitting(words, self.layout.plot_width, size - 1)
        over = label(words, pixel(0), pixel(y - 28), colour=INK, size=fits)
        return [halo(over), over]


def _bar(left: float, right: float, y: float, colour: str, half: float) -> Layer:
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rect", "color": colour},
        "encoding": {
            "x": pixel(left),
            "x2": pixel(max(right, left + 1.5)),
            "y": pixel(y - half),
            "y2": pixel(y + half),
        },
    }


def _square(left: float, colour: str, words: str, size: int) -> list[Layer]:
    return [
        _bar(left, left + 14, -20, colour, 7),
        label(words, pixel(left + 20), pixel(-20), colour=QUIET, size=size),
    ]
