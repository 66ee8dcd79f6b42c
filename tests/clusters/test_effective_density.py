"""Effective density: published form, textbook example, and agreement with direct summation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.clusters import (
    added_density,
    effective_densities,
    effective_density,
    effective_density_within,
    own_distances,
    project,
    to_grid,
)
from growthplan.vocabulary import GrowthplanError


def directly(points, jobs, decay, own, reach=np.inf):
    away = np.sqrt(((points[:, None] - points) ** 2).sum(axis=2))
    counts = away <= reach
    np.fill_diagonal(away, own)
    np.fill_diagonal(counts, True)
    return (np.where(counts, away**-decay, 0) * jobs).sum(axis=1)


@pytest.mark.parametrize(
    ("decay", "expected"),
    [(1.0, (56.25, 28.3333, 14.5833)), (1.8, (29.6237, 8.6966, 2.8988))],
)
def test_three_zone_example_in_tag_form(decay, expected):
    """E = (100, 50, 25), costs 10, 20, 15 between zones and 2, 3, 4 within: `sum E / g ** a`."""
    x = (10**2 + 20**2 - 15**2) / (2 * 20)
    points = np.array([[0, 0], [x, np.sqrt(10**2 - x**2)], [20, 0]])
    found = effective_density(points, [100, 50, 25], decay, [2, 3, 4])
    assert found == pytest.approx(expected, abs=6e-5)


@pytest.mark.parametrize("decay", [1.0, 1.6, 1.8])
@pytest.mark.parametrize(("precision", "tolerance"), [("double", 1e-12), ("single", 5e-5)])
def test_agrees_with_direct_summation(scattered, decay, precision, tolerance):
    jobs = np.random.default_rng(8).integers(0, 5000, len(scattered)).astype(float)
    own = own_distances(scattered)
    found = effective_density(scattered, jobs, decay, own, precision)
    assert found == pytest.approx(directly(scattered, jobs, decay, own), rel=tolerance)


@pytest.mark.parametrize("precision", ["double", "single"])
def test_several_decays_at_once_give_the_bits_of_one_at_a_time(scattered, precision):
    jobs, own = np.arange(float(len(scattered))), own_distances(scattered)
    decays = [1.8, 0.8, 1.3]
    together = effective_densities(scattered, jobs, decays, own, precision)
    for decay, found in zip(decays, together, strict=True):
        assert (found == effective_density(scattered, jobs, decay, own, precision)).all()
    assert effective_densities(scattered, jobs, [], own, precision).shape == (0, len(scattered))


def test_single_precision_holds_for_points_a_metre_apart_far_from_the_origin():
    """Coordinates near 600,000 m have steps of 6 cm in single precision."""
    rng = np.random.default_rng(1)
    points = np.array([600_000.0, 200_000.0]) + rng.uniform(0, 40, (1200, 2))
    found = effective_density(points, np.ones(1200), 1.8, 1.0, "single")
    assert found == pytest.approx(directly(points, np.ones(1200), 1.8, 1.0), rel=5e-5)


@pytest.mark.parametrize("reach", [500.0, 7_000.0, 100_000.0])
def test_cut_off_agrees_with_direct_summation(scattered, reach):
    jobs = np.random.default_rng(9).integers(0, 900, len(scattered)).astype(float)
    found = effective_density_within(scattered, jobs, 1.8, 250.0, reach)
    assert found == pytest.approx(directly(scattered, jobs, 1.8, 250.0, reach), rel=1e-12)


def test_cut_off_counts_a_point_exactly_at_the_reach():
    points = np.array([[0.0, 0], [1000, 0], [0, 1001]])
    found = effective_density_within(points, [1, 1, 1], 1.0, 1.0, 1000)
    assert found == pytest.approx([1.001, 1.001, 1.0])


def test_cut_off_counts_every_point_exactly_at_the_reach_of_a_regular_grid():
    """Here many pairs lie right at the reach, several cells away from each other."""
    points = np.stack(np.meshgrid(np.arange(50), np.arange(50)), axis=-1).reshape(-1, 2) * 100.0
    points += [530_000, 180_000]
    found = effective_density_within(points, np.ones(2500), 1.8, 40.0, 1000.0)
    assert found == pytest.approx(directly(points, np.ones(2500), 1.8, 40.0, 1000.0), rel=1e-12)


def test_cut_off_is_exact_for_points_close_together_far_from_the_rest():
    rng = np.random.default_rng(5)
    points = np.concatenate([rng.uniform(0, 3, (60, 2)), rng.uniform(0, 60_000, (3000, 2))])
    jobs = rng.integers(0, 900, len(points)).astype(float)
    found = effective_density_within(points, jobs, 1.8, 250.0, 20_000.0)
    assert found == pytest.approx(directly(points, jobs, 1.8, 250.0, 20_000.0), rel=1e-12)


def test_cut_off_of_crowded_cells_in_several_tiles():
    points = np.random.default_rng(3).uniform(0, 900, (1500, 2))
    found = effective_density_within(points, np.ones(1500), 1.0, 5.0, 200.0)
    assert found == pytest.approx(directly(points, np.ones(1500), 1.0, 5.0, 200.0), rel=1e-12)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)),
        min_size=1,
        max_size=40,
        unique=True,
    ),
    st.floats(0.5, 2.5),
    st.floats(2, 5),
)
def test_identities(coordinates, decay, times):
    """Density is linear in jobs, does not depend on the order or shift of points, and scales with
    distance to the power of the decay."""
    points = np.array(coordinates, dtype=float) + 0.0
    jobs = np.arange(1.0, len(points) + 1)
    found = effective_density(points, jobs, decay, 3.0)
    assert effective_density(points, times * jobs, decay, 3.0) == pytest.approx(times * found)
    back = effective_density(points[::-1], jobs[::-1], decay, 3.0)[::-1]
    assert back == pytest.approx(found, rel=1e-12)
    assert effective_density(points + 500, jobs, decay, 3.0) == pytest.approx(found, rel=1e-12)
    wider = effective_density(times * points, jobs, decay, times * 3.0)
    assert wider == pytest.approx(found * times**-decay, rel=1e-10)


def test_threads_do_not_change_the_answer(scattered):
    jobs = np.ones(len(scattered))
    twice = [effective_density(scattered, jobs, 1.8, 100.0, threads=2) for _ in range(2)]
    assert (twice[0] == twice[1]).all()
    one = effective_density(scattered, jobs, 1.8, 100.0, threads=1)
    assert one == pytest.approx(twice[0], rel=1e-13)


def test_added_density_is_the_change_from_one_more_job(scattered):
    points, jobs, own = scattered[:300], np.full(300, 50.0), np.full(300, 20.0)
    more = jobs + (np.arange(300) == 17)
    change = effective_density(points, more, 1.6, own) - effective_density(points, jobs, 1.6, own)
    # Zones nearer than their own distance are counted no nearer, and none is here.
    assert added_density(points[17], points, own, 1.6) == pytest.approx(change, rel=1e-6)


def test_one_point_has_its_own_jobs_only():
    assert effective_density([[5.0, 5.0]], [10], 1.0, 2.0) == pytest.approx([5.0])
    with pytest.raises(GrowthplanError, match="single zone has no neighbour"):
        own_distances([[5.0, 5.0]])


@pytest.mark.parametrize(
    ("points", "jobs", "decay", "own", "says"),
    [
        ([[0, 0], [0, 0]], [1, 1], 1.0, 1.0, "1 of 2 points lie exactly on another"),
        ([[0, 0], [np.nan, 1]], [1, 1], 1.0, 1.0, "1 of 2 points have no coordinates"),
        (np.empty((0, 2)), [], 1.0, 1.0, "no point"),
        ([[0, 0], [1, 0]], [1, -1], 1.0, 1.0, "negative jobs"),
        ([[0, 0], [1, 0]], [1], 1.0, 1.0, "2 points but jobs of shape"),
        ([[0, 0], [1, 0]], [1, 1], 0.0, 1.0, "decay of 0"),
        ([[0, 0], [1, 0]], [1, 1], 1.0, 0.0, "distance to itself"),
    ],
)
def test_bad_input_is_said(points, jobs, decay, own, says):
    for run in (effective_density, lambda *a: effective_density_within(*a, 10.0)):
        with pytest.raises(GrowthplanError, match=says):
            run(points, jobs, decay, own)


def test_zero_jobs_have_zero_density():
    assert effective_density([[0.0, 0], [1, 0]], [0, 0], 1.0, 1.0).tolist() == [0, 0]


def test_own_distance_of_a_square_grid_is_that_of_circles_of_its_size():
    """On a grid of 1 km the rule gives 2/3 of the radius of about a square kilometre."""
    points = np.stack(np.meshgrid(np.arange(40), np.arange(40)), axis=-1).reshape(-1, 2) * 1000.0
    inner = own_distances(points).reshape(40, 40)[5:-5, 5:-5]
    assert inner == pytest.approx(2 / 3 * 1000 / np.sqrt(np.pi), rel=0.1)


def test_projection_of_ordnance_survey_worked_example():
    """Ordnance Survey, A guide to coordinate systems in Great Britain, annex C: E 651409.903,
    N 313177.270 for 52 39 27.2531 N, 1 43 4.5177 E (OSGB36)."""
    latitude = np.radians(52 + 39 / 60 + 27.2531 / 3600)
    longitude = np.radians(1 + 43 / 60 + 4.5177 / 3600)
    assert project(latitude, longitude)[0] == pytest.approx((651409.903, 313177.270), abs=0.002)


def test_grid_of_a_known_landmark():
    """Greenwich observatory, 51.4778 N 0.0015 W: TQ 389 773, to the hundred metres of that."""
    assert to_grid(51.4778, -0.0015)[0] == pytest.approx((538_900, 177_300), abs=100)
