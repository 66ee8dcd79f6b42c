"""What is said of a portfolio as figures: its size, its proof, and why each action is in or out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from growthplan.accounts import figure_id
from growthplan.plan import financial_year
from growthplan.settlement.allocated import Allocated, by_year
from growthplan.settlement.offers import going_on
from growthplan.settlement.plan_entries import action_inputs, line_inputs
from growthplan.settlement.portfolio import Amount, Portfolio, Verdict
from growthplan.vocabulary import Figure, Input, Lineage

_DECIDED = ("growthplan.settlement.portfolio.decide",)


def reasons_figures(
    made: Allocated, start: Sequence[Input], assumptions: Sequence[str] = ()
) -> tuple[Figure, ...]:
    """Every number of a portfolio beyond `funded` and `portfolio`, each id ending in
    PLACE/YEAR and what it is of. `start` and `assumptions` are as in `figures_of`."""
    return tuple(_Maker(made, tuple(start), tuple(assumptions)).figures())


def aim_measure(portfolio: Portfolio) -> Amount:
    """How amounts of the aim are written."""
    chance = portfolio.aim.criterion == "target"
    return Amount(chance, portfolio.measures[portfolio.aim.outcome])


class _Maker:
    def __init__(
        self, made: Allocated, start: tuple[Input, ...], assumptions: tuple[str, ...]
    ) -> None:
        self._made, self._start, self._assumptions = made, start, assumptions
        self._actions = {offer.action.id: offer.action for offer in made.offers}
        self._amount = aim_measure(made.portfolio)
        aim = made.portfolio.aim
        self._basis = (
            f"{made.draws:,} draws, seed {made.seed}; {aim.criterion} "
            f"{made.portfolio.measures[aim.outcome].title}."
        )

    def figures(self) -> Iterator[Figure]:
        yield from self._size()
        yield from self._by_year()
        for one in self._made.portfolio.verdicts:
            yield from self._of_project(one)
        yield from self._prices()
        yield from self._overrides()
        yield from self._frontiers()

    def _size(self) -> Iterator[Figure]:
        portfolio = self._made.portfolio
        chosen = sum(one.chosen for one in portfolio.verdicts)
        offered = len(portfolio.verdicts)
        yield self._figure(
            "portfolio_actions",
            chosen,
            f"{chosen:,}",
            "count",
            f"{chosen} of {offered} actions are chosen.",
            "How many are chosen",
            action_inputs(offer.action for offer in self._made.chosen),
        )
        yield self._figure(
            "portfolio_offered",
            offered,
            f"{offered:,}",
            "count",
            f"{offered} actions could be chosen.",
            "How many could be chosen",
            action_inputs(self._actions.values()),
        )
        spent = float(portfolio.spent.sum())
        pots = zip(portfolio.choices.pots, portfolio.spent, strict=True)
        left = sum(pot.amount - float(taken) for pot, taken in pots if not pot.beside)
        yield self._figure(
            "portfolio_money",
            round(spent, 6),
            f"£{spent:,.0f}m",
            "£m",
            f"The chosen actions take £{spent:,.0f}m.",
            "The sum of their costs",
            action_inputs((offer.action for offer in self._made.chosen), "costs"),
        )
        yield self._figure(
            "portfolio_left",
            round(left, 6),
            f"£{left:,.0f}m",
            "£m",
            f"£{left:,.0f}m of the settlement is left.",
            "Money in the settlement’s accounts, less what goes on in any case and what is taken",
            self._money(),
        )
        gap = 100 * portfolio.gap
        yield self._figure(
            "portfolio_gap",
            gap,
            "0%" if gap < 1e-4 else f"{gap:.2g}%",
            "%",
            "How much better than this portfolio any other could at most be.",
            "100 × (bound ÷ value − 1)",
        )

    def _by_year(self) -> Iterator[Figure]:
        totals: dict[int, float] = {}
        parts: dict[int, list[str]] = {}
        for offer in self._made.chosen:
            for year, lines in by_year(offer, self._made.money).items():
                totals[year] = totals.get(year, 0.0) + sum(lines.values())
                parts.setdefault(year, []).append(
                    f"funded/{offer.action.id}/{financial_year(year).replace('/', '-')}"
                )
        for year, amount in sorted(totals.items()):
            inputs = tuple(
                Input(label="Funded", value=None, unit="£", figure=one) for one in parts[year]
            )
            words = f"The chosen actions take £{amount:,.1f}m in {financial_year(year)}."
            yield self._figure(
                "portfolio_money",
                round(amount, 6),
                f"£{amount:,.1f}m",
                "£m",
                words,
                "The sum of what each takes",
                inputs,
                period=f"{year}fy",
            )

    def _of_project(self, one: Verdict) -> Iterator[Figure]:
        unit = self._made.portfolio.measures[self._made.portfolio.aim.outcome].unit
        if one.alone is not None:
            shown = self._amount.measure.shown(one.alone)
            yield self._figure(
                "funding_alone",
                one.alone,
                shown,
                unit,
                f"Alone '{one.title}' brings {shown}.",
                "The mean over draws of what it brings alone",
                self._alone(one.project),
                one.project,
            )
        if one.loss is not None:
            yield self._figure(
                "funding_loss",
                one.loss,
                self._amount(abs(one.loss)),
                "points of chance" if self._amount.chance else unit,
                one.sentence,
                "The best portfolio less the best one with it decided the other way",
                None,
                one.project,
            )
        if one.share is not None:
            percent = 100 * one.share
            yield self._figure(
                "chosen_in_draws",
                percent,
                f"{percent:.0f}%",
                "%",
                f"'{one.title}' is chosen in {percent:.0f}% of draws that were each "
                "taken for the truth.",
                "Draws in which it is chosen ÷ draws tried",
                None,
                one.project,
            )

    def _prices(self) -> Iterator[Figure]:
        unit = self._made.portfolio.measures[self._made.portfolio.aim.outcome].unit
        for price in self._made.portfolio.prices:
            name = price.rule.replace(" ", "-").replace("/", "-")
            values = (("whole", price.whole), ("margin", price.at_the_margin))
            for how, value in values:
                if value is not None:
                    yield self._figure(
                        f"money_price_{how}",
                        value,
                        self._amount(value),
                        unit,
                        price.sentence,
                        "What one more of it would add",
                        None,
                        name,
                    )

    def _overrides(self) -> Iterator[Figure]:
        unit = self._made.portfolio.measures[self._made.portfolio.aim.outcome].unit
        for one in self._made.portfolio.overrides:
            yield self._figure(
                "override_cost",
                one.cost,
                self._amount(one.cost),
                unit,
                one.sentence,
                "The best portfolio without that decision less this one",
                None,
                one.project,
            )

    def _frontiers(self) -> Iterator[Figure]:
        measures = self._made.portfolio.measures
        for (_, two), points in self._made.portfolio.frontier.items():
            for n, point in enumerate(points, 1):
                for name in dict.fromkeys((self._made.portfolio.aim.outcome, two)):
                    value, measure = point.values[name], measures[name]
                    yield self._figure(
                        "frontier",
                        value,
                        measure.shown(value),
                        measure.unit,
                        f"{measure.title[:1].upper()}{measure.title[1:]}: {measure.shown(value)}, "
                        f"with {len(point.projects)} actions.",
                        f"The best portfolio that brings at least so much of {measures[two].title}",
                        None,
                        two,
                        str(n),
                        name,
                    )

    def _alone(self, name: str) -> tuple[Input, ...]:
        """What an action acts on, and where the model starts."""
        return (*action_inputs([self._actions[name]], "effects"), *self._start)

    def _money(self) -> tuple[Input, ...]:
        """The settlement's lines, and the costs of what goes on in any case or is chosen."""
        chosen = (offer.action for offer in self._made.chosen)
        plan = self._made.plan
        return (*line_inputs(plan), *action_inputs((*going_on(plan), *chosen), "costs"))

    def _brought(self) -> tuple[Input, ...]:
        """What every choice is made from: actions that could be chosen, money, published start."""
        offered = action_inputs(self._actions.values(), "effects and costs")
        return (*offered, *line_inputs(self._made.plan), *self._start)

    def _figure(
        self,
        measure: str,
        value: float,
        display: str,
        unit: str,
        sentence: str,
        formula: str,
        inputs: tuple[Input, ...] | None = None,
        *parts: str,
        period: str = "",
    ) -> Figure:
        when = period or str(self._made.until)
        return Figure(
            id=figure_id(measure, self._made.plan.place, when, *parts),
            value=value,
            display=display,
            unit=unit,
            place=self._made.plan.place,
            period=when,
            scenario="portfolio",
            sentence=sentence,
            lineage=Lineage(
                formula=formula,
                inputs=inputs or self._brought(),
                functions=_DECIDED,
                assumptions=() if inputs else self._assumptions,
            ),
            caveats=(self._basis,),
        )
