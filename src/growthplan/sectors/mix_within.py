"""How much of a place's productivity gap is its industry mix, and how much lies within industries.

Hours by industry are not published for places, so productivity here is GVA per job: GVA by
industry ÷ employment by industry (employees and working owners).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from growthplan.sectors.detail import SECTION_CUTS, Block, shared_blocks, table_total
from growthplan.sectors.industry_table import EMPLOYMENT, GVA, IndustryTable, pair_notes
from growthplan.sectors.mix_split import METHOD, MixSplit, split_mix
from growthplan.sectors.tables import paired_tables
from growthplan.vocabulary import ENGLAND, Fault, GrowthplanError, Statistics

MEASURE = (
    "The gap here is in GVA per job: GVA by industry ÷ employment by industry (employees and "
    "working owners). Hours by industry are not published for places, so part-time work is in it."
)
IMPUTED_NOTE = (
    "Imputed rental of owner-occupiers is value added that nobody works for. It is kept out of mix "
    "and within and has its own line."
)
PARTS = {
    "mix": "Industry mix",
    "within": "Productivity within industries",
    "interaction": "Interaction of the two",
    "imputed_rent": "Imputed rental of owner-occupiers",
    "outside": "Industries without both figures, and rounding",
    "total": "Gap",
}
FINEST, SECTIONS = "finest", "section"

PART_SCHEMA = {
    "year": pl.Int64,
    "detail": pl.String,
    "split": pl.String,
    "part": pl.String,
    "name": pl.String,
    "gbp": pl.Float64,
    "log_points": pl.Float64,
}
INDUSTRY_SCHEMA = {
    "year": pl.Int64,
    "detail": pl.String,
    "industry": pl.String,
    "share": pl.Float64,
    "comparator_share": pl.Float64,
    "productivity": pl.Float64,
    "comparator_productivity": pl.Float64,
    "mix": pl.Float64,
    "within": pl.Float64,
    "interaction": pl.Float64,
}


@dataclass(frozen=True)
class MixWithin:
    """The gap of one place split into mix, within and interaction, every year."""

    place: str
    comparator: str
    tables: tuple[IndustryTable, IndustryTable, IndustryTable, IndustryTable]
    """GVA of the place and of the comparator, then employment of both."""
    parts: pl.DataFrame
    """Columns of `PART_SCHEMA`: year; detail (`finest`, the finest that all four tables share, or
    `section`); split (`three-way`, or `two-way` with half the interaction in each); part, in £ per
    job and log points. The parts of one year, detail and split sum exactly to its `total`."""
    industries: pl.DataFrame
    """Columns of `INDUSTRY_SCHEMA`; mix, within and interaction in log points sum to the parts."""
    notes: tuple[str, ...]
    methods: tuple[str, ...] = (MEASURE, METHOD, IMPUTED_NOTE)

    @cached_property
    def log_points(self) -> Mapping[tuple[int, str, str, str], float]:
        """By year, detail, split and part."""
        columns = "year", "detail", "split", "part", "log_points"
        return {tuple(key): value for *key, value in self.parts.select(columns).iter_rows()}


def mix_within(statistics: Statistics, place: str, comparator: str = ENGLAND) -> MixWithin:
    """Split a place's gap in GVA per job to a comparator, every year that all figures exist.

    Method: `METHOD`. Raises GrowthplanError when GVA or employment by industry is not published
    for a place, or no year has all four tables filled.
    """
    gva = paired_tables(statistics, GVA, place, comparator)
    jobs = paired_tables(statistics, EMPLOYMENT, place, comparator)
    tables = (*gva, *jobs)
    notes = [*pair_notes(*gva), *pair_notes(*jobs)]
    parts: list[tuple[object, ...]] = []
    industries: list[tuple[object, ...]] = []
    for year in sorted(set.intersection(*(set(t.years) for t in tables))):
        values = [t.values[year] for t in tables]
        for detail, cuts in ((FINEST, None), (SECTIONS, SECTION_CUTS)):
            try:
                found = _split_year(values, cuts)
            except GrowthplanError as fault:
                notes.append(f"{year}, {detail} detail: {fault}")
                continue
            parts += [(year, detail, *row) for row in _part_rows(found)]
            industries += [(year, detail, *row) for row in _industry_rows(found)]
            notes += [n for n in found.notes if n not in notes]
    if not parts:
        raise GrowthplanError(
            Fault(
                f"The gap of {gva[0].name} to {gva[1].name} cannot be split by industry: no year "
                f"has both GVA and employment of both. {' '.join(notes)}",
                fix="Choose another place or comparator.",
                code="no data",
            )
        )
    return MixWithin(
        gva[0].place,
        gva[1].place,
        tables,
        pl.DataFrame(parts, schema=PART_SCHEMA, orient="row"),
        pl.DataFrame(industries, schema=INDUSTRY_SCHEMA, orient="row"),
        tuple(notes),
    )


@dataclass(frozen=True)
class _Year:
    """One year's split with what lies outside it; productivities in £ per job."""

    split: MixSplit
    codes: tuple[str, ...]
    with_all: tuple[float, float]
    """Productivity of place and comparator with everything in it."""
    without_rent: tuple[float, float]
    notes: tuple[str, ...]


