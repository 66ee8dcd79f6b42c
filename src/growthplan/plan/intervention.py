"""Interventions: what is done, where, by whom, with which money, to what effect."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from growthplan.plan.amounts import AmountOrNot, Basis, ByYear, FinancialYear, MoneyKind, Share
from growthplan.plan.appraisal_case import AppraisalCase
from growthplan.plan.effect import Additionality, Effect
from growthplan.plan.fields import (
    Count,
    Day,
    Entry,
    Id,
    Name,
    Number,
    PlaceCode,
    Text,
    Whole,
    refusal,
)

Status = Literal[
    "proposed", "announced", "committed", "in delivery", "complete", "paused", "cancelled"
]
Level = Literal["low", "medium", "high"]
Verdict = Literal["yes", "no", "unknown"]
Design = Literal[
    "difference in differences", "synthetic control", "randomised trial", "matching",
    "interrupted time series", "regression discontinuity", "before and after", "theory based",
    "not decided", "none possible",
]  # fmt: skip


class PlaceShare(Entry):
    """An authority that an action reaches, and how much of it."""

    place: PlaceCode
    """The authority, by name or code."""
    share: Share | None = None
    """Share of the action there; when left out for all, the action is spread by people."""


class Beneficiaries(Entry):
    """Who gains."""

    group: Name
    """Who they are, such as `adults without a level 3 qualification`."""
    number: Annotated[Number, Field(ge=0)] | None = None
    """How many, when that is public."""
    income_fifth: Annotated[Whole, Field(ge=1, le=5)] | None = None
    """Fifth of household income that most are in: 1 the lowest, 5 the highest."""


class Cost(Entry):
    """Money of one line and kind, by year."""

    line: Id
    """Id of a line of the settlement, or of other money."""
    kind: MoneyKind
    """`capital` or `revenue`."""
    amounts: ByYear
    """£ million by financial year, in the cash of each year."""
    basis: Basis
    """`published`, or `illustrative` where the profile is not public."""
    source: Id
    """Id of the source of the amounts, or of the total that they share out."""


class PublishedTotal(Entry):
    """The cost of the whole action as announced."""

    amount: AmountOrNot
    """£ million, or `not published`."""
    statement: Text | None = None
    """What the amount covers, in the words in which it was published."""
    source: Id
    """Id of the source that states it."""


class Partner(Entry):
    """A body that takes part."""

    name: Name
    """Its name."""
    role: Name
    """What it does in the action."""


class Milestone(Entry):
    """A step of delivery with a day."""

    id: Id
    """Short name; never changes."""
    title: Name
    """What will have been done."""
    due: Day
    """Day by which it is to be done."""
    done: Day | None = None
    """Day on which it was done."""
    source: Id | None = None
    """Id of the source that states it."""


class Delivery(Entry):
    """When the action is carried out."""

    start: FinancialYear
    """Financial year in which it starts."""
    end: FinancialYear
    """Financial year in which its delivery ends."""
    milestones: tuple[Milestone, ...] = ()
    """Steps on the way."""
    basis: Basis
    """`published`, or `illustrative` where the timing is not public."""

    @model_validator(mode="after")
    def _runs_forward(self) -> Delivery:
        if int(self.end[:4]) < int(self.start[:4]):
            raise refusal("order", f"should not be before the start, {self.start}", at=("end",))
        return self


class Risk(Entry):
    """What could go wrong, and what it would do."""

    id: Id
    """Short name; never changes."""
    title: Text
    """What could go wrong."""
    likelihood: Level
    """`low`, `medium` or `high`."""
    impact: Level
    """`low`, `medium` or `high`."""
    mitigation: Text | None = None
    """What is done about it."""
    owner: Name | None = None
    """The role that answers for it; never a person's name."""
    delay_years: Annotated[Number, Field(ge=0, le=20)] = 0.0
    """By how many years it would delay the effects, if it came to pass."""
    loss_share: Share = 0.0
    """Which share of the effects it would cost, if it came to pass."""


class PrincipleTest(Entry):
    """How an action stands to a principle of the plan."""

    principle: Id
    """Id of the principle."""
    verdict: Verdict
    """`yes`, `no` or `unknown`."""
    evidence: Text
    """What the verdict rests on: who gains, which safeguards, which emissions."""
    source: Id | None = None
    """Id of the source of the evidence."""


