"""What returns claim to have delivered, and which claims may speak of the same people or jobs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from growthplan.monitoring.returns import KeptReturn

Likeness = Literal["same", "may be the same", "different", "nothing to tell by"]
_LEGAL = re.compile(r"\b(ltd|limited|plc|llp|inc|company|co)\b")


@dataclass(frozen=True)
class Claimed:
    """A number that one programme returned, and what it was said of."""

    programme: str
    """Id of the action."""
    partner: str
    indicator: str
    quarter: str
    number: float
    site: str = ""
    firm: str = ""
    group: str = ""
    """Beneficiary group."""
    where: str = ""
    """File and cell: `returns/a/2026-27q1/v1.json, Outputs!E6`."""
    version: int = 1

    @property
    def key(self) -> Key:
        """Site, firm and group as they are compared; "" where it was not said."""
        return (_plain(self.site), firm_plain(self.firm), _plain(self.group))

    @property
    def said_of(self) -> str:
        """The same in words."""
        named = (("site", self.site), ("firm", self.firm), ("group", self.group))
        return ", ".join(f"{what} {value}" for what, value in named if value) or "nothing named"


Key = tuple[str, str, str]
NOTHING: Key = ("", "", "")


def claims_of(returns: Iterable[KeptReturn]) -> tuple[Claimed, ...]:
    """Every number above nought in the versions of returns that count."""
    return tuple(
        Claimed(
            row.action, kept.returned.partner, row.indicator, kept.returned.quarter, row.number,
            row.site, row.firm, row.group, f"{kept.where}, {row.cell('number')}", kept.version,
        )
        for kept in returns
        for row in kept.returned.outputs
        if row.number
    )  # fmt: skip


def likeness(one: Key, other: Key) -> Likeness:
    """Whether two claims of one indicator and quarter speak of the same things.

    They surely do only when both name the same site, firm and group; what one or both leave out
    cannot tell them apart.

    >>> likeness(("dock", "", ""), ("dock", "acme", "adults"))
    'may be the same'
    >>> likeness(("dock", "", ""), ("park", "", ""))
    'different'
    """
    pairs = list(zip(one, other, strict=True))
    if any(a and b and a != b for a, b in pairs):
        return "different"
    if one == other and all(one):
        return "same"
    return "may be the same" if any(a and b for a, b in pairs) else "nothing to tell by"


def meet(one: Key, other: Key) -> Key | None:
    """What both say together; None when they contradict."""
    if any(a and b and a != b for a, b in zip(one, other, strict=True)):
        return None
    return (one[0] or other[0], one[1] or other[1], one[2] or other[2])


def linked(claims: Sequence[Claimed]) -> list[list[Claimed]]:
    """Claims that stand together because each is, or may be, the same as some other."""
    keys = [claim.key for claim in claims]
    by_said: dict[tuple[int, str], list[int]] = {}
    for n, key in enumerate(keys):
        for part, said in enumerate(key):
            if said:
                by_said.setdefault((part, said), []).append(n)
    left = dict.fromkeys(range(len(claims)))
    found: list[list[Claimed]] = []
    while left:
        inside, edge = [next(iter(left))], 0
        del left[inside[0]]
        while edge < len(inside):
            here = keys[inside[edge]]
            # Only claims that say something alike can be the same.
            alike = {n for part, said in enumerate(here) if said for n in by_said[part, said]}
            near = [n for n in alike & left.keys() if likeness(here, keys[n]) != "different"]
            for n in near:
                del left[n]
            inside += near
            edge += 1
        found.append([claims[n] for n in sorted(inside)])
    return found


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


def firm_plain(name: str) -> str:
    """A firm's name without case, signs and legal form.

    >>> firm_plain("Acme & Sons Ltd.") == firm_plain("ACME AND SONS LIMITED")
    True
    """
    return _plain(_LEGAL.sub("", _plain(name.replace("&", " and "))))
