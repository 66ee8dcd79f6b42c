"""The scorecard of a place: every indicator against England, its peers and its own past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from growthplan.drivers.carriers import place_name
from growthplan.drivers.comparison import (
    NOTHING,
    Against,
    Past,
    Trend,
    against_peers,
    against_place,
    pasts_of,
    trend_of,
)
from growthplan.drivers.registry import DriverIndicator, Kind, Registry, status_of
from growthplan.drivers.scorecard_figures import Origins, indicator_figures
from growthplan.drivers.scorecard_words import line_sentence, missing_notes
from growthplan.drivers.values import History, driver_history, driver_values
from growthplan.drivers.verdicts import RULE
from growthplan.vocabulary import ENGLAND, UK, Figure, GrowthplanError, Place, Statistics

SCORECARD_COLUMNS: Mapping[str, Any] = {
    **dict.fromkeys(("driver", "indicator", "title", "unit", "direction", "period"), pl.String),
    **dict.fromkeys(("value", "low", "high"), pl.Float64),
    "band": pl.String,  # where low and high come from; "" when there are none
    "age_years": pl.Float64,
    **dict.fromkeys(("verdict", "reason", "comparator_period"), pl.String),
    **dict.fromkeys(("place_then", "comparator_value"), pl.Float64),
    **dict.fromkeys(("difference", "difference_low", "difference_high"), pl.Float64),
    **dict.fromkeys(("peers_verdict", "peers_reason", "peers_period"), pl.String),
    **dict.fromkeys(("peers_median", "peers_low", "peers_high"), pl.Float64),
    "peers_count": pl.Int64,
    **dict.fromkeys(("movement", "movement_reason", "trend_from", "trend_to"), pl.String),
    **dict.fromkeys(("trend_a_year", "trend_half"), pl.Float64),
    "trend_periods": pl.Int64,
    **dict.fromkeys(("how", "missing", "definition", "status"), pl.String),
    "released": pl.Date,
    **dict.fromkeys(("source", "sentence"), pl.String),
}
"""One row an indicator, in the registry's order: drivers are never added up or ranked."""


