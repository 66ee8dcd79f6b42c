"""The registry of driver indicators: what speaks for each driver, and how it may be added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from growthplan.drivers.formula import Component, components_in
from growthplan.vocabulary import (
    UNITS,
    Direction,
    Fault,
    GrowthplanError,
    Statistics,
    did_you_mean,
)

DRIVERS = (
    "infrastructure: transport",
    "infrastructure: digital",
    "skills",
    "business and employment density",
    "investment and innovation",
    "health",
    "housing",
    "participation",
    "inclusion",
    "net zero",
)
"""The plan's drivers, in the order in which they are shown."""


class Kind(StrEnum):
    """How an indicator's value comes about."""

    PUBLISHED = "published"
    RATIO = "ratio"
    GROWTH = "growth"
    NO_STATISTIC = "no statistic"


class Weight(StrEnum):
    """What a rate is a share of, and so what it is weighted by over authorities."""

    PEOPLE = "people"
    PEOPLE_0_15 = "people 0-15"
    PEOPLE_16_64 = "people 16-64"
    JOBS = "jobs"
    HOURS = "hours"
    DWELLINGS = "dwellings"
    ACTIVE_BUSINESSES = "active businesses"
    LAND_AREA = "land area"
    NONE = "none"


WEIGHTED_BY: Mapping[Weight, Component | None] = {
    Weight.PEOPLE: Component("population"),
    Weight.PEOPLE_0_15: Component("population_0_15"),
    Weight.PEOPLE_16_64: Component("population_16_64"),
    Weight.JOBS: Component("jobs"),
    Weight.HOURS: Component("hours_per_week"),
    Weight.DWELLINGS: None,
    Weight.ACTIVE_BUSINESSES: Component("active_businesses"),
    Weight.LAND_AREA: Component("area_km2"),
    Weight.NONE: None,
}
"""The series that holds each weight; None where the store has no such count."""


