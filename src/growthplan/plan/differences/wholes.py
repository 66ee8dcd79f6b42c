"""Small groups of fields said in one breath, and the facts of an entry that came or went."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from growthplan.plan.differences.values import (
    day,
    listed,
    millions,
    number,
    quantity,
    share,
)
from growthplan.plan.effect import Evidence, Rate
from growthplan.plan.funding import FundingLine, OtherMoney, SettlementTotal
from growthplan.plan.indicator import IndicatorBaseline
from growthplan.plan.intervention import Cost, Intervention, Milestone
from growthplan.plan.lever import Lever
from growthplan.plan.outcome import Baseline, EarlierTarget, Target
from growthplan.plan.site import Capacity, Incentive, Point, Zone


def whole(entry: Any) -> str:
    """Everything that a small group of fields says; empty for a kind that has more to say.

    >>> from growthplan.plan.outcome import Baseline
    >>> whole(Baseline(value=35.4, unit="£ per hour", year=2022, source="ons"))
    '£35.4 per hour in 2022'
    """
    match entry:
        case EarlierTarget():
            return f"{_level(entry)}, replaced {day(entry.replaced)}"
        case Target():
            return _level(entry)
        case Baseline():
            return f"{quantity(entry.value, entry.unit)} in {entry.year}"
        case IndicatorBaseline():
            return f"{number(entry.value)} in {entry.period}"
        case Rate():
            return str(entry.assumption) if entry.value is None else share(entry.value)
        case Evidence():
            ends = f"{number(entry.low)} to {number(entry.high)}"
            return f"{number(entry.central)}, {ends} ({entry.grade})"
        case Point():
            return f"{number(entry.latitude)}, {number(entry.longitude)}"
    return ""


def _level(target: Target) -> str:
    return f"{quantity(target.value, target.unit)} by {target.year}"


def facts(entry: BaseModel) -> str:
    """The few facts that a reader wants first of an entry that came or went."""
    match entry:
        case Intervention():
            spent = sum((_total(cost.amounts) for cost in entry.costs), Decimal(0))
            return _joined(entry.status, _money(spent) if entry.costs else "")
        case FundingLine() | Cost():
            kind = entry.kind if isinstance(entry, FundingLine) else ""
            years = listed(f"{millions(v)} in {year}" for year, v in entry.amounts.items())
            return _joined(kind, years, entry.basis if entry.basis == "illustrative" else "")
        case OtherMoney() | SettlementTotal():
            return _joined(millions(entry.amount), f"{entry.first} to {entry.last}")
        case Lever():
            return _joined(entry.holder, entry.devolution)
        case Zone():
            ends = [f"{i.title} ends {day(i.sunset)}" for i in entry.incentives]
            return _joined(entry.programme, *ends)
        case Incentive():
            return f"ends {day(entry.sunset)}"
        case Milestone():
            return f"due {day(entry.due)}"
        case Capacity():
            return quantity(entry.value, entry.unit)
    return ""


def _joined(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _total(amounts: Any) -> Decimal:
    return sum((Decimal(str(value)) for value in amounts.values()), Decimal(0))


def _money(value: Decimal) -> str:
    return millions(float(value))
