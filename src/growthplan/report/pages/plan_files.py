"""Tables of all actions for the files: what each action's own page shows of itself."""

from __future__ import annotations

from collections.abc import Callable

from growthplan.plan import Intervention
from growthplan.report.pages.plan_action_tables import (
    additionality_table,
    milestones_table,
    principles_table,
    risks_table,
)
from growthplan.report.pages.plan_evidence import effects_table
from growthplan.report.pages.plan_sources import SOURCE
from growthplan.report.pages.plan_view import PlanView
from growthplan.report.table import Column, Table


def plan_tables(view: PlanView) -> tuple[Table, ...]:
    """Money, effects, milestones, risks, principles and additionality of every action, and the
    plan's sources; those without a row are left out."""
    tables = (
        _costs(view),
        _joined(view, "plan-effects", "What each action does to which driver",
                lambda a: effects_table(view, a) if a.effects else None),
        _joined(view, "plan-milestones", "Milestones of every action", milestones_table),
        _joined(view, "plan-risks", "Risks of every action", risks_table),
        _joined(view, "plan-principle-tests", "Every action against the principles",
                lambda a: principles_table(view, a)),
        _joined(view, "plan-additionality", "What of each action is not additional",
                lambda a: additionality_table(view, a)),
        _sources(view),
    )  # fmt: skip
    return tuple(table for table in tables if table is not None and table.rows)


def _joined(
    view: PlanView, id_: str, title: str, make: Callable[[Intervention], Table | None]
) -> Table | None:
    """The tables of single actions one under the other, with the action before each row."""
    made = [(action, table) for action in view.plan.interventions if (table := make(action))]
    if not made:
        return None
    columns = (Column("id", "Action’s id", kind="text"), Column("action", "Action", kind="text"),
               *made[0][1].columns)  # fmt: skip
    rows = tuple((action.id, action.title, *row) for action, table in made for row in table.rows)
    notes = dict.fromkeys(note for _, table in made for note in table.notes)
    return Table(id_, title, columns, rows, SOURCE, notes=tuple(notes))


def _costs(view: PlanView) -> Table | None:
    rows = tuple(
        (action.id, action.title, cost.line, view.title(*view.pot(cost.line)), cost.kind, year,
         amount, cost.basis, action.status, cost.source)
        for action in view.plan.interventions
        for cost in action.costs
        for year, amount in cost.amounts.items()
    )  # fmt: skip
    words = {"id": "Action’s id", "action": "Action", "line_id": "Line’s id", "line": "Paid from",
             "kind": "Kind", "year": "Financial year"}  # fmt: skip
    columns = (
        *(Column(key, heading, kind="text") for key, heading in words.items()),
        Column("amount", "Amount", "£m", decimals=2),
        *(Column(key, key.capitalize(), kind="text") for key in ("basis", "status", "source")),
    )
    title = "Money of every action by line and financial year, £ million in cash"
    return Table("plan-costs", title, columns, rows, SOURCE) if rows else None


def _sources(view: PlanView) -> Table | None:
    rows = tuple(
        (id_, one.publisher, one.citation, str(one.date) if one.date else None, one.url)
        for id_, one in view.plan.sources.items()
    )
    heads = {"id": "Id", "publisher": "Publisher", "citation": "Citation", "date": "Date",
             "url": "Address"}  # fmt: skip
    columns = tuple(Column(key, heading, kind="text") for key, heading in heads.items())
    return Table("plan-sources", "Sources of the plan", columns, rows, SOURCE) if rows else None
