"""Series that monitoring watches: figures by place, with variances from places alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from growthplan.accounts import cell_reference
from growthplan.journeys.monitoring_gaps import BASE, is_gap, parts_of
from growthplan.monitoring import (
    FEWEST_FIGURES,
    FEWEST_PLACES,
    PLAIN,
    Readings,
    Revisions,
    Variances,
    Window,
    at_prices,
    pooled_variances,
    readings,
    revision_record,
    window_of,
    with_vintages,
    year_of,
)
from growthplan.vocabulary import UK, Input, Place, PlaceKind, Statistics

_POOLS = {
    PlaceKind.LOCAL_AUTHORITY: "local authorities",
    PlaceKind.CITY_REGION: "city regions",
    PlaceKind.ITL3: "ITL3 areas",
    PlaceKind.ITL2: "ITL2 areas",
    PlaceKind.REGION: "regions",
    PlaceKind.COUNTY: "counties",
}
_MOST_CELLS = 30


@dataclass(frozen=True)
class Series:
    """One place's figures with what they are read with."""

    readings: Readings
    variances: Variances
    method: str


def unsmoothed(statistic: str) -> str:
    """The name of the unsmoothed series of a smoothed one."""
    return f"{statistic}_unsmoothed"


def series_of(
    statistics: Statistics, statistic: str, place: Place, prices: int | None = None
) -> Series | None:
    """One place's series; unsmoothed where the publisher prints that for the place, unless the
    smoothed one has a newer figure.

    With `prices`, money in the prices of that year. None where nothing is published for the place.
    """
    newest: dict[str, str] = {}
    for name in (unsmoothed(statistic), statistic):
        own = _rows(statistics, name, prices).filter(pl.col("place") == place.code)
        if not own.is_empty():
            newest[name] = str(own["period"].max())
    if not newest:
        return None
    name = max(newest, key=lambda one: newest[one])  # of two as new the first
    return _read(statistics, name, _rows(statistics, name, prices), place, prices)


def _read(
    statistics: Statistics, name: str, rows: pl.DataFrame, place: Place, prices: int | None
) -> Series:
    window = _window(statistics, name, rows)
    unit = statistics.indicators[name].unit
    own = readings(rows.filter(pl.col("place") == place.code), name, unit, window)
    if own.table.height < FEWEST_FIGURES:  # nothing is estimated, so no variance is asked for
        return Series(own, Variances(0.0, 0.0, 0.0), "")
    variances, method = _pool(statistics, name, place.kind, prices)
    if window == PLAIN and prices is None:
        editions = statistics.by_edition(name, [place.code])
        own, left = with_vintages(own, editions, variances.revisions)
        variances = replace(variances, revisions=left)
    return Series(own, variances, _how(statistics, name, window, method, prices))


def _rows(statistics: Statistics, name: str, prices: int | None) -> pl.DataFrame:
    def find() -> pl.DataFrame:
        rows = statistics.latest(name).filter(
            (pl.col("industry") == "") & pl.col("value").is_not_null()
        )
        return rows if prices is None else at_prices(rows, deflators(statistics), prices)

    return statistics.remembered(("monitoring rows", name, prices), find)


def deflators(statistics: Statistics) -> Mapping[int, float]:
    """The GDP deflator of the UK by calendar year."""
    rows = statistics.latest("gdp_deflator", [UK]).filter(pl.col("period").str.len_chars() == 4)
    return {int(period): value for period, value in rows.select("period", "value").iter_rows()}


def _window(statistics: Statistics, name: str, rows: pl.DataFrame) -> Window:
    return window_of(statistics, name, {p: year_of(p)[1] for p in rows["period"].unique()})


def _pool(
    statistics: Statistics, name: str, kind: PlaceKind, prices: int | None
) -> tuple[Variances, str]:
    """Variances from places of the kind, else from local authorities, else from every place; those
    of a smoothed series from unsmoothed ITL3 areas, since smoothing hides them."""
    pools: list[tuple[str, PlaceKind | None]] = [
        (name, kind), (name, PlaceKind.LOCAL_AUTHORITY), (name, None)
    ]  # fmt: skip
    if unsmoothed(name) in statistics.indicators:  # on an earlier day they may have no figure yet
        pools = [(unsmoothed(name), PlaceKind.ITL3), (unsmoothed(name), None), *pools]
    for source, one in pools:
        made = statistics.remembered(
            ("monitoring pool", source, one, prices),
            lambda source=source, one=one: _pooled(statistics, source, one, prices),  # type: ignore[misc]
        )
        if made is not None:
            return made
    raise AssertionError("any place is a pool")


