"""One action as it is appraised: its costs and benefits by calendar year, at constant prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from growthplan.appraisal.optimism import LOWER, NONE, UPPER, Optimism, optimism
from growthplan.appraisal.pricing import cash_to_real, repriced, spread
from growthplan.appraisal.under_scenario import AS_PLANNED, Shift
from growthplan.plan import Benefit, Intervention, Plan, Upkeep, financial_year, first_year
from growthplan.system.inputs import Channel
from growthplan.system.programme import Outlay, Prices
from growthplan.vocabulary import Assumption, Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

PERIOD = "appraisal.period"
UNKNOWN_LIFE = 10
"""Years for an action on which the model has no path."""
_CIVIL, _BUILDINGS = "standard-civil-engineering", "standard-buildings"


@dataclass(frozen=True)
class CostLine:
    """Money of one line and kind."""

    id: str
    title: str
    public: bool
    capital: bool
    flow: Floats
    """£ million a year [t]."""
    illustrative: bool
    source: str
    sunk: float = 0.0
    """£ million of cash before the first year, which no decision can change."""
    amounts: Mapping[int, float] = field(default_factory=dict)
    """£ million by the calendar year in which a financial year starts."""
    price_year: int | None = None
    """Year in whose prices the amounts are; None for the cash of each year."""


@dataclass(frozen=True)
class BenefitLine:
    """A benefit that the plan values."""

    id: str
    title: str
    kind: str
    local: bool
    flow: Floats
    """£ million a year [t]; jobs when the kind is `jobs`; losses below 0."""
    low: float
    high: float
    """Ends of the range, as shares of the flow."""
    illustrative: bool
    source: str
    amounts: Mapping[int, float] = field(default_factory=dict)
    """£ million, or units, by the calendar year in which a financial year starts."""
    price_year: int | None = None
    """Year in whose prices they are."""
    goes_on: int = 0
    """Years for which the last amount goes on."""
    each: float | None = None
    """£ that a unit is worth; None when the amounts are £ million or jobs."""
    loss: bool = False


@dataclass(frozen=True)
class Case:
    """An action with everything that its appraisal takes from the plan."""

    action: Intervention
    years: tuple[int, ...]
    counted: Floats
    """[t], 1 in years that are counted, else 0."""
    life: int
    """Years over which it is counted, from its first money."""
    life_assumed: bool
    costs: tuple[CostLine, ...]
    upkeep: CostLine | None
    optimism: Optimism
    optimism_assumed: bool
    on_capital: bool
    """Whether the bias is of capital costs; of revenue for outsourcing."""
    benefits: tuple[BenefitLine, ...]
    outlays: tuple[Outlay, ...]
    """What of it is modelled."""

    @property
    def id(self) -> str:
        return self.action.id

    @property
    def first(self) -> int | None:
        """First calendar year with money; None without."""
        spent = np.sum([line.flow for line in self.costs], axis=0) if self.costs else np.zeros(1)
        return self.years[int(np.flatnonzero(spent)[0])] if np.any(spent) else None


@dataclass(frozen=True)
class Setting:
    """What all appraisals of a plan share."""

    plan: Plan
    years: tuple[int, ...]
    """Calendar years; the first is the year of the decision, to which all is discounted."""
    prices: Prices
    price_year: int
    assumptions: Mapping[str, Assumption]

    def numbers(self, name: str) -> Mapping[str, float]:
        """An assumption's numbers by name. Raises GrowthplanError when it has none."""
        found = self.assumptions.get(name)
        if found is None or found.values is None:
            raise GrowthplanError(
                Fault(f"An appraisal needs the assumption {name}, as numbers by name.",
                      code="assumption")
            )  # fmt: skip
        return found.values

    def number(self, name: str) -> float:
        """An assumption that is one number. Raises GrowthplanError when it is not."""
        found = self.assumptions.get(name)
        if found is None or found.value is None:
            raise GrowthplanError(
                Fault(f"An appraisal needs the assumption {name}, as one number.",
                      code="assumption")
            )  # fmt: skip
        return found.value


def case_of(
    action: Intervention,
    outlays: Sequence[Outlay],
    setting: Setting,
    shift: Shift = AS_PLANNED,
) -> Case:
    """An action's costs and benefits in the years of the setting.

    `shift` is what a scenario does to its money.

    Raises GrowthplanError when an assumption that it needs is missing or of another shape.
    """
    life, life_assumed = _life(action, outlays, setting)
    costs = _costs(action, setting, shift)
    spent = sum((line.flow for line in costs), np.zeros(len(setting.years)))
    begin = int(np.flatnonzero(spent)[0]) if spent.any() else _start(action, setting)
    counted = np.zeros(len(setting.years))
    counted[begin : begin + life] = 1.0
    bias, assumed, on_capital = _bias(action, outlays, costs, setting)
    own = action.appraisal
    return Case(
        action,
        setting.years,
        counted,
        life,
        life_assumed,
        costs,
        _upkeep(own.upkeep, setting, counted) if own and own.upkeep else None,
        bias,
        assumed,
        on_capital,
        tuple(_benefit(one, setting, counted, shift) for one in own.benefits) if own else (),
        tuple(outlays),
    )


