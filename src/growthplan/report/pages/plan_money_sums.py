"""What the actions of a plan take from each line of money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from growthplan.plan import FundingLine, Intervention, SettlementTotal, first_year
from growthplan.report.pages.plan_view import PlanView


@dataclass(frozen=True)
class Taken:
    """What one action takes from one line, £ million by financial year."""

    action: Intervention
    amounts: Mapping[str, float]
    basis: str

    @property
    def total(self) -> float:
        return sum(self.amounts.values())


@dataclass(frozen=True)
class LineUse:
    """A line of the settlement with what actions take from it."""

    line: FundingLine
    taken: tuple[Taken, ...]

    @property
    def there(self) -> float:
        return sum(self.line.amounts.values())

    @property
    def committed(self) -> float:
        return sum(one.total for one in self.taken)

    @property
    def left(self) -> float:
        return self.there - self.committed

    def within(self, total: SettlementTotal) -> float:
        """£ million that actions take in the years of a published total."""
        first, last = first_year(total.first), first_year(total.last)
        return sum(
            amount
            for one in self.taken
            for year, amount in one.amounts.items()
            if first <= first_year(year) <= last
        )

    def committed_in(self, year: str) -> float:
        """£ million that actions take in a financial year."""
        return sum(one.amounts.get(year, 0.0) for one in self.taken)


def taken_from(view: PlanView, line: str) -> tuple[Taken, ...]:
    """What actions that go ahead take from a line, or from other money."""
    return tuple(
        Taken(action, cost.amounts, cost.basis)
        for action in view.active
        for cost in action.costs
        if cost.line == line
    )


def line_uses(view: PlanView) -> tuple[LineUse, ...]:
    """Every line of the settlement, in its order."""
    settlement = view.plan.settlement
    lines = settlement.lines if settlement else ()
    return tuple(LineUse(line, taken_from(view, line.id)) for line in lines)


def uses_of(uses: Iterable[LineUse], total: SettlementTotal) -> tuple[LineUse, ...]:
    """The lines that share out one published total."""
    return tuple(use for use in uses if use.line.kind == total.kind)


def years_of(uses: Iterable[LineUse]) -> tuple[str, ...]:
    """The financial years that the lines have money in, ascending."""
    found = {year for use in uses for year in use.line.amounts}
    return tuple(sorted(found, key=first_year))


def cost_of(action: Intervention) -> float:
    """£ million that an action takes over all lines and years."""
    return sum(sum(cost.amounts.values()) for cost in action.costs)


def is_illustrative(action: Intervention) -> bool:
    """Whether any of an action's amounts stands in for one that was not published."""
    return any(cost.basis == "illustrative" for cost in action.costs)
