"""Where each drawn number may lie. Outside it an equation would mean nothing, or give no number."""

from __future__ import annotations

from growthplan.system import (
    capital_deepening,
    density,
    digital_adoption,
    health_participation,
    human_capital,
    incentives,
    innovation,
    labour_market,
    management,
    migration_housing,
    net_zero,
)
from growthplan.system.displacement import LOCAL
from growthplan.system.parameters import Parameters
from growthplan.system.saturation import SCALE
from growthplan.vocabulary import Fault

ABOVE_ZERO = (
    capital_deepening.OUTPUT_RATIO,
    labour_market.SUPPLY,
    labour_market.DEMAND,
    SCALE,
    human_capital.CEILING,
    density.CEILING,
    digital_adoption.CEILING,
    management.CEILING,
    health_participation.CEILING,
    human_capital.HIGHER_COST,
    human_capital.ADULT_COST,
    digital_adoption.UNIT_COST,
    management.UNIT_COST,
    health_participation.UNIT_COST,
    migration_housing.UNIT_COST,
    incentives.COST_PER_JOB,
    net_zero.UNIT_COST,
    *density.DECAYS,
)

SHARES = (
    capital_deepening.DEPRECIATION,
    capital_deepening.ADDITIONALITY,
    human_capital.DECAY,
    human_capital.ADDITIONALITY,
    innovation.DEPRECIATION,
    innovation.LOCAL_SHARE,
    digital_adoption.DECAY,
    digital_adoption.DISPLACED,
    digital_adoption.REEMPLOYED,
    management.DECAY,
    health_participation.DECAY,
    incentives.DEADWEIGHT,
    incentives.DECAY_BEFORE,
    incentives.DECAY_AFTER,
    labour_market.ADJUSTMENT,
    migration_housing.SPEED,
    migration_housing.KEPT,
    net_zero.DECAY,
    LOCAL,
)


def check_domains(parameters: Parameters) -> list[Fault]:
    """Shares are from 0 to 1; costs, ceilings, elasticities of the labour market are above 0."""
    faults = []
    for name in ABOVE_ZERO:
        values = parameters.values.get(name)
        if values is not None and not (values > 0).all():
            faults.append(Fault(f"'{name}' should be above 0, and is {values.min():.4g} in a draw"))
    for name in SHARES:
        values = parameters.values.get(name)
        if values is not None and not ((values >= 0) & (values <= 1)).all():
            far = values.min() if values.min() < 0 else values.max()
            faults.append(Fault(f"'{name}' should be from 0 to 1, and is {far:.4g} in a draw"))
    return faults
