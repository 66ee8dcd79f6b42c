"""What closing a gap takes: the lift, the growth a year, and what it is worth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from growthplan.accounts.gap import gap
from growthplan.accounts.growth import compound_growth, growth_between
from growthplan.accounts.gva import described, gva_for
from growthplan.accounts.levels import levels, name_of
from growthplan.accounts.measures import Basis
from growthplan.accounts.words import above_or_below, as_a_start
from growthplan.vocabulary import ENGLAND, Fault, GrowthplanError, Statistics

LOOK_BACK = 10
"""Years over which past growth is measured when none is given."""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Growth that closes a share of the gap by a year."""

    place: str
    comparator: str
    measure: str
    basis: str
    family: str
    edition: str
    base_year: int
    by: int
    share: float
    """Share of the percentage gap to close, above 0 to 1."""
    gap_pct: float
    target_gap_pct: float
    lift_pct: float
    """How far the place's output per hour must rise relative to the comparator, %."""
    comparator_growth_pct: float
    """% a year, of the comparator."""
    growth_pct: float
    """% a year that the place needs."""
    extra_pct: float
    """growth_pct less comparator_growth_pct, percentage points a year."""
    worth_bn: float | None
    """lift_pct of the GVA base, £bn a year in the base year's prices."""
    gva_bn: float | None
    gva_year: int | None
    gva_route: str | None
    """How that GVA came about, in words with its edition; None when it was stated."""
    past_growth_pct: float | None
    """% a year of the place over the years before, in the same edition."""
    past_from: int | None
    years_at_past_pace: float | None
    """Years to the target if both grow on as they did; infinite when the gap is not narrowing,
    None when past growth is not known."""
    assumptions: tuple[str, ...]
    gva_row: Mapping[str, Any] | None = None
    """The row of `gva_routes` that the worth rests on."""


def lift_to_close(gap_pct: float, share: float = 1.0) -> float:
    """How far a place must rise relative to its comparator to close a share of its gap, in %.

    Closing a gap of g lifts output per hour by g ÷ (1 − g), more than g, because the place starts
    from the lower level. `gap_pct` is negative below the comparator. With a share s the remaining
    gap is (1 − s) × g.

    >>> round(lift_to_close(-11.0), 2), round(lift_to_close(-12.1), 2)
    (12.36, 13.77)

    Raises GrowthplanError unless −100 < gap_pct < 0 and 0 < share ≤ 1.
    """
    if gap_pct <= -100:
        raise GrowthplanError(f"A gap of {gap_pct:.1f}% cannot be closed.")
    if not gap_pct < 0:
        raise GrowthplanError(
            Fault(
                f"There is no gap to close: the place is {above_or_below(gap_pct)} its comparator.",
                code="no gap",
            )
        )
    if not 0 < share <= 1:
        raise GrowthplanError(f"The share of the gap to close is above 0 and up to 1, not {share}.")
    now = 1 + gap_pct / 100
    return 100 * ((1 + (1 - share) * gap_pct / 100) / now - 1)


def gap_closed_by(lift_pct: float) -> float:
    """The gap in % that a lift in % closes in full, the inverse of `lift_to_close`.

    >>> round(gap_closed_by(13.856), 1)
    -12.2
    """
    return 100 * (100 / (100 + lift_pct) - 1)


def growth_needed(
    gap_pct: float, years: int, comparator_growth_pct: float, share: float = 1.0
) -> float:
    """Growth in % a year that closes a share of the gap in `years` years.

    (1 + comparator growth) × (1 + lift) ^ (1 ÷ years) − 1. Raises as `lift_to_close` does, and
    when there is no year between.
    """
    if years < 1:
        raise GrowthplanError("The year to close the gap by must be after the base year.")
    yearly = (1 + lift_to_close(gap_pct, share) / 100) ** (1 / years)
    return float(100 * ((1 + comparator_growth_pct / 100) * yearly - 1))


