"""Skills: more people with higher qualifications make an hour's work worth more."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

GAIN = "skills.productivity_graduate"
DECAY = "skills.decay"
ADDITIONALITY = "skills.additionality"
HIGHER_COST = "skills.unit_cost_higher"
ADULT_COST = "skills.unit_cost_adult"
CEILING = "system.ceilings.skills"

EQUATION = Equation(
    id="human_capital",
    title="Skills",
    text="Q[t] = (1 - dQ) Q[t-1] + learners / workforce;  effect = betaH S(Q)",
    symbols={
        "Q": "additional graduate-equivalents, share of the workforce",
        "dQ": "share lost in a year to retirement and moving away",
        "betaH": "log productivity per share of the workforce",
        "S": "saturation",
    },
    assumptions=(GAIN, DECAY, ADDITIONALITY, HIGHER_COST, ADULT_COST, CEILING),
    source="Ciccone and Peri (2000), CEPR DP 2599; Moretti (2004), AER 94(3). The private return "
    "and the spill-over are one number, so no agglomeration of skills is added.",
)


def per_million(unit_cost: Floats, workforce: Floats) -> Floats:
    """Share of the workforce [p, d] that £1m trains, at `unit_cost` £ [d]; `workforce` [p]."""
    return np.asarray(1e6 / (unit_cost * workforce[:, None]))


def effect(in_effect: Floats, gain: Floats) -> Floats:
    """Log productivity from the effective stock of skills; shapes broadcast.

    >>> float(effect(np.array(0.02), np.array(0.25)))
    0.005
    """
    return gain * in_effect
