"""The tables of the regional GDP and GVA workbooks, told by their titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from growthplan.importers.ons_industry.indicators import CURRENT as GVA_BY_INDUSTRY
from growthplan.importers.ons_population.indicators import POPULATION
from growthplan.importers.regional_accounts import bare_title, base_year
from growthplan.vocabulary import Direction, Indicator

FAMILY = "regional-gdp"
PUBLISHER = "Office for National Statistics"
STATUS = "accredited official statistics"

CURRENT, VOLUME, INDEX, NOT_MONEY = "current", "chained volume", "index", "not money"


@dataclass(frozen=True)
class TableKind:
    """One table: what its title says, and what it prints."""

    title: re.Pattern[str]
    """Matched with the whole title, in lower case without number and notes."""
    indicator: Indicator
    first_year_later: bool = False
    """Growth rates begin one year after the levels."""

    def price_basis(self, title: str) -> str:
        """As the series table has it: `chained volume, 2019 money`; the year is the title's."""
        basis, year = self.indicator.price_basis, base_year(title)
        if year is None or basis in (CURRENT, NOT_MONEY):
            return basis
        money = basis == VOLUME and self.indicator.unit.startswith("£")
        return f"{basis}, {year} money" if money else f"{basis}, {year}=100"


def _kind(
    pattern: str,
    id_: str,
    title: str,
    unit: str,
    basis: str,
    definition: str = "",
    direction: Direction = Direction.UP,
) -> TableKind:
    indicator = Indicator(
        id=id_,
        title=title,
        unit=unit,
        price_basis=basis,
        direction=direction,
        definition=definition,
        status=STATUS,
    )
    return TableKind(re.compile(pattern), indicator, id_.endswith("_growth"))


_GVA = r"gross value added \(balanced\)"
_GDP = r"gross domestic product \(gdp\)"
_CVM = rf"{_GDP} chained volume measures \(cvm\)"
_NEITHER = Direction.NEITHER

GDP_TABLES = (
    _kind(
        rf"{_GVA} at current basic prices, pounds million",
        "gva",
        "GVA, current prices",
        "£m",
        CURRENT,
        "Gross value added (balanced) at basic prices, workplace based.",
    ),
    _kind(
        r"value added tax \(vat\) on products, pounds million",
        "vat_on_products",
        "Value added tax on products",
        "£m",
        CURRENT,
        direction=_NEITHER,
    ),
    _kind(
        r"other taxes on products, pounds million",
        "other_taxes_on_products",
        "Other taxes on products",
        "£m",
        CURRENT,
        direction=_NEITHER,
    ),
    _kind(
        r"subsidies on products, pounds million",
        "subsidies_on_products",
        "Subsidies on products",
        "£m",
        CURRENT,
        "Printed as a positive amount; taken off when GDP is made from GVA.",
        _NEITHER,
    ),
    _kind(
        rf"{_GDP} at current market prices, pounds million",
        "gdp",
        "GDP, current prices",
        "£m",
        CURRENT,
        "Gross domestic product at market prices: GVA plus taxes less subsidies on products.",
    ),
    TableKind(re.compile(r"total resident population numbers, persons"), POPULATION),
    _kind(
        # The local authority workbook says "pounds million"; the figures are pounds, which the
        # division of GDP by population proves.
        rf"{_GDP} per head at current market prices, pounds( million)?",
        "gdp_per_head",
        "GDP per head, current prices",
        "£ per head",
        CURRENT,
        "GDP at market prices over the resident population. Commuting between areas distorts it.",
    ),
    _kind(
        r"whole economy (gva|gross value addd? \(gva\)) implied deflators, \d{4} equals 100",
        "gva_deflator",
        "GVA implied deflator, whole economy",
        "index",
        INDEX,
        "Current price GVA over chained volume GVA. Not a true regional price index.",
        _NEITHER,
    ),
    _kind(
        rf"{_CVM} index, \d{{4}} equals 100",
        "gdp_volume_index",
        "GDP, chained volume index",
        "index",
        VOLUME,
        "Compares an area with itself over time, not areas with each other.",
    ),
    _kind(
        rf"{_CVM} in \d{{4}} money value, pounds million",
        "gdp_volume",
        "GDP, chained volume",
        "£m",
        VOLUME,
        "Chained volumes of areas do not add up to their total.",
    ),
    _kind(
        rf"{_CVM} in \d{{4}} money value, per head, pounds",
        "gdp_per_head_volume",
        "GDP per head, chained volume",
        "£ per head",
        VOLUME,
    ),
    _kind(
        rf"{_CVM} annual growth rates, percentage",
        "gdp_volume_growth",
        "GDP growth, chained volume",
        "% a year",
        VOLUME,
    ),
    _kind(
        rf"{_CVM} per head annual growth rates, percentage",
        "gdp_per_head_volume_growth",
        "GDP per head growth, chained volume",
        "% a year",
        VOLUME,
    ),
)
"""Tables 1 to 13 of the GDP workbooks."""

