"""Multipliers and convergence as figures: number, range and sentence made together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import polars as pl

from growthplan.sectors.convergence import Convergence, Placebo
from growthplan.sectors.multipliers import CAVEATS, Multipliers
from growthplan.vocabulary import Figure, Input, Lineage, display

NAMES = {"output": "output", "gva": "GVA", "jobs": "jobs"}
FLQ = "national coefficient × min(FLQ, 1), then the column of (I − A)⁻¹ ÷ the direct coefficient"
RANGE_OF_DELTA = "The range is over δ of Flegg's location quotient, not a probability."


def multiplier_figures(
    found: Multipliers,
    place: str,
    place_name: str,
    source: str,
    products: Collection[str] | None = None,
) -> tuple[Figure, ...]:
    """Output, GVA and employment multipliers of a place's product groups, each with its range."""
    rows = found.table.filter(pl.col("place") == place)
    if products is not None:
        rows = rows.filter(pl.col("product").is_in(list(products)))
    return tuple(_multiplier(found, row, place_name, source) for row in rows.iter_rows(named=True))


def _multiplier(found: Multipliers, row: Mapping[str, Any], place_name: str, source: str) -> Figure:
    kind, label = row["kind"], row["label"]
    low, middle, high = (display(row[key], "ratio") for key in ("low", "middle", "high"))
    leaks = (
        ""
        if row["leakage"] is None
        else f" Of the UK supply chain's {NAMES[kind]}, {display(row['leakage_low'], '%')} to "
        f"{display(row['leakage_high'], '%')} falls outside the place."
    )
    unit = "job" if kind == "jobs" else f"£ of {NAMES[kind]}"
    return Figure(
        id=f"{kind}_multiplier/{row['place']}/{found.year}/{row['product'].replace(' ', '')}",
        value=row["middle"],
        display=f"{middle} ({low} to {high})",
        unit="ratio",
        low=row["low"],
        high=row["high"],
        place=row["place"],
        period=str(found.year),
        sentence=(
            f"{label}: each direct {unit} goes with {low} to {high} in all in {place_name}, itself "
            f"and its suppliers ({middle} in the middle; {display(row['national'], 'ratio')} for "
            f"the UK).{leaks}"
        ),
        lineage=Lineage(
            formula=FLQ,
            inputs=(
                Input(
                    label=f"UK Type I multiplier, {label}, {found.year}",
                    value=row["national"],
                    unit="ratio",
                    source=source or None,
                ),
                Input(label="Location quotient of output", value=row["quotient"], unit="ratio"),
            ),
            functions=("growthplan.sectors.multipliers",),
            assumptions=tuple(note for note in found.notes if note not in CAVEATS),
        ),
        caveats=(*CAVEATS, RANGE_OF_DELTA),
    )


def convergence_figures(found: Convergence, place_name: str) -> tuple[Figure, ...]:
    """The number of converging pairs and triples beside what chance alone gives."""
    return tuple(
        _count(found, place_name, what, placebo)
        for what, placebo in (("pairs", found.pair_placebo), ("triples", found.triple_placebo))
    )


def _count(found: Convergence, place_name: str, what: str, placebo: Placebo) -> Figure:
    single = "pair" if what == "pairs" else "triple"
    noun = single if placebo.found == 1 else what
    return Figure(
        id=f"convergence_{what}/{found.place}/{found.period}",
        value=float(placebo.found),
        display=str(placebo.found),
        unit="count",
        place=found.place,
        period=found.period,
        sentence=(
            f"{place_name} has {placebo.found} {noun} of industries in which location, supply "
            f"chain and relatedness meet; reshuffled data give {placebo.mean:.1f} on average "
            f"(90% of them {placebo.low:.0f} to {placebo.high:.0f}), so this "
            f"{'is ' if placebo.verdict != 'cannot be told from chance' else ''}"
            f"{placebo.verdict}."
        ),
        lineage=Lineage(
            formula=(
                "count of groups where every two are surely concentrated, linked as supplier and "
                "customer, and related; the same count in reshuffled data"
            ),
            inputs=(
                Input(
                    label="Industries that the place is surely concentrated in",
                    value=float(len(found.concentrated)),
                    unit="count",
                ),
                Input(label="Average of the reshuffles", value=placebo.mean, unit="count"),
            ),
            functions=("growthplan.sectors.convergence",),
            assumptions=found.notes,
        ),
        caveats=("The reshuffles' range is of chance, not of the count.",),
    )
