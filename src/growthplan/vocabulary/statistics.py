"""Statistics in hand: observations of every release, with what is needed to read them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import polars as pl

from growthplan.vocabulary.gazetteer import Gazetteer
from growthplan.vocabulary.indicator import Indicator
from growthplan.vocabulary.source import Source

T = TypeVar("T")

_WHAT = ["indicator", "place", "period", "industry"]


@dataclass(frozen=True)
class Statistics:
    """Observations of every release known on `as_at`, with their sources and definitions.

    The store makes it, the core reads it. Nothing here changes; selections return new tables.
    """

    observations: pl.DataFrame
    """Schema `OBSERVATIONS`."""
    series: pl.DataFrame
    """Schema `SERIES`."""
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    gazetteer: Gazetteer
    as_at: date | None = None

    @cached_property
    def releases(self) -> pl.DataFrame:
        """One row a source: source, family, edition, released, priority."""
        return pl.DataFrame(
            [(s.id, s.family, s.edition, s.released, s.priority) for s in self.sources.values()],
            schema={
                "source": pl.String,
                "family": pl.String,
                "edition": pl.String,
                "released": pl.Date,
                "priority": pl.Int64,
            },
            orient="row",
        )

    @cached_property
    def _remembered(self) -> dict[Hashable, Any]:
        return {}

    def remembered(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What `compute` gives, worked out once for these statistics and kept under `key`.

        For tables and estimates over every place, which many questions share. `compute` depends on
        nothing but these statistics and the key, and its result is never changed.
        """
        if key not in self._remembered:
            self._remembered[key] = compute()
        found: T = self._remembered[key]
        return found

    def _selected(
        self, indicator: str | Iterable[str], places: Iterable[str] | None
    ) -> pl.DataFrame:
        wanted = [indicator] if isinstance(indicator, str) else list(indicator)
        rows = self.observations.lazy().filter(pl.col("indicator").is_in(wanted))
        if places is not None:
            rows = rows.filter(pl.col("place").is_in(list(places)))
        return rows.collect()

    def every_release(
        self, indicator: str | Iterable[str], places: Iterable[str] | None = None
    ) -> pl.DataFrame:
        """Every release's observations of some indicators, with `family, edition, released,
        priority` joined on. Rows in no particular order."""
        return self._selected(indicator, places).join(self.releases, on="source")

    def by_edition(
        self, indicator: str | Iterable[str], places: Iterable[str] | None = None
    ) -> pl.DataFrame:
        """One row for each indicator, place, period, industry, family and edition: where several
        files of one edition print the same figure, the one of highest priority."""
        rows = self.every_release(indicator, places)
        return self._newest(rows, [*_WHAT, "family", "edition"])

    def latest(
        self, indicator: str | Iterable[str], places: Iterable[str] | None = None
    ) -> pl.DataFrame:
        """One row for each indicator, place, period and industry: the newest release's."""
        rows = self._newest(self._selected(indicator, places), _WHAT)
        return rows.join(self.releases, on="source", maintain_order="left")

    def _newest(self, rows: pl.DataFrame, key: list[str]) -> pl.DataFrame:
        """The newest row of each key; on one day a filled cell before an empty one, then the
        highest priority, then the source's name, so that the choice never depends on the order
        of rows."""
        ranked = self.releases.sort("priority", "source", descending=[False, True])
        count = ranked.height
        # One number says it all: the day first, then filled or empty, then priority and name.
        order = 2 * count * ranked["released"].rank("dense").cast(pl.Int64)
        order += pl.int_range(count, eager=True)
        score = pl.col("source").replace_strict(ranked["source"], order, return_dtype=pl.Int64)
        score += count * pl.col("value").is_not_null().cast(pl.Int64)
        if (rows["industry"] == "").all():
            key = [column for column in key if column != "industry"]
        return rows.filter(score == score.max().over(key)).sort(key)

    def adopting_same_area(self, code: str) -> Statistics:
        """With figures published under another code for the same boundary taken as the place's
        own, in editions that print none under its own code.

        Liverpool City Region (`E47000004`) is ITL2 `TLD7`: its current-price figures agree, so
        the June 2023 edition, which knows only `TLD7`, serves too. Chained volumes and indices
        are computed apart for each geography, do not agree, and are never adopted.
        """
        same = self.gazetteer[code].same_area_as
        agreeing = [
            i.id for i in self.indicators.values() if i.price_basis in ("current", "not money")
        ]
        key = ["indicator", "period", "industry", "family", "edition"]
        own = self.every_release(agreeing, [code])
        adopted = (
            self.by_edition(agreeing, same)
            .join(own, on=key, how="anti")
            .unique(key, keep="first", maintain_order=True)
            .with_columns(place=pl.lit(code))
            .select(self.observations.columns)
        )
        return replace(self, observations=pl.concat([self.observations, adopted]))

    def known_on(self, day: date) -> Statistics:
        """What was known on a day: releases published later are left out."""
        sources = {id_: s for id_, s in self.sources.items() if s.released <= day}
        kept = pl.col("source").is_in(list(sources))
        return replace(
            self,
            observations=self.observations.filter(kept),
            series=self.series.filter(kept),
            sources=sources,
            as_at=day,
        )
