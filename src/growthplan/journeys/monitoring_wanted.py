"""What a plan asks to have watched: its headline outcomes and its indicators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from growthplan.monitoring import Wanted, indicator_paths, outcome_paths
from growthplan.monitoring.trajectory_paths import Paths
from growthplan.plan import Outcome, Plan, PlanIndicator
from growthplan.vocabulary import Direction, Indicator, did_you_mean


@dataclass(frozen=True)
class ModelPaths:
    """Middle of the model's path with the plan, by measure and place, in prices of a year."""

    levels: Mapping[tuple[str, str], Mapping[int, float]]
    prices: int | None


def wanted_from(
    plan: Plan, indicators: Mapping[str, Indicator], model: ModelPaths
) -> tuple[Wanted, ...]:
    """Headline outcomes, then indicators in the plan's order.

    An indicator of the same statistic as an outcome is left out: the outcome stands for it.
    """
    measures = {outcome.measure for outcome in plan.outcomes}
    outcomes = [_outcome(plan, outcome, indicators, model) for outcome in plan.outcomes]
    rest = [
        _indicator(plan, one, indicators)
        for one in plan.indicators
        if one.statistic not in measures
    ]
    return (*outcomes, *rest)


def _outcome(
    plan: Plan, outcome: Outcome, indicators: Mapping[str, Indicator], model: ModelPaths
) -> Wanted:
    known = indicators.get(outcome.measure)
    unit = known.unit if known else ""
    own = {place: path for (name, place), path in model.levels.items() if name == outcome.measure}
    modelled = outcome.target is None and plan.place in own and unit.startswith("£")
    prices = model.prices if modelled else None
    return Wanted(
        outcome.id, outcome.title, True, "headline outcome",
        outcome.measure if known else None, unit, _direction(known, Direction.UP),
        lambda place: _of_outcome(plan, outcome, unit, own.get(place), place),
        "" if known else f"No official series gives {outcome.measure} as such.",
        prices=prices,
        notes=_priced(outcome, unit, prices),
    )  # fmt: skip


def _priced(outcome: Outcome, unit: str, prices: int | None) -> tuple[str, ...]:
    if prices is not None:
        return (f"Levels, path and goal are in prices of {prices}, as the model's are.",)
    if outcome.target is None or not unit.startswith("£"):
        return ()
    return ("The target is read in the prices of the statistic, which are each year's own.",)


def _of_outcome(
    plan: Plan, outcome: Outcome, unit: str, model: Mapping[int, float] | None, place: str
) -> Callable[[tuple[int, float]], Paths]:
    """A target is the plan's place's own; its authorities have none."""
    if place != plan.place:
        nothing = {"target": None, "baseline": None, "earlier_targets": ()}
        outcome = outcome.model_copy(update=nothing)
    return lambda began: outcome_paths(outcome, unit, began, plan.horizon.end, model)


def _indicator(plan: Plan, one: PlanIndicator, indicators: Mapping[str, Indicator]) -> Wanted:
    known = indicators.get(one.statistic) if one.statistic else None
    return Wanted(
        one.id, one.title, False, one.kind, one.statistic if known else None,
        known.unit if known else one.unit, Direction(one.direction),
        lambda place: _of_indicator(plan, one, place),
        "" if known else _missing(one, indicators),
        notes=(one.trajectory_basis,) if one.trajectory_basis else (),
    )  # fmt: skip


def _of_indicator(
    plan: Plan, one: PlanIndicator, place: str
) -> Callable[[tuple[int, float]], Paths]:
    if place != (one.place or plan.place):
        one = one.model_copy(update={"trajectory": {}, "baseline": None})
    return lambda began: indicator_paths(one, began, plan.horizon.end)


def _missing(one: PlanIndicator, indicators: Mapping[str, Indicator]) -> str:
    if one.gap:
        return one.gap
    if one.returned_by:
        return f"It is returned by {one.returned_by}; no return has been read."
    near = did_you_mean(one.statistic or "", indicators)
    return f"The store holds no statistic '{one.statistic}'. {near or ''}".strip()


def _direction(known: Indicator | None, otherwise: Direction) -> Direction:
    stated = known.direction if known else otherwise
    return otherwise if stated is Direction.NEITHER else stated
