"""Peers as figures: the distance of each, and how firm the set is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from growthplan.drivers.structure import STRUCTURE, Features, group_of
from growthplan.vocabulary import Figure, Input, Lineage, Place, Statistics, display

METHOD = (
    "root of the mean over groups of features of the mean squared difference in standard deviations"
)
FIRM = 0.8
"""Share of resamples in which a peer is kept that is called firm."""
_FUNCTIONS = ("growthplan.drivers.find_peers",)


def peer_figures(
    statistics: Statistics, own: Place, table: pl.DataFrame, features: Features, *, custom: bool
) -> tuple[Figure, ...]:
    """One figure a peer, and one on how firm a found set is."""
    groups = list(dict.fromkeys(group_of(name) for name in features.names))
    used = ", ".join(groups)
    titles = "; ".join(STRUCTURE[name].title for name in features.names)
    inputs = tuple(
        Input(label=f"Structural features of {own.name}: {titles}", value=None, unit="")
        for _ in range(1 if features.names else 0)
    )
    measured = [row for row in table.iter_rows(named=True) if row["distance"] is not None]
    figures = [_distance(own, row, features, used, inputs) for row in measured]
    if measured and not custom:
        figures.append(_firmness(own, table, features, used, inputs))
    return tuple(figures)


def _distance(
    own: Place,
    row: Mapping[str, Any],
    features: Features,
    used: str,
    inputs: tuple[Input, ...],
) -> Figure:
    shown = display(row["distance"], "standard deviations")
    kept = row["kept_in_resamples"]
    firm = "" if kept is None else f" It stays a peer in {kept:.0%} of sets of resampled features."
    return Figure(
        id=f"peer_distance/{own.code}/{features.period}/{row['neighbour']}",
        value=row["distance"],
        display=shown,
        unit="standard deviations",
        place=own.code,
        period=features.period,
        sentence=(
            f"{row['name']} is {shown} standard deviations from {own.name} over {used}: nearest in "
            f"{row['most_alike']}, furthest in {row['least_alike']}.{firm}"
        ),
        lineage=Lineage(formula=METHOD, inputs=inputs, functions=_FUNCTIONS),
    )


def _firmness(
    own: Place, table: pl.DataFrame, features: Features, used: str, inputs: tuple[Input, ...]
) -> Figure:
    share = float(table["kept_in_resamples"].mean() or 0.0)  # type: ignore[arg-type]
    firm = table.filter(pl.col("kept_in_resamples") >= FIRM).height
    return Figure(
        id=f"peer_firmness/{own.code}/{features.period}",
        value=share,
        display=display(share, "share"),
        unit="share",
        place=own.code,
        period=features.period,
        sentence=(
            f"{firm} of {own.name}'s {table.height} peers stay in at least {FIRM:.0%} of the sets "
            f"made from resampled features ({used}); a peer stays in {display(share, 'share')} on "
            "average."
        ),
        lineage=Lineage(
            formula="mean over peers of the share of resampled sets that hold it",
            inputs=inputs,
            functions=_FUNCTIONS,
        ),
    )
