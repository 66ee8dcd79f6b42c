"""A diagnosis as the pages and the command read it: drivers, sectors and clusters of one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from growthplan.clusters import Clusters
from growthplan.drivers import Constraints, Peers, Scorecard
from growthplan.sectors import (
    Convergence,
    LocationQuotients,
    MixWithin,
    Multipliers,
    MultiplierStability,
    PlaceShiftShare,
    SectorDefinition,
    SectorLevels,
    ShareMix,
)
from growthplan.vocabulary import Figure, Place

BY_AUTHORITY: Mapping[str, Any] = {
    **dict.fromkeys(("indicator", "place", "period"), pl.String),
    "value": pl.Float64,
    "source": pl.String,
}
"""Columns of values by local authority; source joins releases by `; `."""


@dataclass(frozen=True)
class DriverDiagnosis:
    """How each driver stands, whom the place is compared with, and what goes with its gap."""

    scorecard: Scorecard
    peers: Peers | None
    constraints: Constraints | None
    evidence: pl.DataFrame
    """Causal findings by driver, each with its grade (schema `EVIDENCE`)."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    """What could not be worked out, and why."""
    members: Mapping[str, Scorecard] = field(default_factory=dict)
    """The scorecard of each local authority by code, where asked for."""
    authorities: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=BY_AUTHORITY))
    """Each indicator in every UK local authority, at the period that the scorecard quotes."""


@dataclass(frozen=True)
class IndustrySpace:
    """Which industries the place's own are related to, and how complex each is."""

    period: str
    areas: int
    """How many areas relatedness and complexity were worked out over."""
    table: pl.DataFrame
    """A row an industry: industry, quotient, specialised, density (0 to 1: how much of what is
    related to it the place is specialised in), complexity (standard deviations)."""
    complexity: float | None
    """The place's own complexity, in standard deviations over areas."""
    notes: tuple[str, ...]


@dataclass(frozen=True)
class SectorDiagnosis:
    """Which sectors the place has, how concentrated and productive, and what they buy."""

    definitions: tuple[SectorDefinition, ...]
    quotients: LocationQuotients | None
    levels: SectorLevels | None
    mix: MixWithin | None
    share_mix: ShareMix | None
    shift: PlaceShiftShare | None
    convergence: Convergence | None
    multipliers: Multipliers | None
    stability: MultiplierStability | None
    industries: dict[str, str]
    """What each industry code is called."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    space: IndustrySpace | None = None


@dataclass(frozen=True)
class ClusterDiagnosis:
    """Where jobs gather, where sites lie, and how deprived the neighbourhoods are."""

    found: Clusters
    statement: str
    """A public statement that was tested; empty when none is known of the place."""
    authorities: tuple[str, ...]
    sections: dict[str, str]
    """What each section of the industrial classification is called, by letter."""


@dataclass(frozen=True)
class Diagnosis:
    """Why the gap of one place: each room's answer, or a note on why there is none."""

    place: Place
    comparator: Place
    drivers: DriverDiagnosis
    sectors: SectorDiagnosis
    clusters: ClusterDiagnosis
    notes: tuple[str, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, each once."""
        rooms = (self.drivers.figures, self.sectors.figures, self.clusters.found.figures)
        return tuple({figure.id: figure for room in rooms for figure in room}.values())
