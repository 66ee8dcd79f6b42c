"""Targets through time: never overwritten, found again for any day, and beside their forebears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from growthplan.plan.layout import Plan
from growthplan.plan.outcome import EarlierTarget, Outcome, Target
from growthplan.vocabulary import Period

_WHY = "why-it-was-replaced"
_LEVEL = ("value", "unit", "year")


@dataclass(frozen=True)
class LostTarget:
    """A target of the old plan that the new one neither has nor remembers."""

    outcome: str
    """Id of the outcome in the new plan, or in the old one when it is gone."""
    title: str
    target: Target
    gone: bool
    """Whether the outcome itself is gone."""

    def to_paste(self, day: date) -> str:
        """Lines for plan.yaml that keep the target, replaced on `day`. The reason is left empty,
        which no plan is valid with, so that it is not forgotten."""
        stated = self.target.model_dump(mode="json", include=set(Target.model_fields))
        stated["value"] = _short(stated["value"])
        kept: dict[str, Any] = {
            **stated,
            "replaced": str(Period(day.isoformat())),
            "reason": _WHY,
        }
        if isinstance(self.target, EarlierTarget):
            kept["replaced"] = str(Period(self.target.replaced.isoformat()))
            kept["reason"] = self.target.reason
        text = yaml.safe_dump(
            {"earlier_targets": [kept]}, allow_unicode=True, sort_keys=False, width=10_000
        )
        text = text.replace(f"reason: {_WHY}", "reason:   # why it was replaced")
        # Lists are indented under their field, as in the plans that come with growthplan.
        first, *rest = text.splitlines()
        return "\n".join([f"    {first}", *(f"      {line}" for line in rest)])


def _short(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def lost_targets(old: Plan, new: Plan) -> tuple[LostTarget, ...]:
    """Targets of `old` that `new` has neither as today's target nor among the earlier ones.

    A target whose words or source alone were corrected is not lost.
    """
    return tuple(_lost(old, new))


def _lost(old: Plan, new: Plan) -> Iterator[LostTarget]:
    now = {outcome.id: outcome for outcome in new.outcomes}
    fresh = [o for o in new.outcomes if o.id not in {outcome.id for outcome in old.outcomes}]
    for before in old.outcomes:
        after = now.get(before.id) or _renamed(before, fresh)
        held = () if after is None else (after.target, *after.earlier_targets)
        for target in (*before.earlier_targets, before.target):
            if target and not any(other and _same_level(target, other) for other in held):
                known = after or before
                yield LostTarget(known.id, known.title, target, after is None)


def _renamed(before: Outcome, fresh: list[Outcome]) -> Outcome | None:
    """The outcome under another id: of those that are new, the one of the same title."""
    return next((one for one in fresh if one.title == before.title), None)


def _same_level(one: Target, other: Target) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _LEVEL)


def target_on(outcome: Outcome, day: date) -> Target | None:
    """The target that an outcome had on a day: the first that was replaced after it, else
    today's. When a target was first set is not on record, so there is no earlier answer."""
    later = [one for one in outcome.earlier_targets if one.replaced > day]
    return min(later, key=lambda one: one.replaced) if later else outcome.target


def targets_as_at(released: Plan, released_on: date, today: Plan, day: date) -> Plan:
    """A released plan with those targets that were replaced between its release and `day`.

    `today` is the plan that remembers them, later than `day` or not released at all.
    """
    now = {outcome.id: outcome for outcome in today.outcomes}
    outcomes = tuple(
        _as_at(outcome, released_on, now[outcome.id], day) if outcome.id in now else outcome
        for outcome in released.outcomes
    )
    return released.model_copy(update={"outcomes": outcomes})


def _as_at(released: Outcome, released_on: date, today: Outcome, day: date) -> Outcome:
    replaced = tuple(one for one in today.earlier_targets if one.replaced <= day)
    if not any(released_on < one.replaced for one in replaced):
        return released
    target = target_on(today, day)
    if isinstance(target, EarlierTarget):
        target = Target.model_construct(
            **{name: getattr(target, name) for name in Target.model_fields}
        )
    return released.model_copy(update={"target": target, "earlier_targets": replaced})
