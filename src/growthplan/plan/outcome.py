"""Headline outcomes: the results by which the whole plan is judged."""

from __future__ import annotations

from typing import Annotated

from pydantic import model_validator

from growthplan.plan.fields import (
    PUBLISHED_OR_NOT,
    Day,
    Entry,
    Id,
    Measure,
    Name,
    Number,
    Text,
    Unit,
    Year,
    refusal,
)
from growthplan.plan.measures import MEASURES


class Baseline(Entry):
    """Where an outcome stood when the plan was made, as the plan states it."""

    value: Number
    """The level, in `unit`."""
    unit: Unit
    """Unit of `value`."""
    year: Year
    """Calendar year to which it refers."""
    source: Id
    """Id of the source that states it."""


class Target(Entry):
    """What is to be reached, when, as published."""

    value: Number
    """The level to be reached, in `unit`; not the change."""
    unit: Unit
    """Unit of `value`; must suit the outcome's measure."""
    year: Year
    """Calendar year by which it is to be reached."""
    statement: Text
    """The target in the words in which it was published."""
    source: Id
    """Id of the source that states it."""


class EarlierTarget(Target):
    """A target that was replaced: kept as it was, with the day and the reason."""

    replaced: Day
    """Day on which another target took its place."""
    reason: Text
    """Why it was replaced."""


class Outcome(Entry):
    """A headline outcome: a result by which the whole plan is judged."""

    id: Id
    """Short name that figures refer to, e.g. `productivity`; never changes."""
    title: Name
    """What readers see."""
    measure: Measure
    """What it is measured by, e.g. `gva_per_hour`."""
    baseline: Annotated[Baseline | None, *PUBLISHED_OR_NOT] = None
    """Where it stood at the start, if the plan states it, else `not published`."""
    target: Annotated[Target | None, *PUBLISHED_OR_NOT]
    """What is to be reached by when, or `not published`."""
    earlier_targets: tuple[EarlierTarget, ...] = ()
    """Targets that this one replaced, oldest first; a target is never overwritten."""
    source: Id | None = None
    """Id of the source that names this outcome."""

    @model_validator(mode="after")
    def _units_suit_the_measure(self) -> Outcome:
        allowed = MEASURES[self.measure]
        stands: list[tuple[tuple[str | int, ...], Target | Baseline | None]] = [
            (("target",), self.target),
            (("baseline",), self.baseline),
            *((("earlier_targets", n), one) for n, one in enumerate(self.earlier_targets)),
        ]
        for path, stated in stands:
            if stated and stated.unit not in allowed:
                raise refusal(
                    "unit",
                    f"'{stated.unit}' does not suit the measure '{self.measure}'",
                    "Use " + " or ".join(f"'{unit}'" for unit in allowed) + ".",
                    at=(*path, "unit"),
                )
        return self
