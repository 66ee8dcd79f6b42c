"""Milestones: how late each is, by the newest return that speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from growthplan.monitoring.delivery.parts import Slip
from growthplan.monitoring.returns import KeptReturn, MilestoneRow
from growthplan.plan import Intervention, Milestone, Plan

Said = tuple[KeptReturn, MilestoneRow]


def slips(plan: Plan, returns: Sequence[KeptReturn], day: date) -> tuple[Slip, ...]:
    """Every milestone of the plan's actions that are not cancelled, on a day."""
    said: dict[tuple[str, str], list[Said]] = {}
    for kept in returns:  # oldest quarter first
        for row in kept.returned.milestones:
            said.setdefault((row.action, row.milestone), []).append((kept, row))
    return tuple(
        _slip(action, step, said.get((action.id, step.id), []), day)
        for action in plan.interventions
        if action.status != "cancelled"
        for step in action.delivery.milestones
    )


def _slip(action: Intervention, step: Milestone, said: Sequence[Said], day: date) -> Slip:
    done = next(((k, r) for k, r in reversed(said) if r.done is not None), None)
    if done is not None:
        found, where = done[1].done, f"{done[0].where}, {done[1].cell('done')}"
        return _known(action, step, "done", found, where, said)
    if step.done is not None:
        return _known(action, step, "done", step.done, "", said)
    newest = next(((k, r) for k, r in reversed(said) if r.forecast is not None), None)
    if newest is not None and newest[1].forecast is not None:
        forecast = newest[1].forecast
        where = f"{newest[0].where}, {newest[1].cell('forecast')}"
        # A forecast that has passed without the thing being done is no forecast any more.
        if forecast >= day:
            return _known(action, step, "expected", forecast, where, said)
    if step.due < day:
        late = (day - step.due).days
        return Slip(action.id, step.id, step.title, step.due, "overdue, no day given", None, late)
    return Slip(action.id, step.id, step.title, step.due, "not due yet", None, None)


def _known(
    action: Intervention, step: Milestone, state: str, day: date | None, where: str,
    said: Sequence[Said],
) -> Slip:  # fmt: skip
    assert day is not None
    forecasts = [row.forecast for _, row in said if row.forecast is not None]
    moved = sum(late > early for early, late in pairwise(forecasts))
    return Slip(
        action.id, step.id, step.title, step.due, "done" if state == "done" else "expected", day,
        (day - step.due).days, where, moved,
    )  # fmt: skip
