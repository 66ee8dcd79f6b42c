"""The five-case dossier of an action: strategic, economic, commercial, financial, management."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from growthplan.appraisal.result import Appraisal
from growthplan.appraisal.sentences import (
    bcr_sentence,
    npsv_sentence,
    pounds,
    switching_sentence,
)
from growthplan.plan import Intervention, Plan

CaseName = Literal["Strategic", "Economic", "Commercial", "Financial", "Management"]
CASES: tuple[CaseName, ...] = ("Strategic", "Economic", "Commercial", "Financial", "Management")
QUESTIONS: dict[CaseName, str] = {
    "Strategic": "Why is it done, and how does it fit?",
    "Economic": "Is it worth it to society?",
    "Commercial": "Who delivers it, and under which powers?",
    "Financial": "What does it cost, and who pays?",
    "Management": "Can it be delivered, and how will it be known whether it worked?",
}


@dataclass(frozen=True)
class Statement:
    """One thing that a case says."""

    heading: str
    text: str
    sources: tuple[str, ...] = ()
    missing: bool = False
    """Whether it is something that the plan does not say yet."""


@dataclass(frozen=True)
class Dossier:
    """The business case of an action, as far as the plan and the model go."""

    id: str
    title: str
    cases: dict[CaseName, tuple[Statement, ...]]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What a business case needs and the plan does not say."""
        return tuple(
            f"{name}: {statement.heading}"
            for name, statements in self.cases.items()
            for statement in statements
            if statement.missing
        )


def dossier(plan: Plan, action: Intervention, found: Appraisal, price_year: int) -> Dossier:
    """The five cases of an action, from the plan and its appraisal."""
    made: dict[CaseName, tuple[Statement, ...]] = {
        "Strategic": tuple(_strategic(plan, action, found)),
        "Economic": tuple(_economic(found, price_year)),
        "Commercial": tuple(_commercial(plan, action)),
        "Financial": tuple(_financial(action, found)),
        "Management": tuple(_management(action)),
    }
    return Dossier(action.id, action.title, made)


def absent(heading: str, text: str) -> Statement:
    """Something that a business case needs and the plan does not say."""
    return Statement(heading, text, missing=True)


def _strategic(plan: Plan, action: Intervention, found: Appraisal) -> Iterator[Statement]:
    yield Statement("What is done", action.summary, action.sources)
    theme = next((one for one in plan.themes if one.id == action.theme), None)
    if theme is not None:
        aims = [o.title for o in theme.objectives if o.id == action.objective]
        yield Statement("Theme and objective", ": ".join([theme.title, *aims]))
    titles = {outcome.id: outcome.title for outcome in plan.outcomes}
    yield Statement("Outcomes", ", ".join(titles.get(one, one) for one in action.outcomes))
    if action.depends_on:
        known = {one.id: one.title for one in plan.interventions}
        after = ", ".join(known.get(one, one) for one in action.depends_on)
        yield Statement("Comes after", after)
    for test in found.principles:
        facts = " ".join((test.evidence.rstrip(".") + ".", *test.facts))
        yield Statement(f"{test.title}: {test.verdict}", facts)


def _economic(found: Appraisal, price_year: int) -> Iterator[Statement]:
    yield Statement("Net present social value", npsv_sentence(found, price_year))
    if text := bcr_sentence(found):
        yield Statement("Benefits and cost", text)
    yield Statement("Optimism bias", found.optimism)
    if found.is_valued:
        for line in found.switching:
            if line.change is not None and line.value:
                text = switching_sentence(line.title, line.change, False)
                yield Statement("Switching value", text)
    for one in found.sensitivities:
        yield Statement("Sensitivity", f"{one.title}: {pounds(one.npsv)}.")
    if found.weighted is None:
        text = "Which fifths of income gain is not in the plan."
        yield absent("Who gains by income", text)
    else:
        text = f"Weighted by income of those who gain: {pounds(found.weighted.mean)}."
        yield Statement("Who gains by income", text)
    for text in found.not_valued:
        yield Statement("Not valued", text)
    for text in found.notes:
        yield Statement("Note", text)
    yield absent("Options", "Other ways to the same end are not in the plan.")


def _commercial(plan: Plan, action: Intervention) -> Iterator[Statement]:
    if action.partners:
        text = "; ".join(f"{one.name}: {one.role.rstrip('.')}" for one in action.partners)
        yield Statement("Who takes part", text + ".")
    else:
        yield absent("Who takes part", "The plan names no partner.")
    held = {lever.id: lever for lever in plan.levers}
    for name in action.levers:
        if name in held:
            yield Statement("Power needed", f"{held[name].title} ({held[name].tier})")
    yield absent("Procurement", "How it will be bought is not in the plan.")


def _financial(action: Intervention, found: Appraisal) -> Iterator[Statement]:
    announced = action.cost.amount
    text = "not published" if announced is None else f"£{announced:,.1f}m"
    yield Statement("Cost as announced", f"{text}. {action.cost.statement or ''}".strip(),
                    (action.cost.source,))  # fmt: skip
    for cost in action.costs:
        years = ", ".join(f"{year} £{amount:,.1f}m" for year, amount in cost.amounts.items())
        yield Statement(f"{cost.line} ({cost.kind}, {cost.basis})", years, (cost.source,))
    if not action.costs:
        yield absent("Money by year", "The plan gives no money by year.")
    yield Statement(
        "Present value of cost",
        f"Public {pounds(found.public.mean)}, private {pounds(found.private.mean)}, with optimism "
        "bias.",
    )


def _management(action: Intervention) -> Iterator[Statement]:
    yield Statement("Who answers for it", action.owner)
    span = f"{action.delivery.start} to {action.delivery.end} ({action.delivery.basis})"
    yield Statement("Delivery", span)
    for step in action.delivery.milestones:
        when = f"done {step.done:%-d %B %Y}" if step.done else f"due {step.due:%-d %B %Y}"
        yield Statement("Milestone", f"{step.title}: {when}")
    if not action.delivery.milestones:
        yield absent("Milestones", "The plan gives none.")
    for risk in action.risks:
        text = f"{risk.title} (likelihood {risk.likelihood}, impact {risk.impact}). "
        yield Statement("Risk", text + (risk.mitigation or "Nothing is said to be done about it."))
    design = action.evaluation
    text = " ".join(filter(None, (design.question, design.compared_with, design.why)))
    yield Statement(f"Evaluation: {design.design}", text)
