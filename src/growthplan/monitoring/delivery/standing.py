"""How delivery stands: milestones, money, delays and risks together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from growthplan.monitoring.delivery.delays import forecast_delays
from growthplan.monitoring.delivery.milestones import slips
from growthplan.monitoring.delivery.money import outturns, spending
from growthplan.monitoring.delivery.parts import Delivery, ForecastDelay, RiskStanding
from growthplan.monitoring.returns import KeptReturn, Quarter, Standing
from growthplan.plan import Plan
from growthplan.vocabulary import Assumption

_LEVELS = ("high", "medium", "low")
EVEN = "A quarter's plan is taken as a quarter of its year's: the plan gives money by year."


def delivery(
    plan: Plan,
    returns: Sequence[KeptReturn],
    standings: Sequence[Standing],
    quarter: Quarter,
    day: date,
    assumptions: Mapping[str, Assumption],
) -> Delivery:
    """How a plan's delivery stands on a day, up to a quarter.

    `returns` are the versions that count, oldest quarter first; later ones are passed over.
    `assumptions` give the published bias of durations.
    """
    known = [kept for kept in returns if kept.returned.period <= quarter]
    found = slips(plan, known, day)
    spent = spending(plan, known, quarter)
    outturn, notes = outturns(plan, known, quarter, spent)
    delays = forecast_delays(plan, found, assumptions)
    due = [one for one in standings if one.quarter <= quarter and one.status != "not due yet"]
    return Delivery(
        quarter.code,
        day,
        found,
        spent,
        outturn,
        delays,
        _risks(plan, known, delays),
        sum(one.counts is not None for one in due),
        len(due),
        (*([EVEN] if spent else []), *notes),
    )


def _risks(
    plan: Plan, returns: Sequence[KeptReturn], delays: Sequence[ForecastDelay]
) -> tuple[RiskStanding, ...]:
    """Risks of actions that are still to be delivered, likeliest first."""
    ratings = {
        row.action: row.rating for kept in returns for row in kept.returned.ratings if row.rating
    }
    late = {one.action: one.years for one in delays}
    found = [
        RiskStanding(
            action.id, risk.id, risk.title, risk.likelihood, risk.impact, risk.delay_years,
            risk.loss_share, ratings.get(action.id, ""), late.get(action.id),
            bool(risk.delay_years or risk.loss_share),
        )
        for action in plan.interventions
        if action.status not in ("complete", "cancelled")
        for risk in action.risks
    ]  # fmt: skip
    return tuple(
        sorted(found, key=lambda r: (_LEVELS.index(r.likelihood), _LEVELS.index(r.impact)))
    )
