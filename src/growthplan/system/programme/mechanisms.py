"""How the words of a plan for mechanisms stand to the channels of the model."""

from __future__ import annotations

from collections.abc import Mapping

from growthplan.plan import Effect
from growthplan.system import (
    capital_deepening,
    density,
    digital_adoption,
    health_participation,
    human_capital,
    incentives,
    innovation,
    management,
    migration_housing,
    net_zero,
)
from growthplan.system.inputs import Channel

CHANNEL_OF: Mapping[str, Channel] = {
    "capital": "capital",
    "skills": "higher_skills",
    "transport": "transport",
    "knowledge": "knowledge",
    "digital": "digital",
    "management": "management",
    "health": "health",
    "incentive-jobs": "jobs",
    "housing": "housing",
    "emissions": "emissions",
}
STRENGTHS: Mapping[Channel, tuple[str, ...]] = {
    "capital": (capital_deepening.SHARE,),
    "higher_skills": (human_capital.GAIN,),
    "adult_skills": (human_capital.GAIN,),
    "transport": (density.COST_CUT,),
    "knowledge": (innovation.ELASTICITY,),
    "digital": (digital_adoption.GAIN,),
    "management": (management.GAIN,),
    "health": (health_participation.PARTICIPATION, health_participation.GAIN),
    "jobs": (incentives.COST_PER_JOB,),
    "housing": (migration_housing.MIGRATION,),
    "emissions": (net_zero.UNIT_COST,),
}
"""Assumptions that say what a unit of a driver does. A plan may name them, not choose others."""
MONEY_IS_THE_UNIT: tuple[Channel, ...] = ("capital", "knowledge")
"""Channels whose unit is a £ million itself, so that they have no unit cost."""
WORDS: Mapping[Channel, str] = {
    "capital": "investment",
    "user_cost": "cost of investing",
    "higher_skills": "higher skills",
    "adult_skills": "adult skills",
    "transport": "transport",
    "knowledge": "research and innovation",
    "digital": "digital and AI",
    "management": "management",
    "health": "health and work",
    "jobs": "tax reliefs for jobs",
    "housing": "housing",
    "emissions": "emissions",
}
"""The channels as a reader calls them."""


def channel_of(effect: Effect) -> Channel | None:
    """The channel that carries an effect; None when the model has no path for it."""
    if effect.mechanism == "skills" and effect.unit_cost == human_capital.ADULT_COST:
        return "adult_skills"
    return CHANNEL_OF.get(effect.mechanism)


def unit_cost_of(effect: Effect, channel: Channel) -> str | None:
    """The assumption that says what a unit costs; None for the channel's own.

    For transport it is the assumption that says what £1bn does, which plans give as the strength.
    """
    if channel == "transport":
        return effect.strength
    return None if channel in MONEY_IS_THE_UNIT else effect.unit_cost
