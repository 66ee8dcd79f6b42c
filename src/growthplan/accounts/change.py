"""What each local authority contributes to the change in its city region's gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from growthplan.accounts.contributions import DIFFERENCE, TOTAL
from growthplan.accounts.levels import EDITION, plain_name
from growthplan.accounts.members import (
    gap_with_members,
    hours_weighted,
    log_mean,
    members_hours,
    members_values,
    no_edition,
    shares_of,
)
from growthplan.vocabulary import ENGLAND, GrowthplanError, Statistics


@dataclass(frozen=True, slots=True)
class ChangeContributions:
    """The change in a gap between two years, split into level and share effects."""

    place: str
    comparator: str
    first_year: int
    last_year: int
    family: str
    edition: str
    hours_edition: str
    table: pl.DataFrame
    """Columns part, name, within, between, log_points; rows as in `Contributions`. `within` is the
    authority's own productivity, `between` its share of hours."""


def split_change(
    shares: Mapping[str, tuple[float, float]], relatives: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Log points (within, between) of each member for a change between two years.

    within = mean share × change in relative productivity; between = change in share × (the
    member's mean relative − the whole's mean relative); both ÷ the logarithmic mean of the whole
    in the two years. They sum to 100 × the change in ln(whole). A growing share counts for an
    authority that is above the whole, against one below.

    Raises GrowthplanError as `split_gap` does.
    """
    first, last = (
        hours_weighted(
            {c: s[i] for c, s in shares.items()}, {c: r[i] for c, r in relatives.items()}
        )
        for i in (0, 1)
    )
    factor, middle = 100 / log_mean(last, first), (first + last) / 2
    parts = {}
    for code, (share0, share1) in shares.items():
        low, high = relatives[code]
        within = (share0 + share1) / 2 * (high - low)
        between = (share1 - share0) * ((low + high) / 2 - middle)
        parts[code] = (factor * within, factor * between)
    return parts


def change_contributions(
    statistics: Statistics,
    place: str,
    first_year: int | None = None,
    last_year: int | None = None,
    comparator: str = ENGLAND,
) -> ChangeContributions:
    """Each authority's contribution to the change in the gap between two years, exactly.

    All productivity comes from one edition and all hours from one edition; without years, the
    first and last that both hold. Raises as `contributions` does.
    """
    rows, members = gap_with_members(statistics, place, comparator)
    hours, _, hours_edition = members_hours(statistics, members, None)
    rows = rows.filter(pl.col("year").is_in(list(hours)))
    edition = rows.sort("released", "family").tail(1).select(EDITION)
    rows = rows.join(edition, on=EDITION).sort("year")
    ends = [first_year or rows["year"].min(), last_year or rows["year"].max()]
    by_year = {row["year"]: row for row in rows.iter_rows(named=True)}
    for year in ends:
        if year not in by_year:
            raise no_edition(statistics, place, year)  # type: ignore[arg-type]
    if ends[0] == ends[1]:
        raise GrowthplanError("A change needs two different years.")
    start, end = (by_year[year] for year in ends)
    values = members_values(statistics, members, end)
    share0, share1 = shares_of(hours[start["year"]]), shares_of(hours[end["year"]])
    pairs = {c: (share0[c], share1[c]) for c in members}
    relatives = {
        c: (
            values[start["year"]][c] / start["comparator_value"],
            values[end["year"]][c] / end["comparator_value"],
        )
        for c in members
    }
    parts = split_change(pairs, relatives)
    total = end["gap_log_points"] - start["gap_log_points"]
    return ChangeContributions(
        place,
        comparator,
        start["year"],
        end["year"],
        end["family"],
        end["edition"],
        hours_edition,
        _change_table(statistics, parts, total),
    )


def _change_table(
    statistics: Statistics, parts: Mapping[str, tuple[float, float]], total: float
) -> pl.DataFrame:
    rows: list[tuple[str, str, float | None, float | None, float]] = [
        (code, plain_name(statistics, code), within, between, within + between)
        for code, (within, between) in sorted(parts.items(), key=lambda item: sum(item[1]))
    ]
    withins, betweens = (sum(part[i] for part in parts.values()) for i in (0, 1))
    difference = total - withins - betweens
    rows += [
        (DIFFERENCE, "Published figure less hours-weighted sum", None, None, difference),
        (TOTAL, "Change in the gap", withins, betweens, total),
    ]
    return pl.DataFrame(
        rows,
        schema={
            "part": pl.String,
            "name": pl.String,
            "within": pl.Float64,
            "between": pl.Float64,
            "log_points": pl.Float64,
        },
        orient="row",
    )
