"""Sheets by year that belong to no action: deflator, discount rates and factors, carbon."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from growthplan.appraisal import carbon_series, schedule_of
from growthplan.publishers.appraisal_workbook.cells import (
    FIRST_ROW,
    Cell,
    Formula,
    Input,
    Line,
    Sheet,
    across,
    down,
    letters,
)
from growthplan.publishers.appraisal_workbook.inputs import carbon_years
from growthplan.publishers.appraisal_workbook.told import SCHEDULES, Told

DEFLATOR, RATES, YEARS = "Deflator", "Discount rates", "Years"
LEAD = 3
"""Columns of the years sheet before its first year."""
_OPEN_END = 9999
FACTORS = {
    "standard": "FactorStandard",
    "health": "FactorHealth",
    "long-term": "FactorLongTerm",
}
"""Names of the rows of discount factors, by schedule."""
_ROW = {"year": 5, "level": 6, "carbon": 7, "standard": 8, "health": 10, "long-term": 12}


def deflator_sheet(told: Told) -> Sheet:
    """The price index: published, and after its last year as assumed."""
    prices = told.setting.prices
    rows: list[Line] = []
    first, base = min(prices.index), prices.index[prices.base_year]
    for year in range(first, max(told.years[-1], prices.last_known) + 1):
        row = FIRST_ROW + len(rows)
        level = prices.level(year)
        index: Cell
        if year in prices.index:
            index, origin = Input(prices.index[year], "fine"), "published"
        else:
            index = Formula(f"B{row - 1}*(1+AssumedInflation)", level * base, "fine")
            origin = "assumption"
        made = f"B{row}/INDEX(DeflatorIndex,MATCH(ModelBaseYear,DeflatorYears,0))"
        rows.append((Input(year, "year"), index, Formula(made, level, "fine"), origin))
    names = {
        "DeflatorYears": down(DEFLATOR, 0, len(rows)),
        "DeflatorIndex": down(DEFLATOR, 1, len(rows)),
        "DeflatorLevels": down(DEFLATOR, 2, len(rows)),
    }
    return Sheet(
        DEFLATOR,
        "GDP deflator",
        "Published to its last year; after it prices rise by AssumedInflation.",
        ("Calendar year", "Index", "Over the model's base year", "Where from"),
        tuple(rows),
        (16, 14, 26, 14),
        names=names,
    )


def rates_sheet(told: Told) -> Sheet:
    """Discount rates by span of years since the decision."""
    rows: list[Line] = []
    for name, id_ in SCHEDULES.items():
        held = told.setting.assumptions.get(id_)
        for band in schedule_of(held) if held else ():
            last = _OPEN_END if band.to_year is None else band.to_year
            rows.append((name, Input(band.from_year, "year"), Input(last, "year"),
                         Input(band.rate, "fine"), held.source if held else ""))  # fmt: skip
    columns = ("RateSchedule", "RateFrom", "RateTo", "Rate")
    return Sheet(
        RATES,
        "Discount rates by years since the decision",
        "The standard and the health schedule are the main result; long-term is a sensitivity.",
        ("Schedule", "From year", "To year", "Rate", "Source"),
        tuple(rows),
        (16, 12, 12, 10, 60),
        names={name: down(RATES, n, len(rows)) for n, name in enumerate(columns)},
    )


def years_sheet(told: Told) -> Sheet:
    """What each calendar year has in common for every action."""
    rows: list[Line] = [
        _line(told, "Calendar year", "year", "calendar", lambda t: Input(told.years[t], "year")),
        _line(told, "Prices over the model's base year", "ratio", "formula", _level(told)),
        _line(told, "Carbon at the price year's prices", "£ a tonne", "formula", _carbon(told)),
    ]
    for name in SCHEDULES:
        rows += _discounting(told, name)
    names = {
        FACTORS[name]: across(YEARS, _ROW[name] + 1, LEAD, LEAD + len(told.years) - 1)
        for name in told.factors
    }
    return Sheet(
        YEARS,
        "Years",
        "Prices, the value of carbon, and what £1 of each year is worth in the decision year.",
        ("Item", "Unit", "Where from", *(str(year) for year in told.years)),
        tuple(rows),
        (38, 12, 12, 11),
        LEAD,
        {"Years": across(YEARS, _ROW["year"], LEAD, LEAD + len(told.years) - 1), **names},
    )


def of_year(item: str, t: int) -> str:
    """The cell of an item in year t: `year`, `level`, `carbon`."""
    return f"{YEARS}!{letters(LEAD + t)}${_ROW[item]}"


def _line(told: Told, item: str, unit: str, origin: str, cell: Callable[[int], Cell]) -> Line:
    return (item, unit, origin, *(cell(t) for t in range(len(told.years))))


def _level(told: Told) -> Callable[[int], Cell]:
    def cell(t: int) -> Cell:
        text = f"INDEX(DeflatorLevels,MATCH({of_year('year', t)},DeflatorYears,0))"
        return Formula(text, told.setting.prices.level(told.years[t]), "fine")

    return cell


def _carbon(told: Told) -> Callable[[int], Cell]:
    known = carbon_years(told)
    series = carbon_series(told.setting)

    def cell(t: int) -> Cell:
        after = int(np.clip(np.searchsorted(known, told.years[t]), 1, len(known) - 1))
        one, two = known[after - 1], known[after]
        first, second = f"CarbonValue_{one}", f"CarbonValue_{two}"
        share = f"({of_year('year', t)}-{one})/({two}-{one})"
        text = f"{first}*({second}/{first})^({share})*PriceLevel/CarbonPriceLevel"
        return Formula(text, float(series[t]))

    return cell


def _discounting(told: Told, name: str) -> Iterator[Line]:
    """A schedule's rate and factor by year."""
    if name not in told.factors:
        return
    factors, row = told.factors[name], _ROW[name]

    def rate(t: int) -> Cell:
        year = f"({of_year('year', t)}-DecisionYear)"
        text = (
            f'SUMIFS(Rate,RateSchedule,"{name}",RateFrom,"<="&{year},RateTo,">="&{year})'
        )  # fmt: skip
        own = schedule_of(told.setting.assumptions[SCHEDULES[name]])
        value = next(b.rate for b in reversed(own) if b.from_year <= t)
        return Formula(text, value, "fine")

    def factor(t: int) -> Cell:
        if t == 0:
            return Input(1.0, "fine")
        before, here = letters(LEAD + t - 1), letters(LEAD + t)
        return Formula(f"{before}{row + 1}/(1+{here}{row})", float(factors[t]), "fine")

    yield _line(told, f"Discount rate, {name}", "share", "formula", rate)
    yield _line(told, f"Discount factor, {name}", "ratio", "formula", factor)
