"""Where the statistics store is, and where the bundled snapshot is."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import platformdirs

ENVIRONMENT_VARIABLE = "GROWTHPLAN_STORE"


def store_path(chosen: Path | None = None) -> Path:
    """The store's file: the one chosen, else `$GROWTHPLAN_STORE`, else the user's data folder."""
    if chosen is not None:
        return chosen
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    if named:
        return Path(named)
    return Path(platformdirs.user_data_dir("growthplan", appauthor=False)) / "statistics.duckdb"


def snapshot_folder() -> Path:
    """Folder of the bundled snapshot."""
    return Path(str(files("growthplan") / "snapshot"))
