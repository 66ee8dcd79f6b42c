"""Workbooks that Nomis makes of one figure by local authority and year: jobs density, enterprises,
weekly pay with its standard error. Lines above the table say what was asked for, notes below it
end the sheet; authorities are named and have no codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from growthplan.importers.cells import finish, long_table, with_places, with_values
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_employment.indicators import (
    ENTERPRISES,
    GROSS_WEEKLY_PAY,
    JOBS_DENSITY,
    PUBLISHER,
)
from growthplan.importers.ons_employment.names import named_authorities
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Gazetteer, Indicator

LAYOUT = "ons_employment_nomis_workbook"
SHEET = "Data"
FIRST_HEADING = "local authority: district / unitary"
LAST_ROW = "Column Total"
FEWEST_AUTHORITIES = 300

_DOWNLOADED = re.compile(r"from Nomis on (\d{1,2} [A-Za-z]+ \d{4})")
_YEAR = re.compile(r"(?:19|20)\d\d")
CONFIDENCE = 1.96


@dataclass(frozen=True)
class _Kind:
    """One of the tables."""

    indicator: Indicator
    asked_for: Mapping[str, str]
    """What the lines above the table must say."""
    dataset: str
    plausible: tuple[float, float]
    """Least and most that an authority's figure can be."""
    with_error: bool = False
    """Whether each year has a second column, its standard error in per cent."""


KINDS: Mapping[str, _Kind] = {
    "jobs density": _Kind(JOBS_DENSITY, {"item name": "Jobs density"}, "jobs-density", (0.1, 300)),
    "UK Business Counts - enterprises by industry and employment size band": _Kind(
        ENTERPRISES,
        {"industry": "Total", "employment sizeband": "Total", "legal status": "Total"},
        "uk-business-counts",
        (50, 200_000),
    ),
    "annual survey of hours and earnings - resident analysis": _Kind(
        GROSS_WEEKLY_PAY,
        {
            "sex": "Total",
            "item name": "Median",
            "pay": "Weekly pay - gross",
            "confidence": "Standard error as a percentage of the figure",
        },
        "gross-weekly-pay",
        (150, 3_000),
        with_error=True,
    ),
}
"""Under the title of each."""


def recognises(file: OpenFile) -> bool:
    if file.kind != "workbook" or SHEET not in file.sheets or file.sheets[SHEET].is_empty():
        return False
    return str(file.sheets[SHEET]["c1"][0] or "").strip() in KINDS


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read one figure by authority and year.

    Raises GrowthplanError when the table is of something else than all industries, sizes or
    sexes, when years have a gap, when an authority is there twice, and when the notes that end
    the sheet are missing.
    """
    frame = file.sheets[SHEET]
    title = str(frame["c1"][0]).strip()
    kind = KINDS[title]
    top, start = _top(file, frame)
    _check_asked_for(file, kind, top)
    rows = _rows(file, frame, start)
    cells = _cells(file, frame, kind, start, rows)
    named, notes = named_authorities(cells, gazetteer)
    placed, unknown = with_places(named, gazetteer, file, SHEET)
    _check_plausible(file, placed, kind)
    downloaded = _downloaded(file, top)
    indicator = kind.indicator
    return Parsed(
        layout=LAYOUT,
        dataset=kind.dataset,
        title=f"{title[0].upper()}{title[1:]}",
        publisher=PUBLISHER,
        family=kind.dataset,
        observations=finish(placed, indicator=indicator.id, sheet=SHEET),
        series=pl.DataFrame(
            [(indicator.id, indicator.unit, indicator.price_basis, title)],
            schema=LABELS,
            orient="row",
        ),
        indicators=(indicator,),
        released=downloaded,
        status=indicator.status,
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        notes=(
            *notes,
            f"The file was downloaded on {downloaded.day} {downloaded:%B %Y}: that day is printed "
            "in it and stands in for the day of publication.",
        ),
    )


def _top(file: OpenFile, frame: pl.DataFrame) -> tuple[list[list[str]], int]:
    """The lines above the table, and the index of its headings."""
    lines = [[" ".join((t or "").split()) for t in row] for row in frame.head(20).rows()]
    for index, line in enumerate(lines):
        if line[0].startswith(FIRST_HEADING):
            return lines[:index], index
    raise stop(file, f"no row of the first 20 begins with '{FIRST_HEADING}'", SHEET)


def _check_asked_for(file: OpenFile, kind: _Kind, top: list[list[str]]) -> None:
    said = {line[0]: line[1] for line in top if len(line) > 1 and line[1]}
    for what, wanted in kind.asked_for.items():
        if said.get(what) != wanted:
            raise stop(
                file,
                f"the lines above the table say {what} '{said.get(what, 'nothing')}', not "
                f"'{wanted}'",
                SHEET,
                fix=f"Download it from Nomis again with {what} '{wanted}'.",
            )


def _rows(file: OpenFile, frame: pl.DataFrame, start: int) -> pl.DataFrame:
    """The authorities' rows, from under the headings to the total, with their row numbers."""
    body = frame.with_row_index("row", offset=1).slice(start + 1)
    ends = (body["c1"].str.strip_chars() == LAST_ROW).fill_null(False).arg_true()
    if ends.is_empty():
        raise stop(file, f"no row '{LAST_ROW}' ends the table: it was cut short", SHEET)
    rows = body.head(int(ends[0])).filter(pl.col("c1").is_not_null())
    rows = rows.with_columns(pl.col("row").cast(pl.Int32))
    twice = rows.filter(pl.col("c1").is_duplicated())
    if twice.height:
        raise stop(file, f"'{twice['c1'][0]}' is there twice", f"{SHEET} row {twice['row'][1]}")
    if rows.height < FEWEST_AUTHORITIES:
        raise stop(
            file,
            f"there are {rows.height} local authorities; there should be over {FEWEST_AUTHORITIES}",
            SHEET,
        )
    return rows


