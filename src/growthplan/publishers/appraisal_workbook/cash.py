"""The sheet of what the plan gives by financial year: money, upkeep, benefits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from growthplan.appraisal import IN_FIRST_YEAR, BenefitLine, CostLine
from growthplan.plan import financial_year
from growthplan.publishers.appraisal_workbook.cells import (
    FIRST_ROW,
    NOTHING,
    Cell,
    Formula,
    Input,
    Line,
    Sheet,
    letters,
    quoted,
)
from growthplan.publishers.appraisal_workbook.told import Member, Told

NAME = "Plan by year"
_HEADINGS = (
    "Action", "Line", "Item", "What it is", "Unit", "Price year", "£ for a unit", "Low, share",
    "High, share", "Mean draw, share", "Where from", "Source", "Sum of the years",
    "Spent before the decision",
)  # fmt: skip
LEAD = len(_HEADINGS)
_PRICE_YEAR, _EACH, _FACTOR = 5, 6, 9


@dataclass
class Cash:
    """Rows of the sheet, with where each stands, by action and line."""

    told: Told
    rows: list[Line] = field(default_factory=list)
    standing: dict[tuple[str, str], int] = field(default_factory=dict)
    amounts: dict[tuple[str, str], Mapping[int, float]] = field(default_factory=dict)
    """By financial year, of each row."""

    def place(self, action: str, line: str, year: int) -> str:
        """The cell of a financial year; `0` before the first one on the sheet."""
        column = LEAD + year - self.told.first_cash
        if column < LEAD:
            return "0"
        return f"{quoted(NAME)}!{letters(column)}{self.standing[(action, line)]}"

    def calendar(self, action: str, line: str, year: int) -> str:
        """A formula for what falls into a calendar year."""
        now, before = self.place(action, line, year), self.place(action, line, year - 1)
        return f"FirstYearShare*{now}+(1-FirstYearShare)*{before}"

    def in_year(self, action: str, line: str, year: int) -> float:
        """The same as a number."""
        amounts = self.amounts[(action, line)]
        now, before = amounts.get(year, 0.0), amounts.get(year - 1, 0.0)
        return IN_FIRST_YEAR * now + (1.0 - IN_FIRST_YEAR) * before

    def price_level(self, action: str, line: str) -> str:
        """A formula for the prices of a row's own price year."""
        cell = self._own(action, line, _PRICE_YEAR)
        return f"INDEX(DeflatorLevels,MATCH({cell},DeflatorYears,0))"

    def each(self, action: str, line: str) -> str:
        """The cell of what a unit is worth."""
        return self._own(action, line, _EACH)

    def factor(self, action: str, line: str) -> str:
        """The cell of the mean draw over the amount given."""
        return self._own(action, line, _FACTOR)

    def _own(self, action: str, line: str, column: int) -> str:
        return f"{quoted(NAME)}!${letters(column)}${self.standing[(action, line)]}"

    def cost(self, member: Member, cost: CostLine, what: str) -> None:
        """A row of money."""
        unit = "£m, cash" if cost.price_year is None else f"£m, {cost.price_year} prices"
        price = "cash" if cost.price_year is None else Input(cost.price_year, "year")
        every_year = cost.price_year is not None
        self._add(
            member.id, cost.id, cost.title, what, unit, [price, *[NOTHING] * 4],
            cost.illustrative, cost.source, cost.amounts,
            since=min(cost.amounts, default=0) if every_year else None,
            sunk=not every_year,
        )  # fmt: skip

    def benefit(self, member: Member, one: BenefitLine, factor: float | None) -> None:
        """A row of a benefit that the plan gives."""
        units = one.each is not None
        unit = (
            "jobs" if one.kind == "jobs" else "units" if units else f"£m, {one.price_year} prices"
        )
        ends: list[Cell] = [NOTHING] * 3
        if factor is not None:
            ends = [Input(one.low, "fine"), Input(one.high, "fine"), Input(factor, "fine", "drawn")]
        price = NOTHING if one.price_year is None else Input(one.price_year, "year")
        each: Cell = NOTHING if one.each is None else Input(one.each)
        last = max(one.amounts)
        longer = {last + n: one.amounts[last] for n in range(1, one.goes_on + 1)}
        self._add(
            member.id, f"benefit/{one.id}", one.title, f"benefit: {one.kind}", unit,
            [price, each, *ends], one.illustrative, one.source, {**one.amounts, **longer},
            since=last if one.goes_on else None,
        )  # fmt: skip

    def _add(
        self,
        action: str,
        line: str,
        title: str,
        what: str,
        unit: str,
        own: list[Cell],
        illustrative: bool,
        source: str,
        amounts: Mapping[int, float],
        *,
        since: int | None = None,
        sunk: bool = False,
    ) -> None:
        """One row; `since` is the year after which the amount of the year before goes on."""
        row = FIRST_ROW + len(self.rows)
        self.standing[(action, line)] = row
        years = self.told.cash_years
        cells: list[Cell] = []
        for n, year in enumerate(years):
            value = float(amounts.get(year, 0.0))
            goes_on = since is not None and year > since and year in amounts and n
            before = f"{letters(LEAD + n - 1)}{row}"
            cells.append(Formula(before, value) if goes_on else Input(value))
        shown = {year: float(amounts.get(year, 0.0)) for year in years}
        self.amounts[(action, line)] = shown
        span = f"{letters(LEAD)}{row}:{letters(LEAD + len(years) - 1)}{row}"
        self.rows.append((
            action, line, title, what, unit, *own,
            "illustrative" if illustrative else "published", source,
            Formula(f"SUM({span})", sum(shown.values())),
            self._sunk(row, shown) if sunk else NOTHING, *cells,
        ))  # fmt: skip

    def _sunk(self, row: int, shown: Mapping[int, float]) -> Cell:
        """Cash of calendar years before the decision, which no decision can change."""
        first = self.told.years[0]
        early = [year for year in shown if year < first]
        value = sum(shown[y] * (1.0 if y + 1 < first else IN_FIRST_YEAR) for y in early)
        start = letters(LEAD)
        whole = letters(LEAD + len(early) - 2)
        last = f"FirstYearShare*{letters(LEAD + len(early) - 1)}{row}"
        text = f"SUM({start}{row}:{whole}{row})+{last}" if len(early) > 1 else last
        return Formula(text, value)

    def sheet(self) -> Sheet:
        """The rows as a worksheet."""
        years = (financial_year(year) for year in self.told.cash_years)
        about = "What the plan gives. Amounts marked illustrative are not published."
        widths = (26, 26, 40, 22, 18, 11, 12, 10, 10, 12, 14, 26, 14, 14, 11)
        return Sheet(NAME, "The plan by financial year", about, (*_HEADINGS, *years),
                     tuple(self.rows), widths, 3)  # fmt: skip


def cash_of(told: Told) -> Cash:
    """Every amount that the appraisals take from the plan."""
    cash = Cash(told)
    for member in told.members:
        for cost in member.case.costs:
            cash.cost(member, cost, "capital" if cost.capital else "revenue")
        if member.case.upkeep is not None:
            cash.cost(member, member.case.upkeep, "upkeep")
        for one in member.case.benefits:
            cash.benefit(member, one, member.workings.factors.get(one.id))
    return cash
