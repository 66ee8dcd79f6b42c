"""The welfare ledger by year: each cost and benefit step by step to its present value."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from growthplan.appraisal import (
    BenefitLine,
    Bundle,
    CostLine,
    Line,
    carbon_benefit,
    carbon_series,
)
from growthplan.publishers.appraisal_workbook.actions import cell_of
from growthplan.publishers.appraisal_workbook.cash import Cash
from growthplan.publishers.appraisal_workbook.flows import Flows, Item, Text
from growthplan.publishers.appraisal_workbook.model import TOGETHER, TOGETHER_CARBON
from growthplan.publishers.appraisal_workbook.told import Member, Told
from growthplan.publishers.appraisal_workbook.years import FACTORS, of_year

NAME = "Welfare by year"
SPENT, COUNTED, NET, SUMS, BELOW = "spent", "counted", "net", "running", "below"
"""Ids of the rows that are no line of the appraisal."""
_MONEY = "£m, price year"


@dataclass(frozen=True)
class Making:
    """One action's rows, with the sheets that they point at."""

    told: Told
    member: Member
    flows: Flows
    cash: Cash
    model: Flows

    @property
    def id(self) -> str:
        return self.member.id

    def item(self, line: str, title: str) -> Item:
        return Item(self.id, line, title)

    def of(self, line: Line) -> Item:
        """A line of the appraisal as a row."""
        return Item(self.id, line.id, line.title, line.side, line.who, line.kind, line.schedule)

    def final(self, line: Line, step: str, text: Text) -> int:
        """The last step of a line: what has a present value."""
        return self.flows.add(self.of(line), step, _MONEY, line.flow, text, valued=True)

    def drawn(self, name: str, t: int) -> str:
        """A cell of what the model finds of this action."""
        return self.model.there(self.model.standing[(self.id, name)], t)

    def counted(self, t: int) -> str:
        """Whether year t is counted."""
        return self.flows.here(self.flows.standing[(self.id, COUNTED)], t)

    def calendar(self, line: str, title: str, unit: str) -> int:
        """A row with the plan's amounts in calendar years."""
        years = self.told.years
        return self.flows.add(
            self.item(line, title), "In calendar years", unit,
            [self.cash.in_year(self.id, line, year) for year in years],
            lambda t: self.cash.calendar(self.id, line, years[t]),
        )  # fmt: skip


def welfare_of(told: Told, cash: Cash, model: Flows) -> Flows:
    """Rows of every action: costs, years counted, bias, benefits, and the running sum."""
    flows = Flows(told, NAME)
    for member in told.members:
        making = Making(told, member, flows, cash, model)
        costs = [(one, _cost(making, one)) for one in member.case.costs]
        _spent(making, [row for _, row in costs])
        if member.case.upkeep is not None:
            costs.append((member.case.upkeep, _upkeep(making, member.case.upkeep)))
        _bias(making, costs)
        _residual(making, costs)
        _modelled(making)
        for one in member.case.benefits:
            if not one.local:
                _benefit(making, one)
        if member.found.is_valued:
            _running(making)
    if told.appraised.bundle is not None:
        _interaction(told, told.appraised.bundle, flows, model)
    return flows


def _cost(making: Making, cost: CostLine) -> int:
    line = making.member.line(f"cost/{cost.id}")
    assert line is not None
    row = making.calendar(cost.id, cost.title, "£m, cash")
    return making.final(
        line, "At constant prices",
        lambda t: f"{making.flows.here(row, t)}*PriceLevel/{of_year('level', t)}",
    )  # fmt: skip


