"""Names in a sentence: a few spelled out, the rest counted."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 3


def few_of(names: Sequence[str], most: int = MOST) -> str:
    """Names divided by semicolons, as titles hold commas; those beyond `most` are counted.

    >>> few_of(["a", "b"]), few_of(["a", "b", "c", "d", "e"])
    ('a; b', 'a; b; c; and 2 more')
    """
    more = len(names) - most
    if more <= 0:
        return "; ".join(names)
    return "; ".join([*names[:most], f"and {more} more"])
