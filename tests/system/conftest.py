"""Published productivity for the system's tests, read once."""

from __future__ import annotations

import pytest

from growthplan.store import Store
from growthplan.system.baseline.panel import RelativePanel, relative_panel
from growthplan.vocabulary import Statistics


@pytest.fixture(scope="session")
def productivity(tmp_path_factory: pytest.TempPathFactory) -> Statistics:
    """GVA per hour of every place and edition in the package."""
    with Store(tmp_path_factory.mktemp("no store") / "none.duckdb") as store:
        return store.statistics(["gva_per_hour", "gva_per_hour_unsmoothed", "hours_per_week"])


@pytest.fixture(scope="session")
def authorities(productivity: Statistics) -> RelativePanel:
    return relative_panel(productivity, "authorities", edition="2025-06")


@pytest.fixture(scope="session")
def regions(productivity: Statistics) -> RelativePanel:
    return relative_panel(productivity, "city regions", edition="2025-06")
