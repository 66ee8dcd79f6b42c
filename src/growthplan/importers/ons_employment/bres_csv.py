"""Employment by SIC division and ITL2 area from the Business Register and Employment Survey, as
downloaded from Nomis: CSV with a row for each year, area and division."""

from __future__ import annotations

import polars as pl

from growthplan.importers.cells import finish, with_places, with_values
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_employment.grid import check_grid
from growthplan.importers.ons_employment.indicators import (
    EMPLOYMENT_BY_INDUSTRY,
    PUBLISHER,
    STATUS,
)
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Gazetteer
from growthplan.vocabulary.industry import industry_code

LAYOUT = "ons_employment_bres_csv"
TITLE = "Business Register and Employment Survey: employment by SIC division, ITL2"
HEADER = "DATE,GEOGRAPHY_CODE,INDUSTRY_CODE,COUNT"
VALUE_COLUMN = 4
PLAUSIBLE = (27e6, 36e6)
"""People employed in Great Britain in any one year."""


def recognises(file: OpenFile) -> bool:
    return file.kind == "csv" and file.header.strip().replace('"', "") == HEADER


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read employment by area and division.

    Raises GrowthplanError for a code that is no division, a year, area or division that is
    missing or there twice, and when a year's total is not Great Britain's.
    """
    rows = file.csv()
    cells = rows.select(
        "row",
        code=pl.col("GEOGRAPHY_CODE").str.strip_chars(),
        name=pl.lit(None, pl.String),
        industry=pl.col("INDUSTRY_CODE").str.strip_chars(),
        period=pl.col("DATE").str.strip_chars(),
        column=pl.lit(VALUE_COLUMN, pl.Int16),
        text=pl.col("COUNT").str.strip_chars(),
    )
    divisions = {code: _division(file, code) for code in cells["industry"].unique()}
    cells = cells.with_columns(industry=pl.col("industry").replace_strict(divisions))
    check_grid(cells, file, {"period": "year", "code": "area", "industry": "division"})
    values = with_values(cells, file)
    _check_totals(file, values)
    placed, unknown = with_places(values, gazetteer, file)
    return Parsed(
        layout=LAYOUT,
        dataset="bres-employment-divisions",
        title=TITLE,
        publisher=PUBLISHER,
        family="bres",
        observations=finish(placed, indicator=EMPLOYMENT_BY_INDUSTRY.id),
        series=pl.DataFrame(
            [(EMPLOYMENT_BY_INDUSTRY.id, "jobs", "not money", TITLE)], schema=LABELS, orient="row"
        ),
        indicators=(EMPLOYMENT_BY_INDUSTRY,),
        status=STATUS,
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        notes=("Great Britain only. Areas are ITL2 of 2021, under their older codes (UKD7).",),
    )


def _division(file: OpenFile, code: str | None) -> str:
    division = industry_code(code or "")
    if division is None or not division.isdigit():
        raise stop(file, f"'{code}' is not a SIC division such as 01 or 47")
    return division


def _check_totals(file: OpenFile, values: pl.DataFrame) -> None:
    for year, total in values.group_by("period").agg(pl.col("value").sum()).sort("period").rows():
        if not PLAUSIBLE[0] <= total <= PLAUSIBLE[1]:
            raise stop(
                file,
                f"employment of {year} adds up to {total:,.0f}; Great Britain has between "
                f"{PLAUSIBLE[0] / 1e6:.0f} and {PLAUSIBLE[1] / 1e6:.0f} million",
            )


LAYOUTS = (Layout(LAYOUT, f"{TITLE}: CSV from Nomis", recognises, read),)
