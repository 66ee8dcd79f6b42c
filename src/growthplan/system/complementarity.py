"""Complementarity: skilled people and good equipment may be worth more together, or less."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

CAPITAL_SKILL = "system.complementarity"

EQUATION = Equation(
    id="complementarity",
    title="Capital and skills together",
    text="effect = thKH max(ln K - n, 0) S(Q)",
    symbols={
        "thKH": "log productivity per log capital per hour and share of skilled workforce",
        "ln K - n": "log capital per hour over baseline",
        "S(Q)": "effective additional skills",
    },
    assumptions=(CAPITAL_SKILL,),
    source="Form from the literature on capital-skill complementarity; the range spans zero, so "
    "it may take away as well as add.",
)


def effect(log_per_hour: Floats, skills: Floats, theta: Floats) -> Floats:
    """Log productivity from capital and skills together; exactly 0 without either."""
    return theta * np.maximum(log_per_hour, 0.0) * skills
