"""What is being measured, and what has come of it so far."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TypeVar

import polars as pl

from growthplan.accounts.lineage import Cells
from growthplan.accounts.measures import Basis
from growthplan.accounts.words import as_a_start
from growthplan.vocabulary import Figure, GrowthplanError, Statistics

HEADLINE = "gva_per_hour"

T = TypeVar("T")


@dataclass
class Desk:
    """What is being measured, and what has come of it so far; private to one call."""

    statistics: Statistics
    cells: Cells
    place: str
    comparator: str
    basis: Basis
    years: Collection[int] | None
    notes: list[str]
    methods: list[str] = field(default_factory=list)
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    """What is not published, as errors begin to say it; one note names it all."""

    def attempt(self, what: str, compute: Callable[[], T]) -> T | None:
        """The result, or None and a note that says why there is none, as to a reader: without
        what to type, and not again where it is only that a measure is not published."""
        try:
            return compute()
        except GrowthplanError as fault:
            said = " ".join(one.message for one in fault.faults)
            if not any(said.startswith(known) for known in self.lacking):
                self.note(f"{what}: left out. {as_a_start(said)}")
            return None

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def method(self, *texts: str) -> None:
        self.methods += [text for text in texts if text not in self.methods]

    def in_years(self, rows: pl.DataFrame) -> pl.DataFrame:
        if self.years is None:
            return rows
        return rows.filter(pl.col("year").is_in(sorted(self.years)))
