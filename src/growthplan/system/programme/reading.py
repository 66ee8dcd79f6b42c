"""From a plan to its programme: which effects are modelled, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from growthplan.plan import Effect, Intervention, Plan, Rate, first_year
from growthplan.system.inputs import Channel, Displacement
from growthplan.system.programme.mechanisms import STRENGTHS, channel_of, unit_cost_of
from growthplan.system.programme.outlay import NotModelled, Outlay, Programme
from growthplan.vocabulary import Assumption, Fault, GrowthplanError, did_you_mean

_LEFT_OUT: Mapping[str, str] = {
    "cancelled": "It was cancelled.",
    "paused": "It is paused, and counts again once it goes on.",
}


def read_programme(plan: Plan, assumptions: Mapping[str, Assumption]) -> Programme:
    """What of a plan the model carries, and what not, each with its reason.

    Money that only continues past spending is part of no plan; announced jobs and pounds enter
    nowhere. Raises GrowthplanError for every assumption that is named and not in hand.
    """
    outlays: list[Outlay] = []
    left_out: list[NotModelled] = []
    notes: list[str] = []
    for action in plan.interventions:
        reason = _whole_left_out(action)
        if reason is not None:
            left_out.append(_left(action, *reason))
            continue
        found = [_outlay(plan, action, n, e, assumptions) for n, e in enumerate(action.effects)]
        outlays += [one for one in found if isinstance(one, Outlay)]
        left_out += _with_money(action, [one for one in found if isinstance(one, NotModelled)])
        for effect, one in zip(action.effects, found, strict=True):
            if isinstance(one, Outlay):
                notes += _other_strength(action, effect, one.channel)
    _check_assumptions(outlays, assumptions)
    return Programme(tuple(outlays), tuple(left_out), tuple(notes))


def _whole_left_out(action: Intervention) -> tuple[str, str] | None:
    """Code and reason when nothing of an action is modelled."""
    if action.status in _LEFT_OUT:
        return action.status, _LEFT_OUT[action.status]
    if action.baseline:
        return "baseline", "It continues past spending, which no plan contains already."
    if not action.effects:
        return "no path", "The plan names no driver that it acts on."
    return None


def _outlay(
    plan: Plan,
    action: Intervention,
    number: int,
    effect: Effect,
    assumptions: Mapping[str, Assumption],
) -> Outlay | NotModelled:
    channel = channel_of(effect)
    if channel is None:
        reason = effect.note or "The model has no path for it."
        return _left(action, "no path", reason, effect)
    size = _size(effect)
    sized = size is not None
    amounts = _units(action, size) if size is not None else _money(action, effect)
    if not any(amounts.values()):
        return _left(action, *_nothing(action, effect, sized), effect)
    deadweight, displacement, kept = _additional(action, assumptions)
    return Outlay(
        intervention=action.id,
        title=action.title,
        theme=action.theme,
        driver=effect.driver,
        channel=channel,
        amounts=amounts,
        id=action.id if len(action.effects) == 1 else f"{action.id}/{number + 1}",
        sized=sized,
        illustrative=not action.costs or any(c.basis == "illustrative" for c in action.costs),
        lag_years=effect.lag_years,
        build_up_years=effect.build_up_years,
        sunset=sunset_of(plan, action) if channel == "jobs" else None,
        places={place.place: place.share for place in action.places},
        sectors=_definitions(plan, action),
        levers=action.levers,
        sites=action.sites,
        zones=action.zones,
        depends_on=action.depends_on,
        unit_cost=1e6 if sized else unit_cost_of(effect, channel),
        deadweight=deadweight,
        displacement=displacement,
        kept=kept,
        spread=_spread(effect),
    )


def _size(effect: Effect) -> float | None:
    """The size that the plan gives; None when it follows from the money.

    A range of the plan's own is its size where nothing says what a unit costs; else it says only
    how far the size that the money buys may lie from its middle.
    """
    if effect.size is not None:
        return effect.size
    bought = effect.unit_cost is not None or effect.unit.startswith("£m")
    return effect.evidence.central if effect.evidence is not None and not bought else None


def _money(action: Intervention, effect: Effect) -> dict[int, float]:
    """£ million that buys an effect, by financial year; an announced total is spread evenly."""
    found: dict[int, float] = {}
    for cost in action.costs:
        for year, amount in cost.amounts.items():
            start = first_year(year)
            found[start] = found.get(start, 0.0) + amount * effect.money_share
    if not action.costs and action.cost.amount:
        return _over_delivery(action, action.cost.amount * effect.money_share)
    return dict(sorted(found.items()))


def _units(action: Intervention, size: float) -> dict[int, float]:
    """A size by financial year: as its money is spent, or evenly over its delivery."""
    spent: dict[int, float] = {}
    for cost in action.costs:
        for year, amount in cost.amounts.items():
            spent[first_year(year)] = spent.get(first_year(year), 0.0) + amount
    total = sum(spent.values())
    if total <= 0:
        return _over_delivery(action, size)
    return {year: size * amount / total for year, amount in sorted(spent.items())}


def _over_delivery(action: Intervention, amount: float) -> dict[int, float]:
    first, last = first_year(action.delivery.start), first_year(action.delivery.end)
    years = range(first, last + 1)
    return {year: amount / len(years) for year in years}


def _nothing(action: Intervention, effect: Effect, sized: bool) -> tuple[str, str]:
    if sized:
        return "no size", "Its size is nought."
    if action.costs and effect.money_share == 0:
        return "no money", "None of the action's money buys it."
    return "no money", "Its cost is not published, and the plan gives no size."


def sunset_of(plan: Plan, action: Intervention) -> date | None:
    """Last day of an action's reliefs: its own, else the latest of its zones and sites."""
    if action.sunset is not None:
        return action.sunset
    granted = [
        *(i for zone in plan.zones if zone.id in action.zones for i in zone.incentives),
        *(i for site in plan.sites if site.id in action.sites for i in site.incentives),
    ]
    return max((incentive.sunset for incentive in granted), default=None)


