"""A matrix of pairs: how much each two together add or take, signed, with its range."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.charts.scale import fitting, wrapped
from growthplan.report.charts.style import (
    COMPARATOR,
    GRID,
    GROUND,
    HELPS,
    HOLDS_BACK,
    INK,
    NARROW,
    QUIET,
    WIDE,
    Layer,
    Layout,
    frame,
    label,
    pixel,
)
from growthplan.report.model import Drawing

MOST_PLAYERS = 7
"""Rows and columns whose cells still hold a number with its range."""
_TALL, _STEP = 58, 46


@dataclass(frozen=True)
class Pair:
    """Two of the names with what their being together brings, as written."""

    first: str
    second: str
    value: float
    shown: str
    range: str
    clear: bool
    """Whether the range keeps clear of nought."""


def pair_matrix(names: tuple[str, ...], pairs: tuple[Pair, ...], *, alt: str) -> Drawing:
    """A triangle of cells on a wide page; on a phone the same pairs as a list.

    Pairs above zero are dark with white words, those below orange, those that cannot be told from
    zero white. Raises ValueError for fewer than two names, more than `MOST_PLAYERS`, or a pair of
    others.
    """
    if not 2 <= len(names) <= MOST_PLAYERS:
        raise ValueError(f"{len(names)} names: between 2 and {MOST_PLAYERS} make a matrix")
    stray = [p for p in pairs if p.first not in names or p.second not in names]
    if stray or not pairs:
        raise ValueError(f"pairs that do not fit the names: {stray}" if stray else "no pair")
    return Drawing(_triangle(names, pairs), _list(pairs), alt)


def _triangle(names: tuple[str, ...], pairs: tuple[Pair, ...]) -> dict[str, object]:
    layout = WIDE.changed(left=196, right=16, top=52, bottom=12,
                          height=64 + _TALL * (len(names) - 1))  # fmt: skip
    wide = layout.plot_width / (len(names) - 1)
    found: list[Layer] = []
    for n, name in enumerate(names[:-1]):
        words = wrapped(name, max(9, int(wide / 8)))
        found.append(
            label(words, pixel((n + 0.5) * wide), pixel(-24), align="center", colour=INK,
                  size=fitting(words, wide - 4, layout.font - 2))
        )  # fmt: skip
    for n, name in enumerate(names[1:]):
        words = wrapped(name, 24)
        found.append(label(words, pixel(-10), pixel((n + 0.5) * _TALL), align="right", colour=INK,
                           size=layout.font - 1))  # fmt: skip
    held = {frozenset((p.first, p.second)): p for p in pairs}
    for row, second in enumerate(names[1:]):
        for column, first in enumerate(names[: row + 1]):
            pair = held.get(frozenset((first, second)))
            corner = (column * wide, row * _TALL)
            found += _cell(pair, corner, wide, layout)
    return frame(layout, found)


def _cell(
    pair: Pair | None, corner: tuple[float, float], wide: float, layout: Layout
) -> list[Layer]:
    left, top = corner
    ground, words = _colours(pair)
    box: Layer = {
        "data": {"values": [{}]},
        "mark": {"type": "rect", "color": ground, "stroke": COMPARATOR if pair else GRID,
                 "strokeWidth": 0.5},
        "encoding": {
            "x": pixel(left + 2), "x2": pixel(left + wide - 2),
            "y": pixel(top + 2), "y2": pixel(top + _TALL - 2),
        },
    }  # fmt: skip
    if pair is None:
        return [box]
    middle = left + wide / 2
    return [
        box,
        label(pair.shown, pixel(middle), pixel(top + _TALL * 0.36), align="center", colour=words,
              bold=True, size=fitting(pair.shown, wide - 8, layout.font)),
        label(pair.range, pixel(middle), pixel(top + _TALL * 0.7), align="center", colour=words,
              size=fitting(pair.range, wide - 6, layout.font - 4, 9)),
    ]  # fmt: skip


def _colours(pair: Pair | None) -> tuple[str, str]:
    """Ground and words of a cell."""
    if pair is None or not pair.clear:
        return GROUND, INK
    return (HELPS, GROUND) if pair.value >= 0 else (HOLDS_BACK, COMPARATOR)


def _list(pairs: tuple[Pair, ...]) -> dict[str, object]:
    shown = sorted(pairs, key=lambda p: (-abs(p.value), p.first, p.second))[:10]
    layout = NARROW.changed(left=4, right=4, top=8, bottom=4, height=12 + (_STEP + 16) * len(shown))
    found: list[Layer] = []
    for n, pair in enumerate(shown):
        top = n * (_STEP + 16)
        ground, words = _colours(pair)
        name = wrapped(f"{pair.first} with {pair.second}", 26)
        found += [
            {
                "data": {"values": [{}]},
                "mark": {"type": "rect", "color": ground, "stroke": COMPARATOR,
                         "strokeWidth": 0.5},
                "encoding": {"x": pixel(208), "x2": pixel(layout.plot_width), "y": pixel(top + 4),
                             "y2": pixel(top + _STEP + 8)},
            },
            label(name, pixel(0), pixel(top + _STEP * 0.62), colour=INK,
                  size=fitting(name, 200, layout.font)),
            label(pair.shown, pixel(260), pixel(top + 20), align="center", colour=words, bold=True,
                  size=layout.font),
            label(pair.range, pixel(260), pixel(top + 40), align="center", colour=words,
                  size=fitting(pair.range, 100, layout.font - 3, 9)),
        ]  # fmt: skip
        if n:
            found.append({
                "data": {"values": [{}]},
                "mark": {"type": "rule", "color": QUIET, "strokeWidth": 0.4},
                "encoding": {"x": pixel(0), "x2": pixel(200), "y": pixel(top - 2)},
            })  # fmt: skip
    return frame(layout, found)