def _split_year(
    values: Sequence[Mapping[str, float | None]], cuts: frozenset[float] | None
) -> _Year:
    blocks = shared_blocks(values, cuts)
    rent = [b for b in blocks if not b.divisions]
    kept, notes = merged([b for b in blocks if b.divisions])
    if not kept:
        raise GrowthplanError("no industry has both GVA and jobs on both sides.")
    own_gva, other_gva, own_jobs, other_jobs = (
        np.array([b.values[i] for b in kept], dtype=np.float64) for i in range(4)
    )
    split = split_mix(own_jobs, own_gva * 1e6, other_jobs, other_gva * 1e6)
    totals = [table_total(v) for v in values]
    if min(totals) <= 0:
        raise GrowthplanError("GVA or employment is nought in total on one side.")
    rents = [sum(b.values[i] for b in rent) for i in (0, 1)]
    with_all = (totals[0] * 1e6 / totals[2], totals[1] * 1e6 / totals[3])
    without = (
        (totals[0] - rents[0]) * 1e6 / totals[2],
        (totals[1] - rents[1]) * 1e6 / totals[3],
    )
    if not rent:
        notes.append("Imputed rental is not published apart at this detail: it is in the parts.")
    if min(without) <= 0:
        raise GrowthplanError("GVA without imputed rental is nought on one side.")
    return _Year(split, tuple(b.code for b in kept), with_all, without, tuple(notes))


def merged(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Blocks whose productivity exists on both sides, and what had to be done for that.

    Values are GVA of place and comparator, then jobs of both. A block with GVA but no jobs on one
    side is joined with the next along the line of divisions (the last with the one before); one
    that has nothing on either side is dropped.
    """
    kept: list[Block] = []
    joined: list[str] = []
    pending: Block | None = None
    for block in blocks:
        now = block if pending is None else _join(pending, block)
        if pending is not None:
            joined.append(now.code)
        if _bad(now):
            pending = now
            continue
        pending = None
        if any(now.values):
            kept.append(now)
    if pending is not None and kept:
        kept.append(_join(kept.pop(), pending))
        joined.append(kept[-1].code)
        while _bad(kept[-1]) and len(kept) > 1:
            last = kept.pop()
            kept.append(_join(kept.pop(), last))
    elif pending is not None:
        return [], [f"{pending.code} has GVA but no jobs on one side."]
    if not joined:
        return kept, []
    said = ", ".join(dict.fromkeys(joined))
    return kept, [f"Industries with GVA but no jobs counted are joined with the next: {said}."]


def _bad(block: Block) -> bool:
    """Whether some side has GVA without jobs."""
    return any(block.values[i] != 0 and block.values[i + 2] <= 0 for i in (0, 1))


def _join(a: Block, b: Block) -> Block:
    values = tuple(x + y for x, y in zip(a.values, b.values, strict=True))
    return Block(f"{a.code} with {b.code}", a.first, b.end, values)


def _part_rows(year: _Year) -> list[tuple[object, ...]]:
    split = year.split
    gaps = [place - other for place, other in (year.with_all, year.without_rent)]
    logs = [100 * math.log(place / other) for place, other in (year.with_all, year.without_rent)]
    inner = 100 * math.log(split.place / split.comparator)
    rest = [
        ("imputed_rent", gaps[0] - gaps[1], logs[0] - logs[1]),
        ("outside", gaps[1] - split.gap, logs[1] - inner),
        ("total", gaps[0], logs[0]),
    ]
    ways = {
        "three-way": (
            ("mix", split.mix),
            ("within", split.within),
            ("interaction", split.interaction),
        ),
        "two-way": (("mix", split.mix_two_way), ("within", split.within_two_way)),
    }
    rows: list[tuple[object, ...]] = []
    for way, arrays in ways.items():
        sums = [(part, float(a.sum()), float(a.sum()) * split.factor) for part, a in arrays]
        rows += [(way, part, PARTS[part], gbp, points) for part, gbp, points in (*sums, *rest)]
    return rows


def _industry_rows(year: _Year) -> list[tuple[object, ...]]:
    s = year.split
    columns = (
        s.shares,
        s.comparator_shares,
        s.productivity,
        s.comparator_productivity,
        s.mix * s.factor,
        s.within * s.factor,
        s.interaction * s.factor,
    )
    return [(code, *(float(column[i]) for column in columns)) for i, code in enumerate(year.codes)]
