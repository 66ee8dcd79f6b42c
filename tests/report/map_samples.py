"""A small country for tests of maps: four square authorities that share wavy borders."""

from __future__ import annotations

import json
from typing import Any

WEST, SOUTH, STEP = -3.0, 53.0, 0.4


def square_country() -> dict[str, Any]:
    """TopoJSON of A B over C D, each with the borders of its neighbours, and an islet of A."""
    corners = {name: _corner(*at) for name, at in _CORNERS.items()}
    arcs = [_wavy(corners[a], corners[b]) for a, b in _BORDERS]
    islet = [(WEST - 0.1, SOUTH), (WEST - 0.099, SOUTH), (WEST - 0.1, SOUTH + 0.001)]
    arcs.append([*islet, islet[0]])
    areas = {
        "E08000001": ("Aldham", [[0, 8, ~10, ~6], [12]]),
        "E08000002": ("Bexton", [[1, 7, ~11, ~8]]),
        "E08000003": ("Carrow", [[10, 9, ~2, ~4]]),
        "E08000004": ("Denby", [[11, 5, ~3, ~9]]),
    }
    return {
        "type": "Topology",
        "arcs": json.loads(json.dumps(arcs)),
        "attribution": "Source: sample",
        "objects": {
            "local_authority": {"geometries": [_area(c, n, r) for c, (n, r) in areas.items()]},
            "city_region": {
                "geometries": [_area("E47000099", "Ab", [[0, 1, 7, ~11, ~10, ~6], [12]])]
            },
        },
    }


_CORNERS = {
    f"{x}{y}": (x, y) for x in range(3) for y in range(3)
}  # fmt: skip
_BORDERS = [
    ("02", "12"), ("12", "22"), ("00", "10"), ("10", "20"),
    ("01", "00"), ("21", "20"), ("02", "01"), ("22", "21"),
    ("12", "11"), ("11", "10"), ("01", "11"), ("11", "21"),
]  # fmt: skip


def _corner(x: int, y: int) -> tuple[float, float]:
    return WEST + x * STEP, SOUTH + y * STEP


def _wavy(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Forty points that swing off the straight line by turns, so there is detail to lose."""
    found = []
    for step in range(41):
        share = step / 40
        swing = 0.0 if step in (0, 40) else (0.01, -0.006, 0.002, -0.012)[step % 4]
        x = start[0] + share * (end[0] - start[0]) + swing * (end[1] != start[1])
        y = start[1] + share * (end[1] - start[1]) + swing * (end[0] != start[0])
        found.append((x, y))
    return found


def _area(code: str, name: str, rings: list[list[int]]) -> dict[str, Any]:
    return {
        "type": "MultiPolygon",
        "arcs": [[ring] for ring in rings],
        "properties": {"code": code, "name": name},
    }
