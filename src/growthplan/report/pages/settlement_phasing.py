"""The portfolio by year: a picture of actions and years, and the table behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from growthplan.plan import financial_year
from growthplan.report.charts import MOST_YEARS, YearRow, year_grid
from growthplan.report.model import Chart
from growthplan.report.pages.settlement_view import MoneyView
from growthplan.report.table import Column, Row, Table
from growthplan.settlement.allocated import by_year

MOST_ROWS = 24
"""Actions that are drawn one by one, the dearest first; the table has all."""
BREAKS = (2.0, 10.0, 25.0, 60.0)
"""£ million a year at which a cell gets darker."""

Amounts = Mapping[int, float]
"""£ million by the calendar year in which a financial year starts."""


def phasing_chart(view: MoneyView) -> Chart | None:
    """What each chosen action takes by financial year; None when nothing of it falls into a year
    that has money."""
    amounts = _amounts(view)
    found = {year for row in amounts.values() for year in row}
    if not found:
        return None
    years = list(range(min(found), max(found) + 1))
    totals = {year: sum(row.get(year, 0.0) for row in amounts.values()) for year in years}
    most = max(totals, key=lambda year: (totals[year], -year))
    finding = f"Most is spent in {financial_year(most)}: £{totals[most]:,.0f}m"
    spoken = "; ".join(f"{financial_year(y)} £{x:,.1f}m" for y, x in totals.items())
    return Chart(
        "phasing",
        finding,
        "£ million a financial year; darker is more; the row’s sum at its end",
        year_grid(
            tuple(_drawn(view, amounts, years)),
            _heads(years),
            BREAKS,
            alt=f"{finding}. By year: {spoken}.",
        ),
        view.source,
        _table(view, amounts, totals),
        notes=("Amounts marked illustrative on the pages of actions are illustrative here too.",),
    )


def _amounts(view: MoneyView) -> dict[str, Amounts]:
    """By action, the dearest first."""
    made = view.allocated
    found = {
        offer.action.id: {
            year: sum(lines.values()) for year, lines in by_year(offer, made.money).items()
        }
        for offer in made.chosen
    }
    return dict(sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0])))


def _heads(years: Sequence[int]) -> dict[int, str]:
    """What stands above each column; the last may hold all later years."""
    heads = {year: financial_year(year)[2:] for year in years[:MOST_YEARS]}
    if len(years) > MOST_YEARS:
        heads[years[MOST_YEARS - 1]] += " on"
    return heads


def _drawn(view: MoneyView, amounts: Mapping[str, Amounts], years: Sequence[int]) -> list[YearRow]:
    last = years[:MOST_YEARS][-1]
    names = list(amounts)
    rows = [_row(view.actions[one].title, amounts[one], last) for one in names[:MOST_ROWS]]
    rest = names[MOST_ROWS:]
    if rest:
        together = {year: sum(amounts[one].get(year, 0.0) for one in rest) for year in years}
        rows.append(_row(f"{len(rest)} smaller actions together", together, last))
    return rows


def _row(name: str, amounts: Amounts, last: int) -> YearRow:
    """A row of the picture; what falls after `last` stands in it."""
    folded: dict[int, float] = {}
    for year, amount in amounts.items():
        if amount:
            folded[min(year, last)] = folded.get(min(year, last), 0.0) + amount
    shown = {year: _written(amount) for year, amount in folded.items()}
    return YearRow(name, folded, shown, _written(sum(folded.values())))


def _written(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 9.95 else f"{amount:.1f}"


def _table(view: MoneyView, amounts: Mapping[str, Amounts], totals: Amounts) -> Table:
    columns = (
        Column("action", "Action", kind="text"),
        *(Column(f"y{year}", financial_year(year), "£m") for year in totals),
        Column("all", "All years", "£m"),
    )
    rows: tuple[Row, ...] = tuple(
        (view.actions[one].title, *(row.get(year) for year in totals), sum(row.values()))
        for one, row in amounts.items()
    )
    return Table(
        "portfolio-phasing",
        "What each chosen action takes by financial year",
        columns,
        rows,
        view.source,
        notes=("An empty cell: nothing in that year.",),
        total=("All", *totals.values(), sum(totals.values())),
        links=view.links(amounts),
    )
