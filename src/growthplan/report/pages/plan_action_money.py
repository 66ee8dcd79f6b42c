"""What one action costs: as announced, and by line, kind and financial year."""

from __future__ import annotations

from growthplan.plan import NOT_PUBLISHED, Intervention, first_year
from growthplan.report.model import Block, Prose, Section
from growthplan.report.pages.plan_money_sums import cost_of
from growthplan.report.pages.plan_sources import SOURCE
from growthplan.report.pages.plan_view import PlanView, millions, target
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table


def money_section(view: PlanView, action: Intervention) -> Section:
    """The published total, then the money that is set down by year."""
    blocks: list[Block] = [Prose((_published(action),))]
    if action.costs:
        blocks.append(costs_table(view, action))
    else:
        blocks.append(Prose((rich("No money is set down for it by year yet."),)))
    return Section("money", "Money", tuple(blocks))


def _published(action: Intervention) -> RichText:
    cost = action.cost
    said = f" ({cost.statement.rstrip('.')})" if cost.statement else ""
    if cost.amount is None:
        return rich("Cost of the whole, as announced: {n}{s}.", n=NOT_PUBLISHED, s=said)
    return rich("Cost of the whole: {c}{s}.", c=Words(millions(cost.amount), "announced"), s=said)


def costs_table(view: PlanView, action: Intervention) -> Table:
    """A row a line and kind; amounts that were not published say so in their cell."""
    years = sorted({year for cost in action.costs for year in cost.amounts}, key=first_year)
    columns = (
        Column("line", "Paid from", kind="text"),
        Column("kind", "Kind", kind="text"),
        *(Column(f"y{first_year(year)}", year, "£m") for year in years),
        Column("total", "Together", "£m"),
        Column("basis", "Basis", kind="text", files_only=True),
    )
    rows = tuple(
        (view.title(*view.pot(cost.line)), cost.kind, *(cost.amounts.get(y) for y in years),
         sum(cost.amounts.values()), cost.basis)
        for cost in action.costs
    )  # fmt: skip
    marks = {
        (n, f"y{first_year(year)}"): cost.basis
        for n, cost in enumerate(action.costs)
        if cost.basis == "illustrative"
        for year in cost.amounts
    }
    marks |= {(n, "total"): cost.basis for n, cost in enumerate(action.costs)
              if cost.basis == "illustrative"}  # fmt: skip
    links = {view.title(*view.pot(cost.line)): target(*view.pot(cost.line))
             for cost in action.costs}  # fmt: skip
    by_year = (sum(cost.amounts.get(year, 0.0) for cost in action.costs) for year in years)
    total = ("Together", "", *by_year, cost_of(action), "")
    return Table(
        f"money-{action.id}", "Money by line and financial year, £ million in cash", columns,
        rows, SOURCE, total=total if len(rows) > 1 else None, links=links, marks=marks,
        notes=("An empty cell: nothing in that year.",), part_of="plan-costs",
    )  # fmt: skip
