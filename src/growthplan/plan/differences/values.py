"""Values of a plan in words, to the last digit, so that two that differ never read alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from growthplan.vocabulary import MINUS, Period

SHORT = 60
"""Characters up to which a text is quoted whole."""
_AROUND = 3
"""Words shown on each side of what was reworded in a long text."""


def number(value: float) -> str:
    """A number with all its digits, thousands separated.

    >>> number(5000.0), number(-0.25), number(2035)
    ('5,000', '−0.25', '2,035')
    """
    digits = Decimal(str(value)).normalize()
    text = f"{abs(digits):,f}"
    return f"{MINUS}{text}" if value < 0 else text


def quantity(value: float, unit: str) -> str:
    """A number with its unit.

    >>> quantity(5000, "jobs"), quantity(40, "£ per hour"), quantity(-12.2, "%")
    ('5,000 jobs', '£40 per hour', '−12.2%')
    """
    text = number(value)
    if unit.startswith("£"):
        sign, digits = (text[:1], text[1:]) if text.startswith(MINUS) else ("", text)
        return f"{sign}£{digits}{unit[1:]}"
    if unit == "count":
        return text
    return f"{text}{unit}" if unit.startswith("%") else f"{text} {unit}"


def millions(value: float) -> str:
    """An amount in £ million; billions where nothing is lost by it.

    >>> millions(12), millions(1100), millions(0.05), millions(1234.56)
    ('£12m', '£1.1bn', '£0.05m', '£1,234.56m')
    """
    exact = Decimal(str(value))
    billions = (exact / 1000).normalize()
    if abs(exact) >= 1000 and abs(int(billions.as_tuple().exponent)) <= 2:
        return quantity(float(billions), "£bn")
    return quantity(value, "£m")


def share(value: float) -> str:
    """A share from 0 to 1 in per cent.

    >>> share(0.3), share(0.125)
    ('30%', '12.5%')
    """
    return number(float(Decimal(str(value)) * 100)) + "%"


def day(value: date) -> str:
    """A day in words.

    >>> day(date(2034, 9, 30))
    '30 September 2034'
    """
    return str(Period(value.isoformat()))


def listed(words: Iterable[str]) -> str:
    """Words as a list in a sentence.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last


def quoted(text: str) -> str:
    return f"“{text}”"


def reworded(old: str, new: str) -> tuple[str, str]:
    """Two texts as a sentence quotes them: whole when short, else what differs with a few words
    round it.

    >>> reworded("one two", "one three")
    ('“one two”', '“one three”')
    """
    if max(len(old), len(new)) <= SHORT:
        return quoted(old), quoted(new)
    was, now = old.split(" "), new.split(" ")
    start = 0
    while start < min(len(was), len(now)) and was[start] == now[start]:
        start += 1
    end = 0
    while end < min(len(was), len(now)) - start and was[-1 - end] == now[-1 - end]:
        end += 1
    return _window(was, start, end), _window(now, start, end)


def _window(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), len(words) - end + _AROUND)
    before, after = "… " if first else "", " …" if last < len(words) else ""
    return quoted(f"{before}{' '.join(words[first:last])}{after}")
