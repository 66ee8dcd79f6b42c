"""The sheet of inputs: each with a name that formulas use, its unit and its source."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.appraisal import CARBON, ELASTICITY, IN_FIRST_YEAR, INCOMES, weights_by_fifth
from growthplan.publishers.appraisal_workbook.cells import (
    FIRST_ROW,
    Cell,
    Formula,
    Input,
    Line,
    Look,
    Sheet,
    at,
)
from growthplan.publishers.appraisal_workbook.told import Told
from growthplan.vocabulary import Assumption

NAME = "Inputs"
UPPER, LOWER = "appraisal.optimism_upper", "appraisal.optimism_lower"
_OUTPUT = "appraisal.national_displacement_productivity"
_WORK, _GAIN, _LEVERAGE = (
    "appraisal.national_displacement_jobs",
    "appraisal.labour_supply_welfare",
    "rd.leverage",
)
_HEADINGS = ("Name", "What it is", "Value", "Unit", "Where from", "Assumed?", "Source")


def inputs_sheet(told: Told) -> Sheet:
    """Every number that is not of one action or one year."""
    rows = [*_prices(told), *_draws(told), *_carbon(told), *_weights(told), *_optimism(told)]
    names = {
        str(row[0]): at(NAME, number, 2, steady=True)
        for number, row in enumerate(rows, start=FIRST_ROW)
    }
    return Sheet(
        NAME,
        "Inputs",
        "Change a value and every sheet follows. Formulas know these cells by their names.",
        _HEADINGS,
        tuple(rows),
        (48, 70, 14, 34, 16, 11, 90),
        names=names,
    )


def optimism_name(kind: str, bound: str) -> str:
    """The name of a bound of optimism bias.

    >>> optimism_name("standard-buildings", "Upper")
    'OptimismUpper_standard_buildings'
    """
    return f"Optimism{bound}_{kind.replace('-', '_')}"


def carbon_years(told: Told) -> list[int]:
    """Years for which a value of carbon is given."""
    return sorted(int(name) for name in told.setting.numbers(CARBON) if name.isdigit())


def _prices(told: Told) -> Iterator[Line]:
    prices, setting = told.setting.prices, told.setting
    gdp = "GDP deflator of HM Treasury and the Office for National Statistics"
    yield _line("PriceYear", "Year in whose prices everything is given", setting.price_year,
                "year", "chosen", "no", "option --price-year", "year")  # fmt: skip
    yield _line("DecisionYear", "Year to which everything is discounted", told.years[0], "year",
                "plan", "no", "first year of the horizon after the data", "year")  # fmt: skip
    yield _line("ModelBaseYear", "Year in whose prices the model works", prices.base_year, "year",
                "model", "no", gdp, "year")  # fmt: skip
    formula = "INDEX(DeflatorLevels,MATCH(PriceYear,DeflatorYears,0))"
    yield ("PriceLevel", "Prices of the price year over those of the model's base year",
           Formula(formula, told.level, "fine"), "ratio", "formula", "no", gdp)  # fmt: skip
    yield _line("AssumedInflation", "Rise of prices a year after the last published deflator",
                prices.growth, "share a year", "assumption", "yes", _growth(told),
                "fine")  # fmt: skip
    yield _line("FirstYearShare", "Share of a financial year that lies in its first calendar year",
                IN_FIRST_YEAR, "share", "calendar", "no", "April to December: nine twelfths",
                "fine")  # fmt: skip


def _growth(told: Told) -> str:
    held = told.setting.assumptions.get("prices.deflator_growth")
    return held.source if held else "chosen"


def _draws(told: Told) -> Iterator[Line]:
    """Drawn assumptions: the mean of the draws is used, so that means come out."""
    models = [(m, m.workings.model) for m in told.members if m.workings.model]
    if not models:
        return
    first = models[0][1]
    assert first is not None
    yield _drawn(told, "OutputElsewhere", _OUTPUT, first.output_elsewhere)
    for member, model in models:
        if model and not member.own_work_elsewhere:
            yield _drawn(told, "WorkElsewhere", _WORK, model.work_elsewhere)
            break
    yield _drawn(told, "WorkGain", _GAIN, first.work_gain)
    for _, model in models:
        if model and model.leverage:
            yield _drawn(told, "ResearchLeverage", _LEVERAGE, model.leverage)
            break


def _drawn(told: Told, name: str, id_: str, value: float) -> Line:
    held = told.setting.assumptions[id_]
    ends = "" if held.low is None else f"; from {held.low:g} to {held.high:g}"
    what = f"{held.title} (mean of {told.appraised.draws:,} draws; centre {held.value:g}{ends})"
    number = Input(value, "fine", "drawn")
    return (name, what, number, held.unit, "model's draws", _assumed(held), held.source)


def _carbon(told: Told) -> Iterator[Line]:
    values, held = told.setting.numbers(CARBON), told.setting.assumptions[CARBON]
    for year in carbon_years(told):
        what = f"Value of a tonne of CO2 equivalent in {year}, central series"
        yield _line(f"CarbonValue_{year}", what, values[str(year)], "£, at its price year",
                    "assumption", _assumed(held), held.source)  # fmt: skip
    price_year = int(values["price_year"])
    yield _line("CarbonPriceYear", "Year in whose prices these values are", price_year, "year",
                "assumption", _assumed(held), held.source, "year")  # fmt: skip
    level = told.setting.prices.level(price_year)
    formula = "INDEX(DeflatorLevels,MATCH(CarbonPriceYear,DeflatorYears,0))"
    yield ("CarbonPriceLevel", "Prices of that year over those of the model's base year",
           Formula(formula, level, "fine"), "ratio", "formula", "no", "GDP deflator")  # fmt: skip
    yield _line("CarbonSpread", "How far the low and the high series lie from the central one",
                values["spread"], "share", "assumption", "yes", held.caveat or held.source,
                "fine")  # fmt: skip


def _weights(told: Told) -> Iterator[Line]:
    incomes, held = told.setting.numbers(INCOMES), told.setting.assumptions[INCOMES]
    elasticity = told.setting.assumptions[ELASTICITY]
    value = told.setting.number(ELASTICITY)
    yield _line("UtilityElasticity", elasticity.title, value, elasticity.unit, "assumption",
                _assumed(elasticity), elasticity.source, "fine")  # fmt: skip
    for fifth in sorted(name for name in incomes if name.isdigit()):
        what = f"Median income of the fifth {fifth} by income (1 the lowest)"
        yield _line(f"IncomeFifth{fifth}", what, incomes[fifth], "£ a year", "assumption",
                    _assumed(held), held.source, "whole")  # fmt: skip
    for fifth, weight in weights_by_fifth(incomes, value).items():
        formula = f"(IncomeFifth3/IncomeFifth{fifth})^UtilityElasticity"
        yield (f"WeightFifth{fifth}", f"Worth of £1 to the fifth {fifth}",
               Formula(formula, weight, "fine"), "ratio", "formula", "no",
               elasticity.source)  # fmt: skip


def _optimism(told: Told) -> Iterator[Line]:
    for id_, bound, words in ((UPPER, "Upper", "before anything is done about it"),
                              (LOWER, "Lower", "when risks have been managed well")):  # fmt: skip
        held = told.setting.assumptions[id_]
        for kind, value in told.setting.numbers(id_).items():
            what = f"Optimism bias of {kind.replace('-', ' ')}, {words}"
            yield _line(optimism_name(kind, bound), what, value, "share of the cost", "assumption",
                        _assumed(held), held.source, "fine")  # fmt: skip


def _line(
    name: str,
    what: str,
    value: float,
    unit: str,
    origin: str,
    assumed: str,
    source: str,
    look: Look = "money",
) -> Line:
    number: Cell = Input(float(value), look)
    return (name, what, number, unit, origin, assumed, source)


def _assumed(held: Assumption) -> str:
    return "yes" if held.is_assumed else "no"
