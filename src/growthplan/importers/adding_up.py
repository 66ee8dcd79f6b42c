"""Do the parts of a published table add up to its wholes, as far as rounding allows?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from growthplan.importers.cells import address
from growthplan.importers.layout import stop
from growthplan.importers.year_table import YearTable

HALF_UNIT = 0.5
"""Largest rounding of a figure printed without decimals."""


def sums_against_wholes(
    numbers: pl.DataFrame,
    years: Sequence[str],
    *,
    item: str,
    parts: Iterable[tuple[str, str]],
    within: Sequence[str] = (),
) -> pl.DataFrame:
    """One row for each whole and year: `within`, `whole`, `row` (of the whole), `year`, `total`
    (of its parts), `printed`, `adds_up`.

    `parts` pairs each part with a whole, both names found in the column `item`; they are added
    within each combination of the columns `within`. A total adds up when it is within half a unit
    for each part and for the whole; `adds_up` is null when a figure is missing.
    """
    links = pl.DataFrame(list(parts), schema={item: pl.String, "whole": pl.String}, orient="row")
    keys = [*within, "whole"]
    complete = [
        pl.when(pl.col(year).null_count() == 0).then(pl.col(year).sum()).alias(year)
        for year in years
    ]
    totals = numbers.join(links, on=item).group_by(keys).agg(*complete, pl.len().alias("parts"))
    wholes = numbers.select(*within, pl.col(item).alias("whole"), "row", *years)
    pairs = totals.unpivot(on=years, index=[*keys, "parts"], variable_name="year").join(
        wholes.unpivot(on=years, index=[*keys, "row"], variable_name="year"),
        on=[*keys, "year"],
        suffix="_printed",
    )
    allowed = HALF_UNIT * (pl.col("parts") + 1) + 1e-6
    return pairs.select(
        *keys,
        "row",
        "year",
        total="value",
        printed="value_printed",
        adds_up=(pl.col("value") - pl.col("value_printed")).abs() <= allowed,
    )


def check_adds_up(table: YearTable, sums: pl.DataFrame) -> None:
    """Raise GrowthplanError naming the first total that its parts do not add up to."""
    wrong = sums.filter(~pl.col("adds_up")).sort("row", "year")
    if not wrong.height:
        return
    first = wrong.row(0, named=True)
    name = ", ".join(str(first[k]) for k in sums.columns[: sums.columns.index("row")])
    raise stop(
        table.file,
        f"{name} in {first['year']} is {first['printed']:,.0f}, but its parts add up to "
        f"{first['total']:,.0f}" + (f" (and {wrong.height - 1} more)" if wrong.height > 1 else ""),
        address(table.sheet, first["row"], table.columns[first["year"]]),
        "Rows are missing or changed: download the file again.",
    )
