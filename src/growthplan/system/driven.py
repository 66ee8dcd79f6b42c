"""What the plan's money does in a year before the economy answers back.

It depends on nothing but the money, so that for many coalitions it need be worked out only once
for each different choice of the few actions that a driver has.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system import (
    capital_deepening,
    density,
    digital_adoption,
    health_participation,
    human_capital,
    innovation,
    labour_market,
    management,
)
from growthplan.system.drawn import Drawn
from growthplan.system.state import Driven, Flows, Stocks
from growthplan.system.stocks import effective, fill, flows_of_year

Floats = npt.NDArray[np.float64]


def drive(stocks: Stocks, drawn: Drawn, t: int) -> Driven:
    """Carry the stocks over year `t`, and say what they do in it."""
    flows = flows_of_year(drawn, t)
    fill(stocks, flows, drawn, t)
    skills = effective(stocks.skills, drawn, human_capital.CEILING)
    adoption = effective(stocks.adoption, drawn, digital_adoption.CEILING)
    health = effective(stocks.health, drawn, health_participation.CEILING)
    return Driven(
        terms=_terms(stocks, drawn, skills, adoption, health),
        skills=skills,
        cut=effective(stocks.cut, drawn, density.CEILING),
        homes=stocks.homes,
        demand=_demand(stocks, drawn, adoption),
        supply=_supply(drawn, skills, health),
        boost=_boost(flows, drawn),
        jobs=dict(stocks.jobs),
        saved=dict(stocks.saved),
    )


def _terms(
    stocks: Stocks,
    drawn: Drawn,
    skills: Floats | None,
    adoption: Floats | None,
    health: Floats | None,
) -> dict[str, Floats]:
    """Log productivity by mechanism, [p, d, m]."""
    column, found = drawn.column, {}
    if skills is not None:
        found["human_capital"] = human_capital.effect(skills, column(human_capital.GAIN))
    if stocks.knowledge is not None:
        found["innovation"] = innovation.effect(
            stocks.knowledge,
            column(innovation.ELASTICITY),
            column(innovation.LOCAL_SHARE),
            drawn.prepared.switches.linear,
        )
    if adoption is not None:
        found["digital_adoption"] = digital_adoption.effect(adoption, column(digital_adoption.GAIN))
    score = effective(stocks.management, drawn, management.CEILING)
    if score is not None:
        found["management"] = management.effect(score, column(management.GAIN))
    if health is not None:
        found["health_participation"] = health_participation.effect(
            health, column(health_participation.GAIN)
        )
    return found


def _demand(stocks: Stocks, drawn: Drawn, adoption: Floats | None) -> Floats | None:
    """Shift of labour demand: jobs with reliefs and those they bring, less hours replaced."""
    column, found = drawn.column, None
    if stocks.jobs:
        held = np.sum([stocks.jobs[name] for name in sorted(stocks.jobs)], axis=0)
        found = held * (1.0 + column(labour_market.MULTIPLIER))
    if adoption is not None:
        lost = digital_adoption.hours_lost(
            adoption, column(digital_adoption.DISPLACED), column(digital_adoption.REEMPLOYED)
        )
        found = -lost if found is None else found - lost
    return found


def _supply(drawn: Drawn, skills: Floats | None, health: Floats | None) -> Floats | None:
    """Shift of labour supply: people well enough to work, and skilled enough to want to."""
    if skills is None:
        return health
    more = drawn.column(labour_market.SKILLS_SUPPLY) * skills
    return more if health is None else more + health


def _boost(flows: Flows, drawn: Drawn) -> Floats | None:
    """Additional over baseline investment that money brings, directly and as relief."""
    found = flows.get("investment")
    if "user_cost" in flows:
        answer = drawn.column(capital_deepening.USER_COST) * flows["user_cost"]
        found = answer if found is None else found + answer
    return found
