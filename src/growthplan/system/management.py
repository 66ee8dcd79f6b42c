"""Management: better-run firms get more from the same people and equipment."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

GAIN = "management.effect"
DECAY = "management.decay"
UNIT_COST = "management.unit_cost"
CEILING = "system.ceilings.management"

EQUATION = Equation(
    id="management",
    title="Management",
    text="M[t] = (1 - dM) M[t-1] + flow;  effect = betaM S(M)",
    symbols={
        "M": "additional management score, standard deviations averaged over the authority's jobs",
        "dM": "share that fades in a year",
        "betaM": "log productivity per standard deviation",
    },
    assumptions=(GAIN, DECAY, UNIT_COST, CEILING),
    source="Bloom, Sadun and Van Reenen (2016), Management as a technology?; Office for National "
    "Statistics, Management and Expectations Survey.",
)


def per_million(unit_cost: Floats, jobs: Floats) -> Floats:
    """Standard deviations [p, d] that £1m adds, at `unit_cost` £ a job for one [d]; `jobs` [p]."""
    return np.asarray(1e6 / (unit_cost * jobs[:, None]))


def effect(in_effect: Floats, gain: Floats) -> Floats:
    """Log productivity from the effective score; shapes broadcast."""
    return gain * in_effect
