"""Boundaries: TopoJSON of Explore Local Statistics, and ONS GeoJSON in British National Grid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from growthplan.importers.layout import Layout, Parsed, stop
from growthplan.importers.ons_geography.codes import kind_of, place
from growthplan.importers.ons_geography.national_grid import to_longitude_latitude
from growthplan.importers.ons_geography.parsing import parsed
from growthplan.importers.ons_geography.topology import Topology
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Gazetteer, Place

TOPOJSON_LAYOUT = "ons_boundaries_topojson"
GEOJSON_LAYOUT = "ons_boundaries_geojson"
LAYERS = {
    "ltla": "local_authority",
    "cauth": "city_region",
    "cty": "county",
    "rgn": "region",
    "ctry": "country",
}
"""The publisher's layers that are read, and the kind that each is renamed to."""
_SCALE = 1e-5
"""Degrees a step for reprojected boundaries: about a metre."""
LICENCE = (
    "Open Government Licence v3.0. Source: Office for National Statistics; contains OS data, "
    "Crown copyright and database right"
)


def recognises_topojson(file: OpenFile) -> bool:
    """Whether it is TopoJSON; which layers it has is checked when it is read."""
    return file.kind == "json" and b'"Topology"' in file.data[:4096]


def read_topojson(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Boundaries, longitude and latitude, with layers named by kind of place.

    Areas keep code, name, and the years in which they began and ended. Raises GrowthplanError for
    missing layers, areas without code, arcs that do not exist and points outside the UK.
    """
    topology = file.json()
    objects = topology.get("objects", {}) if isinstance(topology, dict) else {}
    missing = [layer for layer in LAYERS if layer not in objects]
    if missing or not topology.get("arcs"):
        raise stop(file, f"the layers {', '.join(missing) or '(all)'} are missing or have no arcs")
    try:
        layers = {kind: _layer(file, objects[layer]) for layer, kind in LAYERS.items()}
        _check_arcs(file, layers, len(topology["arcs"]))
    except (KeyError, TypeError):
        raise stop(file, "an area has no arcs, or ones that are not numbers") from None
    boundaries = {
        "type": "Topology",
        "transform": topology.get("transform"),
        "arcs": topology["arcs"],
        "objects": layers,
    }
    _check_extent(file, boundaries)
    return parsed(
        TOPOJSON_LAYOUT,
        "Boundaries of local authorities, combined authorities, counties, regions and countries",
        _places(boundaries),
        gazetteer,
        boundaries=boundaries,
        licence=LICENCE,
    )


def _layer(file: OpenFile, layer: dict[str, Any]) -> dict[str, Any]:
    geometries = []
    for geometry in layer["geometries"]:
        old = geometry.get("properties", {})
        if not old.get("areacd") or not old.get("areanm"):
            raise stop(file, "an area has no code or no name", "properties areacd, areanm")
        properties = {"code": old["areacd"], "name": old["areanm"]}
        properties |= {key: old[key] for key in ("start", "end") if key in old}
        geometries.append(
            {"type": geometry["type"], "arcs": geometry["arcs"], "properties": properties}
        )
    return {"type": "GeometryCollection", "geometries": geometries}


def _check_arcs(file: OpenFile, layers: dict[str, Any], count: int) -> None:
    for kind, layer in layers.items():
        for geometry in layer["geometries"]:
            beyond = [n for n in _flat(geometry["arcs"]) if not -count <= n < count]
            if beyond:
                code = geometry["properties"]["code"]
                raise stop(file, f"arc {beyond[0]} does not exist", f"{kind} {code}")


def _flat(arcs: Any) -> Iterator[int]:
    if isinstance(arcs, list):
        for arc in arcs:
            yield from _flat(arc)
    else:
        yield arcs


def _check_extent(file: OpenFile, topology: Topology) -> None:
    transform = topology["transform"]
    scale, shift = (transform["scale"], transform["translate"]) if transform else ((1, 1), (0, 0))
    starts = np.array([arc[0] for arc in topology["arcs"]], dtype=float) * scale + shift
    low, high = starts.min(axis=0), starts.max(axis=0)
    if low[0] < -9.5 or high[0] > 2.5 or low[1] < 49 or high[1] > 61.5:
        raise stop(
            file,
            f"points reach from {low[0]:.1f}, {low[1]:.1f} to {high[0]:.1f}, {high[1]:.1f}; "
            "longitudes and latitudes of the UK are -9 to 2 and 49 to 61",
            fix="Take the file with longitude and latitude (EPSG:4326).",
        )


def _places(topology: Topology) -> Iterator[Place | None]:
    for layer in topology["objects"].values():
        for geometry in layer["geometries"]:
            own = geometry["properties"]
            # The plain name of a met county means other areas; none is in the layers read.
            yield place(
                own["code"], own["name"], valid_from=own.get("start"), valid_to=own.get("end")
            )


def recognises_geojson(file: OpenFile) -> bool:
    """Whether it is GeoJSON of the Open Geography portal: codes like ITL321CD or CAUTH22CD."""
    return (
        file.kind == "json"
        and b'"FeatureCollection"' in file.data[:4096]
        and b'"BNG_E"' in file.data
        and bool(re.search(rb'"(ITL[23]|CAUTH|LAD)\w*CD"', file.data))
    )


def read_geojson(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Boundaries of one kind, brought to longitude and latitude if in British National Grid.

    The reprojection is within 5 metres. Raises GrowthplanError for another projection and for
    areas without code.
    """
    document = file.json()
    crs = str(((document.get("crs") or {}).get("properties") or {}).get("name", ""))
    metres = crs.endswith("27700")
    if not metres and not crs.endswith(("CRS84", "4326")) and crs:
        raise stop(file, f"the projection is {crs}; only EPSG:27700 and EPSG:4326 are read", "crs")
    try:
        topology = _to_topology(file, document["features"], metres)
    except (KeyError, TypeError, ValueError, IndexError):
        raise stop(file, "an area has no polygon, or one that is not made of points") from None
    _check_extent(file, topology)
    note = "Reprojected from British National Grid, within 5 metres." if metres else ""
    return parsed(
        GEOJSON_LAYOUT,
        "Boundaries from the ONS Open Geography portal",
        _places(topology),
        gazetteer,
        boundaries=topology,
        notes=(note,) if note else (),
        licence=LICENCE,
    )


def _to_topology(file: OpenFile, features: list[dict[str, Any]], metres: bool) -> Topology:
    arcs: list[Any] = []
    layers: dict[str, Any] = {}
    for feature in features:
        own = feature["properties"]
        key = next((k for k in own if k.endswith("CD")), None)
        kind = kind_of(str(own[key])) if key else None
        if key is None or kind is None:
            raise stop(file, "an area has no code of a known kind", str(own)[:80])
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        numbers = []
        for polygon in polygons:
            numbers.append([[len(arcs) + i] for i in range(len(polygon))])
            arcs += [_quantised(ring, metres) for ring in polygon]
        layers.setdefault(kind.value, {"type": "GeometryCollection", "geometries": []})[
            "geometries"
        ].append(
            {
                "type": "MultiPolygon",
                "arcs": numbers,
                "properties": {"code": own[key], "name": own[f"{key[:-2]}NM"]},
            }
        )
    transform = {"scale": [_SCALE, _SCALE], "translate": [0.0, 0.0]}
    return {"type": "Topology", "transform": transform, "arcs": arcs, "objects": layers}


def _quantised(ring: list[list[float]], metres: bool) -> list[list[int]]:
    points = np.asarray(ring, dtype=np.float64)[:, :2]
    if metres:
        points = np.column_stack(to_longitude_latitude(points[:, 0], points[:, 1]))
    steps = np.rint(points / _SCALE).astype(int)
    deltas: list[list[int]] = np.diff(steps, axis=0, prepend=[[0, 0]]).tolist()
    return deltas


LAYOUTS = (
    Layout(
        TOPOJSON_LAYOUT,
        "Boundaries (Explore Local Statistics topo.json)",
        recognises_topojson,
        read_topojson,
    ),
    Layout(
        GEOJSON_LAYOUT,
        "Boundaries (GeoJSON, Open Geography portal)",
        recognises_geojson,
        read_geojson,
    ),
)
