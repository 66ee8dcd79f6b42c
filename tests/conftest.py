"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from growthplan.journeys.building import Build, build


@pytest.fixture(scope="session")
def city_region_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The first plan's build, made once for all tests that read it, with its own empty store."""
    plan = Path(__file__).parents[1] / "plans" / "liverpool-city-region"
    folder = tmp_path_factory.mktemp("build")
    return build(plan, out=folder / "out", store=folder / "none.duckdb")


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the store of the person who runs it."""
    path = tmp_path_factory.mktemp("store") / "statistics.duckdb"
    monkeypatch.setenv("GROWTHPLAN_STORE", str(path))
    return path
