"""Workplace zones: where jobs are, by sector group, brought to today's totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.clusters.authorities import JobsToday, current_authority, jobs_today
from growthplan.clusters.national_grid import to_grid
from growthplan.clusters.own_distance import OWN_DISTANCE_RULE, own_distances
from growthplan.clusters.sector_groups import SectorGroup
from growthplan.vocabulary import Fault, GrowthplanError, Statistics

ASTRAY_METRES = 30_000
ASTRAY_TIMES = 6
"""A centre this far from the middle of its authority, in metres and in times the usual distance of
its zones, cannot be right."""
WORKPLACE_COLUMNS = (
    *("area", "name", "local_authority", "industry"),
    *("jobs", "latitude", "longitude", "year", "source"),
)


@dataclass(frozen=True)
class Zones:
    """Every zone with jobs and a place on the map."""

    table: pl.DataFrame
    """Columns area, name, authority (current code), latitude, longitude, easting, northing,
    own_distance (metres), counted (jobs as counted), jobs (today's), factor (today's / counted in
    its authority), and `counted_GROUP`, `jobs_GROUP` for each sector group."""
    workplaces: pl.DataFrame
    """Jobs as counted of these zones: area, industry, jobs."""
    misplaced: pl.DataFrame
    """Zones left out because their centre lies in another part of the country: area, name,
    authority (current code), latitude, longitude, counted (jobs as counted)."""
    counted_year: int
    source: str
    today: JobsToday | None
    notes: tuple[str, ...]
    methods: tuple[str, ...]

    @property
    def points(self) -> npt.NDArray[np.float64]:
        """(n, 2) metres on the National Grid."""
        return self.table.select("easting", "northing").to_numpy()

    def inside(self, authorities: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which zones lie in these authorities (current codes)."""
        return self.table["authority"].is_in(list(authorities)).to_numpy()


def zones(statistics: Statistics, workplaces: pl.DataFrame, groups: Sequence[SectorGroup]) -> Zones:
    """Zones from table `workplaces`, each authority's jobs scaled to its newest published total.

    Zones without a centre point or without jobs are left out and named in the notes, as are
    authorities without a newer figure (left at the count). Raises GrowthplanError when a column
    is missing or no zone has both a point and jobs.
    """
    lacking = [c for c in WORKPLACE_COLUMNS if c not in workplaces.columns]
    if lacking:
        raise GrowthplanError(f"Table workplaces has no column {', '.join(lacking)}.")
    notes: list[str] = []
    placed = _placed(workplaces, notes)
    year, source = int(placed["year"].max() or 0), str(placed["source"][0])  # type: ignore[arg-type]
    wide = _wide(placed, groups)
    codes = {
        c: current_authority(statistics.gazetteer, c) for c in wide["local_authority"].unique()
    }
    wide = wide.with_columns(authority=pl.col("local_authority").replace_strict(codes))
    today = jobs_today(statistics, codes.values())
    kept, astray = _on_grid(wide, notes)
    table = _rescaled(kept, today, groups, notes, statistics)
    methods = (
        f"Jobs by zone are the census's of {year}, the newest count by neighbourhood in hand. "
        + (
            f"Each authority's zones are scaled to its filled jobs of {today.year}; the pattern "
            f"inside an authority, and its mix of industries, is still that of {year}."
            if today
            else "They are not scaled to today, as no newer total is in hand."
        ),
        "Distances are straight lines between zone centres on the British National Grid (within "
        "0.04%), not travel times. Zones are in England and Wales: jobs across the Scottish border "
        "are missing.",
        OWN_DISTANCE_RULE,
    )
    counted = placed.filter(
        (pl.col("industry") != "") & pl.col("area").is_in(table["area"].implode())
    ).select("area", "industry", "jobs")
    return Zones(table, counted, astray, year, source, today, tuple(notes), methods)