def _start(action: Intervention, setting: Setting) -> int:
    return max(first_year(action.delivery.start) - setting.years[0], 0)


def _life(action: Intervention, outlays: Sequence[Outlay], setting: Setting) -> tuple[int, bool]:
    if action.appraisal and action.appraisal.asset_life:
        return action.appraisal.asset_life, False
    by_channel = setting.numbers(PERIOD)
    known = [int(by_channel[one.channel]) for one in outlays if one.channel in by_channel]
    return max(known, default=UNKNOWN_LIFE), True


def _costs(action: Intervention, setting: Setting, shift: Shift) -> tuple[CostLine, ...]:
    titles, private = _lines(setting.plan)
    found = []
    for number, cost in enumerate(action.costs):
        planned = {first_year(year): amount for year, amount in cost.amounts.items()}
        amounts = shift.money(planned)
        found.append(
            CostLine(
                f"{cost.line}/{number + 1}",
                titles.get(cost.line, cost.line),
                cost.line not in private,
                cost.kind == "capital",
                _real(amounts, setting),
                cost.basis == "illustrative",
                cost.source,
                _sunk(amounts, setting),
                amounts,
            )
        )
    if not found and action.cost.amount:
        amounts = shift.money(_evenly(action, action.cost.amount))
        title = "Announced cost, spread evenly over delivery"
        line = CostLine("announced", title, True, True, _real(amounts, setting), True,
                        action.cost.source, _sunk(amounts, setting), amounts)  # fmt: skip
        found.append(line)
    return tuple(found)


def _real(amounts: Mapping[int, float], setting: Setting) -> Floats:
    return cash_to_real(amounts, setting.years, setting.prices, setting.price_year)


def _sunk(amounts: Mapping[int, float], setting: Setting) -> float:
    return sum(
        amount * share
        for start, amount in amounts.items()
        for year, share in ((start, 0.75), (start + 1, 0.25))
        if year < setting.years[0]
    )


def _evenly(action: Intervention, amount: float) -> dict[int, float]:
    first, last = first_year(action.delivery.start), first_year(action.delivery.end)
    return dict.fromkeys(range(first, last + 1), amount / (last + 1 - first))


def _lines(plan: Plan) -> tuple[dict[str, str], set[str]]:
    """Titles of every line of money, and which are private."""
    settlement = plan.settlement
    titles = {line.id: line.title for line in settlement.lines} if settlement else {}
    titles |= {money.id: money.title for money in plan.other_money}
    private = {m.id for m in plan.other_money if m.from_whom.casefold().startswith("private")}
    return titles, private


def _bias(
    action: Intervention,
    outlays: Sequence[Outlay],
    costs: Sequence[CostLine],
    setting: Setting,
) -> tuple[Optimism, bool, bool]:
    """The bias, whether its type is assumed, and whether it is of capital."""
    own = action.appraisal
    upper, lower = setting.numbers(UPPER), setting.numbers(LOWER)
    if own and own.optimism:
        parts: dict[str, float] = {part.type: part.share for part in own.optimism}
        return optimism(parts, upper, lower, own.mitigation), False, "outsourcing" not in parts
    if not any(line.capital for line in costs):
        return NONE, True, True
    moves: tuple[Channel, ...] = tuple(one.channel for one in outlays)
    drivers = {effect.driver for effect in action.effects}
    kind = _CIVIL if "transport" in moves or "transport" in drivers else _BUILDINGS
    mitigation = own.mitigation if own else 0.0
    return optimism({kind: 1.0}, upper, lower, mitigation), True, True


def _upkeep(given: Upkeep, setting: Setting, counted: Floats) -> CostLine:
    start = first_year(given.first)
    amounts = dict.fromkeys(range(start, setting.years[-1] + 1), given.amount)
    flow = spread(amounts, setting.years) * counted
    flow = repriced(flow, setting.prices, given.price_year, setting.price_year)
    title = f"Upkeep from {financial_year(start)}"
    return CostLine("upkeep", title, given.who == "public", False, flow,
                    given.basis == "illustrative", given.source, 0.0, amounts,
                    given.price_year)  # fmt: skip


def _benefit(given: Benefit, setting: Setting, counted: Floats, shift: Shift) -> BenefitLine:
    planned = {first_year(year): amount for year, amount in given.amounts.items()}
    amounts = shift.benefits(planned)
    flow = spread(amounts, setting.years, given.goes_on_years) * counted
    each = given.value_each
    if given.value_assumption is not None:
        each = setting.number(given.value_assumption)
    if each is not None:
        flow = flow * each / 1e6
    if given.kind != "jobs":
        flow = repriced(flow, setting.prices, given.price_year, setting.price_year)
    low = 1.0 if given.low_share is None else given.low_share
    high = 1.0 if given.high_share is None else given.high_share
    return BenefitLine(
        given.id, given.title, given.kind, given.ledger == "local",
        -flow if given.loss else flow, low, high, given.basis == "illustrative", given.source,
        amounts, given.price_year, given.goes_on_years, each, given.loss,
    )  # fmt: skip
