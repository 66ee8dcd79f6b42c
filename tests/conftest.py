"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the store of the person who runs it."""
    path = tmp_path_factory.mktemp("store") / "statistics.duckdb"
    monkeypatch.setenv("GROWTHPLAN_STORE", str(path))
    return path
