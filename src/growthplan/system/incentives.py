"""Incentives: jobs held by a relief, each with its own end."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

COST_PER_JOB = "zone.cost_per_job"
DEADWEIGHT = "zone.deadweight"
DECAY_BEFORE = "zone.decay_before_sunset"
DECAY_AFTER = "zone.decay_after_sunset"

EQUATION = Equation(
    id="incentives",
    title="Jobs with reliefs",
    text="J[t] = (1 - d) J[t-1] + relief / (cost x years) / jobs, d = d0 before the sunset, "
    "d1 after; no new jobs from the sunset on",
    symbols={
        "J": "jobs held, share of the authority's jobs",
        "cost": "relief for a gross job in a year",
        "years": "years for which each job draws relief",
        "d0": "share lost a year while the relief lasts",
        "d1": "share lost a year once it has ended",
    },
    assumptions=(COST_PER_JOB, DEADWEIGHT, DECAY_BEFORE, DECAY_AFTER),
    source="Einio and Overman (2016): effects do not outlive the relief.",
)


def per_million(unit_cost: Floats, years_each: float, jobs: Floats) -> Floats:
    """Jobs [p, d] as a share of `jobs` [p] that £1m of relief brings, before deadweight."""
    return np.asarray(1e6 / (unit_cost * years_each * jobs[:, None]))


def decay(year: int, sunset: int | None, before: Floats, after: Floats) -> Floats:
    """Share of the jobs lost in the year."""
    return before if sunset is None or year < sunset else after
