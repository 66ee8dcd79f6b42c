"""What the workbook is made from, and the years across its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from growthplan.appraisal import (
    HEALTH,
    LONG_TERM,
    STANDARD,
    Appraisal,
    Appraised,
    Case,
    Line,
    Setting,
    Workings,
    discount_factors,
    schedule_of,
)
from growthplan.plan import Plan
from growthplan.vocabulary import GrowthplanError, RunRecord

Floats = npt.NDArray[np.float64]
SCHEDULES = {"standard": STANDARD, "health": HEALTH, "long-term": LONG_TERM}


@dataclass(frozen=True)
class Member:
    """One action: what it takes from the plan, the means of its draws, and what is found."""

    place: int
    """Its place among the actions, from 0."""
    case: Case
    workings: Workings
    found: Appraisal

    @property
    def id(self) -> str:
        return self.case.id

    @property
    def own_work_elsewhere(self) -> bool:
        """Whether the plan gives the share of its work that is taken from elsewhere."""
        own = self.case.action.additionality
        given = own.displacement_national if own else None
        return given is not None and (given.value is not None or given.assumption is not None)

    def line(self, name: str) -> Line | None:
        """A line of its appraisal by id."""
        return next((one for one in self.found.lines if one.id == name), None)


@dataclass(frozen=True)
class Told:
    """An appraisal with everything that its formulas start from."""

    appraised: Appraised
    run: RunRecord
    factors: dict[str, Floats] = field(init=False)
    """Discount factors [t] by schedule."""

    def __post_init__(self) -> None:
        held, years = self.setting.assumptions, len(self.years)
        made = {
            name: discount_factors(schedule_of(held[id_]), years)
            for name, id_ in SCHEDULES.items()
            if id_ in held
        }
        object.__setattr__(self, "factors", made)

    @property
    def setting(self) -> Setting:
        """Raises GrowthplanError for an appraisal that does not say what it was made from."""
        if self.appraised.setting is None:
            raise GrowthplanError("This appraisal does not say what it was made from.")
        return self.appraised.setting

    @property
    def plan(self) -> Plan:
        return self.setting.plan

    @property
    def years(self) -> tuple[int, ...]:
        return self.setting.years

    @property
    def level(self) -> float:
        """Prices of the price year over those of the model's base year."""
        return self.setting.prices.level(self.setting.price_year)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        found = self.appraised
        triples = zip(found.cases, found.workings, found.actions, strict=True)
        return tuple(Member(n, *each) for n, each in enumerate(triples))

    @cached_property
    def first_cash(self) -> int:
        """The first financial year with money or benefits, or that before the decision."""
        return min([self.years[0] - 1, *self._starts()])

    def _starts(self) -> Iterator[int]:
        for one in self.members:
            for amounts in (
                *(cost.amounts for cost in one.case.costs),
                *(benefit.amounts for benefit in one.case.benefits),
            ):
                yield from amounts

    @cached_property
    def cash_years(self) -> tuple[int, ...]:
        """Financial years of the cash sheet, by the calendar year in which each starts."""
        return tuple(range(self.first_cash, self.years[-1] + 1))
