"""Maps: equal areas, borders that stay shared, classes that can be told apart, states."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from map_samples import square_country

from growthplan.report import Column
from growthplan.report.maps import (
    UNITED_KINGDOM,
    Albers,
    Outlines,
    Spot,
    choropleth,
    classes,
    effective_areas,
    outlines,
    point_map,
    shown,
    simplified,
)
from growthplan.report.maps.classes import BORDER, SHADES
from growthplan.report.maps.outlines import signed_area
from growthplan.report.sheet import MapDrawing

CODES = ("E08000001", "E08000002", "E08000003", "E08000004")
PAY = Column("pay", "Pay", "£ per hour")


@pytest.fixture(scope="module")
def country() -> Outlines:
    return outlines(square_country())


def test_projection_gives_snyder_1987_page_291_numerical_example() -> None:
    """Albers on a unit sphere, parallels 29.5 and 45.5: 35 N 75 W."""
    found = Albers(29.5, 45.5, 23, -96, radius=1.0).project(np.array([[-75.0, 35.0]]))
    assert found[0] == pytest.approx([0.2952720, 0.2416774], abs=5e-8)


@given(st.floats(50, 60), st.floats(-8, 1.5))
def test_a_cell_of_the_globe_keeps_its_area(south: float, west: float) -> None:
    size = 0.05
    side = np.linspace(0, size, 30)
    edge = [
        *((west + s, south) for s in side),
        *((west + size, south + s) for s in side),
        *((west + size - s, south + size) for s in side),
        *((west, south + size - s) for s in side),
    ]
    flat = abs(signed_area(UNITED_KINGDOM.project(np.array(edge))))
    band = np.sin(np.radians(south + size)) - np.sin(np.radians(south))
    assert flat == pytest.approx(6371.0072**2 * np.radians(size) * band, rel=1e-4)


def test_distances_across_liverpool_city_region_are_true_within_one_per_cent() -> None:
    """Liverpool to St Helens town halls: 17.9 km along a great circle."""
    ends = np.array([[-2.9916, 53.4073], [-2.7357, 53.4539]])
    one, other = UNITED_KINGDOM.project(ends)
    lon, lat = np.radians(ends[:, 0]), np.radians(ends[:, 1])
    angle = np.arccos(
        np.sin(lat[0]) * np.sin(lat[1]) + np.cos(lat[0]) * np.cos(lat[1]) * np.cos(lon[1] - lon[0])
    )
    assert float(np.hypot(*(one - other))) == pytest.approx(6371.0072 * angle, rel=0.01)


def test_visvalingam_keeps_the_points_that_hold_most_area_open() -> None:
    line = np.array([[0, 0], [1, 0.1], [2, 3], [3, 0.1], [4, 0]], dtype=float)
    areas = effective_areas(line)
    assert areas[[0, 4]].tolist() == [np.inf, np.inf]
    assert int(np.argmax(areas[1:-1])) == 1
    assert simplified(line, areas, 2.0).tolist() == [[0, 0], [2, 3], [4, 0]]


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=3, max_size=60))
def test_more_detail_never_loses_a_point_that_less_detail_has(
    points: list[tuple[float, float]],
) -> None:
    line = np.array(points)
    areas = effective_areas(line)
    coarse, fine = areas >= 1.0, areas >= 0.1
    assert np.all(fine[coarse])
    assert coarse[0]
    assert coarse[-1]


def test_borders_stay_shared_after_simplifying(country: Outlines) -> None:
    thin = country.simplified(20.0)
    assert sum(map(len, thin.arcs)) < 0.5 * sum(map(len, country.arcs))
    layer = thin.layers["local_authority"]
    total = sum(thin.size(ring) for a in layer.values() for ring in a.rings[:1])
    edge = thin.layers["city_region"]["E47000099"].rings[0]
    halves = sum(thin.size(layer[code].rings[0]) for code in CODES[:2])
    assert halves == pytest.approx(thin.size(edge), rel=1e-12)
    assert total == pytest.approx(4 * (0.4 * 111.19) ** 2 * np.cos(np.radians(53.4)), rel=0.03)


def _ends(path: str) -> set[tuple[int, int]]:
    """Every point of a path of relative lines."""
    found = set()
    for ring in path.split("z"):
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        steps = np.array(numbers, dtype=int).reshape(-1, 2)
        found |= {(int(x), int(y)) for x, y in np.cumsum(steps, axis=0)}
    return found


def _map(country: Outlines, **values: float | None) -> MapDrawing:
    given_values = dict(zip(CODES, (30.0, 35.0, 41.0, None), strict=True)) | values
    drawing = choropleth(country, given_values, PAY, place="E47000099", alt="Carrow pays most.")
    assert drawing is not None
    return drawing


def test_drawn_borders_meet_point_for_point(country: Outlines) -> None:
    one, other = (s.path for s in _map(country).sheet.shapes[:2])
    assert len(_ends(one) & _ends(other)) >= 3


def test_specks_below_a_pixel_are_left_out(country: Outlines) -> None:
    assert [s.path.count("M") for s in _map(country).sheet.shapes] == [1, 1, 1, 1]


def test_an_area_without_a_figure_is_hatched_and_said(country: Outlines) -> None:
    drawing = _map(country)
    denby = next(s for s in drawing.sheet.shapes if s.name == "Denby")
    assert (denby.fill, denby.shown) == (None, "no figure")
    assert drawing.legend[-1].hatched


def test_values_are_said_with_their_unit(country: Outlines) -> None:
    assert [s.shown for s in _map(country).sheet.shapes][:2] == ["£30.0 per hour", "£35.0 per hour"]
    assert shown(-1.24, Column("gap", "Gap", "%")) == "−1.2%"


def test_names_stay_on_the_sheet_and_apart(country: Outlines) -> None:
    sheet = _map(country).sheet
    assert {line for label in sheet.labels for line in label.lines} == {
        "Aldham", "Bexton", "Carrow", "Denby",
    }  # fmt: skip
    assert all(0 < n.x < sheet.width and 0 < n.y < sheet.height for n in sheet.labels)


def test_no_map_where_nothing_can_be_drawn(country: Outlines) -> None:
    assert choropleth(country, {"W06000001": 3.0}, PAY, alt="") is None
    assert choropleth(country, dict.fromkeys(CODES), PAY, alt="") is None
    assert point_map(country, (), ("W06000001",), alt="") is None


def test_sites_lie_where_they_are(country: Outlines) -> None:
    spots = [Spot("Middle", -2.6, 53.4, "10 jobs", size=10), Spot("Corner", -3.0, 53.0, "1 job")]
    drawing = point_map(country, spots, CODES, alt="")
    assert drawing is not None
    middle, corner = drawing.sheet.dots
    assert middle.x == pytest.approx(drawing.sheet.width / 2, abs=25)
    assert corner.y > middle.y
    assert corner.x < middle.x
    assert corner.radius < middle.radius


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("count", sorted(SHADES))
def test_borders_stand_out_and_shades_keep_their_order_in_greyscale(count: int) -> None:
    shades = SHADES[count]
    assert len(shades) == count
    assert all(_contrast(shade, BORDER) >= 3 for shade in shades)
    for lighter, darker in pairwise(shades):
        assert _luminance(lighter) > _luminance(darker)
        assert _contrast(lighter, darker) > 1.15


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=80), st.integers(2, 6))
def test_every_value_falls_in_a_class_whose_breaks_hold_it(values: list[float], most: int) -> None:
    found = classes(values, PAY, most)
    assert 1 <= found.count <= 7
    assert list(found.breaks) == sorted(set(found.breaks))
    slack = 1e-6 + 1e-8 * (found.breaks[-1] - found.breaks[0])
    for value in values:
        index = found.of(value)
        assert index is not None
        assert found.breaks[index] - slack <= value <= found.breaks[index + 1] + slack


def test_one_far_value_does_not_put_all_others_in_one_class() -> None:
    found = classes([*range(20, 60), 900], PAY)
    crowd = [found.of(v) for v in range(20, 60)]
    assert max(crowd.count(i) for i in set(crowd)) <= 20


def test_breaks_are_said_in_words() -> None:
    found = classes([31, 37, 44, 52], PAY)
    assert found.words(0) == "30 to under 35"
    assert found.words(found.count - 1).endswith(" to 55")
