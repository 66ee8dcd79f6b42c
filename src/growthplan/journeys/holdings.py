"""What the store holds, how old it is, and how figures were revised."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from growthplan.store import Store, revision_history
from growthplan.vocabulary import (
    Fault,
    GrowthplanError,
    Indicator,
    Place,
    Source,
    did_you_mean,
)


def holdings(
    today: date, store: Path | None = None, as_at: date | None = None
) -> tuple[pl.DataFrame, tuple[Source, ...]]:
    """One row an indicator with `age_days` since its newest release, and every release held."""
    with Store(store) as held:
        table = held.coverage(as_at).with_columns(
            age_days=(pl.lit(today) - pl.col("released")).dt.total_days()
        )
        sources = tuple(s for s in held.sources.values() if as_at is None or s.released <= as_at)
    return table, sources


def history(
    indicator: str, place: str, store: Path | None = None, as_at: date | None = None
) -> tuple[pl.DataFrame, Indicator, Place, tuple[Source, ...]]:
    """Each period's figure in every release that prints it.

    Raises GrowthplanError for an unknown indicator or place, or one without figures.
    """
    with Store(store) as held:
        known = held.indicators.get(indicator)
        if known is None:
            raise GrowthplanError(
                Fault(
                    f"There is no indicator '{indicator}'.",
                    fix=did_you_mean(indicator, held.indicators)
                    or "`growthplan data list` shows every indicator.",
                    code="indicator",
                )
            )
        area = held.gazetteer.resolve(place)
        statistics = held.statistics([indicator], [area.code, *area.same_area_as], as_at)
        statistics = statistics.adopting_same_area(area.code)
        table = revision_history(statistics, indicator, area.code)
    if table.is_empty():
        raise GrowthplanError(
            Fault(
                f"No release held has '{indicator}' for {area.name} ({area.code}).",
                fix="`growthplan data list` shows what is held.",
                code="no-data",
            )
        )
    used = table["source"].unique().to_list()
    return table, known, area, tuple(s for s in statistics.sources.values() if s.id in used)