def _spent(making: Making, rows: list[int]) -> None:
    """All costs, which say when counting begins, and the years that are counted."""
    case, flows, years = making.member.case, making.flows, making.told.years
    total = sum((line.flow for line in case.costs), np.zeros(len(years)))
    flows.add(
        making.item(SPENT, "All costs before bias and upkeep"), "Sum", _MONEY, total,
        lambda t: "+".join(flows.here(row, t) for row in rows) or "0",
    )  # fmt: skip
    first, life = cell_of(making.member, "first"), cell_of(making.member, "life")

    def test(t: int) -> str:
        year = of_year("year", t)
        return f"IF(AND({year}>={first},{year}<{first}+{life}),1,0)"

    item = making.item(COUNTED, "Years that are counted")
    flows.add(item, "1 if counted", "yes or no", case.counted, test, look="year")


def _upkeep(making: Making, upkeep: CostLine) -> int:
    line = making.member.line("cost/upkeep")
    assert line is not None
    row = making.calendar("upkeep", upkeep.title, f"£m, {upkeep.price_year} prices")
    level = making.cash.price_level(making.id, "upkeep")
    return making.final(
        line, "At the price year's prices, when counted",
        lambda t: f"{making.flows.here(row, t)}*{making.counted(t)}*PriceLevel/{level}",
    )  # fmt: skip


def _bias(making: Making, costs: list[tuple[CostLine, int]]) -> None:
    case, share = making.member.case, cell_of(making.member, "bias")
    raised = [
        (one, row)
        for one, row in costs
        if (one.capital == case.on_capital and one is not case.upkeep)
        or (one is case.upkeep and case.on_capital)
    ]
    for who in ("public", "private"):
        line = making.member.line(f"optimism/{who}")
        if line is None:
            continue
        rows = [row for one, row in raised if one.public == (who == "public")]
        making.final(line, "Bias times the costs that it raises", _times_sum(making, share, rows))


def _times_sum(making: Making, share: str, rows: list[int]) -> Text:
    return lambda t: f"{share}*({'+'.join(making.flows.here(row, t) for row in rows)})"


def _residual(making: Making, costs: list[tuple[CostLine, int]]) -> None:
    """What is left of assets in the last year counted, straight line."""
    line, flows = making.member.line("residual"), making.flows
    if line is None:
        return
    capital = [flows.whole(row) for one, row in costs if one.capital]
    counted = flows.whole(flows.standing[(making.id, COUNTED)])
    life, last = cell_of(making.member, "life"), len(making.told.years) - 1
    left = f"({'+'.join(f'SUM({one})' for one in capital)})*MAX({life}-SUM({counted}),0)/{life}"

    def text(t: int) -> str:
        after = f",{making.counted(t + 1)}=0" if t < last else ""
        return f"IF(AND({making.counted(t)}=1{after}),{left},0)"

    making.final(line, "What is left in the last year", text)


def _modelled(making: Making) -> None:
    member, work = making.member, cell_of(making.member, "work")
    if (line := member.line("matched-research")) is not None:
        making.final(
            line, "Private for each £1 public",
            lambda t: f"{making.drawn('research', t)}*ResearchLeverage*PriceLevel",
        )  # fmt: skip
    if (line := member.line("productivity")) is not None:
        making.final(
            line, "Less what comes from elsewhere",
            lambda t: f"{making.drawn('productivity', t)}*(1-OutputElsewhere*"
            f"{making.drawn('output_together', t)})*PriceLevel*{making.counted(t)}",
        )  # fmt: skip
    if (line := member.line("work")) is not None:
        making.final(
            line, "The gain, less what comes from elsewhere",
            lambda t: f"{making.drawn('work', t)}*WorkGain*{making.drawn('gain_together', t)}"
            f"*(1-{work}*{making.drawn('gained_together', t)})*PriceLevel*{making.counted(t)}",
        )  # fmt: skip
    if (line := member.line("carbon")) is not None:
        making.final(
            line, "Less emissions, at the value of carbon",
            lambda t: f"-{making.drawn('emissions', t)}*{of_year('carbon', t)}*"
            f"{making.drawn('carbon_drawn', t)}/1000*{making.counted(t)}",
        )  # fmt: skip


