"""What the pages stand on: one measurement, read by the questions that pages ask of it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from growthplan.accounts import ClaimCheck, Measurement, figure_id
from growthplan.plan import Plan
from growthplan.vocabulary import (
    UK,
    UK_LESS_EXTRA_REGIO,
    Figure,
    Place,
    Source,
    Statistics,
    display,
)

HEADLINE = "gva_per_hour"
PROVISIONAL_YEARS = 2
"""Newest years of an edition that revisions move most; drawn as provisional."""

_SAID = {UK: "the UK", UK_LESS_EXTRA_REGIO: "the UK less extra-regio"}
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SHORT_PUBLISHERS = {"Office for National Statistics": "ONS"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    """A measurement with the statistics, plan and checked statements around it."""

    measurement: Measurement
    statistics: Statistics
    holdings: pl.DataFrame
    plan: Plan | None = None
    claims: Sequence[ClaimCheck] = ()

    @property
    def place(self) -> str:
        return said(self.measurement.place)

    @property
    def code(self) -> str:
        return self.measurement.place.code

    @property
    def comparator(self) -> str:
        return said(self.measurement.comparator)

    @property
    def comparator_code(self) -> str:
        return self.measurement.comparator.code

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {figure.id: figure for figure in self.measurement.figures}

    def table(self, name: str) -> pl.DataFrame | None:
        """A table of the measurement, or None when it could not be made or is empty."""
        found = self.measurement.tables.get(name)
        return None if found is None or found.is_empty() else found

    @cached_property
    def gaps(self) -> pl.DataFrame | None:
        """The headline gap to the comparator, a row a year, ascending."""
        return self._headline("gap")

    @cached_property
    def gaps_by_edition(self) -> pl.DataFrame | None:
        """The headline gap to the comparator, a row a year and edition."""
        return self._headline("gap_by_edition")

    def _headline(self, name: str) -> pl.DataFrame | None:
        rows = self.table(name)
        if rows is None:
            return None
        kept = rows.filter(
            (pl.col("measure") == HEADLINE)
            & (pl.col("basis") == self.measurement.basis)
            & (pl.col("comparator") == self.comparator_code)
        ).sort("year", "released")
        return None if kept.is_empty() else kept

    @cached_property
    def newest(self) -> Row | None:
        """The newest year of the headline gap."""
        return None if self.gaps is None else self.gaps.row(-1, named=True)

    @cached_property
    def oldest(self) -> Row | None:
        """The first year of the headline gap in the newest edition."""
        if self.gaps is None or self.newest is None:
            return None
        same = self.gaps.filter(pl.col("edition") == self.newest["edition"])
        return same.row(0, named=True) if same.height > 1 else None

    @property
    def provisional_from(self) -> int:
        """First year that is drawn as provisional."""
        return int(self.newest["year"]) - PROVISIONAL_YEARS + 1 if self.newest else 9999

    def figure(
        self, measure: str, period: int | str, *parts: str, place: str | None = None
    ) -> Figure | None:
        """A figure against the report's comparator, or None when there is none.

        Levels have no comparator in their id; gaps and parts of gaps do.
        """
        of = place or self.code
        plain = figure_id(measure, of, period, *parts)
        against = figure_id(measure, of, period, *parts, comparator=self.comparator_code)
        return self.figures.get(against) or self.figures.get(plain)

    def headline(self, suffix: str = "") -> str:
        """Name of a headline measure in figure ids: the basis is said unless it is smoothed."""
        basis = self.measurement.basis
        return HEADLINE + ("" if basis == "smoothed" else f"_{basis}") + suffix

    @cached_property
    def used_sources(self) -> tuple[Source, ...]:
        """Releases whose cells the figures stand on, newest first."""
        used = {i.source for f in self.measurement.figures for i in f.lineage.inputs if i.source}
        found = [self.statistics.sources[id_] for id_ in used if id_ in self.statistics.sources]
        return tuple(sorted(found, key=lambda s: (-s.released.toordinal(), s.id)))

    def published_in(self, row: Row) -> str:
        """Which edition of which publication a row is from, as a source line."""
        publisher = next(
            (
                source.publisher
                for source in self.statistics.sources.values()
                if (source.family, source.edition) == (row["family"], row["edition"])
            ),
            "",
        )
        name = f"{_SHORT_PUBLISHERS.get(publisher, publisher)} {row['family'].replace('-', ' ')}"
        return f"{name.strip()}, {edition_title(row['edition'])}"

    @property
    def edition_line(self) -> str:
        """The edition that the headline stands on."""
        return self.published_in(self.newest) if self.newest else "No edition holds this place"

    @cached_property
    def change_is_clear(self) -> bool | None:
        """Whether the gap's change since the first year is beyond the noise of both years (90%).

        None when no range is known. The two errors are taken as independent.
        """
        if self.newest is None or self.oldest is None:
            return None
        rows = (self.newest, self.oldest)
        if any(row["low"] is None or row["high"] is None for row in rows):
            return None
        halves = [(row["high"] - row["low"]) / 2 for row in rows]
        moved = abs(self.newest["gap_pct"] - self.oldest["gap_pct"])
        return bool(moved > (halves[0] ** 2 + halves[1] ** 2) ** 0.5)


def said(place: Place) -> str:
    """A place's name as it stands inside a sentence."""
    return _SAID.get(place.code, place.name)


def edition_title(edition: str) -> str:
    """An edition as a reader writes it.

    >>> edition_title("2025-06"), edition_title("to-2020")
    ('June 2025', 'to-2020')
    """
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", edition)
    return f"{calendar.month_name[int(found[2])]} {found[1]}" if found else edition


def percent(value: float) -> str:
    """A gap's size without a sign, for a title or a label.

    >>> percent(-12.08)
    '12.1%'
    """
    return display(abs(value), "%")


def side(value: float) -> str:
    """`below` or `above`."""
    return "below" if value < 0 else "above"


def owner(name: str) -> str:
    """A place's name in the possessive.

    >>> owner("England"), owner("Tees")
    ('England’s', 'Tees’')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def count(number: int) -> str:
    """A small count in words, as prose has it.

    >>> count(5), count(33)
    ('five', '33')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def start_of_sentence(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