def pooled_for(statistics: Statistics, name: str, kind: PlaceKind) -> Variances:
    """Variances of a series from places of a kind, or from those that stand in for them."""
    return _pool(statistics, name, kind, None)[0]


def _pooled(
    statistics: Statistics, name: str, kind: PlaceKind | None, prices: int | None
) -> tuple[Variances, str] | None:
    rows = _rows(statistics, name, prices)
    if kind is not None:
        codes = [place.code for place in statistics.gazetteer.of_kind(kind)]
        rows = rows.filter(pl.col("place").is_in(codes))
    counts = rows.group_by("place").len()
    enough = counts.filter(pl.col("len") >= FEWEST_FIGURES)["place"]
    if len(enough) < (FEWEST_PLACES if kind is not None else 1):
        return None
    rows = rows.filter(pl.col("place").is_in(enough.implode()))
    unit = statistics.indicators[name].unit
    read = readings(rows, name, unit, _window(statistics, name, rows))
    weights = np.where(np.isnan(read.values), np.nan, read.weights)
    found = pooled_variances(
        read.values, _revisions(statistics, name, kind, read.logged), read.window,
        np.nanmean(weights, axis=0, keepdims=True) if (read.weights != 1).any() else None,
    )  # fmt: skip
    return found, f"{len(read.places)} {_POOLS.get(kind, 'places') if kind else 'places'}"


def _revisions(
    statistics: Statistics, name: str, kind: PlaceKind | None, logged: bool
) -> Revisions:
    """Revisions over places of the kind, or over every place when those are too few."""
    editions = statistics.by_edition(name).filter(pl.col("industry") == "")
    codes = [p.code for p in statistics.gazetteer.values() if kind is None or p.kind is kind]
    found = revision_record(editions.filter(pl.col("place").is_in(codes)), logged)
    return found if found.count else revision_record(editions, logged)


def _how(statistics: Statistics, name: str, window: Window, pool: str, prices: int | None) -> str:
    said = [
        "A level and a trend, filtered from every published figure; how large shocks and noise are "
        f"comes from {pool} together, with a scale of the place's own."
    ]
    if window.reach:
        said.append("The publisher's five-year smoothing is undone within the filter.")
    elif window.width > 1:
        said.append(f"Each figure averages {window.width} years, and is read as such.")
    if is_gap(name):
        said.append("Worked out from the place's and the comparator's figures of one edition.")
    if name.endswith("_unsmoothed"):
        said.append("Read from the unsmoothed figures; the headline statistic is smoothed.")
    if prices is not None:
        said.append(f"In prices of {prices}, by the GDP deflator of the UK.")
    if statistics.by_edition(name)["edition"].n_unique() < 2:
        said.append("No earlier edition is held, so revision is not allowed for.")
    else:
        said.append("The newest figures count for less, by how much editions held were revised.")
    return " ".join(said)


def inputs_of_gap(
    statistics: Statistics, comparator: Place, place: Place, rows: pl.DataFrame
) -> tuple[Input, ...]:
    """What a gap was worked out from: the published rows of the place and of its comparator."""
    return tuple(
        _input(statistics, part, name, part["value"])
        for row in rows.tail(_MOST_CELLS // 2).iter_rows(named=True)
        for name, part in parts_of(statistics, place, comparator, row)
    )


def inputs_of(statistics: Statistics, place: Place, rows: pl.DataFrame) -> tuple[Input, ...]:
    """Published rows as inputs, each with release, file and cell; of many, the newest. Money that
    was moved to the prices of one year has the deflator of its newest year beside it."""
    found = [
        _input(statistics, row, place.name, row.get("printed", row["value"]))
        for row in rows.tail(_MOST_CELLS).iter_rows(named=True)
    ]
    if "printed" in rows.columns:
        newest = statistics.latest("gdp_deflator", [UK]).filter(
            pl.col("period") == str(rows["year"][-1])
        )
        found += [_input(statistics, r, "UK", r["value"]) for r in newest.iter_rows(named=True)]
    return tuple(found)


def _input(statistics: Statistics, row: dict[str, Any], where: str, value: float) -> Input:
    known = statistics.indicators[row["indicator"]]
    return Input(
        label=f"{known.title}, {where}, {row['period']}",
        value=value,
        unit=known.unit,
        source=row["source"],
        file=statistics.sources[row["source"]].file,
        cell=cell_reference(row["sheet"], row["row"], row["column"]),
    )


def indicators_read(statistics: Iterable[str]) -> list[str]:
    """Every series that watching some statistics reads."""
    wanted = [BASE if is_gap(one) else one for one in statistics]
    names = [name for one in wanted for name in (one, unsmoothed(one))]
    return [*names, "gdp_deflator"]
