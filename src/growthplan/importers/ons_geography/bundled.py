"""The boundaries that the package brings: current areas, small enough for a page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from growthplan.importers.ons_geography.topology import Topology, keep_areas

FILE = "boundaries.topo.json.gz"
LAYERS = ("local_authority", "city_region", "region", "country")
ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0; "
    "contains OS data, Crown copyright and database right"
)


def current_boundaries(topology: Topology) -> Topology:
    """Only what is current, of the layers that pages draw; arcs stay shared.

    Areas that have ended are left out, because old and new districts cover the same ground.
    """
    wanted = {
        layer: {
            geometry["properties"]["code"]
            for geometry in topology["objects"][layer]["geometries"]
            if geometry["properties"].get("end") is None
        }
        for layer in LAYERS
    }
    return {**keep_areas(topology, wanted), "attribution": ATTRIBUTION}


def write_boundaries(topology: Topology, folder: Path) -> int:
    """Write the boundaries as compressed TopoJSON. Returns the number of bytes."""
    text = json.dumps(topology, separators=(",", ":"), ensure_ascii=False)
    packed = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    (folder / FILE).write_bytes(packed)
    return len(packed)


def read_boundaries(folder: Path) -> dict[str, Any]:
    """The bundled TopoJSON: layers `local_authority`, `city_region`, `region`, `country`.

    Each area has `code` and `name`; coordinates are longitude and latitude (WGS84). The
    attribution to print beside a map is under `attribution`.
    """
    boundaries: dict[str, Any] = json.loads(gzip.decompress((folder / FILE).read_bytes()))
    return boundaries
