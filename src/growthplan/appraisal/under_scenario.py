"""A scenario's money and benefits of an action: they follow what it does to the outlays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from growthplan.system.programme import Outlay

Amounts = Mapping[int, float]
"""£ million, or units, by the calendar year in which a financial year starts."""


@dataclass(frozen=True)
class Shift:
    """An action's outlays as planned and under a scenario, all of them in sum by financial year."""

    before: Amounts
    after: Amounts

    @property
    def scale(self) -> float:
        """Times as much in all; 1 when nothing was planned."""
        planned = sum(self.before.values())
        return sum(self.after.values()) / planned if planned else 1.0

    @property
    def later(self) -> int:
        """Years by which it starts later."""
        if not any(self.before.values()) or not any(self.after.values()):
            return 0
        first = [min(year for year, amount in of.items() if amount)
                 for of in (self.before, self.after)]  # fmt: skip
        return first[1] - first[0]

    def money(self, amounts: Amounts) -> dict[int, float]:
        """A line's money: its share of the whole, in the years in which all is spent now.

        >>> Shift({2026: 2.0}, {2028: 1.0}).money({2026: 10.0})
        {2028: 5.0}
        """
        if self.before == self.after or not sum(self.before.values()):
            return dict(amounts)
        share = sum(amounts.values()) / sum(self.before.values())
        return {year: share * amount for year, amount in self.after.items()}

    def benefits(self, amounts: Amounts) -> dict[int, float]:
        """A benefit: as much larger as the money, and as much later."""
        return {year + self.later: amount * self.scale for year, amount in amounts.items()}


AS_PLANNED = Shift({}, {})


def shift_of(before: Sequence[Outlay], after: Sequence[Outlay]) -> Shift:
    """The outlays of one action, as planned and under a scenario."""
    return Shift(_sum(before), _sum(after))


def _sum(outlays: Sequence[Outlay]) -> dict[int, float]:
    found: dict[int, float] = {}
    for outlay in outlays:
        for year, amount in outlay.amounts.items():
            found[year] = found.get(year, 0.0) + amount
    return dict(sorted(found.items()))
