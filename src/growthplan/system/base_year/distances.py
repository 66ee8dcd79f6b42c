"""How far authorities' jobs are from each other, where no travel times are in hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.clusters import current_authority, to_grid
from growthplan.vocabulary import Fault, GrowthplanError, Statistics

Array = NDArray[np.float64]

METRES = 1000.0
ALL = ""
LEAST = 0.5
"""Km within an authority of a single small area."""
ASTRAY = 8.0
"""Times an authority's median distance from its middle at which a point is taken to be wrong: the
table of points puts about 100 of 7,200 small areas in another part of the country."""
NEVER_ASTRAY = 20.0
"""Km within which no point is taken to be wrong."""


def job_distances(workplaces: pl.DataFrame, statistics: Statistics, places: Sequence[str]) -> Array:
    """Kilometres between authorities' centres of jobs [p, p]; on the diagonal, within each.

    `workplaces` has area, local_authority, industry, jobs, latitude and longitude of small areas.
    A centre is the mean of its small areas weighted by jobs; the distance within an authority is
    the mean between two of its jobs, those in one small area counted as no distance apart. Small
    areas whose point lies far outside the authority are left out (see `ASTRAY`).
    Straight lines stand in for cost of travel: an estimate, to be replaced by travel times.

    Raises GrowthplanError that names every authority without small areas.
    """
    rows = workplaces.filter(
        (pl.col("industry") == ALL) & pl.col("latitude").is_not_null() & (pl.col("jobs") > 0)
    ).sort("area")
    held = {code: _of(rows, statistics, code) for code in places}
    missing = [
        statistics.gazetteer.resolve(c).name for c, found in held.items() if found.is_empty()
    ]
    if missing:
        raise GrowthplanError(
            Fault(
                f"No small areas with jobs are in hand for {', '.join(missing)}, so that its "
                "distance to others is not known.",
                fix="Give a table of travel times.",
                code="no data",
            )
        )
    located = [_located(found) for found in held.values()]
    centres = np.array([weights @ points for weights, points in located])
    between = np.linalg.norm(centres[:, None] - centres[None], axis=2)
    np.fill_diagonal(between, [_within(weights, points) for weights, points in located])
    return np.asarray(between)


def reach_outside(
    workplaces: pl.DataFrame,
    statistics: Statistics,
    places: Sequence[str],
    jobs: Array,
    within: float,
) -> tuple[Array, Array]:
    """Jobs of authorities outside the place [o], and kilometres to them from each inside [p, o].

    Authorities whose jobs' centre is at most `within` km from that of one inside. Census jobs are
    scaled by `jobs` [p], those of today, over the census's, so that both are on one footing.
    """
    rows = workplaces.filter(
        (pl.col("industry") == ALL) & pl.col("latitude").is_not_null() & (pl.col("jobs") > 0)
    ).sort("area")
    own = [current_authority(statistics.gazetteer, code) for code in places]
    parts = {str(key[0]): part for key, part in rows.group_by("local_authority")}
    others = sorted(code for code in parts if code not in own)
    centres = {
        code: weights @ points
        for code in (*own, *others)
        for weights, points in [_located(parts[code])]
    }
    inside = np.array([centres[code] for code in own])
    outside = np.array([centres[code] for code in others])
    apart = np.linalg.norm(inside[:, None] - outside[None], axis=2)
    near = apart.min(axis=0) <= within
    counted = np.array([float(parts[code]["jobs"].sum()) for code in others])
    today = float(jobs.sum()) / sum(float(parts[code]["jobs"].sum()) for code in own)
    return counted[near] * today, np.ascontiguousarray(apart[:, near])


def _of(rows: pl.DataFrame, statistics: Statistics, code: str) -> pl.DataFrame:
    """Small areas of an authority, which are named by its code of today."""
    return rows.filter(pl.col("local_authority") == current_authority(statistics.gazetteer, code))


def _located(areas: pl.DataFrame) -> tuple[Array, Array]:
    """Shares of jobs [n] and points [n, 2] in km, without small areas whose point is astray."""
    # Plain arrays: a column of a table takes thirty times as long through the projection's steps.
    latitude, longitude = areas["latitude"].to_numpy(), areas["longitude"].to_numpy()
    points = np.asarray(to_grid(latitude, longitude) / METRES)
    from_middle = np.linalg.norm(points - np.median(points, axis=0), axis=1)
    near = from_middle <= max(ASTRAY * float(np.median(from_middle)), NEVER_ASTRAY)
    jobs = areas["jobs"].to_numpy()[near]
    return jobs / jobs.sum(), points[near]


def _within(weights: Array, points: Array) -> float:
    """Mean distance between two jobs, km, at least that of a small area to itself."""
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    return max(float(weights @ apart @ weights), LEAST)


def jobs_by_sector(
    workplaces: pl.DataFrame,
    statistics: Statistics,
    places: Sequence[str],
    sections: Sequence[str],
) -> Array | None:
    """Census jobs of authorities by group of sections [p, s]; None when some authority has none.

    `sections` has the letters of each group. A published row of two sections, `R-S`, counts
    where the first belongs.
    """
    owner = {letter: i for i, group in enumerate(sections) for letter in group}
    table = np.zeros((len(places), len(sections)))
    row = {current_authority(statistics.gazetteer, code): i for i, code in enumerate(places)}
    sums = (
        workplaces.filter(pl.col("local_authority").is_in(list(row)) & (pl.col("industry") != ALL))
        .group_by("local_authority", "industry")
        .agg(pl.col("jobs").sum())
        .sort("local_authority", "industry")
    )
    for code, industry, jobs in sums.iter_rows():
        if industry[0] in owner:
            table[row[code], owner[industry[0]]] += jobs
    return table if (table.sum(axis=1) > 0).all() else None
