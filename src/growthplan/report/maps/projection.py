"""Longitude and latitude to a flat, equal-area map of the United Kingdom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
"""One point a row: two columns."""

EARTH_KM = 6371.0072
"""Radius of the sphere with the Earth's surface area."""


@dataclass(frozen=True, slots=True)
class Albers:
    """Albers equal-area conic on a sphere, so that areas on the map can be compared.

    Angles in degrees. Formulas 14-1 to 14-6 of Snyder, Map Projections: A Working Manual (US
    Geological Survey Professional Paper 1395, 1987).
    """

    first_parallel: float
    second_parallel: float
    origin_latitude: float
    origin_longitude: float
    radius: float = EARTH_KM

    def project(self, points: Points) -> Points:
        """East and north of the origin, in units of the radius, of longitude and latitude rows."""
        one, two = np.radians([self.first_parallel, self.second_parallel])
        n = (np.sin(one) + np.sin(two)) / 2
        constant = np.cos(one) ** 2 + 2 * n * np.sin(one)
        turn = n * np.radians(points[:, 0] - self.origin_longitude)
        distance = self._distance(np.radians(points[:, 1]), n, constant)
        start = self._distance(np.radians(self.origin_latitude), n, constant)
        return np.column_stack((distance * np.sin(turn), start - distance * np.cos(turn)))

    def _distance(self, latitude: npt.ArrayLike, n: float, constant: float) -> Points:
        root = np.sqrt(constant - 2 * n * np.sin(latitude))
        return np.asarray(self.radius * root / n)


UNITED_KINGDOM = Albers(50.8, 58.5, 54.7, -2.5)
"""North is up in the middle of Great Britain; shapes are stretched by under 1% throughout."""
