"""What a projection answers, as plain values that pages, files and the terminal all read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from growthplan.system.answers.parts import (
    Chance,
    Diffusion,
    Effort,
    Future,
    Hanging,
    ModelledAction,
    NetZero,
    Sharing,
    Timing,
    WhoGains,
)
from growthplan.system.backtest import TrackRecord
from growthplan.system.base_rates import BaseRate
from growthplan.system.baseline import NoPlan
from growthplan.system.programme import NotModelled
from growthplan.vocabulary import Assumption, Figure, Place

PATHS_SCHEMA = {
    "measure": pl.String,
    "place": pl.String,
    "name": pl.String,
    "scenario": pl.String,
    "year": pl.Int64,
    "unit": pl.String,
    "median": pl.Float64,
    "mean": pl.Float64,
    "low_50": pl.Float64,
    "high_50": pl.Float64,
    "low_80": pl.Float64,
    "high_80": pl.Float64,
    "low_90": pl.Float64,
    "high_90": pl.Float64,
    "error": pl.Float64,
}
"""`scenario` is `no_plan`, `plan`, `difference` (the plan less no plan), a scenario's id, or
`ID:difference` (the scenario less the plan). `error` is that of the median, from the number of
draws. Medians of parts do not add up to the median of a whole; means do."""


@dataclass(frozen=True)
class Projection:
    """Every answer about one plan."""

    place: Place
    comparator: Place
    title: str
    base_year: int
    until: int
    draws: int
    seed: int
    edition: str
    """Edition of the productivity statistics that it starts from."""
    futures: tuple[Future, ...]
    """No plan, the plan, then each scenario."""
    modelled: tuple[ModelledAction, ...]
    not_modelled: tuple[NotModelled, ...]
    paths: pl.DataFrame
    """Columns of PATHS_SCHEMA."""
    history: pl.DataFrame
    """measure, place, name, year, value: as published, gva_per_hour_gap_pct."""
    chances: tuple[Chance, ...]
    base_rates: Mapping[str, BaseRate]
    """How often places closed half of a gap in ten years: `city regions`, `authorities`."""
    efforts: tuple[Effort, ...]
    timing: Timing
    no_plan: NoPlan
    forms: tuple[NoPlan, ...]
    """The no-plan answer under every form of the baseline."""
    no_plan_words: tuple[str, ...]
    record: TrackRecord
    sharing: Sharing | None
    """None for a plan that moves nothing."""
    hanging: Hanging | None
    """None when it was not asked for, or nothing varies."""
    who_gains: WhoGains
    diffusion: Diffusion | None
    """None when no action acts on digital and AI."""
    net_zero: NetZero | None
    """None when emissions are not in hand."""
    sectors: pl.DataFrame
    """sector, title, gva (mean gain, £m), low, high, jobs in the last year."""
    mechanisms: pl.DataFrame
    """mechanism, title, median, low, high: % of GVA per hour in the last year."""
    convergence: pl.DataFrame
    """answer, value, error, digits: what so many draws support."""
    assumptions: Mapping[str, Assumption]
    estimates: tuple[str, ...]
    """What of the base year is estimated, in sentences."""
    sentences: tuple[str, ...] = ()
    """The answer in a few sentences, the headline first."""
    figures: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = ()
    money: float = field(default=0.0)
    """£ million of the plan that is modelled, at the prices of the base year."""

    def future(self, name: str) -> Future:
        """A future by id. Raises KeyError when it was not run."""
        return next(one for one in self.futures if one.id == name)

    def figure(self, name: str) -> Figure:
        """A figure by id. Raises KeyError when there is none."""
        found = next((one for one in self.figures if one.id == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def path(self, measure: str, scenario: str, place: str | None = None) -> pl.DataFrame:
        """The rows of one path by year; of the place itself when no other is named."""
        code = self.place.code if place is None else place
        return self.paths.filter(
            (pl.col("measure") == measure)
            & (pl.col("scenario") == scenario)
            & (pl.col("place") == code)
        ).sort("year")
