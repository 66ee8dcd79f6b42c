"""Where an industry is over-represented beyond chance among neighbouring zones."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.clusters.concentration import LARGE_WORKPLACE, SMALL_WORKPLACE
from growthplan.clusters.own_distance import nearest
from growthplan.vocabulary import GrowthplanError

Floats = npt.NDArray[np.float64]

AROUND = 7
"""Neighbours that are looked at with each zone."""
FALSE_DISCOVERY = 0.05
FEWEST_ZONES = 20
HOT_SPOT_RULE = (
    f"A zone and its {AROUND} nearest are looked at together. Their jobs in an industry are "
    f"compared with what chance would give if workplaces of {LARGE_WORKPLACE} jobs took up "
    "industries as the whole place does (exact binomial tail, two-sided): hot or cold where that "
    "is not believable, as expected where it would be believable even with workplaces of "
    f"{SMALL_WORKPLACE}, cannot tell in between. Over all zones and industries of the place at "
    f"most {100 * FALSE_DISCOVERY:.0f}% of the spots named are expected to be chance (Benjamini "
    "and Hochberg 1995). One workplace of thousands, such as a hospital, can make a spot alone."
)


@dataclass(frozen=True)
class HotSpots:
    """Local tests of every zone and industry."""

    quotient: Floats
    """[zone, industry]: location quotient of the zone and its neighbours together; the place's
    own share of the industry is 1. Not a number where they have no jobs."""
    p_value: Floats
    """[zone, industry]: two-sided, with large workplaces."""
    verdict: npt.NDArray[np.str_]
    """[zone, industry]: `hot`, `cold`, `as expected`, or `cannot tell`."""


def hot_spots(points: Floats, jobs: Floats) -> HotSpots:
    """Test each zone of a place for each industry.

    `points` (n, 2) metres, `jobs` [zone, industry]. Method: as in `HOT_SPOT_RULE`; local sums over
    neighbours as Getis and Ord (1992) take them.

    Raises GrowthplanError with fewer than 20 zones, too few to call one's neighbourhood local, or
    no jobs.
    """
    if len(points) < FEWEST_ZONES:
        raise GrowthplanError(
            f"Hot spots need at least {FEWEST_ZONES} zones, or a neighbourhood is most of the "
            f"place; there are {len(points)}."
        )
    if not jobs.sum() > 0:
        raise GrowthplanError("There are no jobs, so no hot spots.")
    every = np.column_stack([jobs, jobs.sum(axis=1)])
    together = every + every[nearest(points, AROUND)[0]].sum(axis=1)
    share = jobs.sum(axis=0) / jobs.sum()
    quotient = _quotients(together, share)
    large, small = (_p_values(together, share, size) for size in (LARGE_WORKPLACE, SMALL_WORKPLACE))
    sure, likely = (discoveries(p, FALSE_DISCOVERY) for p in (large, small))
    verdict = np.where(likely, "cannot tell", "as expected").astype("<U11")
    verdict[sure & (quotient > 1)] = "hot"
    verdict[sure & (quotient < 1)] = "cold"
    verdict[~np.isfinite(quotient)] = "cannot tell"
    return HotSpots(quotient, large, verdict)


def _p_values(together: Floats, share: Floats, size: int) -> Floats:
    """Two-sided p-values of each neighbourhood and industry, jobs coming `size` to a workplace."""
    found = np.ones((len(together), len(share)))
    log_factorial = np.concatenate(
        [[0.0], np.cumsum(np.log(np.arange(1, together[:, -1].max() / size + 2)))]
    )
    tested = np.flatnonzero((share > 0) & (share < 1)).tolist()
    logs = np.column_stack([np.log(share[tested]), np.log1p(-share[tested])])
    add = np.add.reduce
    for zone, row in enumerate(together):
        workplaces = int(row[-1] // size)
        counts = np.arange(workplaces + 1)
        ways = log_factorial[workplaces] - log_factorial[counts] - log_factorial[counts[::-1]]
        chances = np.exp(ways + counts * logs[:, :1] + counts[::-1] * logs[:, 1:])
        for n, chance in zip(tested, chances, strict=True):
            seen = row[n] / row[-1] * workplaces if row[-1] > 0 else 0.0
            # One or more from the mean, the median lies between: the other tail is over half.
            beyond = seen - workplaces * share[n]
            above = add(chance[math.ceil(seen - 1e-9) :]) if beyond > -1 else 1.0
            below = add(chance[: math.floor(seen + 1e-9) + 1]) if beyond < 1 else 1.0
            found[zone, n] = min(2 * min(above, below), 1.0)
    return found


def _quotients(jobs: Floats, share: Floats) -> Floats:
    """Location quotients of rows whose last column is all jobs."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(jobs[:, :-1] / jobs[:, -1:] / share)


def discoveries(p_values: Floats, rate: float) -> npt.NDArray[np.bool_]:
    """Which tests to believe so that at most `rate` of those believed are expected to be false.

    Method: Benjamini and Hochberg (1995), step up.

    >>> discoveries(np.array([0.001, 0.04, 0.03, 0.8]), 0.05)
    array([ True, False, False, False])
    """
    flat = p_values.ravel()
    order = np.argsort(flat, kind="stable")
    passed = flat[order] <= rate * np.arange(1, flat.size + 1) / flat.size
    believed = np.zeros(flat.size, dtype=bool)
    if passed.any():
        believed[order[: np.flatnonzero(passed)[-1] + 1]] = True
    return believed.reshape(p_values.shape)


def spots_joined(near: npt.NDArray[np.intp], hot: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Number of the cluster that each hot zone belongs to, -1 for the others.

    Hot zones are one cluster when one is among the nearest neighbours of the other; `near` is the
    neighbours of each zone, [zone, neighbour].
    """
    cluster = np.where(hot, np.arange(len(near)), -1)
    zones, others = np.repeat(np.arange(len(near)), near.shape[1]), near.ravel()
    both = hot[zones] & hot[others]
    zones, others = zones[both], others[both]
    while True:
        before = cluster.copy()
        np.minimum.at(cluster, zones, cluster[others])
        np.minimum.at(cluster, others, cluster[zones])
        if (cluster == before).all():
            break
    numbers = {old: new for new, old in enumerate(sorted(set(cluster[hot].tolist())))}
    return np.array([numbers.get(int(c), -1) for c in cluster])


def quotient_interval(
    part: float, whole: float, share: float, z: float = 1.645
) -> tuple[float, float]:
    """90% range of a location quotient for counts that chance could have placed otherwise.

    Wilson's interval for `part` of `whole` jobs, over the reference `share`. Jobs come in
    workplaces, not one by one, so the true range is wider.
    """
    if whole <= 0 or share <= 0:
        return float("nan"), float("nan")
    p, n = part / whole, whole
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return float((middle - half) / share), float((middle + half) / share)


def industry_matrix(workplaces: pl.DataFrame, areas: list[str]) -> tuple[list[str], Floats]:
    """Industries, and jobs [zone, industry] in the order of `areas`, from area, industry, jobs."""
    wide = workplaces.filter(pl.col("area").is_in(areas)).pivot(
        on="industry", index="area", values="jobs", aggregate_function="sum"
    )
    ordered = (
        pl.DataFrame({"area": areas})
        .join(wide, on="area", how="left", maintain_order="left")
        .fill_null(0.0)
    )
    industries = sorted(c for c in ordered.columns if c != "area")
    return industries, ordered.select(industries).to_numpy().astype(np.float64)
