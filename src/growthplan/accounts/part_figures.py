"""Decompositions as figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from growthplan.accounts.change import ChangeContributions
from growthplan.accounts.contributions import DIFFERENCE, METHOD, TOTAL, Contributions
from growthplan.accounts.figure_ids import figure_id
from growthplan.accounts.figures import status_caveats
from growthplan.accounts.identity import Identity
from growthplan.accounts.levels import name_of
from growthplan.accounts.lineage import Cells
from growthplan.accounts.words import above_or_below
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
                f"In {found.year} {row['title']} in {where} "
                f"{'were' if row['title'].startswith(('hours', 'jobs')) else 'was'} "
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
    suffixes = {"within": "-within", "between": "-between", "log_points": ""}
    figures = []
    for row in long.iter_rows(named=True):
        suffix = suffixes[row["effect"]]
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
                sentence=(f"{_moved(row)} the gap between {where} and {to} by {shown} {span}."),
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


def _moved(row: Mapping[str, Any]) -> str:
    """Who or what moved the gap."""
    if row["part"] == DIFFERENCE:
        return "What the hours-weighted sum of authorities leaves out of the published figure moved"
    if row["part"] == TOTAL:
        return {
            "within": "Authorities' own productivity moved",
            "between": "Authorities' shares of hours moved",
            "log_points": "All parts together moved",
        }[row["effect"]]
    return (
        f"{row['name']}: "
        + {
            "within": "its own productivity moved",
            "between": "its share of hours moved",
            "log_points": "both effects together moved",
        }[row["effect"]]
    )
