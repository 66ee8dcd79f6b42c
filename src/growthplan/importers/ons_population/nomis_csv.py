"""Population of local authorities by year: the table that Nomis makes, as CSV.

The file begins with a blank line and four lines that say what was asked for, and ends with notes.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, datetime

import polars as pl

from growthplan.importers.cells import MARKERS, finish, with_places
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_population.indicators import FAMILY, POPULATION, PUBLISHER, STATUS
from growthplan.importers.opening import OpenFile, check_not_cut_short
from growthplan.importers.year_table import YearTable, cells_of, check_rows_named_once, csv_table
from growthplan.vocabulary import UNKNOWN_LICENCE, Gazetteer

LAYOUT = "ons_population_nomis_csv"
TITLE = "Population estimates - local authority based by single year of age"
HEADINGS = {
    "name": ("local authority: district / unitary (as of april 2021)",),
    "code": ("mnemonic",),
}
ASKED_FOR = {"gender": "total", "age": "all ages"}
"""What the lines above the table must say was asked for."""

FOOTER = "These figures are missing."
COUNTRIES = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}

_DOWNLOADED = re.compile(r"from Nomis on (\d{1,2} [A-Za-z]+ \d{4})")


def recognises(file: OpenFile) -> bool:
    return file.kind == "csv" and file.header.strip().strip('"') == TITLE


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read the table between its preamble and its notes.

    Raises GrowthplanError when it is not of all ages and both sexes, when a country or the notes
    at the end are missing, or when years have a gap.
    """
    lines = file.text.splitlines()
    check_not_cut_short(file.data, file.name)
    start = _header_line(file, lines)
    _check_asked_for(file, lines[:start])
    end = _end_of_table(lines, start)
    table = _table(file, lines, start, end)
    _check_complete(table, lines[end:])
    placed, unknown = with_places(table.rows, gazetteer, file)
    downloaded = _downloaded(file, lines[:start])
    return Parsed(
        layout=LAYOUT,
        dataset="population-local-authorities",
        title=TITLE,
        publisher=PUBLISHER,
        family=FAMILY,
        observations=finish(cells_of({POPULATION.id: table.with_rows(placed)}, "place")),
        series=pl.DataFrame(
            [(POPULATION.id, "people", "not money", f"{TITLE}: all ages, both sexes")],
            schema=LABELS,
            orient="row",
        ),
        indicators=(POPULATION,),
        released=downloaded,
        priority=6,
        status=STATUS,
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        notes=_notes(lines[end:], downloaded),
    )


def _header_line(file: OpenFile, lines: list[str]) -> int:
    """Index of the line of headings."""
    for index, line in enumerate(lines[:30]):
        if "mnemonic" in line.casefold():
            return index
    raise stop(file, "no line of headings with 'mnemonic' is among the first 30")


def _check_asked_for(file: OpenFile, preamble: list[str]) -> None:
    said = {}
    for record in csv.reader(preamble):
        if len(record) == 2:
            said[record[0].rstrip(" :").casefold()] = record[1].strip().casefold()
    for what, wanted in ASKED_FOR.items():
        if said.get(what) != wanted:
            raise stop(
                file,
                f"the lines above the table say {what} '{said.get(what, 'nothing')}', not "
                f"'{wanted}'",
                fix="Download it from Nomis again with all ages and both sexes.",
            )


def _end_of_table(lines: list[str], start: int) -> int:
    """Index of the first blank line after the rows of the table (one may follow the headings)."""
    index = start + 1
    while index < len(lines) and not lines[index].strip():
        index += 1
    while index < len(lines) and lines[index].strip():
        index += 1
    return index


def _table(file: OpenFile, lines: list[str], start: int, end: int) -> YearTable:
    body = "\n".join(line for line in lines[start:end] if line.strip()) + "\n"
    blank = sum(not line.strip() for line in lines[start:end])
    part = replace(file, data=body.encode())
    table = csv_table(part, HEADINGS)
    # Lines before the headings, and those left out after them, count in the file.
    shifted = table.rows.with_columns((pl.col("row") + start + blank).cast(pl.Int32))
    table = YearTable(file, "", TITLE, shifted, table.columns)
    check_rows_named_once(table, "code")
    return table


def _check_complete(table: YearTable, footer: list[str]) -> None:
    found = set(table.rows["code"].str.slice(0, 1))
    missing = [name for letter, name in COUNTRIES.items() if letter not in found]
    if missing or not any(FOOTER in line for line in footer):
        raise stop(
            table.file,
            f"there are no local authorities of {', '.join(missing)}"
            if missing
            else "the notes that end the file are missing: it was cut short",
            fix="Download the file again.",
        )


def _downloaded(file: OpenFile, preamble: list[str]) -> date | None:
    found = _DOWNLOADED.search(" ".join(preamble))
    if not found:
        return None
    try:
        return datetime.strptime(found[1], "%d %B %Y").date()
    except ValueError:
        raise stop(file, f"'{found[1]}' is not a date") from None


def _notes(footer: list[str], downloaded: date | None) -> tuple[str, ...]:
    """What the publisher says below the table, and what stands in for the day of publication."""
    said = " ".join(
        record[1].strip()
        for record in csv.reader(io.StringIO("\n".join(footer)))
        if len(record) == 2 and record[1].strip() and record[0].strip() not in MARKERS
    )
    notes = [f"{said}."] if said else []
    if downloaded:
        notes.append(
            f"The file was downloaded on {downloaded.day} {downloaded:%B %Y}: that day is printed "
            "in it and stands in for the day of publication."
        )
    return tuple(notes)


LAYOUTS = (Layout(LAYOUT, "ONS population of local authorities from Nomis: CSV", recognises, read),)
