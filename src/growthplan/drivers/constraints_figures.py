"""A place's constraints in figures and sentences that say association and never cause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import polars as pl

from growthplan.accounts import figure_id
from growthplan.drivers.constraints_data import DriverData
from growthplan.drivers.constraints_evidence import NONE_HELD
from growthplan.drivers.constraints_fit import LEAST_SKILL, MOST_CHANCE, Fit
from growthplan.drivers.constraints_groups import THRESHOLD, DriverGroup
from growthplan.drivers.constraints_ranks import DRAWS
from growthplan.drivers.constraints_tables import GAP, PREDICTED, RESIDUAL, title_of
from growthplan.drivers.constraints_validation import SHUFFLES
from growthplan.drivers.constraints_verdicts import (
    CANNOT_TELL,
    HIGHER,
    LEAST_KNOWN,
    LOWER,
    NO_FIGURE,
)
from growthplan.drivers.listing import few_of
from growthplan.vocabulary import MINUS, Figure, Lineage, display

POINTS = "log points"
ASSOCIATION = (
    "Association over places, not cause: places with these features have this productivity; "
    "changing the feature need not change productivity by as much, or at all."
)
NOTHING = (
    "No constraint can be told: the drivers do not foretell productivity in places that the model "
    "has not seen well enough to point at any of them."
)
Row = Mapping[str, Any]


def constraint_notes(
    data: DriverData,
    groups: tuple[DriverGroup, ...],
    fit: Fit,
    table: pl.DataFrame,
    place: str,
    names: Mapping[str, str],
) -> tuple[str, ...]:
    """How sure, what was joined, what was missing: a sentence or more each."""
    said = [ASSOCIATION] if fit.tells else [NOTHING]
    said.append(
        f"Out-of-sample R² over {len(data.y)} places: {fit.skill:.2f} with whole regions held "
        f"out, {fit.skill_random:.2f} with places held out at random; {100 * fit.chance:.1f}% of "
        f"{SHUFFLES} shuffled outcomes do as well (the outcome itself counted in). Drivers are "
        f"named only from {LEAST_SKILL:g} on both and at most {100 * MOST_CHANCE:g}%."
    )
    if fit.inside is not None:
        said.append(
            f"Inside regions alone, each place less its region's mean, R² is "
            f"{MINUS if fit.inside.skill < 0 else ''}{abs(fit.inside.skill):.2f}, and "
            f"{100 * fit.inside.chance:.1f}% of outcomes dealt out again inside regions do as "
            "well: the same limits hold, so that differences between regions alone name nothing."
        )
    if len(set(data.regions)) < 3:
        said.append("Fewer than three regions: places are held out at random in both.")
    said += [_joined(group, names) for group in groups if len(group.drivers) > 1]
    said += _thinly_known(table, names.get(place, place))
    lost = 1 - float(data.seen.mean())
    if lost > 0:
        whole = int(data.seen.all(axis=1).sum())
        said.append(
            f"{100 * lost:.1f}% of cells are empty and filled from the place's other indicators; "
            f"{whole} of {len(data.y)} places are complete. "
            + (
                "The same model on those alone is beside; where it points the other way the "
                "verdict is that we cannot tell."
                if fit.complete is not None
                else "They are too few to fit alone."
            )
        )
    said.append(
        f"Ranges and ranks come from {DRAWS} refits on regions, and places inside them, drawn "
        "again, at the same penalty. They do not hold the survey error of the place's own figures."
    )
    if data.gap is None:
        said.append(f"The outcome of {names.get(place, place)} is not published: no residual.")
    return (*said, *data.notes)


def _joined(group: DriverGroup, names: Mapping[str, str]) -> str:
    """Why some drivers are told as one, by their closest pairs of indicators."""
    closest = sorted(group.because, key=lambda pair: -abs(pair[2]))
    pairs = [f"{names.get(a, a)} with {names.get(b, b)} ({r:.2f})" for a, b, r in closest]
    return (
        f"{title_of(group.drivers, names)} are one group, since their indicators move together "
        f"(mean absolute correlation from {THRESHOLD:g}): {few_of(pairs, 2)}."
    )


def _thinly_known(table: pl.DataFrame, place: str) -> list[str]:
    """Groups of which the place has figures for too little to tell."""
    thin = table.filter((pl.col("known") > 0) & (pl.col("known") < LEAST_KNOWN))
    return [
        f"{row['title']}: {place} has figures for {100 * row['known']:.0f}% of what the model "
        f"reads of it, less than the {100 * LEAST_KNOWN:.0f}% that telling takes."
        for row in thin.iter_rows(named=True)
    ]


def constraint_figures(
    table: pl.DataFrame,
    fit: Fit,
    place: str,
    comparator: str,
    period: str,
    names: Mapping[str, str],
) -> tuple[Figure, ...]:
    """A figure for each row of the table that has a value."""
    where, to = names.get(place, place), names.get(comparator, comparator)
    return tuple(
        Figure(
            id=figure_id("gap_contribution", place, period, _part(row), comparator=comparator),
            value=row["log_points"],
            display=display(row["log_points"], POINTS),
            unit=POINTS,
            low=row["low"],
            high=row["high"],
            place=place,
            period=period,
            sentence=_sentence(row, fit, where, to),
            lineage=Lineage(
                formula=_formula(row),
                functions=("growthplan.drivers.binding_constraints",),
                assumptions=(
                    "One linear model holds for every place, within its residual.",
                    f"Ridge penalty {fit.penalty:.3g}, chosen by holding out regions.",
                ),
            ),
            caveats=(ASSOCIATION,) if fit.tells else (NOTHING,),
        )
        for row in table.iter_rows(named=True)
        if row["log_points"] is not None
    )


def _part(row: Row) -> str:
    """Last piece of the id: `drivers-health-skills`."""
    return "drivers-" + re.sub(r"[^a-z0-9]+", "-", row["part"].lower())


def _formula(row: Row) -> str:
    return {
        PREDICTED: "sum of the groups of drivers",
        RESIDUAL: "gap − predicted",
        GAP: "100 × ln(place ÷ comparator)",
    }.get(row["part"], "sum of coefficient × (place − comparator) over the group's indicators")


def _sentence(row: Row, fit: Fit, where: str, to: str) -> str:
    points = display(row["log_points"], POINTS)
    match row["part"]:
        case "gap":
            return f"GVA per hour in {where} stands {points} from {to}."
        case "residual":
            return f"{points} of the gap between {where} and {to} go with no driver measured here."
        case "predicted":
            if not fit.tells:
                return NOTHING
            return (
                f"A place with the drivers of {where} would be expected {points} from {to} "
                f"({_range(row)})."
            )
    name = f"{row['title']} in {where}"
    if row["verdict"] in (LOWER, HIGHER):
        chance = f"; among the three largest holds in {100 * row['top_three']:.0f}% of refits"
        evidence = (
            "no causal estimate is held"
            if row["evidence_grade"] == NONE_HELD
            else f"causal evidence held: {row['evidence_grade']}"
        )
        return (
            f"{name}: {row['verdict']}, {points} of the gap to {to} ({_range(row)}"
            f"{chance if row['verdict'] == LOWER else ''}); an association, {evidence}."
        )
    if row["verdict"] == NO_FIGURE:
        return f"{name}: no figure is published, so nothing of the gap to {to} is put down to it."
    if row["verdict"] == CANNOT_TELL and row["known"] < LEAST_KNOWN:
        return f"{name}: too few figures to tell whether it goes with the gap to {to}."
    if row["verdict"] == CANNOT_TELL:
        return f"{name}: we cannot tell whether it goes with the gap to {to} ({_range(row)})."
    return f"{name}: no constraint can be told."


def _range(row: Row) -> str:
    low = display(row["low"], POINTS).removesuffix(f" {POINTS}")
    return f"90% range {low} to {display(row['high'], POINTS)}"
