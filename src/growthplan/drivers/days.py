"""When periods end, and how old figures are."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache

DAYS_A_YEAR = 365.25


@cache
def last_day(period: str) -> date:
    """The day on which a period of `vocabulary.Period` ends.

    >>> [last_day(p).isoformat() for p in ("2022", "2022fy", "2022ay", "2020-2022")]
    ['2022-12-31', '2023-03-31', '2023-07-31', '2022-12-31']
    >>> [last_day(p).isoformat() for p in ("2024q3", "2025-02", "2025-04-30", "2024-11-16+1y")]
    ['2024-09-30', '2025-02-28', '2025-04-30', '2025-11-15']
    """
    year = int(period[:4])
    if period.endswith("fy"):
        return date(year + 1, 3, 31)
    if period.endswith("ay"):
        return date(year + 1, 7, 31)
    if "q" in period:
        return _end_of_month(year, 3 * int(period[-1]))
    if found := re.fullmatch(r"\d{4}-(\d{4})", period):
        return date(int(found[1]), 12, 31)
    if len(period) == 7:
        return _end_of_month(year, int(period[5:]))
    if "-" in period:
        day, _, years = period.partition("+")
        began = date.fromisoformat(day)
        if not years:
            return began
        ends = date(began.year + int(years[:-1]), began.month, min(began.day, 28))
        return date.fromordinal(ends.toordinal() + began.day - min(began.day, 28) - 1)
    return date(year, 12, 31)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@cache
def as_year(period: str) -> float:
    """The end of a period as a number of years, for lines through time.

    >>> round(as_year("2022"), 2), round(as_year("2022fy"), 2)
    (2023.0, 2023.25)
    """
    day = last_day(period)
    begins = date(day.year, 1, 1).toordinal()
    length = date(day.year + 1, 1, 1).toordinal() - begins
    return day.year + (day.toordinal() + 1 - begins) / length


def age_in_years(period: str, on: date) -> float:
    """Years from the end of a period to a day; never below 0.

    >>> round(age_in_years("2019", date(2025, 12, 31)), 1)
    6.0
    """
    return max((on - last_day(period)).days / DAYS_A_YEAR, 0.0)
