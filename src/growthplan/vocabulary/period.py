"""Periods: calendar, financial and academic years, spans, quarters and days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from growthplan.vocabulary.fault import GrowthplanError

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})-(\d{2}))?(?:/P(\d+)Y)?$")
_CODE = re.compile(r"^(\d{4})(?:(fy|ay)|(q[1-4])|-(\d{4})|-(\d{2})|(-\d{2}-\d{2})(?:\+(\d+)y)?)?$")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time under the short code used in tables, files and figure ids.

    | code | meaning |
    |---|---|
    | `2022` | calendar year |
    | `2022fy` | financial year from 1 April 2022 |
    | `2022ay` | academic year from 1 August or 1 September 2022 |
    | `2020-2022` | calendar years pooled |
    | `2024q4` | quarter |
    | `2025-04` | a month |
    | `2025-04-30` | a day |
    | `2024-11-16+1y` | a year that starts on another day |
    """

    code: str

    def __post_init__(self) -> None:
        if not _CODE.match(self.code):
            raise GrowthplanError(
                f"'{self.code}' is not a period. Write 2022, 2022fy, 2022ay, 2020-2022, 2024q4 "
                "or 2025-04-30."
            )

    @property
    def year(self) -> int:
        """The calendar year in which it starts."""
        return int(self.code[:4])

    @property
    def is_calendar_year(self) -> bool:
        return len(self.code) == 4

    def __str__(self) -> str:
        """As a reader writes it.

        >>> str(Period("2022fy")), str(Period("2020-2022")), str(Period("2025-04-30"))
        ('2022/23', '2020 to 2022', '30 April 2025')
        """
        code = self.code
        if code.endswith(("fy", "ay")):
            span = f"{self.year}/{(self.year + 1) % 100:02d}"
            return span if code.endswith("fy") else f"{span} (academic year)"
        if "q" in code:
            return f"{self.year} Q{code[-1]}"
        if re.fullmatch(r"\d{4}-\d{4}", code):
            return code.replace("-", " to ")
        if len(code) == 7:
            return f"{_MONTHS[int(code[5:]) - 1]} {self.year}"
        if "-" in code:
            day, _, years = code.partition("+")
            text = f"{int(day[8:10])} {_MONTHS[int(day[5:7]) - 1]} {day[:4]}"
            return f"year from {text}" if years else text
        return code


_MONTHS = tuple(calendar.month_name)[1:]


def period_from_iso(text: str) -> Period:
    """Read the publisher's period string.

    A January start is a calendar year, April a financial year, August or September an academic
    year; several years are a pooled span; a plain date is a day.

    >>> [period_from_iso(t).code for t in ("2004", "2023-01-01/P1Y", "2021-04-01/P1Y")]
    ['2004', '2023', '2021fy']
    >>> [period_from_iso(t).code for t in ("2019-08-01/P1Y", "2022-01-01/P3Y", "2025-04-30")]
    ['2019ay', '2022-2024', '2025-04-30']

    Raises GrowthplanError when the text is none of these.
    """
    found = _ISO.match(text.strip())
    if not found:
        raise GrowthplanError(
            f"'{text}' is not a period in the publisher's form (2004, 2023-01-01/P1Y, 2025-04-30)."
        )
    year, month, day, years = found.groups()
    if month is None:
        return Period(year if years in (None, "1") else f"{year}-{int(year) + int(years) - 1}")
    if years is None:
        return Period(f"{year}-{month}-{day}")
    if int(years) > 1:
        return Period(f"{year}-{int(year) + int(years) - 1}")
    if day == "01":
        ending = {"01": "", "04": "fy", "08": "ay", "09": "ay"}.get(month)
        if ending is not None:
            return Period(year + ending)
    return Period(f"{year}-{month}-{day}+1y")
