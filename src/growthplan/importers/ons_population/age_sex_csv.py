"""Population by single year of age and sex, for mid-2011 and mid-2022: one long CSV."""

from __future__ import annotations

import re

import polars as pl

from growthplan.importers.cells import finish, with_places
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_population.indicators import (
    BANDS,
    BY_AGE,
    FAMILY,
    PUBLISHER,
    STATUS,
)
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Fault, Gazetteer, GrowthplanError

LAYOUT = "ons_population_age_sex_csv"
CODE, NAME, AGE = "Area code", "Area name", "Age"
OLDEST = 90
"""The last class: 90 and over."""

AGES = OLDEST + 1
_COUNT = re.compile(r"Mid-(\d{4}) population \((Female|Male)\)")

NESTING: dict[str, str] = {
    "K02000001": r"[EWSN]92",
    "K03000001": r"[EWS]92",
    "K04000001": r"[EW]92",
    "E92000001": r"E12",
    "W92000004": r"W06",
    "S92000003": r"S12",
    "N92000002": r"N09",
}
"""Areas with the beginning of the codes of which they are the sum."""

ENGLISH_LOCAL_AUTHORITIES = r"E0[6-9]"


def recognises(file: OpenFile) -> bool:
    return (
        file.kind == "csv"
        and file.header.startswith(f"{CODE},{NAME},{AGE},")
        and _COUNT.search(file.header) is not None
    )


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Add up both sexes and the ages of each band.

    The row of an observation is the first line added, its column that of women; it is the sum
    over both sexes and the lines of its ages. Raises GrowthplanError when a place lacks an age,
    when a count is not a whole number, or when areas do not add up to countries and the UK.
    """
    frame = file.csv()
    counts = _count_columns(file, frame.columns)
    ages = _numbers(file, frame, counts)
    _check_ages(file, ages)
    totals = _by_band(ages, list(counts))
    _check_sums(file, totals)
    placed, unknown = with_places(totals, gazetteer, file)
    columns = {year: columns["Female"][1] for year, columns in counts.items()}
    cells = placed.with_columns(
        column=pl.col("period").replace_strict(columns, return_dtype=pl.Int16),
        status=pl.lit(""),
    )
    span = " and ".join(f"mid-{year}" for year in counts)
    return Parsed(
        layout=LAYOUT,
        dataset="population-by-age",
        title=f"Population estimates by single year of age and sex, {span}",
        publisher=PUBLISHER,
        family=FAMILY,
        observations=finish(cells),
        series=pl.DataFrame(
            [(i.id, i.unit, "not money", f"{i.title}, {span}") for i in BY_AGE],
            schema=LABELS,
            orient="row",
        ),
        indicators=BY_AGE,
        priority=5,
        status=STATUS,
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        notes=(
            "Each figure adds up both sexes and the ages of its band; the line given is that of "
            "the youngest age.",
            "The file does not print its day of publication.",
        ),
    )


def _count_columns(file: OpenFile, columns: list[str]) -> dict[str, dict[str, tuple[str, int]]]:
    """For each year the columns of women and men, with their number in the file."""
    found: dict[str, dict[str, tuple[str, int]]] = {}
    for number, column in enumerate(columns):
        if match := _COUNT.fullmatch(column):
            found.setdefault(match[1], {})[match[2]] = (column, number)
        elif column not in ("row", CODE, NAME, AGE):
            raise stop(file, f"a column headed '{column}' is not expected here")
    for year, sexes in found.items():
        if len(sexes) != 2:
            raise stop(file, f"mid-{year} has a column for one sex only: {', '.join(sexes)}")
    return dict(sorted(found.items()))


def _numbers(
    file: OpenFile, frame: pl.DataFrame, counts: dict[str, dict[str, tuple[str, int]]]
) -> pl.DataFrame:
    """row, code, name, age, and for each year the people of both sexes."""
    number_of = {"Age": 3} | {
        name: number for sexes in counts.values() for name, number in sexes.values()
    }
    cast = frame.with_columns(pl.col(name).cast(pl.Int64, strict=False) for name in number_of)
    faults = [
        Fault(
            f"'{frame.item(index, name)}' is not a whole number",
            file=file.name,
            line=frame.item(index, "row"),
            column=number,
            code="cell",
        )
        for name, number in number_of.items()
        for index in cast[name].is_null().arg_true().head(3)
    ]
    if faults:
        raise GrowthplanError(faults)
    return cast.select(
        "row",
        pl.col(CODE).str.strip_chars().alias("code"),
        pl.col(NAME).str.strip_chars().alias("name"),
        pl.col(AGE).alias("age"),
        *((pl.col(s["Female"][0]) + pl.col(s["Male"][0])).alias(y) for y, s in counts.items()),
    )


def _check_ages(file: OpenFile, ages: pl.DataFrame) -> None:
    by_place = ages.group_by("code", maintain_order=True).agg(
        pl.len().alias("lines"),
        pl.col("age").n_unique().alias("ages"),
        pl.col("age").min().alias("youngest"),
        pl.col("age").max().alias("oldest"),
        pl.col("row").max(),
    )
    wrong = by_place.filter(
        (pl.col("lines") != AGES)
        | (pl.col("ages") != AGES)
        | (pl.col("youngest") != 0)
        | (pl.col("oldest") != OLDEST)
    )
    if wrong.height:
        first = wrong.row(0, named=True)
        raise stop(
            file,
            f"{first['code']} has {first['lines']} lines and {first['ages']} ages, not the "
            f"{AGES} from 0 to {OLDEST}: lines are missing or there twice",
            f"up to line {first['row']}",
            "Download the file again.",
        )


def _by_band(ages: pl.DataFrame, years: list[str]) -> pl.DataFrame:
    """indicator, code, name, row, period, value."""
    bands = [
        ages.filter(pl.col("age").is_between(first, last))
        .group_by("code", "name", maintain_order=True)
        .agg(pl.col("row").first(), pl.col(years).sum())
        .with_columns(indicator=pl.lit(indicator))
        for indicator, (first, last) in BANDS.items()
    ]
    return pl.concat(bands).unpivot(
        on=years,
        index=["indicator", "code", "name", "row"],
        variable_name="period",
        value_name="value",
    )


def _check_sums(file: OpenFile, totals: pl.DataFrame) -> None:
    """Raise GrowthplanError where areas do not add up exactly, for those areas that are there."""
    code = pl.col("code")
    missing = sorted(set(NESTING) - set(totals["code"]))
    if missing:
        raise stop(file, f"{', '.join(missing)} missing", fix="Download the file again.")
    sums = [*NESTING.items(), ("E92000001", ENGLISH_LOCAL_AUTHORITIES)]
    for whole, parts in sums:
        both = (
            totals.filter(code == whole)
            .join(
                totals.filter(code.str.contains(f"^{parts}"))
                .group_by("indicator", "period")
                .agg(pl.col("value").sum().alias("total")),
                on=["indicator", "period"],
            )
            .filter(pl.col("value") != pl.col("total"))
            .sort("indicator", "period")
        )
        if both.height:
            row = both.row(0, named=True)
            raise stop(
                file,
                f"{row['indicator']} of {whole} in {row['period']} is {row['value']:,}, but the "
                f"areas that it is made of add up to {row['total']:,}",
                f"line {row['row']}",
                "Lines are missing or changed: download the file again.",
            )


LAYOUTS = (Layout(LAYOUT, "ONS population by age and sex: CSV", recognises, read),)
