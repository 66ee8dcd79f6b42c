"""Pathways: what the model finds, draw by draw, for one scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class SectorDetail:
    """Output and hours by sector, [d, year, p, s], for the few years kept."""

    years: tuple[int, ...]
    sectors: tuple[str, ...]
    gva: Floats
    """£m."""
    hours: Floats
    """Millions."""


@dataclass(frozen=True)
class Pathways:
    """One scenario: arrays [d, t, p], or [d, t] for the place as a whole.

    The place's own figures are made of its authorities': output and hours are sums, productivity
    their ratio. Imputed rent has output and no hours: it is apart, and in no productivity.
    """

    years: tuple[int, ...]
    places: tuple[str, ...]
    draws: range
    linear: bool
    gva: Floats
    """£m a year without imputed rent."""
    output_change: Floats
    """Output over the baseline's, less 1; exactly 0 without a plan."""
    hours_change: Floats
    """Hours over the baseline's, less 1; exactly 0 without a plan."""
    place_effect: Floats
    """[d, t], log productivity of the whole place over the baseline's."""
    comparator: Floats
    """[d, t], £ an hour of the comparator, which the place itself is a part of."""
    population_change: Floats
    """Log population over the baseline's."""
    wages: Floats
    """Log change of wages: reported, never fed back."""
    baseline_hours: Floats
    """[t, p], millions a year."""
    baseline_jobs: Floats
    """[t, p], filled jobs."""
    baseline_people: Floats
    """[t, p]."""
    imputed_rent: Floats
    """£m."""
    emissions: Floats | None = None
    """kt of CO2 equivalent a year."""
    contributions: Mapping[str, Floats] | None = None
    """Log productivity by mechanism; they add up to `effect`. The rest of it is `mix`."""
    sectors: SectorDetail | None = None

    @property
    def hours(self) -> Floats:
        """Millions a year."""
        return np.asarray(self.baseline_hours * (1.0 + self.hours_change))

    @property
    def jobs(self) -> Floats:
        """Filled jobs, by workplace."""
        return np.asarray(self.baseline_jobs * (1.0 + self.hours_change))

    @property
    def population(self) -> Floats:
        """People."""
        return self.baseline_people * np.exp(self.population_change)

    @property
    def effect(self) -> Floats:
        """Log productivity over the baseline's."""
        if self.linear:
            return self.output_change - self.hours_change
        return np.asarray(np.log((1.0 + self.output_change) / (1.0 + self.hours_change)))

    @property
    def productivity(self) -> Floats:
        """£ an hour, by authority."""
        return self.gva / self.hours

    @property
    def place_gva(self) -> Floats:
        """£m a year, [d, t]."""
        return np.asarray(self.gva.sum(axis=2))

    @property
    def place_hours(self) -> Floats:
        """Millions a year, [d, t]."""
        return np.asarray(self.hours.sum(axis=2))

    @property
    def place_productivity(self) -> Floats:
        """£ an hour, [d, t]: all output over all hours, never a mean of productivities."""
        return self.place_gva / self.place_hours

    @property
    def gap(self) -> Floats:
        """Productivity over the comparator's less 1, [d, t]: below 0 is behind."""
        return self.place_productivity / self.comparator - 1.0

    @property
    def total_gva(self) -> Floats:
        """£m a year with imputed rent."""
        return self.gva + self.imputed_rent

    def at(self, year: int) -> int:
        """Position of a year. Raises GrowthplanError for a year that is not there."""
        if year in self.years:
            return self.years.index(year)
        span = f"{self.years[0]} to {self.years[-1]}"
        raise GrowthplanError(Fault(f"{year} is not among the years", fix=f"They are {span}."))


@dataclass(frozen=True)
class Effects:
    """What a scenario changes, draw by draw: the same draws with it less without it."""

    years: tuple[int, ...]
    productivity: Floats
    """Log, [d, t, p]."""
    place_productivity: Floats
    """Log, [d, t]."""
    hours: Floats
    """Share, [d, t, p]."""
    gva: Floats
    """£m, [d, t, p]."""
    jobs: Floats
    """Filled jobs, [d, t, p]."""
    emissions: Floats | None
    """kt, [d, t, p]."""


def effects(plan: Pathways, other: Pathways) -> Effects:
    """What `plan` changes against `other` in the same draws.

    Raises GrowthplanError when the two are not of the same draws, years and places: a difference
    would then mix chance with effect.
    """
    if (plan.draws, plan.years, plan.places) != (other.draws, other.years, other.places):
        message = "The two pathways are not of the same draws, years and places"
        raise GrowthplanError(Fault(message, fix="Run both with one seed and number of draws."))
    both = plan.emissions is not None and other.emissions is not None
    return Effects(
        plan.years,
        plan.effect - other.effect,
        plan.place_effect - other.place_effect,
        plan.hours / other.hours - 1.0,
        plan.gva - other.gva,
        plan.jobs - other.jobs,
        plan.emissions - other.emissions if both else None,  # type: ignore[operator]
    )


def jobs_by_residence(jobs: Floats, commuting: Floats) -> Floats:
    """Jobs by where their holders live, [..., p + 1], the last outside the place.

    `jobs` [..., p] by workplace; `commuting` [p, p + 1] with rows that sum to 1, so that the
    total is the same.
    """
    return np.asarray(jobs @ commuting)


def joined(blocks: Sequence[Pathways]) -> Pathways:
    """Blocks of draws in order, as one. Raises GrowthplanError when draws are missing between."""
    for before, after in pairwise(blocks):
        if before.draws.stop != after.draws.start:
            raise GrowthplanError("Blocks of draws should follow one another without a gap.")
    first = blocks[0]
    if len(blocks) == 1:
        return first
    shared = ("years", "places", "draws", "linear")
    merged: dict[str, Any] = {
        name: _merge([getattr(block, name) for block in blocks])
        for name in (field.name for field in fields(Pathways))
        if name not in shared and not name.startswith("baseline_")
    }
    draws = range(first.draws.start, blocks[-1].draws.stop)
    return replace(first, draws=draws, **merged)


def _merge(parts: Sequence[object]) -> object:
    """Arrays along draws, tables of arrays and sector detail part by part."""
    first = parts[0]
    if isinstance(first, np.ndarray):
        return np.concatenate(parts)  # type: ignore[arg-type]
    if isinstance(first, Mapping):
        return {key: _merge([part[key] for part in parts]) for key in first}  # type: ignore[index]
    if isinstance(first, SectorDetail):
        kept = [part for part in parts if isinstance(part, SectorDetail)]
        gva = np.concatenate([part.gva for part in kept])
        hours = np.concatenate([part.hours for part in kept])
        return SectorDetail(first.years, first.sectors, gva, hours)
    return first
