"""What the deflator files share: the indicator, and checks on an index over years and quarters."""

from __future__ import annotations

from itertools import pairwise

import polars as pl

from growthplan.importers.cells import address, finish
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UK, Direction, Fault, GrowthplanError, Indicator

GDP_DEFLATOR = Indicator(
    id="gdp_deflator",
    title="GDP deflator",
    unit="index",
    price_basis="index",
    direction=Direction.NEITHER,
    definition="Price of gross domestic product at market prices in the UK, as an index: money of "
    "one year times the index of another year over its own is money of that other year.",
)
LARGEST_YEARLY_RISE = 1.30
"""UK prices of GDP rose fastest in 1975, by 26%."""
LARGEST_YEARLY_FALL = 0.95


def base_year(cells: pl.DataFrame, file: OpenFile) -> str:
    """The year whose index is 100; neither publisher prints it beside the figures.

    `cells` has `period` and `value`. Raises GrowthplanError when no calendar year, or more than
    one, is 100.
    """
    years = cells.filter(_is_year() & (pl.col("value") == 100))["period"].to_list()
    if len(years) == 1:
        return str(years[0])
    found = f"the years {', '.join(years)} are" if years else "no calendar year is"
    raise GrowthplanError(
        Fault(f"{found} 100, so the base year is unknown", file=file.name, code="check")
    )


def check_index(cells: pl.DataFrame, file: OpenFile) -> None:
    """Raise GrowthplanError with everything wrong about an index.

    `cells` has `period` (`2024`, `2024q4`), `value`, `row`, `column`. Years, and quarters, must
    be an unbroken run without repeats; no value empty, or moving further in a year than UK prices
    ever did; a year must lie within its quarters.
    """
    faults = [
        Fault("the value is empty", file=file.name, line=row, code="check")
        for row in cells.filter(pl.col("value").is_null())["row"]
    ]
    faults += _run_faults(cells.filter(_is_year()), file)
    faults += _run_faults(cells.filter(~_is_year()), file)
    if not faults:
        faults = _jumps(cells, file) + _outside_quarters(cells, file)
    if faults:
        raise GrowthplanError(faults)


def observations(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells as observations of the UK."""
    return finish(cells.with_columns(place=pl.lit(UK)), indicator=GDP_DEFLATOR.id)


def series(base: str, title: str) -> pl.DataFrame:
    """The one row that says what the index is."""
    return pl.DataFrame(
        {
            "indicator": [GDP_DEFLATOR.id],
            "unit": [GDP_DEFLATOR.unit],
            "price_basis": [f"index, {base}=100"],
            "title": [title],
        }
    )


def _is_year() -> pl.Expr:
    return pl.col("period").str.len_bytes() == 4


def _number(period: str) -> int:
    """Years, or quarters, counted from year 0."""
    year, _, quarter = period.partition("q")
    return 4 * int(year) + int(quarter) if quarter else int(year)


def _run_faults(cells: pl.DataFrame, file: OpenFile) -> list[Fault]:
    faults = []
    found = sorted(cells.select("period", "row").rows(), key=lambda r: _number(r[0]))
    for (before, _), (after, row) in pairwise(found):
        step = _number(after) - _number(before)
        if step != 1:
            message = (
                f"{after} follows {before}: {step - 1} periods are missing"
                if step
                else f"{after} is there twice"
            )
            faults.append(Fault(message, file=file.name, line=row, code="check"))
    return faults


def _jumps(cells: pl.DataFrame, file: OpenFile) -> list[Fault]:
    years = cells.filter(_is_year()).sort("period")
    ratio = pl.col("value") / pl.col("value").shift(1)
    inside = ratio.is_between(LARGEST_YEARLY_FALL, LARGEST_YEARLY_RISE)
    wrong = years.with_columns(ratio=ratio).filter((pl.col("value") <= 0) | ~inside)
    return [
        Fault(
            f"{address('', r['row'], r['column'])}: {r['value']:g} in {r['period']} is "
            f"{r['ratio'] or 0:.2f} times the year before, which UK prices never were",
            file=file.name,
            line=r["row"],
            code="check",
        )
        for r in wrong.iter_rows(named=True)
    ]


def _outside_quarters(cells: pl.DataFrame, file: OpenFile) -> list[Fault]:
    """Years that lie outside the range of their own four quarters."""
    quarters = (
        cells.filter(~_is_year())
        .group_by(period=pl.col("period").str.head(4))
        .agg(low=pl.col("value").min(), high=pl.col("value").max(), quarters=pl.len())
        .filter(pl.col("quarters") == 4)
    )
    both = cells.filter(_is_year()).join(quarters, on="period", maintain_order="left")
    wrong = both.filter(~pl.col("value").is_between("low", "high"))
    return [
        Fault(
            f"{r['value']:g} in {r['period']} is outside its quarters, {r['low']:g} to "
            f"{r['high']:g}",
            file=file.name,
            line=r["row"],
            code="check",
        )
        for r in wrong.iter_rows(named=True)
    ]
