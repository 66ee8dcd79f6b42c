"""A plan as money on drivers: what each effect of each action spends, when and on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from growthplan.system.inputs import Channel, Displacement
from growthplan.vocabulary import GrowthplanError

NO_DISPLACEMENT = Displacement()


@dataclass(frozen=True)
class Outlay:
    """One driver that an action acts on: its money, or its size, by financial year.

    Financial years are named by the calendar year in which they start.
    """

    intervention: str
    title: str
    theme: str
    driver: str
    channel: Channel
    amounts: Mapping[int, float]
    """£ million in the cash of each financial year; units of the driver when `sized`."""
    id: str
    sized: bool = False
    """Whether the plan gives the size itself, so that no unit cost and no price is needed."""
    illustrative: bool = True
    """Whether some of the amounts are no published figures."""
    lag_years: float = 0.0
    build_up_years: float = 0.0
    sunset: date | None = None
    """Last day of the relief that it rests on."""
    places: Mapping[str, float | None] = field(default_factory=dict)
    """Share by authority; None for all of them when it is by people. Empty when it is for the
    whole place, by people."""
    sectors: tuple[str, ...] = ()
    """Ids of sector definitions that it is for; all sectors when empty."""
    levers: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    unit_cost: str | float | None = None
    deadweight: str | float | None = None
    displacement: Displacement = NO_DISPLACEMENT
    kept: float = 1.0
    """Share that neither leaks out of the place nor replaces something alike."""
    spread: tuple[float, float] | None = None
    """Low and high of the size as shares of its centre, when the plan gives its own range."""

    @property
    def total(self) -> float:
        """All its money, £ million of cash; 0 when it is a size."""
        return 0.0 if self.sized else sum(self.amounts.values())


@dataclass(frozen=True)
class NotModelled:
    """Part of the plan that the model leaves out, and why."""

    intervention: str
    title: str
    theme: str
    code: str
    """`baseline`, `cancelled`, `paused`, `no path`, `no money`, `no size` or `in the data`."""
    reason: str
    driver: str = ""
    """Empty when the whole action is left out."""
    money: float | None = None
    """£ million of cash that goes with it; None when none is given."""


@dataclass(frozen=True)
class Programme:
    """What of a plan is modelled, and what is not."""

    outlays: tuple[Outlay, ...]
    not_modelled: tuple[NotModelled, ...]
    notes: tuple[str, ...] = ()

    @property
    def interventions(self) -> tuple[str, ...]:
        """Ids of the actions that are modelled, in the order of the plan."""
        return tuple(dict.fromkeys(outlay.intervention for outlay in self.outlays))


@dataclass(frozen=True)
class Prices:
    """One deflator of the whole economy, and what it is taken to do after its last year."""

    base_year: int
    index: Mapping[int, float]
    """By calendar year, of any base."""
    growth: float
    """Share a year by which it rises after the last year known."""

    @property
    def last_known(self) -> int:
        return max(self.index)

    def level(self, year: int) -> float:
        """The index in a year, over that of the base year.

        >>> round(Prices(2023, {2023: 100.0, 2024: 103.0}, 0.02).level(2025), 4)
        1.0506

        Raises GrowthplanError for a year before the index starts, or a base year without one.
        """
        for wanted in (self.base_year, year):
            if wanted <= self.last_known and wanted not in self.index:
                raise GrowthplanError(f"The deflator has no value for {wanted}.")
        ahead = max(year - self.last_known, 0)
        known = self.index[min(year, self.last_known)]
        return known * (1.0 + self.growth) ** ahead / self.index[self.base_year]
