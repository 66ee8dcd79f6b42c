"""Long tables that should have every combination of their keys once."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthplan.importers.layout import stop
from growthplan.importers.opening import OpenFile


def check_grid(cells: pl.DataFrame, file: OpenFile, keys: Mapping[str, str]) -> None:
    """Check a long table: each combination of its keys once, years a run without gaps.

    `keys` maps columns (one is `period`) to what they are in words. Raises GrowthplanError with
    an example of what is missing or repeated.
    """
    empty = cells.filter(pl.any_horizontal(pl.col(list(keys)).is_null()))
    if empty.height:
        raise stop(file, "a row lacks its year, area or industry", f"line {empty['row'][0]}")
    wrong = cells.filter(~pl.col("period").str.contains(r"^(19|20)\d\d$"))
    if wrong.height:
        raise stop(file, f"'{wrong['period'][0]}' is not a year", f"line {wrong['row'][0]}")
    twice = cells.filter(pl.struct(list(keys)).is_duplicated())
    if twice.height:
        first = ", ".join(str(twice[column][0]) for column in keys)
        raise stop(file, f"{first} is there twice", f"line {twice['row'][1]}")
    years = sorted(int(year) for year in cells["period"].unique())
    gaps = sorted(set(range(years[0], years[-1])) - set(years))
    if gaps:
        raise stop(
            file,
            f"the years run from {years[0]} to {years[-1]} without {', '.join(map(str, gaps))}",
        )
    _check_even(cells, file, keys)


def _check_even(cells: pl.DataFrame, file: OpenFile, keys: Mapping[str, str]) -> None:
    """Raise for the year, area or industry that has the smallest share of its combinations: a
    misspelt one has few, while those that lack a row because of it have nearly all."""
    short = []
    for column, word in keys.items():
        full = cells.select(pl.struct([k for k in keys if k != column]).n_unique()).item()
        counts = cells.group_by(column).len().sort("len", column)
        value, count = counts.row(0)
        if count < full:
            short.append((count / full, f"{word} '{value}' has {count:,} rows of {full:,}"))
    if short:
        raise stop(file, f"{min(short)[1]}: some are missing", fix="Download the file again.")
