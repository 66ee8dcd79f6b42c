"""How far a zone is from itself, from how closely its neighbours lie."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.clusters.points import check_apart, check_points, snake_order
from growthplan.vocabulary import GrowthplanError

Floats = npt.NDArray[np.float64]

NEIGHBOURS = 6
OWN_DISTANCE_RULE = (
    "A zone's distance to its own jobs is two thirds of the radius of a circle of its size, the "
    f"mean distance from the middle of a circle. Its size is taken as 1/{NEIGHBOURS} of the "
    f"circle that reaches its {NEIGHBOURS}th-nearest neighbour, as zone areas are not in hand; on "
    "a coast that is somewhat too large."
)
_BLOCK = 128


def own_distances(points: npt.ArrayLike, neighbours: int = NEIGHBOURS) -> Floats:
    """Metres from each zone to itself: `2/3 x r / sqrt(k)`, r the distance to its k-th nearest.

    With fewer zones than that, all of them are used. Raises GrowthplanError for coincident or
    missing points, and for a single one: nothing then says how large it is.
    """
    found = check_points(points)
    check_apart(found)
    if len(found) < 2:
        raise GrowthplanError(
            "A single zone has no neighbour to tell its size from; give its own distance."
        )
    k = min(neighbours, len(found) - 1)
    return np.asarray(2 / 3 * np.sqrt(nearest(found, k)[1][:, -1] / k))


def nearest(points: Floats, k: int) -> tuple[npt.NDArray[np.intp], Floats]:
    """The k nearest other points of each, nearest first, and their squared distances, (n, k).

    Points are taken in blocks of neighbours; each looks in a box around its block, which grows
    until it surely holds the k nearest. `k` is below the number of points.
    """
    who = np.empty((len(points), k), dtype=np.intp)
    squared = np.empty((len(points), k))
    blocks = -(-len(points) // _BLOCK)
    order = snake_order(points, round(blocks**0.5))
    for block in np.array_split(order, blocks):
        margin = max(float(np.ptp(points[block], axis=0).max()) / 4, 1.0)
        while True:
            low, high = points[block].min(axis=0) - margin, points[block].max(axis=0) + margin
            found = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
            if len(found) > k:
                who[block], squared[block] = _nearest_among(points, block, found, k)
                if len(found) == len(points) or squared[block].max() <= margin**2:
                    break
            margin *= 2
    return who, squared


def _nearest_among(
    points: Floats, block: npt.NDArray[np.intp], found: npt.NDArray[np.intp], k: int
) -> tuple[npt.NDArray[np.intp], Floats]:
    x, y = points[found].T
    apart = (points[block, :1] - x) ** 2
    apart += (points[block, 1:] - y) ** 2
    apart[block[:, None] == found] = np.inf
    close = np.argpartition(apart, k - 1, axis=1)[:, :k]
    sizes = np.take_along_axis(apart, close, axis=1)
    turn = np.argsort(sizes, axis=1, kind="stable")
    return found[np.take_along_axis(close, turn, axis=1)], np.take_along_axis(sizes, turn, axis=1)
