"""Effective density against scipy: every pair, and cut off at 10 km. Points are made up."""

from __future__ import annotations

import math
import tracemalloc
from functools import partial

import numpy as np
import numpy.typing as npt

from benchmarks.timing import alternated, seconds
from growthplan.clusters import effective_density, effective_density_within

Floats = npt.NDArray[np.float64]

EVERY_PAIR, CUT_OFF = 35_000, 240_000
DECAY, OWN, REACH = 1.8, 300.0, 10_000.0
PAIRS_IN_REACH = 501e6
"""Ordered pairs within reach that the cut-off points are spread to give."""
PEER_SHARE = 0.1
"""Share of the cut-off points that the tree is run for; its time is scaled up."""
ROWS = 1_000


def made(count: int, side: float) -> tuple[Floats, Floats]:
    """Points spread evenly over a square of `side` metres, with jobs."""
    rng = np.random.default_rng(1)
    return rng.uniform(0, side, (count, 2)), rng.integers(0, 5000, count).astype(np.float64)


def with_cdist(points: Floats, jobs: Floats) -> Floats:
    """Every pair by scipy's cdist, in blocks of rows."""
    from scipy.spatial.distance import cdist

    found = np.empty(len(points))
    for start in range(0, len(points), ROWS):
        rows = np.arange(start, min(start + ROWS, len(points)))
        away = cdist(points[rows], points)
        away[rows - start, rows] = OWN
        found[rows] = (away**-DECAY) @ jobs
    return found


def with_tree(points: Floats, jobs: Floats, wanted: npt.NDArray[np.intp]) -> Floats:
    """Pairs within reach of the wanted points by scipy's k-d tree."""
    from scipy.spatial import cKDTree

    tree = cKDTree(points)
    found = np.empty(len(wanted))
    for start in range(0, len(wanted), ROWS):
        rows = wanted[start : start + ROWS]
        pairs = cKDTree(points[rows]).sparse_distance_matrix(tree, REACH, output_type="ndarray")
        pairs = pairs[pairs["v"] > 0]
        near = np.bincount(pairs["i"], pairs["v"] ** -DECAY * jobs[pairs["j"]], len(rows))
        found[start : start + ROWS] = near + jobs[rows] / OWN**DECAY
    return found


def peak_megabytes(job: partial[Floats]) -> float:
    """Most memory that a call holds at once beyond what was there before."""
    tracemalloc.start()
    job()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def every_pair() -> None:
    """Print ratios, differences and memory over every pair."""
    points, jobs = made(EVERY_PAIR, 5e5)
    double = partial(effective_density, points, jobs, DECAY, OWN)
    single = partial(effective_density, points, jobs, DECAY, OWN, "single")
    peer = partial(with_cdist, points, jobs)
    answer = peer()
    taken = alternated({"double": double, "single": single, "cdist": peer}, 3)
    full = 8 * EVERY_PAIR**2 / 1e6
    for name, job in (("double", double), ("single", single)):
        apart = np.abs(job() / answer - 1).max()
        peak = peak_megabytes(job)
        print(
            f"density, every pair of {EVERY_PAIR:,} points, {name}: ours {taken[name]:.2f} s, "
            f"cdist {taken['cdist']:.2f} s, {taken['cdist'] / taken[name]:.1f}x, largest "
            f"difference {apart:.0e}, memory {peak:.0f} MB (1/{full / peak:.0f} of the matrix)"
        )


def cut_off() -> None:
    """Print ratios to a k-d tree within 10 km, the tree run for a tenth of the points."""
    side = REACH * CUT_OFF * math.sqrt(math.pi / PAIRS_IN_REACH)
    points, jobs = made(CUT_OFF, side)
    count = int(CUT_OFF * PEER_SHARE)
    wanted = np.random.default_rng(2).choice(CUT_OFF, count, replace=False)
    ours = partial(effective_density_within, points, jobs, DECAY, OWN, REACH)
    peer = partial(with_tree, points, jobs, wanted)
    apart = np.abs(ours()[wanted] / peer() - 1).max()
    runs = [(seconds(ours), seconds(peer) / PEER_SHARE) for _ in range(7)]
    least, middle = np.min(runs, axis=0), np.median(runs, axis=0)
    print(
        f"density, {CUT_OFF:,} points cut off at {REACH / 1000:.0f} km: ours {least[0]:.2f} s at "
        f"best and {middle[0]:.2f} s in the middle of {len(runs)} runs, k-d tree {least[1]:.0f} "
        f"and {middle[1]:.0f} s ({100 * PEER_SHARE:.0f}% of the points, scaled): "
        f"{least[1] / least[0]:.1f}x and {middle[1] / middle[0]:.1f}x, largest difference "
        f"{apart:.0e}"
    )


def main() -> None:
    """Both."""
    every_pair()
    cut_off()


if __name__ == "__main__":
    main()
