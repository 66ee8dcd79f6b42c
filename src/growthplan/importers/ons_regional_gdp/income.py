"""GVA by industry and its income components: what must hold between these tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from growthplan.importers.adding_up import HALF_UNIT, check_adds_up, sums_against_wholes
from growthplan.importers.cells import address
from growthplan.importers.layout import stop
from growthplan.importers.ons_industry import naming
from growthplan.importers.year_table import YearTable
from growthplan.vocabulary.industry import TOTAL

_KEY = ["code", "industry"]


def check_income(tables: Mapping[str, YearTable], names: Sequence[str]) -> None:
    """Raise GrowthplanError unless industries add up to totals, components to GVA, and totals
    to the table of GVA.

    `names` are the tables by industry: GVA first, then its components.
    """
    whole, *components = (tables[name] for name in names)
    _check_industries_add_up(whole)
    _check_components_add_up(whole, [_in_order_of(whole, part) for part in components])
    _check_totals(whole, tables["gva"])


def _in_order_of(whole: YearTable, part: YearTable) -> YearTable:
    """The part with its rows in the order of the whole.

    Raises GrowthplanError when its areas, industries or years are others.
    """
    order = whole.rows.select(_KEY)
    if not order.equals(part.rows.select(_KEY)):
        part = part.with_rows(order.join(part.rows, on=_KEY, how="left", maintain_order="left"))
    missing = part.rows["row"].null_count()
    if missing or part.rows.height != order.height or whole.years != part.years:
        raise stop(
            part.file, f"its areas, industries or years are not those of {whole.sheet}", part.sheet
        )
    return part


def _check_industries_add_up(whole: YearTable) -> None:
    """Areas differ in the industries printed (19 and 20 to 21 apart or together), so each set of
    areas with the same industries nests by itself."""
    numbers = whole.numbers()
    sets = numbers.group_by("code", maintain_order=True).agg(pl.col("industry").sort().alias("set"))
    for codes in sets.group_by("set", maintain_order=True).agg("code")["code"]:
        group = numbers.filter(pl.col("code").is_in(codes.to_list()))
        sums = sums_against_wholes(
            group,
            whole.years,
            item="industry",
            parts=naming.nesting(group),
            within=["code"],
        )
        check_adds_up(whole, sums)


def _check_components_add_up(whole: YearTable, components: Sequence[YearTable]) -> None:
    totals = np.sum([table.values for table in components], axis=0)
    allowed = HALF_UNIT * (len(components) + 1) + 1e-6
    wrong = np.argwhere(np.abs(totals - whole.values) > allowed)
    if len(wrong):
        line, year = wrong[0]
        row = whole.rows.row(int(line), named=True)
        raise stop(
            whole.file,
            f"GVA of {row['code']}, {row['industry']}, in {whole.years[year]} is "
            f"{whole.values[line, year]:,.0f}, but its components add up to "
            f"{totals[line, year]:,.0f}",
            address(whole.sheet, row["row"], whole.columns[whole.years[year]]),
        )


def _long(table: YearTable) -> pl.DataFrame:
    return (
        table.numbers()
        .select("row", *_KEY, *table.years)
        .unpivot(on=table.years, index=["row", *_KEY], variable_name="year", value_name="printed")
    )


def _check_totals(whole: YearTable, gva: YearTable) -> None:
    totals = _long(whole).filter(pl.col("industry") == TOTAL)
    printed = (
        gva.numbers()
        .select("code", *gva.years)
        .unpivot(on=gva.years, index="code", variable_name="year", value_name="gva")
    )
    wrong = totals.join(printed, on=["code", "year"]).filter(pl.col("printed") != pl.col("gva"))
    if wrong.height:
        row = wrong.row(0, named=True)
        raise stop(
            whole.file,
            f"the total of {row['code']} in {row['year']} is {row['printed']:,.0f}, but in "
            f"{gva.sheet} it is {row['gva']:,.0f}",
            address(whole.sheet, row["row"], whole.columns[row["year"]]),
        )
