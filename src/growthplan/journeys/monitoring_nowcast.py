"""The statistics that a nowcast of GVA per hour is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from growthplan.journeys.monitoring_series import inputs_of, pooled_for, unsmoothed
from growthplan.monitoring import Nowcast, NowcastPanel, nowcast, year_of
from growthplan.vocabulary import GrowthplanError, Place, PlaceKind, Statistics

OUTCOME = "gva_per_hour"
SERIES = {
    "gross_median_weekly_pay": "growth of median weekly pay",
    "claimant_count": "change in the claimant count",
}
"""Series that are out within a year, each with its name in words; of pay the growth counts."""
WEIGHTS = "jobs"
READ = (*SERIES, WEIGHTS)


def nowcast_of(statistics: Statistics, place: Place, id_: str) -> Nowcast | None:
    """The nowcast of a city region; None where the statistics held do not allow one."""
    name = unsmoothed(OUTCOME)
    regions = statistics.gazetteer.of_kind(PlaceKind.CITY_REGION)
    rows = statistics.latest(name, [p.code for p in regions])
    signs = {one: table for one in SERIES if (table := _changes(statistics, one))}
    if place.code not in set(rows["place"]) or not signs:
        return None
    last = max((year for table in signs.values() for _, year in table), default=0)
    held = set(rows["place"])
    places = tuple(p for p in regions if p.code in held)
    first = min(int(period) for period in rows["period"])
    years = tuple(range(first, max(last, max(int(p) for p in rows["period"])) + 1))
    jobs = _jobs(statistics)
    panel = NowcastPanel(
        tuple(p.code for p in places), years, _levels(rows, places, years),
        _editions(statistics, name, places, years),
        np.stack([_of_members(table, places, years, jobs) for table in signs.values()]),
        tuple(SERIES[one] for one in signs), pooled_for(statistics, name, PlaceKind.CITY_REGION),
    )  # fmt: skip
    own = rows.filter(pl.col("place") == place.code).sort("period")
    try:
        return nowcast(panel, place, inputs_of(statistics, place, own), id_)
    except GrowthplanError:
        return None


def _levels(rows: pl.DataFrame, places: Sequence[Place], years: Sequence[int]) -> np.ndarray:
    """Logs [place, year]."""
    found = {(r[0], int(r[1])): r[2] for r in rows.select("place", "period", "value").iter_rows()}
    table = [[found.get((p.code, y)) or np.nan for y in years] for p in places]
    return np.asarray(np.log(np.array(table, dtype=float)))


def _editions(
    statistics: Statistics, name: str, places: Sequence[Place], years: Sequence[int]
) -> Mapping[int, np.ndarray]:
    """Levels as each edition but the newest printed them, by its last year."""
    rows = statistics.by_edition(name, [p.code for p in places]).drop_nulls("value")
    found = {}
    for edition in rows.sort("released")["edition"].unique(maintain_order=True)[:-1]:
        one = rows.filter(pl.col("edition") == edition)
        found[max(int(period) for period in one["period"])] = _levels(one, places, years)
    return found


def _changes(statistics: Statistics, name: str) -> dict[tuple[str, int], float]:
    """Yearly change by (local authority, year): of the log for pay, plain for a rate."""
    codes = [p.code for p in statistics.gazetteer.of_kind(PlaceKind.LOCAL_AUTHORITY)]
    rows = statistics.latest(name, codes).drop_nulls("value")
    level = {
        (code, year_of(period)[0]): float(np.log(value)) if "pay" in name else value
        for code, period, value in rows.select("place", "period", "value").iter_rows()
        if value > 0
    }
    return {
        (code, year): value - level[code, year - 1]
        for (code, year), value in level.items()
        if (code, year - 1) in level
    }


def _jobs(statistics: Statistics) -> dict[str, float]:
    """Filled jobs by place in the newest year."""
    rows = statistics.latest(WEIGHTS).drop_nulls("value").sort("period")
    return dict(rows.select("place", "value").iter_rows())


def _of_members(
    table: Mapping[tuple[str, int], float],
    places: Sequence[Place],
    years: Sequence[int],
    jobs: Mapping[str, float],
) -> np.ndarray:
    """Mean over each place's local authorities, weighted by jobs [place, year]; NaN where those
    with a figure have less than half of the jobs."""
    found = np.full((len(places), len(years)), np.nan)
    for i, place in enumerate(places):
        members = [code for code in place.members if code in jobs]
        whole = sum(jobs[c] for c in members if any((c, y) in table for y in years))
        for j, year in enumerate(years):
            seen = [c for c in members if (c, year) in table]
            weight = sum(jobs[c] for c in seen)
            if seen and weight >= whole / 2:
                found[i, j] = sum(jobs[c] * table[c, year] for c in seen) / weight
    return found
