"""What the model is given: the place's economy, its baseline paths, and the actions of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]

Channel = Literal[
    "capital",
    "user_cost",
    "higher_skills",
    "adult_skills",
    "transport",
    "knowledge",
    "digital",
    "management",
    "health",
    "jobs",
    "housing",
    "emissions",
]
Activity = Literal["output", "homes", "travel", "none"]

DENSITY_GROUPS = ("manufacturing", "construction", "consumer_services", "business_services")


@dataclass(frozen=True)
class Economy:
    """A place in its base year. p: its authorities; s: sectors; o: zones outside it.

    Imputed rent is kept apart: it has output and no hours, so it is in no sector here.
    """

    base_year: int
    places: tuple[str, ...]
    sectors: tuple[str, ...]
    hours: Floats
    """[p, s], millions a year."""
    productivity: Floats
    """[p, s], £ an hour at the model's prices."""
    density_group: Integers
    """[s], index into DENSITY_GROUPS."""
    exposure: Floats
    """[s], how far the sector's work can use digital tools and AI, relative to the others."""
    jobs: Floats
    """[p], filled jobs."""
    workforce: Floats
    """[p], people in work or looking for it."""
    population: Floats
    """[p], people."""
    dwellings: Floats
    """[p], homes."""
    imputed_rent: Floats
    """[p], £m."""
    cost: Floats
    """[p, p], distance or generalised cost between authorities, each to itself included."""
    knowledge_stock: Floats
    """[p], £m of research and development stock."""
    commuting: Floats
    """[p, p + 1], share of the jobs in a row that residents of a column hold; last: outside."""
    outside_jobs: Floats = field(default_factory=lambda: np.zeros(0))
    """[o], filled jobs within reach but outside the place, which do not respond."""
    outside_cost: Floats | None = None
    """[p, o], cost to each; None when there are none."""
    emissions: Floats | None = None
    """[p, source], kt of CO2 equivalent a year; None when not modelled."""
    emission_sources: tuple[str, ...] = ()
    emission_activity: tuple[Activity, ...] = ()
    """What each source grows with."""
    comparator_share: float = 0.0
    """Share of the comparator's output that this place makes up."""
    construction_capacity: float = np.inf
    """£m a year of building that can be delivered beyond what is going on already."""
    training_capacity: float = np.inf
    """£m a year of courses that can be delivered beyond what is going on already."""

    @property
    def output(self) -> Floats:
        """[p, s], £m a year: hours times productivity."""
        return self.hours * self.productivity


@dataclass(frozen=True)
class BaselinePaths:
    """No plan. d: draws; t: years from the base year on.

    `comparator` [d, t] is the log of the comparator's productivity, `relative` [d, t, p] each
    authority's log productivity less it. The others say how the baseline's hours, mix, people and
    homes move; None leaves each as it is in the base year.
    """

    years: tuple[int, ...]
    comparator: Floats
    relative: Floats
    hours: Floats | None = None
    """[t, p, s], millions."""
    sector_relative: Floats | None = None
    """[t, p, s], productivity relative to the authority's own; hours-weighted mean 1."""
    population: Floats | None = None
    """[t, p]."""
    dwellings: Floats | None = None
    """[t, p]."""
    hours_per_job: Floats | None = None
    """[t, p], relative to the base year."""


@dataclass(frozen=True, slots=True)
class Displacement:
    """Shares of a gain that are taken from elsewhere; numbers or ids of assumptions."""

    local: float | str = 0.0
    """From the same authority."""
    regional: float | str = 0.0
    """From the place's other authorities."""
    national: float | str = 0.0
    """From the rest of the country: counted only in the national ledger."""


@dataclass(frozen=True)
class Action:
    """One money line and the one driver that it moves.

    An intervention that does two things (reliefs for jobs, and a co-investment) is two actions
    with the same `intervention`, each with its own money.
    """

    id: str
    channel: Channel
    spend: Floats
    """[t], £m real by year, the base year first; nothing may be spent in the base year."""
    places: Floats
    """[p], share of the money by authority; sums to 1."""
    sectors: Floats | None = None
    """[s], share of the money by sector; None when it is for all alike."""
    intervention: str = ""
    """Whose action it is, for attribution; its own id when empty."""
    group: str = ""
    """Theme, for values by group."""
    unit_cost: float | str | None = None
    """£ real for a unit of the driver: a number, an assumption's id, or the channel's own."""
    additionality: float | str | None = None
    """Share that would not have happened anyway; the channel's own assumption when None."""
    deadweight: float | str | None = None
    """Share that would have happened anyway: the other way to say it, never with the first."""
    displacement: Displacement = Displacement()
    leverage: float | str | None = None
    """Private £ that each public £ brings; the channel's own when None."""
    lag: tuple[float, ...] = (1.0,)
    """Share of the money's effect that arrives 0, 1, 2, ... years later; sums to 1."""
    sunset: int | None = None
    """First calendar year without the relief; None when it does not end."""
    years_each: float = 1.0
    """Years for which a job draws relief, when the cost is given for a job-year."""
    source: str = ""
    """Source of emissions that it cuts."""
    money_line: str = ""
    """Funding line and asset that the money is for; its own id when empty."""
    sites: tuple[str, ...] = ()
    """Sites on which jobs draw reliefs."""
    continuing: bool = False
    """Whether it only goes on as before: then it is in the baseline, and no part of the plan."""

    @property
    def player(self) -> str:
        """The intervention that gets the credit."""
        return self.intervention or self.id


Assumed = Mapping[str, Floats]
"""Drawn numbers [draw] by assumption id."""
