"""Mix against within where a place has GVA by industry but no jobs by industry: two parts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from growthplan.accounts import relative
from growthplan.sectors.detail import SECTION_CUTS, shared_blocks, table_total
from growthplan.sectors.industry_table import EMPLOYMENT, GVA, IndustryTable, pair_notes
from growthplan.sectors.mix_within import FINEST, PARTS, SECTIONS, merged
from growthplan.sectors.tables import industry_table, paired_tables
from growthplan.vocabulary import ENGLAND, Fault, GrowthplanError, Statistics

METHOD = (
    "Jobs by industry are not published for this place. Its expected productivity is what its GVA "
    "would give if each pound took as many jobs as in the same industry of the comparator. Mix is "
    "how far that lies from the comparator's productivity; within is the rest of the published gap "
    "in GVA per job, with any interaction in it. Rougher than a split by jobs, and not comparable "
    "with one."
)
SCHEMA = {
    "year": pl.Int64,
    "detail": pl.String,
    "part": pl.String,
    "name": pl.String,
    "log_points": pl.Float64,
}


@dataclass(frozen=True)
class ShareMix:
    """The gap of one place split into mix and within by shares of GVA, every year."""

    place: str
    comparator: str
    tables: tuple[IndustryTable, IndustryTable, IndustryTable]
    """GVA of the place and of the comparator, then employment of the comparator."""
    parts: pl.DataFrame
    """Columns of `SCHEMA`; mix, imputed_rent and within of one year and detail sum exactly to
    its total, 100 × ln of published GVA per job (unsmoothed) relative to the comparator."""
    notes: tuple[str, ...]
    methods: tuple[str, ...] = (METHOD,)

    @cached_property
    def log_points(self) -> Mapping[tuple[int, str, str, str], float]:
        """By year, detail, split (always `two-way`) and part."""
        rows = self.parts.select("year", "detail", "part", "log_points").iter_rows()
        return {(year, detail, "two-way", part): value for year, detail, part, value in rows}


def expected_productivity(
    gva: Sequence[float], comparator_gva: Sequence[float], comparator_jobs: Sequence[float]
) -> float:
    """GVA per job of a place if each industry were as productive as the comparator's.

    >>> expected_productivity([50, 50], [100, 300], [10, 10])
    15.0

    Raises GrowthplanError when the place has GVA in an industry that the comparator lacks, or
    none at all.
    """
    jobs = 0.0
    for made, other, workers in zip(gva, comparator_gva, comparator_jobs, strict=True):
        if made and (other <= 0 or workers <= 0):
            raise GrowthplanError("The comparator has no productivity in an industry of the place.")
        jobs += made * workers / other if made else 0.0
    if jobs <= 0:
        raise GrowthplanError("The place has no GVA in industries that the comparator has.")
    return sum(gva) / jobs


def share_mix(statistics: Statistics, place: str, comparator: str = ENGLAND) -> ShareMix:
    """Split a gap by shares of GVA. Method: `METHOD`.

    Raises GrowthplanError when GVA by industry of either place, jobs by industry of the
    comparator, or GVA per job of either is not published for a common year.
    """
    gva = paired_tables(statistics, GVA, place, comparator)
    jobs = industry_table(statistics, EMPLOYMENT, comparator)
    gaps = relative(statistics, "gva_per_job", gva[0].place, gva[1].place, basis="unsmoothed")
    totals = {row["year"]: row["index"] for row in gaps.iter_rows(named=True)}
    notes = list(pair_notes(*gva))
    rows: list[tuple[object, ...]] = []
    for year in sorted({*gva[0].years} & {*gva[1].years} & {*jobs.years} & {*totals}):
        values = [gva[0].values[year], gva[1].values[year], jobs.values[year]]
        for detail, cuts in ((FINEST, None), (SECTIONS, SECTION_CUTS)):
            try:
                parts = _split(values, cuts, 100 * math.log(totals[year] / 100))
            except GrowthplanError as fault:
                notes.append(f"{year}, {detail} detail: {fault}")
                continue
            rows += [(year, detail, part, PARTS[part], points) for part, points in parts]
    if not rows:
        raise GrowthplanError(
            Fault(
                f"The gap of {gva[0].name} to {gva[1].name} cannot be split by shares of GVA: no "
                f"year has every figure. {' '.join(notes)}",
                fix="Choose another place or comparator.",
                code="no data",
            )
        )
    table = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return ShareMix(gva[0].place, gva[1].place, (*gva, jobs), table, tuple(notes))


def _split(
    values: Sequence[Mapping[str, float | None]], cuts: frozenset[float] | None, total: float
) -> list[tuple[str, float]]:
    """Mix, imputed rent, within and total, in log points."""
    blocks = shared_blocks([values[0], values[1], values[2], values[2]], cuts)
    kept, _ = merged([b for b in blocks if b.divisions])
    own, other, jobs = ([b.values[i] for b in kept] for i in (0, 1, 2))
    if sum(jobs) <= 0 or sum(own) <= 0 or sum(other) <= 0:
        raise GrowthplanError("GVA or employment is nought in total on one side.")
    expected = expected_productivity(own, other, jobs)
    mix = 100 * math.log(expected / (sum(other) / sum(jobs)))
    swollen = [table_total(v) / sum(kept) for v, kept in ((values[0], own), (values[1], other))]
    if min(swollen) <= 0:
        raise GrowthplanError("GVA is nought in total on one side.")
    rent = 100 * math.log(swollen[0] / swollen[1])
    return [
        ("mix", mix),
        ("imputed_rent", rent),
        ("within", total - mix - rent),
        ("total", total),
    ]
