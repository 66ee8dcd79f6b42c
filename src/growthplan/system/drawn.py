"""What a block of draws makes of a plan: numbers as columns, and what each £m of an action does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

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
from growthplan.system.channels import CHANNELS
from growthplan.system.delivery import COMMON, delivered
from growthplan.system.displacement import net_weights
from growthplan.system.inputs import Action, Channel, Economy
from growthplan.system.parameters import Parameters
from growthplan.system.prepared import Prepared

Floats = npt.NDArray[np.float64]


class Room:
    """Large arrays that each year writes over, so that none is made and thrown away each time."""

    def __init__(self) -> None:
        self._held: dict[str, Floats] = {}

    def __call__(self, name: str, shape: tuple[int, ...]) -> Floats:
        """An array of this name and shape; its contents are whatever was last written."""
        held = self._held.get(name)
        if held is None or held.shape != shape:
            held = self._held[name] = np.empty(shape)
        return held


@dataclass(frozen=True)
class Drawn:
    """A block of draws of a prepared plan. d: draws; m: masks.

    `masks` [i, d or 1, m] scale the money of each action; arrays in the model are [p, d, m].
    """

    prepared: Prepared
    parameters: Parameters
    masks: Floats
    detail: bool = False
    """Whether density is kept by group after the year, for those who look at mechanisms."""
    room: Room = field(default_factory=Room, compare=False)

    def under(self, masks: Floats) -> Drawn:
        """The same draws under other masks; what masks do not change is kept."""
        other = Drawn(self.prepared, self.parameters, masks, self.detail, self.room)
        kept = {name: self.__dict__[name] for name in _UNMASKED if name in self.__dict__}
        other.__dict__.update(kept)
        return other

    def column(self, name: str) -> Floats:
        """An assumption's numbers as [d, 1]."""
        return self.parameters[name][:, None]

    @cached_property
    def flows(self) -> tuple[Floats, ...]:
        """By action: units of its driver [p, d, m] for each £m, before limits of capacity."""
        return tuple(
            units[:, :, None] * mask for units, mask in zip(self.units, self.masks, strict=True)
        )

    @cached_property
    def units(self) -> tuple[Floats, ...]:
        """By action: units of its driver [p, d] for each £m when nothing masks it."""
        return tuple(
            per_million(self.prepared, action, self.parameters) for action in self.prepared.actions
        )

    @cached_property
    def decays(self) -> Floats:
        """Decay of density with cost, [g, d]."""
        return np.array([self.parameters[name] for name in density.DECAYS])

    @cached_property
    def elasticities(self) -> Floats:
        """Elasticity of productivity to density, [g, d]."""
        return np.array([self.parameters[name] for name in density.ELASTICITIES])

    @cached_property
    def shares(self) -> Floats:
        """Shares of each authority's density, [g, p, q, d]."""
        place = self.prepared.economy
        return density.shares_of_density(
            place.jobs, place.cost, self.decays, place.outside_jobs, place.outside_cost
        )

    def capacity(self, t: int) -> dict[str | None, Floats]:
        """Share of a year's building and training that can be delivered, [1 or d, m]."""
        prepared = self.prepared
        limits = {
            "building": prepared.economy.construction_capacity,
            "training": prepared.economy.training_capacity,
        }
        if not prepared.switches.delivery_capacity or prepared.switches.linear:
            return {}
        found: dict[str | None, Floats] = {}
        for work, limit in limits.items():
            busy = [
                mask * money[t]
                for action, mask, money in zip(
                    prepared.actions, self.masks, prepared.money, strict=True
                )
                if CHANNELS[action.channel].work == work and money[t]
            ]
            if busy and np.isfinite(limit):
                found[work] = delivered(np.sum(busy, axis=0), limit)
        return found


_UNMASKED = ("units", "decays", "elasticities", "shares")


