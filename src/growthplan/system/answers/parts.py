"""The parts of a projection's answer, each a plain value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from growthplan.system.synergy import PairInteraction, Synergy


@dataclass(frozen=True)
class Future:
    """One future that was run: no plan, the plan, or a scenario of it."""

    id: str
    title: str
    summary: str
    steps: tuple[str, ...]
    """What a scenario changes, in words, in order."""
    money: float
    """£ million at the prices of the base year; 0 without a plan."""


@dataclass(frozen=True)
class ModelledAction:
    """An action of the plan on one driver, as the model takes it."""

    id: str
    intervention: str
    title: str
    theme: str
    driver: str
    """In words: `transport`, `tax reliefs for jobs`."""
    money: float
    """£ million at the prices of the base year; 0 when the plan gives a size instead."""
    cash: float
    """£ million in the money of each year."""
    illustrative: bool
    """Whether some of its amounts are no published figures."""
    starts: int
    """First year with money."""
    full_by: int
    """Year from which all that its money brings is there."""
    ends: int | None
    """Last year of the relief that it rests on."""


@dataclass(frozen=True)
class Chance:
    """How likely something is by a year, in one future."""

    target: str
    """Id: of an outcome of the plan, or `gap-closed-50`."""
    title: str
    scenario: str
    year: int
    value: float
    """Share of draws, 0 to 1."""
    error: float
    """Monte Carlo standard error."""
    published: bool = False
    """Whether it is a target that the plan publishes."""


@dataclass(frozen=True)
class Effort:
    """What it would take to close a share of the gap by the last year with some chance."""

    share: float
    """Of the gap, 0 to 1."""
    chance: float
    """0 to 1."""
    extra_pct: float
    """Productivity that is needed beyond no plan, %."""
    growth_pct: float
    """The same as extra growth, percentage points a year."""
    times_the_plan: float | None
    """How many times the plan's money gives that chance; None when not attainable."""
    most_tried: float
    """Times the plan's money up to which it was tried."""
    reached_at_most: float
    """Chance at the most money tried."""
    error_pct: float = 0.0
    """Monte Carlo standard error of `extra_pct`."""


@dataclass(frozen=True)
class Timing:
    """When the plan's effect on productivity comes."""

    peak_year: int
    peak_pct: float
    half_year: int | None
    """First year with half of the peak or more; None without an effect."""
    at_end_pct: float
    last_money_year: int | None


@dataclass(frozen=True)
class Sharing:
    """What each part of the plan brings to an outcome, and what all bring together.

    Tables have the columns id, title, theme, value (mean over draws, so that rows add up), low,
    high (90%), error (from sampling orders; 0 when every coalition was run), share.
    """

    outcome: str
    """`productivity`: per cent of GVA per hour."""
    unit: str
    year: int
    draws: int
    total: float
    """Mean effect of the whole plan."""
    interventions: pl.DataFrame
    groups: pl.DataFrame
    """By theme and driver, every coalition of them run; themes follow by adding up."""
    themes: pl.DataFrame
    pairs: tuple[PairInteraction, ...]
    """Between groups, largest first; in the outcome's unit. They sum to the groups' synergy."""
    synergy: Synergy
    """Between interventions, in the outcome's unit."""
    group_synergy: Synergy
    alone: pl.DataFrame
    """Each intervention by itself: id, title, value, low, high."""
    exact: bool
    """Whether values of interventions are from every coalition."""


@dataclass(frozen=True)
class Hanging:
    """What the plan's effect hangs on.

    `table` has a row an assumption: id, title, grade, share (of variance, 0 to 1), coefficient,
    worth (what knowing it would be worth, £m of yearly GVA for £100m to place), value, low, high.
    """

    answer: str
    """The answer whose variance is shared out, in words."""
    table: pl.DataFrame
    by_grade: Mapping[str, float]
    """Share of variance by grade of evidence."""
    explained: float
    """Share of variance that a straight line in every assumption explains."""
    assumed_share: float
    """Of the variance explained, the share on grade "assumption"."""
    total_worth: float | None
    """What knowing everything would be worth, £m."""
    target: pl.DataFrame
    """Regional sensitivity of a target's probability: id, title, distance; empty when none."""
    sobol: pl.DataFrame | None = None
    """group, first, first_error, total, total_error; only when asked for."""


@dataclass(frozen=True)
class WhoGains:
    """Who gains in the last year. Tables have place, name, median, low, high (90%)."""

    jobs_by_residence: pl.DataFrame
    earnings_by_residence: pl.DataFrame
    """£m a year."""
    deprived_share: tuple[float, float, float] | None
    """Share of the earnings' gain that goes to the most deprived fifth of neighbourhoods of
    England, if all within an authority gain alike: median, low, high; None when not known."""
    deprived_people: float | None
    """Share of the place's neighbourhoods that are in that fifth."""


@dataclass(frozen=True)
class Diffusion:
    """AI and digital tools in the last year: medians and 90% ranges."""

    adoption_pct: tuple[float, float, float]
    """Of hours, beyond what comes without the plan."""
    gain_pct: tuple[float, float, float]
    """Of GVA per hour."""
    displaced: tuple[float, float, float]
    """Jobs whose hours are no longer needed."""
    reemployed: tuple[float, float, float]
    """Of these, those who find other work."""
    exposure_known: bool
    """Whether exposure of sectors is in hand; if not, all are taken alike."""


@dataclass(frozen=True)
class NetZero:
    """Emissions in a year: kt of CO2 equivalent, medians and 90% ranges."""

    year: int
    now: float
    """In the base year."""
    no_plan: tuple[float, float, float]
    plan: tuple[float, float, float]
    plan_share_pct: tuple[float, float, float]
    """Of the fall that is still needed from no plan to nought, what the plan brings."""
    chance: float
    """Share of draws in which the plan ends at a tenth of today's emissions or less."""
    target: str
    """What the plan says of it; empty when it says nothing."""