@dataclass(frozen=True)
class Scorecard:
    """One place's driver indicators."""

    place: Place
    comparator: Place
    peers: tuple[str, ...]
    table: pl.DataFrame
    """Columns `SCORECARD_COLUMNS`; an indicator without a figure has a row that says why."""
    history: pl.DataFrame
    """Every period of the place, the comparator and the peers: `driver_history`'s table."""
    findings: pl.DataFrame
    """Parts of drivers without a good statistic: driver, title, finding."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    method: str = RULE

    def figure(self, id_: str) -> Figure:
        """The figure with that id; raises GrowthplanError when there is none."""
        for figure in self.figures:
            if figure.id == id_:
                return figure
        raise GrowthplanError(f"There is no figure '{id_}' of {self.place.name}.")


@dataclass(frozen=True)
class Line:
    """One indicator of the scorecard."""

    entry: DriverIndicator
    own: Past
    value: Mapping[str, Any]
    """The row of `driver_values`."""
    against: Against
    peers: Against
    trend: Trend | None
    low: float | None
    high: float | None
    band: str
    extra: Mapping[str, str] = field(default_factory=dict)


def scorecard(
    statistics: Statistics,
    registry: Registry,
    place: str,
    peers: Sequence[str] = (),
    *,
    comparator: str = ENGLAND,
    on: date | None = None,
    history: History | None = None,
) -> Scorecard:
    """Score a place's drivers against a comparator, its peers and its own past.

    `peers` are codes, as `find_peers` gives them; `on` is the day that ages are counted to;
    `history` a history of these places (and others) that is in hand already.
    Whatever is missing becomes a row with its reason and a note. Raises GrowthplanError for an
    unknown place or comparator.
    """
    gazetteer = statistics.gazetteer
    own, other = gazetteer.resolve(place), gazetteer.resolve(comparator)
    notes: list[str] = []
    if own.code == other.code:
        other = gazetteer[UK if own.code != UK else ENGLAND]
        notes.append(f"A place is not compared with itself: {other.name} is the comparator.")
    chosen = tuple(p for p in dict.fromkeys(peers) if p != own.code)
    places = [own.code, other.code, *chosen]
    if history is None:
        history = driver_history(statistics, registry, places)
    else:
        history = history.of(places)
    values = driver_values(statistics, registry, [own.code], on=on, history=history)
    pasts = pasts_of(history.table)
    lines = [
        _line(statistics, registry[row["indicator"]], row, pasts, own, other, chosen)
        for row in values.iter_rows(named=True)
    ]
    names = {"place": own.name, "comparator": place_name(gazetteer, other.code)}
    table = pl.DataFrame(
        [_row(statistics, line, names) for line in lines],
        schema=dict(SCORECARD_COLUMNS),
        orient="row",
    )
    if not chosen:
        notes.append("No peers are given, so nothing is compared with peers.")
    elif len(chosen) == 1:
        notes.append(
            f"The group of peers is one place, {place_name(gazetteer, chosen[0])}: its own figures "
            "stand for the median."
        )
    notes += missing_notes(table, own.name)
    return Scorecard(
        own,
        other,
        chosen,
        table,
        history.table,
        findings_of(registry),
        _figures(statistics, history, table, own, other),
        tuple(notes),
    )


def findings_of(registry: Registry) -> pl.DataFrame:
    """Parts of drivers that no good statistic exists for: driver, title, finding."""
    rows = [(e.driver, e.title, e.reason) for e in registry.findings]
    schema = dict.fromkeys(("driver", "title", "finding"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def _line(
    statistics: Statistics,
    entry: DriverIndicator,
    row: Mapping[str, Any],
    pasts: Mapping[tuple[str, str], Past],
    own: Place,
    other: Place,
    peers: Sequence[str],
) -> Line:
    mine = pasts.get((entry.id, own.code), NOTHING)
    theirs = pasts.get((entry.id, other.code), NOTHING)
    against = against_place(entry, mine, theirs, place_name(statistics.gazetteer, other.code))
    held = [pasts[entry.id, p] for p in peers if (entry.id, p) in pasts]
    trend = trend_of(entry, mine, current_prices=in_current_prices(entry, statistics))
    low, high, band = row["low"], row["high"], ""
    if low is not None:
        added = "added up" in row["how"]
        band = "from the authorities' published intervals, 95%" if added else "published, 95%"
        if entry.counts_neighbourhoods:
            band = "from the number of neighbourhoods, 95%"
    elif trend is not None and trend.noise_half is not None:
        low, high = _possible(entry.unit, row["value"], trend.noise_half)
        band = "derived from variation from year to year, 90%"
    return Line(entry, mine, row, against, against_peers(entry, mine, held), trend, low, high, band)


def _possible(unit: str, value: float, half: float) -> tuple[float, float]:
    """A band that stays within what the unit can hold: growth may be below zero, little else."""
    low, high = value - half, value + half
    if unit == "% a year":
        return low, high
    return max(low, min(value, 0.0)), min(high, 100.0) if unit == "%" else high


def in_current_prices(entry: DriverIndicator, statistics: Statistics) -> bool:
    """Whether an indicator is an amount of money that rises with prices: shares are not."""
    if not entry.unit.startswith("£"):
        return False
    known = [statistics.indicators.get(c.indicator) for c in entry.components]
    return any(i is not None and i.price_basis == "current" for i in known) or not any(known)


def _row(statistics: Statistics, line: Line, names: Mapping[str, str]) -> tuple[object, ...]:
    value, against, peers, trend = line.value, line.against, line.peers, line.trend
    gap = against.difference
    entry = line.entry
    missing = value["reason"]
    cells: dict[str, object] = {
        "driver": entry.driver,
        "indicator": entry.id,
        "title": entry.title,
        "unit": entry.unit,
        "direction": entry.direction.value,
        "period": value["period"],
        "value": value["value"],
        "low": line.low,
        "high": line.high,
        "band": line.band,
        "age_years": value["age_years"],
        "verdict": against.verdict,
        "reason": missing or against.reason,
        "comparator_period": against.period,
        "place_then": against.value,
        "comparator_value": against.other,
        "difference": gap.value if gap else None,
        "difference_low": gap.low if gap else None,
        "difference_high": gap.high if gap else None,
        "peers_verdict": peers.verdict,
        "peers_reason": missing or peers.reason,
        "peers_period": peers.period,
        "peers_median": peers.other,
        "peers_low": peers.lowest,
        "peers_high": peers.highest,
        "peers_count": peers.count,
        "movement": trend.movement if trend else "cannot tell",
        "movement_reason": trend.reason if trend else missing,
        "trend_from": trend.first if trend else None,
        "trend_to": trend.last if trend else None,
        "trend_a_year": trend.slope if trend else None,
        "trend_half": trend.half if trend else None,
        "trend_periods": trend.periods if trend else 0,
        "how": value["how"],
        "missing": missing,
        "definition": f"{entry.definition} Computed as {entry.formula}."
        if entry.kind is not Kind.PUBLISHED
        else entry.definition,
        "status": status_of(entry, statistics),
        "released": value["released"],
        "source": value["source"],
    }
    cells["sentence"] = line_sentence(cells, names)
    return tuple(cells[name] for name in SCORECARD_COLUMNS)


def _figures(
    statistics: Statistics, history: History, table: pl.DataFrame, own: Place, other: Place
) -> tuple[Figure, ...]:
    origins = Origins.of(statistics, history, [own.code, other.code])
    found: list[Figure] = []
    for row in table.filter(pl.col("value").is_not_null()).iter_rows(named=True):
        found += indicator_figures(origins, row, own, other)
    return tuple(found)