def _placed(workplaces: pl.DataFrame, notes: list[str]) -> pl.DataFrame:
    """Rows whose zone has a centre point, a code of authority, and jobs."""
    total = pl.col("jobs").filter(pl.col("industry") == "").sum()
    by_zone = workplaces.group_by("area").agg(
        pl.col("name").first(),
        unplaced=(pl.col("latitude").is_null() | pl.col("longitude").is_null()).any(),
        homeless=pl.col("local_authority").is_null().any(),
        total=pl.when((pl.col("industry") == "").any()).then(total).otherwise(pl.col("jobs").sum()),
    )
    reasons = (
        ("unplaced", "no centre point, so their jobs count nowhere"),
        ("homeless", "no local authority that is known, so they are left out"),
    )
    for column, why in reasons:
        lost = by_zone.filter(pl.col(column)).sort("name")
        if lost.height:
            named = ", ".join(lost["name"].head(5)) + (" and others" if lost.height > 5 else "")
            notes.append(f"{lost.height} zones have {why}: {named}.")
    empty = by_zone.filter(pl.col("total") <= 0).height
    if empty:
        notes.append(f"{empty} zones have no jobs, so they add nothing and have no density.")
    good = by_zone.filter(~pl.col("unplaced") & ~pl.col("homeless") & (pl.col("total") > 0))
    if good.is_empty():
        raise GrowthplanError(
            Fault(
                "No zone has both jobs and a centre point, so there is no density.",
                fix="Import the workplace counts and the lookup of zone centres.",
                code="zones",
            )
        )
    return workplaces.join(good.select("area"), on="area", how="semi")


def _wide(placed: pl.DataFrame, groups: Sequence[SectorGroup]) -> pl.DataFrame:
    section = pl.col("industry").str.slice(0, 1)
    parts = [
        pl.col("jobs")
        .filter((pl.col("industry") != "") & section.is_in(list(group.sections)))
        .sum()
        .alias(f"counted_{group.id}")
        for group in groups
    ]
    keys = ["area", "name", "local_authority", "latitude", "longitude"]
    wide = placed.group_by(keys).agg(*parts).sort("area")
    return wide.with_columns(counted=pl.sum_horizontal([f"counted_{g.id}" for g in groups])).filter(
        pl.col("counted") > 0
    )


def _on_grid(wide: pl.DataFrame, notes: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Zones with metres and own distance, and those whose centre is plainly another area's."""
    metres = to_grid(wide["latitude"].to_numpy(), wide["longitude"].to_numpy())
    wide = wide.with_columns(easting=pl.Series(metres[:, 0]), northing=pl.Series(metres[:, 1]))
    stray = _stray(wide)
    lost = wide.filter(stray).sort("name")
    if lost.height:
        example = ", ".join(lost["name"].head(3))
        notes.append(
            f"{lost.height} zones ({example}{', ...' if lost.height > 3 else ''}) have a centre "
            f"point more than {ASTRAY_METRES / 1000:.0f} km from the middle of their authority and "
            f"{ASTRAY_TIMES} times as far as its zones usually are, which is taken for an error: "
            "they are left out, and their jobs spread over the authority's other zones. A wrong "
            "point nearer by would go unseen."
        )
    kept = wide.filter(~stray)
    points = kept.select("easting", "northing").to_numpy()
    misplaced = lost.select("area", "name", "authority", "latitude", "longitude", "counted")
    return kept.with_columns(own_distance=pl.Series(own_distances(points))), misplaced


def _stray(wide: pl.DataFrame) -> pl.Series:
    """Which zones lie far from the middle of their authority; one alone is not judged."""
    east, north = (
        pl.col(axis) - pl.col(axis).median().over("local_authority")
        for axis in ("easting", "northing")
    )
    away = wide.select("local_authority", away=(east**2 + north**2).sqrt())
    usual = pl.col("away").median().over("local_authority")
    far = (pl.col("away") > ASTRAY_METRES) & (pl.col("away") > ASTRAY_TIMES * usual)
    return away.select(far)["away"]


def _rescaled(
    wide: pl.DataFrame,
    today: JobsToday | None,
    groups: Sequence[SectorGroup],
    notes: list[str],
    statistics: Statistics,
) -> pl.DataFrame:
    jobs = dict(today.jobs) if today else {}
    counts = wide.group_by("authority").agg(pl.col("counted").sum())
    factors = {a: jobs[a] / c if a in jobs else 1.0 for a, c in counts.iter_rows()}
    lacking = sorted(set(factors) - set(jobs)) if today else []
    if lacking:
        gazetteer = statistics.gazetteer
        named = [gazetteer[c].name if c in gazetteer else c for c in lacking[:5]]
        more = " and others" if len(lacking) > 5 else ""
        notes.append(
            f"{len(lacking)} authorities have no newer job figure and keep the census count: "
            f"{', '.join(named)}{more}."
        )
    factor = pl.col("authority").replace_strict(factors, return_dtype=pl.Float64)
    scaled = {f"jobs_{g.id}": pl.col(f"counted_{g.id}") * factor for g in groups}
    return wide.with_columns(factor=factor, jobs=pl.col("counted") * factor, **scaled).drop(
        "local_authority"
    )
