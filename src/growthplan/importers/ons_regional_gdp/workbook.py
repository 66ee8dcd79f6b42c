"""The publisher's workbooks of regional GDP, and of GVA per head and income components."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthplan.importers import regional_accounts as accounts
from growthplan.importers.cells import finish
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_industry import naming
from growthplan.importers.ons_regional_gdp.areas import (
    HEADINGS,
    check_areas_add_up,
    check_same_areas,
    is_itl,
)
from growthplan.importers.ons_regional_gdp.identities import (
    INCOME_IDENTITIES,
    check_identities,
    gdp_identities,
)
from growthplan.importers.ons_regional_gdp.income import check_income
from growthplan.importers.ons_regional_gdp.tables import (
    FAMILY,
    GDP_TABLES,
    INCOME_BY_INDUSTRY,
    INCOME_TOTALS,
    PUBLISHER,
    STATUS,
    TableKind,
    kind_of,
)
from growthplan.importers.opening import OpenFile
from growthplan.importers.year_table import (
    YearTable,
    cells_of,
    check_rows_named_once,
    placed_tables,
    sheet_table,
)
from growthplan.vocabulary import UNKNOWN_LICENCE, Fault, Gazetteer, GrowthplanError, Place

GDP_LAYOUT = "ons_regional_gdp_workbook"
INCOME_LAYOUT = "ons_regional_gva_income_workbook"
GDP_TITLE = "regional gross domestic product (gdp)"
INCOME_TITLE = "regional gross value added (balanced) per head and income components"

_ADDING_UP = (
    "gva",
    "vat_on_products",
    "other_taxes_on_products",
    "subsidies_on_products",
    "gdp",
    "population",
)
_BASED_ON = ("gva_deflator", "gdp_volume_index", "gdp_volume", "gdp_per_head_volume")


def recognises_gdp(file: OpenFile) -> bool:
    return file.kind == "workbook" and accounts.workbook_title(file).casefold().startswith(
        GDP_TITLE
    )


def recognises_income(file: OpenFile) -> bool:
    return file.kind == "workbook" and accounts.workbook_title(file).casefold().startswith(
        INCOME_TITLE
    )


def read_gdp(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read the thirteen tables of a GDP workbook, of ITL areas or of local authorities.

    Raises GrowthplanError when a table is missing or unknown, when its years or areas are not
    those of the others, when GVA plus taxes less subsidies is not GDP, when GDP over population
    is not GDP per head, when a base year is not 100, or when areas do not add up.
    """
    tables = _tables(file, GDP_TABLES)
    _check_years(tables)
    check_same_areas(tables)
    check_identities(tables, gdp_identities(_base_column(file, tables)))
    itl = is_itl(tables["gva"])
    if itl:
        for name in _ADDING_UP:
            check_areas_add_up(tables[name])
    dataset = "regional-gdp-itl" if itl else "regional-gdp-local-authorities"
    return _parsed(file, gazetteer, tables, GDP_TABLES, layout=GDP_LAYOUT, dataset=dataset)


