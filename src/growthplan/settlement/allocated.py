"""The chosen portfolio as tables, figures and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from growthplan.plan import Plan, financial_year, first_year
from growthplan.settlement.offers import Offer
from growthplan.settlement.plan_entries import action_inputs
from growthplan.settlement.portfolio import Portfolio
from growthplan.settlement.pots import Money
from growthplan.vocabulary import Figure, Input, Lineage

Row = dict[str, Any]
_CHOSEN = "growthplan.settlement.portfolio.decide"
_MADE_BY = ("growthplan.settlement.worths.worths", _CHOSEN)


@dataclass(frozen=True)
class Allocated:
    """A portfolio with what it was chosen from."""

    plan: Plan
    portfolio: Portfolio
    money: Money
    offers: tuple[Offer, ...]
    not_offered: tuple[tuple[str, str, str], ...]
    """Id, title and reason of each action that could not be chosen."""
    draws: int
    seed: int
    until: int
    notes: tuple[str, ...]

    @property
    def chosen(self) -> tuple[Offer, ...]:
        """Offers that are chosen, in the plan's order."""
        return tuple(self.offers[n] for n in np.flatnonzero(self.portfolio.chosen > 0.5))


def by_year(offer: Offer, money: Money) -> dict[int, dict[str, float]]:
    """£ million of an offer by financial year and line."""
    found: dict[int, dict[str, float]] = {}
    for cost in offer.action.costs:
        for year, amount in cost.amounts.items():
            start = first_year(year) + offer.delay
            if amount and money.pot_of(cost.line, cost.kind, start) is not None:
                lines = found.setdefault(start, {})
                lines[cost.line] = lines.get(cost.line, 0.0) + amount * offer.scale
    return dict(sorted(found.items()))


def tables_of(made: Allocated) -> dict[str, list[Row]]:
    """Every table of the answer."""
    portfolio = made.portfolio
    return {
        "projects": [
            {
                "project": one.project,
                "title": one.title,
                "theme": one.theme,
                "chosen": one.chosen,
                "times_over": one.scale,
                "start": financial_year(one.start),
                "money_million": one.money,
                "brings_alone": one.alone,
                "loss_if_otherwise": one.loss,
                "tie": one.tie,
                "would_change": list(one.instead),
                "chosen_in_share_of_draws": one.share,
                "why": one.sentence,
            }
            for one in portfolio.verdicts
        ],
        "phasing": [
            {
                "project": offer.action.id,
                "year": financial_year(year),
                "line": line,
                "pounds": round(amount * 1e6, 2),
            }
            for offer in made.chosen
            for year, lines in by_year(offer, made.money).items()
            for line, amount in lines.items()
        ],
        "money": _money(portfolio),
        "switched": [{"words": one.words, "million": one.amount} for one in portfolio.moved],
        "prices": [
            {
                "rule": one.rule,
                "words": one.words,
                "at_the_margin": one.at_the_margin,
                "whole_projects": one.whole,
                "sentence": one.sentence,
            }
            for one in portfolio.prices
        ],
        "frontier": [
            {"outcomes": f"{one}, {two}", **point.values, "projects": list(point.projects),
             "gap": point.gap}
            for (one, two), points in portfolio.frontier.items()
            for point in points
        ],
        "overrides": [
            {"project": o.project, "asked": o.asked, "cost": o.cost, "sentence": o.sentence}
            for o in portfolio.overrides
        ],
        "outcomes": [
            {"outcome": name, "title": portfolio.measures[name].title,
             "unit": portfolio.measures[name].unit, "mean": mean, "low": low, "high": high}
            for name, (mean, low, high) in portfolio.outcomes.items()
        ],
        "search": [
            {"aim": portfolio.aim.criterion, "outcome": portfolio.aim.outcome,
             "target": portfolio.aim.target, "value": portfolio.value, "bound": portfolio.bound,
             "gap": portfolio.gap, "stopped_at_the_time_limit": portfolio.stopped}
        ],
        "not_offered": [
            {"action": name, "title": title, "reason": reason}
            for name, title, reason in made.not_offered
        ],
    }  # fmt: skip


def _money(portfolio: Portfolio) -> list[Row]:
    pots = zip(portfolio.choices.pots, portfolio.spent, strict=True)
    return [
        {"pot": pot.id, "words": pot.words, "million": pot.amount, "spent": float(spent)}
        for pot, spent in pots
    ]


def figures_of(
    made: Allocated, start: Sequence[Input], assumptions: Sequence[str] = ()
) -> tuple[Figure, ...]:
    """`funded/ACTION/YEAR` in £, and `portfolio/PLACE/YEAR/OUTCOME` with its range.

    `start` is the published figure that the model starts from, `assumptions` the ids that what the
    actions bring rests on.
    """
    basis = (
        f"{made.draws:,} draws, seed {made.seed}; {made.portfolio.aim.criterion} "
        f"{made.portfolio.measures[made.portfolio.aim.outcome].title}."
    )
    found = [
        _funded(made, offer, year, lines, basis)
        for offer in made.chosen
        for year, lines in by_year(offer, made.money).items()
    ]
    lineage = Lineage(
        formula="What each chosen action brings alone, plus what each pair brings together",
        inputs=(*action_inputs((one.action for one in made.chosen), "effects"), *start),
        functions=_MADE_BY,
        assumptions=tuple(assumptions),
    )
    for name, (mean, low, high) in made.portfolio.outcomes.items():
        measure = made.portfolio.measures[name]
        found.append(
            Figure(
                id=f"portfolio/{made.plan.place}/{made.until}/{name}",
                value=mean,
                display=measure.shown(mean),
                unit=measure.unit,
                low=low,
                high=high,
                place=made.plan.place,
                period=str(made.until),
                scenario="portfolio",
                sentence=(
                    f"With the chosen actions, {measure.title} against no plan: "
                    f"{measure.shown(mean)}, between {measure.shown(low)} and "
                    f"{measure.shown(high)}."
                ),
                lineage=lineage,
                caveats=(basis,),
            )
        )
    return tuple(found)


def _funded(
    made: Allocated, offer: Offer, year: int, lines: dict[str, float], basis: str
) -> Figure:
    total = round(sum(lines.values()) * 1e6, 2)
    words = ", ".join(f"£{amount:,.2f}m from {line}" for line, amount in lines.items())
    ours = any(cost.basis == "illustrative" for cost in offer.action.costs)
    caveats = (basis, *(("The amounts are illustrative, not published.",) if ours else ()))
    period = financial_year(year)
    return Figure(
        id=f"funded/{offer.action.id}/{period.replace('/', '-')}",
        value=total,
        display=f"£{total / 1e6:,.2f}m",
        unit="£",
        place=made.plan.place,
        period=period,
        scenario="portfolio",
        sentence=f"'{offer.action.title}' is funded with {words} in {period}.",
        lineage=Lineage(
            formula="Cost of the action as it is planned, times over and begun as chosen",
            inputs=tuple(
                Input(label=f"Costs of '{offer.action.title}' on {line}", value=round(amount, 6),
                      unit="£m", file="interventions", cell=f"{offer.action.id}, costs on {line}")
                for line, amount in lines.items()
            ),
            functions=(_CHOSEN,),
        ),
        caveats=caveats,
    )  # fmt: skip
