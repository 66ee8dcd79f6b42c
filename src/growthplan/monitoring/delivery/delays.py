"""How late each action will be: its own milestones beside those of its kind.

Where its kind has too short a record, the published bias of how long works take stands in: the
Green Book's lower and upper bound, as the ends of an even spread.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from growthplan.monitoring.delivery.parts import Basis, ForecastDelay, Slip
from growthplan.monitoring.delivery.reference_class import (
    RANGE,
    ReferenceClass,
    expected,
    reference_class,
)
from growthplan.plan import Intervention, Plan, first_year
from growthplan.vocabulary import Assumption

UPPER, LOWER = "appraisal.duration_upper", "appraisal.duration_lower"
YEAR = 365.25
SMALLEST = 0.05
"""Years below which an action is not called late."""


def forecast_delays(
    plan: Plan, found: Sequence[Slip], assumptions: Mapping[str, Assumption]
) -> tuple[ForecastDelay, ...]:
    """The delay of every action with a milestone that is still to come and known to be late or on
    time; latest first.

    An action's own record is that of its milestones still to come; those done, its own and others',
    make the record of its kind with them.
    """
    slips: dict[str, list[Slip]] = {}
    for slip in found:
        if slip.days is not None:
            slips.setdefault(slip.action, []).append(slip)
    by_kind: dict[str, dict[str, list[float]]] = {}
    actions = {action.id: action for action in plan.interventions}
    for name, own in slips.items():
        years = [(slip.days or 0) / YEAR for slip in own]
        by_kind.setdefault(kind_of(actions[name]), {})[name] = years
    pools = {kind: reference_class(records) for kind, records in by_kind.items()}
    ahead = {name: [s for s in own if s.state != "done"] for name, own in slips.items()}
    made = [
        _delay(actions[name], own, pools, assumptions)
        for name, own in ahead.items()
        if own and actions[name].status not in ("complete", "cancelled")
    ]
    late = [one for one in made if one.years >= SMALLEST]
    return tuple(sorted(late, key=lambda one: (-one.years, one.action)))


def kind_of(action: Intervention) -> str:
    """`capital` when most of its money is, else `revenue`."""
    by_kind = {"capital": 0.0, "revenue": 0.0}
    for cost in action.costs:
        by_kind[cost.kind] += sum(cost.amounts.values())
    return "capital" if by_kind["capital"] > by_kind["revenue"] else "revenue"


def _delay(
    action: Intervention, own: Sequence[Slip],
    pools: Mapping[str, ReferenceClass | None], assumptions: Mapping[str, Assumption],
) -> ForecastDelay:  # fmt: skip
    years = [(slip.days or 0) / YEAR for slip in own]
    cells = tuple(slip.where for slip in own if slip.where)
    pool = pools[kind_of(action)]
    if pool is not None:
        likely = expected(pool, years)
        low, middle, high = likely.of_records(len(years), 0.0)
        return _made(action, (low, middle, high), "own record and its kind's", len(own), cells)
    bias = _published(action, assumptions)
    if bias is None:
        mean = sum(years) / len(years)
        return ForecastDelay(
            action.id, action.title, max(mean, 0.0), None, None, "own record alone", len(own),
            cells,
        )  # fmt: skip
    prior, spread = bias
    # One milestone is taken to say as much as the published bias does: both are about as unsure.
    weight = len(years) / (len(years) + 1)
    level = prior + weight * (sum(years) / len(years) - prior)
    around = RANGE * spread * math.sqrt(1 - weight)
    limits = (level - around, level, level + around)
    return _made(action, limits, "own record and published bias", len(own), (*cells, UPPER, LOWER))


def _made(
    action: Intervention, limits: tuple[float, float, float], basis: Basis, count: int,
    sources: tuple[str, ...],
) -> ForecastDelay:  # fmt: skip
    low, middle, high = (max(value, 0.0) for value in limits)
    return ForecastDelay(action.id, action.title, middle, low, high, basis, count, sources)


def _published(
    action: Intervention, assumptions: Mapping[str, Assumption]
) -> tuple[float, float] | None:
    """Mean and standard deviation, in years, of the published bias of its works' duration.

    None for an action that is no works: without a type of project in its appraisal, or outsourcing.
    """
    case = action.appraisal
    parts = case.optimism if case and case.optimism else ()
    upper, lower = (assumptions[name].values or {} for name in (UPPER, LOWER))
    if not parts or any(part.type not in upper for part in parts):
        return None
    high = sum(part.share * upper[part.type] for part in parts)
    low = sum(part.share * lower[part.type] for part in parts)
    planned = first_year(action.delivery.end) - first_year(action.delivery.start) + 1
    return planned * (low + high) / 2, planned * (high - low) / math.sqrt(12)
