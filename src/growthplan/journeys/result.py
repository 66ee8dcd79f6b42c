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
    """`{"figures": [...], "tables": {name: [row, ...]}, "notes": [...], "run": {...}}`.

    What is no number, or endless, is null: JSON has no other word for it.
    """
    rows = {
        name: _rows(table) if isinstance(table, pl.DataFrame) else table
        for name, table in (tables or {}).items()
    }
    return {
        "figures": [figure.model_dump(mode="json") for figure in figures],
        "tables": rows,
        "notes": list(notes),
        "run": run.model_dump(mode="json") if run else None,
    }


def _rows(table: pl.DataFrame) -> list[dict[str, Any]]:
    floats = pl.selectors.float()
    return table.with_columns(pl.when(floats.is_finite()).then(floats)).to_dicts()
