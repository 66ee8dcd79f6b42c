"""Concentration of a place's industries: how uneven, where, and in which clusters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.clusters.concentration import concentration
from growthplan.clusters.hot_spots import (
    AROUND,
    HotSpots,
    hot_spots,
    industry_matrix,
    quotient_interval,
    spots_joined,
)
from growthplan.clusters.own_distance import nearest
from growthplan.clusters.zones import Zones
from growthplan.vocabulary import GrowthplanError

FEWEST_JOBS = 500
"""Jobs in the place below which an industry is not tested: a handful of workplaces."""


@dataclass(frozen=True)
class Bunching:
    """Tests of concentration of every industry of a place."""

    concentration: pl.DataFrame
    """One row an industry: industry, jobs, raw, gamma_small, gamma_large, p_small, p_large,
    verdict."""
    hot_spots: pl.DataFrame
    """One row a zone and industry: area, name, authority, latitude, longitude, industry, jobs,
    quotient, p_value, verdict, cluster (number within the industry, null outside)."""
    clusters: pl.DataFrame
    """One row a cluster of hot spots: industry, cluster, zones, where, jobs, share_pct (of the
    place's jobs in the industry), quotient, quotient_low, quotient_high (against England and
    Wales), the largest first."""
    notes: tuple[str, ...]


def bunching(found: Zones, inside: npt.NDArray[np.bool_], seed: int) -> Bunching:
    """Test every industry of the zones inside for concentration and hot spots.

    Jobs are as counted, since only the count knows industries by zone. Industries with fewer than
    500 jobs in the place are not tested, and named. Raises GrowthplanError with fewer than 20
    zones, or none at all.
    """
    if not inside.any():
        raise GrowthplanError("No workplace zone lies in the place, so no industry is tested.")
    zones = found.table.filter(pl.Series(inside))
    industries, jobs = industry_matrix(found.workplaces, zones["area"].to_list())
    totals = jobs.sum(axis=0)
    small = [i for i, total in zip(industries, totals, strict=True) if total < FEWEST_JOBS]
    notes = []
    if small:
        notes.append(
            f"Industries with fewer than {FEWEST_JOBS} jobs in the place are not tested for "
            f"concentration: sections {', '.join(small)}."
        )
    tested = [n for n, total in enumerate(totals) if total >= FEWEST_JOBS]
    if not tested:
        raise GrowthplanError(f"No industry has {FEWEST_JOBS} jobs here, so none is tested.")
    everything = jobs.sum(axis=1)
    uneven = []
    for n in tested:
        one = concentration(jobs[:, n], everything, seed)
        uneven.append({"industry": industries[n]} | {k: getattr(one, k) for k in one.__slots__})
    points = zones.select("easting", "northing").to_numpy()
    spots = hot_spots(points, jobs)
    # A zone may be hot for what lies beside it: only those with the industry itself make a cluster.
    over = jobs > everything[:, None] * totals / totals.sum()
    near = nearest(points, AROUND)[0]
    numbers = {n: spots_joined(near, (spots.verdict[:, n] == "hot") & over[:, n]) for n in tested}
    rows = [
        _spots(zones, industries[n], jobs[:, n], spots, n, cluster)
        for n, cluster in numbers.items()
    ]
    table = pl.concat(rows)
    return Bunching(
        pl.DataFrame(uneven).sort("gamma_large", descending=True, nulls_last=True),
        table,
        _clusters(found, table, dict(zip(zones["area"], everything, strict=True))),
        tuple(notes),
    )


def _spots(
    zones: pl.DataFrame,
    industry: str,
    jobs: npt.NDArray[np.float64],
    spots: HotSpots,
    n: int,
    cluster: npt.NDArray[np.intp],
) -> pl.DataFrame:
    return (
        zones.select("area", "name", "authority", "latitude", "longitude")
        .with_columns(
            industry=pl.lit(industry),
            jobs=pl.Series(jobs),
            quotient=pl.Series(spots.quotient[:, n]).fill_nan(None),
            p_value=pl.Series(spots.p_value[:, n]),
            verdict=pl.Series(spots.verdict[:, n].tolist(), dtype=pl.String),
            cluster=pl.Series(cluster, dtype=pl.Int64),
        )
        .with_columns(cluster=pl.when(pl.col("cluster") >= 0).then("cluster"))
    )


def _clusters(found: Zones, table: pl.DataFrame, everything: dict[str, float]) -> pl.DataFrame:
    national = dict(found.workplaces.group_by("industry").agg(pl.col("jobs").sum()).iter_rows())
    whole = sum(national.values())
    here = dict(table.group_by("industry").agg(pl.col("jobs").sum()).iter_rows())
    rows = []
    grouped = table.filter(pl.col("cluster").is_not_null()).group_by("industry", "cluster")
    for (industry, cluster), zones in grouped:
        name, part = str(industry), float(zones["jobs"].sum())
        all_jobs = sum(everything[area] for area in zones["area"])
        share = national[name] / whole
        low, high = quotient_interval(part, all_jobs, share)
        largest = zones.sort("jobs", descending=True)["name"].head(3).to_list()
        rows.append(
            {
                "industry": name,
                "cluster": int(str(cluster)),
                "zones": zones.height,
                "where": ", ".join(largest) + (", ..." if zones.height > 3 else ""),
                "jobs": part,
                "share_pct": 100 * part / here[name],
                "quotient": part / all_jobs / share,
                "quotient_low": low,
                "quotient_high": high,
            }
        )
    schema = {
        "industry": pl.String,
        "cluster": pl.Int64,
        "zones": pl.Int64,
        "where": pl.String,
        "jobs": pl.Float64,
        "share_pct": pl.Float64,
        "quotient": pl.Float64,
        "quotient_low": pl.Float64,
        "quotient_high": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema).sort(
        "jobs", "industry", "cluster", descending=[True, False, False]
    )
