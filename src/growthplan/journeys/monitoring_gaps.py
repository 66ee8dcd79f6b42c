"""Productivity relative to the comparator as a series, so that a plan's gap can be watched.

Nobody publishes the gap as such. It is worked out from the figures of the place and of its
comparator in the same edition, for every place, since how noisy it is comes from places alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from growthplan.vocabulary import Direction, Indicator, Place, Statistics

BASE = "gva_per_hour"
_SAME = ["period", "industry", "family", "edition"]
_RATIO = pl.col("value") / pl.col("comparator_value")
_MADE = {
    "gva_per_hour_index": ("GVA per hour worked, comparator = 100", "index", 100 * _RATIO),
    "gva_per_hour_gap_pct": ("Gap in GVA per hour worked", "%", 100 * (_RATIO - 1)),
    "gva_per_hour_gap_gbp": (
        "Gap in GVA per hour worked", "£ per hour", pl.col("value") - pl.col("comparator_value"),
    ),
}  # fmt: skip
GAPS: Mapping[str, Indicator] = {
    name: Indicator(
        id=name,
        title=title,
        unit=unit,
        price_basis="current" if unit.startswith("£") else "not money",
        direction=Direction.UP,
        definition="Place and comparator as one edition has them.",
        status="worked out from official statistics",
    )
    for name, (title, unit, _) in _MADE.items()
}
"""What is worked out here, by its measure."""
_FORMS = ("", "_unsmoothed")


def with_gaps(statistics: Statistics, comparator: str) -> Statistics:
    """Statistics with the gap of every place to a comparator, in each edition that holds both.

    A derived row keeps release and cell of the place's own figure; its range is not published.
    """
    frames, known = [statistics.observations], dict(statistics.indicators)
    for form in _FORMS:
        if f"{BASE}{form}" not in known:
            continue
        both = _beside(statistics, f"{BASE}{form}", comparator)
        for name, (_, _, formula) in _MADE.items():
            known[f"{name}{form}"] = GAPS[name].model_copy(update={"id": f"{name}{form}"})
            nothing = pl.lit(None, dtype=pl.Float64)
            frames.append(
                both.with_columns(
                    indicator=pl.lit(f"{name}{form}"), value=formula, low=nothing, high=nothing
                ).select(statistics.observations.columns)
            )
    return replace(statistics, observations=pl.concat(frames), indicators=known)


def _beside(statistics: Statistics, name: str, comparator: str) -> pl.DataFrame:
    """Every place's row with the comparator's value of the same edition beside it."""
    other = _of_comparator(statistics, name, comparator)
    return statistics.by_edition(name).join(
        other.select(*_SAME, pl.col("value").alias("comparator_value")), on=_SAME
    ).filter(pl.col("value").is_not_null() & (pl.col("comparator_value") > 0))  # fmt: skip


def _of_comparator(statistics: Statistics, name: str, comparator: str) -> pl.DataFrame:
    """The comparator's rows, one an edition and period, under its own code where there is one."""
    known = statistics.gazetteer.get(comparator)
    codes = (comparator, *(known.same_area_as if known else ()))
    rank = pl.col("place").replace_strict({c: n for n, c in enumerate(codes)}, default=len(codes))
    rows = statistics.by_edition(name, codes).filter(pl.col("value").is_not_null())
    return rows.sort(rank).unique(_SAME, keep="first", maintain_order=True)


def parts_of(
    statistics: Statistics, place: Place, comparator: Place, row: Mapping[str, Any]
) -> list[tuple[str, dict[str, Any]]]:
    """The published rows that a derived one was worked out from, each with the place's name."""
    form = "_unsmoothed" if row["indicator"].endswith("_unsmoothed") else ""
    same = [pl.col(name) == row[name] for name in _SAME]
    own = statistics.by_edition(f"{BASE}{form}", [place.code]).filter(*same)
    other = _of_comparator(statistics, f"{BASE}{form}", comparator.code).filter(*same)
    return [(place.name, own.row(0, named=True)), (comparator.name, other.row(0, named=True))]


def is_gap(indicator: str) -> bool:
    """Whether a series is one that is worked out here."""
    return indicator.removesuffix("_unsmoothed") in GAPS
