"""Measure a place's productivity from the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from growthplan.accounts import INDICATORS, Basis, Measurement
from growthplan.accounts import measure as measured_from
from growthplan.journeys import running
from growthplan.store import Store
from growthplan.vocabulary import ENGLAND, RunRecord, Source, Statistics


@dataclass(frozen=True)
class Measured:
    """A measurement with the statistics it was made from and the record of the run."""

    measurement: Measurement
    statistics: Statistics
    sources: tuple[Source, ...]
    """Releases that a figure draws on."""
    run: RunRecord


def measure(
    place: str,
    comparator: str = ENGLAND,
    years: Iterable[int] | None = None,
    basis: Basis = "smoothed",
    store: Path | None = None,
    as_at: date | None = None,
    by: int | None = None,
) -> Measured:
    """Measure a place, named by code or name, against a comparator.

    Raises GrowthplanError for an unknown place or comparator, or when nothing had been published
    on `as_at`.
    """
    started = running.start()
    with Store(store) as held:
        return measure_from(held, place, comparator, years, basis, as_at, by, started=started)


def measure_from(
    held: Store,
    place: str,
    comparator: str = ENGLAND,
    years: Iterable[int] | None = None,
    basis: Basis = "smoothed",
    as_at: date | None = None,
    by: int | None = None,
    *,
    started: datetime | None = None,
) -> Measured:
    """The same, from a store that is open already."""
    began = running.start() if started is None else started
    area = held.gazetteer.resolve(place)
    other = held.gazetteer.resolve(comparator)
    statistics = _statistics(held, as_at)
    chosen = None if years is None else list(years)
    made = measured_from(statistics, area.code, other.code, chosen, basis, by=by)
    used = {i.source for f in made.figures for i in f.lineage.inputs if i.source}
    sources = tuple(s for s in statistics.sources.values() if s.id in used)
    command = f"measure {area.code} --comparator {other.code} --basis {basis}"
    run = running.record(command, statistics.sources.values(), began, as_at=as_at)
    stamped = replace(made, figures=running.stamped(made.figures, run))
    return Measured(stamped, statistics, sources, run)


def _statistics(held: Store, as_at: date | None) -> Statistics:
    """What accounts read. Of the indicators by industry that is the total over industries: the
    rest, most of the store, stays there."""
    plain = [indicator for indicator, industry in INDICATORS.items() if not industry]
    statistics = held.statistics(plain, as_at=as_at)
    by_industry = {i: industry for i, industry in INDICATORS.items() if industry}
    totals = held.rows(
        "observations",
        indicator=by_industry,
        industry=set(by_industry.values()),
        source=statistics.sources,
    )
    return replace(statistics, observations=pl.concat([statistics.observations, totals]))