def _benefit(making: Making, one: BenefitLine) -> None:
    name = f"benefit/{one.id}"
    line, cash = making.member.line(name), making.cash
    assert line is not None
    row = making.calendar(name, one.title, "as the plan gives it")
    level, factor = cash.price_level(making.id, name), cash.factor(making.id, name)
    each = "" if one.each is None else f"*{cash.each(making.id, name)}/1000000"
    sign = "-" if one.loss else ""
    making.final(
        line, "Valued, priced and counted",
        lambda t: f"{sign}{making.flows.here(row, t)}{each}*{making.counted(t)}"
        f"*PriceLevel/{level}*{factor}",
    )  # fmt: skip


def _running(making: Making) -> None:
    """Benefits less costs as they add up: the last year below nought decides on payback."""
    flows, told, found = making.flows, making.told, making.member.found
    signed = [(1.0 if one.side == "benefit" else -1.0, one) for one in found.lines]
    net = sum((s * o.flow * told.factors[o.schedule] for s, o in signed), np.zeros(len(told.years)))
    rows = [("+" if s > 0 else "-", flows.standing[(making.id, o.id)], o) for s, o in signed]
    title = "Benefits less costs"
    item = replace(making.item(NET, title), kind="sum")
    row = flows.add(
        item, "Discounted", "£m, present", net,
        lambda t: "".join(
            f"{sign}{flows.here(at, t)}*INDEX({FACTORS[o.schedule]},{t + 1})"
            for sign, at, o in rows
        ),
    )  # fmt: skip
    sums = np.cumsum(net)
    running = flows.add(
        replace(item, line=SUMS), "Added up", "£m, present", sums,
        lambda t: f"{flows.here(row, t)}+{flows.here(row + 1, t - 1)}" if t else flows.here(row, t),
    )  # fmt: skip
    below = np.where(sums < 0, told.years, 0)
    flows.add(
        replace(item, line=BELOW), "Year if below nought", "year", below,
        lambda t: f"IF({flows.here(running, t)}<0,{of_year('year', t)},0)", look="year",
    )  # fmt: skip


def _interaction(told: Told, bundle: Bundle, flows: Flows, model: Flows) -> None:
    """What the actions do together beyond each alone, over the longest of their years."""
    inside = [one for one in told.members if one.id in bundle.members]
    rows = [flows.standing[(one.id, COUNTED)] for one in inside]
    counted = np.max([one.case.counted for one in inside], axis=0)
    item = Item(bundle.id, COUNTED, "Years that are counted")
    row = flows.add(
        item, "1 if counted of any", "yes or no", counted,
        lambda t: f"MAX({','.join(flows.here(one, t) for one in rows)})", look="year",
    )  # fmt: skip
    level = told.level * counted
    money, tonnes = (np.array(of) for of in (bundle.interaction_money, bundle.interaction_carbon))
    values = money * level + carbon_benefit(tonnes, carbon_series(told.setting)) * counted

    def text(t: int) -> str:
        output, emissions = (
            model.there(model.standing[(bundle.id, name)], t)
            for name in (TOGETHER, TOGETHER_CARBON)
        )
        carbon = f"{emissions}*{of_year('carbon', t)}/1000"
        return f"({output}*PriceLevel-{carbon})*{flows.here(row, t)}"

    item = Item(bundle.id, TOGETHER, "Interaction", "beyond", "society", "interaction")
    flows.add(item, "When counted", _MONEY, values, text, valued=True)


def payback_text(flows: Flows, action: str) -> str:
    """A formula for the first year from which the running sum stays at or above nought."""
    running, below = (flows.standing[(action, name)] for name in (SUMS, BELOW))
    last = flows.there(running, len(flows.told.years) - 1)
    span = f"'{NAME}'!{flows.whole(below)}"
    return f'IF(OR({last}<0,MAX({span})=0),"never",MAX({span})+1)'
