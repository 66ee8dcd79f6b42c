"""Which local authorities an area holds, told from the two boundaries."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from growthplan.importers.ons_geography.topology import Shape, Topology, inside, sample, shapes

LEAST_SHARE = 0.03
"""Less than this share of a council area is generalisation of the two outlines, not overlap."""
_MAY_BE_SPLIT = "S12"
"""Only Scottish council areas are split between ITL3 areas; all others lie whole in one."""


def in_year(topology: Topology, layer: str, year: int) -> set[str]:
    """Codes of the areas of a layer that were in use in a year."""
    return {
        own["code"]
        for own in (g["properties"] for g in topology["objects"][layer]["geometries"])
        if (own.get("start") or 0) <= year <= (own.get("end") or 9999)
    }


def holders(
    authorities: Mapping[str, Shape], areas: Mapping[str, Shape]
) -> dict[str, tuple[str, ...]]:
    """For each local authority the areas that hold it: one, or several when it is split.

    Points are spread over each authority and looked for in each area; shares are of the points
    found in any area, for coasts are drawn differently in the two.
    """
    boxes = {code: _box(shape) for code, shape in areas.items()}
    found: dict[str, tuple[str, ...]] = {}
    for authority, shape in authorities.items():
        points = sample(shape)
        low, high = points.min(axis=0), points.max(axis=0)
        counts = {
            code: int(inside(areas[code], points).sum())
            for code, (least, most) in boxes.items()
            if (least <= high).all() and (most >= low).all()
        }
        total = sum(counts.values())
        if total:
            found[authority] = _chosen(authority, {c: n / total for c, n in counts.items() if n})
    return found


def _chosen(authority: str, shares: Mapping[str, float]) -> tuple[str, ...]:
    if not authority.startswith(_MAY_BE_SPLIT):
        return (max(sorted(shares), key=lambda code: shares[code]),)
    return tuple(sorted(code for code, share in shares.items() if share >= LEAST_SHARE))


def _box(shape: Shape) -> tuple[np.ndarray, np.ndarray]:
    return (
        np.min([ring.min(axis=0) for ring in shape], axis=0),
        np.max([ring.max(axis=0) for ring in shape], axis=0),
    )


def itl3_holders(authorities: Topology, areas: Topology, year: int) -> dict[str, tuple[str, ...]]:
    """ITL3 areas that hold each local authority as it stood in `year`."""
    current = in_year(authorities, "local_authority", year)
    drawn = shapes(authorities, "local_authority")
    return holders({code: drawn[code] for code in sorted(current)}, shapes(areas, "itl3"))
