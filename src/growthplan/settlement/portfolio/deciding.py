"""Deciding: the portfolio with its reasons, prices, frontier and the cost of what was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from growthplan.settlement.portfolio.answer import Measure, Portfolio
from growthplan.settlement.portfolio.finding import Search, find, switched
from growthplan.settlement.portfolio.frequency import frequencies
from growthplan.settlement.portfolio.frontier import frontier
from growthplan.settlement.portfolio.prices import prices
from growthplan.settlement.portfolio.reasons import overrides, verdicts
from growthplan.settlement.portfolio.solving import PROVEN, Solved

Say = Callable[[str], None]


@dataclass(frozen=True)
class Depth:
    """How much is said beyond the choice itself; each part makes the choice many times over."""

    frequency: int = 40
    """Draws of which each is taken for the truth."""
    frontier: int = 5
    """Steps between the ends of each frontier; 0 for none."""


def decide(
    search: Search,
    measures: Mapping[str, Measure],
    depth: Depth | None = None,
    say: Say = lambda step: None,
) -> Portfolio:
    """The portfolio that serves the aim best, and everything that is said of it.

    Raises GrowthplanError with the smallest set of rules in conflict when none is allowed.
    """
    how, choices, aim = depth or Depth(), search.choices, search.aim
    measure = measures[aim.outcome]
    say("Choosing the portfolio")
    found = find(search)
    chosen = found.x[: search.options]
    say("Choosing again for each draw")
    shares = frequencies(search, how.frequency) if how.frequency else {}
    say("Finding what each project would take")
    judged = verdicts(search, found, measure, shares)
    say("Pricing money, and drawing frontiers")
    others = [name for name in choices.values if name != aim.outcome]
    made = {
        (aim.outcome, name): frontier(search, name, how.frontier) for name in others if how.frontier
    }
    priced = prices(search, found, measure)
    return Portfolio(
        choices,
        aim,
        measures,
        chosen,
        found.value,
        found.bound,
        found.gap,
        found.status != "solved",
        {name: _range(search, found, name) for name in choices.values},
        switched(search, chosen),
        judged,
        priced,
        made,
        overrides(search, found, measure),
        (_headline(search, found, measure), _proof(found), *_of_money(search, found, bool(priced))),
    )


def _range(search: Search, found: Solved, outcome: str) -> tuple[float, float, float]:
    values = search.choices.value(outcome, found.x[: search.options])
    low, high = np.quantile(values, [0.05, 0.95])
    return float(values.mean()), float(low), float(high)


def _headline(search: Search, found: Solved, measure: Measure) -> str:
    chosen = found.x[: search.options]
    funded, of = int(chosen.sum()), len(search.choices.projects)
    money = float((chosen @ search.choices.money).sum())
    mean, low, high = _range(search, found, measure.id)
    said = (
        f"{funded} of {of} actions are chosen, at £{money:,.0f}m. {measure.title[:1].upper()}"
        f"{measure.title[1:]} against no plan: {measure.shown(mean)}, between "
        f"{measure.shown(low)} and {measure.shown(high)} (90%)."
    )
    if search.aim.criterion == "target":
        wanted = measure.shown(search.aim.target)
        said += f" The chance of {wanted} or more is {100 * found.value:.0f}%."
    if search.aim.criterion == "worst-tenth":
        said += f" Over the worst tenth of draws it is {measure.shown(found.value)} on average."
    return said


def _proof(found: Solved) -> str:
    if found.gap <= PROVEN:
        return "No portfolio that keeps the rules serves the aim better: this is proven."
    stopped = " when the time limit ended the search" if found.status != "solved" else ""
    return (
        f"No portfolio can be more than {100 * found.gap:.2g}% better: so far is proven{stopped}."
    )


def _of_money(search: Search, found: Solved, priced: bool) -> list[str]:
    if priced or search.aim.criterion != "expected":
        return []  # without a price at the margin it cannot be told that nothing binds
    own = np.array([not pot.beside for pot in search.choices.pots])
    amounts = np.array([pot.amount for pot in search.choices.pots])
    left = float((amounts - found.x[: search.options] @ search.choices.money)[own].sum())
    said = f"No pot of money holds the choice back: £{left:,.0f}m of the settlement is left over"
    if search.choices.rules:
        return [f"{said}."]
    return [f"{said}, and what is missing is actions of known worth, not money."]
