"""The planned path of an outcome or indicator: its target, its own levels, the model's, or none."""

from __future__ import annotations

from collections.abc import Mapping

from growthplan.monitoring.trajectory import PlannedPath, straight, through
from growthplan.plan import Outcome, PlanIndicator, Target

Paths = tuple[PlannedPath | None, tuple[PlannedPath, ...]]
"""The path that stands, and those to targets that were replaced."""


def outcome_paths(
    outcome: Outcome,
    unit: str,
    began: tuple[int, float],
    end: int,
    model: Mapping[int, float] | None = None,
) -> Paths:
    """The paths of a headline outcome.

    `began` is the (year, level) in `unit` from which a path starts where the plan states no
    baseline; `model` the model's level by year with the plan, whose growth an outcome without a
    target is held against; `end` the plan's last year.
    """
    stated = outcome.baseline
    first = (stated.year, _in(stated.value, stated.unit, unit)) if stated else began
    earlier = tuple(
        _to(one, first, unit, replaced=str(one.replaced), reason=one.reason)
        for one in outcome.earlier_targets
        if one.year > first[0]
    )
    if outcome.target is not None and outcome.target.year > first[0]:
        return _to(outcome.target, first, unit), earlier
    points = _as_the_model(began, model or {}, unit)
    if len(points) > 1:
        words = (
            "No target is published; the path grows as the middle of the model's path with the "
            "plan does, which is no promise of anybody's."
        )
        return through("model", tuple(points.items()), words), earlier
    return _level(began, end), earlier


def _as_the_model(
    began: tuple[int, float], model: Mapping[int, float], unit: str
) -> dict[int, float]:
    """Levels from where it began, growing as the model's do, or in % moving by as many points."""
    year, level = began
    later = {y: v for y, v in sorted(model.items()) if y >= year and (v > 0 or unit == "%")}
    if year not in later:
        return {}
    if unit == "%":
        return {y: level + v - later[year] for y, v in later.items()}
    return {y: level * v / later[year] for y, v in later.items()}


def indicator_paths(indicator: PlanIndicator, began: tuple[int, float], end: int) -> Paths:
    """The paths of an indicator: the plan's own levels by year, or no worse than at the start."""
    points = {int(year): float(level) for year, level in indicator.trajectory.items()}
    stated = indicator.baseline
    first = (stated.period.year, float(stated.value)) if stated else began
    if points and first[0] < max(points):
        points = {first[0]: first[1], **{y: v for y, v in points.items() if y > first[0]}}
        words = indicator.trajectory_basis or "Levels that the plan states."
        return through("trajectory", tuple(sorted(points.items())), words), ()
    return _level((began[0], first[1] if stated else began[1]), end), ()


def _to(
    target: Target,
    first: tuple[int, float],
    unit: str,
    replaced: str | None = None,
    reason: str | None = None,
) -> PlannedPath:
    goal = (target.year, _in(target.value, target.unit, unit))
    words = f"A straight line from {first[0]} to the target for {target.year}: {target.statement}"
    return straight(
        "target", first, goal, words, source=target.source, replaced=replaced, reason=reason
    )


def _level(began: tuple[int, float], end: int) -> PlannedPath:
    words = (
        f"The plan gives no level for any year, so the least that it can mean stands in: no worse "
        f"in {end} than in {began[0]}."
    )
    return straight("start", began, (max(end, began[0] + 1), began[1]), words)


def _in(value: float, unit: str, wanted: str) -> float:
    return 1000.0 * value if (unit, wanted) == ("£bn", "£m") else float(value)
