"""Levels, gaps and growth as figures: number, range, sentence and lineage made together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from growthplan.accounts.figure_ids import figure_id
from growthplan.accounts.growth import Growth
from growthplan.accounts.levels import EDITION, name_of
from growthplan.accounts.lineage import Cells
from growthplan.accounts.measures import (
    VOLUME_WARNING,
    indicator_of,
    measure_named,
    named_with_basis,
)
from growthplan.accounts.noise import GapNoise, band
from growthplan.accounts.words import (
    BASIS_IN_WORDS,
    above_or_below,
    edition_in_words,
)
from growthplan.vocabulary import Figure, Input, Lineage, display

PROVISIONAL = "The newest year of an edition is provisional and is revised most."
NOT_PUBLISHED_RANGE = (
    "The publisher prints no range. This one is estimated here from revisions between editions and "
    "from the smoothing; it covers 90%."
)

Row = Mapping[str, Any]


def level_figures(cells: Cells, rows: pl.DataFrame) -> tuple[Figure, ...]:
    """One figure a row of `levels`."""
    return tuple(_level(cells, row) for row in rows.iter_rows(named=True))


def _level(cells: Cells, row: Row) -> Figure:
    measure, unit = measure_named(row["measure"]), measure_named(row["measure"]).unit
    unit = "index" if row["basis"] == "volume" else unit
    inputs = inputs_of(cells, row)
    where = name_of(cells.statistics, row["place"])
    caveats = caveats_of(cells, row, inputs)
    if row["basis"] == "volume":
        unit_words = _price_basis(cells, row, inputs)
        caveats += (VOLUME_WARNING,)
    elif measure.made_of or unit.startswith("£"):
        unit_words = BASIS_IN_WORDS[row["basis"]] if len(measure.bases) > 1 else "current prices"
    else:
        unit_words = ""
    shown = display(row["value"], unit)
    said = f"{unit_words}; " if unit_words else ""
    title = measure.title[0].upper() + measure.title[1:]
    verb = "was" if title.startswith("GVA") else "were"
    return Figure(
        id=figure_id(named_with_basis(row["measure"], row["basis"]), row["place"], row["year"]),
        value=row["value"],
        display=shown,
        unit=unit,
        place=row["place"],
        period=str(row["year"]),
        sentence=(
            f"{title} in {where} {verb} {shown} in {row['year']} "
            f"({said}{edition_in_words(row['edition'])} edition)."
        ),
        lineage=Lineage(
            formula=_level_formula(row["measure"]),
            inputs=inputs,
            functions=("growthplan.accounts.levels",),
        ),
        caveats=caveats,
    )


def _level_formula(measure: str) -> str:
    found = measure_named(measure)
    if found.ratio_of:
        top, bottom = (measure_named(name).title for name in found.ratio_of)
        return f"{top} × {found.scale:,.0f} ÷ {bottom}"
    return "as published" if found.scale == 1 else f"as published × {found.scale:g}"


def _price_basis(cells: Cells, row: Row, inputs: tuple[Input, ...]) -> str:
    series = cells.statistics.series.filter(
        (pl.col("source") == inputs[0].source)
        & (pl.col("indicator") == indicator_of(row["measure"], row["basis"]))
    )
    return str(series["price_basis"][0]) if series.height else "chained volume"


def with_bands(cells: Cells, rows: pl.DataFrame, noise: GapNoise | None) -> pl.DataFrame:
    """A table of `gap_by_edition` with columns low and high (%), empty where no noise is known."""
    ends = [
        (None, None) if noise is None else band(row["gap_pct"], cells.age(row), noise)
        for row in rows.select("gap_pct", "year", *EDITION).iter_rows(named=True)
    ]
    schema = {"low": pl.Float64, "high": pl.Float64}
    return pl.concat([rows, pl.DataFrame(ends, schema=schema, orient="row")], how="horizontal")


def gap_figures(
    cells: Cells, rows: pl.DataFrame, noise: GapNoise | None = None
) -> tuple[Figure, ...]:
    """Index, gap in % and gap in £ for each row of `gap` that has been `with_bands`."""
    return tuple(
        figure for row in rows.iter_rows(named=True) for figure in _gap(cells, row, noise, None)
    )


def edition_figures(
    cells: Cells, rows: pl.DataFrame, noise: GapNoise | None = None
) -> tuple[Figure, ...]:
    """The gap in % for each row of `gap_by_edition` that a newer edition has replaced."""
    newest = pl.col("released") == pl.col("released").max().over("year")
    return tuple(
        _gap(cells, row, noise, row["edition"])[0]
        for row in rows.filter(~newest).iter_rows(named=True)
    )


def _gap(cells: Cells, row: Row, noise: GapNoise | None, edition: str | None) -> tuple[Figure, ...]:
    measure = measure_named(row["measure"])
    name = named_with_basis(row["measure"], row["basis"])
    inputs = inputs_of(cells, row) + inputs_of(cells, row, comparator=True)
    low, high = row["low"], row["high"]
    caveats = caveats_of(cells, row, inputs)
    if noise is not None:
        caveats += (NOT_PUBLISHED_RANGE,)
    where, to = (name_of(cells.statistics, row[key]) for key in ("place", "comparator"))
    each = row["comparator_value"]
    scaled = [None if x is None else each * x / 100 for x in (low, high)]
    ends = [None if x is None else 100 + x for x in (low, high)]
    more = "less" if row["gap_gbp"] < 0 else "more"
    money = display(abs(row["gap_gbp"]), measure.unit)
    title = f"{measure.title} in {where}"
    kinds = (
        (
            "gap_pct",
            row["gap_pct"],
            "%",
            (low, high),
            "100 × (place ÷ comparator − 1)",
            f"{title} was {above_or_below(row['gap_pct'])} {to}",
        ),
        (
            "index",
            row["index"],
            "index",
            ends,
            "100 × place ÷ comparator",
            f"With {to} at 100, {title} was {row['index']:.1f}",
        ),
        (
            "gap_gbp",
            row["gap_gbp"],
            measure.unit,
            scaled,
            "place − comparator",
            f"{title} was {money} {more} than in {to}",
        ),
    )
    return tuple(
        Figure(
            id=figure_id(
                f"{name}_{kind}",
                row["place"],
                row["year"],
                comparator=row["comparator"],
                edition=edition,
            ),
            value=value,
            display=display(value, unit),
            unit=unit,
            low=span[0],
            high=span[1],
            place=row["place"],
            period=str(row["year"]),
            sentence=f"{text} {_ending(row, span, unit)}",
            lineage=Lineage(
                formula=formula,
                inputs=inputs,
                functions=("growthplan.accounts.gap",)
                + (("growthplan.accounts.band",) if noise is not None else ()),
                assumptions=(noise.method,) if noise is not None else (),
            ),
            caveats=caveats,
        )
        for kind, value, unit, span, formula, text in kinds
    )


def _ending(row: Row, span: Sequence[float | None], unit: str) -> str:
    """When, on which basis, from which edition and how sure: the end of a gap's sentence."""
    ranged = ""
    if None not in span:
        ranged = f"; 90% range {display(span[0], unit)} to {display(span[1], unit)}"
    basis, edition = BASIS_IN_WORDS[row["basis"]], edition_in_words(row["edition"])
    return f"in {row['year']} ({basis}; {edition} edition{ranged})."


