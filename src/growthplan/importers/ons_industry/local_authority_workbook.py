"""GVA by industry for the local authorities of one region: the publisher's workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from growthplan.importers import regional_accounts as accounts
from growthplan.importers.adding_up import check_adds_up, sums_against_wholes
from growthplan.importers.cells import address, finish
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_industry import naming
from growthplan.importers.ons_industry.indicators import (
    CURRENT,
    DEFLATOR,
    FAMILY,
    PUBLISHER,
    STATUS,
    VOLUME,
    VOLUME_INDEX,
)
from growthplan.importers.opening import OpenFile
from growthplan.importers.year_table import (
    YearTable,
    cells_of,
    check_rows_named_once,
    placed_tables,
    sheet_table,
)
from growthplan.vocabulary import UNKNOWN_LICENCE, Fault, Gazetteer, GrowthplanError

LAYOUT = "ons_gva_by_industry_local_authority_workbook"
TITLE = "regional gross value added (balanced) by industry: local authorities"
HEADINGS = {
    "region": ("itl1 region",),
    "code": ("la code",),
    "name": ("la name",),
    **naming.HEADINGS,
}
_MEASURES = {
    "chained volume measures index, ": VOLUME_INDEX,
    "chained volume measures in ": VOLUME,
    "current prices, pounds million": CURRENT,
    "implied deflator, ": DEFLATOR,
}
"""How a table's title goes on after its region, and the indicator it prints."""

_KEY = ["code", "industry"]


def recognises(file: OpenFile) -> bool:
    if file.kind != "workbook":
        return False
    return accounts.workbook_title(file).casefold().startswith(TITLE)


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read the four tables.

    Raises GrowthplanError when one is missing, when industries do not add up to their totals,
    when the tables disagree in their base year, or when they have different rows.
    """
    tables, notes = _tables(file)
    _check_same_rows(file, tables)
    sums = sums_against_wholes(
        tables[CURRENT.id].numbers(),
        tables[CURRENT.id].years,
        item="industry",
        parts=naming.nesting(tables[CURRENT.id].rows),
        within=["code"],
    )
    check_adds_up(tables[CURRENT.id], sums)
    base = _check_base_year(file, tables)
    placed, unknown = placed_tables(tables, gazetteer)
    return Parsed(
        layout=LAYOUT,
        dataset=f"gva-by-industry-local-authorities-{_region(file)}",
        title=accounts.workbook_title(file),
        publisher=PUBLISHER,
        family=FAMILY,
        observations=finish(cells_of(placed, "place", "industry")),
        series=_series(tables, base),
        indicators=(CURRENT, VOLUME, VOLUME_INDEX, DEFLATOR),
        released=accounts.published_on(file),
        priority=10,
        status=STATUS,
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        notes=notes,
        extra={"industries": naming.industries(tables[CURRENT.id].rows)},
    )


def _tables(file: OpenFile) -> tuple[dict[str, YearTable], tuple[str, ...]]:
    """Each table by its indicator, told by the table's title."""
    tables: dict[str, YearTable] = {}
    notes: list[str] = []
    faults: list[Fault] = []
    for sheet in accounts.table_sheets(file):
        table = sheet_table(file, sheet, HEADINGS)
        indicator = _indicator(table.title)
        if indicator is None or indicator in tables:
            message = f"{sheet}: the title '{table.title[-90:]}' is not one expected here"
            faults.append(Fault(message, file=file.name, code="layout"))
            continue
        tables[indicator], mended = naming.with_industries(table)
        notes += [f"{sheet}: {note}" for note in mended]
        check_rows_named_once(tables[indicator], *_KEY)
        naming.check_same_industries(tables[indicator])
    for words, known in _MEASURES.items():
        if known.id not in tables:
            message = f"no table is titled '... {words}...' ({known.title})"
            faults.append(Fault(message, file=file.name, code="layout"))
    if faults:
        raise GrowthplanError(faults)
    return tables, tuple(notes)


def _indicator(title: str) -> str | None:
    bare = accounts.bare_title(title)
    found = [known.id for words, known in _MEASURES.items() if f", {words}" in bare]
    return found[0] if bare.startswith(TITLE) and len(found) == 1 else None


def _region(file: OpenFile) -> str:
    """The ITL1 code in the workbook's title, in lower case: `tld`."""
    found = re.search(r"region:\s*(TL[A-Z])\b", accounts.workbook_title(file))
    if not found:
        raise stop(file, "the title names no ITL1 region", "Information")
    return found[1].lower()


def _check_same_rows(file: OpenFile, tables: Mapping[str, YearTable]) -> None:
    """Raise GrowthplanError when the tables differ in areas, industries or years."""
    first = tables[CURRENT.id]
    for table in tables.values():
        if table.years != first.years:
            raise stop(
                file,
                f"its years are {table.years[0]} to {table.years[-1]}, those of {first.sheet} "
                f"{first.years[0]} to {first.years[-1]}",
                table.sheet,
            )
        for one, other in ((first, table), (table, first)):
            lost = one.rows.join(other.rows, on=_KEY, how="anti", nulls_equal=True)
            if lost.height:
                code, industry = lost.select(_KEY).row(0)
                raise stop(file, f"{code} {industry} is in {one.sheet} but not here", other.sheet)


def _check_base_year(file: OpenFile, tables: Mapping[str, YearTable]) -> str:
    """The base year, which all titles must name and the figures must show.

    In it chained volumes equal current prices, and both indices are 100 wherever there is any
    GVA. Raises GrowthplanError otherwise.
    """
    titles = {name: accounts.base_year(t.title) for name, t in tables.items() if name != CURRENT.id}
    base = titles[VOLUME.id]
    if base is None or len(set(titles.values())) != 1 or base not in tables[CURRENT.id].years:
        said = ", ".join(f"{tables[name].sheet} {year}" for name, year in titles.items())
        raise stop(file, f"the titles name different base years: {said}")
    current = tables[CURRENT.id].numbers().select(*_KEY, money=base)
    for name in (VOLUME.id, VOLUME_INDEX.id, DEFLATOR.id):
        table = tables[name]
        should = pl.col("money") if name == VOLUME.id else pl.lit(100.0)
        wrong = (
            table.numbers()
            .join(current, on=_KEY)
            .filter((pl.col("money") != 0) & (pl.col(base) - should).abs().gt(1e-6))
        )
        if wrong.height:
            row = wrong.row(0, named=True)
            raise stop(
                file,
                f"{row['code']} {row['industry']} in the base year {base} is {row[base]:,}, not "
                f"{row['money'] if name == VOLUME.id else 100:,}",
                address(table.sheet, row["row"], table.columns[base]),
            )
    return base


def _series(tables: Mapping[str, YearTable], base: str) -> pl.DataFrame:
    units_and_bases = {
        CURRENT.id: ("£m", "current"),
        VOLUME.id: ("£m", f"chained volume, {base} money"),
        VOLUME_INDEX.id: ("index", f"chained volume, {base}=100"),
        DEFLATOR.id: ("index", f"index, {base}=100"),
    }
    return pl.DataFrame(
        [(name, *units_and_bases[name], table.title) for name, table in tables.items()],
        schema=LABELS,
        orient="row",
    )


LAYOUTS = (
    Layout(
        LAYOUT,
        "ONS GVA by industry, local authorities of one region: workbook",
        recognises,
        read,
    ),
)
