"""Money: costs stand on lines that have it, in years that they cover, each pound once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isclose

from growthplan.plan.amounts import financial_year
from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item
from growthplan.plan.document import Path, clip
from growthplan.vocabulary import Fault

ROUNDING = 0.05
"""£ million by which sums may differ from what was published to the nearest hundred thousand."""
PROPOSED = "proposed"
"""State in which an action asks for money that may go to another."""
INACTIVE = ("paused", "cancelled")
"""States in which an action claims no money."""


@dataclass
class Pot:
    """A line of the settlement, or other money, with what actions take from it."""

    item: Item
    kind: str | None
    by_year: Mapping[int, tuple[str, float]]
    """£ million by year of a line; empty for other money, whose total alone is known."""
    span: tuple[int, int] | None
    """First and last year that it covers."""
    taken: dict[int, float] = field(default_factory=dict)
    """£ million that actions take, by year."""
    proposed: dict[int, float] = field(default_factory=dict)
    """£ million of it that proposals ask for, by year."""
    takers: list[tuple[float, int, str]] = field(default_factory=list)
    """What is taken: £ million, year, action."""

    def covers(self, year: int) -> bool:
        """Whether it has money in a year."""
        if self.by_year:
            return year in self.by_year
        return self.span is None or self.span[0] <= year <= self.span[1]


def pots(draft: Draft) -> dict[str, Pot]:
    """Every line and other money by id, with what actions that go ahead take from it."""
    found: dict[str, Pot] = {}
    for line in draft.by_id("line").values():
        amounts = line.by_year("amounts")
        span = (min(amounts), max(amounts)) if amounts else None
        found[line.id] = Pot(line, line.text("kind"), amounts, span)
    for money in draft.by_id("other-money").values():
        kind = money.text("kind")
        first, last = money.year("first"), money.year("last")
        span = (first, last) if first is not None and last is not None else None
        found[money.id] = Pot(money, None if kind == "mixed" else kind, {}, span)
    for action, cost in _costs(draft):
        pot = found.get(cost.text("line") or "")
        if pot and action.text("status") not in INACTIVE:
            for year, (_, amount) in cost.by_year("amounts").items():
                pot.taken[year] = pot.taken.get(year, 0.0) + amount
                if action.text("status") == PROPOSED:
                    pot.proposed[year] = pot.proposed.get(year, 0.0) + amount
                pot.takers.append((amount, year, action.id))
    return found


def _costs(draft: Draft) -> Iterator[tuple[Item, Item]]:
    for action in draft.items("intervention"):
        for cost in action.items("costs"):
            yield action, cost


def check_costs_suit_their_line(draft: Draft) -> Iterator[Fault]:
    """Costs fall in years that their line covers and are of its kind."""
    known = pots(draft)
    for action, cost in _costs(draft):
        pot = known.get(cost.text("line") or "")
        if not pot:
            continue
        label, line = f"intervention '{clip(action.id)}'", clip(pot.item.id)
        kind = cost.text("kind")
        if pot.kind and kind in ("capital", "revenue") and kind != pot.kind:
            yield cost.document.error(
                cost.at("kind"),
                f"{label}: a {kind} cost stands on '{line}', which is {pot.kind}.",
                "Move it to a line of its kind; a switching rule moves money between lines, not "
                "costs.",
                code="plan-cost-kind",
            )
        for year, (typed, amount) in cost.by_year("amounts").items():
            if amount and not pot.covers(year) and pot.span:
                first, last = (financial_year(one) for one in pot.span)
                yield cost.document.error(
                    cost.at("amounts", typed),
                    f"{label}: '{line}' has no money in {financial_year(year)}; it runs from "
                    f"{first} to {last}.",
                    "Move the cost to a year that it covers, or to another line.",
                    code="plan-cost-year",
                    at="key",
                )


def check_lines_are_not_overspent(draft: Draft) -> Iterator[Fault]:
    """What actions take from a line in a year is there: the same pound is not claimed twice.

    Proposals may ask for more than there is, with a warning: some of them are chosen.
    """
    for pot in pots(draft).values():
        for year, (typed, there) in pot.by_year.items():
            taken, proposed = pot.taken.get(year, 0.0), pot.proposed.get(year, 0.0)
            if taken > there + ROUNDING:
                yield _overspent(pot, pot.item.at("amounts", typed), (taken, proposed, there), year)
        total, proposed = sum(pot.taken.values()), sum(pot.proposed.values())
        there_in_all = pot.item.number("amount")
        if not pot.by_year and there_in_all is not None and total > there_in_all + ROUNDING:
            yield _overspent(pot, pot.item.at("amount"), (total, proposed, there_in_all), None)


def _overspent(
    pot: Pot, path: Path, amounts: tuple[float, float, float], year: int | None
) -> Fault:
    taken, proposed, there = amounts
    name, when = clip(pot.item.id), "" if year is None else f" in {financial_year(year)}"
    has = f"which has £{there:,.2f}m{' in all' if year is None else ''}"
    most = f"The most is taken by {_takers(pot, year)}."
    if taken - proposed > there + ROUNDING:
        return pot.item.document.error(
            path,
            f"the actions take £{taken:,.2f}m from '{name}'{when}, {has}: some pounds are claimed "
            "twice.",
            most,
            code="plan-line-overspent",
        )
    return pot.item.document.warning(
        path,
        f"with its proposals the plan asks for £{taken:,.2f}m from '{name}'{when}, {has}: not all "
        "of them can be funded.",
        f"{most} To choose among them: growthplan allocate.",
        code="plan-line-overspent",
    )


def _takers(pot: Pot, year: int | None) -> str:
    taken: dict[str, float] = {}
    for amount, one, action in pot.takers:
        if year in (None, one):
            taken[action] = taken.get(action, 0.0) + amount
    most = sorted(taken.items(), key=lambda pair: -pair[1])[:3]
    return ", ".join(f"'{clip(name)}' (£{amount:,.2f}m)" for name, amount in most)


def check_actions_cost_no_more_than_published(draft: Draft) -> Iterator[Fault]:
    """The costs of an action by year add up to no more than its published total."""
    for action in draft.items("intervention"):
        published = action.within("cost")
        amount = published.number("amount") if published else None
        if published is None or amount is None:
            continue
        costs = [cost.by_year("amounts") for cost in action.items("costs")]
        total = sum(value for by_year in costs for _, value in by_year.values())
        if total > amount + ROUNDING and not isclose(total, amount, rel_tol=1e-3):
            yield action.document.warning(
                published.at("amount"),
                f"intervention '{clip(action.id)}': its costs add up to £{total:,.2f}m, above the "
                f"published £{amount:,.2f}m.",
                "Correct the costs, or say in the cost's statement what the total leaves out.",
                code="plan-cost-total",
            )
