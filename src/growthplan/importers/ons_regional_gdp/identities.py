"""Identities that hold between tables of one workbook, within the rounding of printed figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from growthplan.importers.adding_up import HALF_UNIT
from growthplan.importers.cells import address
from growthplan.importers.year_table import YearTable
from growthplan.vocabulary import Fault, GrowthplanError

MILLION = 1e6
HALF_TENTH = 0.05
"""Largest rounding of a figure printed with one decimal."""

BEFORE = "_before"
"""Suffix of the column with an indicator's figure one year before."""
MOST_FAULTS = 10


@dataclass(frozen=True)
class Identity:
    """A figure that follows from figures of other tables."""

    says: str
    """The other side in words: `GVA plus taxes less subsidies on products`."""
    result: str
    inputs: tuple[str, ...]
    expected: pl.Expr
    allowed: pl.Expr
    """Largest difference that rounding alone can make."""


def per_head(result: str, amount: str) -> Identity:
    """£ a head = £ million × 1,000,000 ÷ people; shows that the unit is pounds."""
    people = pl.col("population")
    return Identity(
        f"{amount} over population",
        result,
        (amount, "population"),
        pl.col(amount) * MILLION / people,
        HALF_UNIT * MILLION / people + HALF_UNIT,
    )


def growth(result: str, level: str, half: float) -> Identity:
    """Growth in % = (level ÷ level a year before − 1) × 100; `half` is the level's rounding."""
    now, before = pl.col(level), pl.col(level + BEFORE)
    return Identity(
        f"{level} over {level} of the year before",
        result,
        (level,),
        (now / before - 1) * 100,
        HALF_TENTH + 100 * now / before * (half / now + half / before),
    )


def in_base_year(result: str, base: str, like: str | None = None) -> Identity:
    """In the base year an index is 100, and volume equals the current price figure `like`."""
    expected = pl.col(like) if like else pl.lit(100.0)
    return Identity(
        f"{like or 'the index'} in the base year",
        result,
        (like,) if like else (),
        pl.when(pl.col("year") == base).then(expected),
        pl.lit(0.0),
    )


GDP_FROM_GVA = Identity(
    "GVA plus taxes less subsidies on products",
    "gdp",
    ("gva", "vat_on_products", "other_taxes_on_products", "subsidies_on_products"),
    pl.col("gva")
    + pl.col("vat_on_products")
    + pl.col("other_taxes_on_products")
    - pl.col("subsidies_on_products"),
    pl.lit(5 * HALF_UNIT),
)


def gdp_identities(base: str) -> tuple[Identity, ...]:
    """What must hold in a GDP workbook whose volumes have the base year `base`."""
    return (
        GDP_FROM_GVA,
        per_head("gdp_per_head", "gdp"),
        per_head("gdp_per_head_volume", "gdp_volume"),
        in_base_year("gdp_volume", base, "gdp"),
        in_base_year("gdp_volume_index", base),
        in_base_year("gva_deflator", base),
        growth("gdp_volume_growth", "gdp_volume_index", HALF_TENTH),
        growth("gdp_per_head_volume_growth", "gdp_per_head_volume", HALF_UNIT),
    )


INCOME_IDENTITIES = (
    per_head("gva_per_head", "gva"),
    growth("gva_growth", "gva", HALF_UNIT),
    growth("gva_per_head_growth", "gva_per_head", HALF_UNIT),
)
"""What must hold in the workbook of GVA per head and income components."""


def check_identities(tables: Mapping[str, YearTable], identities: Sequence[Identity]) -> None:
    """Raise GrowthplanError naming place, year and cells where an identity does not hold.

    Identities of which a table is not there, and cells without a figure, are left out.
    """
    faults: list[Fault] = []
    for identity in identities:
        if not {identity.result, *identity.inputs} <= set(tables):
            continue
        figures = _figures(tables, (identity.result, *identity.inputs))
        wrong = figures.with_columns(expected=identity.expected, allowed=identity.allowed).filter(
            (pl.col("expected") - pl.col(identity.result)).abs() > pl.col("allowed") + 1e-6
        )
        faults += [
            _fault(tables, identity, row)
            for row in wrong.sort("code", "year").head(MOST_FAULTS).iter_rows(named=True)
        ]
    if faults:
        raise GrowthplanError(faults[:MOST_FAULTS])


def _figures(tables: Mapping[str, YearTable], names: Sequence[str]) -> pl.DataFrame:
    """One row for each place and year: code, year, each figure and the figure a year before."""
    joined: pl.DataFrame | None = None
    for name in names:
        table = tables[name]
        long = (
            table.numbers()
            .select("code", *table.years)
            .unpivot(on=table.years, index="code", variable_name="year", value_name=name)
            .sort("code", "year")
            .with_columns(pl.col(name).shift(1).over("code").alias(name + BEFORE))
        )
        joined = long if joined is None else joined.join(long, on=["code", "year"])
    assert joined is not None
    return joined


def _fault(tables: Mapping[str, YearTable], identity: Identity, found: dict[str, object]) -> Fault:
    code, year = str(found["code"]), str(found["year"])
    cells = [_cell(tables[name], code, year) for name in (identity.result, *identity.inputs)]
    others = f" (from {', '.join(cells[1:])})" if len(cells) > 1 else ""
    return Fault(
        f"{cells[0]}: {identity.result} of {code} in {year} is {found[identity.result]:,}, but "
        f"{identity.says} is {found['expected']:,.6g}{others}",
        file=tables[identity.result].file.name,
        fix="Download the file again; if it is the publisher's, the layout or a unit has changed.",
        code="layout",
    )


def _cell(table: YearTable, code: str, year: str) -> str:
    row = table.rows.filter(pl.col("code") == code).item(0, "row")
    return address(table.sheet, row, table.columns[year])
