"""Digital tools and AI: hours that adopt them produce more, and some are no longer needed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

GAIN = "ai.productivity"
ABSORPTION = "ai.absorptive"
DISPLACED = "ai.displacement"
REEMPLOYED = "ai.reemployment"
DECAY = "ai.decay"
UNIT_COST = "ai.unit_cost"
CEILING = "system.ceilings.adoption"

EQUATION = Equation(
    id="digital_adoption",
    title="Digital and AI",
    text="A[t] = (1 - dA) A[t-1] + jobs supported / jobs x (1 + thAH S(Q));  "
    "effect in sector s = betaA S(A) exposure[s]",
    symbols={
        "A": "additional adoption, share of hours",
        "dA": "share a year that would by then have adopted without help",
        "thAH": "boost to adoption per share of the workforce with added skills",
        "betaA": "log productivity in an adopting hour",
        "exposure": "how far a sector's work can use the tools; mean 1 in an authority",
    },
    assumptions=(GAIN, ABSORPTION, DISPLACED, REEMPLOYED, DECAY, UNIT_COST, CEILING),
    source="Brynjolfsson, Li and Raymond (2025), QJE; Acemoglu (2024) bounds the aggregate. "
    "National adoption is in the comparator's growth and is not counted here.",
)


def per_million(unit_cost: Floats, jobs: Floats) -> Floats:
    """Share of hours [p, d] that adopt for £1m, at `unit_cost` £ a job [d]; `jobs` [p]."""
    return np.asarray(1e6 / (unit_cost * jobs[:, None]))


def absorbed(flow: Floats, skills: Floats, boost: Floats) -> Floats:
    """Adoption in the year where added skills make it easier; exactly `flow` without them."""
    return flow * (1.0 + boost * skills)


def effect(in_effect: Floats, gain: Floats) -> Floats:
    """Log productivity from effective adoption, before exposure; shapes broadcast."""
    return gain * in_effect


def hours_lost(in_effect: Floats, displaced: Floats, reemployed: Floats) -> Floats:
    """Share of hours that adoption makes needless and that find no other work; shapes broadcast."""
    return displaced * (1.0 - reemployed) * in_effect
