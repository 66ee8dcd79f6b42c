"""One table of a regional GDP workbook, saved as CSV.

The file has no title, so its name must say which table it is; the figures must bear that out. It
repeats a workbook, which is quoted first where both are in hand.
"""

from __future__ import annotations

import re

import polars as pl

from growthplan.importers.cells import finish, with_places
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_regional_gdp.areas import (
    EXTRA_REGIO,
    HEADINGS,
    area_sums,
    check_areas_add_up,
    is_itl,
)
from growthplan.importers.ons_regional_gdp.tables import (
    FAMILY,
    GDP_TABLES,
    PUBLISHER,
    STATUS,
    TableKind,
)
from growthplan.importers.opening import OpenFile
from growthplan.importers.year_table import (
    YearTable,
    cells_of,
    check_rows_named_once,
    csv_table,
    header_has,
)
from growthplan.vocabulary import UNKNOWN_LICENCE, Gazetteer

LAYOUT = "ons_regional_gdp_table_csv"
ADDS_UP_SHARE = 0.99

_NAMES = {
    r"gva balanced at current basic prices": "gva",
    r"(gdp|gross domestic product) at current market prices": "gdp",
    r"total resident population numbers": "population",
    r"(gdp|gross domestic product) chained volume measures in (?P<base>\d{4}) money value "
    r"(?!per head)": "gdp_volume",
}
"""What the name of a file says, in words without punctuation, and which indicator it means."""


def recognises(file: OpenFile) -> bool:
    return (
        file.kind == "csv"
        and header_has(file, {**HEADINGS, "level": ("itl",)})
        and "sic07" not in file.header.casefold()
    )


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read one table.

    Raises GrowthplanError when the file's name does not say which table it is, or the figures
    contradict it.
    """
    table = csv_table(file, HEADINGS)
    check_rows_named_once(table, "code")
    if not is_itl(table):
        raise stop(file, "the areas are not ITL areas")
    kind, base = _kind(file)
    indicator = kind.indicator
    _check_figures(table, indicator.id, base)
    basis = f"{indicator.price_basis}, {base} money" if base else indicator.price_basis
    placed, unknown = with_places(table.rows, gazetteer, file)
    return Parsed(
        layout=LAYOUT,
        dataset=f"regional-gdp-itl-{indicator.id.replace('_', '-')}",
        title=f"Regional gross domestic product: {indicator.title}, ITL areas (one table)",
        publisher=PUBLISHER,
        family=FAMILY,
        observations=finish(cells_of({indicator.id: table.with_rows(placed)}, "place")),
        series=pl.DataFrame(
            [(indicator.id, indicator.unit, basis, indicator.title)], schema=LABELS, orient="row"
        ),
        indicators=(indicator,),
        priority=1,
        status=STATUS,
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        notes=(
            f"The file has no title: that it is {indicator.title} is what its name says, and its "
            "figures agree.",
        ),
    )


def _kind(file: OpenFile) -> tuple[TableKind, str | None]:
    """The table that the name of the file says, and the base year of chained volumes."""
    words = " ".join(re.findall(r"[a-z0-9]+", file.name.casefold())) + " "
    for pattern, indicator in _NAMES.items():
        found = re.search(pattern, words)
        if found:
            kind = next(k for k in GDP_TABLES if k.indicator.id == indicator)
            return kind, found.groupdict().get("base")
    known = "; ".join(k.indicator.title for k in GDP_TABLES if k.indicator.id in _NAMES.values())
    raise stop(
        file,
        "the table has no title, and the file's name does not say which one it is",
        fix="Import the publisher's workbook instead, or name the file as the publisher titles "
        f"its tables ({known}).",
    )


def _check_figures(table: YearTable, indicator: str, base: str | None) -> None:
    """Raise GrowthplanError when figures are not what the file's name says they are.

    People and current prices add up over areas in every year; chained volumes do not before their
    base year. Nobody lives in Extra-Regio, where there is output.
    """
    extra = table.numbers().filter(pl.col("code") == EXTRA_REGIO).select(table.years)
    with_output = bool(extra.height) and extra.sum_horizontal().item() > 0
    if with_output is (indicator == "population"):
        raise stop(
            table.file,
            "the name says population, but Extra-Regio has figures, where nobody lives"
            if with_output
            else f"the name says {indicator}, but Extra-Regio has no figures, where there is "
            "output; these may be people",
        )
    if base is None:
        check_areas_add_up(table)
    else:
        _check_chained(table, base)


def _check_chained(table: YearTable, base: str) -> None:
    if base not in table.columns:
        raise stop(table.file, f"the name says {base} money, but there is no column {base}")
    shares = dict(zip(table.years, area_sums(table).adds_up.mean(axis=0), strict=True))
    if shares[base] < ADDS_UP_SHARE:
        raise stop(
            table.file,
            f"the name says {base} money, but in {base} areas do not add up as they must in the "
            "base year",
        )
    before = [shares[year] for year in table.years if year < base]
    if before and min(before) >= ADDS_UP_SHARE:
        raise stop(
            table.file,
            "the name says chained volumes, but areas add up in every year, which only current "
            "prices do",
        )


LAYOUTS = (Layout(LAYOUT, "ONS regional GDP: one table as CSV", recognises, read),)
