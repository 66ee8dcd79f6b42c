"""Decompositions, catch-up and method switches as figures."""

from __future__ import annotations

import math

import polars as pl

from growthplan.accounts.catch_up import CatchUp
from growthplan.accounts.change import ChangeContributions
from growthplan.accounts.contributions import DIFFERENCE, METHOD, TOTAL, Contributions
from growthplan.accounts.figure_ids import figure_id
from growthplan.accounts.figures import status_caveats
from growthplan.accounts.gva import gva_inputs
from growthplan.accounts.identity import Identity
from growthplan.accounts.levels import name_of
from growthplan.accounts.lineage import Cells
from growthplan.accounts.measures import measure_named, named_with_basis
from growthplan.accounts.switches import Switches
from growthplan.accounts.words import above_or_below, edition_in_words, percent
from growthplan.vocabulary import Figure, Input, Lineage, display

POINTS = "log points"


def identity_figures(cells: Cells, found: Identity) -> tuple[Figure, ...]:
    """Each factor's part of the gap in GVA per head, in log points that sum to it."""
    where, to = (name_of(cells.statistics, code) for code in (found.place, found.comparator))
    inputs = tuple(c for q in found.quantities.values() for c in cells.of_quantity(q))
    return tuple(
        Figure(
            id=figure_id(
                "gap_contribution",
                found.place,
                found.year,
                row["factor"],
                comparator=found.comparator,
            ),
            value=row["log_points"],
            display=display(row["log_points"], POINTS),
            unit=POINTS,
            place=found.place,
            period=str(found.year),
            sentence=(
                f"In {found.year} {row['title']} in {where} was "
                f"{display(row['value'], row['unit'])} against "
                f"{display(row['comparator_value'], row['unit'])} in {to}: "
                f"{display(row['log_points'], POINTS)} of the gap in GVA per head."
            ),
            lineage=Lineage(
                formula="100 × ln(place ÷ comparator) of the factor",
                inputs=inputs,
                functions=("growthplan.accounts.identity",),
                assumptions=found.notes,
            ),
            caveats=status_caveats(cells, inputs),
        )
        for row in found.table.iter_rows(named=True)
    )


def contribution_figures(cells: Cells, found: Contributions) -> tuple[Figure, ...]:
    """Each authority's part of the gap in GVA per hour, in log points that sum to it."""
    where, to = (name_of(cells.statistics, code) for code in (found.place, found.comparator))
    members = [c for c in found.table["part"] if c not in (DIFFERENCE, TOTAL)]
    figures = []
    for row in found.table.iter_rows(named=True):
        shown = display(row["log_points"], POINTS)
        inputs = _behind(cells, found, row["part"], members)
        if row["part"] in members:
            text = (
                f"{row['name']} accounts for {shown} of the gap between {where} and {to} in "
                f"{found.year}: {100 * row['hours_share']:.1f}% of hours, at productivity "
                f"{above_or_below(100 * (row['relative'] - 1))} {to}."
            )
        elif row["part"] == DIFFERENCE:
            text = (
                f"The published figure for {where} differs from the hours-weighted sum of its "
                f"authorities by {shown} in {found.year}."
            )
        else:
            text = f"The gap between {where} and {to} in {found.year} is {shown}."
        figures.append(
            Figure(
                id=figure_id(
                    "gap_contribution",
                    found.place,
                    found.year,
                    row["part"],
                    comparator=found.comparator,
                ),
                value=row["log_points"],
                display=shown,
                unit=POINTS,
                place=found.place,
                period=str(found.year),
                sentence=text,
                lineage=Lineage(
                    formula=METHOD,
                    inputs=inputs,
                    functions=("growthplan.accounts.contributions",),
                    assumptions=found.notes,
                ),
                caveats=status_caveats(cells, inputs),
            )
        )
    return tuple(figures)


def _behind(cells: Cells, found: Contributions, part: str, members: list[str]) -> tuple[Input, ...]:
    """An authority's own cells; for the other lines, the gap that they belong to."""
    if part not in members:
        return _gaps(found.place, found.comparator, found.year)
    productivity = cells.input(
        "gva_per_hour", "smoothed", part, found.year, found.family, found.edition
    )
    hours = cells.input(
        "hours", "unsmoothed", part, found.hours_year, found.family, found.hours_edition
    )
    return productivity + hours + _gaps(found.place, found.comparator, found.year)


def _gaps(place: str, comparator: str, *years: int) -> tuple[Input, ...]:
    return tuple(
        Input(
            label=f"Gap in {year}",
            value=None,
            unit="%",
            figure=figure_id("gva_per_hour_gap_pct", place, year, comparator=comparator),
        )
        for year in years
    )


