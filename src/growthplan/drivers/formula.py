"""Series that indicators are made of, and how a sum of them is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from growthplan.vocabulary import GrowthplanError

_SERIES = re.compile(r"([a-z][a-z0-9_]*)(?:\[([^\]]+)\])?")


@dataclass(frozen=True, slots=True, order=True)
class Component:
    """One series of the store: an indicator, of one industry where it is by industry."""

    indicator: str
    industry: str = ""

    def __str__(self) -> str:
        return f"{self.indicator}[{self.industry}]" if self.industry else self.indicator


def components_in(text: str) -> tuple[Component, ...]:
    """The series of a sum, in order.

    >>> [str(c) for c in components_in("gva_by_industry[J (58-63)] + jobs")]
    ['gva_by_industry[J (58-63)]', 'jobs']
    >>> components_in("")
    ()

    Raises GrowthplanError when a part is not `name` or `name[industry]`.
    """
    if not text.strip():
        return ()
    found = []
    for part in text.split(" + "):
        match = _SERIES.fullmatch(part.strip())
        if not match:
            raise GrowthplanError(
                f"'{part}' is not a series. Write `jobs`, or `gva_by_industry[C (10-33)]`."
            )
        found.append(Component(match[1], match[2] or ""))
    return tuple(found)
