"""Full-time employees by industry section and ITL2 area, from the Business Register and
Employment Survey: CSV that names areas and sections in words."""

from __future__ import annotations

import polars as pl

from growthplan.importers.cells import finish, with_places, with_values
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_employment.grid import check_grid
from growthplan.importers.ons_employment.indicators import FULL_TIME_EMPLOYEES, PUBLISHER, STATUS
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Gazetteer, PlaceKind, did_you_mean
from growthplan.vocabulary.gazetteer import fold
from growthplan.vocabulary.industry import SECTIONS

LAYOUT = "ons_employment_bres_sections_csv"
TITLE = "Business Register and Employment Survey: full-time employees by SIC section, ITL2"
HEADER = "DATE,GEOGRAPHY_NAME,SIC_SECTION_NAME,COUNT"
VALUE_COLUMN = 4
PLAUSIBLE = (16e6, 25e6)
"""Full-time employees in Great Britain in any one year."""

SECTION_NAMES = dict(
    zip(
        (
            "Agriculture, forestry and fishing",
            "Mining and quarrying",
            "Manufacturing",
            "Electricity, gas, steam and air conditioning supply",
            "Water supply; sewerage and waste management",
            "Construction",
            "Wholesale and retail trade; repair of motor vehicles",
            "Transportation and storage",
            "Accommodation and food service activities",
            "Information and communication",
            "Financial and insurance activities",
            "Real estate activities",
            "Professional, scientific and technical activities",
            "Administrative and support service activities",
            "Public administration and defence",
            "Education",
            "Human health and social work activities",
            "Arts, entertainment and recreation",
            "Other service activities",
        ),
        "ABCDEFGHIJKLMNOPQRS",
        strict=True,
    )
)
RENAMED = {"West Wales": "West Wales and The Valleys"}


def recognises(file: OpenFile) -> bool:
    return file.kind == "csv" and file.header.strip().replace('"', "") == HEADER


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read full-time employees by area and section.

    Raises GrowthplanError for a section that has no such name, a year, area or section that is
    missing or there twice, and when a year's total is not Great Britain's.
    """
    rows = file.csv()
    sections = {name: _section(file, name) for name in rows["SIC_SECTION_NAME"].unique()}
    codes = _itl2_codes(rows["GEOGRAPHY_NAME"], gazetteer)
    name = pl.col("GEOGRAPHY_NAME").str.strip_chars()
    cells = rows.select(
        "row",
        name=name,
        code=name.replace_strict(codes, default=None, return_dtype=pl.String),
        industry=pl.col("SIC_SECTION_NAME").replace_strict(sections),
        period=pl.col("DATE").str.strip_chars(),
        column=pl.lit(VALUE_COLUMN, pl.Int16),
        text=pl.col("COUNT").str.strip_chars().replace("NA", None),
    )
    check_grid(cells, file, {"period": "year", "name": "area", "industry": "section"})
    values = with_values(cells, file)
    _check_totals(file, values)
    placed, unknown = with_places(values, gazetteer, file)
    return Parsed(
        layout=LAYOUT,
        dataset="bres-full-time-employees-sections",
        title=TITLE,
        publisher=PUBLISHER,
        family="bres",
        observations=finish(placed, indicator=FULL_TIME_EMPLOYEES.id),
        series=pl.DataFrame(
            [(FULL_TIME_EMPLOYEES.id, "jobs", "not money", TITLE)], schema=LABELS, orient="row"
        ),
        indicators=(FULL_TIME_EMPLOYEES,),
        status=STATUS,
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        notes=(
            "Great Britain only. The counts have decimals: whoever made the file has worked on "
            "the publisher's. Some areas of Scotland have no figure for agriculture.",
        ),
    )


def _section(file: OpenFile, name: str | None) -> str:
    letter = SECTION_NAMES.get(name or "")
    if letter is None:
        raise stop(
            file,
            f"'{name}' is not the name of a section of industry",
            fix=did_you_mean(name or "", SECTION_NAMES),
        )
    first, last = SECTIONS[letter]
    return f"{letter} ({first})" if first == last else f"{letter} ({first}-{last})"


def _itl2_codes(names: pl.Series, gazetteer: Gazetteer) -> dict[str, str]:
    """The code of each name. The areas are ITL2 of 2021: those with an older code too, which the
    ones that came later do not have."""
    by_name = {
        fold(place.name): place.code
        for place in gazetteer.of_kind(PlaceKind.ITL2, current=False)
        if any(alias.startswith("UK") for alias in place.aliases)
    }
    written = [str(name).strip() for name in names.unique()]
    folded = {name: fold(RENAMED.get(name, name)) for name in written}
    return {name: by_name[key] for name, key in folded.items() if key in by_name}


def _check_totals(file: OpenFile, values: pl.DataFrame) -> None:
    for year, total in values.group_by("period").agg(pl.col("value").sum()).sort("period").rows():
        if not PLAUSIBLE[0] <= total <= PLAUSIBLE[1]:
            raise stop(
                file,
                f"full-time employees of {year} add up to {total:,.0f}; Great Britain has between "
                f"{PLAUSIBLE[0] / 1e6:.0f} and {PLAUSIBLE[1] / 1e6:.0f} million",
            )


LAYOUTS = (Layout(LAYOUT, f"{TITLE}: CSV", recognises, read),)
