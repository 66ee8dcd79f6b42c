"""How the numbers of a projection are written: digits that the draws support, and frequencies."""

from __future__ import annotations

import math

from growthplan.system.fans import decimals
from growthplan.vocabulary import MINUS, display

_MOST_DECIMALS = 2
_LEAST = 1e-5
_FEW = 50
"""Draws below which a share of them is told as a count."""
_USUAL = {"%": 1, "percentage points": 1, "£ per hour": 1}


def shown(value: float, unit: str, error: float) -> str:
    """A number with no more digits than the error from its draws supports, and never many.

    >>> shown(0.2134, "%", 0.002), shown(-12.34, "%", 0.2), shown(412.0, "jobs", 30.0)
    ('0.21%', '−12%', '400')
    """
    if unit in _USUAL:
        places = min(decimals(error), _MOST_DECIMALS if abs(value) < 1 else _USUAL[unit])
        text = f"{abs(value):,.{places}f}"
        signed = f"{MINUS if value < 0 and float(text.replace(',', '')) else ''}"
        if unit == "£ per hour":
            return f"{signed}£{text}"
        return f"{signed}{text}" + ("%" if unit == "%" else " percentage points")
    if unit == "jobs":
        step = 100.0 if abs(value) >= 100 else 10.0
        return display(round(value / step) * step, "count") if value else "0"
    if unit == "kt CO2e":
        return f"{display(round(value), 'count')} kt CO2e"
    return display(value, unit)


def in_range(low: float, high: float, unit: str, error: float) -> str:
    """Both ends of a range.

    >>> in_range(0.09, 0.34, "%", 0.001)
    'between 0.09% and 0.34%'
    """
    first, last = shown(low, unit, error), shown(high, unit, error)
    for words in (" percentage points", " kt CO2e"):
        first = first.removesuffix(words)
    return f"between {first} and {last}"


def frequency(chance: float, draws: int) -> str:
    """A probability as a percentage and as a frequency.

    >>> frequency(0.11, 2000), frequency(0.0, 2000), frequency(0.6, 2000), frequency(0.5, 4)
    ('11%, about 1 in 9', 'less than 1 in 1,000', '60%, about 6 in 10', '2 of 4 draws')
    """
    if draws < _FEW:
        return f"{round(chance * draws)} of {draws} draw{'s' if draws > 1 else ''}"
    if chance <= 1.0 / draws:
        return f"less than 1 in {max(draws // 2, 1):,}"
    if chance >= 1.0 - 1.0 / draws:
        return f"more than {draws // 2 - 1:,} in {draws // 2:,}"
    per_cent = f"{100 * chance:.0f}%" if 0.1 <= chance <= 0.9 else f"{100 * chance:.1f}%"
    if chance >= 0.95:
        return f"{per_cent}, all but 1 in {round(1 / (1 - chance)):,}"
    if chance > 0.35:
        return f"{per_cent}, about {round(10 * chance)} in 10"
    return f"{per_cent}, about 1 in {round(1 / chance):,}"


def signed(value: float) -> str:
    """A small per cent with its sign, to two digits that count; 0 below a hundred-thousandth.

    >>> signed(0.2134), signed(-0.00042), signed(3e-6), signed(12.34)
    ('+0.21%', '−0.00042%', '0%', '+12.3%')
    """
    if abs(value) < _LEAST:
        return "0%"
    places = 1 if abs(value) >= 10 else min(max(1 - math.floor(math.log10(abs(value))), 1), 8)
    return f"{'+' if value > 0 else MINUS}{abs(value):.{places}f}%"
