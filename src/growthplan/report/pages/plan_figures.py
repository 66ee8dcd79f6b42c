"""The numbers of a plan as figures: totals as published, what is committed, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from growthplan.plan import Answer, SettlementTotal, first_year
from growthplan.report.pages.plan_counts import Maker, guidance_counts, plan_counts
from growthplan.report.pages.plan_money_sums import LineUse, line_uses, uses_of
from growthplan.report.pages.plan_view import PlanView, millions
from growthplan.vocabulary import Figure, Input

Numbers = Mapping[str, Figure]
"""Figures by a short name within the plan's pages, such as `actions` or `left/transport`."""
ILLUSTRATIVE = "The amounts by line and year are illustrative: their split is not published."


def plan_figures(
    view: PlanView, answers: tuple[Answer, ...] = (), run: str | None = None
) -> dict[str, Figure]:
    """Every figure that the pages of a plan quote, by its short name; `run` made them."""
    make = Maker(view, run)
    return {**plan_counts(make), **guidance_counts(make, answers), **_settlement(make)}


def _settlement(make: Maker) -> dict[str, Figure]:
    settlement = make.view.plan.settlement
    if settlement is None:
        return {}
    uses = line_uses(make.view)
    found: dict[str, Figure] = {}
    for total in settlement.totals:
        found |= _total(make, total, uses_of(uses, total))
    for use in uses:
        found |= _line(make, use)
    return found


def fiscal_span(first: str, last: str) -> str:
    """Financial years as the period of a figure.

    >>> fiscal_span("2026/27", "2029/30"), fiscal_span("2026/27", "2026/27")
    ('2026fy-2029fy', '2026fy')
    """
    start, end = (f"{first_year(year)}fy" for year in (first, last))
    return start if start == end else f"{start}-{end}"


def _total(make: Maker, total: SettlementTotal, uses: tuple[LineUse, ...]) -> dict[str, Figure]:
    period = fiscal_span(total.first, total.last)
    years = f"{total.first} to {total.last}"
    where = Input(label=f"Settlement, {total.kind}, {years}, as published", value=total.amount,
                  unit="£m", file="funding.yaml", cell=f"settlement/totals/{total.id}")  # fmt: skip
    taken = sum(use.within(total) for use in uses)
    parts = [_committed_input(use, use.within(total)) for use in uses] or [
        Input(label=f"No line of {total.kind}", value=0, unit="£m", file="funding.yaml",
              cell="settlement/lines")
    ]  # fmt: skip
    caveats = _caveats(uses)
    amounts = {
        "total": (total.amount, "", "The total as published.", [where], ()),
        "committed": (taken, "Actions ask for {m}", "The sum of what actions take from its lines.",
                      parts, caveats),
        "left": (total.amount - taken, "No action asks for {m}", "Total − what actions take.",
                 [where, *parts], caveats),
    }  # fmt: skip
    return {
        f"{name}/{total.id}": make.money(
            f"settlement_{name}", period, value,
            f"{said.format(m=millions(value))} of the settlement’s {total.kind} over {years}."
            if name != "total" else
            f"The settlement has {millions(value)} of {total.kind} over {years}.",
            formula, inputs, notes, total.id,
        )
        for name, (value, said, formula, inputs, notes) in amounts.items()
    }  # fmt: skip


def _committed_input(use: LineUse, amount: float) -> Input:
    return Input(label=f"Taken from {use.line.title}", value=round(amount, 6), unit="£m",
                 file="interventions", cell=f"costs on {use.line.id}")  # fmt: skip


def _line(make: Maker, use: LineUse) -> dict[str, Figure]:
    line = use.line
    years = sorted(line.amounts, key=first_year)
    period = fiscal_span(years[0], years[-1])
    where = Input(label=line.title, value=round(use.there, 6), unit="£m", file="funding.yaml",
                  cell=f"settlement/lines/{line.id}")  # fmt: skip
    parts = [
        Input(label=one.action.title, value=round(one.total, 6), unit="£m",
              file="interventions", cell=f"{one.action.id}, costs on {line.id}")
        for one in use.taken
    ]  # fmt: skip
    nothing = Input(label=f"No action takes from {line.title}", value=0, unit="£m",
                    file="interventions", cell=f"no costs on {line.id}")  # fmt: skip
    caveats = _caveats((use,))
    amounts = {
        "committed": (use.committed, "The sum of what actions take from it.", parts or [nothing]),
        "left": (use.left, "Its amounts − what actions take from it.", [where, *parts]),
    }
    return {
        f"{name}/{line.id}": make.money(
            f"settlement_{name}", period, value,
            f"{line.title}: {millions(value)} of {millions(use.there)} "
            f"{'left' if name == 'left' else 'asked for'}.",
            formula, inputs, caveats, line.id,
        )
        for name, (value, formula, inputs) in amounts.items()
    }  # fmt: skip


def _caveats(uses: Iterable[LineUse]) -> tuple[str, ...]:
    found = list(uses)
    bases = {use.line.basis for use in found} | {one.basis for use in found for one in use.taken}
    return (ILLUSTRATIVE,) if "illustrative" in bases else ()
