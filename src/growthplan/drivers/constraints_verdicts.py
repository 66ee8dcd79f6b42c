"""What may be said of one group of drivers."""

from __future__ import annotations

LOWER = "goes with lower productivity"
HIGHER = "goes with higher productivity"
CANNOT_TELL = "cannot tell"
NO_FIGURE = "no figure for the place"
NOTHING_TOLD = "no constraint can be told"

BINDING_CHANCE = 0.5

LEAST_KNOWN = 0.5
"""Share of what the model reads of a group that the place must have a figure for: the rest may
outweigh less."""


def verdict(
    tells: bool, known: float, low: float, high: float, part: float, complete: float | None
) -> str:
    """Verdict on one group: its part of the gap with its 90% range, and the same part from places
    without gaps in their figures, which must not contradict it. `known` is the share of the group,
    0 to 1 by the weight of its indicators in the model, that the place has figures for.

    >>> verdict(True, 1.0, -4.0, -1.0, -2.5, -2.0)
    'goes with lower productivity'
    >>> verdict(True, 1.0, -4.0, 1.0, -2.5, None), verdict(True, 0.2, -4.0, -1.0, -2.5, None)
    ('cannot tell', 'cannot tell')
    """
    if not tells:
        return NOTHING_TOLD
    if known <= 0:
        return NO_FIGURE
    if known < LEAST_KNOWN:
        return CANNOT_TELL
    if complete is not None and complete * part < 0:
        return CANNOT_TELL
    if high < 0:
        return LOWER
    return HIGHER if low > 0 else CANNOT_TELL
