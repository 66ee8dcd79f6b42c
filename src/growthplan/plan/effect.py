"""What an action does to the drivers of growth, and how good the evidence for it is."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from growthplan.plan.amounts import AssumptionId, Share
from growthplan.plan.fields import Entry, Id, Name, Number, Text, refusal

Driver = Literal[
    "transport", "digital", "skills", "density", "investment", "innovation", "management",
    "health", "participation", "housing", "inclusion", "net-zero",
]  # fmt: skip
"""The drivers of growth that an action can act on."""
Mechanism = Literal[
    "capital", "skills", "transport", "knowledge", "digital", "management", "health",
    "incentive-jobs", "housing", "emissions", "none",
]  # fmt: skip
"""How the model carries an effect; `none` when it has no path for it."""
DRIVERS: tuple[str, ...] = get_args(Driver)
MECHANISMS: tuple[str, ...] = get_args(Mechanism)
Grade = Literal[
    "SMS 1", "SMS 2", "SMS 3", "SMS 4", "SMS 5", "meta-analysis", "official guidance",
    "own estimate", "assumption",
]  # fmt: skip


class Evidence(Entry):
    """A range of one's own, with where it comes from."""

    low: Number
    """The low end, in the effect's unit."""
    central: Number
    """The middle."""
    high: Number
    """The high end."""
    grade: Grade
    """How good the evidence is: Maryland scale `SMS 1` to `SMS 5`, `meta-analysis`,
    `official guidance`, `own estimate` or `assumption`."""
    source: Id
    """Id of the source."""

    @model_validator(mode="after")
    def _in_order(self) -> Evidence:
        if not self.low <= self.central <= self.high:
            message = "should lie between low and high"
            raise refusal("order", message, at=("central",))
        return self


class Effect(Entry):
    """One driver that an action acts on, how strongly, when, and on what evidence."""

    driver: Driver
    """The driver that it acts on."""
    mechanism: Mechanism
    """How the model carries it; `none` when the model has no path for it, and says so."""
    unit: Name
    """What one unit of the effect is: `learners`, `homes`, `jobs`; a unit that starts with `£m`,
    such as `£m of research`, is the action's own money."""
    size: Number | None = None
    """Gross size when delivered in full, in `unit`; left out when it follows from the money and a
    unit cost."""
    unit_cost: AssumptionId | None = None
    """Assumption that says what one unit costs (£), when the size follows from the money."""
    strength: AssumptionId | None = None
    """Assumption that says what one unit does to productivity or jobs."""
    evidence: Evidence | None = None
    """The effect's own range, when it does not rest on an assumption of the list."""
    lag_years: Annotated[Number, Field(ge=0, le=30)]
    """Years from spending until it begins."""
    build_up_years: Annotated[Number, Field(ge=0, le=30)] = 0.0
    """Years over which it grows to its full size."""
    money_share: Share = 1.0
    """Share of the action's money that buys this effect; the shares of one action add up to at
    most 1."""
    note: Text | None = None
    """What a reader should know of it."""

    @model_validator(mode="after")
    def _has_a_size(self) -> Effect:
        known = self.size is not None or self.unit_cost or self.evidence
        if self.mechanism != "none" and not known and not self.unit.startswith("£m"):
            raise refusal(
                "evidence",
                "says neither how large it is nor what it costs",
                'Give "size", or "unit_cost" (an assumption), or "evidence" with a range; or a '
                "unit such as '£m of research', which is the money itself.",
            )
        return self


class Rate(Entry):
    """A share of an effect that is not additional, and on whose word."""

    value: Share | None = None
    """The share, 0 to 1; left out when an assumption gives it."""
    assumption: AssumptionId | None = None
    """The assumption that gives it."""
    source: Id | None = None
    """Id of the source, when the value is the action's own."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Rate:
        if (self.value is None) == (self.assumption is None):
            message = 'should have either "value" or "assumption"'
            raise refusal("choice", message, "Keep one of the two.")
        return self


class Additionality(Entry):
    """What would have happened anyway, elsewhere, or to others (HCA Additionality Guide)."""

    deadweight: Rate | None = None
    """Share that would have happened without the action."""
    displacement_local: Rate | None = None
    """Share taken from elsewhere in the same authority."""
    displacement_regional: Rate | None = None
    """Share taken from elsewhere in the plan's area."""
    displacement_national: Rate | None = None
    """Share taken from elsewhere in the country."""
    leakage: Rate | None = None
    """Share that goes to people or firms outside the plan's area; jobs use commuting instead."""
    substitution: Rate | None = None
    """Share in which a firm swaps one thing for a similar, supported one."""