def _definitions(plan: Plan, action: Intervention) -> tuple[str, ...]:
    known = {sector.id: sector for sector in plan.sectors}
    found = (known[name].definition for name in action.sectors if name in known)
    return tuple(name for name in found if name)


def _additional(
    action: Intervention, assumptions: Mapping[str, Assumption]
) -> tuple[str | float | None, Displacement, float]:
    """Deadweight, displacement, and the share that does not leak or replace something alike."""
    said = action.additionality
    if said is None:
        return None, Displacement(), 1.0
    kept = 1.0
    for rate in (said.leakage, said.substitution):
        given = _rate(rate)
        if isinstance(given, str):
            given = assumptions[given].value if given in assumptions else None
        kept *= 1.0 - (given or 0.0)
    return (
        _rate(said.deadweight),
        Displacement(
            _rate(said.displacement_local) or 0.0,
            _rate(said.displacement_regional) or 0.0,
            _rate(said.displacement_national) or 0.0,
        ),
        kept,
    )


def _rate(rate: Rate | None) -> str | float | None:
    if rate is None:
        return None
    return rate.assumption if rate.assumption is not None else rate.value


def _spread(effect: Effect) -> tuple[float, float] | None:
    """The plan's own range of a size as shares of its centre."""
    own = effect.evidence
    if own is None or not own.central:
        return None
    ends = sorted((own.low / own.central, own.high / own.central))
    return ends[0], ends[1]


def _with_money(action: Intervention, left_out: list[NotModelled]) -> list[NotModelled]:
    """The whole money of an action, told once, when nothing of it is modelled."""
    if not left_out or len(left_out) < len(action.effects):
        return left_out
    money = sum(sum(cost.amounts.values()) for cost in action.costs)
    first, *others = left_out
    return [replace(first, money=money or None), *(replace(one, money=None) for one in others)]


def _left(
    action: Intervention, code: str, reason: str, effect: Effect | None = None
) -> NotModelled:
    share = 1.0 if effect is None else effect.money_share
    money = sum(sum(cost.amounts.values()) for cost in action.costs) * share
    return NotModelled(
        action.id,
        action.title,
        action.theme,
        code,
        reason.strip(),
        effect.driver if effect is not None else "",
        money or None,
    )


def _other_strength(action: Intervention, effect: Effect, channel: Channel) -> list[str]:
    if effect.strength is None or effect.strength in STRENGTHS[channel] or channel == "transport":
        return []
    return [
        f"{action.title}: the plan names {effect.strength} as its strength; the model uses "
        f"{' and '.join(STRENGTHS[channel])}."
    ]


def _check_assumptions(outlays: list[Outlay], assumptions: Mapping[str, Assumption]) -> None:
    faults = [
        Fault(
            f"the action '{outlay.intervention}' names the assumption '{name}', which is not there"
            if name not in assumptions
            else f"the action '{outlay.intervention}' names '{name}', which is not one number",
            fix=did_you_mean(name, assumptions),
            code="assumption",
        )
        for outlay in outlays
        for name in (
            outlay.unit_cost,
            outlay.deadweight,
            outlay.displacement.local,
            outlay.displacement.regional,
            outlay.displacement.national,
        )
        if isinstance(name, str) and (name not in assumptions or assumptions[name].value is None)
    ]
    if faults:
        raise GrowthplanError(list(dict.fromkeys(faults)))
