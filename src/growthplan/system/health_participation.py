"""Health: people who are well enough can work, and work better."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

PARTICIPATION = "health.participation_trial"
GAIN = "health.productivity"
DECAY = "health.decay"
UNIT_COST = "health.unit_cost"
CEILING = "system.ceilings.health"

EQUATION = Equation(
    id="health_participation",
    title="Health",
    text="Z[t] = (1 - dZ) Z[t-1] + helped x employed / workforce;  effect = betaZ S(Z), and "
    "S(Z) more labour",
    symbols={
        "Z": "additional healthy participation, share of the workforce",
        "dZ": "share that fades in a year",
        "employed": "share of participants in work because of the help",
        "betaZ": "log productivity per share of healthier workforce",
    },
    assumptions=(PARTICIPATION, GAIN, DECAY, UNIT_COST, CEILING),
    source="Newton, Gloster and Hofman (2023), Health-led Employment Trials, DWP report 1025.",
)


def per_million(unit_cost: Floats, participation: Floats, workforce: Floats) -> Floats:
    """Share of the workforce [p, d] that £1m brings into work; `workforce` [p], the rest [d]."""
    return np.asarray(1e6 * participation / (unit_cost * workforce[:, None]))


def effect(in_effect: Floats, gain: Floats) -> Floats:
    """Log productivity from effective participation; shapes broadcast."""
    return gain * in_effect
