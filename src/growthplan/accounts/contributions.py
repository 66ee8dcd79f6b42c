"""What each local authority contributes to its city region's productivity gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from growthplan.accounts.gap import log_points
from growthplan.accounts.levels import newest, plain_name
from growthplan.accounts.members import (
    gap_with_members,
    hours_weighted,
    log_mean,
    members_hours,
    members_values,
    no_edition,
    shares_of,
)
from growthplan.vocabulary import ENGLAND, Statistics

DIFFERENCE = "published_difference"
TOTAL = "total"

METHOD = (
    "Contribution = share of hours × (authority ÷ comparator − 1) × ln R ÷ (R − 1), where R is the "
    "hours-weighted productivity of the authorities relative to the comparator. The last factor is "
    "the same for all, so the contributions sum exactly to 100 × ln R."
)


@dataclass(frozen=True, slots=True)
class Contributions:
    """A gap split among members, in log points that sum exactly."""

    place: str
    comparator: str
    year: int
    family: str
    edition: str
    hours_year: int
    hours_edition: str
    table: pl.DataFrame
    """Columns part, name, hours_share, productivity, relative, log_points; a row a member, then
    `published_difference` (printed figure less hours-weighted sum), then `total`."""
    notes: tuple[str, ...]


def split_gap(shares: Mapping[str, float], relatives: Mapping[str, float]) -> dict[str, float]:
    """Log points of each member; they sum to 100 × ln(sum of share × relative).

    `shares` are shares of hours that sum to 1, `relatives` productivity ÷ comparator. Method:
    `METHOD`.

    >>> parts = split_gap({"a": 0.5, "b": 0.5}, {"a": 0.9, "b": 0.8})
    >>> round(sum(parts.values()), 4)  # 100 ln 0.85
    -16.2519

    Raises GrowthplanError unless shares sum to 1 and relatives are above zero.
    """
    whole = hours_weighted(shares, relatives)
    factor = 100 / log_mean(whole, 1.0)
    return {code: share * (relatives[code] - 1) * factor for code, share in shares.items()}


def contributions(
    statistics: Statistics, place: str, year: int | None = None, comparator: str = ENGLAND
) -> Contributions:
    """Each member authority's contribution to the place's gap in GVA per hour (smoothed).

    Productivity of members, place and comparator come from one edition, the newest that has them
    all (in `year`, or its own newest). Shares of hours come from the newest edition that prints
    authorities' hours, for that year or the last before it.

    Raises GrowthplanError when the place has no members, or, naming them, when some have no
    figure.
    """
    rows, members = gap_with_members(statistics, place, comparator)
    if year is not None:
        rows = rows.filter(pl.col("year") == year)
    if rows.is_empty():
        raise no_edition(statistics, place, year)
    row = newest(rows.sort("year").filter(pl.col("year") == pl.col("year").max())).row(
        0, named=True
    )
    hours, hours_year, hours_edition = members_hours(statistics, members, row["year"])
    values = members_values(statistics, members, row)[row["year"]]
    shares = shares_of(hours[hours_year])
    relatives = {code: values[code] / row["comparator_value"] for code in members}
    parts = split_gap(shares, relatives)
    table = _table(statistics, row, shares, values, relatives, parts)
    notes = [METHOD]
    if hours_year != row["year"]:
        notes.append(
            f"Shares of hours are of {hours_year}, the last year for which authorities' hours are "
            "in hand."
        )
    notes.append(
        "The published figure is not exactly the hours-weighted sum (rounding, smoothing, and "
        "hours of another edition): the difference has its own line."
    )
    return Contributions(
        place,
        comparator,
        row["year"],
        row["family"],
        row["edition"],
        hours_year,
        hours_edition,
        table,
        tuple(notes),
    )


def _table(
    statistics: Statistics,
    row: Mapping[str, float],
    shares: Mapping[str, float],
    values: Mapping[str, float],
    relatives: Mapping[str, float],
    parts: Mapping[str, float],
) -> pl.DataFrame:
    weighted = sum(shares[code] * values[code] for code in shares)
    total = log_points(row["value"], row["comparator_value"])
    rows: list[tuple[str, str, float | None, float, float | None, float]] = [
        (c, plain_name(statistics, c), shares[c], values[c], relatives[c], parts[c])
        for c in sorted(parts, key=lambda code: parts[code])
    ]
    difference = total - sum(parts.values())
    rows += [
        (
            DIFFERENCE,
            "Published figure less hours-weighted sum",
            None,
            row["value"] - weighted,
            None,
            difference,
        ),
        (TOTAL, "Gap", 1.0, row["value"], row["value"] / row["comparator_value"], total),
    ]
    return pl.DataFrame(
        rows,
        schema={
            "part": pl.String,
            "name": pl.String,
            "hours_share": pl.Float64,
            "productivity": pl.Float64,
            "relative": pl.Float64,
            "log_points": pl.Float64,
        },
        orient="row",
    )
