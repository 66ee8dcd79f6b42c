"""Visvalingam's line simplification: which points matter, by the area that they hold open."""

from __future__ import annotations

import heapq

import numpy as np
import numpy.typing as npt

from growthplan.report.maps.projection import Points


def effective_areas(line: Points) -> npt.NDArray[np.float64]:
    """For each point the area at which it goes, in squared units of the line; ends never go.

    Visvalingam and Whyatt, Line generalisation by repeated elimination of points (Cartographic
    Journal 30, 1993): the point whose triangle with its neighbours is smallest goes first, and
    no point counts for less than one that went before it. So the points to keep at any detail
    are those at or above one threshold.
    """
    count = len(line)
    areas = np.full(count, np.inf)
    if count < 3:
        return areas
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    x, y = line[:, 0].tolist(), line[:, 1].tolist()

    def triangle(i: int) -> float:
        a, b = before[i], after[i]
        return float(abs((x[i] - x[a]) * (y[b] - y[a]) - (x[b] - x[a]) * (y[i] - y[a])) / 2)

    current = [0.0, *(triangle(i) for i in range(1, count - 1)), 0.0]
    queue = [(current[i], i) for i in range(1, count - 1)]
    heapq.heapify(queue)
    least = 0.0
    while queue:
        area, i = heapq.heappop(queue)
        if area != current[i]:
            continue
        least = max(least, area)
        areas[i] = least
        current[i] = -1.0
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for near in (a, b):
            if 0 < near < count - 1:
                current[near] = triangle(near)
                heapq.heappush(queue, (current[near], near))
    return areas


def simplified(line: Points, areas: npt.NDArray[np.float64], threshold: float) -> Points:
    """The points at or above the threshold; a closed line keeps at least a triangle."""
    kept = areas >= threshold
    if len(line) > 3 and np.array_equal(line[0], line[-1]) and kept.sum() < 4:
        inner = np.argsort(-areas[1:-1], kind="stable")[:2] + 1
        kept[inner] = True
    return line[kept]