def growth_figure(cells: Cells, growth: Growth, published_as: str) -> Figure:
    """Compound growth between two years of one edition."""
    measure = measure_named(growth.measure)
    where = name_of(cells.statistics, growth.place)
    inputs = tuple(
        cell
        for year in (growth.first_year, growth.last_year)
        for cell in cells.input(
            growth.measure, growth.basis, published_as, year, growth.family, growth.edition
        )
    )
    period = f"{growth.first_year}-{growth.last_year}"
    name = named_with_basis(growth.measure, growth.basis)
    return Figure(
        id=figure_id(f"{name}_growth", growth.place, period),
        value=growth.pct_a_year,
        display=display(growth.pct_a_year, "% a year"),
        unit="% a year",
        place=growth.place,
        period=period,
        sentence=(
            f"{measure.title} in {where} grew by {display(growth.pct_a_year, '% a year')} from "
            f"{growth.first_year} to {growth.last_year} ({BASIS_IN_WORDS[growth.basis]}; "
            f"{edition_in_words(growth.edition)} edition)."
        ),
        lineage=Lineage(
            formula="100 × ((last ÷ first) ^ (1 ÷ years) − 1)",
            inputs=inputs,
            functions=("growthplan.accounts.growth_between",),
        ),
        caveats=status_caveats(cells, inputs),
    )


def inputs_of(cells: Cells, row: Row, *, comparator: bool = False) -> tuple[Input, ...]:
    """The cells behind a row of `levels` or `relative`."""
    code = row["comparator_published_as" if comparator else "published_as"]
    return cells.input(
        row["measure"], row["basis"], code, row["year"], row["family"], row["edition"]
    )


def caveats_of(cells: Cells, row: Row, inputs: tuple[Input, ...]) -> tuple[str, ...]:
    """What a reader must know about a row: status, newest year, stand-in area."""
    said = list(status_caveats(cells, inputs))
    if cells.is_newest_year(row["year"], row["family"], row["edition"]):
        said.append(PROVISIONAL)
    if row["published_as"] != row["place"]:
        said.append(f"Published for {row['published_as']}, an area with the same boundary.")
    return tuple(said)


def status_caveats(cells: Cells, inputs: tuple[Input, ...]) -> tuple[str, ...]:
    """The publisher's quality status of the releases, where it is less than full."""
    sources = cells.statistics.sources
    statuses = {sources[i.source].status for i in inputs if i.source and i.source in sources}
    return tuple(
        f"{status[0].upper()}{status[1:]}."
        for status in sorted(statuses)
        if status.lower() != "official statistics"
    )
