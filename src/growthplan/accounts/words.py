"""How editions, bases and percentages read in a sentence."""

from __future__ import annotations

import calendar
import re

from growthplan.vocabulary.unit import MINUS

BASIS_IN_WORDS = {
    "smoothed": "current prices, smoothed",
    "unsmoothed": "current prices, unsmoothed",
    "volume": "chained volume",
}


def edition_in_words(edition: str) -> str:
    """An edition as a reader writes it.

    >>> edition_in_words("2025-06"), edition_in_words("to-2020")
    ('June 2025', 'to-2020')
    """
    found = re.fullmatch(r"(\d{4})-(\d{2})", edition)
    if not found or not 1 <= int(found[2]) <= 12:
        return edition
    return f"{calendar.month_name[int(found[2])]} {found[1]}"


def percent(value: float, decimals: int = 1) -> str:
    """A percentage with a true minus sign.

    >>> percent(-12.08), percent(13.856)
    ('−12.1%', '13.9%')
    """
    text = f"{abs(value):.{decimals}f}"
    return f"{MINUS if value < 0 and float(text) else ''}{text}%"


def above_or_below(gap_pct: float) -> str:
    """`12.1% below`, `3.0% above`, or `level with` at the precision shown.

    >>> above_or_below(-12.08), above_or_below(0.01)
    ('12.1% below', 'level with')
    """
    text = percent(abs(gap_pct))
    if float(text[:-1]) == 0:
        return "level with"
    return f"{text} {'below' if gap_pct < 0 else 'above'}"
