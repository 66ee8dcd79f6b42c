"""The store as if only some releases, or only some periods, had been published."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import polars as pl

from growthplan.store.reading import Store
from growthplan.store.schema import REFERENCE_TABLES, TABLES

_KEY = ("indicator", "place", "period", "industry")


class LimitedStore(Store):
    """A store that shows the named releases only: what a build read that knew of no other.

    With `periods_of` it shows, of the releases named, only those figures whose indicator, place,
    period and industry at least one release of `periods_of` has: revisions without new data. Of
    reference tables it then shows those releases only.

    A row of a reference table that a later import replaced is gone from the store file, so it
    cannot be shown again.
    """

    def __init__(
        self,
        path: Path | None = None,
        releases: Collection[str] = (),
        periods_of: Collection[str] | None = None,
    ) -> None:
        super().__init__(path)
        self._releases = sorted(releases)
        self._of_reference = self._releases if periods_of is None else sorted(periods_of)
        self._periods: pl.DataFrame | None = None
        if periods_of is not None:
            self._periods = self._keys(sorted(periods_of))

    @property
    def shows(self) -> object:
        return tuple(self._releases), tuple(self._of_reference), self._periods is None

    def _keys(self, releases: list[str]) -> pl.DataFrame:
        shown, self._releases = self._releases, releases
        keys = self.rows("observations").select(_KEY).unique()
        self._releases = shown
        return keys

    def _known(self, table: str, rows: pl.DataFrame) -> pl.DataFrame:
        if table == "sources":
            return rows.filter(pl.col("id").is_in(self._releases))
        if "source" in TABLES[table]:
            seen = self._of_reference if table in REFERENCE_TABLES else self._releases
            rows = rows.filter(pl.col("source").is_in(seen))
        if table == "observations" and self._periods is not None:
            rows = rows.join(self._periods, on=_KEY, how="semi", nulls_equal=True)
        return rows
