"""Growth: always inside one edition, because two editions are never subtracted."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from growthplan.accounts.levels import EDITION, levels, name_of, newest
from growthplan.accounts.measures import Basis, titled
from growthplan.vocabulary import Fault, GrowthplanError, Statistics


@dataclass(frozen=True, slots=True)
class Growth:
    """Compound growth of one place between two years of one edition."""

    measure: str
    basis: str
    place: str
    first_year: int
    last_year: int
    first: float
    last: float
    pct_a_year: float
    family: str
    edition: str


def compound_growth(first: float, last: float, years: int) -> float:
    """Growth in % a year that takes `first` to `last` in `years` years.

    >>> round(compound_growth(26.07, 42.39, 19), 2)
    2.59

    Raises GrowthplanError when a value is not above zero or there is no year between.
    """
    if years < 1:
        raise GrowthplanError(f"Growth needs at least one year between its ends, not {years}.")
    if first <= 0 or last <= 0:
        raise GrowthplanError(f"Growth from {first} to {last} is not defined.")
    return float(100 * ((last / first) ** (1 / years) - 1))


def growth(
    statistics: Statistics, measure: str, place: str, *, basis: Basis = "smoothed"
) -> pl.DataFrame:
    """Growth on the year before, in %, each from the newest edition that holds both years.

    Columns measure, basis, place, year, value, before, growth_pct, family, edition, released,
    published_as. The first year of the series has no row.
    """
    rows = levels(statistics, measure, place, basis=basis, every_edition=True)
    before = rows.select(
        pl.col("year") + 1, *EDITION, "published_as", pl.col("value").alias("before")
    )
    return newest(
        rows.join(before, on=["year", *EDITION, "published_as"]).with_columns(
            growth_pct=100 * (pl.col("value") / pl.col("before") - 1)
        )
    ).select(
        "measure",
        "basis",
        "place",
        "year",
        "value",
        "before",
        "growth_pct",
        *EDITION,
        "released",
        "published_as",
    )


def growth_between(
    statistics: Statistics,
    measure: str,
    place: str,
    first_year: int,
    last_year: int,
    *,
    basis: Basis = "smoothed",
    edition: str | None = None,
) -> Growth:
    """Compound growth between two years, from the newest edition that holds both.

    Raises GrowthplanError when no edition (or not the one asked for) holds both years.
    """
    rows = levels(statistics, measure, place, basis=basis, every_edition=True)
    if edition is not None:
        rows = rows.filter(pl.col("edition") == edition)
    ends = rows.filter(pl.col("year") == first_year).join(
        rows.filter(pl.col("year") == last_year),
        on=[*EDITION, "published_as"],
        suffix="_last",
    )
    if ends.is_empty():
        raise GrowthplanError(
            Fault(
                f"No edition holds {titled(measure, basis)} of "
                f"{name_of(statistics, place)} in both {first_year} and {last_year}.",
                fix="Choose years of one edition.",
                code="no data",
            )
        )
    row = newest(ends, ["measure"]).row(0, named=True)
    return Growth(
        measure,
        basis,
        place,
        first_year,
        last_year,
        row["value"],
        row["value_last"],
        compound_growth(row["value"], row["value_last"], last_year - first_year),
        row["family"],
        row["edition"],
    )
