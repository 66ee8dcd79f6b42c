"""Boundaries: projection, shared arcs, overlaps, and what the package brings."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest
from geography_files import FIXTURES, changed, opened, read

from growthplan.importers.ons_geography import bundled, overlaps, topology
from growthplan.importers.ons_geography.national_grid import to_longitude_latitude
from growthplan.vocabulary import GrowthplanError

LCR = {"E06000006", "E08000011", "E08000012", "E08000013", "E08000014", "E08000015"}


def _area(shape: topology.Shape) -> float:
    """Area in square degrees, holes taken off by their turning the other way."""
    parts = [
        0.5 * np.sum(ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]) for ring in shape
    ]
    return float(abs(sum(parts)))


def test_national_grid_agrees_with_the_points_that_ons_prints_in_both_systems() -> None:
    """Trap 21. ONS prints whole metres of its centre points, and five decimals of a degree."""
    features = json.loads((FIXTURES / "itl3_2021.geojson").read_text())["features"]
    own = [feature["properties"] for feature in features]
    longitude, latitude = to_longitude_latitude(
        np.array([p["BNG_E"] for p in own], dtype=float),
        np.array([p["BNG_N"] for p in own], dtype=float),
    )
    assert np.allclose(longitude, [p["LONG"] for p in own], atol=1e-4)
    assert np.allclose(latitude, [p["LAT"] for p in own], atol=6e-5)


def test_national_grid_reproduces_the_ordnance_survey_worked_example() -> None:
    """A guide to coordinate systems in Great Britain, annex C: E 651409.903, N 313177.270 is
    52 39 27.2531 N, 1 43 4.5177 E in OSGB36; on the ground that is 52.65800, 1.71607 in WGS84."""
    longitude, latitude = to_longitude_latitude(np.array([651409.903]), np.array([313177.270]))
    assert longitude[0] == pytest.approx(1.71607, abs=1e-4)
    assert latitude[0] == pytest.approx(52.65800, abs=1e-4)


def test_geojson_in_metres_becomes_longitude_and_latitude() -> None:
    parsed = read(opened("itl3_2021.geojson"))
    assert parsed.boundaries is not None
    shapes = topology.shapes(parsed.boundaries, "itl3")
    low = np.min([ring.min(axis=0) for ring in shapes["TLD72"]], axis=0)
    high = np.max([ring.max(axis=0) for ring in shapes["TLD72"]], axis=0)
    assert -3.1 < low[0] < high[0] < -2.7
    assert 53.2 < low[1] < high[1] < 53.6
    assert "within 5 metres" in parsed.notes[0]


def test_another_projection_is_refused(tmp_path: Path) -> None:
    document = json.loads((FIXTURES / "itl3_2021.geojson").read_text())
    document["crs"]["properties"]["name"] = "EPSG:3857"
    file = changed(tmp_path, "b.geojson", json.dumps(document, separators=(",", ":")).encode())
    with pytest.raises(GrowthplanError, match="EPSG:3857"):
        read(file)


def test_metres_taken_for_degrees_are_a_fault(tmp_path: Path) -> None:
    document = json.loads((FIXTURES / "itl3_2021.geojson").read_text())
    document["crs"]["properties"]["name"] = "EPSG:4326"
    file = changed(tmp_path, "b.geojson", json.dumps(document, separators=(",", ":")).encode())
    with pytest.raises(GrowthplanError, match="longitudes and latitudes of the UK"):
        read(file)


def test_an_area_without_a_polygon_is_a_fault(tmp_path: Path) -> None:
    document = json.loads((FIXTURES / "itl3_2021.geojson").read_text())
    document["features"][1]["geometry"] = None
    file = changed(tmp_path, "b.geojson", json.dumps(document, separators=(",", ":")).encode())
    with pytest.raises(GrowthplanError, match="no polygon"):
        read(file)


def test_topojson_layers_are_named_by_kind_and_keep_years() -> None:
    boundaries = read(opened("topo.json")).boundaries
    assert boundaries is not None
    authorities = boundaries["objects"]["local_authority"]["geometries"]
    by_code = {area["properties"]["code"]: area["properties"] for area in authorities}
    assert set(boundaries["objects"]) == {
        "local_authority",
        "city_region",
        "county",
        "region",
        "country",
    }
    assert by_code["E07000026"]["end"] == 2022
    assert by_code["E06000063"]["start"] == 2023
    assert by_code["E08000012"] == {"code": "E08000012", "name": "Liverpool"}


def test_the_six_authorities_cover_the_combined_authority() -> None:
    boundaries = read(opened("topo.json")).boundaries
    assert boundaries is not None
    authorities = topology.shapes(boundaries, "local_authority")
    whole = topology.shapes(boundaries, "city_region")["E47000004"]
    assert sum(_area(authorities[code]) for code in LCR) == pytest.approx(_area(whole), rel=1e-6)


def test_an_arc_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    document = json.loads((FIXTURES / "topo.json").read_text())
    document["arcs"] = document["arcs"][:5]
    file = changed(tmp_path, "t.json", json.dumps(document, separators=(",", ":")).encode())
    with pytest.raises(GrowthplanError, match="does not exist"):
        read(file)


def test_an_area_without_arcs_is_a_fault(tmp_path: Path) -> None:
    document = json.loads((FIXTURES / "topo.json").read_text())
    del document["objects"]["ltla"]["geometries"][0]["arcs"]
    file = changed(tmp_path, "t.json", json.dumps(document, separators=(",", ":")).encode())
    with pytest.raises(GrowthplanError, match="no arcs"):
        read(file)


def test_a_missing_layer_is_a_fault(tmp_path: Path) -> None:
    document = json.loads((FIXTURES / "topo.json").read_text())
    del document["objects"]["cauth"]
    file = changed(tmp_path, "t.json", json.dumps(document, separators=(",", ":")).encode())
    with pytest.raises(GrowthplanError, match="cauth"):
        read(file)


def test_authorities_are_found_in_their_itl3_areas_of_2021() -> None:
    """Cumbria's districts nest in the two ITL3 areas that the authorities of 2023 do not."""
    authorities, areas = read(opened("topo.json")), read(opened("itl3_2021.geojson"))
    assert authorities.boundaries is not None
    assert areas.boundaries is not None
    holders = overlaps.itl3_holders(authorities.boundaries, areas.boundaries, 2021)
    assert "E06000063" not in holders
    assert {code: holders[code] for code in LCR} == {
        "E06000006": ("TLD71",),
        "E08000011": ("TLD71",),
        "E08000013": ("TLD71",),
        "E08000012": ("TLD72",),
        "E08000014": ("TLD73",),
        "E08000015": ("TLD74",),
    }
    assert holders["E07000026"] == ("TLD11",)
    assert holders["E07000031"] == ("TLD12",)


