"""The finest industry detail that tables share, so that nested rows are never counted twice.

Published industry tables nest: a total, its sections, their divisions. Seen along the line of
divisions, every row is a span and the finest rows of a table tile the line. What two tables share
is the tiling whose cuts are in both.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from growthplan.vocabulary.industry import SECTIONS, TOTAL, industry_parents, industry_span

IMPUTED = "68IMP"
"""Imputed rental of owner-occupiers: value added with nobody employed."""
FIRST, END = 1.0, 99.0
_ABSENT = {34, 40, 44, 48, 54, 57, 67, 76, 83, 89}
_STARTS = sorted([float(d) for d in range(1, 99) if d not in {4, *_ABSENT}] + [68.5, END])
SECTION_CUTS = frozenset(float(first) for first, _ in SECTIONS.values()) | {68.5, END}
"""Where sections begin, along the line of divisions; imputed rental is kept apart."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One finest row of a table: the span of divisions that it covers, and its value."""

    first: float
    end: float
    value: float
    code: str


@dataclass(frozen=True, slots=True)
class Block:
    """A span of divisions that several tables can all add up to; values in the tables' order."""

    code: str
    first: float
    end: float
    values: tuple[float, ...]

    @property
    def divisions(self) -> frozenset[int]:
        """Divisions inside it."""
        return divisions_between(self.first, self.end)


@lru_cache(maxsize=4096)
def divisions_between(first: float, end: float) -> frozenset[int]:
    """The divisions that exist from one point of the line up to another; the half of division 68
    that is imputed rental is not one.

    >>> sorted(divisions_between(33.0, 36.0)), sorted(divisions_between(68.0, 68.5))
    ([33, 35], [])
    """
    return frozenset(
        int(start) for start in _STARTS if first <= start < end and start not in (68.0, END)
    )


def _snap(point: float) -> float:
    """The first division that exists at or after a point: no row covers 34 or 40."""
    return next((start for start in _STARTS if start >= point), END)


@lru_cache(maxsize=4096)
def span(code: str) -> tuple[float, float]:
    """The span of a code along divisions that exist.

    >>> span("C (10-33)"), span("66")
    ((10.0, 35.0), (66.0, 68.0))
    """
    first, end = industry_span(code)
    return _snap(first), _snap(end)


def tiles(values: Mapping[str, float | None]) -> tuple[Tile, ...]:
    """The finest rows of one table that never overlap, in order of division.

    Where a row's parts are not all published, the row itself stands for them; where neither is,
    there is a hole. A table of whole divisions without imputed rental (a count of jobs) gets a
    tile of nought for it.
    """
    filled = tuple(sorted([code for code, value in values.items() if value is not None]))
    return tuple(
        [Tile(first, end, values.get(code) or 0.0, code) for first, end, code in _layout(filled)]
    )


@lru_cache(maxsize=512)
def _layout(codes: tuple[str, ...]) -> tuple[tuple[float, float, str], ...]:
    """Spans and codes of the finest rows among filled ones; the same for every year that fills
    the same rows, hence remembered."""
    spans, children = _nesting(codes)
    found: list[str] = []
    for code in children.get(None, ()):
        found += _finest(code, spans, children)
    return tuple((*spans[code], code) for code in sorted(found, key=lambda code: spans[code][0]))


def _nesting(
    codes: tuple[str, ...],
) -> tuple[Mapping[str, tuple[float, float]], Mapping[str | None, tuple[str, ...]]]:
    """Spans of codes, one code a span, and the codes directly under each."""
    named: dict[tuple[float, float], str] = {}
    for code in codes:
        where = span(code)
        if where[0] < where[1]:
            named.setdefault(where, code)
    if (68.5, 69.0) in named and not any(first <= 68.0 < end for first, end in named):
        named[68.0, 68.5] = IMPUTED
    spans = {code: where for where, code in named.items()}
    children: dict[str | None, tuple[str, ...]] = {}
    for code, parent in industry_parents(spans).items():
        children[parent] = (*children.get(parent, ()), code)
    return spans, children


def _finest(
    code: str,
    spans: Mapping[str, tuple[float, float]],
    children: Mapping[str | None, Sequence[str]],
) -> list[str]:
    below = [found for c in children.get(code, ()) for found in _finest(c, spans, children)]
    below.sort(key=lambda part: spans[part][0])
    first, end = spans[code]
    edges = [first, *(spans[part][1] for part in below)]
    whole = bool(below) and edges[-1] == end
    if whole and all(spans[p][0] == edge for p, edge in zip(below, edges, strict=False)):
        return below
    return [code]


def shared_blocks(
    tables: Sequence[Mapping[str, float | None]], cuts: Collection[float] | None = None
) -> tuple[Block, ...]:
    """The finest blocks that every table adds up to exactly, with each table's value.

    `cuts` allows only those cuts, such as `SECTION_CUTS`. Blocks in which some table has a hole
    are left out: compare `missing_divisions`.
    """
    tilings = [tiles(table) for table in tables]
    names: dict[tuple[float, float], str] = {}
    for table in tables:
        for code in table:
            names.setdefault(span(code), code)
    points = set.intersection(
        *({e for t in tiling for e in (t.first, t.end)} for tiling in tilings)
    )
    if cuts is not None:
        points &= set(cuts)
    blocks = []
    starts = [[tile.first for tile in tiling] for tiling in tilings]
    for first, end in pairwise(sorted(points)):
        # No tile crosses a point that is an edge of its table, so those inside are a run.
        sums = [
            _sum_of(tiling[bisect_left(at, first) : bisect_left(at, end)], first, end)
            for tiling, at in zip(tilings, starts, strict=True)
        ]
        filled = tuple(s for s in sums if s is not None)
        if len(filled) == len(sums):
            blocks.append(Block(names.get((first, end)) or _label(first, end), first, end, filled))
    return tuple(blocks)


def _sum_of(inside: Sequence[Tile], first: float, end: float) -> float | None:
    """Sum of the tiles in a span, None when they do not fill it."""
    edge = first
    for tile in inside:
        if tile.first != edge:
            return None
        edge = tile.end
    return sum(tile.value for tile in inside) if edge == end else None


def _label(first: float, end: float) -> str:
    """A published-looking code for a block that no table names."""
    if (first, end) == (FIRST, END):
        return TOTAL
    inside = sorted(divisions_between(first, end))
    if not inside:
        return IMPUTED
    return str(inside[0]) if len(inside) == 1 else f"{inside[0]}-{inside[-1]}"


def missing_divisions(values: Mapping[str, float | None]) -> frozenset[int]:
    """Divisions for which a table has no value at any detail."""
    held = {d for tile in tiles(values) for d in divisions_between(tile.first, tile.end)}
    return divisions_between(FIRST, END) - held


def table_total(values: Mapping[str, float | None]) -> float:
    """The published total, or the sum of the finest rows where none is published."""
    total = values.get(TOTAL)
    return total if total is not None else sum(tile.value for tile in tiles(values))
