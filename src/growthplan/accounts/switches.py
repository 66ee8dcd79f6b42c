"""One question answered every defensible way: how much the method decides."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import polars as pl

from growthplan.accounts.gap import gap, gap_by_edition
from growthplan.accounts.levels import name_of
from growthplan.accounts.measures import Basis, measure_named
from growthplan.accounts.words import edition_in_words
from growthplan.vocabulary import (
    ENGLAND,
    UK_LESS_EXTRA_REGIO,
    GrowthplanError,
    Statistics,
)

AVERAGED = 5
"""Years in an average."""
UNUSUAL = (2020, 2021)
"""Years of lockdowns and furlough, left out of an average in turn and together."""

SWITCHES = {
    "switch": pl.String,
    "setting": pl.String,
    "year": pl.String,
    "edition": pl.String,
    "gap_pct": pl.Float64,
    "difference": pl.Float64,
}


@dataclass(frozen=True, slots=True)
class Switches:
    """The gap under each setting, one switch moved at a time."""

    table: pl.DataFrame
    """Columns switch, setting, year, edition, gap_pct, difference (to the first row, percentage
    points); the first row is the headline."""
    low: float
    high: float
    notes: tuple[str, ...]
    """Settings that could not be tried, and why."""


def switches(
    statistics: Statistics,
    place: str,
    comparator: str = ENGLAND,
    *,
    measure: str = "gva_per_hour",
    basis: Basis = "smoothed",
    year: int | None = None,
) -> Switches:
    """The gap of a year (the newest when None) and what it is with each choice made otherwise.

    Choices: smoothing, per hour or per job, comparator, edition, year, and five-year means with
    and without 2020 and 2021. A setting that an edition does not print is answered from the
    newest that does, named in its row, or left out with a note.

    Raises GrowthplanError when the headline itself cannot be computed.
    """
    head = gap(statistics, place, comparator, measure=measure, basis=basis)
    headline = head.filter(pl.col("year") == (year or head["year"].max()))
    if headline.is_empty():
        raise GrowthplanError(f"There is no gap of {name_of(statistics, place)} in {year}.")
    when = int(headline["year"][0])
    rows = [_row("headline", _as_said(statistics, comparator, measure, basis), headline)]
    notes: list[str] = []

    def attempt(switch: str, setting: str, build: Callable[[], pl.DataFrame]) -> None:
        try:
            found = build()
        except GrowthplanError as fault:
            said = " ".join(one.message for one in fault.faults)
            notes.append(f"Without the gap by {switch} ({setting}). {said}")
            return
        if found.is_empty():
            notes.append(f"Without the gap by {switch} ({setting}), which is not published.")
        else:
            rows.append(_row(switch, setting, found))

    other_basis: Basis = "unsmoothed" if basis == "smoothed" else "smoothed"
    attempt(
        "smoothing",
        other_basis,
        lambda: _up_to(
            gap(statistics, place, comparator, measure=measure, basis=other_basis), when
        ),
    )
    other = "gva_per_job" if measure == "gva_per_hour" else "gva_per_hour"
    attempt(
        "measure",
        measure_named(other).title,
        lambda: _up_to(gap(statistics, place, comparator, measure=other, basis=basis), when),
    )
    against = UK_LESS_EXTRA_REGIO if comparator != UK_LESS_EXTRA_REGIO else ENGLAND
    attempt(
        "comparator",
        name_of(statistics, against),
        lambda: _up_to(gap(statistics, place, against, measure=measure, basis=basis), when),
    )
    every = gap_by_edition(statistics, place, comparator, measure=measure, basis=basis)
    rows += _editions(every, when, headline["edition"][0])
    in_hand = every.filter(pl.col("edition") == headline["edition"][0])
    rows += _years(in_hand, when)
    return _gathered(rows, notes)


def mean_gap(rows: pl.DataFrame, leaving_out: Collection[int] = ()) -> float:
    """The gap of the mean ratio over the years in `rows`, in %, leaving some years out.

    The mean is of place ÷ comparator, year by year, so it does not depend on the price level.
    Raises GrowthplanError when no year is left.
    """
    kept = rows.filter(~pl.col("year").is_in(list(leaving_out)))
    if kept.is_empty():
        raise GrowthplanError("No year is left to average.")
    ratio = (kept["value"] / kept["comparator_value"]).to_list()
    return float(100 * (sum(ratio) / len(ratio) - 1))


def _editions(every: pl.DataFrame, when: int, shown: str) -> list[tuple[object, ...]]:
    same_year = every.filter((pl.col("year") == when) & (pl.col("edition") != shown))
    rows = [
        ("edition", edition_in_words(row["edition"]), str(when), row["edition"], row["gap_pct"])
        for row in same_year.sort("released", descending=True).iter_rows(named=True)
    ]
    older = every.filter(pl.col("edition") != shown).filter(
        pl.col("year") == pl.col("year").max().over("edition")
    )
    return rows + [
        (
            "edition",
            f"{edition_in_words(row['edition'])}, its newest year",
            str(row["year"]),
            row["edition"],
            row["gap_pct"],
        )
        for row in older.sort("released", descending=True).iter_rows(named=True)
        if row["year"] != when
    ]


def _years(rows: pl.DataFrame, when: int) -> list[tuple[object, ...]]:
    edition = rows["edition"][0]
    recent = rows.filter((pl.col("year") <= when) & (pl.col("year") > when - AVERAGED))
    out: list[tuple[object, ...]] = [
        ("year", str(row["year"]), str(row["year"]), edition, row["gap_pct"])
        for row in recent.sort("year", descending=True).iter_rows(named=True)
        if row["year"] != when
    ]
    first = min(recent["year"].to_list())
    span = f"{first}-{when}"
    out.append(("average", f"mean of {recent.height} years", span, edition, mean_gap(recent)))
    inside = [year for year in UNUSUAL if year in recent["year"]]
    sets = [(year,) for year in inside] + ([tuple(inside)] if len(inside) > 1 else [])
    for left_out in sets:
        if len(left_out) < recent.height:
            said = " and ".join(map(str, left_out))
            value = mean_gap(recent, left_out)
            out.append(("average", f"mean without {said}", span, edition, value))
    return out


def _gathered(rows: list[tuple[object, ...]], notes: list[str]) -> Switches:
    columns = [name for name in SWITCHES if name != "difference"]
    table = pl.DataFrame(rows, schema={c: SWITCHES[c] for c in columns}, orient="row")
    table = table.with_columns(difference=pl.col("gap_pct") - pl.col("gap_pct").first())
    values = table["gap_pct"].to_list()
    return Switches(table.select(list(SWITCHES)), min(values), max(values), tuple(notes))


def _up_to(rows: pl.DataFrame, year: int) -> pl.DataFrame:
    """The row of the year, or of the last before it."""
    return rows.filter(pl.col("year") <= year).sort("year").tail(1)


def _row(switch: str, setting: str, rows: pl.DataFrame) -> tuple[object, ...]:
    row = rows.row(0, named=True)
    return (switch, setting, str(row["year"]), row["edition"], row["gap_pct"])


def _as_said(statistics: Statistics, comparator: str, measure: str, basis: str) -> str:
    return f"{measure_named(measure).title}, {basis}, against {name_of(statistics, comparator)}"
