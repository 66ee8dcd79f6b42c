"""Catch-up and method switches as figures."""

from __future__ import annotations

import math

import polars as pl

from growthplan.accounts.catch_up import CatchUp
from growthplan.accounts.figure_ids import figure_id
from growthplan.accounts.gva import gva_inputs
from growthplan.accounts.levels import name_of
from growthplan.accounts.lineage import Cells
from growthplan.accounts.measures import measure_named, named_with_basis
from growthplan.accounts.switches import Switches
from growthplan.accounts.words import edition_in_words, percent
from growthplan.vocabulary import Figure, Input, Lineage, display


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
                f"Closing {goal} of the {percent(abs(found.gap_pct))} gap between {where} and "
                f"{to} lifts output by {percent(found.lift_pct)}: "
                f"{display(found.worth_bn, '£bn')} a year on GVA of "
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
    return f" ({found.gva_route})" if found.gva_route else ""


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