def read_income(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read GVA, GVA per head, and the income components of GVA by industry.

    Raises GrowthplanError as `read_gdp` does, and when components do not add up to GVA.
    """
    kinds = INCOME_TOTALS + INCOME_BY_INDUSTRY
    tables = _tables(file, kinds)
    totals = {k.indicator.id: tables[k.indicator.id] for k in INCOME_TOTALS}
    _check_years(totals)
    check_same_areas(totals)
    check_identities(totals, INCOME_IDENTITIES)
    for name in ("gva", "population"):
        check_areas_add_up(tables[name])
    check_income(tables, [kind.indicator.id for kind in INCOME_BY_INDUSTRY])
    return _parsed(
        file,
        gazetteer,
        tables,
        kinds,
        layout=INCOME_LAYOUT,
        dataset="regional-gva-per-head-and-income",
    )


def _tables(file: OpenFile, kinds: tuple[TableKind, ...]) -> dict[str, YearTable]:
    """Each table by its indicator, in the order of `kinds`."""
    found: dict[str, YearTable] = {}
    faults: list[Fault] = []
    for sheet in accounts.table_sheets(file):
        title = _title(file, sheet)
        kind = kind_of(title, kinds)
        if kind is None or kind.indicator.id in found:
            message = f"{sheet}: the title '{title[:120]}' is not one expected here"
            faults.append(Fault(message, file=file.name, code="layout"))
            continue
        found[kind.indicator.id] = _table(file, sheet, kind)
    missing = [k.indicator.title for k in kinds if k.indicator.id not in found]
    if missing:
        message = f"there is no table of {'; nor of '.join(missing)}"
        faults.append(Fault(message, file=file.name, code="layout"))
    if faults:
        raise GrowthplanError(faults)
    return {k.indicator.id: found[k.indicator.id] for k in kinds}


def _title(file: OpenFile, sheet: str) -> str:
    frame = file.sheets[sheet]
    return "" if frame.is_empty() else " ".join(str(frame.item(0, 0) or "").split())


def _table(file: OpenFile, sheet: str, kind: TableKind) -> YearTable:
    if kind not in INCOME_BY_INDUSTRY:
        table = sheet_table(file, sheet, HEADINGS)
        check_rows_named_once(table, "code")
        return table
    table, _ = naming.with_industries(sheet_table(file, sheet, {**HEADINGS, **naming.HEADINGS}))
    check_rows_named_once(table, "code", "industry")
    return table


def _check_years(tables: Mapping[str, YearTable]) -> None:
    """Raise GrowthplanError when a table's years are not those of GVA (growth: from the second)."""
    years = tables["gva"].years
    for name, table in tables.items():
        wanted = years[1:] if name.endswith("_growth") else years
        if table.years != wanted:
            raise stop(
                table.file,
                f"its years are {table.years[0]} to {table.years[-1]}; by the other tables they "
                f"should be {wanted[0]} to {wanted[-1]}",
                table.sheet,
            )


def _base_column(file: OpenFile, tables: Mapping[str, YearTable]) -> int:
    """Which of the years of GVA is the base year that the titles name."""
    bases = {tables[name].sheet: accounts.base_year(tables[name].title) for name in _BASED_ON}
    years = set(bases.values())
    base = next(iter(years))
    if len(years) != 1 or base is None or base not in tables["gva"].years:
        said = ", ".join(f"{sheet} {year}" for sheet, year in bases.items())
        raise stop(file, f"the titles name different base years: {said}")
    return tables["gva"].years.index(base)


def _parsed(
    file: OpenFile,
    gazetteer: Gazetteer,
    tables: Mapping[str, YearTable],
    kinds: tuple[TableKind, ...],
    *,
    layout: str,
    dataset: str,
) -> Parsed:
    frames: list[pl.DataFrame] = []
    unknown: dict[str, Place] = {}
    for ids in (("place",), ("place", "industry")):
        alike = {
            n: t for n, t in tables.items() if ("industry" in t.rows.columns) is (len(ids) > 1)
        }
        if alike:
            placed, new = placed_tables(alike, gazetteer)
            unknown.update({place.code: place for place in new})
            frames.append(finish(cells_of(placed, *ids)))
    rows = [
        (k.indicator.id, k.indicator.unit, k.price_basis(t.title), t.title)
        for k, t in ((k, tables[k.indicator.id]) for k in kinds)
    ]
    return Parsed(
        layout=layout,
        dataset=dataset,
        title=accounts.workbook_title(file),
        publisher=PUBLISHER,
        family=FAMILY,
        observations=pl.concat(frames),
        series=pl.DataFrame(rows, schema=LABELS, orient="row"),
        indicators=tuple(kind.indicator for kind in kinds),
        released=accounts.published_on(file),
        priority=10 if layout == GDP_LAYOUT else 4,
        status=STATUS,
        licence=UNKNOWN_LICENCE,
        unknown_places=tuple(unknown.values()),
        notes=_notes(tables),
    )


def _notes(tables: Mapping[str, YearTable]) -> tuple[str, ...]:
    per_head = tables.get("gdp_per_head")
    if per_head is None or "pounds million" not in per_head.title:
        return ()
    return (
        f"{per_head.sheet} is titled 'pounds million', but GDP over population shows that its "
        "figures are pounds; read as pounds.",
    )


LAYOUTS = (
    Layout(
        GDP_LAYOUT,
        "ONS regional GDP, ITL areas or local authorities: workbook",
        recognises_gdp,
        read_gdp,
    ),
    Layout(
        INCOME_LAYOUT,
        "ONS regional GVA per head and income components: workbook",
        recognises_income,
        read_income,
    ),
)
