"""How a figure moved from release to release."""

from __future__ import annotations

import polars as pl

from growthplan.vocabulary import Statistics


def revision_history(statistics: Statistics, indicator: str, place: str) -> pl.DataFrame:
    """Every release's value of an indicator for a place, by period.

    Columns: period, edition, released, source, value, status, change (against the release before,
    in the indicator's unit) and change_pct. Where several files of one edition print the figure,
    the primary one is shown.
    """
    rows = statistics.by_edition(indicator, [place]).filter(pl.col("industry") == "")
    return (
        rows.sort("period", "released", "edition")
        .with_columns(before=pl.col("value").shift(1).over("period"))
        .with_columns(
            change=pl.col("value") - pl.col("before"),
            change_pct=100 * (pl.col("value") / pl.col("before") - 1),
        )
        .select(
            "period", "edition", "released", "source", "value", "status", "change", "change_pct"
        )
    )
