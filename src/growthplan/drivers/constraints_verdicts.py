"""What may be said of one group of drivers."""

from __future__ import annotations

LOWER = "goes with lower productivity"
HIGHER = "goes with higher productivity"
CANNOT_TELL = "cannot tell"
NO_FIGURE = "no figure for the place"
NOTHING_TOLD = "no constraint can be told"

BINDING_CHANCE = 0.5


def verdict(
    tells: bool, known: bool, low: float, high: float, part: float, complete: float | None
) -> str:
    """Verdict on one group: its part of the gap with its 90% range, and the same part from places
    without gaps in their figures, which must not contradict it.

    >>> verdict(True, True, -4.0, -1.0, -2.5, -2.0)
    'goes with lower productivity'
    >>> verdict(True, True, -4.0, 1.0, -2.5, None)
    'cannot tell'
    """
    if not tells:
        return NOTHING_TOLD
    if not known:
        return NO_FIGURE
    if complete is not None and complete * part < 0:
        return CANNOT_TELL
    if high < 0:
        return LOWER
    return HIGHER if low > 0 else CANNOT_TELL
