"""People at work by small area (MSOA) and industry section, Census 2011: the table that Nomis
makes, as CSV. The first column holds code and name, `E02002559 : Darlington 001`."""

from __future__ import annotations

import re

import polars as pl

from growthplan.importers.layout import CELLS, LABELS, Layout, Parsed, stop
from growthplan.importers.ons_workplaces.authorities import authorities_by_name
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Fault, Gazetteer, GrowthplanError

LAYOUT = "ons_workplaces_census_csv"
TITLE = "Census 2011: people at work by small area (MSOA) and industry section"
AREA = "2011 super output area - middle layer"
ALL = "All categories: Industry"
YEAR = 2011
TOTAL = 26_414_207
"""Everybody at work in England and Wales, as the file's own total column adds up."""
AREAS = 7_201
SECTIONS = (*"ABCDEFGHIJKLMNOPQ", "R-S", "T", "U")

_SECTION = re.compile(r"([A-U](?:,[A-U])*) ")
_AREA = r"^\s*([EW]02\d{6})\s*:\s*(.+?)\s*$"


def recognises(file: OpenFile) -> bool:
    header = file.header.replace('"', "")
    return file.kind == "csv" and header.startswith(f"{AREA},{ALL},")


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read everybody at work in each area, in all and by section.

    Raises GrowthplanError when a section's column is missing, when a cell is no whole number,
    when an area's sections do not add up to its total, or when areas are missing.
    """
    rows = file.csv()
    sections = _sections(file, rows.columns[3:])
    table = _areas(file, rows)
    table = _with_counts(file, table, rows, {rows.columns[2]: "", **sections})
    _check_sums(file, table)
    placed, unknown = authorities_by_name(table, gazetteer)
    return Parsed(
        layout=LAYOUT,
        dataset="census-2011-workplace-population",
        title=TITLE,
        publisher="Office for National Statistics",
        family="census-2011",
        observations=pl.DataFrame(schema=CELLS),
        series=pl.DataFrame(schema=LABELS),
        status="accredited official statistics",
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        extra={"workplaces": _long(placed)},
        notes=(
            "People counted at their workplace on 27 March 2011, England and Wales. Sections R "
            "and S are one column. Those of authorities that have ended are filed under the one "
            "that took over.",
        ),
    )


def _sections(file: OpenFile, headings: list[str]) -> dict[str, str]:
    """The section that each heading names."""
    found: dict[str, str] = {}
    for heading in headings:
        named = _SECTION.match(heading.strip())
        if named is None:
            raise stop(file, f"a column headed '{heading}' names no section of industry")
        found[heading] = named[1].replace(",", "-")
    missing = [s for s in SECTIONS if s not in found.values()]
    if missing or len(found) != len(SECTIONS):
        raise stop(
            file,
            f"the sections should be {', '.join(SECTIONS)}; the file has "
            f"{', '.join(found.values())}",
        )
    return found


def _areas(file: OpenFile, rows: pl.DataFrame) -> pl.DataFrame:
    first = pl.col(rows.columns[1])
    table = rows.select(
        "row", area=first.str.extract(_AREA, 1), name=first.str.extract(_AREA, 2), said=first
    )
    bad = table.filter(pl.col("area").is_null())
    if bad.height:
        raise stop(
            file,
            f"'{bad['said'][0]}' is not the code and name of an area, as in "
            "'E02002559 : Darlington 001'",
            f"line {bad['row'][0]}",
        )
    twice = table.filter(pl.col("area").is_duplicated())
    if twice.height:
        raise stop(file, f"{twice['area'][0]} is there twice", f"line {twice['row'][1]}")
    if table.height != AREAS:
        raise stop(
            file,
            f"there are {table.height:,} areas; England and Wales had {AREAS:,}",
            fix="Download it again.",
        )
    return table.drop("said")


def _with_counts(
    file: OpenFile, table: pl.DataFrame, rows: pl.DataFrame, columns: dict[str, str]
) -> pl.DataFrame:
    """The table with a column of whole numbers for each section; `all` is everybody."""
    counts = rows.select(
        pl.col(heading)
        .str.strip_chars()
        .str.replace_all(",", "")
        .cast(pl.Int64, strict=False)
        .alias(section or "all")
        for heading, section in columns.items()
    )
    faults = []
    for heading, section in columns.items():
        bad = counts.with_row_index().filter(~(pl.col(section or "all") >= 0).fill_null(False))
        if bad.height:
            at = bad["index"][0]
            faults.append(
                Fault(
                    f"'{rows[heading][at]}' under '{heading}' is no count of people",
                    file=file.name,
                    line=rows["row"][at],
                    code="cell",
                )
            )
    if faults:
        raise GrowthplanError(faults)
    return pl.concat([table, counts], how="horizontal")


def _check_sums(file: OpenFile, table: pl.DataFrame) -> None:
    off = table.filter(pl.sum_horizontal(SECTIONS) != pl.col("all"))
    if off.height:
        first = off.row(0, named=True)
        raise stop(
            file,
            f"{first['name']}: the sections add up to {sum(first[s] for s in SECTIONS):,}; all "
            f"categories has {first['all']:,}",
            f"line {first['row']}",
        )
    if table["all"].sum() != TOTAL:
        raise stop(
            file,
            f"{table['all'].sum():,} people are at work in all areas; the census has {TOTAL:,}",
        )


def _long(table: pl.DataFrame) -> pl.DataFrame:
    return (
        table.unpivot(
            on=["all", *SECTIONS],
            index=["area", "name", "local_authority"],
            variable_name="industry",
            value_name="jobs",
        )
        .with_columns(
            industry=pl.col("industry").replace("all", ""),
            jobs=pl.col("jobs").cast(pl.Float64),
            year=pl.lit(YEAR, pl.Int32),
        )
        .sort("area", "industry")
    )


LAYOUTS = (Layout(LAYOUT, f"{TITLE}: CSV from Nomis", recognises, read),)