def number(given: float | str | None, parameters: Parameters, otherwise: float = 1.0) -> Floats:
    """A number, or an assumption's draws, as [d]."""
    if isinstance(given, str):
        return parameters[given]
    return np.full(len(parameters), otherwise if given is None else given)


def additional(action: Action, parameters: Parameters) -> Floats:
    """Share of an action's gain that would not have come anyway, [d].

    An action that states what private money it brings has said so already: its money counts whole.
    """
    rule = CHANNELS[action.channel]
    if action.leverage is not None:
        return np.ones(len(parameters))
    if action.deadweight is not None:
        return 1.0 - number(action.deadweight, parameters)
    if action.additionality is not None:
        return number(action.additionality, parameters)
    if rule.deadweight is not None:
        return 1.0 - parameters[rule.deadweight]
    return number(rule.additionality, parameters)


def per_million(prepared: Prepared, action: Action, parameters: Parameters) -> Floats:
    """Additional units of an action's driver [p, d] that £1m of it brings, net of displacement."""
    success = additional(action, parameters) * parameters[COMMON]
    if action.id in parameters.own:
        success = success * parameters.own[action.id]
    gross = _UNITS[action.channel](prepared.economy, action, parameters)
    return np.asarray(gross * _where(prepared, action, parameters) * success)


def _where(prepared: Prepared, action: Action, parameters: Parameters) -> Floats:
    """Share of the gain that each authority keeps, [p, d]."""
    share = action.displacement
    if not (prepared.switches.displacement and CHANNELS[action.channel].displaces):
        return np.asarray(action.places[:, None])
    local = number(share.local, parameters)
    regional = number(share.regional, parameters)
    return net_weights(action.places, prepared.economy.jobs, local, regional)


def _cost(action: Action, parameters: Parameters) -> Floats:
    given = action.unit_cost if action.unit_cost is not None else CHANNELS[action.channel].unit_cost
    return number(given, parameters)


def _leverage(action: Action, parameters: Parameters) -> Floats:
    given = action.leverage if action.leverage is not None else CHANNELS[action.channel].leverage
    return number(given, parameters, 0.0)


def _capital(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    own = capital_deepening.per_million(
        economy.output.sum(axis=1),
        parameters[capital_deepening.DEPRECIATION],
        parameters[capital_deepening.GROWTH],
        parameters[capital_deepening.OUTPUT_RATIO],
    )
    return own * (1.0 + _leverage(action, parameters))


def _user_cost(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    ratio = parameters[capital_deepening.OUTPUT_RATIO]
    output = economy.output.sum(axis=1)
    return capital_deepening.relief_per_million(output, ratio, _cost(action, parameters))


def _skills(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    return human_capital.per_million(_cost(action, parameters), economy.workforce)


def _transport(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    return density.per_million(_cost(action, parameters), economy.population)


def _knowledge(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    return innovation.per_million(_leverage(action, parameters), economy.knowledge_stock)


def _digital(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    return digital_adoption.per_million(_cost(action, parameters), economy.jobs)


def _management(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    return management.per_million(_cost(action, parameters), economy.jobs)


def _health(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    helped = parameters[health_participation.PARTICIPATION]
    return health_participation.per_million(_cost(action, parameters), helped, economy.workforce)


def _jobs(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    return incentives.per_million(_cost(action, parameters), action.years_each, economy.jobs)


def _housing(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    return migration_housing.per_million(_cost(action, parameters), economy.dwellings)


def _emissions(economy: Economy, action: Action, parameters: Parameters) -> Floats:
    return net_zero.per_million(_cost(action, parameters))


_UNITS: dict[Channel, Callable[[Economy, Action, Parameters], Floats]] = {
    "capital": _capital,
    "user_cost": _user_cost,
    "higher_skills": _skills,
    "adult_skills": _skills,
    "transport": _transport,
    "knowledge": _knowledge,
    "digital": _digital,
    "management": _management,
    "health": _health,
    "jobs": _jobs,
    "housing": _housing,
    "emissions": _emissions,
}
