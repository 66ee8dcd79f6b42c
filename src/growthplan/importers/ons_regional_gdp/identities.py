"""Identities that hold between tables of one workbook, within the rounding of printed figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from growthplan.importers.adding_up import HALF_UNIT
from growthplan.importers.year_table import Values, YearTable
from growthplan.vocabulary import Fault, GrowthplanError

MILLION = 1e6
HALF_TENTH = 0.05
"""Largest rounding of a figure printed with one decimal."""

MOST_FAULTS = 10

Rule = Callable[[Mapping[str, Values]], Values]
"""From the figures of each indicator, [area, year], to a value for each area and year."""


@dataclass(frozen=True)
class Identity:
    """A figure that follows from figures of other tables."""

    says: str
    """The other side in words: `GVA plus taxes less subsidies on products`."""
    result: str
    inputs: tuple[str, ...]
    expected: Rule
    allowed: Rule
    """Largest difference that rounding alone can make."""


def per_head(result: str, amount: str) -> Identity:
    """£ a head = £ million × 1,000,000 ÷ people; shows that the unit is pounds."""
    return Identity(
        f"{amount} over population",
        result,
        (amount, "population"),
        lambda f: f[amount] * MILLION / f["population"],
        lambda f: HALF_UNIT * MILLION / f["population"] + HALF_UNIT,
    )


def _before(figures: Values) -> Values:
    """Each year's figure of the year before; not a number in the first."""
    return np.hstack([np.full((len(figures), 1), np.nan), figures[:, :-1]])


def growth(result: str, level: str, half: float) -> Identity:
    """Growth in % = (level ÷ level a year before − 1) × 100; `half` is the level's rounding."""

    def expected(f: Mapping[str, Values]) -> Values:
        return (f[level] / _before(f[level]) - 1) * 100

    def allowed(f: Mapping[str, Values]) -> Values:
        now, before = f[level], _before(f[level])
        return HALF_TENTH + np.abs(100 * now / before) * half * (1 / np.abs(now) + 1 / before)

    says = f"{level} over {level} of the year before"
    return Identity(says, result, (level,), expected, allowed)


def in_base_year(result: str, base: int, like: str | None = None) -> Identity:
    """In the base year (the column `base`) an index is 100, and volume is the current price
    figure `like`."""

    def expected(f: Mapping[str, Values]) -> Values:
        out = np.full_like(f[result], np.nan)
        out[:, base] = f[like][:, base] if like else 100.0
        return out

    return Identity(
        f"{like or 'the index'} in the base year",
        result,
        (like,) if like else (),
        expected,
        lambda f: np.zeros_like(f[result]),
    )


GDP_FROM_GVA = Identity(
    "GVA plus taxes less subsidies on products",
    "gdp",
    ("gva", "vat_on_products", "other_taxes_on_products", "subsidies_on_products"),
    lambda f: (
        f["gva"] + f["vat_on_products"] + f["other_taxes_on_products"] - f["subsidies_on_products"]
    ),
    lambda f: np.full_like(f["gdp"], 5 * HALF_UNIT),
)


def gdp_identities(base: int) -> tuple[Identity, ...]:
    """What must hold in a GDP workbook whose volumes have the base year in the column `base`."""
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

    Areas and years are those of GVA; cells without a figure are left out.
    """
    areas, years = tables["gva"].areas, tables["gva"].years
    figures = {name: table.over(areas, years) for name, table in tables.items()}
    faults: list[Fault] = []
    for identity in identities:
        with np.errstate(divide="ignore", invalid="ignore"):
            expected, allowed = identity.expected(figures), identity.allowed(figures)
            wrong = np.abs(expected - figures[identity.result]) > allowed + 1e-6
        for place, year in np.argwhere(wrong)[:MOST_FAULTS]:
            values = (figures[identity.result][place, year], expected[place, year])
            faults.append(_fault(tables, identity, areas[place], years[year], *values))
    if faults:
        raise GrowthplanError(faults[:MOST_FAULTS])


def _fault(
    tables: Mapping[str, YearTable],
    identity: Identity,
    area: str,
    year: str,
    printed: float,
    expected: float,
) -> Fault:
    cells = [tables[name].cell(area, year) for name in (identity.result, *identity.inputs)]
    others = f" (from {', '.join(cells[1:])})" if len(cells) > 1 else ""
    return Fault(
        f"{cells[0]}: {identity.result} of {area} in {year} is {printed:,.6g}, but "
        f"{identity.says} is {expected:,.6g}{others}",
        file=tables[identity.result].file.name,
        fix="Download the file again; if it is the publisher's, the layout or a unit has changed.",
        code="layout",
    )
