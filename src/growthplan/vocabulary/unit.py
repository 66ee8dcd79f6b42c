"""Units, and how a number in each is written for a reader."""

from __future__ import annotations

import math

MINUS = "−"


def _plain(value: float, decimals: int) -> str:
    text = f"{abs(value):,.{decimals}f}"
    return f"{MINUS}{text}" if value < 0 and float(text.replace(",", "")) != 0 else text


def _pounds(value: float, decimals: int) -> str:
    text = _plain(value, decimals)
    return f"{MINUS}£{text[1:]}" if text.startswith(MINUS) else f"£{text}"


def _millions(value: float) -> str:
    if abs(value) >= 1000:
        return _pounds(value / 1000, 1) + "bn"
    return _pounds(value, 0) + "m"


def _thousands_of(value: float) -> str:
    """Counts, to the nearest hundred from 1,000 up."""
    return _plain(round(value, -2) if abs(value) >= 1000 else value, 0)


UNITS: dict[str, str] = {
    "£": "pounds",
    "£m": "million pounds",
    "£ per hour": "pounds per hour worked",
    "£ per job": "pounds per filled job",
    "£ per head": "pounds per resident",
    "£ per week": "pounds per week",
    "£bn": "billion pounds",
    "hours": "hours worked in the year",
    "hours per week": "hours worked per week",
    "hours per job": "hours worked per job in the year",
    "jobs": "filled jobs",
    "people": "people",
    "index": "index",
    "%": "per cent",
    "% a year": "per cent a year",
    "percentage points": "percentage points",
    "ratio": "ratio",
    "log points": "log points (log difference times 100)",
    "minutes": "minutes",
    "count": "count",
    "tonnes CO2e per person": "tonnes of carbon dioxide equivalent per person",
    "per 100,000 people": "per 100,000 people",
    "years": "years",
    "share": "share, 0 to 1",
    "per 1,000 dwellings": "per 1,000 dwellings",
    "per 100 people": "per 100 people",
    "per 1,000 people": "per 1,000 people",
    "jobs per km²": "filled jobs per square kilometre",
    "jobs per business": "filled jobs per active business",
    "km²": "square kilometres",
    "standard deviations": "standard deviations of the places compared",
}
"""Every unit, with its name in words."""


def display(value: float | None, unit: str) -> str:
    """The value as a reader should see it, at the precision that it deserves.

    >>> display(36.487, "£ per hour"), display(-12.08, "%"), display(6012.0, "£m")
    ('£36.5', '−12.1%', '£6.0bn')
    >>> display(703584.0, "jobs"), display(None, "£")
    ('703,600', 'not available')
    """
    if value is None or not math.isfinite(value):
        return "not available"
    match unit:
        case "£ per hour":
            return _pounds(value, 1)
        case "£bn":
            return _pounds(value, 1) + "bn"
        case "£m":
            return _millions(value)
        case "£" | "£ per job" | "£ per head" | "£ per week":
            return _pounds(value, 0)
        case "%":
            return _plain(value, 1) + "%"
        case "% a year":
            return _plain(value, 1) + "% a year"
        case "percentage points" | "log points":
            return f"{_plain(value, 1)} {unit}"
        case "hours" | "hours per week" | "jobs" | "people" | "count":
            return _thousands_of(value)
        case "hours per job":
            return _plain(value, 0)
        case "index":
            return _plain(value, 1)
        case "share":
            return _plain(100 * value, 1) + "%"
        case "jobs per km²" | "km²" | "per 100,000 people":
            return _plain(value, 0 if abs(value) >= 10 else 1)
        case "per 100 people" | "per 1,000 people" | "per 1,000 dwellings" | "jobs per business":
            return _plain(value, 1)
        case "tonnes CO2e per person":
            return _plain(value, 1)
        case "minutes" | "years":
            return f"{_plain(value, 1)} {unit}"
    return _plain(value, 2)
