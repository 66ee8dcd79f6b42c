"""What a partner is asked for in a quarter: the rows of its return, from the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from growthplan.monitoring.returns.layout import (
    ABOUT_FIELDS,
    FILLED_IN,
    MILESTONES,
    OUTPUTS,
    RATINGS_SHEET,
    SPEND,
    TEMPLATE,
    template_mark,
)
from growthplan.monitoring.returns.quarter import Quarter
from growthplan.plan import (
    Intervention,
    PartnersFile,
    Plan,
    PlanIndicator,
    ReturningPartner,
)
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

Value = str | float | date | None
Rows = tuple[Mapping[str, Value], ...]


@dataclass(frozen=True)
class ReturnTemplate:
    """A return before it is filled in."""

    partner: ReturningPartner
    quarter: Quarter
    due: date
    plan: str
    """Fingerprint of the plan's files."""
    plan_title: str
    rows: Mapping[str, Rows]
    """Rows by sheet: each a mapping from field to value."""
    lists: Mapping[str, tuple[str, ...]]
    """Ids and words to choose from, by the list's name."""

    @property
    def mark(self) -> str:
        """The fingerprint that it bears."""
        return template_mark(TEMPLATE, self.partner.id, self.quarter.code, self.plan)

    @property
    def about(self) -> Mapping[str, Value]:
        """The lines of the sheet about the return, by field."""
        known: dict[str, Value] = {
            "template": TEMPLATE,
            "partner": self.partner.id,
            "name": self.partner.name,
            "quarter": str(self.quarter),
            "plan_title": self.plan_title,
            "due": in_words(self.due),
            "plan": self.plan,
            "mark": self.mark,
        }
        return {field: None if field in FILLED_IN else known[field] for field in ABOUT_FIELDS}


def partner_of(partners: PartnersFile, wanted: str) -> ReturningPartner:
    """The partner with an id. Raises GrowthplanError, with the nearest, when there is none."""
    known = {one.id: one for one in partners.partners}
    if wanted in known:
        return known[wanted]
    fix = did_you_mean(wanted, known) or f"Partners: {', '.join(known)}."
    raise GrowthplanError(Fault(f"no partner '{wanted}' sends returns.", fix=fix, code="partner"))


def due_day(partners: PartnersFile, quarter: Quarter) -> date:
    """The day by which a quarter's returns are due."""
    return quarter.last_day + timedelta(days=partners.due_days)


def template_for(
    plan: Plan, partners: PartnersFile, partner: ReturningPartner, quarter: Quarter, mark: str
) -> ReturnTemplate:
    """The return that a partner is asked for. `mark` is the fingerprint of the plan's files."""
    actions = actions_of(plan, partner)
    counted = indicators_of(plan, partner)
    rows = {
        SPEND.name: _spend(actions, quarter),
        OUTPUTS.name: _outputs(actions, counted),
        MILESTONES.name: _milestones(actions),
        RATINGS_SHEET.name: tuple({"action": a.id, "title": a.title} for a in actions),
    }
    return ReturnTemplate(
        partner, quarter, due_day(partners, quarter), mark, plan.title, rows,
        _lists(plan, actions, counted),
    )  # fmt: skip


def actions_of(plan: Plan, partner: ReturningPartner) -> tuple[Intervention, ...]:
    """The actions that a partner returns on, in the plan's order; cancelled ones are left out."""
    return tuple(
        action
        for action in plan.interventions
        if action.id in partner.actions and action.status != "cancelled"
    )


def indicators_of(plan: Plan, partner: ReturningPartner) -> tuple[PlanIndicator, ...]:
    """The indicators that a partner counts."""
    if partner.indicators:
        return tuple(one for one in plan.indicators if one.id in partner.indicators)
    return tuple(
        one
        for one in plan.indicators
        if one.kind == "output"
        and one.statistic is None
        and set(one.interventions) & set(partner.actions)
    )


def in_words(day: date) -> str:
    """A day as a reader writes it.

    >>> in_words(date(2026, 9, 3))
    '3 September 2026'
    """
    return f"{day.day} {day:%B %Y}"


def _spend(actions: Sequence[Intervention], quarter: Quarter) -> Rows:
    found: dict[tuple[str, str, str], dict[str, Value]] = {}
    for action in actions:
        for cost in action.costs:
            row = found.setdefault(
                (action.id, cost.line, cost.kind),
                {"action": action.id, "title": action.title, "line": cost.line,
                 "kind": cost.kind, "planned": 0.0},
            )  # fmt: skip
            planned = row["planned"]
            assert isinstance(planned, float)
            row["planned"] = planned + cost.amounts.get(quarter.year, 0.0) * 1e6
    return tuple(found.values())


def _outputs(actions: Sequence[Intervention], counted: Sequence[PlanIndicator]) -> Rows:
    return tuple(
        {"action": action.id, "indicator": one.id, "title": one.title, "unit": one.unit}
        for action in actions
        for one in counted
        if action.id in one.interventions
    )


def _milestones(actions: Sequence[Intervention]) -> Rows:
    return tuple(
        {"action": action.id, "milestone": step.id, "title": step.title,
         "planned": step.due, "done": step.done}
        for action in actions
        for step in action.delivery.milestones
    )  # fmt: skip


def _lists(
    plan: Plan, actions: Sequence[Intervention], counted: Sequence[PlanIndicator]
) -> dict[str, tuple[str, ...]]:
    money = [line.id for line in plan.settlement.lines] if plan.settlement else []
    found = {
        "Actions": [action.id for action in actions],
        "Funding lines": [*money, *(one.id for one in plan.other_money)],
        "Indicators": [one.id for one in counted],
        "Sites": [site.id for site in plan.sites],
        "Groups": [group.group for action in actions for group in action.beneficiaries],
        "Milestones": [step.id for action in actions for step in action.delivery.milestones],
    }
    return {name: tuple(dict.fromkeys(words)) for name, words in found.items() if words}
