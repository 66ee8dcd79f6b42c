"""Tables as a build published them: what each is, and which of its numbers are figures."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from growthplan.journeys.explaining_published import Published
from growthplan.vocabulary import Fault, GrowthplanError, nearest

TELLING = 6
"""Digits from which a number that is equal to a figure's is that figure's: with fewer, the
column or the table has to name what the figure measures."""
Row = Mapping[str, Any]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Heading:
    """A column: its name in the file, what it says on the page, and its unit."""

    key: str
    title: str
    unit: str
    is_year: bool


@dataclass(frozen=True)
class Tabled:
    """A table of a build, with the ids of the figures that its cells show."""

    id: str
    title: str
    source: str
    notes: tuple[str, ...]
    columns: tuple[Heading, ...]
    rows: tuple[Row, ...]
    published: Published

    def figures_of(self, row: int) -> dict[str, str]:
        """Ids of the figures in a row, by the key of their column."""
        given = self.rows[row]
        found = {c.key: self._figure_at(given, c) for c in self.columns}
        return {key: id_ for key, id_ in found.items() if id_}

    def _figure_at(self, row: Row, column: Heading) -> str:
        value = row.get(column.key)
        if column.is_year or isinstance(value, bool) or not isinstance(value, int | float):
            return ""
        known = self.published.by_value.get(float(value), ())
        same = [one for one in known if value and self._fits(one, row, column)]
        exact = [one for one in same if str(one["id"]).split("/")[0].endswith(f"_{column.key}")]
        same = exact if len(exact) == 1 else same
        if _texts(row) or len(same) > 1:
            same = [one for one in same if self._is_named(one, row, column)]
        if _digits(value) < TELLING:
            same = [one for one in same if self._is_measured(one, column)]
        return str(same[0]["id"]) if len(same) == 1 else ""

    def _fits(self, figure: Row, row: Row, column: Heading) -> bool:
        """Whether a figure has the column's unit and the row's year, where both have one."""
        years = {str(row[c.key]) for c in self.columns if c.is_year and row.get(c.key) is not None}
        said = set(_YEAR.findall(str(figure["period"])))
        units = {figure["unit"], column.unit} - {""}
        return len(units) < 2 and (not years or not said or bool(years & said))

    def _is_named(self, figure: Row, row: Row, column: Heading) -> bool:
        """Whether a figure's sentence names what the row or the column is about."""
        sentence = str(figure["sentence"]).casefold()
        names = [column.title.removesuffix(f" ({column.unit})"), *_texts(row)]
        return any(name.casefold() in sentence for name in names if len(name) > 2)

    def _is_measured(self, figure: Row, column: Heading) -> bool:
        """Whether the column or the table names what a figure measures."""
        said = _words(self.id, self.title, column.key, column.title)
        return _words(figure["id"].split("/")[0]) <= said


def open_table(published: Published, data: Path, table_id: str) -> Tabled:
    """A table by its id, with what its sidecar in the folder `data` says of it.

    Raises GrowthplanError with the nearest ids when there is none, or it can't be read.
    """
    rows = published.tables.get(table_id)
    if rows is None:
        close = nearest(table_id, published.tables)
        fix = f"Nearest: {', '.join(close)}." if close else None
        raise GrowthplanError(
            Fault(f"There is no table '{table_id[:120]}'.", fix=fix, code="table")
        )
    try:
        said = json.loads((data / f"{table_id}.csv-metadata.json").read_text("utf-8"))
        columns = tuple(_heading(one) for one in said["tableSchema"]["columns"])
        notes = tuple(said["rdfs:comment"])
        return Tabled(
            table_id, said["dc:title"], said["dc:source"], notes, columns, tuple(rows), published
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise GrowthplanError(
            Fault(f"What the table '{table_id}' is can't be read.", code="table",
                  fix="Build the plan again.")
        ) from None  # fmt: skip


def _heading(said: Mapping[str, Any]) -> Heading:
    unit = said.get("schema:unitText", "")
    return Heading(said["name"], said["dc:description"], unit, said["datatype"] == "gYear")


def _digits(value: float) -> int:
    """Digits of a number that say something.

    >>> _digits(37.2), _digits(-12.0837461), _digits(5600)
    (3, 9, 2)
    """
    return len(re.sub(r"e.*", "", f"{abs(value):.12g}").replace(".", "").strip("0"))


def _texts(row: Row) -> list[str]:
    return [cell for cell in row.values() if isinstance(cell, str)]


def _words(*texts: str) -> set[str]:
    return {word for text in texts for word in re.findall(r"[a-z0-9]+", text.casefold())}
