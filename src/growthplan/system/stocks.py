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
from growthplan.system.saturation import SCALE, carry, saturate
from growthplan.system.state import Flows, Stocks

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


def fill(stocks: Stocks, flows: Flows, drawn: Drawn, t: int) -> None:
    """Carry every stock that money fills over the year; adoption comes after skills."""

    def carried(stock: Floats | None, name: str, decay: str | None) -> Floats | None:
        return _next(stock, flows.get(name), drawn, decay)

    stocks.skills = carried(stocks.skills, "skills", human_capital.DECAY)
    stocks.knowledge = carried(stocks.knowledge, "knowledge", innovation.DEPRECIATION)
    stocks.management = carried(stocks.management, "management", management.DECAY)
    stocks.health = carried(stocks.health, "health", health_participation.DECAY)
    stocks.cut = carried(stocks.cut, "cut", None)
    stocks.homes = carried(stocks.homes, "homes", None)
    absorbed = _absorbed(flows.get("adoption"), stocks, drawn)
    stocks.adoption = _next(stocks.adoption, absorbed, drawn, digital_adoption.DECAY)
    _hold_jobs(stocks, flows, drawn, t)
    for name in {*(f"saved/{source}" for source in stocks.saved), *flows}:
        kind, _, source = name.partition("/")
        after = carried(stocks.saved.get(source), name, net_zero.DECAY) if kind == "saved" else None
        if after is not None:
            stocks.saved[source] = after


def effective(stock: Floats | None, drawn: Drawn, ceiling: str) -> Floats | None:
    """A stock under its ceiling, which moves with the common scale of ceilings."""
    switches = drawn.prepared.switches
    if stock is None or not switches.saturation or switches.linear:
        return stock
    return saturate(stock, drawn.column(ceiling) * drawn.column(SCALE))


def _next(
    stock: Floats | None, flow: Floats | None, drawn: Drawn, decay: str | None
) -> Floats | None:
    if stock is None:
        return flow
    if decay is None:
        return stock if flow is None else stock + flow
    fades = drawn.column(decay)
    return carry(stock, flow, fades) if flow is not None else (1.0 - fades) * stock


def _absorbed(flow: Floats | None, stocks: Stocks, drawn: Drawn) -> Floats | None:
    """Adoption in the year, easier where skills have been added."""
    switches = drawn.prepared.switches
    if flow is None or not switches.absorption or switches.linear:
        return flow
    skills = effective(stocks.skills, drawn, human_capital.CEILING)
    if skills is None:
        return flow
    return digital_adoption.absorbed(flow, skills, drawn.column(digital_adoption.ABSORPTION))


def _hold_jobs(stocks: Stocks, flows: Flows, drawn: Drawn, t: int) -> None:
    """Each incentive keeps its own stock, so that one's end does not touch another's jobs."""
    year = drawn.prepared.baseline.years[t]
    before = drawn.column(incentives.DECAY_BEFORE)
    after = drawn.column(incentives.DECAY_AFTER)
    for action in drawn.prepared.actions:
        if action.channel != "jobs":
            continue
        flow, held = flows.get(f"jobs/{action.id}"), stocks.jobs.get(action.id)
        fades = incentives.decay(year, action.sunset, before, after)
        if held is not None:
            stocks.jobs[action.id] = (1.0 - fades) * held + (0.0 if flow is None else flow)
        elif flow is not None:
            stocks.jobs[action.id] = flow
