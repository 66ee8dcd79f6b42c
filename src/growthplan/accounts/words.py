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


_WITH_ARTICLE = re.compile(
    r"(City|Isles?|Vale|Forest|Royal Borough) of .*|(East|West|North) of (England|Tyne)"
    r"|(North|South) (East|West)|(East|West) Midlands|Yorkshire and The Humber|East Riding .*"
    r"|Scottish Borders|.* Islands"
)
_SUFFIX = re.compile(r", (City|County) of$")


def place_in_words(name: str) -> str:
    """A place's published name as it reads in the middle of a sentence.

    >>> place_in_words("North West"), place_in_words("Bristol, City of"), place_in_words("Salford")
    ('the North West', 'Bristol', 'Salford')
    """
    name = _SUFFIX.sub("", name)
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


def as_a_start(text: str) -> str:
    """A phrase with a capital, to start a sentence with.

    >>> as_a_start("the North West"), as_a_start("filled jobs")
    ('The North West', 'Filled jobs')
    """
    return text[:1].upper() + text[1:]


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
