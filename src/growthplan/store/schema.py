"""Tables of the store, and their columns in SQL."""

from __future__ import annotations

from typing import Any

import polars as pl

from growthplan.vocabulary import OBSERVATIONS, SERIES, TableSchema

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

WORKPLACES = TableSchema(
    name="workplaces",
    columns={
        "area": pl.String,  # MSOA 2011
        "name": pl.String,
        "local_authority": pl.String,  # of today, by which the area is named
        "industry": pl.String,  # SIC section; "R-S" two in one; "" all of them
        "jobs": pl.Float64,
        "year": pl.Int32,
        "source": pl.String,
    },
    key=("area", "industry", "year"),
)
"""People who work in each small area. Read from the store, it has `latitude` and `longitude` too,
from `area_points`; they are empty for an area without a point."""

AREA_POINTS = TableSchema(
    name="area_points",
    columns={
        "area": pl.String,
        "latitude": pl.Float64,  # degrees, WGS 84
        "longitude": pl.Float64,
        "source": pl.String,
    },
    key=("area",),
)
"""The centre of each small area."""

NEIGHBOURHOODS = TableSchema(
    name="neighbourhoods",
    columns={
        "area": pl.String,  # LSOA 2011 in edition 2019, LSOA 2021 in edition 2025
        "name": pl.String,  # "" when the file has none
        "local_authority": pl.String,
        "edition": pl.String,  # year of the Indices
        "domain": pl.String,
        "rank": pl.Int32,  # 1 is the most deprived
        "decile": pl.Int16,  # 1 is the most deprived tenth
        "source": pl.String,
    },
    key=("area", "edition", "domain"),
)
"""Deprivation of each neighbourhood, by domain; domain "overall" is the index of all of them."""

INPUT_OUTPUT = TableSchema(
    name="input_output",
    columns={
        "year": pl.Int32,
        "table": pl.String,
        "product": pl.String,
        "user": pl.String,  # a product group, a category of final use, or "" when there is none
        "value": pl.Float64,  # £m at basic prices of the year; multipliers are ratios
        "source": pl.String,
    },
    key=("year", "table", "product", "user"),
)
"""The UK's input-output analytical tables, product by product. A cell of zero has no row."""

PRODUCT_GROUPS = TableSchema(
    name="product_groups",
    columns={
        "product": pl.String,
        "label": pl.String,
        "section": pl.String,
        "divisions": pl.String,  # SIC divisions that it lies in, joined by ";"
    },
    key=("product",),
)
"""The product groups of `input_output`. Several groups can lie in one division."""

STATISTICAL_NEIGHBOURS = TableSchema(
    name="statistical_neighbours",
    columns={
        "place": pl.String,
        "neighbour": pl.String,
        "kind": pl.String,  # global, economic, demographic
        "rank": pl.Int32,  # 1 is the most alike
        "source": pl.String,
    },
    key=("place", "kind", "rank"),
)
"""Local authorities that the publisher finds alike."""

REFERENCE_TABLES: dict[str, TableSchema] = {
    schema.name: schema
    for schema in (
        WORKPLACES,
        AREA_POINTS,
        NEIGHBOURHOODS,
        INPUT_OUTPUT,
        PRODUCT_GROUPS,
        STATISTICAL_NEIGHBOURS,
    )
}
"""Tables that are not one indicator by place and period. Of rows with one key the newest import's
is kept."""

TABLES: dict[str, dict[str, type[pl.DataType] | pl.DataType]] = {
    "observations": dict(OBSERVATIONS.columns),
    "series": dict(SERIES.columns),
    "sources": dict(SOURCES),
    "indicators": dict(INDICATORS),
    "places": dict(PLACES),
    "industries": dict(INDUSTRIES),
    **{name: dict(schema.columns) for name, schema in REFERENCE_TABLES.items()},
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
