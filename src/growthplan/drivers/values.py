"""Driver indicators of places: every period, and the newest with how it was obtained."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

import polars as pl

from growthplan.drivers.coverage import why_missing
from growthplan.drivers.days import age_in_years
from growthplan.drivers.formula import components_in
from growthplan.drivers.registry import DriverIndicator, Kind, Registry
from growthplan.drivers.series import Reading, read_series, shelf, time_of
from growthplan.drivers.spread import interval_of_share
from growthplan.vocabulary import GrowthplanError, Statistics

NEAREST_DENOMINATOR = 2
"""Years between numerator and denominator of a ratio at most."""
_TIMELESS = frozenset({"area_km2"})

HISTORY_COLUMNS = {
    "indicator": pl.String,
    "place": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "status": pl.String,
    "source": pl.String,
    "how": pl.String,
    "series": pl.String,  # series behind the value, joined by " + "
    "codes": pl.String,
    "over_period": pl.String,
    "over_codes": pl.String,
    "from_period": pl.String,
}


@dataclass(frozen=True)
class History:
    """Every period of every indicator for some places."""

    registry: Registry
    places: tuple[str, ...]
    table: pl.DataFrame
    """Columns `HISTORY_COLUMNS`, ordered by indicator, place and time. Each series keeps to one
    edition and one way of obtaining it. `codes` are the areas that were read, `over_period` and
    `over_codes` those of a ratio's denominator, `from_period` what growth starts from."""
    reading: Reading
    failed: Mapping[tuple[str, str], str]
    """Why an indicator of a place could not be added up."""

    @cached_property
    def covered(self) -> frozenset[tuple[str, str]]:
        """Indicators and places that there is a value of."""
        return frozenset(self.table.select("indicator", "place").unique().iter_rows())

    def of(self, places: Collection[str]) -> History:
        """The same for some of its places; raises GrowthplanError for one it was not read for."""
        strange = [place for place in places if place not in self.places]
        if strange:
            raise GrowthplanError(f"The history in hand does not cover {', '.join(strange)}.")
        kept = self.table.filter(pl.col("place").is_in(list(places)))
        return replace(self, places=tuple(dict.fromkeys(places)), table=kept)

    def why_missing(self, indicator: str, place: str) -> str:
        """A sentence on why there is no value; empty when there is one."""
        if (indicator, place) in self.covered:
            return ""
        said = self.failed.get((indicator, place))
        return said or why_missing(self.reading.shelf, self.registry[indicator], place)


def driver_history(statistics: Statistics, registry: Registry, places: Collection[str]) -> History:
    """Read every period of every indicator of the registry for some places."""
    codes = tuple(dict.fromkeys(places))
    held = read_series(shelf(statistics, registry), registry, codes)
    tables = [pl.DataFrame(schema={**HISTORY_COLUMNS, "order": pl.Int32})]
    failed: dict[tuple[str, str], str] = {}
    for at, entry in enumerate(registry.indicators.values()):
        rows, reasons = _history_of(held, entry, codes)
        tables.append(rows.with_columns(order=pl.lit(at)))
        failed |= {(entry.id, place): reason for place, reason in reasons.items()}
    table = pl.concat(tables).sort("order", "place", time_of("period"), maintain_order=True)
    return History(registry, codes, table.drop("order"), held, failed)


def _history_of(
    held: Reading, entry: DriverIndicator, places: Collection[str]
) -> tuple[pl.DataFrame, dict[str, str]]:
    rows, failed = _summed(held, entry, entry.of, places)
    if entry.kind is Kind.RATIO:
        below, failed_below = _summed(held, entry, entry.over, places)
        failed = {**failed_below, **failed}
        rows = _ratio(entry, rows, below)
    elif entry.kind is Kind.GROWTH:
        rows = _growth(entry, rows)
    if entry.instead:
        there = set(rows["place"].unique())
        left = [p for p in places if p not in there]
        other, _ = _summed(held, entry, entry.instead, left)
        said = pl.format("{}, from another survey ({})", "how", pl.lit(entry.instead))
        rows = pl.concat([rows, other.with_columns(how=said)])
    empty = [
        pl.lit(None, pl.String).alias(c)
        for c in HISTORY_COLUMNS
        if c not in ("indicator", *rows.columns)
    ]
    rows = rows.with_columns(pl.lit(entry.id).alias("indicator"), *empty)
    return rows.select(list(HISTORY_COLUMNS)), failed


def _summed(
    held: Reading, entry: DriverIndicator, text: str, places: Collection[str]
) -> tuple[pl.DataFrame, dict[str, str]]:
    """The sum of the series of a formula, by place and period; all must be there."""
    components = components_in(text)
    rows, failed = held.series(entry, components, places)
    reasons = {place: reason for (_, place), reason in failed.items()}
    if len(components) == 1:
        return rows.rename({"component": "series"}), reasons
    total = (
        rows.group_by("place", "period", maintain_order=True)
        .agg(
            pl.lit(" + ".join(map(str, components))).alias("series"),
            pl.col("value").sum(),
            pl.lit(None, pl.Float64).alias("low"),
            pl.lit(None, pl.Float64).alias("high"),
            *(pl.col(c).first() for c in ("status", "source", "family", "edition", "how", "codes")),
            pl.len().alias("n"),
            pl.col("codes").n_unique().alias("ways"),
        )
        .filter((pl.col("n") == len(components)) & (pl.col("ways") == 1))
        .drop("n", "ways")
    )
    return total.select(["series", *[c for c in rows.columns if c != "component"]]), reasons


