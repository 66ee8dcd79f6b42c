"""A diagram laid out: where each thing stands, and how each flow runs, in pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from growthplan.report.charts.scale import wrapped
from growthplan.report.diagram import Diagram, Flow, Node

_WIDE, _NARROW = 800, 328
_BOX, _NARROW_BOX = 154, 94
_LINE, _PAD, _GAP, _TOP = 16, 7, 10, 34
_THICKEST, _THINNEST = 16.0, 1.2


@dataclass(frozen=True, slots=True)
class Box:
    """A thing where it stands, in pixels."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A flow as an SVG path."""

    flow: Flow
    path: str
    thickness: float


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over a column."""

    x: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Laid:
    """A diagram laid out for one width."""

    width: int
    height: float
    headings: tuple[Heading, ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


def lay_out(diagram: Diagram, *, wide: bool) -> Laid:
    """Place every thing and flow: columns left to right, centred, in the order given.

    On a phone the first column is left out where there are more than three, as four do not fit;
    the table has it.
    """
    first = 0 if wide or len(diagram.columns) < 4 else 1
    columns = range(first, len(diagram.columns))
    width, box = (_WIDE, _BOX) if wide else (_NARROW, _NARROW_BOX)
    step = (width - box) / max(len(columns) - 1, 1)
    sized = {
        column: [_lines(node, wide) for node in diagram.nodes if node.column == column]
        for column in columns
    }
    tall = max(
        (sum(_height(lines) + _GAP for _, lines in held) for held in sized.values()), default=0
    )
    boxes = [
        placed
        for place, column in enumerate(columns)
        for placed in _stack(sized[column], place * step, box, tall)
    ]
    chars = 22 if wide else 14
    headings = tuple(
        Heading(place * step, tuple(wrapped(diagram.columns[column], chars).split("\n")))
        for place, column in enumerate(columns)
    )
    at = {one.node.id: one for one in boxes}
    curves = tuple(_curve(f, at[f.start], at[f.end]) for f in diagram.flows
                   if f.start in at and f.end in at)  # fmt: skip
    return Laid(width, _TOP + tall, headings, tuple(boxes), curves)


def _lines(node: Node, wide: bool) -> tuple[Node, tuple[str, ...]]:
    return node, tuple(wrapped(node.text, 22 if wide else 14).split("\n"))


def _height(lines: tuple[str, ...]) -> float:
    """The words, the number under them, and room around."""
    return (len(lines) + 1) * _LINE + 2 * _PAD


def _stack(
    held: list[tuple[Node, tuple[str, ...]]], x: float, width: float, tall: float
) -> Iterator[Box]:
    used = sum(_height(lines) + _GAP for _, lines in held)
    spare = (tall - used) / (len(held) + 1)
    y = _TOP + spare
    for node, lines in held:
        yield Box(node, x, y, width, _height(lines), lines)
        y += _height(lines) + _GAP + spare


def _curve(flow: Flow, start: Box, end: Box) -> Curve:
    x0, x1 = start.x + start.width, end.x
    y0, y1 = start.y + start.height / 2, end.y + end.height / 2
    middle = (x0 + x1) / 2
    path = f"M{x0:.1f},{y0:.1f}C{middle:.1f},{y0:.1f} {middle:.1f},{y1:.1f} {x1:.1f},{y1:.1f}"
    return Curve(flow, path, max(_THINNEST, _THICKEST * flow.share))
