"""What an action's appraisal needs beyond its effects: benefits, upkeep, asset life, bias."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, model_validator

from growthplan.plan.amounts import AssumptionId, Basis, FinancialYear, Pounds, Share
from growthplan.plan.fields import (
    Count,
    Entry,
    Id,
    Name,
    Number,
    Text,
    Whole,
    Year,
    at_least_one,
    refusal,
)

BenefitKind = Literal[
    "user benefits", "land value", "wider impacts", "productivity", "labour supply", "carbon",
    "health", "wellbeing", "environment", "other welfare", "gva", "jobs", "private investment",
]  # fmt: skip
"""What a benefit is; the last three belong to the local ledger, all others to welfare."""
LOCAL_KINDS = ("gva", "jobs", "private investment")
"""Kinds that are counted in the local ledger and never as welfare."""
BENEFIT_KINDS: tuple[str, ...] = get_args(BenefitKind)
OptimismType = Literal[
    "standard-buildings", "non-standard-buildings", "standard-civil-engineering",
    "non-standard-civil-engineering", "equipment-and-development", "outsourcing",
]  # fmt: skip


def _some_years(amounts: Mapping[str, float]) -> Mapping[str, float]:
    if amounts:
        return amounts
    raise refusal("length", "has no years in it", "Give at least one: 2026/27: 12.5")


Quantity = Annotated[Number, Field(ge=0, le=1e9)]
"""Millions of pounds, or units of something; not below zero."""
QuantityByYear = Annotated[Mapping[FinancialYear, Quantity], AfterValidator(_some_years)]


class Benefit(Entry):
    """A stream of benefits that is valued beside what the model finds."""

    id: Id
    """Short name; never changes."""
    title: Name
    """What it is."""
    kind: BenefitKind
    """`user benefits`, `land value`, `wider impacts`, `productivity`, `labour supply`, `carbon`,
    `health`, `wellbeing`, `environment` or `other welfare`; or, in the local ledger, `gva`, `jobs`
    or `private investment`."""
    ledger: Literal["welfare", "local"] = "welfare"
    """`welfare` (the country's, Green Book) or `local` (contribution to GVA and jobs here)."""
    amounts: QuantityByYear
    """By financial year: millions of pounds, or units where each has a value. Not below 0: a loss
    says so in `loss`."""
    value_each: Annotated[Number, Field(gt=0)] | None = None
    """£ that one unit is worth, when the amounts are units."""
    value_assumption: AssumptionId | None = None
    """Assumption that says what one unit is worth, such as `appraisal.qaly`."""
    loss: bool = False
    """Whether it is a loss to those concerned rather than a gain."""
    price_year: Year
    """Calendar year in whose prices the amounts, or the value of a unit, are given."""
    goes_on_years: Annotated[Whole, Field(ge=0, le=100)] = 0
    """Years for which the last amount goes on after the last year given."""
    low_share: Share | None = None
    """Low end of the range, as a share of the amounts, such as 0.5."""
    high_share: Annotated[Number, Field(ge=1, le=10)] | None = None
    """High end of the range, as a share of the amounts, such as 1.5."""
    basis: Basis
    """`published`, or `illustrative` where no published value stands behind it."""
    source: Id
    """Id of the source."""

    @model_validator(mode="after")
    def _has_one_value(self) -> Benefit:
        if self.value_each is not None and self.value_assumption is not None:
            message = 'has both "value_each" and "value_assumption"'
            raise refusal("choice", message, "Keep one of the two.")
        return self

    @model_validator(mode="after")
    def _is_in_its_ledger(self) -> Benefit:
        if (self.kind in LOCAL_KINDS) != (self.ledger == "local"):
            right = "local" if self.kind in LOCAL_KINDS else "welfare"
            raise refusal(
                "ledger",
                f"is {self.ledger}, and {self.kind} belongs to the {right} ledger",
                f"Write {right}: the two ledgers are never mixed.",
                at=("ledger",),
            )
        return self


class Upkeep(Entry):
    """What it costs each year to keep what was built."""

    amount: Pounds
    """£ million a year."""
    price_year: Year
    """Calendar year in whose prices it is given."""
    first: FinancialYear
    """The first financial year with it; it goes on to the end of the appraisal."""
    who: Literal["public", "private"] = "public"
    """Who pays."""
    basis: Basis
    """`published`, or `illustrative`."""
    source: Id
    """Id of the source."""


class OptimismPart(Entry):
    """A type of project, and how much of the capital cost it makes up."""

    type: OptimismType
    """`standard-buildings`, `non-standard-buildings`, `standard-civil-engineering`,
    `non-standard-civil-engineering`, `equipment-and-development` or `outsourcing`."""
    share: Share = 1.0
    """Share of the capital cost; the shares add up to 1."""


class AppraisalCase(Entry):
    """How an action is appraised, where the usual assumptions do not fit it."""

    asset_life: Annotated[Count, Field(le=125)] | None = None
    """Years for which what is built lasts: the years over which benefits are counted."""
    optimism: Annotated[tuple[OptimismPart, ...], AfterValidator(at_least_one)] | None = None
    """Types of project, for the published upper bounds of optimism bias."""
    mitigation: Share = 0.0
    """Share of the optimism bias that has been managed away."""
    mitigation_why: Text | None = None
    """What has been done about it; needed when the mitigation is above 0."""
    upkeep: Upkeep | None = None
    """What it costs each year to keep."""
    benefits: tuple[Benefit, ...] = ()
    """Benefits that are valued beside what the model finds."""

    @model_validator(mode="after")
    def _adds_up(self) -> AppraisalCase:
        total = sum(part.share for part in self.optimism or ())
        if self.optimism and abs(total - 1) > 1e-6:
            message = f"give shares that add up to {total:g}"
            raise refusal("shares", message, "Give shares that add up to 1.", at=("optimism",))
        if self.mitigation > 0 and not self.mitigation_why:
            fix = 'Say in "mitigation_why" what has been done about the risks.'
            raise refusal("mitigation", "is given without a reason", fix, at=("mitigation",))
        return self
