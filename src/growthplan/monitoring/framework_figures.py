"""Numbers of frameworks and overlaps as figures: with their sentence and the cells behind them."""

from __future__ import annotations

from growthplan.monitoring.double_count import Guarded, Overlap
from growthplan.monitoring.frameworks import FrameworkRow, FrameworkTable
from growthplan.vocabulary import Figure, Input, Lineage

_SUM = "growthplan.monitoring.frameworks.framework_table"
_GUARD = "growthplan.monitoring.double_count.guard"
_FORMULAS = {
    "spend": "sum of what the returns say was spent",
    "forecast": "sum of what the returns say is still to be spent",
    "outputs": "sum of the numbers returned, gross",
    "milestones": "number of milestones returned as done",
    "rating": "the worst of the ratings returned",
}
GROSS = "Gross: as returned, with no part taken off for what would have happened anyway."


def framework_figures(table: FrameworkTable, place: str) -> tuple[Figure, ...]:
    """A figure for each line that has a value: `returned/PLACE/QUARTER/FRAMEWORK/LINE`."""
    return tuple(
        _of_row(table, row, place)
        for row in table.rows
        if row.value is not None and row.line.takes != "narrative"
    )


def _of_row(table: FrameworkTable, row: FrameworkRow, place: str) -> Figure:
    caveats = [GROSS] if row.line.takes == "outputs" else []
    caveats += [f"Not in it: {missing}." for missing in row.missing]
    caveats += [overlap.sentence for overlap in row.overlaps]
    if table.framework.basis == "illustrative":
        caveats.append("The framework is illustrative: what it asks for is not public.")
    return Figure(
        id=f"returned/{place}/{table.quarter.code}/{table.framework.id}/{row.line.id}",
        value=row.value,
        display=row.display,
        unit=row.unit,
        place=place,
        period=table.quarter.code,
        sentence=f"{row.line.title}, {table.quarter}: {row.display}.",
        lineage=Lineage(
            formula=_FORMULAS[row.line.takes],
            inputs=tuple(
                Input(
                    label=f"{part.label}, returned by {part.partner} for {part.quarter}, version "
                    f"{part.version}",
                    value=float(part.value) if isinstance(part.value, int | float) else None,
                    unit=row.unit,
                    file=part.file,
                    cell=part.cell,
                )
                for part in row.parts
            ),
            functions=(_SUM,),
        ),
        caveats=tuple(caveats),
    )


def overlap_figures(guarded: Guarded, place: str) -> tuple[Figure, ...]:
    """A figure for the net number of each overlap: `claimed_net/PLACE/QUARTER/INDICATOR/N`."""
    counts: dict[tuple[str, str], int] = {}
    found = []
    for overlap in guarded.overlaps:
        key = (overlap.quarter, overlap.indicator)
        counts[key] = counts.get(key, 0) + 1
        found.append(_of_overlap(overlap, place, counts[key]))
    return tuple(found)


def _of_overlap(overlap: Overlap, place: str, number: int) -> Figure:
    low, high = overlap.net
    known = overlap.certain
    return Figure(
        id=f"claimed_net/{place}/{overlap.quarter}/{overlap.indicator}/{number}",
        value=low if known else None,
        display=f"{low:,.10g}" if known else f"{low:,.10g} to {high:,.10g}",
        unit=overlap.indicator,
        low=low,
        high=high,
        place=place,
        period=overlap.quarter,
        sentence=overlap.sentence,
        lineage=Lineage(
            formula="gross less what is claimed twice; low and high are bounds, not a 90% range",
            inputs=tuple(
                Input(
                    label=f"{claim.programme}, returned by {claim.partner}: {claim.said_of}",
                    value=claim.number,
                    unit=overlap.indicator,
                    file=claim.where.split(", ")[0],
                    cell=claim.where.split(", ")[-1],
                )
                for claim in overlap.claims
            ),
            functions=(_GUARD,),
        ),
        caveats=(
            "Claims that name the same site, firm and group are taken to be of the same things.",
            *(() if overlap.exact else ("The most that can overlap is a bound, not exact.",)),
        ),
    )
