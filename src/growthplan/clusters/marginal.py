"""What one more job at a site adds to effective density."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.clusters.national_grid import to_grid
from growthplan.clusters.sector_groups import SectorGroup
from growthplan.clusters.site import Site
from growthplan.clusters.zones import Zones

Floats = npt.NDArray[np.float64]

MARGINAL_RULE = (
    "A job at a site adds 1 ÷ distance ^ decay to each zone's effective density; no nearer than "
    "the zone's own distance. What a place gains is the mean of what its zones gain in per cent, "
    "weighted by the group's jobs. It is the first-order effect of a job that is really "
    "additional; announced jobs are gross claims and are not used."
)


def added_density(point: Floats, points: Floats, own_distance: Floats, decay: float) -> Floats:
    """Rise in each zone's effective density (jobs per metre ** decay) from one job at `point`.

    >>> added_density(np.array([[0.0, 0]]), np.array([[3.0, 4], [0, 0]]), np.array([1.0, 2]), 1.0)
    array([0.2, 0.5])
    """
    away = np.linalg.norm(points - point, axis=1)
    return np.asarray(np.maximum(away, own_distance) ** -decay)


def marginal_density(
    sites: Sequence[Site],
    found: Zones,
    groups: Sequence[SectorGroup],
    by_zone: Mapping[str, Floats],
    inside: npt.NDArray[np.bool_],
) -> pl.DataFrame:
    """For each site and group, what 1,000 more jobs there do to the place's effective density.

    `by_zone` is effective density in jobs per km ** decay, `inside` the place's zones. Columns
    site, group, label, density_here (at the site, jobs per km ** decay), density_pct (rise in the
    place's effective density), productivity_ppm with low and high (parts per million of the
    group's productivity in the place, at the published elasticity and the ends of its range).
    """
    points, own = found.points, found.table["own_distance"].to_numpy()
    jobs = found.table["jobs"].to_numpy()
    rows = []
    for site in sites:
        point = to_grid(site.latitude, site.longitude)
        for group in groups:
            weights = found.table[f"jobs_{group.id}"].to_numpy()[inside]
            added = added_density(point, points, own, group.decay) * 1000**group.decay
            share = 1000 * added[inside] / by_zone[group.id][inside]
            used = weights if weights.sum() > 0 else np.ones_like(share)
            gain = float(np.average(share, weights=used))
            rows.append(
                {
                    "site": site.id,
                    "group": group.id,
                    "label": group.label,
                    "density_here": float(jobs @ added),
                    "density_pct": 100 * gain,
                    "productivity_ppm": 1e6 * group.elasticity * gain,
                    "productivity_ppm_low": 1e6 * group.elasticity_low * gain,
                    "productivity_ppm_high": 1e6 * group.elasticity_high * gain,
                }
            )
    return pl.DataFrame(rows)
