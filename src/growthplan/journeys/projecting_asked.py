"""How a plan is to be projected, and whether that can be done."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.plan import Plan
from growthplan.system.answers import LONGEST, QUICK, Depth, Sensitivity
from growthplan.vocabulary import Fault, GrowthplanError

DRAWS = 2_000
MOST_DRAWS = 1_000_000


@dataclass(frozen=True)
class Asked:
    """How a plan is to be projected."""

    years: int | None = None
    """From the plan's start; its own horizon when None."""
    draws: int = DRAWS
    seed: int = 1
    sensitivity: Sensitivity = "quick"
    workers: int = 1
    cluster: str | None = None
    """Address of the scheduler of a running Dask cluster."""
    depth: Depth = QUICK


DEFAULT = Asked()


def last_year(plan: Plan, asked: Asked, base_year: int) -> int:
    """Last year of the projection.

    Raises GrowthplanError with every fault of what was asked for at once.
    """
    faults = []
    if not 1 <= asked.draws <= MOST_DRAWS:
        message = f"{asked.draws:,} draws cannot be run."
        fix = f"Ask for 1 to {MOST_DRAWS:,}, such as --draws 2000."
        faults.append(Fault(message, fix=fix, code="draws"))
    if asked.seed < 0:
        message = f"The seed {asked.seed} is below 0."
        faults.append(Fault(message, fix="Give a whole number from 0.", code="seed"))
    until = plan.horizon.end if asked.years is None else plan.horizon.start + asked.years
    if until <= base_year:
        faults.append(
            Fault(
                f"The projection would end in {until}, and the data end in {base_year}.",
                fix=f"Ask for {base_year + 1 - plan.horizon.start} years or more from "
                f"{plan.horizon.start}.",
                code="horizon",
            )
        )
    elif until - base_year > LONGEST:
        faults.append(
            Fault(
                f"The projection would end in {until}, {until - base_year} years on.",
                fix=f"Ask for at most {base_year + LONGEST - plan.horizon.start} years.",
                code="horizon",
            )
        )
    if faults:
        raise GrowthplanError(faults)
    return until
