"""Every series that indicators are made of, for every place, by the best way there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from growthplan.drivers.aggregation import Aggregator
from growthplan.drivers.carriers import Predecessors, carriers
from growthplan.drivers.days import as_year
from growthplan.drivers.formula import Component
from growthplan.drivers.registry import WEIGHTED_BY, DriverIndicator, Kind, Registry, Weight
from growthplan.vocabulary import Statistics

EDITION = ["family", "edition"]
SERIES_COLUMNS = {
    "component": pl.String,
    "place": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "status": pl.String,
    "source": pl.String,
    "family": pl.String,
    "edition": pl.String,
    "how": pl.String,
    "codes": pl.String,  # codes of the areas added up, joined by spaces
}
Cell = tuple[float, str, str, int, int]
"""Value, source, sheet, row and column of one published figure."""
_ADOPTABLE = ("current", "not money")


@dataclass(frozen=True)
class Shelf:
    """The registry's series as the store holds them, ready to be read for any place."""

    statistics: Statistics
    predecessors: Predecessors
    rows: pl.DataFrame
    """Columns component, code, period, value, low, high, status, source, family, edition and the
    cell's sheet, row, column: the newest release's figure of each, empty ones included."""

    @cached_property
    def filled(self) -> pl.DataFrame:
        """Rows that have a value."""
        return self.rows.filter(pl.col("value").is_not_null())

    @cached_property
    def every(self) -> Mapping[str, pl.DataFrame]:
        """Rows of each series, empty ones included."""
        parts = self.rows.partition_by("component", as_dict=True)
        return {str(key[0]): table for key, table in parts.items()}

    @cached_property
    def by_component(self) -> Mapping[str, pl.DataFrame]:
        """Filled rows of each series."""
        return {
            component: table.filter(pl.col("value").is_not_null())
            for component, table in self.every.items()
        }

    def cells(self, codes: Collection[str]) -> Mapping[tuple[str, str, str], Cell]:
        """The published figures of some areas, by series, code and period."""
        held = self.filled.filter(pl.col("code").is_in(list(codes)))
        keys, values = (
            zip(*(held[column].to_list() for column in columns), strict=True)
            for columns in (
                ("component", "code", "period"),
                ("value", "source", "sheet", "row", "column"),
            )
        )
        return dict(zip(keys, values, strict=True))

    @cached_property
    def aggregator(self) -> Aggregator:
        """Adds authorities up."""
        return Aggregator(self.statistics.gazetteer, self.predecessors, self.by_component)


def shelf(statistics: Statistics, registry: Registry) -> Shelf:
    """Take the registry's series, in their newest release, out of the statistics."""
    wanted = pl.DataFrame(
        [(i, industry) for i, held in registry.reads.items() for industry in sorted(held)],
        schema={"indicator": pl.String, "industry": pl.String},
        orient="row",
    )
    kept = statistics.observations.join(wanted, on=["indicator", "industry"], how="semi")
    slim = replace(statistics, observations=kept)
    component = (
        pl.when(pl.col("industry") == "")
        .then("indicator")
        .otherwise(pl.format("{}[{}]", "indicator", "industry"))
    )
    rows = slim.latest(list(registry.reads)).select(
        component.alias("component"),
        pl.col("place").alias("code"),
        *["period", "value", "low", "high", "status", "source", *EDITION],
        *["sheet", "row", "column"],
    )
    return Shelf(statistics, Predecessors.in_gazetteer(statistics.gazetteer), rows)


def direct(shelf: Shelf, components: Iterable[Component], places: Collection[str]) -> pl.DataFrame:
    """Series published for the places themselves, or for areas with the same boundary.

    Schema `SERIES_COLUMNS`. A series keeps to one code and to one edition, the newest's, so that
    its values may be subtracted from each other.
    """
    names = {str(c): c.indicator for c in components}
    adoptable = [
        name
        for name, indicator in names.items()
        if indicator not in shelf.statistics.indicators
        or shelf.statistics.indicators[indicator].price_basis in _ADOPTABLE
    ]
    who = carriers(shelf.statistics.gazetteer, places, shelf.predecessors)
    rows = (
        shelf.filled.filter(pl.col("component").is_in(list(names)))
        .join(who, on="code")
        .filter((pl.col("order") == 0) | pl.col("component").is_in(adoptable))
        .filter(pl.col("order") == pl.col("order").min().over("component", "place"))
        .with_columns(codes=pl.col("code"))
    )
    return one_edition(rows).select(list(SERIES_COLUMNS))


