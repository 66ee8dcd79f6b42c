"""Relative productivity of many places over the same years, all from one published table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.accounts import MEASURES, Basis
from growthplan.vocabulary import (
    ENGLAND,
    UK_LESS_EXTRA_REGIO,
    Fault,
    GrowthplanError,
    PlaceKind,
    Statistics,
)

Array = NDArray[np.float64]

Pool = Literal["authorities", "city regions", "ITL3 areas"]
"""Which places are taken together. City regions are those with a combined authority: other city
regions in the tables are of another size and overlap with these."""

COMPARATORS = (ENGLAND, UK_LESS_EXTRA_REGIO)
"""In order of preference. Some tables of unsmoothed figures print no England."""


@dataclass(frozen=True)
class RelativePanel:
    """Log productivity of places relative to a comparator, every place in every year."""

    places: tuple[str, ...]
    years: tuple[int, ...]
    log: Array
    """[place, year]; 0 is the comparator, -0.1 about a tenth below it."""
    comparator: str
    basis: Basis
    edition: str
    source: str
    """The one table that every number is from."""
    left_out: tuple[str, ...]
    """Places of the pool in the table that lack a year, or a figure above zero in each."""

    @property
    def last_year(self) -> int:
        return self.years[-1]

    def of(self, places: Sequence[str]) -> Array:
        """The rows of some places, [place, year], in the order asked for.

        Raises GrowthplanError that names every place that the panel does not hold.
        """
        row = {code: i for i, code in enumerate(self.places)}
        missing = [code for code in places if code not in row]
        if missing:
            raise GrowthplanError(
                [
                    Fault(
                        f"{code} has no unbroken series of productivity in {self.source}.",
                        fix="Choose a place that is published every year.",
                        code="no data",
                    )
                    for code in missing
                ]
            )
        return np.ascontiguousarray(self.log[[row[code] for code in places]])


def editions(statistics: Statistics, pool: Pool, *, basis: Basis = "smoothed") -> tuple[str, ...]:
    """The editions in hand that hold the pool beside a comparator, the oldest first."""
    table = _tables(statistics, pool, basis)
    return tuple(sorted(set(table["edition"])))


def relative_panel(
    statistics: Statistics, pool: Pool, *, basis: Basis = "smoothed", edition: str | None = None
) -> RelativePanel:
    """GVA per hour of a pool relative to England, from the widest table of an edition.

    Without `edition`, the newest that holds the pool. The widest table is that with most places of
    any kind, so that authorities and city regions come from the same one. The comparator is
    England, or the UK less extra-regio in tables that print no England.

    Raises GrowthplanError when no table holds the pool, or the edition is not in hand.
    """
    return statistics.remembered(
        ("relative panel", pool, basis, edition),
        lambda: _relative_panel(statistics, pool, basis, edition),
    )


def _relative_panel(
    statistics: Statistics, pool: Pool, basis: Basis, edition: str | None
) -> RelativePanel:
    tables = _tables(statistics, pool, basis)
    held = sorted(set(tables["edition"]))
    if not held or (edition is not None and edition not in held):
        raise GrowthplanError(
            Fault(
                f"No {basis} GVA per hour of {pool} is in hand"
                + (f" in the edition {edition}." if edition else "."),
                fix=f"Editions that hold it: {', '.join(held) or 'none'}.",
                code="no data",
            )
        )
    chosen = tables.filter(pl.col("edition") == (edition or held[-1])).row(0, named=True)
    rows = _rows(statistics, basis).filter(pl.col("source") == chosen["source"])
    codes = _codes(statistics, rows, pool)
    return _balanced(rows, codes, chosen["comparator"], basis, chosen["edition"])


def _tables(statistics: Statistics, pool: Pool, basis: Basis) -> pl.DataFrame:
    """Tables that hold the pool beside a comparator, the widest first: source, edition, width,
    priority, comparator."""
    found = []
    for (source, edition, priority), rows in _rows(statistics, basis).group_by(
        "source", "edition", "priority"
    ):
        printed = set(rows["place"])
        comparator = next((code for code in COMPARATORS if code in printed), None)
        if comparator and _codes(statistics, rows, pool):
            found.append((source, edition, len(printed), priority, comparator))
    schema = ["source", "edition", "width", "priority", "comparator"]
    if not found:
        return pl.DataFrame(schema=dict.fromkeys(schema, pl.String))
    table = pl.DataFrame(found, schema=schema, orient="row")
    order = [False, True, True, False]
    return table.sort("edition", "width", "priority", "source", descending=order)


def _rows(statistics: Statistics, basis: Basis) -> pl.DataFrame:
    """Calendar years of every table: place, year, value, source, edition, priority."""
    indicator = MEASURES["gva_per_hour"].indicators[basis]
    return statistics.remembered(
        ("relative panel rows", indicator),
        lambda: (
            statistics.every_release(indicator)
            .filter(pl.col("value").is_not_null() & (pl.col("period").str.len_chars() == 4))
            .with_columns(year=pl.col("period").cast(pl.Int64))
            .sort("source", "place", "year", "sheet", "row")
            .unique(["source", "place", "year"], keep="first", maintain_order=True)
            .select("place", "year", "value", "source", "edition", "priority")
        ),
    )


def _codes(statistics: Statistics, rows: pl.DataFrame, pool: Pool) -> tuple[str, ...]:
    known = [statistics.gazetteer.get(code) for code in rows["place"].unique().sort()]
    return tuple(p.code for p in known if p is not None and _belongs(p.code, p.kind, pool))


def _belongs(code: str, kind: PlaceKind, pool: Pool) -> bool:
    if pool == "city regions":
        return kind is PlaceKind.CITY_REGION and code.startswith("E47")
    wanted = PlaceKind.LOCAL_AUTHORITY if pool == "authorities" else PlaceKind.ITL3
    return kind is wanted


def _balanced(
    rows: pl.DataFrame, codes: tuple[str, ...], comparator: str, basis: Basis, edition: str
) -> RelativePanel:
    base = rows.filter(pl.col("place") == comparator).select("year", base="value").sort("year")
    years = base["year"].to_list()
    wide = (
        rows.filter(pl.col("place").is_in(codes) & (pl.col("value") > 0))
        .join(base, on="year")
        .with_columns(log=(pl.col("value") / pl.col("base")).log())
        .sort("year")
        .pivot(on="year", index="place", values="log")
        .sort("place")
    )
    columns = [str(year) for year in years if str(year) in wide.columns]
    full = wide.drop_nulls(columns)
    kept = tuple(full["place"])
    return RelativePanel(
        kept,
        tuple(int(year) for year in columns),
        np.ascontiguousarray(full.select(columns).to_numpy().astype(np.float64)),
        comparator,
        basis,
        edition,
        str(rows["source"][0]),
        tuple(code for code in codes if code not in kept),
    )
