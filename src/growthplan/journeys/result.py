"""A journey's result in the one documented JSON shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from growthplan.vocabulary import Figure, RunRecord


def as_json(
    figures: Iterable[Figure] = (),
    tables: Mapping[str, pl.DataFrame | list[dict[str, Any]]] | None = None,
    notes: Iterable[str] = (),
    run: RunRecord | None = None,
) -> dict[str, Any]:
    """`{"figures": [...], "tables": {name: [row, ...]}, "notes": [...], "run": {...}}`."""
    rows = {
        name: table.to_dicts() if isinstance(table, pl.DataFrame) else table
        for name, table in (tables or {}).items()
    }
    return {
        "figures": [figure.model_dump(mode="json") for figure in figures],
        "tables": rows,
        "notes": list(notes),
        "run": run.model_dump(mode="json") if run else None,
    }