class DriverIndicator(BaseModel):
    """One line of the registry."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    driver: str
    title: str
    unit: str = ""
    """A unit of `vocabulary.unit`; empty for a driver without a statistic."""
    direction: Direction
    kind: Kind
    of: str = ""
    """Series or sum of series that it is made of: `jobs`, `gva_by_industry[J (58-63)] + ...`."""
    over: str = ""
    """The denominator of a ratio, written likewise."""
    scale: float = 1.0
    """Factor of a ratio: 100 for a percentage."""
    years: int | None = Field(default=None, ge=1)
    """Years that growth is taken over."""
    instead: str = ""
    """Series that stands in where the first is not published (Northern Ireland's own survey)."""
    weight: Weight
    may_aggregate: bool
    """Whether a city region's value may be built from its authorities'."""
    reason: str
    """Why it may or may not; for a driver without a statistic, what is missing."""
    definition: str = ""

    @property
    def formula(self) -> str:
        """How it is computed, in the reader's words."""
        if self.kind is Kind.RATIO:
            scale = "" if self.scale == 1 else f"{self.scale:,.0f} × "
            over = f"({self.over})" if " + " in self.over else self.over
            of = f"({self.of})" if " + " in self.of else self.of
            return f"{scale}{of} ÷ {over}"
        if self.kind is Kind.GROWTH:
            ratio = f"{self.of} ÷ {self.of} {self.years} years before"
            return f"100 × (({ratio}) ^ (1 ÷ {self.years}) − 1)"
        return "as published" if self.kind is Kind.PUBLISHED else "no statistic"

    @property
    def counts_neighbourhoods(self) -> bool:
        """Whether it is the share of a place's neighbourhoods that are among the most deprived."""
        return self.kind is Kind.RATIO and self.of.startswith("most_deprived_neighbourhoods_")

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """Every series that it reads."""
        return tuple(
            dict.fromkeys(
                part for text in (self.of, self.over, self.instead) for part in components_in(text)
            )
        )


@dataclass(frozen=True)
class Registry:
    """All driver indicators, in the order in which they are shown."""

    entries: tuple[DriverIndicator, ...]

    @cached_property
    def indicators(self) -> Mapping[str, DriverIndicator]:
        """Those that a statistic exists for, by id."""
        return {e.id: e for e in self.entries if e.kind is not Kind.NO_STATISTIC}

    @cached_property
    def findings(self) -> tuple[DriverIndicator, ...]:
        """Parts of drivers that no good statistic exists for."""
        return tuple(e for e in self.entries if e.kind is Kind.NO_STATISTIC)

    @cached_property
    def reads(self) -> Mapping[str, frozenset[str]]:
        """Indicators of the store that are needed, each with its industries ("" for none)."""
        weights = {WEIGHTED_BY[e.weight] for e in self.indicators.values()}
        parts = {c for e in self.indicators.values() for c in e.components} | weights
        found: dict[str, set[str]] = {}
        for part in parts:
            if part is not None:
                found.setdefault(part.indicator, set()).add(part.industry)
        return {name: frozenset(found[name]) for name in sorted(found)}

    def __getitem__(self, id_: str) -> DriverIndicator:
        """The entry with that id; raises GrowthplanError with the nearest when there is none."""
        if id_ in self.indicators:
            return self.indicators[id_]
        raise GrowthplanError(
            Fault(f"No driver indicator is called '{id_}'.", fix=did_you_mean(id_, self.indicators))
        )


def status_of(entry: DriverIndicator, statistics: Statistics) -> str:
    """Quality status of an indicator: the least of what it is made of, in the publisher's words."""
    known = [
        statistics.indicators[c.indicator].status
        for c in entry.components
        if c.indicator in statistics.indicators
    ]
    for status in ("official statistics in development", "official statistics"):
        if status in known:
            return status
    return known[0] if known else "not in the store"


def read_registry(rows: Iterable[Mapping[str, str]], file: str = "indicators.csv") -> Registry:
    """The registry from the rows of its data file, columns as the fields of `DriverIndicator`.

    Raises GrowthplanError with every unknown driver, unit, formula or repeated id, by line.
    """
    faults: list[Fault] = []
    entries: dict[str, DriverIndicator] = {}
    for line, row in enumerate(rows, start=2):
        filled = {key: value for key, value in row.items() if value != ""}
        try:
            entry = DriverIndicator.model_validate(filled)
            problems = _problems(entry, entries)
        except ValidationError as error:
            problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        except GrowthplanError as error:
            problems = [fault.message for fault in error.faults]
        faults += [Fault(problem, file=file, line=line) for problem in problems]
        if not problems:
            entries[entry.id] = entry
    if faults:
        raise GrowthplanError(faults)
    order = {driver: place for place, driver in enumerate(DRIVERS)}
    return Registry(tuple(sorted(entries.values(), key=lambda e: order[e.driver])))


def _problems(entry: DriverIndicator, earlier: Mapping[str, DriverIndicator]) -> list[str]:
    """What is wrong with an entry beyond its types."""
    said = []
    if entry.id in earlier:
        said.append(f"'{entry.id}' is listed twice")
    if entry.driver not in DRIVERS:
        said.append(
            f"'{entry.driver}' is not a driver. {did_you_mean(entry.driver, DRIVERS) or ''}"
        )
    if entry.kind is Kind.NO_STATISTIC:
        return said
    if entry.unit not in UNITS:
        said.append(f"'{entry.unit}' is not a unit")
    if not entry.definition:
        said.append(f"'{entry.id}' has no definition")
    if not entry.components:
        said.append(f"'{entry.id}' names no series to read")
    if (entry.kind is Kind.RATIO) != bool(entry.over):
        said.append(f"'{entry.id}': a ratio, and only a ratio, is over something")
    if (entry.kind is Kind.GROWTH) != (entry.years is not None):
        said.append(f"'{entry.id}': growth, and only growth, is over some years")
    if entry.kind is Kind.PUBLISHED and entry.may_aggregate and not WEIGHTED_BY[entry.weight]:
        said.append(f"'{entry.id}' may be aggregated only with a weight that is in the store")
    return said
