"""A sector's values at the detail that places publish, and what that detail cannot tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from growthplan.sectors.definition import SectorDefinition
from growthplan.sectors.detail import Block


@dataclass(frozen=True, slots=True)
class SectorSum:
    """One sector in every table of some blocks, in the tables' order."""

    sector: SectorDefinition
    core: tuple[float, ...]
    """Industries that belong as a whole."""
    value: tuple[float, ...] | None
    """Industries that count towards it; None when some are published only among others."""
    broad: tuple[float, ...]
    """Every industry that holds some of it."""
    codes: tuple[str, ...]
    """Industries counted, as published."""
    mixed: tuple[str, ...]
    """Industries counted though some of their divisions do not belong."""
    lost: tuple[int, ...]
    """Divisions of the sector that are published only among others."""


def sector_sum(sector: SectorDefinition, blocks: Sequence[Block]) -> SectorSum:
    """Sums of a sector over blocks.

    A block counts when at least half of its divisions are counted towards the sector. When a
    counted division lies in a block that does not count, the sector cannot be told apart at this
    detail and has only its core and its broad reach.
    """
    divisions = tuple(b.divisions for b in blocks)
    within, core, broad, mixed, lost = _reach(
        *(
            frozenset(d)
            for d in (sector.counted_divisions, sector.whole_divisions, sector.touched_divisions)
        ),
        divisions,
    )
    tables = len(blocks[0].values) if blocks else 0
    can = bool(sector.counted_divisions) and not lost
    return SectorSum(
        sector,
        core=_totals([blocks[i] for i in core], tables),
        value=_totals([blocks[i] for i in within], tables) if can else None,
        broad=_totals([blocks[i] for i in broad], tables),
        codes=tuple(blocks[i].code for i in within),
        mixed=tuple(blocks[i].code for i in mixed),
        lost=lost,
    )


@lru_cache(maxsize=1024)
def _reach(
    counted: frozenset[int],
    whole: frozenset[int],
    touched: frozenset[int],
    blocks: tuple[frozenset[int], ...],
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Which blocks, by their divisions, count towards a sector, are its core, hold some of it,
    and count though they hold more; and the divisions of it that no counted block has. Years
    published in the same detail have the same answer, hence remembered."""
    there = [(i, d) for i, d in enumerate(blocks) if d]
    within = [(i, d) for i, d in there if 2 * len(d & counted) >= len(d)]
    reached = frozenset[int]().union(*(d for _, d in within))
    return (
        tuple(i for i, _ in within),
        tuple(i for i, d in there if d <= whole),
        tuple(i for i, d in there if d & touched),
        tuple(i for i, d in within if not d <= counted),
        tuple(sorted(counted - reached)),
    )


def _totals(blocks: Sequence[Block], tables: int) -> tuple[float, ...]:
    return tuple(sum(block.values[i] for block in blocks) for i in range(tables))


def sum_notes(found: SectorSum, where: str) -> tuple[str, ...]:
    """What a reader must know of a sector's sum: why there is none, or what it takes in."""
    sector = found.sector
    if not sector.sic:
        return (f"{sector.title}: no figure. {sector.misses}",)
    if not sector.counted_divisions:
        return (
            f"{sector.title}: no figure, only the industries that hold some of it. {sector.misses}",
        )
    if found.value is None:
        divisions = ", ".join(str(d) for d in found.lost)
        return (
            f"{sector.title}: {where} is published too coarsely to tell it apart (division "
            f"{divisions} only among others), so only the industries wholly in it, and all that "
            "hold some of it, are shown.",
        )
    if found.mixed:
        return (
            f"{sector.title}: {where} counts {', '.join(found.mixed)}, which holds other "
            "industries too.",
        )
    return ()
