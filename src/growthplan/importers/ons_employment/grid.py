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
    for column, word in keys.items():
        _check_even(cells, file, column, word, [other for other in keys if other != column])


def _check_even(
    cells: pl.DataFrame, file: OpenFile, column: str, word: str, others: list[str]
) -> None:
    full = cells.select(pl.struct(others).n_unique()).item()
    counts = cells.group_by(column).len().filter(pl.col("len") < full).sort(column)
    if counts.height:
        value, count = counts.row(0)
        raise stop(
            file,
            f"{word} '{value}' has {count:,} rows of {full:,}: some are missing",
            fix="Download the file again.",
        )
