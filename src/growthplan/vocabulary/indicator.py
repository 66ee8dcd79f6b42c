"""Indicators: what is measured, in which unit, and which way is good."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Direction(StrEnum):
    """Which way an indicator should move."""

    UP = "up is good"
    DOWN = "down is good"
    NEITHER = "neither"


class Indicator(BaseModel):
    """One measured thing. Two variants that must not be mixed are two indicators."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """`gva_per_hour`; lower case, underscores."""
    title: str
    unit: str
    """A unit of `vocabulary.unit`."""
    price_basis: str = "not money"
    """`current`, `chained volume`, `index` or `not money`; the base year is in the series table."""
    direction: Direction = Direction.NEITHER
    definition: str = ""
    status: str = "official statistics"
    """Quality status in the publisher's words."""
