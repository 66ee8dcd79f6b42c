"""Numbers behind axes and labels: round ticks, domains, positions that do not collide."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

_STEPS = (1, 2, 2.5, 5, 10)
_NOTHING = 1e-6
"""A span below this is one value: nobody draws an axis so fine."""


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 2.5, 5 × 10ⁿ that cuts `span` into at most `most` parts.

    >>> round_step(21, 5)
    5.0
    """
    if span <= 0:
        return 1.0
    power: float = 10 ** math.floor(math.log10(span / most))
    return next(step * power for step in _STEPS if span / (step * power) <= most * (1 + 1e-9)) * 1.0


def domain(values: Iterable[float], most: int = 5, include: Sequence[float] = ()) -> list[float]:
    """Round ticks that cover the values; the first and last are the ends of the axis.

    >>> domain([23.7, 42.4], 5)
    [20.0, 25.0, 30.0, 35.0, 40.0, 45.0]
    """
    found = [*values, *include]
    low, high = min(found), max(found)
    if high - low < _NOTHING:
        low, high = low - 1, high + 1
    step = round_step(high - low, most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def years_to_mark(first: int, last: int, most: int) -> list[int]:
    """Years for a time axis: both ends, and evenly spaced round ones that keep clear of them.

    >>> years_to_mark(2004, 2023, 6)
    [2004, 2010, 2015, 2020, 2023]
    """
    step = next(s for s in (1, 2, 5, 10, 20, 50) if (last - first) / s <= most - 1)
    clear = max(1, math.ceil(step * 0.6))
    between = [y for y in range(first, last + 1) if y % step == 0]
    inner = [y for y in between if y - first >= clear and last - y >= clear]
    return [first, *inner, last] if last > first else [first]


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The positions, moved apart as little as need be to stand `gap` from each other inside
    low..high; their order is kept.

    >>> spread([10, 12, 40], 6, 0, 100)
    [8.0, 14.0, 40.0]
    """
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    groups: list[tuple[float, int]] = []  # sum of wanted positions, how many labels
    for index in order:
        groups.append((positions[index], 1))
        while len(groups) > 1:
            (one, other) = (_edges(group, gap, low, high) for group in groups[-2:])
            if other[0] - one[1] >= gap - 1e-9:
                break
            (total, count), (more, extra) = groups[-2:]
            groups[-2:] = [(total + more, count + extra)]
    starts = [(_edges(group, gap, low, high)[0], group[1]) for group in groups]
    placed = [start + k * gap for start, count in starts for k in range(count)]
    found = [0.0] * len(positions)
    for index, place in zip(order, placed, strict=True):
        found[index] = place
    return found


def _edges(group: tuple[float, int], gap: float, low: float, high: float) -> tuple[float, float]:
    """First and last position of a group: centred on the mean of what its labels want, but
    inside the bounds."""
    total, count = group
    half = (count - 1) * gap / 2
    centre = min(max(total / count, low + half), high - half)
    return centre - half, centre + half


def wrapped(text: str, width: int) -> str:
    """The text on lines of at most `width` characters, broken at spaces only.

    >>> wrapped("Liverpool City Region", 12)
    'Liverpool\\nCity Region'
    """
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def fitting(text: str, width: float, size: int, least: int = 10) -> int:
    """The font size at which the longest line fits `width` pixels, from `size` down to `least`.

    Bold letters are taken to be 0.58 of the size wide, as in the usual sans serif fonts.

    >>> fitting("Leeds", 84, 14), fitting("Christchurch", 84, 14)
    (14, 12)
    """
    longest = max(len(line) for line in text.split("\n"))
    return max(least, min(size, int(width / (0.58 * longest))))
