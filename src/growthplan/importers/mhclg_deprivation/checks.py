"""What must hold of the ranks and deciles of one domain."""

from __future__ import annotations

import polars as pl

from growthplan.importers.layout import stop
from growthplan.importers.mhclg_deprivation.editions import Edition
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Fault, GrowthplanError

FAULTS_SHOWN = 5


def numbers(column: str) -> pl.Expr:
    """A column of whole numbers, thousands commas allowed; null where it is not one."""
    return pl.col(column).str.strip_chars().str.replace_all(",", "").cast(pl.Int32, strict=False)


def check_ranks(
    part: pl.DataFrame, file: OpenFile, edition: Edition, headings: tuple[str, str]
) -> None:
    """Check one domain: each neighbourhood once, ranks within their number, deciles that follow
    from the ranks.

    `part` has columns row, area, rank, decile. Raises GrowthplanError with the first lines at
    fault.
    """
    count = edition.neighbourhoods
    wrong = part.filter(~pl.col("area").str.contains(r"^E01\d{6}$").fill_null(False))
    _stop_at(
        wrong, file, "area", "is not the code of a neighbourhood in England (E01 and six digits)"
    )
    twice = part.filter(pl.col("area").is_duplicated())
    _stop_at(twice, file, "area", "is there twice")
    for name, heading, most in zip(("rank", "decile"), headings, (count, 10), strict=True):
        bad = part.filter(~pl.col(name).is_between(1, most).fill_null(False))
        _stop_at(bad, file, "area", f"has a '{heading}' that is no whole number from 1 to {most:,}")
    # Publishers cut tenths by rounding up or down: a rank at the edge of a tenth may lie in either.
    tenth = pl.col("rank") * 10 / count
    off = part.filter(
        ~pl.col("decile").is_between((tenth - 10 / count).ceil(), (tenth + 10 / count).ceil())
    )
    _stop_at(off, file, "area", f"has a '{headings[1]}' that its '{headings[0]}' does not lie in")


def check_complete(part: pl.DataFrame, file: OpenFile, edition: Edition) -> None:
    """Raise GrowthplanError unless there are as many neighbourhoods as the edition has."""
    if part.height != edition.neighbourhoods:
        raise stop(
            file,
            f"there are {part.height:,} neighbourhoods; the edition of {edition.year} has "
            f"{edition.neighbourhoods:,}",
            fix="Download it again.",
        )


def _stop_at(rows: pl.DataFrame, file: OpenFile, column: str, what: str) -> None:
    if rows.is_empty():
        return
    raise GrowthplanError(
        [
            Fault(f"'{row[column]}' {what}", file=file.name, line=row["row"], code="layout")
            for row in rows.head(FAULTS_SHOWN).iter_rows(named=True)
        ]
    )
