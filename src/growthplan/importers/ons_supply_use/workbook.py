"""UK input-output analytical tables, product by product: the ONS workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from growthplan.importers.layout import CELLS, LABELS, Layout, Parsed, stop
from growthplan.importers.ons_supply_use.balance import Tables, check_balance
from growthplan.importers.ons_supply_use.groups import KEY, product_groups
from growthplan.importers.ons_supply_use.sheet import Matrix, SheetTable, sheet_table
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Gazetteer

LAYOUT = "ons_supply_use_workbook"
TITLE = "United Kingdom Input-Output Analytical Tables (detailed)"

IOT, IMPORTS, EFFECTS, MULTIPLIERS = "IOT", "Imports use pxp", "Effects", "Multipliers"
SHEETS = (IOT, IMPORTS, EFFECTS, MULTIPLIERS, KEY)

FEWEST_PRODUCTS = 100
SUBTOTALS = ("P3 S1", "TU")
"""Columns that add up others."""

ROWS: Mapping[str, str] = {
    "imports": "Use of imported products, cif",
    "product taxes": "Taxes less subsidies on products",
    "D1": "D1",
    "GOS & MI": "GOS & MI",
    "D29-D39": "D29-D39",
    "GVA": "GVA",
    "P1": "P1",
}
"""For each row below the products its code, or its name where the workbook has no code."""

NAMES: Mapping[str, str] = {
    "imports": "imports",
    "product taxes": "product taxes",
    "D1": "compensation",
    "GOS & MI": "operating surplus",
    "D29-D39": "production taxes",
    "GVA": "gva",
    "P1": "output",
}
"""What the store calls each row."""

PUBLISHED: Mapping[str, tuple[str, str]] = {
    "compensation effect": (EFFECTS, "Compensation of employees"),
    "gva effect": (EFFECTS, "Gross value added"),
    "output multiplier": (MULTIPLIERS, "Output"),
    "compensation multiplier": (MULTIPLIERS, "Compensation of employees"),
    "gva multiplier": (MULTIPLIERS, "Gross value added"),
}
"""Type I effects and multipliers that the publisher computes from these tables."""


def recognises(file: OpenFile) -> bool:
    return file.kind == "workbook" and {IOT, IMPORTS, KEY} <= set(file.sheets)


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read the product-by-product tables of domestic and imported use, value added, output, the
    published multipliers and the key to SIC.

    Raises GrowthplanError when a sheet, row or column is missing, when sheets are of different
    years or products, and when a row or a column does not balance.
    """
    missing = [name for name in SHEETS if name not in file.sheets]
    if missing:
        raise stop(
            file,
            f"sheets {', '.join(missing)} are missing; it has {', '.join(file.sheets)}",
            fix="Download the detailed workbook again.",
        )
    iot = sheet_table(file, IOT, ("product by product", "£ million"))
    imports = sheet_table(file, IMPORTS, ("product by product", "£ million"))
    published = {name: sheet_table(file, name) for name in (EFFECTS, MULTIPLIERS)}
    products = _products(iot, (imports, *published.values()))
    tables = _tables(iot, imports, products)
    check_balance(tables, iot, imports)
    labels = [iot.names[iot.rows.index(product)] for product in products]
    year = iot.year
    return Parsed(
        layout=LAYOUT,
        dataset=f"input-output-analytical-tables-{year}",
        title=f"{TITLE}, {year}",
        publisher="Office for National Statistics",
        family="supply-use",
        observations=pl.DataFrame(schema=CELLS),
        series=pl.DataFrame(schema=LABELS),
        licence=UNKNOWN_LICENCE,
        extra={
            "input_output": _rows(tables, published, year),
            "product_groups": product_groups(file, products, labels),
        },
        notes=(
            "£ million at basic prices of the year. A cell of zero has no row; multipliers that "
            "the publisher does not produce have none either.",
        ),
    )


def _products(iot: SheetTable, others: Sequence[SheetTable]) -> tuple[str, ...]:
    """The product groups, which must be the same down and across and in every sheet."""
    file = iot.file
    down = tuple(row for row in iot.rows if row.startswith("CPA_"))
    across = tuple(column for column in iot.columns if column.startswith("CPA_"))
    if down != across or len(down) < FEWEST_PRODUCTS:
        odd = sorted(set(down) ^ set(across))
        raise stop(
            file,
            f"{len(down)} product groups are down the side and {len(across)} across the top "
            f"(different: {', '.join(odd[:5]) or 'their order'}); both should have the same, at "
            f"least {FEWEST_PRODUCTS}",
            IOT,
        )
    for other in others:
        if other.year != iot.year:
            raise stop(file, f"it is of {other.year}; {IOT} is of {iot.year}", other.sheet)
        lacking = sorted(set(down) - set(other.rows))
        if lacking:
            raise stop(file, f"there are no rows {', '.join(lacking[:5])}", other.sheet)
    return down


def _tables(iot: SheetTable, imports: SheetTable, products: tuple[str, ...]) -> Tables:
    after = iot.columns[iot.columns.index("_T") + 1 :] if "_T" in iot.columns else ()
    final_uses = tuple(use for use in after if use not in SUBTOTALS)
    return Tables(
        products=products,
        final_uses=final_uses,
        domestic=iot.block(products, products),
        final=iot.block(products, final_uses),
        imports=imports.block(products, products),
        imports_final=imports.block(products, final_uses),
        rows={name: iot.row(row, products) for name, row in ROWS.items()},
    )


def _rows(tables: Tables, published: Mapping[str, SheetTable], year: int) -> pl.DataFrame:
    """Every table in one: columns year, table, product, user, value."""
    parts = [
        _long(table, tables.products, users, values)
        for table, users, values in (
            ("domestic use", tables.products, tables.domestic),
            ("final demand", tables.final_uses, tables.final),
            ("imports use", tables.products, tables.imports),
            ("imports final demand", tables.final_uses, tables.imports_final),
        )
    ]
    parts += [
        _long(NAMES[name], tables.products, ("",), values[:, None])
        for name, values in tables.rows.items()
    ]
    parts += [
        _long(table, tables.products, ("",), published[sheet].block(tables.products, [column]))
        for table, (sheet, column) in PUBLISHED.items()
    ]
    return pl.concat(parts).select(pl.lit(year, pl.Int32).alias("year"), pl.all())


def _long(
    table: str, products: Sequence[str], users: Sequence[str], values: Matrix
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "table": pl.repeat(table, values.size, eager=True),
            "product": np.repeat(np.array(products, dtype=object), len(users)).tolist(),
            "user": list(users) * len(products),
            "value": values.ravel(),
        }
    ).filter((pl.col("value") != 0) & pl.col("value").is_finite())


LAYOUTS = (Layout(LAYOUT, f"{TITLE}: workbook", recognises, read),)
