"""Member authorities' productivity and hours beside their place's, all as published."""

from __future__ import annotations

import math
from collections.abc import Mapping

import polars as pl

from growthplan.accounts.gap import gap_by_edition
from growthplan.accounts.levels import EDITION, name_of, published
from growthplan.accounts.quantities import members_with
from growthplan.accounts.revisions import authority_hours
from growthplan.vocabulary import Fault, GrowthplanError, Statistics


def log_mean(a: float, b: float) -> float:
    """Logarithmic mean (a − b) ÷ ln(a ÷ b), and a where both are equal.

    >>> log_mean(2.0, 2.0)
    2.0
    """
    # log1p of the difference keeps its digits where a and b nearly agree
    gap = (a - b) / b
    return a if gap == 0 else b * gap / math.log1p(gap)


def hours_weighted(shares: Mapping[str, float], relatives: Mapping[str, float]) -> float:
    if not math.isclose(sum(shares.values()), 1.0, abs_tol=1e-9):
        raise GrowthplanError(f"Shares of hours sum to {sum(shares.values())}, not 1.")
    if min(relatives.values()) <= 0:
        raise GrowthplanError("Relative productivity must be above zero.")
    return sum(share * relatives[code] for code, share in shares.items())


def gap_with_members(
    statistics: Statistics, place: str, comparator: str
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Rows of the place's gap whose edition also prints every member that year."""
    hours = authority_hours(statistics)
    values = published(statistics, "gva_per_hour", "smoothed")
    members = members_with(statistics, place, set(hours["place"]) & set(values["place"]))
    full = (
        values.filter(pl.col("place").is_in(members))
        .group_by("year", *EDITION)
        .agg(parts=pl.len())
        .filter(pl.col("parts") == len(members))
        .drop("parts")
    )
    rows = gap_by_edition(statistics, place, comparator).join(full, on=["year", *EDITION])
    return rows, members


def members_values(
    statistics: Statistics, members: tuple[str, ...], row: Mapping[str, object]
) -> dict[int, dict[str, float]]:
    rows = published(statistics, "gva_per_hour", "smoothed", members).filter(
        (pl.col("family") == row["family"]) & (pl.col("edition") == row["edition"])
    )
    values: dict[int, dict[str, float]] = {}
    for code, year, value in rows.select("place", "year", "value").iter_rows():
        values.setdefault(year, {})[code] = value
    return values


def members_hours(
    statistics: Statistics, members: tuple[str, ...], year: int | None
) -> tuple[dict[int, dict[str, float]], int, str]:
    """Hours by year and member, the year to use for `year`, and the edition."""
    rows = authority_hours(statistics).filter(pl.col("place").is_in(members))
    hours: dict[int, dict[str, float]] = {}
    for code, when, value in rows.select("place", "year", "hours").iter_rows():
        hours.setdefault(when, {})[code] = value
    full = {when: held for when, held in hours.items() if len(held) == len(members)}
    usable = [when for when in full if year is None or when <= year]
    if not usable:
        raise GrowthplanError(
            Fault(f"Hours of every member authority are not in hand up to {year}.", code="no data")
        )
    return full, max(usable), str(rows["edition"][0])


def shares_of(hours: Mapping[str, float]) -> dict[str, float]:
    total = sum(hours.values())
    return {code: value / total for code, value in hours.items()}


def no_edition(statistics: Statistics, place: str, year: int | None) -> GrowthplanError:
    when = f" in {year}" if year else ""
    return GrowthplanError(
        Fault(
            f"No edition holds GVA per hour of {name_of(statistics, place)} and of all its "
            f"authorities{when}, with their hours.",
            fix="Choose another year.",
            code="no data",
        )
    )
