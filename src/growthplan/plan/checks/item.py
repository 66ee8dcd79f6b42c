"""Entries of a plan as typed: each field comes back when it can be read, and None otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from growthplan.plan.amounts import first_year
from growthplan.plan.dates import read_period
from growthplan.plan.document import AGAIN, Document, Path, Tree
from growthplan.vocabulary import GrowthplanError, Period

_LONGEST_DATE = 60


class Item(NamedTuple):
    """A group of fields of a document."""

    document: Document
    path: Path
    fields: Mapping[str, Tree]

    @property
    def id(self) -> str:
        """Its id, or "" when it has none that can be read."""
        return self.text("id") or ""

    def at(self, *path: str | int) -> Path:
        """The path of one of its fields from the top of the document."""
        return (*self.path, *path)

    def text(self, name: str) -> str | None:
        """A field that holds words."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> float | None:
        """A field that holds a number."""
        return number_of(self.fields.get(name))

    def names(self, name: str) -> Iterator[tuple[int, str]]:
        """The items of a list of words, each with its position."""
        value = self.fields.get(name)
        for number, one in enumerate(value if isinstance(value, list) else ()):
            if isinstance(one, str):
                yield number, one

    def within(self, name: str) -> Item | None:
        """A group of fields inside this one."""
        value = self.fields.get(name)
        return Item(self.document, self.at(name), value) if isinstance(value, dict) else None

    def items(self, name: str) -> Iterator[Item]:
        """The entries of a list inside this one."""
        value = self.fields.get(name)
        for number, one in enumerate(value if isinstance(value, list) else ()):
            if isinstance(one, dict):
                yield Item(self.document, self.at(name, number), one)

    def days(self, name: str) -> tuple[date, date] | None:
        """First and last day of what a date field names."""
        period = period_of(self.fields.get(name))
        return days_of(period) if period else None

    def year(self, name: str) -> int | None:
        """The calendar year in which a financial year starts."""
        value = self.fields.get(name)
        return financial_start(value) if isinstance(value, str) else None

    def by_year(self, name: str) -> dict[int, tuple[str, float]]:
        """Amounts by the year in which their financial year starts, each with its field name."""
        value = self.fields.get(name)
        found: dict[int, tuple[str, float]] = {}
        for key, amount in value.items() if isinstance(value, dict) else ():
            start, number = financial_start(key), number_of(amount)
            if AGAIN not in key and start is not None and number is not None:
                found[start] = (key, number)
        return found


def number_of(value: Tree) -> float | None:
    """A number as typed; None for anything else, true and false among it."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type]


def period_of(value: Tree) -> Period | None:
    """The period that a date means, when it means one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value)
    return _read(text) if len(text) <= _LONGEST_DATE else None


@lru_cache(maxsize=4096)
def _read(text: str) -> Period | None:
    try:
        return read_period(text)
    except GrowthplanError:
        return None


def days_of(period: Period) -> tuple[date, date] | None:
    """First and last day of a day, month, year or financial year; None for other periods.

    >>> days_of(Period("2026fy"))
    (datetime.date(2026, 4, 1), datetime.date(2027, 3, 31))
    """
    code = period.code
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", code):
        return date.fromisoformat(code), date.fromisoformat(code)
    if re.fullmatch(r"\d{4}", code):
        return date(int(code), 1, 1), date(int(code), 12, 31)
    if code.endswith("fy"):
        return year_start(period.year), year_end(period.year)
    if re.fullmatch(r"\d{4}-\d{2}", code):
        month = int(code[5:])
        after = date(period.year + month // 12, month % 12 + 1, 1)
        return date(period.year, month, 1), date.fromordinal(after.toordinal() - 1)
    return None


def year_start(start: int) -> date:
    """The first day of the financial year that starts in a calendar year."""
    return date(start, 4, 1)


def year_end(start: int) -> date:
    """The last day of the financial year that starts in a calendar year."""
    return date(start + 1, 3, 31)


@lru_cache(maxsize=4096)
def financial_start(text: str) -> int | None:
    """The calendar year in which a financial year as typed starts.

    >>> financial_start("2026/27"), financial_start("2026-27"), financial_start("2026")
    (2026, 2026, None)
    """
    if not re.fullmatch(r"\s*\d{4}\s*[/-]\s*(\d{2}|\d{4})\s*", text):
        return None
    period = period_of(text.replace("-", "/").replace(" ", ""))
    return first_year(period.code) if period and period.code.endswith("fy") else None


def in_words(day: date) -> str:
    """A day as a message names it.

    >>> in_words(date(2031, 9, 30))
    '30 September 2031'
    """
    return f"{day.day} {day:%B %Y}"