def catch_up(
    statistics: Statistics,
    place: str,
    by: int,
    comparator: str = ENGLAND,
    *,
    share: float = 1.0,
    measure: str = "gva_per_hour",
    basis: Basis = "smoothed",
    base_year: int | None = None,
    comparator_growth_pct: float | None = None,
    gva_bn: float | None = None,
) -> CatchUp:
    """What it takes to close a share of the gap by a year.

    The comparator grows at `comparator_growth_pct`, or on at its own compound growth over the ten
    years before the base year in the same edition and basis (so in current prices, inflation
    included). Worth is the lift × `gva_bn`, or the newest GVA of the base year, by whichever
    route (see `gva_routes`).

    Raises GrowthplanError when the place is not below the comparator, and as `gap` does.
    """
    rows = gap(statistics, place, comparator, measure=measure, basis=basis)
    if base_year is not None:
        rows = rows.filter(rows["year"] == base_year)
    if rows.is_empty():
        raise GrowthplanError(f"There is no gap of {name_of(statistics, place)} in {base_year}.")
    row = rows.row(-1, named=True)
    year, edition, gap_now = row["year"], row["edition"], row["gap_pct"]
    lift = lift_to_close(gap_now, share)
    past = _past(statistics, measure, basis, edition, year, place, comparator)
    assumptions = []
    theirs = as_a_start(name_of(statistics, comparator))
    if comparator_growth_pct is None:
        if past is None:
            raise GrowthplanError("No past growth of the comparator is in hand: give its growth.")
        comparator_growth_pct = past[2]
        assumptions.append(
            f"{theirs} goes on growing at {comparator_growth_pct:.1f}% a "
            f"year, as from {past[0]} to {year} in current prices."
        )
    else:
        assumptions.append(f"{theirs} grows at {comparator_growth_pct:.1f}% a year.")
    assumptions.append("Hours worked are unchanged, so output rises as output per hour does.")
    needed = growth_needed(gap_now, by - year, comparator_growth_pct, share)
    found = gva_for(statistics, place, year) if gva_bn is None else None
    base = found["value"] / 1000 if found else gva_bn
    if base is not None:
        stated = described(found) if found else "a stated GVA"
        assumptions.append(f"Worth is the lift on £{base:,.1f}bn ({stated}).")
    return CatchUp(
        place=place,
        comparator=comparator,
        measure=measure,
        basis=basis,
        family=row["family"],
        edition=edition,
        base_year=year,
        by=by,
        share=share,
        gap_pct=gap_now,
        target_gap_pct=(1 - share) * gap_now,
        lift_pct=lift,
        comparator_growth_pct=comparator_growth_pct,
        growth_pct=needed,
        extra_pct=needed - comparator_growth_pct,
        worth_bn=None if base is None else base * lift / 100,
        gva_bn=base,
        gva_year=found["year"] if found else None,
        gva_route=described(found) if found else None,
        past_growth_pct=None if past is None else past[1],
        past_from=None if past is None else past[0],
        years_at_past_pace=None if past is None else years_to_close(lift, past[1], past[2]),
        assumptions=tuple(assumptions),
        gva_row=found,
    )


def years_to_close(lift_pct: float, growth_pct: float, comparator_growth_pct: float) -> float:
    """Years until a place has risen by the lift at two steady growths; infinite if never."""
    pace = math.log1p(growth_pct / 100) - math.log1p(comparator_growth_pct / 100)
    return math.log1p(lift_pct / 100) / pace if pace > 0 else math.inf


def _past(
    statistics: Statistics,
    measure: str,
    basis: Basis,
    edition: str,
    year: int,
    place: str,
    comparator: str,
) -> tuple[int, float, float] | None:
    """First year, growth of the place and of the comparator, over the years before."""
    starts = levels(statistics, measure, place, basis=basis, every_edition=True)
    first = max(year - LOOK_BACK, int(starts["year"].min() or year))  # type: ignore[arg-type]
    try:
        both = [
            growth_between(statistics, measure, code, first, year, basis=basis, edition=edition)
            for code in (place, comparator)
        ]
    except GrowthplanError:
        return None
    mine, theirs = (compound_growth(g.first, g.last, year - first) for g in both)
    return first, mine, theirs
