"""Longitude and latitude to metres on the British National Grid."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Airy 1830 ellipsoid and the grid's true origin (Ordnance Survey, "A guide to coordinate systems
# in Great Britain", annexes A and C).
_AIRY = (6_377_563.396, 6_356_256.909)
_WGS84 = (6_378_137.0, 6_356_752.314245)
_SCALE, _E0, _N0 = 0.9996012717, 400_000.0, -100_000.0
_LAT0, _LON0 = np.radians(49.0), np.radians(-2.0)
# WGS84 to OSGB36: metres, seconds of arc, parts per million (same guide, section 6.6).
_SHIFT = (-446.448, 125.157, -542.060)
_TURN = np.radians(np.array([-0.1502, -0.2470, -0.8421]) / 3600)
_STRETCH = 20.4894e-6


def to_grid(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Floats:
    """Eastings and northings, (n, 2) in metres, of points in degrees (WGS84).

    The seven-parameter shift is within about 5 metres anywhere in Great Britain, and nearly the
    same for points near each other; the grid's own scale stretches a distance by at most 0.04%.
    """
    north, east = _shift_datum(np.radians(latitude), np.radians(longitude))
    return project(north, east)


def project(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Floats:
    """Transverse Mercator on Airy 1830: (n, 2) metres from OSGB36 radians (annex C.1)."""
    north, east = np.atleast_1d(latitude), np.atleast_1d(longitude)
    a, b = _AIRY
    e2 = 1 - (b / a) ** 2
    sine, cosine, tan = np.sin(north), np.cos(north), np.tan(north)
    nu = a * _SCALE / np.sqrt(1 - e2 * sine**2)
    rho = a * _SCALE * (1 - e2) / (1 - e2 * sine**2) ** 1.5
    eta2, d = nu / rho - 1, (east - _LON0) * cosine
    t2 = tan**2
    northing = (
        _arc(north)
        + _N0
        + nu * tan / 2 * d**2
        + nu * tan / 24 * (5 - t2 + 9 * eta2) * d**4
        + nu * tan / 720 * (61 - 58 * t2 + t2**2) * d**6
    )
    easting = (
        _E0
        + nu * d
        + nu / 6 * (nu / rho - t2) * d**3
        + nu / 120 * (5 - 18 * t2 + t2**2 + 14 * eta2 - 58 * t2 * eta2) * d**5
    )
    return np.column_stack([easting, northing])


def _arc(latitude: Floats) -> Floats:
    """Distance along the meridian from the true origin, metres."""
    a, b = _AIRY
    n = (a - b) / (a + b)
    minus, plus = latitude - _LAT0, latitude + _LAT0
    series = (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * minus
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * np.sin(minus) * np.cos(plus)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * np.sin(2 * minus) * np.cos(2 * plus)
        - 35 / 24 * n**3 * np.sin(3 * minus) * np.cos(3 * plus)
    )
    return np.asarray(b * _SCALE * series)


def _shift_datum(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    """WGS84 to OSGB36, radians, by the seven-parameter shift."""
    a, b = _WGS84
    e2 = 1 - (b / a) ** 2
    nu = a / np.sqrt(1 - e2 * np.sin(latitude) ** 2)
    x = nu * np.cos(latitude) * np.cos(longitude)
    y = nu * np.cos(latitude) * np.sin(longitude)
    z = (1 - e2) * nu * np.sin(latitude)
    rx, ry, rz = _TURN
    grow = 1 + _STRETCH
    x2 = _SHIFT[0] + grow * x - rz * y + ry * z
    y2 = _SHIFT[1] + rz * x + grow * y - rx * z
    z2 = _SHIFT[2] - ry * x + rx * y + grow * z
    return _geographic(x2, y2, z2)


def _geographic(x: Floats, y: Floats, z: Floats) -> tuple[Floats, Floats]:
    a, b = _AIRY
    e2 = 1 - (b / a) ** 2
    across = np.hypot(x, y)
    latitude = np.arctan2(z, across * (1 - e2))
    for _ in range(5):
        nu = a / np.sqrt(1 - e2 * np.sin(latitude) ** 2)
        latitude = np.arctan2(z + e2 * nu * np.sin(latitude), across)
    return latitude, np.arctan2(y, x)
