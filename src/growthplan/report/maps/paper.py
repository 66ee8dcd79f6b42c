"""From kilometres to pixels: the window, the paths, where names stand, the scale bar."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from growthplan.report.charts.scale import wrapped
from growthplan.report.maps.outlines import Area, Box, Outlines
from growthplan.report.maps.projection import Points
from growthplan.report.sheet import UNITS_PER_PIXEL, Label, ScaleBar

WIDTH = 460
"""Pixels across a map: beside a chart on a wide screen, whole on a phone."""
FONT = 16
"""Font size of names, in pixels of the sheet; 10 when a phone of 320 pixels shrinks the sheet."""
MARK = 8
"""Half the size of a mark that names keep clear of, in pixels."""
LEAST_HEIGHT, MOST_HEIGHT = 260, 700
_LENGTHS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
"""Kilometres that a scale bar may stand for."""


@dataclass(frozen=True)
class Paper:
    """A window on the map with a number of pixels for each kilometre."""

    box: Box
    pixels_per_km: float

    @property
    def width(self) -> int:
        return round(self.box.width * self.pixels_per_km)

    @property
    def height(self) -> int:
        return round(self.box.height * self.pixels_per_km)

    @property
    def square_km(self) -> float:
        """The ground that one pixel covers."""
        return 1 / self.pixels_per_km**2

    def pixels(self, points: Points) -> Points:
        """Pixels right of the left edge and below the top."""
        corner = (self.box.west, self.box.north)
        return np.asarray((points - corner) * (self.pixels_per_km, -self.pixels_per_km))

    def path(self, drawn: Outlines, areas: Iterable[Area]) -> str:
        """SVG path data of some areas, in quarters of a pixel; specks below a pixel are left out.

        Points are rounded before they are told apart, so both sides of a border round alike.
        """
        pieces = []
        for area in areas:
            for numbers in drawn.visible_rings(area, self.square_km):
                points = np.rint(self.pixels(drawn.ring(numbers)) * UNITS_PER_PIXEL).astype(int)
                pieces.append(_ring(points))
        return "".join(pieces)


def _ring(points: Points) -> str:
    steps = np.diff(points, axis=0)
    steps = steps[np.any(steps != 0, axis=1)][:-1].tolist()
    if len(steps) < 2:
        return ""
    moves = "".join(f"{x}{y}" if y < 0 else f"{x} {y}" for x, y in _joined(steps))
    start = points[0]
    return f"M{start[0]} {start[1]}l{moves.strip()}z"


def _joined(steps: list[list[int]]) -> list[tuple[str, int]]:
    """Steps across, each set off from the number before by its own sign or a blank."""
    return [(f"{x}" if x < 0 else f" {x}", y) for x, y in steps]


def paper_for(box: Box, width: int = WIDTH, most_height: int = MOST_HEIGHT) -> Paper:
    """Paper of a width that shows at least the window, not flatter or taller than a page bears."""
    tall, wide = box.height, box.width
    if tall / wide > most_height / width:
        wide = tall * width / most_height
    if tall / wide < LEAST_HEIGHT / width:
        tall = wide * LEAST_HEIGHT / width
    x, y = (box.west + box.east) / 2, (box.south + box.north) / 2
    window = Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    return Paper(window, width / wide)


def scale_bar(paper: Paper) -> ScaleBar:
    """A round length of at most a quarter of the sheet."""
    most = paper.box.width / 4
    length = max(step for step in _LENGTHS if step <= max(most, _LENGTHS[0]))
    return ScaleBar(length * paper.pixels_per_km, f"{length:g} km")


def names(
    drawn: Outlines, areas: Sequence[Area], paper: Paper, clear: Sequence[tuple[float, float]] = ()
) -> tuple[Label, ...]:
    """A name on each area, where there is most room, moved where it would meet another or cover
    a mark at one of the points `clear` (pixels)."""
    placed: list[Label] = []
    for area in sorted(areas, key=lambda a: a.name):
        at = paper.pixels(roomiest(drawn, area)[None, :])[0]
        lines = tuple(wrapped(area.name, 12).split("\n"))
        half = max(len(line) for line in lines) * FONT * 0.31
        x = float(np.clip(at[0], half + 2, paper.width - half - 2))
        placed.append(Label(round(x, 1), round(float(at[1]), 1), lines))
    return _off_marks(placed, paper, clear) if clear else _apart(placed, paper.height)


def _apart(labels: list[Label], height: int) -> tuple[Label, ...]:
    done: list[Label] = []
    for label in sorted(labels, key=lambda one: one.y):
        y = label.y
        for other in done:
            if _overlap(Label(label.x, y, label.lines), other):
                y = other.y + FONT * 0.6 * (len(other.lines) + len(label.lines))
        done.append(Label(label.x, round(min(y, height - FONT), 1), label.lines))
    return tuple(done)


def _off_marks(
    labels: list[Label], paper: Paper, clear: Sequence[tuple[float, float]]
) -> tuple[Label, ...]:
    """Each name at the nearest place of a grid where it covers no mark and no name."""
    steps = sorted(
        ((dx * FONT, dy * FONT / 2) for dx in range(-4, 5) for dy in range(-8, 9)),
        key=lambda step: (math.hypot(*step), step),
    )
    done: list[Label] = []
    for label in sorted(labels, key=lambda one: one.y):
        tried = [
            Label(round(label.x + dx, 1), round(label.y + dy, 1), label.lines)
            for dx, dy in steps
            if _on_paper(label.x + dx, label.y + dy, label, paper)
        ] or [label]
        done.append(min(tried, key=lambda one: _covered(one, done, clear)))
    return tuple(done)


def _on_paper(x: float, y: float, label: Label, paper: Paper) -> bool:
    across, down = _half(label, 0), _half(label, 1)
    return across <= x <= paper.width - across and down <= y <= paper.height - down


def _covered(label: Label, names: list[Label], clear: Sequence[tuple[float, float]]) -> int:
    """How many names and marks a label would meet."""
    marks = sum(
        abs(label.x - x) < _half(label, 0) + MARK and abs(label.y - y) < _half(label, 1) + MARK
        for x, y in clear
    )
    return marks + sum(_overlap(label, other) for other in names)


def _overlap(one: Label, other: Label) -> bool:
    across, down = ((_half(one, i) + _half(other, i)) for i in (0, 1))
    return abs(one.x - other.x) < across and abs(one.y - other.y) < down


def _half(label: Label, axis: int) -> float:
    if axis:
        return len(label.lines) * FONT * 0.58
    return max(len(line) for line in label.lines) * FONT * 0.31


def roomiest(drawn: Outlines, area: Area) -> Points:
    """The point of the area's largest ring that is farthest from its border, off a 24 × 24 grid."""
    ring = drawn.ring(max(area.rings, key=drawn.size))
    low, high = ring.min(axis=0), ring.max(axis=0)
    axes = [np.linspace(low[i], high[i], 26)[1:-1] for i in (0, 1)]
    grid = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    grid = grid[_inside(ring, grid)]
    if not len(grid):
        return np.asarray(ring.mean(axis=0))
    start, way = ring[:-1], np.diff(ring, axis=0)
    length = np.maximum((way**2).sum(axis=1), 1e-12)
    along = ((grid[:, None, :] - start) * way).sum(axis=2) / length
    nearest = start + np.clip(along, 0, 1)[:, :, None] * way
    room = np.sqrt(((grid[:, None, :] - nearest) ** 2).sum(axis=2)).min(axis=1)
    return np.asarray(grid[int(np.argmax(room))])


def _inside(ring: Points, points: Points) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which points lie in a ring, by counting crossings to the east."""
    x, y = points[:, 0, None], points[:, 1, None]
    x1, y1, x2, y2 = ring[:-1, 0], ring[:-1, 1], ring[1:, 0], ring[1:, 1]
    spans = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = x1 + (y - y1) / (y2 - y1) * (x2 - x1)
    return np.asarray(np.sum(spans & (x < crossing), axis=1) % 2 == 1)