def _cells(
    file: OpenFile, frame: pl.DataFrame, kind: _Kind, start: int, rows: pl.DataFrame
) -> pl.DataFrame:
    """Columns row, name, code (none), column, period, value, status, and low and high where the
    table has standard errors."""
    heads = [" ".join((text or "").split()) for text in frame.row(start)]
    years = {f"c{i}": (i, t) for i, t in enumerate(heads, start=1) if _YEAR.fullmatch(t)}
    odd = [t for i, t in enumerate(heads) if i and t and not _YEAR.fullmatch(t)]
    present = sorted(int(year) for _, year in years.values())
    if odd or not present or present != list(range(present[0], present[-1] + 1)):
        found = ", ".join(heads[1:])
        raise stop(file, f"the headings are not years without a gap: {found}", SHEET)
    cells = with_values(long_table(rows, ids={"name": "c1"}, values=years), file, SHEET)
    cells = cells.with_columns(code=pl.lit(None, pl.String))
    if not kind.with_error:
        return cells
    under = [(text or "").strip() for text in frame.row(start + 1)]
    if any(under[i - 1 : i + 1] != ["number", "conf %"] for i, _ in years.values()):
        raise stop(file, "under each year there should be 'number' and 'conf %'", SHEET)
    beside = {f"c{i + 1}": (i + 1, year) for i, year in years.values()}
    errors = with_values(long_table(rows, ids={"name": "c1"}, values=beside), file, SHEET)
    errors = errors.select("row", "period", error=pl.col("value") / 100)
    both = cells.join(errors, on=["row", "period"], how="left", maintain_order="left")
    return both.with_columns(
        low=pl.col("value") * (1 - CONFIDENCE * pl.col("error")),
        high=pl.col("value") * (1 + CONFIDENCE * pl.col("error")),
    ).drop("error")


def _check_plausible(file: OpenFile, cells: pl.DataFrame, kind: _Kind) -> None:
    low, high = kind.plausible
    wrong = cells.filter(~pl.col("value").is_between(low, high))
    if wrong.height:
        first = wrong.row(0, named=True)
        raise stop(
            file,
            f"{first['value']:g} for {first['place']} in {first['period']} is not between {low:g} "
            f"and {high:g}, as every authority's is: the unit may be another",
            f"{SHEET} row {first['row']}",
        )


def _downloaded(file: OpenFile, top: list[list[str]]) -> date:
    found = _DOWNLOADED.search(" ".join(line[0] for line in top))
    try:
        if found:
            return datetime.strptime(found[1], "%d %B %Y").date()
    except ValueError:
        pass
    raise stop(file, "the lines above the table do not say when it was downloaded", SHEET)


LAYOUTS = (
    Layout(
        LAYOUT,
        "Jobs density, enterprises or weekly pay by local authority: workbook from Nomis",
        recognises,
        read,
    ),
)
