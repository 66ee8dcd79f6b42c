"""HM Treasury's GDP deflator for calendar years, as a plain table of two columns.

The file has no title, so it is recognised by what is in it: `year` and `value` from 1990, with
100 in one year. It is less certain than a file that says what it is, and ranks below it.
"""

from __future__ import annotations

import csv

import polars as pl

from growthplan.importers.cells import with_values
from growthplan.importers.gdp_deflators.index import (
    GDP_DEFLATOR,
    base_year,
    check_index,
    observations,
    series,
)
from growthplan.importers.layout import Layout, Parsed, stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Gazetteer

LAYOUT = "hmt_gdp_deflator_csv"
HEADER = ["year", "value"]
FIRST_YEAR = "1990"
PAGE = "https://www.gov.uk/government/collections/gdp-deflators-at-market-prices-and-money-gdp"
_LARGEST = 10_000
"""Bytes: a century of years is a fifth of it."""


def recognises(file: OpenFile) -> bool:
    """Whether the header and the contents are this table's."""
    if file.kind != "csv" or len(file.data) > _LARGEST:
        return False
    lines = list(csv.reader(file.data.decode("utf-8-sig", errors="replace").splitlines()))
    if not lines or lines[0] != HEADER:
        return False
    rows = [line for line in lines[1:] if len(line) == 2]
    years = [row[0] for row in rows]
    return min(years, default="") == FIRST_YEAR and any(_is_hundred(row[1]) for row in rows)


def _is_hundred(text: str) -> bool:
    try:
        return float(text) == 100
    except ValueError:
        return False


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Calendar years of the UK's GDP deflator.

    Raises GrowthplanError when the years are not a run, or a value is not plausible.
    """
    data = file.csv()
    strange = data.filter(~pl.col("year").str.contains(r"^\s*\d{4}\s*$").fill_null(False))
    if strange.height:
        row, year = strange.select("row", "year").row(0)
        raise stop(file, f"'{year}' is not a year", f"line {row}")
    cells = with_values(
        data.select(
            "row",
            column=pl.lit(2),
            period=pl.col("year").str.strip_chars(),
            text=pl.col("value").str.strip_chars().replace("", None),
        ),
        file,
    )
    check_index(cells, file)
    title = "GDP deflators at market prices, calendar years"
    return Parsed(
        layout=LAYOUT,
        dataset="gdp-deflator-calendar-year",
        title=title,
        publisher="HM Treasury",
        family="gdp-deflator-hmt",
        observations=observations(cells),
        series=series(base_year(cells, file), title),
        indicators=(GDP_DEFLATOR,),
        priority=10,
        licence=UNKNOWN_LICENCE,
        url=PAGE,
        notes=("The file says neither publisher nor release; it was known by its contents.",),
    )


LAYOUTS = (Layout(LAYOUT, "HM Treasury GDP deflator, calendar years, CSV", recognises, read),)
