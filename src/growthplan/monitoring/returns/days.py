"""Which day a cell of a return means, or why no day can be read from it.

Text is never guessed at: `03/04/2027` is one day here and another elsewhere. A workbook has true
dates; a CSV file, which has none, writes them as year-month-day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from growthplan.monitoring.returns.meaning import CellFault, words
from growthplan.monitoring.returns.template import in_words
from growthplan.plan import read_period
from growthplan.plan.editing.tables import Cell
from growthplan.vocabulary import GrowthplanError

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
"""Days as spreadsheets number them, 2000 to 2099."""


def day(cell: Cell, *, in_csv: bool = False) -> date:
    """A true date of a spreadsheet, or in a CSV file text such as 2026-09-30.

    Raises CellFault for anything else, with the days that text may mean.
    """
    value = cell.value
    if isinstance(value, date):
        return _plausible(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise _a_number(value)
    text = words(cell)
    if in_csv and _ISO.fullmatch(text):
        if found := _if_any(*map(int, text.split("-"))):
            return _plausible(found)
        raise CellFault(f"is no day of the calendar, '{text}'", "Check its month and day.")
    raise _of_csv(text, _may_mean(text)) if in_csv else _of_workbook(text, _may_mean(text))


def _a_number(value: float) -> CellFault:
    said = f"is the number {value:g}, not a day"
    if _FIRST_SERIAL <= value <= _LAST_SERIAL and value == int(value):
        meant = in_words(date(1899, 12, 30) + timedelta(days=int(value)))
        return CellFault(said, f"If {meant} is meant, set the cell's format to Date.")
    return CellFault(said, "Write 30 September 2026.")


def _of_workbook(text: str, meant: list[date]) -> CellFault:
    again = "type it again in a cell whose format is Date"
    if not meant:
        return CellFault(
            f"is text that is no day, '{text[:40]}'",
            "Type a date, such as 30 September 2026, in a cell whose format is Date.",
        )
    said = f"is text, '{text[:40]}', not a date"
    if len(meant) > 1:
        return CellFault(f"{said}, and may mean {_either(meant)}", f"{again.capitalize()}.")
    return CellFault(said, f"If {in_words(meant[0])} is meant, {again}.")


def _of_csv(text: str, meant: list[date]) -> CellFault:
    if not meant:
        return CellFault(
            f"is text that is no day, '{text[:40]}'",
            "Write days as year-month-day, such as 2026-09-30.",
        )
    said = f"is '{text[:40]}', not written as year-month-day"
    if len(meant) > 1:
        dates = " or ".join(one.isoformat() for one in meant)
        return CellFault(f"{said}, and may mean {_either(meant)}", f"Write {dates}.")
    return CellFault(said, f"If {in_words(meant[0])} is meant, write {meant[0].isoformat()}.")


def _either(days: list[date]) -> str:
    return " or ".join(in_words(one) for one in days)


def _may_mean(text: str) -> list[date]:
    """Days that text may mean; numbers alone with the day first, then with the month first."""
    if found := _NUMBERS.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
        days = (_if_any(year, second, first), _if_any(year, first, second))
        return list(dict.fromkeys(one for one in days if one is not None))
    try:
        code = read_period(text).code
    except GrowthplanError:
        return []
    return [date.fromisoformat(code)] if _ISO.fullmatch(code) else []


def _if_any(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _plausible(found: date) -> date:
    if 2000 <= found.year <= 2099:
        return found
    raise CellFault(f"is {in_words(found)}, which can't be meant", "Give a day from 2000 to 2099.")