def test_cutting_areas_out_keeps_their_outline_and_shares_arcs() -> None:
    boundaries = read(opened("topo.json")).boundaries
    assert boundaries is not None
    cut = topology.keep_areas(boundaries, {"local_authority": {"E08000012", "E08000013"}})
    before = topology.shapes(boundaries, "local_authority")
    after = topology.shapes(cut, "local_authority")
    assert set(after) == {"E08000012", "E08000013"}
    for code, shape in after.items():
        for ring, original in zip(shape, before[code], strict=True):
            assert np.array_equal(ring, original)
    assert len(cut["arcs"]) < len(boundaries["arcs"])


def test_a_point_in_a_hole_is_outside() -> None:
    outer = np.array([[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], dtype=float)
    hole = np.array([[1, 1], [1, 3], [3, 3], [3, 1], [1, 1]], dtype=float)
    points = np.array([[0.5, 0.5], [2, 2], [5, 2]])
    assert topology.inside((outer, hole), points).tolist() == [True, False, False]


def test_bundled_boundaries_hold_current_areas_only_and_are_small() -> None:
    with as_file(files("growthplan") / "snapshot") as folder:
        boundaries = bundled.read_boundaries(folder)
        size = (folder / bundled.FILE).stat().st_size
    counts = {name: len(layer["geometries"]) for name, layer in boundaries["objects"].items()}
    assert counts == {"local_authority": 361, "city_region": 15, "region": 12, "country": 4}
    assert size < 250_000
    assert "Open Government Licence" in boundaries["attribution"]


def test_bundled_authorities_cover_liverpool_city_region_and_do_not_overlap() -> None:
    with as_file(files("growthplan") / "snapshot") as folder:
        boundaries = bundled.read_boundaries(folder)
    authorities = topology.shapes(boundaries, "local_authority")
    whole = topology.shapes(boundaries, "city_region")["E47000004"]
    assert sum(_area(authorities[code]) for code in LCR) == pytest.approx(_area(whole), rel=1e-6)
