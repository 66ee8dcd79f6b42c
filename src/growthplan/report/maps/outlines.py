"""Areas as rings of shared arcs, projected; the same arc draws both sides of a border."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from growthplan.report.maps.projection import UNITED_KINGDOM, Albers, Points
from growthplan.report.maps.simplifying import effective_areas, simplified


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its code, its name, and its rings as numbers of arcs (`~n` is arc n reversed)."""

    code: str
    name: str
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A window on the map, in kilometres east and north of the projection's origin."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        return self.east - self.west

    @property
    def height(self) -> float:
        return self.north - self.south

    def widened(self, share: float) -> Box:
        """The window with a margin on every side, a share of its longer side."""
        margin = share * max(self.width, self.height)
        return Box(self.west - margin, self.south - margin, self.east + margin, self.north + margin)

    def meets(self, other: Box) -> bool:
        """Whether the two windows overlap."""
        across = self.west < other.east and other.west < self.east
        return across and self.south < other.north and other.south < self.north


@dataclass(frozen=True)
class Outlines:
    """Boundaries ready to draw: projected arcs, and the areas of each layer that they make."""

    arcs: tuple[Points, ...]
    """Kilometres east and north, one point a row."""
    layers: Mapping[str, Mapping[str, Area]]
    """`local_authority`, `city_region`, ... then code to area."""
    attribution: str

    @cached_property
    def weights(self) -> tuple[npt.NDArray[np.float64], ...]:
        """The effective area of every point of every arc, in square kilometres."""
        return tuple(effective_areas(arc) for arc in self.arcs)

    def simplified(self, square_km: float) -> Outlines:
        """Fewer points. Every arc is simplified once, so neighbours still share their border."""
        thinner = tuple(
            simplified(arc, weights, square_km)
            for arc, weights in zip(self.arcs, self.weights, strict=True)
        )
        return Outlines(thinner, self.layers, self.attribution)

    def area(self, code: str) -> Area | None:
        """The area with that code in any layer."""
        return next((layer[code] for layer in self.layers.values() if code in layer), None)

    def ring(self, numbers: Sequence[int]) -> Points:
        """The points of one ring, closed."""
        parts = [self.arcs[n] if n >= 0 else self.arcs[~n][::-1] for n in numbers]
        return np.concatenate([part if i == 0 else part[1:] for i, part in enumerate(parts)])

    def box(self, areas: Iterable[Area]) -> Box:
        """The window that just holds some areas. Raises ValueError when there is none."""
        points = [self.arcs[n if n >= 0 else ~n] for a in areas for ring in a.rings for n in ring]
        if not points:
            raise ValueError("no area to draw")
        low = np.min([part.min(axis=0) for part in points], axis=0)
        high = np.max([part.max(axis=0) for part in points], axis=0)
        return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    def size(self, numbers: Sequence[int]) -> float:
        """Square kilometres inside one ring."""
        return abs(signed_area(self.ring(numbers)))

    def square_km(self, area: Area) -> float:
        """Ground inside an area, holes left out (they run the other way round)."""
        return abs(sum(signed_area(self.ring(ring)) for ring in area.rings))

    def visible_rings(self, area: Area, least_km2: float) -> tuple[tuple[int, ...], ...]:
        """The rings worth drawing: islands and holes below a size go, the largest ring stays.

        Only rings of a single arc go, as they border nothing that is drawn apart.
        """
        largest = max(area.rings, key=self.size)
        return tuple(
            ring
            for ring in area.rings
            if len(ring) > 1 or ring == largest or self.size(ring) >= least_km2
        )


def outlines(topology: Mapping[str, Any], projection: Albers = UNITED_KINGDOM) -> Outlines:
    """Boundaries from TopoJSON with longitude and latitude and layers named by kind of place."""
    arcs = tuple(_projected(arc, topology.get("transform"), projection) for arc in topology["arcs"])
    layers = {
        kind: {area.code: area for area in _areas(layer)}
        for kind, layer in topology["objects"].items()
    }
    return Outlines(arcs, layers, str(topology.get("attribution", "")))


def _projected(
    arc: Sequence[Sequence[float]], transform: Mapping[str, Any] | None, projection: Albers
) -> Points:
    points = np.asarray(arc, dtype=np.float64)
    if transform is not None:
        points = np.cumsum(points, axis=0) * transform["scale"] + transform["translate"]
    return projection.project(points)


def _areas(layer: Mapping[str, Any]) -> Iterator[Area]:
    for geometry in layer["geometries"]:
        own = geometry["properties"]
        yield Area(own["code"], own["name"], tuple(_rings(geometry)))


def _rings(geometry: Mapping[str, Any]) -> Iterator[tuple[int, ...]]:
    if geometry["type"] == "Polygon":
        yield from (tuple(ring) for ring in geometry["arcs"])
    elif geometry["type"] == "MultiPolygon":
        yield from (tuple(ring) for polygon in geometry["arcs"] for ring in polygon)


def signed_area(ring: Points) -> float:
    """The shoelace sum: area inside a closed ring, above zero when it runs anticlockwise."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)
