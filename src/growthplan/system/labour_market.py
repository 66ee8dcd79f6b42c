"""The labour market: new jobs draw on the same people, so only part of them is additional."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

SUPPLY = "labour.supply"
DEMAND = "labour.demand"
ADJUSTMENT = "labour.adjustment"
MULTIPLIER = "labour.multiplier_tradable"
PASS_THROUGH = "labour.productivity_demand"
SKILLS_SUPPLY = "skills.supply"

EQUATION = Equation(
    id="labour_market",
    title="Labour market",
    text="n* = (psi dD + eta dS) / (psi + eta);  n[t] = n[t-1] + lambda (n* - n[t-1]);  "
    "wage = (dD - dS) / (psi + eta)",
    symbols={
        "n": "log employment over baseline",
        "dD": "shift of demand: jobs with reliefs and those that they bring, productivity, hours "
        "that tools replace",
        "dS": "shift of supply: health, people moving in, skills",
        "psi": "elasticity of labour supply",
        "eta": "elasticity of labour demand, absolute",
        "lambda": "share of the distance closed in a year",
    },
    assumptions=(SUPPLY, DEMAND, ADJUSTMENT, MULTIPLIER, PASS_THROUGH, SKILLS_SUPPLY),
    source="Incidence in a local labour market (Moretti, 2011); multiplier: Moretti and Thulin "
    "(2013), ICC 22(1). Crowding out is this equation, not a further share.",
)


def equilibrium(demand: Floats, supply: Floats, psi: Floats, eta: Floats) -> Floats:
    """Log employment at which the market clears, a mean of the two shifts; shapes broadcast.

    >>> found = equilibrium(np.array(0.01), np.array(0.0), np.array(1.0), np.array(0.9))
    >>> round(float(found), 8)
    0.00526316
    """
    share = psi / (psi + eta)
    return share * demand + (1.0 - share) * supply


def wage(demand: Floats, supply: Floats, psi: Floats, eta: Floats) -> Floats:
    """Log change of the wage at which the market clears; reported, never fed back."""
    return (demand - supply) / (psi + eta)


def adjusted(before: Floats, target: Floats, speed: Floats) -> Floats:
    """Employment a year on; exactly 0 from 0 to 0."""
    return before + speed * (target - before)
