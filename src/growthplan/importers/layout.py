"""What an importer is: one published layout, recognised, checked and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import SERIES, Fault, Gazetteer, GrowthplanError, Indicator, Place

CELLS: dict[str, Any] = {
    "indicator": pl.String,
    "place": pl.String,
    "period": pl.String,
    "industry": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "status": pl.String,
    "sheet": pl.String,
    "row": pl.Int32,
    "column": pl.Int16,
}
"""Columns of `Parsed.observations`: the observations table without its source, which is known
only when the release is."""

LABELS: dict[str, Any] = {name: dtype for name, dtype in SERIES.columns.items() if name != "source"}
"""Columns of `Parsed.series`."""


@dataclass(frozen=True)
class Parsed:
    """What one published file says."""

    layout: str
    dataset: str
    """Middle of the release id: `labour-productivity-city-region`."""
    title: str
    publisher: str
    family: str
    observations: pl.DataFrame
    """Columns `CELLS`; `place` is a canonical code."""
    series: pl.DataFrame
    """Columns `LABELS`."""
    indicators: tuple[Indicator, ...] = ()
    released: date | None = None
    """Day of publication, when the file (or the publisher's sidecar) prints it."""
    edition: str | None = None
    """Edition, when it can't be told from the day of publication."""
    priority: int = 0
    status: str = "official statistics"
    licence: str = ""
    url: str = ""
    places: tuple[Place, ...] = ()
    """Places that a lookup defines."""
    unknown_places: tuple[Place, ...] = ()
    """Places that the file has and the gazetteer has not, as far as the file describes them."""
    boundaries: dict[str, Any] | None = None
    """TopoJSON with layers named by place kind, longitude and latitude."""
    notes: tuple[str, ...] = ()
    """What the reader of the file should know: rows merged, codes mended, cells left empty."""
    extra: dict[str, pl.DataFrame] = field(default_factory=dict)
    """Other tables by name, such as industry labels."""


@dataclass(frozen=True)
class Layout:
    """One published layout."""

    id: str
    title: str
    recognises: Callable[[OpenFile], bool]
    read: Callable[[OpenFile, Gazetteer], Parsed]


def stop(file: OpenFile, message: str, where: str = "", fix: str | None = None) -> GrowthplanError:
    """The error for a file that is not as its layout should be; says what was found and where."""
    place = f"{where}: " if where else ""
    return GrowthplanError(Fault(f"{place}{message}", file=file.name, fix=fix, code="layout"))
