"""What every geography importer hands back: places, no observations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from growthplan.importers.layout import CELLS, LABELS, Parsed, stop
from growthplan.importers.ons_geography.merging import with_known
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Gazetteer, Place

LICENCE = "Open Government Licence v3.0"


def parsed(
    layout: str,
    title: str,
    places: Iterable[Place | None],
    gazetteer: Gazetteer,
    *,
    publisher: str = "Office for National Statistics",
    notes: tuple[str, ...] = (),
    boundaries: dict[str, Any] | None = None,
    licence: str = LICENCE,
    status: str = "official geography",
) -> Parsed:
    """A lookup read: its places, joined with what the gazetteer knows of them."""
    return Parsed(
        layout=layout,
        dataset=layout.split("_", 1)[1].replace("_", "-"),
        title=title,
        publisher=publisher,
        family="geography",
        observations=pl.DataFrame(schema=CELLS),
        series=pl.DataFrame(schema=LABELS),
        status=status,
        licence=licence,
        places=with_known((place for place in places if place), gazetteer),
        boundaries=boundaries,
        notes=notes,
    )


def has_columns(file: OpenFile, *columns: str) -> bool:
    """Whether the file is a CSV whose first line has all these columns."""
    if file.kind != "csv":
        return False
    found = {column.strip().strip('"') for column in file.header.split(",")}
    return found.issuperset(columns)


def check_codes(file: OpenFile, table: pl.DataFrame, column: str, pattern: str) -> None:
    """Raise GrowthplanError naming the first cells of `column` that are not such codes."""
    codes = table.filter(~pl.col(column).fill_null("").str.strip_chars().str.contains(pattern))
    if codes.height:
        some = ", ".join(
            f"'{row[column] or ''}' in line {row['row']}" for row in codes.head(5).to_dicts()
        )
        raise stop(
            file,
            f"{codes.height} cells of column '{column}' are not area codes: {some}",
            fix="Download the lookup again from the ONS Open Geography portal.",
        )
