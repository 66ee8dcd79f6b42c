"""Delivery as figures: late milestones, delays, spending and outturn, each with its cells."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.monitoring.delivery import Delivery, ForecastDelay, Outturn, Slip, Spending
from growthplan.monitoring.returns import pounds_shown
from growthplan.plan import Plan
from growthplan.vocabulary import Figure, Input, Lineage

_WHERE = "growthplan.monitoring.delivery"
EVEN = "A quarter's plan is taken as a quarter of its year's, which is an assumption."


def delivery_figures(found: Delivery, plan: Plan) -> tuple[Figure, ...]:
    """Every number of delivery.

    `milestone_days_late/PLACE/QUARTER/ACTION/MILESTONE`, `delay_years/PLACE/QUARTER/ACTION`,
    `spent/PLACE/QUARTER/ACTION/LINE/KIND` and `outturn/...` of the financial year.
    """
    place, quarter = plan.place, found.quarter
    return (
        *(_slip(one, place, quarter) for one in found.slips if one.days is not None),
        *(_delay(one, place, quarter) for one in found.delays),
        *_spending(found.spending, place, quarter),
        *(_outturn(one, place, quarter) for one in found.outturns),
    )


def _cells(places: tuple[str, ...], label: str) -> tuple[Input, ...]:
    return tuple(
        Input(label=label, value=None, unit="", file=where.split(", ")[0],
              cell=where.split(", ")[-1])
        for where in places
        if ", " in where
    )  # fmt: skip


def _slip(one: Slip, place: str, quarter: str) -> Figure:
    open_ended = one.state == "overdue, no day given"
    return Figure(
        id=f"milestone_days_late/{place}/{quarter}/{one.action}/{one.milestone}",
        value=one.days,
        display=f"{'at least ' if open_ended else ''}{one.days:,} days".replace("-", "−"),
        unit="days",
        place=place,
        period=quarter,
        sentence=one.sentence,
        lineage=Lineage(
            formula="day done or expected less the day planned",
            inputs=_cells((one.where,), one.title),
            functions=(f"{_WHERE}.delivery",),
        ),
        caveats=("No new day is given, so it may be later still.",) if open_ended else (),
    )


def _delay(one: ForecastDelay, place: str, quarter: str) -> Figure:
    return Figure(
        id=f"delay_years/{place}/{quarter}/{one.action}",
        value=one.years,
        display=f"{one.years:.1f} years",
        unit="years",
        low=one.low,
        high=one.high,
        place=place,
        period=quarter,
        sentence=one.sentence,
        lineage=Lineage(
            formula="the action's own milestones moved towards those of its kind",
            inputs=_cells(one.sources, one.title),
            functions=(f"{_WHERE}.forecast_delays",),
            assumptions=tuple(source for source in one.sources if ", " not in source),
        ),
        caveats=() if one.low is not None else ("One record alone says nothing about its range.",),
    )


def _spending(found: tuple[Spending, ...], place: str, quarter: str) -> Iterator[Figure]:
    for one in found:
        yield Figure(
            id=f"spent/{place}/{quarter}/{one.action}/{one.line}/{one.kind}",
            value=one.spent_to_date / 100,
            display=pounds_shown(one.spent_to_date),
            unit="£",
            place=place,
            period=quarter,
            sentence=one.sentence,
            lineage=Lineage(
                formula="sum of what was returned as spent in the financial year so far",
                inputs=_cells(one.cells, f"{one.action}, {one.line}: spent in the quarter"),
                functions=(f"{_WHERE}.delivery",),
                assumptions=(EVEN,),
            ),
        )


def _outturn(one: Outturn, place: str, quarter: str) -> Figure:
    return Figure(
        id=f"outturn/{place}/{quarter}/{one.action}/{one.line}/{one.kind}",
        value=one.middle / 100,
        display=pounds_shown(one.middle),
        unit="£",
        low=one.low / 100,
        high=one.high / 100,
        place=place,
        period=quarter,
        sentence=one.sentence,
        lineage=Lineage(
            formula="spent so far + quarters left × a quarter's plan × pace expected",
            functions=(f"{_WHERE}.reference_class", f"{_WHERE}.expected"),
            assumptions=(
                EVEN,
                f"The pace is {one.own_weight:.0%} the action's own record, and the rest that of "
                f"{one.class_members} programmes of {one.kind} money ({one.class_records} "
                "quarters).",
            ),
        ),
    )
