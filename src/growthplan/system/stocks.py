"""What the actions' money adds to each driver in a year, and what each driver then holds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system import (
    digital_adoption,
    health_participation,
    human_capital,
    incentives,
    innovation,
    management,
    net_zero,
)
from growthplan.system.channels import CHANNELS
from growthplan.system.drawn import Drawn
from growthplan.system.saturation import SCALE, carry, in_effect
from growthplan.system.state import Flows, State

Floats = npt.NDArray[np.float64]


def flows_of_year(drawn: Drawn, t: int) -> Flows:
    """Units added by driver, jobs under `jobs/ACTION` and savings under `saved/SOURCE`."""
    prepared, found = drawn.prepared, Flows()
    limits = drawn.capacity(t)
    for action, flow, money in zip(prepared.actions, drawn.flows, prepared.money, strict=True):
        if not money[t]:
            continue
        rule = CHANNELS[action.channel]
        added = flow * money[t]
        if rule.work in limits:
            added *= limits[rule.work]
        name = {"jobs": f"jobs/{action.id}", "saved": f"saved/{action.source}"}.get(
            rule.stock, rule.stock
        )
        if name in found:
            found[name] += added
        else:
            found[name] = added
    return found


def fill(state: State, flows: Flows, drawn: Drawn, t: int) -> None:
    """Carry every stock that money fills over the year; adoption comes after skills."""
    state.skills = _next(state.skills, flows.get("skills"), drawn, human_capital.DECAY)
    state.knowledge = _next(state.knowledge, flows.get("knowledge"), drawn, innovation.DEPRECIATION)
    state.management = _next(state.management, flows.get("management"), drawn, management.DECAY)
    state.health = _next(state.health, flows.get("health"), drawn, health_participation.DECAY)
    state.cut = _next(state.cut, flows.get("cut"), drawn, None)
    state.homes = _next(state.homes, flows.get("homes"), drawn, None)
    state.adoption = _next(
        state.adoption,
        _absorbed(flows.get("adoption"), state, drawn),
        drawn,
        digital_adoption.DECAY,
    )
    _hold_jobs(state, flows, drawn, t)
    for name in flows:
        kind, _, source = name.partition("/")
        if kind == "saved":
            state.saved.setdefault(source, np.zeros_like(state.hours))
    for source, before in state.saved.items():
        after = _next(before, flows.get(f"saved/{source}"), drawn, net_zero.DECAY)
        assert after is not None
        state.saved[source] = after


def effective(stock: Floats | None, drawn: Drawn, ceiling: str) -> Floats | None:
    """A stock under its ceiling, which moves with the common scale of ceilings."""
    if stock is None:
        return None
    switches = drawn.prepared.switches
    if not switches.saturation or switches.linear:
        return stock
    return in_effect(stock, drawn.column(ceiling) * drawn.column(SCALE), True)


def _next(
    stock: Floats | None, flow: Floats | None, drawn: Drawn, decay: str | None
) -> Floats | None:
    if stock is None:
        return flow
    fades = np.zeros((1, 1)) if decay is None else drawn.column(decay)
    return carry(stock, flow, fades) if flow is not None else (1.0 - fades) * stock


def _absorbed(flow: Floats | None, state: State, drawn: Drawn) -> Floats | None:
    """Adoption in the year, easier where skills have been added."""
    switches = drawn.prepared.switches
    skills = effective(state.skills, drawn, human_capital.CEILING)
    if flow is None or skills is None or not switches.absorption or switches.linear:
        return flow
    return digital_adoption.absorbed(flow, skills, drawn.column(digital_adoption.ABSORPTION))


def _hold_jobs(state: State, flows: Flows, drawn: Drawn, t: int) -> None:
    """Each incentive keeps its own stock, so that one's end does not touch another's jobs."""
    year = drawn.prepared.baseline.years[t]
    before = drawn.column(incentives.DECAY_BEFORE)
    after = drawn.column(incentives.DECAY_AFTER)
    for action in drawn.prepared.actions:
        if action.channel != "jobs":
            continue
        flow, held = flows.get(f"jobs/{action.id}"), state.jobs.get(action.id)
        if held is None and flow is None:
            continue
        fades = incentives.decay(year, action.sunset, before, after)
        kept = np.zeros_like(state.hours) if held is None else (1.0 - fades) * held
        state.jobs[action.id] = kept if flow is None else kept + flow
