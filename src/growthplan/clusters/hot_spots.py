"""Where an industry is over-represented beyond chance among neighbouring zones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.clusters.own_distance import nearest
from growthplan.vocabulary import GrowthplanError

Floats = npt.NDArray[np.float64]

AROUND = 7
"""Neighbours that are looked at with each zone."""
SHUFFLES = 9_999
FALSE_DISCOVERY = 0.05
FEWEST_ZONES = 20
HOT_SPOT_RULE = (
    f"A zone and its {AROUND} nearest are compared with {SHUFFLES:,} draws in which the zone keeps "
    "its jobs and its neighbours are drawn at random from the place's other zones (a local test "
    "of the Getis and Ord kind, on the location quotient of the zone and its neighbours "
    f"together). Over all zones and industries of the place, at most "
    f"{100 * FALSE_DISCOVERY:.0f}% of the spots named are expected to be chance (Benjamini and "
    "Hochberg 1995)."
)


@dataclass(frozen=True)
class HotSpots:
    """Local tests of every zone and industry."""

    quotient: Floats
    """[zone, industry]: location quotient of the zone and its neighbours together; the place's
    own share of the industry is 1. Not a number where they have no jobs."""
    p_value: Floats
    """[zone, industry]: two-sided, from the draws."""
    verdict: npt.NDArray[np.str_]
    """[zone, industry]: `hot`, `cold`, or `cannot tell`."""


def hot_spots(points: Floats, jobs: Floats, seed: int, shuffles: int = SHUFFLES) -> HotSpots:
    """Test each zone of a place for each industry.

    `points` (n, 2) metres, `jobs` [zone, industry]. The same seed gives the same verdicts. Method:
    Getis and Ord (1992), Anselin (1995) for conditional draws, with false-discovery control.

    Raises GrowthplanError with fewer than 20 zones, too few to draw neighbours from, or no jobs.
    """
    if len(points) < FEWEST_ZONES:
        raise GrowthplanError(
            f"Hot spots need at least {FEWEST_ZONES} zones to draw neighbours from; there are "
            f"{len(points)}."
        )
    if not jobs.sum() > 0:
        raise GrowthplanError("There are no jobs, so no hot spots.")
    every = np.column_stack([jobs, jobs.sum(axis=1)])
    around = nearest(points, AROUND)[0]
    together = every + every[around].sum(axis=1)
    share = every[:, :-1].sum(axis=0) / every[:, -1].sum()
    quotient = _quotients(together, share)
    draws, sums = _draws(every, np.random.default_rng(seed), shuffles)
    p_value = np.ones_like(quotient)
    for zone in range(len(points)):
        # Draws that hold the zone itself are not neighbours of it.
        drawn = _quotients(every[zone] + sums[~(draws == zone).any(axis=1)], share)
        above = (drawn >= quotient[zone]).sum(axis=0) + 1
        below = (drawn <= quotient[zone]).sum(axis=0) + 1
        p_value[zone] = np.minimum(2 * np.minimum(above, below) / (len(drawn) + 1), 1)
    p_value[~np.isfinite(quotient)] = 1
    found = discoveries(p_value, FALSE_DISCOVERY)
    verdict = np.where(found, np.where(quotient > 1, "hot", "cold"), "cannot tell")
    return HotSpots(quotient, p_value, verdict)


def _quotients(jobs: Floats, share: Floats) -> Floats:
    """Location quotients of rows whose last column is all jobs."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(jobs[:, :-1] / jobs[:, -1:] / share)


def _draws(
    every: Floats, rng: np.random.Generator, shuffles: int
) -> tuple[npt.NDArray[np.intp], Floats]:
    """Sets of different zones, and the jobs of each set."""
    chance = rng.random((shuffles, len(every)), dtype=np.float32)
    draws = np.argpartition(chance, AROUND, axis=1)[:, :AROUND]
    return draws, every[draws].sum(axis=1)


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


def spots_joined(points: Floats, hot: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Number of the cluster that each hot zone belongs to, -1 for the others.

    Hot zones are one cluster when one is among the nearest neighbours of the other.
    """
    cluster = np.where(hot, np.arange(len(points)), -1)
    zones, others = np.repeat(np.arange(len(points)), AROUND), nearest(points, AROUND)[0].ravel()
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
    ordered = pl.DataFrame({"area": areas}).join(wide, on="area", how="left").fill_null(0.0)
    industries = sorted(c for c in ordered.columns if c != "area")
    return industries, ordered.select(industries).to_numpy().astype(np.float64)
