"""Tables of the store, and their columns in SQL."""

from __future__ import annotations

from typing import Any

import polars as pl

from growthplan.vocabulary import OBSERVATIONS, SERIES

SQL_TYPES: dict[Any, str] = {
    pl.String: "VARCHAR",
    pl.Float64: "DOUBLE",
    pl.Int64: "BIGINT",
    pl.Int32: "INTEGER",
    pl.Int16: "SMALLINT",
    pl.Date: "DATE",
}

SOURCES = {
    "id": pl.String,
    "title": pl.String,
    "publisher": pl.String,
    "family": pl.String,
    "edition": pl.String,
    "released": pl.Date,
    "released_basis": pl.String,
    "licence": pl.String,
    "url": pl.String,
    "sha256": pl.String,
    "file": pl.String,
    "layout": pl.String,
    "priority": pl.Int64,
    "status": pl.String,
}
INDICATORS = {
    "id": pl.String,
    "title": pl.String,
    "unit": pl.String,
    "price_basis": pl.String,
    "direction": pl.String,
    "definition": pl.String,
    "status": pl.String,
}
PLACES = {"code": pl.String, "json": pl.String}
"""A place as the JSON of its model: lists of parents and members don't need columns."""
INDUSTRIES = {
    "industry": pl.String,
    "label": pl.String,
    "level": pl.String,
    "parent": pl.String,
}

TABLES: dict[str, dict[str, type[pl.DataType] | pl.DataType]] = {
    "observations": dict(OBSERVATIONS.columns),
    "series": dict(SERIES.columns),
    "sources": dict(SOURCES),
    "indicators": dict(INDICATORS),
    "places": dict(PLACES),
    "industries": dict(INDUSTRIES),
}


def create_statements(schema: str = "") -> list[str]:
    """One `CREATE TABLE IF NOT EXISTS` a table.

    No primary keys: they would make the file six times as large; the import checks uniqueness.
    """
    prefix = f"{schema}." if schema else ""
    return [
        f"CREATE TABLE IF NOT EXISTS {prefix}{table} ("
        + ", ".join(f'"{name}" {SQL_TYPES[dtype]}' for name, dtype in columns.items())
        + ")"
        for table, columns in TABLES.items()
    ]