class EvaluationDesign(Entry):
    """How it will be known whether the action worked."""

    design: Design
    """The design that is meant; `none possible` is an answer, with the reason."""
    question: Text | None = None
    """The question that it will answer."""
    compared_with: Text | None = None
    """The places, people or firms that it will be compared with."""
    why: Text | None = None
    """Why this design, or why none is possible."""
    registered: Day | None = None
    """Day on which the design was registered."""


class Intervention(Entry):
    """An action of the plan."""

    id: Id
    """Short name that figures and other parts refer to; never changes."""
    title: Name
    """What readers see."""
    summary: Text
    """What is done, in a sentence or two."""
    status: Status
    """`proposed`, `announced`, `committed`, `in delivery`, `complete`, `paused` or `cancelled`."""
    baseline: bool = False
    """Whether it only continues spending at its past rate: then it is part of "no plan"."""
    theme: Id
    """Id of the theme that it serves."""
    objective: Id | None = None
    """Id of the objective that it serves."""
    outcomes: tuple[Id, ...]
    """Ids of the headline outcomes that it is meant to move."""
    owner: Name
    """The role that answers for it; never a person's name."""
    partners: tuple[Partner, ...] = ()
    """Bodies that take part."""
    places: tuple[PlaceShare, ...] = ()
    """Authorities that it reaches; the plan's whole area when left out."""
    sites: tuple[Id, ...] = ()
    """Ids of the sites that it works on."""
    zones: tuple[Id, ...] = ()
    """Ids of the zones that it is part of."""
    sectors: tuple[Id, ...] = ()
    """Ids of the growth sectors that it is for."""
    beneficiaries: tuple[Beneficiaries, ...] = ()
    """Who gains."""
    effects: tuple[Effect, ...] = ()
    """The drivers that it acts on, how strongly, when, and on what evidence."""
    additionality: Additionality | None = None
    """What would have happened anyway or elsewhere."""
    cost: PublishedTotal
    """The cost of the whole as announced, or `not published`."""
    costs: tuple[Cost, ...] = ()
    """Money by line, kind and year."""
    sunset: Day | None = None
    """Day on which the relief that it rests on ends, when it is not a zone's."""
    levers: tuple[Id, ...] = ()
    """Ids of the levers that it needs."""
    depends_on: tuple[Id, ...] = ()
    """Ids of the actions that must come first."""
    excludes: tuple[Id, ...] = ()
    """Ids of the actions that cannot be done as well."""
    delivery: Delivery
    """When it is carried out."""
    risks: tuple[Risk, ...] = ()
    """What could go wrong."""
    principles: tuple[PrincipleTest, ...] = ()
    """How it stands to each principle of the plan."""
    evaluation: EvaluationDesign
    """How it will be known whether it worked."""
    claims: tuple[Id, ...] = ()
    """Ids of what has been announced for it (claims.yaml): gross, and never an effect."""
    sources: tuple[Id, ...]
    """Ids of the sources that it rests on, the main one first."""
    appraisal: AppraisalCase | None = None
    """How its worth is appraised, where the usual assumptions do not fit it."""
    scale_max: Annotated[Count, Field(le=100)] = 1
    """How many times over it could be done, for the choice of a portfolio."""
    latest_start: FinancialYear | None = None
    """Last financial year in which it could start, for the choice of a portfolio; when left out it
    starts as it is planned or not at all."""

    @model_validator(mode="after")
    def _shares_add_up(self) -> Intervention:
        shares = [place.share for place in self.places]
        given = [share for share in shares if share is not None]
        if given and (len(given) < len(shares) or abs(sum(given) - 1) > 1e-6):
            raise refusal(
                "shares",
                f"give shares for {len(given)} of {len(shares)} that add up to {sum(given):g}",
                "Give one for each, adding up to 1, or none at all.",
                at=("places",),
            )
        if self.latest_start is not None and self.latest_start[:4] < self.delivery.start[:4]:
            message = f"should not be before its start, {self.delivery.start}"
            raise refusal("order", message, at=("latest_start",))
        bought = sum(effect.money_share for effect in self.effects if effect.size is None)
        if len(self.effects) > 1 and bought > 1 + 1e-6:
            raise refusal(
                "shares",
                f"share out the money to {bought:g}: the same pound would buy two things",
                'Give each a "money_share" so that they add up to at most 1.',
                at=("effects",),
            )
        return self


class InterventionsFile(Entry):
    """The file `interventions.yaml`, or a file for each in the folder `interventions`."""

    interventions: tuple[Intervention, ...] = ()
    """The actions of the plan."""
