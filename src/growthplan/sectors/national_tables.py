"""National input-output tables from the store's long table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from growthplan.sectors.input_output import NationalTable
from growthplan.sectors.relatedness import Floats
from growthplan.vocabulary import Fault, GrowthplanError

DOMESTIC = "domestic use"
VECTORS = {
    "imports": "imports use",
    "compensation": "compensation",
    "gva": "gva",
    "output": "output",
}


def national_tables(rows: pl.DataFrame, groups: pl.DataFrame) -> dict[int, NationalTable]:
    """One table a year from `year, table, product, user, value, source` (£m).

    Products are those of `groups` (product, label) that the year's output has, in that order; a
    cell that is not there is 0. Imports are summed by user; compensation, GVA and output have a
    product and no user. Raises GrowthplanError that names every table missing for a year.
    """
    found = {}
    for year in sorted(rows["year"].unique().to_list()):
        of_year = rows.filter(pl.col("year") == year)
        held = set(of_year["table"].unique().to_list())
        missing = [name for name in (DOMESTIC, *VECTORS.values()) if name not in held]
        if missing:
            raise GrowthplanError(
                [Fault(f"Input-output tables of {year}: there is no '{name}'.") for name in missing]
            )
        found[int(year)] = _table(int(year), of_year, groups)
    return found


def _table(year: int, rows: pl.DataFrame, groups: pl.DataFrame) -> NationalTable:
    domestic = rows.filter(pl.col("table") == DOMESTIC)
    made = set(rows.filter(pl.col("table") == VECTORS["output"])["product"].unique().to_list())
    labels = {p: label for p, label in groups.select("product", "label").iter_rows() if p in made}
    at = {product: i for i, product in enumerate(labels)}
    flows = np.zeros((len(at), len(at)))
    cells = domestic.select(
        pl.col("product", "user").replace_strict(at, default=None, return_dtype=pl.Int64),
        pl.col("value").fill_null(0.0),
    ).drop_nulls(["product", "user"])
    product, user, value = (column.to_numpy() for column in cells.iter_columns())
    np.add.at(flows, (product, user), value)
    vectors = {
        name: _by_user(rows.filter(pl.col("table") == title), at) for name, title in VECTORS.items()
    }
    sources = sorted(rows["source"].unique().to_list())
    return NationalTable(
        year=year,
        products=tuple(at),
        labels=tuple(labels.values()),
        domestic=flows,
        source=sources[0] if len(sources) == 1 else "; ".join(sources),
        **vectors,
    )


def _by_user(rows: pl.DataFrame, at: Mapping[str, int]) -> Floats:
    """Sum by user, or by product where there is no user."""
    found = np.zeros(len(at))
    user = pl.when(pl.col("user").fill_null("") != "").then("user").otherwise("product")
    cells = rows.select(
        user.replace_strict(at, default=None, return_dtype=pl.Int64), pl.col("value").fill_null(0.0)
    ).drop_nulls("user")
    np.add.at(found, cells["user"].to_numpy(), cells["value"].to_numpy())
    return found
