"""The outcome that drivers are set against: GVA per hour of every place in one year and edition."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from growthplan.accounts import gap, levels
from growthplan.drivers.carriers import place_name
from growthplan.drivers.constraints_places import under_current_codes
from growthplan.vocabulary import (
    UK,
    UK_LESS_EXTRA_REGIO,
    Fault,
    GrowthplanError,
    Statistics,
)

OUTCOME = "gva_per_hour"
_SAME = ["year", "family", "edition"]
"""Figures that may be set against each other share these."""


@dataclass(frozen=True)
class Outcome:
    """GVA per hour of every place, as a multiple of the comparator's in the same year and edition.

    Places are never compared across years or editions: an hour's work in 2021 against one in 2023
    would count two years of inflation as a gap.
    """

    table: pl.DataFrame
    """Columns place and value: the comparator's GVA per hour × the place's ratio to it."""
    year: int
    """Of every place but one whose newest figure is older."""
    place_year: int | None
    """Of the place diagnosed; None when nothing is published for it."""
    notes: tuple[str, ...]

    @property
    def is_older(self) -> bool:
        """Whether the place's ratio is of an earlier year, so that it is read and not fitted."""
        return self.place_year is not None and self.place_year != self.year


def outcome_of_places(statistics: Statistics, place: str, comparator: str) -> Outcome:
    """Every place's GVA per hour beside the comparator's: the same year, the same edition.

    The year is the newest of the comparator's in which at least half as many places have a figure
    as in any other. Raises GrowthplanError when the comparator has none.
    """
    there = levels(statistics, OUTCOME, _published_code(comparator), every_edition=True)
    there = there.filter(pl.col("value") > 0).select(*_SAME, pl.col("value").alias("there"))
    ratios = (
        _published(statistics)
        .join(there, on=_SAME)
        .sort("released", "family", descending=True)
        .unique(["place", "year"], keep="first", maintain_order=True)
    )
    counts = ratios.group_by("year").len().sort("year")
    if counts.is_empty():
        raise GrowthplanError(
            Fault(
                f"GVA per hour of {place_name(statistics.gazetteer, comparator)} is not published "
                "beside that of any other place, so no gap can be taken to it.",
                fix="Compare with England.",
                code="comparator",
            )
        )
    enough = counts.filter(pl.col("len") >= 0.5 * pl.col("len").max())
    year = int(enough["year"].max())  # type: ignore[arg-type]
    of_year = ratios.filter(pl.col("year") == year)
    level = float(of_year.sort("released", "family", descending=True)["there"][0])
    table = of_year.select("place", value=level * pl.col("value") / pl.col("there"))
    table = under_current_codes(table, statistics.gazetteer)
    if comparator == UK:
        table = table.with_columns(pl.col("place").replace({UK_LESS_EXTRA_REGIO: UK}))
    return _with_own(statistics, table, place, comparator, year, level)


def _published(statistics: Statistics) -> pl.DataFrame:
    """Every place's figures by year and edition, above zero."""
    rows = statistics.by_edition(OUTCOME)
    rows = rows.filter((pl.col("value") > 0) & (pl.col("period").str.len_chars() == 4))
    return rows.with_columns(pl.col("period").cast(pl.Int64).alias("year")).select(
        "place", "value", *_SAME, "released"
    )


def _published_code(code: str) -> str:
    """Output of no region belongs to no authority, so GVA per hour of the UK leaves it out."""
    return UK_LESS_EXTRA_REGIO if code == UK else code


def _with_own(
    statistics: Statistics,
    table: pl.DataFrame,
    place: str,
    comparator: str,
    year: int,
    level: float,
) -> Outcome:
    """The table with the place's own ratio, of its newest year when it has none of that one."""
    notes: tuple[str, ...] = ()
    if comparator == UK:
        notes = ("GVA per hour of the United Kingdom is that of the UK less extra-regio.",)
    if place in table["place"]:
        return Outcome(table, year, year, notes)
    try:
        own = gap(statistics, _published_code(place), _published_code(comparator))
    except GrowthplanError:
        return Outcome(table, year, None, notes)
    last = own.sort("year").row(-1, named=True)
    value = level * last["value"] / last["comparator_value"]
    row = pl.DataFrame({"place": [place], "value": [value]})
    if last["year"] != year:
        names = [place_name(statistics.gazetteer, code) for code in (place, comparator)]
        notes += (
            f"GVA per hour of {names[0]} is published up to {last['year']} only: its gap is to "
            f"{names[1]} in that year, and it is left out of the places fitted, which are of "
            f"{year}.",
        )
    return Outcome(pl.concat([table, row]), year, int(last["year"]), notes)
