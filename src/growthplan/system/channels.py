"""Channels: the driver that each kind of action moves, and what it costs to move it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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

Work = Literal["building", "training"]


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """What an action on a channel fills, and the assumptions that it uses when it gives none.

    `stock` is the driver; `switch` the mechanism that must be on for it to act; `term` the part
    of productivity that sectors share in unequally when the money is aimed at some of them; `work`
    what it needs capacity for.
    """

    stock: str
    switch: str
    term: str | None = None
    unit_cost: str | None = None
    additionality: str | None = None
    deadweight: str | None = None
    leverage: str | None = None
    work: Work | None = None
    displaces: bool = False


_SKILLS = ("skills", "human_capital", "human_capital")

CHANNELS: dict[Channel, ChannelRule] = {
    "capital": ChannelRule(
        "investment",
        "capital_deepening",
        "capital_deepening",
        additionality=capital_deepening.ADDITIONALITY,
        work="building",
        displaces=True,
    ),
    "user_cost": ChannelRule("user_cost", "capital_deepening", "capital_deepening"),
    "higher_skills": ChannelRule(
        *_SKILLS,
        unit_cost=human_capital.HIGHER_COST,
        additionality=human_capital.ADDITIONALITY,
        work="training",
    ),
    "adult_skills": ChannelRule(
        *_SKILLS,
        unit_cost=human_capital.ADULT_COST,
        additionality=human_capital.ADDITIONALITY,
        work="training",
    ),
    "transport": ChannelRule("cut", "density", unit_cost=density.COST_CUT, work="building"),
    "knowledge": ChannelRule("knowledge", "innovation", "innovation", leverage=innovation.LEVERAGE),
    "digital": ChannelRule(
        "adoption", "digital_adoption", "digital_adoption", digital_adoption.UNIT_COST
    ),
    "management": ChannelRule(
        "management", "management", "management", management.UNIT_COST, work="training"
    ),
    "health": ChannelRule(
        "health", "health_participation", unit_cost=health_participation.UNIT_COST
    ),
    "jobs": ChannelRule(
        "jobs",
        "labour_market",
        unit_cost=incentives.COST_PER_JOB,
        deadweight=incentives.DEADWEIGHT,
        displaces=True,
    ),
    "housing": ChannelRule(
        "homes", "migration_housing", unit_cost=migration_housing.UNIT_COST, work="building"
    ),
    "emissions": ChannelRule("saved", "net_zero", unit_cost=net_zero.UNIT_COST, work="building"),
}
