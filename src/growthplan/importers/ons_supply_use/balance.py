"""What must hold of input-output tables: every row and every column balances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.importers.ons_supply_use.sheet import Matrix, SheetTable
from growthplan.vocabulary import Fault, GrowthplanError

ROUNDING = 1.0
"""£m: totals are published in whole millions; the real tables balance to within a quarter."""

GVA_PARTS = ("D1", "GOS & MI", "D29-D39")


@dataclass(frozen=True)
class Tables:
    """The tables of one year, £m, products in one order throughout."""

    products: tuple[str, ...]
    final_uses: tuple[str, ...]
    domestic: Matrix
    """[product, user]"""
    final: Matrix
    """[product, final use], of domestic products"""
    imports: Matrix
    """[product, user]"""
    imports_final: Matrix
    """[product, final use], of imports"""
    rows: dict[str, Matrix]
    """Under each row's code or name: [product that is made]."""


def check_balance(tables: Tables, iot: SheetTable, imports: SheetTable) -> None:
    """Check each identity and raise GrowthplanError with all that do not hold: use of a product
    = its output; inputs + GVA = output; the parts of GVA = GVA; imports used by product = the row
    of imports; totals of both sheets."""
    t, products = tables, list(tables.products)
    output = t.rows["P1"]
    inputs = t.domestic.sum(axis=0) + t.rows["imports"] + t.rows["product taxes"]
    faults = [
        *_unequal(iot, "uses and total use", products, t.domestic.sum(axis=1) + t.final.sum(axis=1),
                  iot.column("TU", products)),
        *_unequal(iot, "total use and total output", products, iot.column("TU", products), output),
        *_unequal(iot, "inputs with value added and output", products, inputs + t.rows["GVA"],
                  output),
        *_unequal(iot, "parts of value added and value added", products,
                  sum((t.rows[part] for part in GVA_PARTS), np.zeros(len(products))),
                  t.rows["GVA"]),
        *_unequal(imports, "imports used and the row of imports in IOT", products,
                  t.imports.sum(axis=0), t.rows["imports"]),
        *_unequal(imports, "uses of imports and total use", products,
                  t.imports.sum(axis=1) + t.imports_final.sum(axis=1),
                  imports.column("TU", products)),
    ]  # fmt: skip
    if faults:
        raise GrowthplanError(faults)


def _unequal(
    table: SheetTable, what: str, products: list[str], left: Matrix, right: Matrix
) -> list[Fault]:
    """One fault for the products where two sides differ by more than rounding or are empty."""
    apart = np.abs(left - right)
    # Comparing this way round, an empty cell (not a number) counts as a difference.
    off = pl.DataFrame({"product": products, "left": left, "right": right}).filter(
        ~(apart <= ROUNDING)
    )
    if off.is_empty():
        return []
    shown = "; ".join(f"{p} £{a:,.1f}m and £{b:,.1f}m" for p, a, b in off.head(3).iter_rows())
    return [
        Fault(
            f"{table.sheet}: {what} differ for {off.height} product groups ({shown})",
            file=table.file.name,
            fix="Download the workbook again; a published one balances.",
            code="layout",
        )
    ]
