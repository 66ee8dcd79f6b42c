"""Tables of all actions for the files: what each action's appraisal shows of itself."""

from __future__ import annotations

from collections.abc import Callable

from growthplan.appraisal import Appraisal, dossier, plan_dossier
from growthplan.report.pages.worth_action_tables import (
    BY_YEAR,
    IMPACTS,
    MOVES,
    OTHERWISE,
    SHARES,
    TESTS,
    gross_to_net_table,
    impacts_table,
    sensitivities_table,
    switching_table,
    tests_table,
    years_table,
)
from growthplan.report.pages.worth_dossier import COLUMNS, dossier_rows
from growthplan.report.pages.worth_view import WorthView
from growthplan.report.table import Column, Row, Table

_ACTION = (Column("action", "Action", kind="text"), Column("action_id", "Action’s id", kind="text"))


def worth_tables(view: WorthView) -> tuple[Table, ...]:
    """Every impact, year, switching value, sensitivity, test, share and statement of a case."""
    makers: tuple[tuple[str, str, Callable[[WorthView, Appraisal], Table | None]], ...] = (
        (IMPACTS, "Every impact of every action", impacts_table),
        (BY_YEAR, "Costs and benefits of every action by year", years_table),
        (MOVES, "Switching values of every action", switching_table),
        (OTHERWISE, "Sensitivities of every action", sensitivities_table),
        (TESTS, "Every action against the principles, as appraised", tests_table),
        (SHARES, "From gross to additional, every action", gross_to_net_table),
    )
    found = [_joined(view, id_, title, make) for id_, title, make in makers]
    found.append(_dossiers(view))
    return tuple(table for table in found if table is not None)


def _joined(
    view: WorthView,
    id_: str,
    title: str,
    make: Callable[[WorthView, Appraisal], Table | None],
) -> Table | None:
    parts = [(one, table) for one in view.found.actions if (table := make(view, one))]
    if not parts:
        return None
    columns = (*_ACTION, *parts[0][1].columns)
    rows = tuple((one.title, one.id, *row) for one, table in parts for row in table.rows)
    return Table(id_, title, columns, rows, view.source, notes=parts[0][1].notes)


def _dossiers(view: WorthView) -> Table:
    """The cases of the plan, then those of each action."""
    whole = plan_dossier(view.plan, view.found)
    rows: list[Row] = [("The whole plan", "", *row) for row in dossier_rows(whole)]
    for one in view.found.actions:
        told = dossier(view.plan, view.actions[one.id], one, view.found.price_year)
        rows += [(one.title, one.id, *row) for row in dossier_rows(told)]
    return Table("worth-cases", "Five cases of the plan and of every action", (*_ACTION, *COLUMNS),
                 tuple(rows), view.source)  # fmt: skip
