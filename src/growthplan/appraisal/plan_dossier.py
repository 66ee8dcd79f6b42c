"""The five-case dossier of a whole plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from growthplan.appraisal.dossier import CaseName, Dossier, Statement, absent
from growthplan.appraisal.result import Appraised
from growthplan.appraisal.sentences import each_pound, pounds
from growthplan.plan import Intervention, Plan

_NOT_ASKED = ("none possible", "not decided")


def plan_dossier(plan: Plan, found: Appraised) -> Dossier:
    """The five cases of a plan, from the plan and the appraisal of its actions."""
    shown = {one.id for one in found.actions}
    actions = [one for one in plan.interventions if one.id in shown]
    made: dict[CaseName, tuple[Statement, ...]] = {
        "Strategic": tuple(_strategic(plan, found)),
        "Economic": tuple(_economic(found)),
        "Commercial": tuple(_commercial(plan, actions)),
        "Financial": tuple(_financial(plan, found)),
        "Management": tuple(_management(actions)),
    }
    return Dossier("plan", plan.title, made)


def _strategic(plan: Plan, found: Appraised) -> Iterator[Statement]:
    sources = (plan.mission.source,) if plan.mission.source else ()
    yield Statement("Mission", plan.mission.statement, sources)
    yield Statement("Outcomes", "; ".join(one.title for one in plan.outcomes))
    for theme in plan.themes:
        aims = "; ".join(one.title for one in theme.objectives)
        yield Statement(f"Theme: {theme.title}", aims or "No objective is given.")
    for principle in plan.principles:
        verdicts = Counter(
            test.verdict
            for one in found.actions
            for test in one.principles
            if test.principle == principle.id
        )
        text = ", ".join(f"{verdicts[name]} {name}" for name in ("yes", "no", "unknown"))
        yield Statement(f"Principle: {principle.title}", f"Actions: {text}.")


def _economic(found: Appraised) -> Iterator[Statement]:
    for sentence in found.sentences:
        yield Statement("Worth to society", sentence)
    if found.bundle is not None and found.bundle.bcr is not None:
        text = f"{each_pound(found.bundle.bcr.mean)} of benefits for each pound of public money."
        yield Statement("Benefits and cost", text)
    for what, count in Counter(w for one in found.actions for w in one.not_valued).most_common():
        yield Statement("Not valued", f"{what} ({count} actions)" if count > 1 else what)
    yield absent("Options", "Other ways to the same ends are not in the plan.")


def _commercial(plan: Plan, actions: list[Intervention]) -> Iterator[Statement]:
    partners = Counter(one.name for action in actions for one in action.partners)
    for name, count in partners.most_common():
        yield Statement("Who takes part", f"{name}: {count} action{'s' * (count > 1)}")
    needed = Counter(name for action in actions for name in action.levers)
    for lever in plan.levers:
        if needed[lever.id]:
            count = needed[lever.id]
            text = f"{lever.title} ({lever.tier}): {count} action{'s' * (count > 1)}"
            yield Statement("Power needed", text)
    yield absent("Procurement", "How things will be bought is not in the plan.")


def _financial(plan: Plan, found: Appraised) -> Iterator[Statement]:
    if plan.settlement is None:
        yield absent("Settlement", "The plan has no settlement.")
    else:
        for total in plan.settlement.totals:
            span = f"{total.first} to {total.last}"
            text = f"£{total.amount:,.1f}m, {span}"
            yield Statement(f"Settlement, {total.kind}", text, (total.source,))
    money: Counter[str] = Counter()
    for one in found.actions:
        money.update(one.money)
    for line, amount in money.most_common():
        if amount:
            text = f"{pounds(amount)} at {found.price_year} prices"
            yield Statement(f"Spent on actions: {line}", text)
    public = sum(one.public.mean for one in found.actions)
    private = sum(one.private.mean for one in found.actions)
    text = f"Public {pounds(public)}, private {pounds(private)}, with optimism bias."
    yield Statement("Present value of cost", text)
    unknown = [one.title for one in found.actions if not one.money]
    if unknown:
        yield absent("Cost", f"Not published for {', '.join(unknown)}.")


def _management(actions: list[Intervention]) -> Iterator[Statement]:
    owners = Counter(action.owner for action in actions)
    for owner, count in owners.most_common():
        yield Statement("Who answers for it", f"{owner}: {count} action{'s' * (count > 1)}")
    stages = Counter(action.status for action in actions)
    text = ", ".join(f"{count} {status}" for status, count in stages.most_common())
    yield Statement("Delivery", f"{text}.")
    for action in actions:
        for risk in action.risks:
            if risk.likelihood == risk.impact == "high":
                what = f"{action.title}: {risk.title}. "
                yield Statement("Risk", what + (risk.mitigation or "Nothing is said against it."))
    designed = sum(action.evaluation.design not in _NOT_ASKED for action in actions)
    yield Statement("Evaluation", f"{designed} of {len(actions)} actions have a design.")