def one_edition(rows: pl.DataFrame) -> pl.DataFrame:
    """Only the rows of each series whose edition is that of its newest period."""
    newest = (
        rows.with_columns(at=time_of("period"))
        .sort("at")
        .unique(["component", "place"], keep="last")
        .select("component", "place", *EDITION)
    )
    return rows.join(newest, on=["component", "place", *EDITION], how="semi")


def time_of(column: str) -> pl.Expr:
    """The end of a period as a number of years."""
    return pl.col(column).map_batches(_times, return_dtype=pl.Float64)


def _times(periods: pl.Series) -> pl.Series:
    if periods.is_empty():
        return pl.Series(periods.name, [], dtype=pl.Float64)
    unique = periods.unique()
    return periods.replace_strict(
        unique, pl.Series([as_year(p) for p in unique], dtype=pl.Float64), return_dtype=pl.Float64
    )


@dataclass(frozen=True)
class Reading:
    """The registry's series for some places: those published directly, by series."""

    shelf: Shelf
    places: tuple[str, ...]
    published: Mapping[str, pl.DataFrame]

    @cached_property
    def made_of_others(self) -> tuple[str, ...]:
        """Places that have authorities to be added up."""
        return tuple(place for place in self.places if self.shelf.aggregator.parts(place))

    @cached_property
    def places_of(self) -> Mapping[str, frozenset[str]]:
        """Places that each series is published for."""
        return {
            name: frozenset(rows["place"].unique().to_list())
            for name, rows in self.published.items()
        }

    def series(
        self, entry: DriverIndicator, components: Iterable[Component], places: Collection[str]
    ) -> tuple[pl.DataFrame, dict[tuple[str, str], str]]:
        """Some of an indicator's series for some places: direct where there is one, else added up.

        Returns the series and, by series and place, why one could not be added up.
        """
        names = [str(c) for c in components]
        found = [self.published[n] for n in names if n in self.published]
        rows = pl.concat([pl.DataFrame(schema=SERIES_COLUMNS), *found])
        if len(places) < len(self.places):
            rows = rows.filter(pl.col("place").is_in(list(places)))
        if not entry.may_aggregate:
            return rows, {}
        weight = WEIGHTED_BY[entry.weight] if _is_rate(entry) else None
        added: list[tuple[object, ...]] = []
        reasons: dict[tuple[str, str], str] = {}
        aggregator, asked = self.shelf.aggregator, frozenset(places)
        for component, place in ((c, p) for c in names for p in self.made_of_others):
            if place not in asked or place in self.places_of.get(component, ()):
                continue
            made, reason = aggregator.add_up(component, place, weight, entry.weight.value)
            added += made
            if reason:
                reasons[component, place] = reason
        if not added:
            return rows, reasons
        return pl.concat([rows, pl.DataFrame(added, SERIES_COLUMNS, orient="row")]), reasons


def read_series(shelf: Shelf, registry: Registry, places: Iterable[str]) -> Reading:
    """Find every series of the registry that is published for some places."""
    codes = tuple(dict.fromkeys(places))
    components = {c for e in registry.indicators.values() for c in e.components}
    tables = direct(shelf, components, codes).partition_by("component", as_dict=True)
    return Reading(shelf, codes, {str(key[0]): table for key, table in tables.items()})


def _is_rate(entry: DriverIndicator) -> bool:
    """Whether the series behind an indicator is a rate, averaged, and not a count, added."""
    return entry.kind is not Kind.RATIO and entry.weight is not Weight.NONE
