"""The registry, the bundled statistics that it reads, and small invented ones."""

from __future__ import annotations

import csv
from dataclasses import replace
from importlib.resources import files

import polars as pl
import pytest
from invented_drivers import Build, invented_statistics

from growthplan.drivers import STRUCTURE, Registry, read_registry
from growthplan.store import Store
from growthplan.vocabulary import (
    Statistics,
)


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry of the package."""
    file = files("growthplan.drivers") / "indicators.csv"
    with file.open(encoding="utf-8") as lines:
        return read_registry(csv.DictReader(lines))


@pytest.fixture(scope="session")
def bundled(registry: Registry) -> Statistics:
    """The bundled statistics that the registry and the structural features read."""
    reads = {**STRUCTURE.reads}
    for name, industries in registry.reads.items():
        reads[name] = reads.get(name, frozenset()) | industries
    with Store() as store:
        plain = [i for i in reads if i in store.indicators and i != "gva_by_industry"]
        held = store.statistics(plain)
        by_industry = store.rows(
            "observations",
            indicator=["gva_by_industry"],
            industry=sorted(reads["gva_by_industry"]),
            source=held.sources,
        )
    return replace(held, observations=pl.concat([held.observations, by_industry]))


@pytest.fixture(scope="session")
def invented() -> Build:
    """Builds statistics from {(indicator, place): {period: value or (value, low, high)}}."""
    return invented_statistics