def _ratio(entry: DriverIndicator, above: pl.DataFrame, below: pl.DataFrame) -> pl.DataFrame:
    """Numerator over the denominator of the same year, or of the nearest within two years."""
    year = pl.col("period").str.head(4).cast(pl.Int64)
    timeless = bool({c.indicator for c in components_in(entry.over)} & _TIMELESS)
    over = below.filter(pl.col("value") > 0).select(
        "place",
        year.alias("year"),
        pl.col("value").alias("over_value"),
        pl.col("period").alias("over_period"),
        pl.col("codes").alias("over_codes"),
        pl.col("source").alias("over_source"),
        pl.col("how").alias("over_how"),
    )
    joined = (
        above.with_columns(year=year)
        .sort("year")
        .join_asof(
            over.sort("year"),
            on="year",
            by="place",
            strategy="nearest",
            tolerance=None if timeless else NEAREST_DENOMINATOR,
            check_sortedness=False,
        )
        .filter(pl.col("over_value").is_not_null())
    )
    same = pl.col("how") == pl.col("over_how")
    stale = pl.col("over_period") != pl.col("period")
    words = (
        pl.when(same)
        .then("how")
        .otherwise(pl.format("numerator {}; denominator {}", "how", "over_how"))
    )
    dated = pl.format("{}; denominator of {}", words, "over_period")
    return joined.with_columns(
        value=pl.col("value") * entry.scale / pl.col("over_value"),
        how=words if timeless else pl.when(stale).then(dated).otherwise(words),
        **_interval(entry),
        source=pl.when(pl.col("source") == pl.col("over_source"))
        .then("source")
        .otherwise(pl.format("{}; {}", "source", "over_source")),
        series=pl.format("{} ÷ {}", "series", pl.lit(entry.over)),
    ).drop("year", "over_value", "over_source", "over_how")


def _interval(entry: DriverIndicator) -> dict[str, pl.Expr]:
    """Low and high of a ratio: of a share of neighbourhoods, from how many there are; else none."""
    if not entry.counts_neighbourhoods:
        return {end: pl.lit(None, pl.Float64) for end in ("low", "high")}
    both = pl.struct("value", "over_value")

    def end_of(row: dict[str, float], at: int) -> float:
        return entry.scale * interval_of_share(row["value"], row["over_value"])[at]

    return {
        end: both.map_elements(partial(end_of, at=at), return_dtype=pl.Float64)
        for at, end in enumerate(("low", "high"))
    }


def _growth(entry: DriverIndicator, rows: pl.DataFrame) -> pl.DataFrame:
    """Yearly growth over the entry's years, both ends from one edition and one set of areas."""
    assert entry.years is not None
    year = pl.col("period").str.head(4).cast(pl.Int64)
    key = ["place", "year", "family", "edition"]
    before = rows.select(
        "place",
        (year + entry.years).alias("year"),
        "family",
        "edition",
        pl.col("value").alias("before"),
        pl.col("period").alias("from_period"),
    )
    grown = rows.with_columns(year=year).join(before.filter(pl.col("before") > 0), on=key)
    return grown.with_columns(
        value=100 * ((pl.col("value") / pl.col("before")) ** (1 / entry.years) - 1),
        low=pl.lit(None, pl.Float64),
        high=pl.lit(None, pl.Float64),
    ).drop("year", "before")


def driver_values(
    statistics: Statistics,
    registry: Registry,
    places: Collection[str],
    *,
    on: date | None = None,
    history: History | None = None,
) -> pl.DataFrame:
    """The newest value of every indicator for every place, one row each, missing ones included.

    Columns indicator, driver, title, unit, place, period, value, low, high, age_years (from the
    period's end to `on`), released, source, status, how, reason. Where there is no figure, value
    is empty, `how` says "no figure" ("no city-region figure" for a city region) and `reason` why.

    `on` is the day of reading: `statistics.as_at`, or the newest release when None.
    """
    held = history or driver_history(statistics, registry, places)
    day = on or statistics.as_at or newest_release(statistics)
    newest = (
        held.table.with_columns(at=time_of("period"))
        .sort("at")
        .unique(["indicator", "place"], keep="last", maintain_order=True)
    )
    found = {(row["indicator"], row["place"]): row for row in newest.iter_rows(named=True)}
    rows: list[tuple[object, ...]] = []
    for entry in registry.indicators.values():
        for code in dict.fromkeys(places):
            row = found.get((entry.id, code))
            head = (entry.id, entry.driver, entry.title, entry.unit, code)
            if row is None:
                reason = held.why_missing(entry.id, code)
                rows.append(
                    (*head, *[None] * 5, None, "", "", _no_figure(statistics, code), reason)
                )
                continue
            rows.append(
                (
                    *head,
                    *(row[c] for c in ("period", "value", "low", "high")),
                    age_in_years(row["period"], day),
                    _released(statistics, row["source"]),
                    *(row[c] for c in ("source", "status", "how")),
                    "",
                )
            )
    return pl.DataFrame(rows, schema=VALUE_COLUMNS, orient="row")


VALUE_COLUMNS = {
    **dict.fromkeys(("indicator", "driver", "title", "unit", "place", "period"), pl.String),
    **dict.fromkeys(("value", "low", "high", "age_years"), pl.Float64),
    "released": pl.Date,
    **dict.fromkeys(("source", "status", "how", "reason"), pl.String),
}


def newest_release(statistics: Statistics) -> date:
    """The day of the newest release in hand."""
    return max((s.released for s in statistics.sources.values()), default=date.min)


def _released(statistics: Statistics, sources: str) -> date | None:
    """The newest day among releases joined by "; "."""
    known = [statistics.sources[s].released for s in sources.split("; ") if s in statistics.sources]
    return max(known, default=None)


def _no_figure(statistics: Statistics, code: str) -> str:
    place = statistics.gazetteer.get(code)
    kind = place.kind.value if place else ""
    return "no city-region figure" if kind == "city_region" else "no figure"
