"""Indicators that tell whether the plan works, and decisions that were taken on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from growthplan.plan.fields import (
    Day,
    Entry,
    Id,
    Name,
    Number,
    PlaceCode,
    Text,
    When,
    Year,
    refusal,
)

IndicatorKind = Literal["outcome", "output", "input"]
Direction = Literal["up is good", "down is good", "neither"]


def _digits(name: Any) -> Any:
    """Names of fields are read as text; a year that names one is still a year."""
    return int(name) if isinstance(name, str) and re.fullmatch(r"[0-9]{4}", name) else name


YearName = Annotated[Year, BeforeValidator(_digits)]
"""A calendar year that stands as the name of a field."""


class IndicatorBaseline(Entry):
    """Where an indicator stood at the start."""

    value: Number
    """The level, in the indicator's unit."""
    period: When
    """The day, month, year or financial year to which it refers."""
    source: Id
    """Id of the source that states it."""


class PlanIndicator(Entry):
    """Something that is counted to see whether the plan works."""

    id: Id
    """Short name that other parts refer to; never changes."""
    title: Name
    """What readers see."""
    kind: IndicatorKind
    """`outcome` (what changes for people and firms), `output` (what is delivered) or `input`."""
    unit: Name
    """What it is counted in."""
    direction: Direction = "up is good"
    """Which way is better."""
    place: PlaceCode | None = None
    """The place that it is counted for; the plan's when left out."""
    statistic: Name | None = None
    """The official statistic that gives it: an indicator of growthplan, such as `gva_per_hour` or
    one that `growthplan data list` shows."""
    returned_by: Name | None = None
    """The role or body that reports it, when no official statistic does."""
    gap: Text | None = None
    """Why there is no source yet, and what is done about it."""
    outcome: Id | None = None
    """Id of the headline outcome that it speaks for or leads to."""
    leads_to: tuple[Id, ...] = ()
    """Ids of the indicators that should move when this one does."""
    interventions: tuple[Id, ...] = ()
    """Ids of the actions that should move it."""
    baseline: IndicatorBaseline | None = None
    """Where it stood at the start."""
    trajectory: Mapping[YearName, Number] = {}
    """The level meant for each calendar year."""
    trajectory_basis: Text | None = None
    """Where the trajectory comes from."""
    source: Id | None = None
    """Id of the source that names it."""

    @model_validator(mode="after")
    def _has_a_source_or_a_gap(self) -> PlanIndicator:
        if not (self.statistic or self.returned_by or self.gap):
            raise refusal(
                "source",
                "has neither a statistic, nor anyone who returns it, nor a stated gap",
                'Give "statistic", "returned_by" or "gap".',
            )
        return self


class Decision(Entry):
    """What was decided, when, by which role, on which figures."""

    id: Id
    """Short name; never changes."""
    date: Day
    """Day on which it was decided."""
    decision: Text
    """What was decided."""
    reason: Text | None = None
    """Why."""
    role: Name
    """The body or role that decided; never a person's name."""
    run: Name | None = None
    """Id of the run whose figures it rested on."""
    figures: tuple[Name, ...] = ()
    """Ids of the figures that it rested on."""
    interventions: tuple[Id, ...] = ()
    """Ids of the actions concerned."""
    source: Id | None = None
    """Id of the source that records it."""


class IndicatorsFile(Entry):
    """The file `indicators.yaml`: what is counted to see whether the plan works."""

    indicators: tuple[PlanIndicator, ...] = ()
    """Outcome, output and input indicators."""


class DecisionsFile(Entry):
    """The file `decisions.yaml`: what was decided, when and on which figures."""

    decisions: tuple[Decision, ...] = ()
    """Decisions, oldest first."""
