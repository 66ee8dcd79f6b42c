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
_STRIP = 16
"""Rows of a product at once: of more, the linear-algebra library makes threads of its own."""
_SURE = 1e-12
"""Share of the squared reach within which a distance from a product may lie on either side."""


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
    the cells after it within reach, and each pair serves both its points. Distances to cells that
    touch are differences; those to cells beyond, at least a cell away, come from one matrix
    product. Agrees with direct summation to 1e-12. Memory is a few tiles a thread.

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
    points: Floats
    """Four rows: east, north, ones and jobs."""
    keys: npt.NDArray[np.int64]
    """Each occupied cell: row x width + column."""
    starts: npt.NDArray[np.int64]
    """First point of each occupied cell, and the number of points at the end."""
    runs: npt.NDArray[np.int64]
    """Runs of cells that a cell meets, (first, one past the last) less its own key, [run, 2]:
    itself and what follows it among the cells that touch it, then the rest of what follows it as
    far as the reach goes."""
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
        np.stack((*points[order].T, np.ones(len(points)), jobs[order])),
        keys,
        np.append(starts, len(points)).astype(np.int64),
        _runs(width, across),
        decay,
        reach,
    )


_TOUCHING = 2
"""How many of the runs are of touching cells."""


def _runs(width: int, across: int) -> npt.NDArray[np.int64]:
    """Cells from the own one on, by row; those that touch it first."""
    found = [(0, 2), (width - 1, width + 2), (2, across + 1)]
    for up in range(1, across + 1):
        # Between cells k apart lie k - 1 whole ones, so this is the last that can be in reach.
        sideways = math.ceil(math.sqrt(across**2 - (up - 1) ** 2))
        first, end = up * width - sideways, up * width + sideways + 1
        found += [(first, width - 1), (width + 2, end)] if up == 1 else [(first, end)]
    return np.array(found)


def _share(grid: _Grid, threads: int, turn: int) -> Floats:
    """What the cells of one thread add to each point, in the grid's order."""
    found = np.zeros(len(grid.order))
    room = np.empty((2, 0))
    largest = int(np.diff(grid.starts).max())
    after = np.triu(np.ones((largest, largest)), 1)
    runs = grid.starts[np.searchsorted(grid.keys, grid.keys[turn::threads, None, None] + grid.runs)]
    near = (runs[:, :_TOUCHING, 1] - runs[:, :_TOUCHING, 0]).sum(axis=1).tolist()
    for cell, touching, bounds in zip(
        range(turn, len(grid.keys), threads), near, runs.tolist(), strict=True
    ):
        others = [slice(a, b) for a, b in bounds if b > a]
        columns = np.concatenate([grid.points[:, s] for s in others], axis=1)
        # From a point of the cell, so that squares lose little to rounding.
        columns[:2] -= columns[:2, :1].copy()
        first, last = grid.starts[cell : cell + 2].tolist()
        step = max(_LARGEST // columns.shape[1], 1)
        if room.shape[1] < (size := min(step, last - first) * columns.shape[1]):
            room = np.empty((2, size))
        for row in range(0, last - first, step):
            rows = slice(row, min(row + step, last - first))
            weights = _weights(grid, rows, last - first, touching, columns, room, after)
            # A row at a time, which the linear-algebra library does without threads of its own.
            found[first + rows.start : first + rows.stop] += np.matmul(
                weights[:, None], columns[3]
            )[:, 0]
            back = np.einsum("ij,i->j", weights, columns[3, rows])
            at = 0
            for part in others:
                found[part] += back[at : at + part.stop - part.start]
                at += part.stop - part.start
    return found


def _weights(
    grid: _Grid,
    rows: slice,
    own: int,
    touching: int,
    columns: Floats,
    room: Floats,
    after: Floats,
) -> Floats:
    """What each of a cell's own points, the first columns, counts of every column: `distance **
    -decay`, or 0 out of reach."""
    count, total = rows.stop - rows.start, columns.shape[1]
    squared, other = room[:, : count * total].reshape(2, count, total)
    _products(columns, rows, squared)
    # In a product the nearest distances would cancel, so those are differences.
    near = other.reshape(-1)[: count * touching].reshape(count, touching)
    squared[:, :touching] = _differences(columns[:, :touching], rows, near)
    # Logarithms of 0 are slow; any distance serves, as a point does not count itself below.
    np.einsum("ii->i", squared[:, rows])[:] = 1.0
    edge = grid.reach**2
    inside = squared <= edge * (1 - _SURE)
    if np.count_nonzero(inside) != np.count_nonzero(squared <= edge * (1 + _SURE)):
        # A point right at the reach: only differences can tell on which side.
        inside = _differences(columns, rows, other) <= edge
    weights = np.multiply(fall_off(squared, grid.decay), inside, out=squared)
    # Inside the cell a point meets only those after it, so that no pair counts twice.
    weights[:, :own] *= after[rows, :own]
    return weights


def _products(columns: Floats, rows: slice, squared: Floats) -> None:
    """`X2 + Y2 + x2 + y2 - 2 (x X + y Y)` of some columns (x, y) with all of them."""
    right = columns.copy()
    np.einsum("ij,ij->j", columns[:2], columns[:2], out=right[3])
    left = right[[0, 1, 3, 2], rows].T * (-2.0, -2.0, 1.0, 1.0)
    for row in range(0, len(left), _STRIP):
        np.matmul(left[row : row + _STRIP], right, out=squared[row : row + _STRIP])


def _differences(columns: Floats, rows: slice, out: Floats) -> Floats:
    """Squared distances of some columns to all, the terms taken one by one."""
    np.subtract(columns[0, rows, None], columns[0], out=out)
    np.multiply(out, out, out=out)
    north = columns[1, rows, None] - columns[1]
    np.multiply(north, north, out=north)
    return np.asarray(np.add(out, north, out=out))
