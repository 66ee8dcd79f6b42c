"""Trajectories: each goes the right way, and reaches the target that it is drawn for."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item, number_of
from growthplan.plan.document import clip
from growthplan.vocabulary import Fault

_SIGNS = {"up is good": 1, "down is good": -1}
_SLACK = 1e-9


def check_trajectories_go_the_right_way(draft: Draft) -> Iterator[Fault]:
    """A trajectory ends better than it starts."""
    for indicator in draft.items("indicator"):
        points = _points(indicator)
        direction = indicator.fields.get("direction", "up is good")
        sign = _SIGNS.get(direction if isinstance(direction, str) else "", 0)
        baseline = indicator.within("baseline")
        start = baseline.number("value") if baseline else None
        if start is None and points:
            start = points[min(points)][1]
        if not points or start is None:
            continue
        typed, end = points[max(points)]
        if sign * (end - start) < -_SLACK:
            yield indicator.document.warning(
                indicator.at("trajectory", typed),
                f"indicator '{clip(indicator.id)}' goes from {start:,g} to {end:,g}, but "
                f"{direction}.",
                'Correct the trajectory or the "direction".',
                code="plan-trajectory-direction",
            )


def check_trajectories_reach_the_target(draft: Draft) -> Iterator[Fault]:
    """The trajectory of an indicator that gives a headline outcome meets the outcome's target."""
    outcomes = draft.by_id("outcome")
    for indicator in draft.items("indicator"):
        outcome = outcomes.get(indicator.text("outcome") or "")
        target = outcome.within("target") if outcome else None
        if not (outcome and target) or indicator.text("statistic") != outcome.text("measure"):
            continue
        wanted, year = target.number("value"), target.fields.get("year")
        if target.text("unit") != indicator.text("unit") or wanted is None:
            continue
        points = _points(indicator)
        if type(year) is not int or year not in points:
            continue
        typed, meant = points[year]
        if meant < wanted - _SLACK:
            yield indicator.document.error(
                indicator.at("trajectory", typed),
                f"indicator '{clip(indicator.id)}' is meant to be at {meant:,g} in {year}, short "
                f"of the target of outcome '{clip(outcome.id)}', {wanted:,g}.",
                "Correct the trajectory, or revise the target and keep the old one.",
                code="plan-trajectory-target",
            )


def _points(indicator: Item) -> dict[int, tuple[str, float]]:
    """The level meant for each year, with the year as typed."""
    value = indicator.fields.get("trajectory")
    found: dict[int, tuple[str, float]] = {}
    for typed, level in value.items() if isinstance(value, dict) else ():
        number = number_of(level)
        if number is not None and typed.strip().isdigit() and len(typed) < 10:
            found[int(typed)] = (typed, number)
    return found