def change_figures(cells: Cells, found: ChangeContributions) -> tuple[Figure, ...]:
    """Each authority's part of the change in the gap: level, share of hours, and both."""
    where, to = (name_of(cells.statistics, code) for code in (found.place, found.comparator))
    period = f"{found.first_year}-{found.last_year}"
    span = f"between {found.first_year} and {found.last_year}"
    long = found.table.unpivot(
        ["within", "between", "log_points"], index=["part", "name"], variable_name="effect"
    ).drop_nulls("value")
    effects = {
        "within": ("-within", "its own productivity moved"),
        "between": ("-between", "its share of hours moved"),
        "log_points": ("", "both effects together moved"),
    }
    figures = []
    for row in long.iter_rows(named=True):
        suffix, said = effects[row["effect"]]
        shown = display(row["value"], POINTS)
        figures.append(
            Figure(
                id=figure_id(
                    "gap_contribution_change",
                    found.place,
                    period,
                    row["part"] + suffix,
                    comparator=found.comparator,
                ),
                value=row["value"],
                display=shown,
                unit=POINTS,
                place=found.place,
                period=period,
                sentence=(
                    f"{row['name']}: {said} the gap between {where} and {to} by {shown} {span}."
                ),
                lineage=Lineage(
                    formula=(
                        "within = mean share of hours × change in relative productivity; between = "
                        "change in share × (mean relative productivity − the whole's); both × 100 "
                        "÷ logarithmic mean of the whole"
                    ),
                    inputs=_gaps(found.place, found.comparator, found.first_year, found.last_year),
                    functions=("growthplan.accounts.change_contributions",),
                ),
            )
        )
    return tuple(figures)


def catch_up_figures(cells: Cells, found: CatchUp) -> tuple[Figure, ...]:
    """Growth needed, extra growth and worth of closing a share of the gap."""
    where, to = (name_of(cells.statistics, code) for code in (found.place, found.comparator))
    goal = "all" if found.share == 1 else f"{100 * found.share:.0f}%"
    part = f"share-{100 * found.share:.0f}"
    name = named_with_basis(found.measure, found.basis)
    ahead = (
        f"Closing {goal} of the gap between {where} and {to} by {found.by} takes growth of "
        f"{display(found.growth_pct, '% a year')} in {measure_named(found.measure).title} from "
        f"{found.base_year}, {display(found.extra_pct, 'percentage points')} a year above {to}"
    )
    past = (
        ""
        if found.past_growth_pct is None
        else f"; from {found.past_from} to {found.base_year} it grew by "
        f"{display(found.past_growth_pct, '% a year')}"
    )
    rows = [
        ("catch_up_growth", found.growth_pct, "% a year", f"{ahead}{past}."),
        ("catch_up_extra_growth", found.extra_pct, "percentage points", f"{ahead}."),
    ]
    if found.worth_bn is not None and found.gva_bn is not None:
        rows.append(
            (
                "catch_up_worth",
                found.worth_bn,
                "£bn",
                f"Closing {goal} of a {percent(abs(found.gap_pct))} gap lifts output by "
                f"{percent(found.lift_pct)}: {display(found.worth_bn, '£bn')} a year on GVA of "
                f"{display(found.gva_bn, '£bn')}{_of_route(found)}.",
            )
        )
    gap_input = Input(
        label=f"Gap in {found.base_year}",
        value=found.gap_pct,
        unit="%",
        figure=figure_id(
            f"{name}_gap_pct", found.place, found.base_year, comparator=found.comparator
        ),
    )
    size = gva_inputs(cells, found.gva_row) if found.gva_row else ()
    return tuple(
        Figure(
            id=figure_id(kind, found.place, found.by, part, comparator=found.comparator),
            value=value,
            display=display(value, unit),
            unit=unit,
            place=found.place,
            period=str(found.by),
            sentence=text,
            lineage=Lineage(
                formula="lift = g ÷ (1 − g); growth = (1 + comparator growth) × (1 + lift) ^ "
                "(1 ÷ years) − 1; worth = lift × GVA",
                inputs=(gap_input, *(size if kind == "catch_up_worth" else ())),
                functions=("growthplan.accounts.catch_up",),
                assumptions=found.assumptions,
            ),
        )
        for kind, value, unit, text in rows
        if math.isfinite(value)
    )


def _of_route(found: CatchUp) -> str:
    return f", {found.gva_route}" if found.gva_route else ""


def switch_figure(
    cells: Cells, found: Switches, place: str, comparator: str, measure: str, basis: str
) -> Figure:
    """The headline gap with the range that method choices give it, which is no probability."""
    head = found.table.row(0, named=True)
    where, to = (name_of(cells.statistics, code) for code in (place, comparator))
    name = named_with_basis(measure, basis)
    widest = found.table.filter(pl.col("gap_pct").is_in([found.low, found.high]))
    named = "; ".join(f"{r['setting']} {percent(r['gap_pct'])}" for r in widest.to_dicts())
    return Figure(
        id=figure_id(f"{name}_gap_pct_by_method", place, head["year"], comparator=comparator),
        value=head["gap_pct"],
        display=display(head["gap_pct"], "%"),
        unit="%",
        low=found.low,
        high=found.high,
        place=place,
        period=head["year"],
        sentence=(
            f"Other defensible methods put the gap between {where} and {to} anywhere from "
            f"{percent(found.low)} to {percent(found.high)}, beside the headline of "
            f"{percent(head['gap_pct'])} ({edition_in_words(head['edition'])} edition)."
        ),
        lineage=Lineage(
            formula="lowest and highest of the gap with one choice moved at a time",
            inputs=(
                Input(
                    label="Headline gap",
                    value=head["gap_pct"],
                    unit="%",
                    figure=figure_id(f"{name}_gap_pct", place, head["year"], comparator=comparator),
                ),
            ),
            functions=("growthplan.accounts.switches",),
            assumptions=(f"The ends: {named}.",),
        ),
        caveats=("The range is over methods, not a probability.",),
    )
