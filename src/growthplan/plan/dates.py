"""Dates as people in Britain write them, read into periods."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from growthplan.plan.document import clip
from growthplan.vocabulary import Fault, GrowthplanError, Period, did_you_mean

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_HOW_TO = "Write 13 October 2025, 13/10/2025, October 2025, 2026/27 (financial year) or 2026."
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
FIRST_YEAR, LAST_YEAR = 1900, 2200


@lru_cache(maxsize=4096, typed=True)
def read_period(text: str | int) -> Period:
    """The period that a date means.

    Days come before months: `3/10/2025` is 3 October. `2026/27` is a financial year unless
    "academic year" stands with it. Codes of `Period` are read too.

    >>> [read_period(t).code for t in ("13 October 2025", "13/10/2025", "2025-10-13")]
    ['2025-10-13', '2025-10-13', '2025-10-13']
    >>> [read_period(t).code for t in ("2026/27", "July 2020", "Q4 2024", 2022, "2020 to 2022")]
    ['2026fy', '2020-07', '2024q4', '2022', '2020-2022']

    Raises GrowthplanError saying what does not fit: no such form, no such day or month, years
    of a financial year that do not follow each other, or `2011-12`, which can mean two things.
    """
    wanted = " ".join(str(text).split()).replace("–", "-").replace("−", "-").casefold()
    for pattern, reader in _FORMS:
        found = re.fullmatch(pattern, wanted, re.ASCII)
        if found:
            try:
                return _plausible(reader(*found.groups()))
            except _UnreadableError as reason:
                raise _fault(text, reason) from None
    raise _fault(text, _UnreadableError("it has none of the forms that dates have here"))


class _UnreadableError(ValueError):
    """Why text of a known form is no date, and what to write instead."""

    def __init__(self, why: str, fix: str = _HOW_TO) -> None:
        super().__init__(why)
        self.why, self.fix = why, fix


def _fault(text: object, reason: _UnreadableError) -> GrowthplanError:
    shown = clip(str(text), 40)
    message = f"'{shown}' cannot be read as a date: {reason.why}."
    return GrowthplanError(Fault(message, fix=reason.fix, code="plan-date"))


def _plausible(period: Period) -> Period:
    if FIRST_YEAR <= period.year <= LAST_YEAR:
        return period
    raise _UnreadableError(f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")


def _day(day: str, month: str, year: str) -> Period:
    if int(month) > 12:
        raise _UnreadableError(
            f"there is no month {int(month)}",
            f"Days come first: {month}/{day}/{year}." if int(day) <= 12 else _HOW_TO,
        )
    try:
        return Period(date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        raise _UnreadableError("there is no such day") from None


def _month_number(name: str) -> int:
    number = _MONTHS.get(name.rstrip("."))
    if number is None:
        known = [month for month in calendar.month_name if month]
        raise _UnreadableError("it is not a month", did_you_mean(name, known) or _HOW_TO)
    return number


def _span(first: str, last: str, ending: str) -> Period:
    """A financial or academic year: its two years must follow each other."""
    following = str(int(first) + 1)
    if following[-len(last) :] != last:
        raise _UnreadableError(
            "the two years do not follow each other",
            f"Write {first}/{following[-2:]} for one year, {first} to {first[:2]}{last[-2:]} for "
            "several.",
        )
    return Period(first + ending)


def _pooled(first: str, last: str) -> Period:
    if int(last) <= int(first):
        raise _UnreadableError("it ends before it starts")
    return Period(f"{first}-{last}")


def _hyphened(first: str, last: str) -> Period:
    """`2025-04` is a month, `2026-27` a financial year; `2011-12` could be either."""
    if not 1 <= int(last) <= 12:
        return _span(first, last, "fy")
    if int(first) % 100 + 1 == int(last):
        month = calendar.month_name[int(last)]
        raise _UnreadableError(
            "it can mean two things",
            f"Write {first}/{last} for the financial year or {month} {first} for the month.",
        )
    return Period(f"{first}-{last}")


def _running(day: str, month: str, year: str, years: str) -> Period:
    """A year, or several, that starts on any day."""
    return Period(f"{_day(day, month, year).code}+{years}y")


_FORMS: tuple[tuple[str, Callable[..., Period]], ...] = (
    (r"(\d{4})", Period),
    (r"(\d{4}(?:fy|ay|q[1-4]))", Period),
    (r"(?:fy ?)?(\d{4}) ?/ ?(\d{2}|\d{4})(?: financial year)?", lambda a, b: _span(a, b, "fy")),
    (
        r"(\d{4}) ?[/-] ?(\d{2}|\d{4})(?: academic year| \(academic year\))",
        lambda a, b: _span(a, b, "ay"),
    ),
    (r"(\d{4})-(\d{2})", _hyphened),
    (r"(\d{4}) ?(?:-|to) ?(\d{4})", _pooled),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda y, m, d: _day(d, m, y)),
    (r"(\d{4})-(\d{2})-(\d{2})\+(\d)y", lambda y, m, d, n: _running(d, m, y, n)),
    (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", _day),
    (
        _WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+\.?)[ ,-]+(\d{4})",
        lambda d, m, y: _day(d, str(_month_number(m)), y),
    ),
    (r"([a-z]{3,}\.?) (\d{4})", lambda m, y: Period(f"{y}-{_month_number(m):02d}")),
    (r"q([1-4]) (\d{4})", lambda q, y: Period(f"{y}q{q}")),
    (r"(\d{4}) q([1-4])", lambda y, q: Period(f"{y}q{q}")),
)
