"""TopoJSON: reading its shapes, and cutting it down with the arcs still shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ring = npt.NDArray[np.float64]
"""Longitude and latitude by row, closed."""
Shape = tuple[Ring, ...]
"""Every ring of an area, holes among them; what is inside an odd number of rings is inside."""

Topology = dict[str, Any]


def shapes(topology: Topology, layer: str) -> dict[str, Shape]:
    """The rings of every area of a layer by code, longitude and latitude in degrees."""
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    return {
        geometry["properties"]["code"]: tuple(_ring(ring, arcs) for ring in _rings(geometry))
        for geometry in topology["objects"][layer]["geometries"]
    }


def _arc(arc: Sequence[Sequence[float]], transform: Mapping[str, Any] | None) -> Ring:
    points = np.asarray(arc, dtype=np.float64)
    if transform is None:
        return points
    return np.asarray(
        np.cumsum(points, axis=0) * np.asarray(transform["scale"])
        + np.asarray(transform["translate"])
    )


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([part if i == 0 else part[1:] for i, part in enumerate(parts)])


def inside(shape: Shape, points: Ring) -> npt.NDArray[np.bool_]:
    """Which points (longitude, latitude by row) lie in a shape, by counting crossings."""
    found = np.zeros(len(points), dtype=bool)
    x, y = points[:, 0, None], points[:, 1, None]
    for ring in shape:
        x1, y1 = ring[:-1, 0], ring[:-1, 1]
        x2, y2 = ring[1:, 0], ring[1:, 1]
        spans = (y1 > y) != (y2 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        found ^= (np.sum(spans & (x < crossing), axis=1) % 2).astype(bool)
    return found


def sample(shape: Shape, wanted: int = 400) -> Ring:
    """Points spread evenly over a shape: about `wanted`, on a square grid of degrees."""
    low = np.min([ring.min(axis=0) for ring in shape], axis=0)
    high = np.max([ring.max(axis=0) for ring in shape], axis=0)
    count = 24
    while True:
        axes = [np.linspace(low[i], high[i], count + 2)[1:-1] for i in (0, 1)]
        grid = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
        points = grid[inside(shape, grid)]
        if len(points) >= wanted or count >= 200:
            return points
        count *= 2


def keep_areas(topology: Topology, wanted: Mapping[str, set[str]]) -> Topology:
    """The topology with only the wanted areas of the wanted layers, and the arcs that they use.

    `wanted` maps layer to codes. Arcs stay shared among areas and layers.
    """
    objects: dict[str, Any] = {}
    number: dict[int, int] = {}
    for layer, codes in wanted.items():
        kept = [
            {**geometry, "arcs": _renumber(geometry["arcs"], number)}
            for geometry in topology["objects"][layer]["geometries"]
            if geometry["properties"]["code"] in codes
        ]
        objects[layer] = {"type": "GeometryCollection", "geometries": kept}
    arcs = [topology["arcs"][old] for old in number]
    return {**topology, "objects": objects, "arcs": arcs}


def _renumber(arcs: Any, number: dict[int, int]) -> Any:
    if isinstance(arcs, list):
        return [_renumber(arc, number) for arc in arcs]
    old = arcs if arcs >= 0 else ~arcs
    new = number.setdefault(old, len(number))
    return new if arcs >= 0 else ~new
