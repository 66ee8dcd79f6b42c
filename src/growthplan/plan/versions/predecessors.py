"""Targets of the plans before this one beside today's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from growthplan.plan.fields import NOT_PUBLISHED
from growthplan.plan.layout import Plan
from growthplan.plan.outcome import Outcome, Target
from growthplan.vocabulary import Period

Standing = Literal["earlier plan", "replaced", "today"]


@dataclass(frozen=True, slots=True)
class TargetThen:
    """A target as it stood in one plan."""

    plan: str
    """Title of the plan."""
    since: str
    """When that plan was published, in words; empty when it is not yet."""
    standing: Standing
    """Whether an earlier plan set it, a later target took its place, or it is today's."""
    outcome: str
    """Title of the headline outcome; empty for earlier plans, which had none of ours."""
    statement: str
    """The target in the words in which it was published, or `not published`."""
    value: float | None
    unit: str | None
    year: int | None
    """Calendar year by which it was or is to be reached."""
    replaced: str
    """When and why another took its place; empty for others."""
    source: str | None
    """Id of the source."""


def targets_through_time(plan: Plan) -> tuple[TargetThen, ...]:
    """Every target of the earlier plans, oldest first, then this plan's own: for each outcome
    those that were replaced, oldest first, and today's. Nothing is left out because nothing was
    published: such rows say so."""
    earlier = sorted(plan.predecessors, key=lambda one: one.date.code)
    rows = [
        TargetThen(
            before.title, str(before.date), "earlier plan", "", target.statement, target.value,
            target.unit, target.year, "", before.source,
        )
        for before in earlier
        for target in before.targets
    ]  # fmt: skip
    return (*rows, *(row for outcome in plan.outcomes for row in _of_outcome(plan, outcome)))


def _of_outcome(plan: Plan, outcome: Outcome) -> list[TargetThen]:
    kept = sorted(outcome.earlier_targets, key=lambda one: one.replaced)
    rows = [
        _row(plan, outcome, one, "replaced", f"{Period(one.replaced.isoformat())}: {one.reason}")
        for one in kept
    ]
    return [*rows, _row(plan, outcome, outcome.target, "today", "")]


def _row(
    plan: Plan, outcome: Outcome, target: Target | None, standing: Standing, replaced: str
) -> TargetThen:
    since = str(Period(plan.launched.isoformat())) if plan.launched else ""
    if target is None:
        return TargetThen(
            plan.title, since, standing, outcome.title, NOT_PUBLISHED, None, None, None, replaced,
            outcome.source,
        )  # fmt: skip
    return TargetThen(
        plan.title, since, standing, outcome.title, target.statement, target.value, target.unit,
        target.year, replaced, target.source,
    )  # fmt: skip
