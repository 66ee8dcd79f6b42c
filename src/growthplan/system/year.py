"""One year of the model. Every answer to a change comes a year later, so nothing is solved."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system import (
    capital_deepening,
    complementarity,
    density,
    digital_adoption,
    health_participation,
    human_capital,
    innovation,
    investment_response,
    labour_market,
    management,
    migration_housing,
)
from growthplan.system.drawn import Drawn
from growthplan.system.state import Flows, State
from growthplan.system.stocks import effective, fill, flows_of_year

Floats = npt.NDArray[np.float64]


def advance(state: State, drawn: Drawn, t: int) -> None:
    """Carry the state from the year before `t` to `t`.

    In order: money and stocks; investment and people, who answer to last year; the labour market;
    density, which follows last year's jobs; productivity; output.
    """
    flows = flows_of_year(drawn, t)
    fill(state, flows, drawn, t)
    before = state.hours
    cut = effective(state.cut, drawn, density.CEILING)
    skills = effective(state.skills, drawn, human_capital.CEILING)
    adoption = effective(state.adoption, drawn, digital_adoption.CEILING)
    health = effective(state.health, drawn, health_participation.CEILING)
    state.capital = _capital(state, flows, drawn)
    state.population = _population(state, drawn)
    state.hours = _hours(state, drawn, skills, adoption, health)
    state.terms = _terms(state, drawn, skills, adoption, health)
    state.density = _density(drawn, cut, before)
    _produce(state, drawn, t)


def _capital(state: State, flows: Flows, drawn: Drawn) -> Floats:
    switches, column = drawn.prepared.switches, drawn.column
    if not switches.capital_deepening:
        return state.capital
    boost: Floats = np.zeros((1, 1, 1))
    if switches.investment_response:
        elasticity = column(investment_response.RESPONSE)
        boost = investment_response.response(state.effect, state.hours, elasticity)
    if "investment" in flows:
        boost = boost + flows["investment"]
    if "user_cost" in flows:
        boost = boost + column(capital_deepening.USER_COST) * flows["user_cost"]
    return capital_deepening.next_capital(
        state.capital,
        boost,
        column(capital_deepening.DEPRECIATION),
        column(capital_deepening.GROWTH),
    )


def _population(state: State, drawn: Drawn) -> Floats:
    switches, column = drawn.prepared.switches, drawn.column
    if not switches.migration_housing:
        return state.population
    income = state.effect + column(migration_housing.JOBS_WEIGHT) * state.hours
    room: Floats = column(migration_housing.ROOM)
    return migration_housing.next_population(
        state.population,
        column(migration_housing.MIGRATION) * income,
        room if state.homes is None else room + state.homes,
        column(migration_housing.SPEED),
        column(migration_housing.KEPT),
        switches.linear or not switches.saturation,
    )


def demand_and_supply(
    state: State,
    drawn: Drawn,
    skills: Floats | None,
    adoption: Floats | None,
    health: Floats | None,
) -> tuple[Floats, Floats]:
    """Shifts of labour demand and supply, log, [p, d, m]."""
    column = drawn.column
    eta = column(labour_market.DEMAND)
    demand = column(labour_market.PASS_THROUGH) * eta * state.effect
    if state.jobs:
        held = sum(state.jobs.values())
        demand = demand + held * (1.0 + column(labour_market.MULTIPLIER))
    if adoption is not None:
        demand = demand - digital_adoption.hours_lost(
            adoption, column(digital_adoption.DISPLACED), column(digital_adoption.REEMPLOYED)
        )
    supply = state.population
    if health is not None:
        supply = supply + health
    if skills is not None:
        supply = supply + column(labour_market.SKILLS_SUPPLY) * skills
    return demand, supply


def _hours(
    state: State,
    drawn: Drawn,
    skills: Floats | None,
    adoption: Floats | None,
    health: Floats | None,
) -> Floats:
    if not drawn.prepared.switches.labour_market:
        return state.hours
    demand, supply = demand_and_supply(state, drawn, skills, adoption, health)
    psi, eta = drawn.column(labour_market.SUPPLY), drawn.column(labour_market.DEMAND)
    state.wages = labour_market.wage(demand, supply, psi, eta)
    target = labour_market.equilibrium(demand, supply, psi, eta)
    return labour_market.adjusted(state.hours, target, drawn.column(labour_market.ADJUSTMENT))


def _terms(
    state: State,
    drawn: Drawn,
    skills: Floats | None,
    adoption: Floats | None,
    health: Floats | None,
) -> dict[str, Floats]:
    """Log productivity that each mechanism but density adds, [p, d, m]."""
    switches, column = drawn.prepared.switches, drawn.column
    found: dict[str, Floats] = {}
    if switches.capital_deepening:
        per_hour = capital_deepening.log_capital(state.capital, switches.linear) - state.hours
        found["capital_deepening"] = capital_deepening.effect(
            per_hour, column(capital_deepening.SHARE)
        )
        if skills is not None and switches.complementarity and not switches.linear:
            found["complementarity"] = complementarity.effect(
                per_hour, skills, column(complementarity.CAPITAL_SKILL)
            )
    if skills is not None:
        found["human_capital"] = human_capital.effect(skills, column(human_capital.GAIN))
    if state.knowledge is not None:
        found["innovation"] = innovation.effect(
            state.knowledge,
            column(innovation.ELASTICITY),
            column(innovation.LOCAL_SHARE),
            switches.linear,
        )
    if adoption is not None:
        found["digital_adoption"] = digital_adoption.effect(adoption, column(digital_adoption.GAIN))
    score = effective(state.management, drawn, management.CEILING)
    if score is not None:
        found["management"] = management.effect(score, column(management.GAIN))
    if health is not None:
        found["health_participation"] = health_participation.effect(
            health, column(health_participation.GAIN)
        )
    return found


def _density(drawn: Drawn, cut: Floats | None, hours: Floats) -> Floats | None:
    """Log productivity from density by group, [g, p, d, m]."""
    switches = drawn.prepared.switches
    if not switches.density:
        return None
    change = density.log_change(drawn.shares, drawn.decays, cut, hours, switches.linear)
    return density.effect(change, drawn.elasticities)


def by_class(state: State, drawn: Drawn, t: int) -> Floats:
    """Log productivity over baseline by class of sectors, [c, p, d, m]."""
    prepared = drawn.prepared
    shared = np.zeros_like(state.hours)
    for term in state.terms.values():
        shared = shared + term
    if state.density is None:
        found = np.broadcast_to(shared, (len(prepared.class_group), *shared.shape)).copy()
    else:
        found = state.density[prepared.class_group]
        found += shared
    for name, term in state.terms.items():
        if name in prepared.class_profiles:
            found += prepared.class_profiles[name][t][:, :, None, None] * term
    return found


def _produce(state: State, drawn: Drawn, t: int) -> None:
    """Output and productivity from sectors' productivity and hours."""
    prepared = drawn.prepared
    linear = prepared.switches.linear
    gain = by_class(state, drawn, t)
    if not linear:
        np.exp(gain, out=gain)
        gain -= 1.0
    added = state.hours if linear else np.exp(state.hours) - 1.0
    share = prepared.class_share[t][:, :, None, None]
    within = np.sum(share * gain, axis=0)
    output = within + added if linear else within + added + within * added
    for action, held in state.jobs.items():
        if action not in prepared.class_tilts:
            continue
        worth = prepared.class_tilts[action][t]
        moved = held * worth.sum(axis=0)[:, None, None]
        output = output + moved
        if not linear:
            output = output + held * np.sum(worth[:, :, None, None] * gain, axis=0)
    state.output = output
    state.effect = output - added if linear else np.log(1.0 + output) - np.log(1.0 + added)
