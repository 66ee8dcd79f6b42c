"""British National Grid eastings and northings to longitude and latitude."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Airy 1830 ellipsoid and the grid's true origin (Ordnance Survey, "A guide to coordinate systems
# in Great Britain", annexes A and C).
_AIRY_A, _AIRY_B = 6_377_563.396, 6_356_256.909
_SCALE, _E0, _N0 = 0.9996012717, 400_000.0, -100_000.0
_LAT0, _LON0 = np.radians(49.0), np.radians(-2.0)
_WGS84_A, _WGS84_B = 6_378_137.0, 6_356_752.314245
# OSGB36 to WGS84: metres, seconds of arc, parts per million (same guide, section 6.6).
_SHIFT = (446.448, -125.157, 542.060)
_TURN = np.radians(np.array([0.1502, 0.2470, 0.8421]) / 3600)
_STRETCH = -20.4894e-6


def to_longitude_latitude(eastings: Floats, northings: Floats) -> tuple[Floats, Floats]:
    """Longitude and latitude (WGS84, degrees) of points given in metres of EPSG:27700.

    Inverse transverse Mercator on Airy 1830, then the seven-parameter Helmert shift: within about
    5 metres over Great Britain, far below the generalisation of the boundaries drawn with it.
    """
    latitude, longitude = _inverse_mercator(eastings, northings)
    return _shift_datum(latitude, longitude)


def _meridional_arc(latitude: Floats) -> Floats:
    n = (_AIRY_A - _AIRY_B) / (_AIRY_A + _AIRY_B)
    minus, plus = latitude - _LAT0, latitude + _LAT0
    return np.asarray(
        _AIRY_B
        * _SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * minus
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * np.sin(minus) * np.cos(plus)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * np.sin(2 * minus) * np.cos(2 * plus)
            - 35 / 24 * n**3 * np.sin(3 * minus) * np.cos(3 * plus)
        )
    )


def _inverse_mercator(eastings: Floats, northings: Floats) -> tuple[Floats, Floats]:
    latitude = _LAT0 + (northings - _N0) / (_AIRY_A * _SCALE)
    for _ in range(6):
        rest = northings - _N0 - _meridional_arc(latitude)
        latitude = latitude + rest / (_AIRY_A * _SCALE)
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    sine2 = np.sin(latitude) ** 2
    nu = _AIRY_A * _SCALE / np.sqrt(1 - e2 * sine2)
    rho = _AIRY_A * _SCALE * (1 - e2) / (1 - e2 * sine2) ** 1.5
    eta2 = nu / rho - 1
    tan, sec = np.tan(latitude), 1 / np.cos(latitude)
    d = eastings - _E0
    north = (
        latitude
        - tan / (2 * rho * nu) * d**2
        + tan / (24 * rho * nu**3) * (5 + 3 * tan**2 + eta2 - 9 * tan**2 * eta2) * d**4
        - tan / (720 * rho * nu**5) * (61 + 90 * tan**2 + 45 * tan**4) * d**6
    )
    east = (
        _LON0
        + sec / nu * d
        - sec / (6 * nu**3) * (nu / rho + 2 * tan**2) * d**3
        + sec / (120 * nu**5) * (5 + 28 * tan**2 + 24 * tan**4) * d**5
        - sec / (5040 * nu**7) * (61 + 662 * tan**2 + 1320 * tan**4 + 720 * tan**6) * d**7
    )
    return north, east


def _shift_datum(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    nu = _AIRY_A / np.sqrt(1 - e2 * np.sin(latitude) ** 2)
    x = nu * np.cos(latitude) * np.cos(longitude)
    y = nu * np.cos(latitude) * np.sin(longitude)
    z = (1 - e2) * nu * np.sin(latitude)
    (tx, ty, tz), (rx, ry, rz), scale = _SHIFT, _TURN, 1 + _STRETCH
    x2 = tx + scale * x - rz * y + ry * z
    y2 = ty + rz * x + scale * y - rx * z
    z2 = tz - ry * x + rx * y + scale * z
    e2 = 1 - (_WGS84_B / _WGS84_A) ** 2
    across = np.hypot(x2, y2)
    north = np.arctan2(z2, across * (1 - e2))
    for _ in range(4):
        nu = _WGS84_A / np.sqrt(1 - e2 * np.sin(north) ** 2)
        north = np.arctan2(z2 + e2 * nu * np.sin(north), across)
    return np.degrees(np.arctan2(y2, x2)), np.degrees(north)
