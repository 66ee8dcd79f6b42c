"""Effective density cut off at a distance: only pairs of points within reach are evaluated."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from growthplan.clusters.density import fall_off
from growthplan.clusters.points import (
    check_apart,
    check_decay,
    check_jobs,
    check_own_distance,
    check_points,
)
from growthplan.vocabulary import GrowthplanError

Floats = npt.NDArray[np.float64]
_IN_CELL = 40
"""Points in a cell to aim at: fewer, and the cost of starting each cell shows; more, and much is
evaluated beyond the reach."""
_FINEST = 8
"""Most cells across the reach."""
_LARGEST = 120_000
"""Pairs in a tile; a crowded cell is done in several."""


def effective_density_within(
    points: npt.ArrayLike,
    jobs: npt.ArrayLike,
    decay: float,
    own_distance: npt.ArrayLike,
    reach: float,
    threads: int = 2,
) -> Floats:
    """As `effective_density`, counting only jobs at most `reach` metres away.

    Points are filed in a grid of cells a fraction of the reach wide; each cell meets itself and
    the cells after it within reach, and each pair serves both its points. Agrees with direct
    summation to 1e-12. Memory is a few tiles a thread.

    >>> points = np.array([[0.0, 0], [3, 4], [0, 100]])
    >>> effective_density_within(points, [10, 20, 30], 1.0, 2.0, reach=50)
    array([ 9., 12., 15.])

    Raises GrowthplanError as `effective_density` does, and for a reach that is not above zero.
    """
    found = check_points(points)
    check_apart(found)
    weights = check_jobs(jobs, len(found))
    own = check_own_distance(own_distance, len(found))
    if not (math.isfinite(reach) and reach > 0):
        raise GrowthplanError(f"A reach of {reach} metres reaches nothing; it must be above zero.")
    grid = _file(found, weights, check_decay(decay), reach)
    with ThreadPoolExecutor(threads) as pool:
        # Added up in a fixed order, so the answer does not depend on which thread was quicker.
        shares = list(pool.map(partial(_share, grid, threads), range(threads)))
    result = np.empty(len(found))
    result[grid.order] = np.sum(shares, axis=0)
    return result + weights / own**grid.decay


@dataclass(frozen=True)
class _Grid:
    """Points sorted by cell, cells by row and then column."""

    order: npt.NDArray[np.intp]
    x: Floats
    y: Floats
    jobs: Floats
    keys: npt.NDArray[np.int64]
    """Each occupied cell: row x width + column."""
    starts: npt.NDArray[np.int64]
    """First point of each occupied cell, and the number of points at the end."""
    width: int
    across: int
    """Cells across the reach."""
    decay: float
    reach: float


def _file(points: Floats, jobs: Floats, decay: float, reach: float) -> _Grid:
    spread = np.ptp(points, axis=0)
    crowd = len(points) * reach**2 / max(float(np.prod(np.maximum(spread, reach))), reach**2)
    across = min(max(round(math.sqrt(crowd / _IN_CELL)), 1), _FINEST)
    # A hair wider than its share of the reach, so that rounding cannot hide a pair in reach.
    wide = reach / across * (1 + 1e-9)
    cell = np.floor((points - points.min(axis=0)) / wide).astype(np.int64)
    # Empty columns on the right keep a row's reach from running on into the next row.
    width = int(cell[:, 0].max()) + 2 * across + 3
    key = cell[:, 1] * width + cell[:, 0]
    order = np.argsort(key, kind="stable")
    keys, starts = np.unique(key[order], return_index=True)
    return _Grid(
        order,
        np.ascontiguousarray(points[order, 0]),
        np.ascontiguousarray(points[order, 1]),
        jobs[order],
        keys,
        np.append(starts, len(points)).astype(np.int64),
        width,
        across,
        decay,
        reach,
    )


def _share(grid: _Grid, threads: int, turn: int) -> Floats:
    """What the cells of one thread add to each point, in the grid's order."""
    found = np.zeros(len(grid.jobs))
    room = np.empty((2, 0))
    for cell in range(turn, len(grid.keys), threads):
        later = _later(grid, cell)
        columns = np.concatenate([np.arange(a, b) for a, b in later])
        step = max(_LARGEST // len(columns), 1)
        first, last = grid.starts[cell], grid.starts[cell + 1]
        if room.shape[1] < (size := min(step, int(last - first)) * len(columns)):
            room = np.empty((2, size))
        for row in range(first, last, step):
            _tile(grid, slice(row, min(row + step, last)), int(last), columns, room, found)
    return found


def _later(grid: _Grid, cell: int) -> list[tuple[int, int]]:
    """Runs of points that the cell meets: itself and what follows in its row, then the rows above
    as far as the reach goes. The cell's own points come first."""
    key = int(grid.keys[cell])
    runs = [(key, key + grid.across + 1)]
    for up in range(1, grid.across + 1):
        # Between cells k apart lie k - 1 whole ones, so this is the last that can be in reach.
        sideways = math.ceil(math.sqrt(grid.across**2 - (up - 1) ** 2))
        centre = key + up * grid.width
        runs.append((centre - sideways, centre + sideways + 1))
    found = grid.starts[np.searchsorted(grid.keys, np.array(runs))]
    return [(int(a), int(b)) for a, b in found if b > a]


def _tile(
    grid: _Grid,
    rows: slice,
    own_end: int,
    columns: npt.NDArray[np.int64],
    room: Floats,
    found: Floats,
) -> None:
    """Add the pairs of some points of a cell with the points in reach after them."""
    count, start = rows.stop - rows.start, int(columns[0])
    shape = (count, len(columns))
    squared, other = (part[: count * len(columns)].reshape(shape) for part in room)
    for out, axis in ((squared, grid.x), (other, grid.y)):
        np.subtract(axis[rows, None], axis[columns][None], out=out)
        np.multiply(out, out, out=out)
    np.add(squared, other, out=squared)
    # Inside the cell a point meets only those after it, so that no pair counts twice.
    inside = squared[:, : own_end - start]
    inside[np.tri(count, inside.shape[1], rows.start - start, dtype=bool)] = np.inf
    # Beyond reach counts nothing: the comparison, as 0 or 1, takes the place of the second array.
    np.less_equal(squared, grid.reach**2, out=other, casting="unsafe")
    weights = np.multiply(fall_off(squared, grid.decay), other, out=other)
    # A row at a time, which the linear-algebra library does without threads of its own.
    found[rows] += np.matmul(weights[:, None], grid.jobs[columns])[:, 0]
    found[columns] += np.einsum("ij,i->j", weights, grid.jobs[rows])
