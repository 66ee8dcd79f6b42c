"""GVA by industry for ITL1, ITL2 or ITL3 areas: one table of the workbook, saved as CSV.

The file has no title, so which table it is comes from its figures: current prices add up in every
year, chained volumes only from their base year on. The file's name, when it says, must agree.
"""

from __future__ import annotations

import re

import polars as pl

from growthplan.importers.adding_up import check_adds_up, sums_against_wholes
from growthplan.importers.cells import finish, with_places
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_industry import naming
from growthplan.importers.ons_industry.indicators import CURRENT, FAMILY, PUBLISHER, STATUS, VOLUME
from growthplan.importers.opening import OpenFile
from growthplan.importers.year_table import (
    YearTable,
    cells_of,
    check_rows_named_once,
    csv_table,
    header_has,
)
from growthplan.vocabulary import UNKNOWN_LICENCE, Gazetteer

LAYOUT = "ons_gva_by_industry_itl_csv"
HEADINGS = {
    "code": ("itl code", "itl region code"),
    "name": ("region name", "itl region name"),
    **naming.HEADINGS,
}
ADDS_UP_SHARE = 0.99
"""Of the totals of one year: at least this share agrees with its parts when figures are additive.
In the published files it is over 0.997 from the base year on, and under 0.92 before it."""

_LEVEL_BY_LENGTH = {4: "ITL2", 5: "ITL3"}
_REGIONS = frozenset("CDEFGHIJKLMN")


def recognises(file: OpenFile) -> bool:
    return file.kind == "csv" and header_has(file, HEADINGS)


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read one table.

    Raises GrowthplanError when rows are missing, when a code is none, when the figures are
    neither current prices nor chained volumes, or when the file's name says otherwise.
    """
    table, notes = naming.with_industries(csv_table(file, HEADINGS))
    check_rows_named_once(table, "code", "industry")
    naming.check_same_industries(table)
    level = _level(table)
    base = _base_year(table)
    _check_name(file, base)
    indicator = CURRENT if base is None else VOLUME
    basis = "current" if base is None else f"chained volume, {base} money"
    placed, unknown = with_places(table.rows, gazetteer, file)
    cells = cells_of({indicator.id: table.with_rows(placed)}, "place", "industry")
    title = f"Regional gross value added (balanced) by industry, {level} areas, {basis}, £ million"
    return Parsed(
        layout=LAYOUT,
        dataset=f"gva-by-industry-{level.lower()}-{'current' if base is None else 'volume'}",
        title=title,
        publisher=PUBLISHER,
        family=FAMILY,
        observations=finish(cells),
        series=pl.DataFrame([(indicator.id, "£m", basis, title)], schema=LABELS, orient="row"),
        indicators=(indicator,),
        priority=5,
        status=STATUS,
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        notes=notes,
        extra={"industries": naming.industries(table.rows)},
    )


def _level(table: YearTable) -> str:
    """ITL1, ITL2 or ITL3, by the length of the codes; all of the UK must be there."""
    codes = table.rows["code"].unique().to_list()
    areas = [code for code in codes if code and code not in ("UK", "UKX", "TLB", "TLZ")]
    lengths = {len(code) for code in areas}
    if len(lengths) != 1 or not all(code.startswith("TL") for code in areas):
        raise stop(table.file, f"the areas are not of one ITL level: {', '.join(areas[:5])} ...")
    missing = sorted(f"TL{r}" for r in _REGIONS - {code[2:3] for code in areas})
    if missing:
        raise stop(
            table.file,
            f"there are no areas of {', '.join(missing)}: rows are missing",
            fix="Download the file again.",
        )
    return _LEVEL_BY_LENGTH.get(lengths.pop(), "ITL1")


def _base_year(table: YearTable) -> str | None:
    """The year whose money chained volumes are in; None for current prices.

    Chained volumes add up in their base year and the years after it (which are still in its
    prices), and drift apart before it.
    """
    sums = sums_against_wholes(
        table.numbers(),
        table.years,
        item="industry",
        parts=naming.nesting(table.rows),
        within=["code"],
    )
    shares = dict(sums.group_by("year").agg(pl.col("adds_up").mean()).iter_rows())
    additive = [year for year in table.years if (shares[year] or 0.0) >= ADDS_UP_SHARE]
    if additive == table.years:
        check_adds_up(table, sums)
        return None
    if not additive or additive != table.years[table.years.index(additive[0]) :]:
        worst = min(table.years, key=lambda year: shares[year] or 0.0)
        raise stop(
            table.file,
            "the industries add up to their totals neither in every year (current prices) nor "
            f"from one year on (chained volumes); in {worst} only {shares[worst] or 0.0:.0%} of "
            "the totals do",
            fix="Rows or years are missing or changed: download the file again.",
        )
    return additive[0]


def _check_name(file: OpenFile, base: str | None) -> None:
    """Raise GrowthplanError when the file's name says another table than its figures."""
    name = " ".join(re.split(r"[\s_-]+", file.name.casefold()))
    year = re.search(r"(\d{4}) money", name)
    if base is None and "chained volume" in name:
        raise stop(
            file,
            "the name says chained volumes, but the industries add up to their totals in every "
            "year, which only current prices do",
        )
    if base is not None and "current price" in name:
        raise stop(
            file,
            f"the name says current prices, but before {base} the industries do not add up to "
            "their totals: these are chained volumes",
        )
    if base is not None and year and year[1] != base:
        raise stop(file, f"the name says {year[1]} money, but the figures add up from {base} on")


LAYOUTS = (Layout(LAYOUT, "ONS GVA by industry, ITL areas: one table as CSV", recognises, read),)