_BY_ID = {kind.indicator.id: kind for kind in GDP_TABLES}

INCOME_TOTALS = (
    _BY_ID["gva"],
    _kind(
        rf"{_GVA} per head of population at current basic prices, pounds",
        "gva_per_head",
        "GVA per head, current prices",
        "£ per head",
        CURRENT,
        "GVA at basic prices over the resident population. Commuting between areas distorts it.",
    ),
    _kind(
        rf"{_GVA} per head indices, uk less extra-regio equals 100",
        "gva_per_head_index",
        "GVA per head, UK less Extra-Regio = 100",
        "index",
        CURRENT,
    ),
    _kind(
        rf"{_GVA} annual growth rates, percentage",
        "gva_growth",
        "GVA growth, current prices",
        "% a year",
        CURRENT,
    ),
    _kind(
        rf"{_GVA} per head annual growth rates, percentage",
        "gva_per_head_growth",
        "GVA per head growth, current prices",
        "% a year",
        CURRENT,
    ),
    _BY_ID["population"],
)
"""Tables 1 to 5 and 17 of the workbook of income components."""

_PRICES = "by industry at current basic prices, pounds million"


def _component(words: str, id_: str, title: str) -> TableKind:
    return _kind(
        rf"{words} {_PRICES}",
        id_,
        f"{title}, by industry",
        "£m",
        CURRENT,
        "A component of GVA by income, by industry (SIC 2007), at current prices.",
        _NEITHER,
    )


INCOME_BY_INDUSTRY = (
    TableKind(re.compile(rf"{_GVA} {_PRICES}"), GVA_BY_INDUSTRY),
    _component(
        "compensation of employees", "compensation_of_employees", "Compensation of employees"
    ),
    _component("mixed income", "mixed_income", "Mixed income"),
    _component("rental income", "rental_income", "Rental income"),
    _component(
        "non-market capital consumption",
        "non_market_capital_consumption",
        "Non-market capital consumption",
    ),
    _component("holding gains", "holding_gains", "Holding gains"),
    _component("gross trading profits", "gross_trading_profits", "Gross trading profits"),
    _component("gross trading surplus", "gross_trading_surplus", "Gross trading surplus"),
    _component("taxes on production", "taxes_on_production", "Taxes on production"),
    _component("subsidies on production", "subsidies_on_production", "Subsidies on production"),
    _kind(
        "statistical discrepancy between income components and balanced gva total, pounds million",
        "income_discrepancy",
        "Discrepancy between income components and balanced GVA, by industry",
        "£m",
        CURRENT,
        direction=_NEITHER,
    ),
)
"""Tables 6 to 16 of the workbook of income components: GVA, its components, what is left."""


def kind_of(title: str, kinds: tuple[TableKind, ...]) -> TableKind | None:
    """The one of `kinds` that a title names; None when none does.

    >>> title = "Table 6: Local Authority: Total resident population numbers, persons [note 4]"
    >>> kind_of(title, GDP_TABLES).indicator.id
    'population'
    """
    bare = bare_title(title).removeprefix("local authority: ")
    return next((kind for kind in kinds if kind.title.fullmatch(bare)), None)
