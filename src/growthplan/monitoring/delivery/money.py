"""Spending against the plan's profile, and the year's outturn with its uncertainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from growthplan.monitoring.delivery.parts import Outturn, Spending
from growthplan.monitoring.delivery.reference_class import (
    Expected,
    ReferenceClass,
    expected,
    reference_class,
)
from growthplan.monitoring.returns import KeptReturn, Quarter, quarters
from growthplan.plan import Plan

Money = tuple[str, str, str]
"""Action, funding line and kind."""
QUARTERS = 4


def spending(plan: Plan, returns: Sequence[KeptReturn], quarter: Quarter) -> tuple[Spending, ...]:
    """Money of the quarter's financial year, for what some return speaks of."""
    codes = [one.code for one in quarters(Quarter(quarter.start, 1), quarter)]
    planned = planned_pence(plan, quarter.year)
    found: list[Spending] = []
    said = {
        (row.action, row.line, row.kind)
        for kept in returns
        if kept.returned.quarter in codes
        for row in kept.returned.spend
    }
    for key in [*(k for k in planned if k in said), *sorted(said - {*planned})]:
        rows = [
            (kept, row)
            for kept in returns
            if kept.returned.quarter in codes
            for row in kept.returned.spend
            if (row.action, row.line, row.kind) == key and row.spent is not None
        ]
        newest = rows[-1][1].rest_of_year if rows else None
        is_newest = bool(rows) and rows[-1][0].returned.quarter == codes[-1]
        year = planned.get(key, 0)
        inside = len({kept.returned.quarter for kept, _ in rows})
        found.append(
            Spending(
                *key,
                planned_year=year,
                planned_to_date=round(year * len(codes) / QUARTERS),
                planned_in=round(year * inside / QUARTERS),
                spent_to_date=sum(row.spent or 0 for _, row in rows),
                quarters_in=inside,
                quarters_due=len(codes),
                rest_of_year=newest if is_newest else None,
                cells=tuple(f"{kept.where}, {row.cell('spent')}" for kept, row in rows),
            )
        )
    return tuple(found)


def planned_pence(plan: Plan, year: str) -> dict[Money, int]:
    """What the plan gives each action by line and kind in a financial year, in pence."""
    found: dict[Money, int] = {}
    for action in plan.interventions:
        for cost in action.costs:
            if year in cost.amounts:
                key = (action.id, cost.line, cost.kind)
                found[key] = found.get(key, 0) + round(cost.amounts[year] * 1e8)
    return found


def paces(plan: Plan, returns: Sequence[KeptReturn]) -> dict[str, dict[Money, list[float]]]:
    """By kind, each money's record: spent over planned, quarter by quarter.

    A quarter's plan is a quarter of its year's. Money without a plan in the year has no pace.
    """
    found: dict[str, dict[Money, list[float]]] = {}
    by_year: dict[str, Mapping[Money, int]] = {}
    for kept in returns:
        year = kept.returned.period.year
        planned = by_year.setdefault(year, planned_pence(plan, year))
        for row in kept.returned.spend:
            key = (row.action, row.line, row.kind)
            if row.spent is not None and planned.get(key):
                pace = row.spent / (planned[key] / QUARTERS)
                found.setdefault(row.kind, {}).setdefault(key, []).append(pace)
    return found


def outturns(
    plan: Plan, returns: Sequence[KeptReturn], quarter: Quarter, spent: Sequence[Spending]
) -> tuple[tuple[Outturn, ...], tuple[str, ...]]:
    """The outturn of the year for each money whose kind has a record, and notes on the others.

    What is left of the year, and quarters that are not in, go at the pace that the money's own
    record and that of its kind (capital or revenue) make likely.
    """
    found: list[Outturn] = []
    notes: list[str] = []
    for kind, records in sorted(paces(plan, returns).items()):
        pool = reference_class({"/".join(key): values for key, values in records.items()})
        if pool is None:
            total = sum(len(values) for values in records.values())
            notes.append(
                f"Too little is on record to forecast the outturn of {kind} spending: {total} "
                f"quarters of {len(records)} programmes. The partners' own forecasts stand alone."
            )
            continue
        for one in spent:
            if one.kind == kind and one.planned_year:
                own = records.get((one.action, one.line, one.kind), [])
                found.append(_outturn(one, pool, expected(pool, own)))
    return tuple(found), tuple(notes)


def _outturn(one: Spending, pool: ReferenceClass, likely: Expected) -> Outturn:
    left = QUARTERS - one.quarters_in
    each = one.planned_year / QUARTERS
    low, middle, high = (
        round(one.spent_to_date + left * each * max(pace, 0.0))
        for pace in likely.of_records(left, pool.within)
    )
    return Outturn(
        one.action, one.line, one.kind, low, middle, high, likely.own_weight, pool.members,
        pool.records, one.planned_year, one.partners_outturn,
    )  # fmt: skip
