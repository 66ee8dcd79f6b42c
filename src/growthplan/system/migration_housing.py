"""People and homes: people come where incomes rise, as far as there are homes for them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation
from growthplan.system.saturation import saturate

Floats = npt.NDArray[np.float64]

MIGRATION = "housing.migration"
ROOM = "housing.constraint"
UNIT_COST = "housing.unit_cost"
SPEED = "housing.adjustment"
KEPT = "housing.persistence"
JOBS_WEIGHT = "housing.jobs_weight"
LEAST_ROOM = 1e-9
"""Room is never exactly nothing, so that the form below stays defined."""

EQUATION = Equation(
    id="migration_housing",
    title="People and homes",
    text="N[t+1] = kept N + speed (softmin(mig (v' + weight n'), room + L) - N)",
    symbols={
        "N": "log population over baseline",
        "mig": "migration per log relative income",
        "room": "log growth that fits without new homes",
        "L": "log homes added by the plan",
        "softmin": "rises with slope 1 and never passes the second number",
    },
    assumptions=(MIGRATION, ROOM, UNIT_COST, SPEED, KEPT, JOBS_WEIGHT),
    source="Amior and Manning (2015), CEP DP 1357; Hilber and Vermeulen (2016), EJ 126. Homes "
    "alone do almost nothing to productivity unless room is short.",
)


def per_million(unit_cost: Floats, dwellings: Floats) -> Floats:
    """Log homes [p, d] that £1m adds, at `unit_cost` £ a home [d]; `dwellings` [p]."""
    return np.asarray(1e6 / (unit_cost * dwellings[:, None]))


def next_population(
    before: Floats, pull: Floats, room: Floats, speed: Floats, kept: Floats, linear: bool
) -> Floats:
    """Log population a year on; exactly 0 from 0 without a pull. Shapes broadcast."""
    fits = pull if linear else saturate(pull, np.maximum(room, LEAST_ROOM))
    return kept * before + speed * (fits - before)
