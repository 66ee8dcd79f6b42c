"""Every equation of the model in one list, for pages and explanations to read."""

from __future__ import annotations

from growthplan.system import (
    capital_deepening,
    complementarity,
    delivery,
    density,
    digital_adoption,
    displacement,
    health_participation,
    human_capital,
    incentives,
    innovation,
    investment_response,
    labour_market,
    management,
    migration_housing,
    net_zero,
    reallocation,
    saturation,
)
from growthplan.system.equation import Equation

EQUATIONS: tuple[Equation, ...] = (
    delivery.EQUATION,
    displacement.EQUATION,
    saturation.EQUATION,
    incentives.EQUATION,
    capital_deepening.EQUATION,
    investment_response.EQUATION,
    human_capital.EQUATION,
    density.EQUATION,
    innovation.EQUATION,
    digital_adoption.EQUATION,
    management.EQUATION,
    health_participation.EQUATION,
    complementarity.EQUATION,
    labour_market.EQUATION,
    migration_housing.EQUATION,
    reallocation.EQUATION,
    net_zero.EQUATION,
)
"""In the order in which a year is worked."""
