"""From a plan and what its actions bring to the choices of a portfolio, with the plan's rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from growthplan.plan import ChoiceRules, Intervention, Plan, financial_year, first_year
from growthplan.settlement.offers import Offer, projects_of
from growthplan.settlement.portfolio import EMISSIONS, Choices, Rule
from growthplan.settlement.pots import Money
from growthplan.settlement.worths import Worths
from growthplan.system import Economy
from growthplan.system.programme import place_shares

Floats = npt.NDArray[np.float64]


def choices_of(
    plan: Plan,
    money: Money,
    offers: Sequence[Offer],
    worths: Worths,
    economy: Economy,
    unknown: dict[str, str],
) -> Choices:
    """Everything that is chosen among."""
    projects = projects_of(plan, unknown)
    places = {project.id: n for n, project in enumerate(projects)}
    rules = () if plan.choice is None else _rules(plan.choice, money, offers, worths, economy)
    return Choices(
        projects,
        np.array([places[offer.action.id] for offer in offers], dtype=np.intp),
        np.array([offer.scale for offer in offers], dtype=np.intp),
        np.array([offer.start for offer in offers], dtype=np.intp),
        np.array([offer.money for offer in offers]).reshape(len(offers), len(money.pots)),
        worths.values,
        money.pots,
        worths.pairs,
        worths.together,
        money.switches,
        money.limits,
        rules,
    )


def _rules(
    given: ChoiceRules, money: Money, offers: Sequence[Offer], worths: Worths, economy: Economy
) -> tuple[Rule, ...]:
    totals = np.array([offer.money.sum() for offer in offers])
    found = []
    for least in given.minimum_shares:
        of = np.array([_share(offer.action, least.theme, least.place, economy) for offer in offers])
        named = f"theme '{least.theme}'" if least.theme else str(least.place)
        words = f"at least {100 * least.share:g}% of the money for {named}{_mark(least.basis)}"
        weights = totals * (of - least.share)
        found.append(Rule(f"share {least.id}", words, weights, "at least", 0.0))
    for most in given.capacities:
        for year, amount in most.amounts.items():
            weights = np.array(
                [_in_year(offer, first_year(year), most.kind, most.functions, money)
                 for offer in offers]
            )  # fmt: skip
            words = (
                f"{most.title}: at most £{amount:,.2f}m of {most.kind} in "
                f"{financial_year(first_year(year))}{_mark(most.basis)}"
            )
            found.append(Rule(f"capacity {most.id} {year}", words, weights, "at most", amount))
    if given.emissions is not None and "carbon" in worths.values:
        limit = given.emissions
        words = f"emissions may rise by at most {limit.most:g} kt{_mark(limit.basis)}"
        weights = -worths.values["carbon"].mean(axis=1)
        found.append(Rule(EMISSIONS, words, weights, "at most", limit.most))
    return tuple(found)


def _share(action: Intervention, theme: str | None, place: str | None, economy: Economy) -> float:
    """The share of an action's money that is for a theme or an authority."""
    if theme is not None:
        return float(action.theme == theme)
    if place not in economy.places:
        return 0.0
    shares = place_shares({one.place: one.share for one in action.places}, economy)
    return float(shares[economy.places.index(place)])


def _in_year(offer: Offer, year: int, kind: str, functions: Sequence[str], money: Money) -> float:
    """£ million of a kind that an offer spends in a financial year, within some functions."""
    total = 0.0
    for cost in offer.action.costs:
        function = money.lines.get(cost.line, ("", ""))[0]
        if cost.kind != kind or (functions and function not in functions):
            continue
        total += sum(
            amount for y, amount in cost.amounts.items() if first_year(y) + offer.delay == year
        )
    return total * offer.scale


def _mark(basis: str) -> str:
    return " (illustrative)" if basis == "illustrative" else ""
