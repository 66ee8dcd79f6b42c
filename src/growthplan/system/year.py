"""One year of the model. Every answer to a change comes a year later, so nothing is solved."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system import (
    capital_deepening,
    complementarity,
    density,
    investment_response,
    labour_market,
    migration_housing,
)
from growthplan.system.drawn import Drawn
from growthplan.system.state import Driven, State

Floats = npt.NDArray[np.float64]


def advance(state: State, driven: Driven, drawn: Drawn, t: int) -> None:
    """Carry the state from the year before `t` to `t`, given what the money does in it.

    In order: investment and people, who answer to last year; the labour market; density, which
    follows last year's jobs; productivity; output.
    """
    before = state.hours
    state.driven = driven
    state.capital = _capital(state, drawn)
    state.population = _population(state, drawn)
    state.hours = _hours(state, drawn)
    state.terms = _terms(state, drawn)
    state.density = _density(drawn, driven.cut, before)
    _produce(state, drawn, t)


def _capital(state: State, drawn: Drawn) -> Floats:
    switches, column = drawn.prepared.switches, drawn.column
    if not switches.capital_deepening:
        return state.capital
    boost = np.zeros((1, 1, 1)) if state.driven.boost is None else state.driven.boost
    if switches.investment_response:
        elasticity = column(investment_response.RESPONSE)
        boost = boost + investment_response.response(state.effect, state.hours, elasticity)
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
        room if state.driven.homes is None else room + state.driven.homes,
        column(migration_housing.SPEED),
        column(migration_housing.KEPT),
        switches.linear or not switches.saturation,
    )


def _hours(state: State, drawn: Drawn) -> Floats:
    if not drawn.prepared.switches.labour_market:
        return state.hours
    psi, eta = drawn.column(labour_market.SUPPLY), drawn.column(labour_market.DEMAND)
    demand = drawn.column(labour_market.PASS_THROUGH) * eta * state.effect
    if state.driven.demand is not None:
        demand = demand + state.driven.demand
    supply = state.population
    if state.driven.supply is not None:
        supply = supply + state.driven.supply
    state.demand, state.supply = demand, supply
    target = labour_market.equilibrium(demand, supply, psi, eta)
    return labour_market.adjusted(state.hours, target, drawn.column(labour_market.ADJUSTMENT))


def _terms(state: State, drawn: Drawn) -> dict[str, Floats]:
    """Log productivity that each mechanism but density adds, [p, d, m]."""
    switches, column, driven = drawn.prepared.switches, drawn.column, state.driven
    found = dict(driven.terms)
    if switches.capital_deepening:
        per_hour = capital_deepening.log_capital(state.capital, switches.linear) - state.hours
        found["capital_deepening"] = capital_deepening.effect(
            per_hour, column(capital_deepening.SHARE)
        )
        if driven.skills is not None and switches.complementarity and not switches.linear:
            found["complementarity"] = complementarity.effect(
                per_hour, driven.skills, column(complementarity.CAPITAL_SKILL)
            )
    return found


def _density(drawn: Drawn, cut: Floats | None, hours: Floats) -> Floats | None:
    """Log productivity from density by group, [g, p, d, m]."""
    switches = drawn.prepared.switches
    if not switches.density:
        return None
    change = density.log_change(drawn.shares, drawn.decays, cut, hours, switches.linear, drawn.room)
    return density.effect(change, drawn.elasticities, out=change)


def by_class(state: State, drawn: Drawn, t: int) -> Floats:
    """Log productivity over baseline by class of sectors, [c, p, d, m]."""
    prepared = drawn.prepared
    shared = np.zeros_like(state.hours)
    for term in state.terms.values():
        shared = shared + term
    if state.density is None:
        found = np.broadcast_to(shared, (len(prepared.class_group), *shared.shape)).copy()
    else:
        found = _each_class(state.density, drawn)
        # Before jobs have moved, masks with one cut have one density.
        found = np.add(found, shared, out=found if found[0].shape == shared.shape else None)
    for name, term in state.terms.items():
        if name in prepared.class_profiles:
            found += prepared.class_profiles[name][t][:, :, None, None] * term
    return found


def _each_class(dense: Floats, drawn: Drawn) -> Floats:
    """Density's effect by class of sectors, to be written over."""
    group = drawn.prepared.class_group
    if not drawn.detail and np.array_equal(group, np.arange(len(dense))):
        return dense
    found = drawn.room("classes", (len(group), *dense.shape[1:]))
    for own, of in zip(found, group, strict=True):
        own[...] = dense[of]
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
    tilts = [name for name in state.driven.jobs if name in prepared.class_tilts]
    worths = [prepared.class_tilts[name][t] for name in tilts]
    within, *moved = _over_classes([prepared.class_share[t], *worths], gain)
    output: Floats = np.zeros((1, 1, 1))
    # Output that moves with jobs aimed at some sectors.
    for name, worth, more in zip(tilts, worths, moved, strict=True):
        still = worth.sum(axis=0)[:, None, None]
        output = output + state.driven.jobs[name] * (still if linear else still + more)
    output = output + within
    output += added
    state.output = output
    if linear:
        state.effect = output - added
        return
    within *= added
    output += within
    added += 1.0
    effect = 1.0 + output
    effect /= added
    state.effect = np.log(effect, out=effect)


def _over_classes(weights: list[Floats], values: Floats) -> list[Floats]:
    """Sums over classes of each weight [c, p] times values [c, p, d, m], [p, d, m].

    For few masks in the order of the classes, so that blocks of draws change no byte.
    """
    if values.shape[-1] >= density.MANY:
        left = np.array(weights).transpose(2, 0, 1)[:, None]
        return list((left @ values.transpose(1, 2, 0, 3)).transpose(2, 0, 1, 3))
    found = []
    for weight in weights:
        whole = weight[0][:, None, None] * values[0]
        part = np.empty_like(whole)
        for own, each in zip(weight[1:], values[1:], strict=True):
            whole += np.multiply(own[:, None, None], each, out=part)
        found.append(whole)
    return found
