"""The published UK tables as `NationalTable`, with the published answers beside them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from growthplan.sectors.input_output import NationalTable

FOLDER = Path(__file__).parent / "published"
YEARS = (2018, 2019)


@cache
def published(year: int) -> tuple[NationalTable, np.ndarray, pl.DataFrame]:
    """Table, published Leontief inverse, and published multipliers by product."""
    products = pl.read_csv(FOLDER / f"products_{year}.csv", infer_schema_length=None)
    cells = pl.read_parquet(FOLDER / f"iot_{year}.parquet")
    size = products.height
    table = NationalTable(
        year=year,
        products=tuple(products["product"]),
        labels=tuple(products["label"]),
        domestic=cells["domestic"].to_numpy().reshape(size, size),
        **{
            name: products[name].cast(pl.Float64).to_numpy()
            for name in ("imports", "compensation", "gva", "output")
        },
    )
    return table, cells["leontief"].to_numpy().reshape(size, size), products
