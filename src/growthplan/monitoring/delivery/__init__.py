"""Delivery: milestones, spending, outturn, delays and risks, from the plan and the returns.

`delivery(plan, returns, ...)` gives a `Delivery`; `delivery_scenarios` makes of it scenarios whose
projection shows what a delay does to the outcomes.
"""

from growthplan.monitoring.delivery.delays import forecast_delays
from growthplan.monitoring.delivery.parts import (
    Delivery,
    ForecastDelay,
    Outturn,
    RiskStanding,
    Slip,
    Spending,
)
from growthplan.monitoring.delivery.reference_class import (
    Expected,
    ReferenceClass,
    expected,
    reference_class,
)
from growthplan.monitoring.delivery.scenarios import (
    FORECAST,
    LATE_END,
    RISKS,
    delivery_scenarios,
)
from growthplan.monitoring.delivery.standing import delivery

__all__ = [
    "FORECAST",
    "LATE_END",
    "RISKS",
    "Delivery",
    "Expected",
    "ForecastDelay",
    "Outturn",
    "ReferenceClass",
    "RiskStanding",
    "Slip",
    "Spending",
    "delivery",
    "delivery_scenarios",
    "expected",
    "forecast_delays",
    "reference_class",
]
