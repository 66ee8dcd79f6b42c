"""Effective density: jobs within reach, each counted less the farther it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from growthplan.clusters.points import (
    check_apart,
    check_decay,
    check_jobs,
    check_own_distance,
    check_points,
    snake_order,
)

Floats = npt.NDArray[np.float64]
Tile = npt.NDArray[np.floating[Any]]
Precision = Literal["double", "single"]

_SIDE = 512
"""Points in a block: a tile of one against another (2 MB) stays in cache, and is large enough for
the cost of starting each operation not to show."""
_STRIP = 16
"""Rows of a tile multiplied at once. A longer strip would make the linear-algebra library start
threads of its own, which then fight with ours."""
_FAR = 1 / 64
"""Single precision serves blocks at least this share of their own size apart: nearer, the
rounding of coordinates would show in the distances, so they are done in double."""


def effective_density(
    points: npt.ArrayLike,
    jobs: npt.ArrayLike,
    decay: float,
    own_distance: npt.ArrayLike,
    precision: Precision = "double",
    threads: int = 2,
) -> Floats:
    """`sum over j of jobs_j / distance_ij ** decay`, the own zone included; one value a point.

    `points` is (n, 2) in metres on a plane, `jobs` (n,), `own_distance` metres, one number or
    (n,): the distance of a zone to itself. The result, in jobs per metre ** decay, is held in
    double whatever the `precision` of the work; double agrees with direct summation to 1e-12,
    single to 5e-5. Each pair is evaluated once and serves both its points; memory is a few tiles
    a thread, whatever n is. The same inputs give the same bits on any machine load.

    Method: Graham (2005); Transport Scotland, STAG 9.3.1; Department for Transport, TAG A2.4,
    with straight-line distance for generalised cost.

    >>> effective_density(np.array([[0.0, 0], [3, 4]]), [10, 20], 1.0, 2.0)
    array([ 9., 12.])

    Raises GrowthplanError for points that are missing or coincide, jobs that are missing or
    negative, and distances or decays that are not above zero.
    """
    found = effective_densities(points, jobs, [decay], own_distance, precision, threads)
    return found.reshape(-1)


def effective_densities(
    points: npt.ArrayLike,
    jobs: npt.ArrayLike,
    decays: Sequence[float],
    own_distance: npt.ArrayLike,
    precision: Precision = "double",
    threads: int = 2,
) -> Floats:
    """As `effective_density` for several decays at once, [decay, point].

    The same bits as one decay at a time, at about half the cost: distances and their logarithms
    are worked out once for all.
    """
    found = check_points(points)
    check_apart(found)
    weights = check_jobs(jobs, len(found))
    own = check_own_distance(own_distance, len(found))
    layout = _lay_out(found, weights, [check_decay(decay) for decay in decays], precision)
    with ThreadPoolExecutor(threads) as pool:
        # Work is dealt out by number and added up in order, so the answer does not depend on
        # which thread was quicker.
        shares = list(pool.map(partial(_share, layout, threads), range(threads)))
    result = np.empty((len(decays), len(found)))
    result[:, layout.order] = np.sum(shares, axis=0).reshape(len(decays), layout.x.size)[
        :, : len(found)
    ]
    for row, decay in zip(result, decays, strict=True):
        row += weights / own**decay
    return result


@dataclass(frozen=True)
class _Layout:
    """Points in blocks of equal size, neighbours together."""

    order: npt.NDArray[np.intp]
    x: Floats
    """[block, point]; the last block is filled up with far points that have no jobs."""
    y: Floats
    jobs: Floats
    near: npt.NDArray[np.bool_]
    """[block, block]: pairs that need double precision."""
    decays: Sequence[float]
    single: bool


def _lay_out(
    points: Floats, jobs: Floats, decays: Sequence[float], precision: Precision
) -> _Layout:
    side = _SIDE
    blocks = -(-len(points) // side)
    order = snake_order(points, round(math.sqrt(blocks)))
    spare = blocks * side - len(points)
    far = points.max(axis=0) + (np.ptp(points, axis=0).max() + 1) * np.arange(1, spare + 1)[:, None]
    filled = np.concatenate([points[order], far]).reshape(blocks, side, 2)
    return _Layout(
        order,
        np.ascontiguousarray(filled[:, :, 0]),
        np.ascontiguousarray(filled[:, :, 1]),
        np.concatenate([jobs[order], np.zeros(spare)]).reshape(blocks, side),
        _near(filled),
        decays,
        precision == "single",
    )


def _near(filled: Floats) -> npt.NDArray[np.bool_]:
    """Which pairs of blocks lie closer than the share `_FAR` of the larger one's size."""
    low, high = filled.min(axis=1), filled.max(axis=1)
    size = (high - low).max(axis=1)
    apart = np.maximum(low[:, None] - high[None], low[None] - high[:, None]).max(axis=2)
    return np.asarray(apart <= _FAR * np.maximum(size[:, None], size[None]))


def _share(layout: _Layout, threads: int, turn: int) -> Floats:
    """What one thread's tiles add to each point, [decay, block, point]."""
    blocks, side = layout.x.shape
    found = np.zeros((len(layout.decays), blocks, side))
    double = np.empty((2, side, side))
    single = np.empty((2, side, side), dtype=np.float32) if layout.single else double
    for first in range(turn, blocks, threads):
        for second in range(first, blocks):
            room = double if layout.near[first, second] else single
            _tile(layout, first, second, room, found)
    return found


def _tile(layout: _Layout, first: int, second: int, room: Tile, found: Floats) -> None:
    """Add one tile to both its blocks."""
    squared = _squared_distances(layout, first, second, room)
    if first == second:
        np.fill_diagonal(squared, np.inf)
    logarithms = np.log(squared, out=squared)
    jobs = layout.jobs[[first, second]].astype(room.dtype)
    last = len(layout.decays) - 1
    for n, decay in enumerate(layout.decays):
        # The last decay needs the logarithms no more, and takes their room.
        weights = _powers(logarithms, decay, room[0 if n == last else 1])
        strips = weights.reshape(-1, _STRIP, weights.shape[1])
        found[n, first] += np.matmul(strips, jobs[1]).reshape(-1)
        if first != second:
            near = np.matmul(jobs[0].reshape(-1, 1, _STRIP), strips)
            found[n, second] += near.sum(axis=(0, 1))


def _squared_distances(layout: _Layout, first: int, second: int, room: Tile) -> Tile:
    """In single precision from the first block's own centre, so that rounding loses little."""
    squared, other = room
    for out, axis in ((squared, layout.x), (other, layout.y)):
        origin = axis[first].mean() if room.dtype == np.float32 else 0.0
        ours, theirs = ((axis[k] - origin).astype(room.dtype) for k in (first, second))
        np.subtract(ours[:, None], theirs[None], out=out)
        np.multiply(out, out, out=out)
    return np.asarray(np.add(squared, other, out=squared))


def fall_off(squared: Tile, decay: float) -> Tile:
    """`distance ** -decay` in place, from squared distances; infinitely far counts nothing."""
    return _powers(np.log(squared, out=squared), decay, squared)


def _powers(logarithms: Tile, decay: float, out: Tile) -> Tile:
    """`distance ** -decay` from logarithms of squared distances."""
    np.multiply(logarithms, logarithms.dtype.type(-decay / 2), out=out)
    return np.asarray(np.exp(out, out=out))
