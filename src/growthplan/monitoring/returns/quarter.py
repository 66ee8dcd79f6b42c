"""Quarters of financial years, in which partners report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from growthplan.plan import financial_year
from growthplan.vocabulary import Fault, GrowthplanError

_FORMS = (
    r"(?P<a>\d{4})\s*[/-]\s*(?P<b>\d{2}|\d{4})\s*,?\s*q(?P<q>[1-4])",
    r"q(?P<q>[1-4])\s*,?\s*(?P<a>\d{4})\s*[/-]\s*(?P<b>\d{2}|\d{4})",
)
_CALENDAR = r"(?:(\d{4})\s*q([1-4])|q([1-4])\s*(\d{4}))"
_FIRST_MONTH = {1: 4, 2: 7, 3: 10, 4: 1}


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a financial year: 1 is April to June."""

    start: int
    """Calendar year in which the financial year starts."""
    number: int

    @property
    def code(self) -> str:
        """As folders and figure ids write it.

        >>> Quarter(2026, 2).code
        '2026-27q2'
        """
        return f"{financial_year(self.start).replace('/', '-')}q{self.number}"

    @property
    def year(self) -> str:
        """The financial year."""
        return financial_year(self.start)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.start + (self.number == 4), _FIRST_MONTH[self.number], 1)

    @property
    def last_day(self) -> date:
        """Its last day.

        >>> Quarter(2026, 4).last_day
        datetime.date(2027, 3, 31)
        """
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The quarter after."""
        return Quarter(self.start + self.number // 4, self.number % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year} Q{self.number}"


def read_quarter(text: str) -> Quarter:
    """The quarter that a text means.

    >>> [read_quarter(t).code for t in ("2026/27 Q1", "Q2 2026-27", "2026-27q3")]
    ['2026-27q1', '2026-27q2', '2026-27q3']

    Raises GrowthplanError for anything else; `2026 Q1` could be either of two quarters.
    """
    wanted = " ".join(text.split()).casefold()
    for form in _FORMS:
        found = re.fullmatch(form, wanted)
        if found and (int(found["a"]) + 1) % 100 == int(found["b"]) % 100:
            return Quarter(int(found["a"]), int(found["q"]))
    raise GrowthplanError(
        Fault(f"'{text[:40]}' is no quarter of a financial year.", fix=_fix(wanted), code="quarter")
    )


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies.

    >>> quarter_of(date(2027, 3, 31)).code
    '2026-27q4'
    """
    return Quarter(day.year - (day.month < 4), (day.month - 4) % 12 // 3 + 1)


def quarters(first: Quarter, last: Quarter) -> tuple[Quarter, ...]:
    """Every quarter from one to another, both included."""
    found = []
    while first <= last:
        found.append(first)
        first = first.next
    return tuple(found)


def _fix(wanted: str) -> str:
    found = re.fullmatch(_CALENDAR, wanted)
    if not found:
        return "Write 2026/27 Q1 for April to June 2026."
    year, number = int(found[1] or found[4]), int(found[2] or found[3])
    as_financial = Quarter(year, number)
    as_calendar = quarter_of(date(year, 3 * number - 2, 1))
    return (
        f"Write {as_financial} for {as_financial.first_day:%B} to {as_financial.last_day:%B %Y}, "
        f"or {as_calendar} for {as_calendar.first_day:%B} to {as_calendar.last_day:%B %Y}."
    )
