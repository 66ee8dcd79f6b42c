"""What each change does to a programme, and how it reads."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from growthplan.system.programme import Outlay
from growthplan.system.scenario.schema import Recession

APRIL = 4


def delayed(outlay: Outlay, years: float) -> Outlay:
    """The same money some years later; a relief keeps its last day, which is set by law.

    By half a year, half of each year's money goes into the next: it is spent evenly.
    """
    whole, part = int(years), years - int(years)
    moved = {year + whole: (1 - part) * m for year, m in outlay.amounts.items()}
    if part:
        for year, money in outlay.amounts.items():
            moved[year + whole + 1] = moved.get(year + whole + 1, 0.0) + part * money
    return replace(outlay, amounts=moved)


def scaled(outlay: Outlay, factor: float) -> Outlay:
    """Every amount multiplied."""
    return replace(outlay, amounts={year: factor * m for year, m in outlay.amounts.items()})


def moved(outlay: Outlay, out_of: int, into: int, share: float) -> Outlay:
    """A share of one financial year's money spent in another."""
    amount = share * outlay.amounts.get(out_of, 0.0)
    if not amount:
        return outlay
    amounts = {**outlay.amounts, out_of: outlay.amounts[out_of] - amount}
    amounts[into] = amounts.get(into, 0.0) + amount
    return replace(outlay, amounts={year: m for year, m in sorted(amounts.items()) if m})


def extended(outlay: Outlay, until: date) -> Outlay:
    """A relief to a later day, at the yearly rate of its last whole financial year."""
    assert outlay.sunset is not None
    last, new = _financial_year(outlay.sunset), _financial_year(until)
    whole = [year for year in outlay.amounts if year < last]
    rate = outlay.amounts[max(whole)] if whole else max(outlay.amounts.values())
    amounts = {year: m for year, m in outlay.amounts.items() if year < last}
    amounts |= dict.fromkeys(range(last, new), rate)
    amounts[new] = rate * _share_of_year(until)
    return replace(outlay, amounts=amounts, sunset=until)


def recession_path(found: Recession) -> tuple[Mapping[int, float], Mapping[int, float]]:
    """Log changes of productivity and of hours by year: the fall, then an even way back.

    >>> made, worked = recession_path(Recession(year=2028, depth_pct=4.0, recovery_years=2))
    >>> [round(100 * made[year], 2) for year in (2028, 2029)], 2030 in made
    ([-2.04, -1.02], False)
    """
    fall = math.log1p(-found.depth_pct / 100)
    left = {
        found.year + k: fall * (1 - k / found.recovery_years) for k in range(found.recovery_years)
    }
    hours = found.through_hours
    return (
        {year: (1 - hours) * value for year, value in left.items()},
        {year: hours * value for year, value in left.items()},
    )


def _financial_year(day: date) -> int:
    """The year in which the financial year of a day starts."""
    return day.year if day.month >= APRIL else day.year - 1


def _share_of_year(day: date) -> float:
    """How much of its financial year is over at the end of a day.

    >>> _share_of_year(date(2036, 9, 30)), _share_of_year(date(2036, 3, 31))
    (0.5, 1.0)
    """
    start = date(_financial_year(day), APRIL, 1)
    end = date(start.year + 1, APRIL, 1)
    months = (day.year - start.year) * 12 + day.month - start.month + 1
    return min(months / 12, 1.0) if day < end else 1.0
